package kit

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestTypingPicksAnOptionAndDeleteClears(t *testing.T) {
	c := NewChoiceField([]string{"a", "b", "c"}, []string{"走访", "电话拜访", "客户来访"})
	w := inWindow(t, c, 300, 300)
	told := 0
	c.Watch(func() { told++ })
	w.Canvas().Focus(c)
	c.TypedRune('电')
	if c.Key() != "b" || told != 1 {
		t.Errorf("key %q, told %d", c.Key(), told)
	}
	c.TypedKey(key(fyne.KeyDown))
	if !c.fly.isOpen() {
		t.Fatal("↓ opens the list")
	}
	c.TypedKey(key(fyne.KeyDown))
	c.TypedKey(key(fyne.KeyReturn))
	if c.Key() != "c" || c.fly.isOpen() {
		t.Errorf("key %q, open %v", c.Key(), c.fly.isOpen())
	}
	c.TypedKey(key(fyne.KeyDelete))
	if c.Key() != "" {
		t.Errorf("key %q after Delete", c.Key())
	}
}

func TestTagsAreAddedByEnterAndComma(t *testing.T) {
	f := NewTagsField(nil)
	inWindow(t, f, 300, 200)
	test.Type(f.entry, "大客户，老客户")
	f.entry.TypedKey(key(fyne.KeyReturn))
	test.Type(f.entry, "未完")
	if got := f.Value(); !reflect.DeepEqual(got, []string{"大客户", "老客户", "未完"}) {
		t.Errorf("got %v", got)
	}
	f.entry.SetText("")
	f.entry.TypedKey(key(fyne.KeyBackspace))
	if got := f.Value(); !reflect.DeepEqual(got, []string{"大客户"}) {
		t.Errorf("after Backspace %v", got)
	}
}

func TestSeveralChoicesComeBackAsKeys(t *testing.T) {
	f := NewChoicesField([]string{"food", "shop"}, []string{"餐饮", "零售"})
	inWindow(t, f, 300, 200)
	f.SetValue([]string{"shop"})
	f.add("餐饮")
	f.add("没有的")
	if got := f.Value(); !reflect.DeepEqual(got, []string{"shop", "food"}) {
		t.Errorf("got %v", got)
	}
}

func TestADateIsMadeCanonicalWhenItIsLeft(t *testing.T) {
	d := NewDateField()
	other := NewTextField("")
	w := inWindow(t, VBox(8, d, other), 300, 400)
	w.Canvas().Focus(d.entry)
	test.Type(d.entry, "1125")
	if d.Value() != "2026-11-25" {
		t.Errorf("value while typing %v", d.Value())
	}
	w.Canvas().Focus(other.entry)
	if d.entry.Text != "2026-11-25" || d.note.Text != "周三" {
		t.Errorf("shows %q %q", d.entry.Text, d.note.Text)
	}
	d.SetValue("下周五")
	if d.Value() != "下周五" {
		t.Error("what is no day is left to the rules")
	}
}

func TestArrowsPickADayFromTheMonth(t *testing.T) {
	d := NewDateField()
	w := inWindow(t, d, 400, 400)
	w.Canvas().Focus(d.entry)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyReturn} {
		d.entry.TypedKey(key(k))
	}
	if d.Value() != "2026-11-30" {
		t.Errorf("picked %v", d.Value())
	}
}

func TestANumberIsTidiedWhenItIsLeft(t *testing.T) {
	n := NewNumberField(true)
	w := inWindow(t, n, 300, 200)
	w.Canvas().Focus(n.entry)
	test.Type(n.entry, "１,２３４.５０元")
	w.Canvas().Unfocus()
	if n.Value() != "1234.5" {
		t.Errorf("got %v", n.Value())
	}
}

func TestATextGrowsWithItsLines(t *testing.T) {
	m := NewMultilineField(2, "")
	inWindow(t, VBox(0, m), 300, 600)
	h := m.MinSize().Height
	m.SetValue("一\n二\n三\n四")
	if m.MinSize().Height <= h {
		t.Error("it stays as high as it was")
	}
	m.SetValue("")
	if m.MinSize().Height != h {
		t.Error("it does not shrink again")
	}
	if m.entry.AcceptsTab() {
		t.Error("Tab must leave the field")
	}
}

func TestAPickedNameKeepsItsNumberUntilItIsTypedOver(t *testing.T) {
	p := NewPickField(nil)
	w := inWindow(t, p, 300, 300)
	p.SetPick(Pick{Number: "KH-000871", Title: "渝鲲"})
	if p.Value() != "KH-000871" || p.entry.Text != "渝鲲" {
		t.Fatalf("value %v, shows %q", p.Value(), p.entry.Text)
	}
	w.Canvas().Focus(p.entry)
	test.Type(p.entry, "锦程")
	if p.Value() == "KH-000871" {
		t.Error("another name stands there, but the number stays")
	}
	p.entry.TypedKey(key(fyne.KeyEscape))
	if p.Value() != "KH-000871" {
		t.Errorf("Esc brings the reference back, got %v", p.Value())
	}
	p.offer([]Pick{{Number: "KH-000866", Title: "锦程物业"}})
	p.entry.TypedKey(key(fyne.KeyReturn))
	if p.Value() != "KH-000866" {
		t.Errorf("Enter picks, got %v", p.Value())
	}
}

func TestShortcutsPassThroughAnEntryThatDoesNotUseThem(t *testing.T) {
	f := NewTextField("")
	w := inWindow(t, f, 300, 200)
	var seen []string
	OnShortcut = func(s fyne.Shortcut) bool { seen = append(seen, s.ShortcutName()); return true }
	var keys []fyne.KeyName
	OnKey = func(k *fyne.KeyEvent) bool { keys = append(keys, k.Name); return true }
	defer func() { OnShortcut, OnKey = nil, nil }()
	w.Canvas().Focus(f.entry)
	f.entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl})
	f.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.entry.TypedKey(key(fyne.KeyEscape))
	f.entry.TypedKey(key(fyne.KeyF2))
	if len(seen) != 1 || len(keys) != 2 {
		t.Errorf("shortcuts %v, keys %v", seen, keys)
	}
}

func TestEscAndEnterAnswerAQuestion(t *testing.T) {
	w := inWindow(t, NewTextField(""), 600, 400)
	got := ""
	Confirm(w.Canvas(), ConfirmOptions{Title: "删除？", Text: "会移到回收站", Danger: true}, func(yes bool) { got = map[bool]string{true: "yes", false: "no"}[yes] })
	f := w.Canvas().Focused()
	if b, ok := f.(*Button); !ok || b.Label() != T("kit.cancel") {
		t.Fatalf("the keyboard is at %T", f)
	}
	f.TypedKey(key(fyne.KeyEscape))
	if got != "no" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("answer %q", got)
	}
	Confirm(w.Canvas(), ConfirmOptions{Title: "保存？"}, func(yes bool) { got = map[bool]string{true: "yes", false: "no"}[yes] })
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	if got != "yes" {
		t.Errorf("answer %q", got)
	}
}

func TestLateAnswersOfASearchAreDropped(t *testing.T) {
	s := NewSearchBox("", "")
	w := inWindow(t, s, 700, 500)
	s.OnQuery = func(string) {}
	w.Canvas().Focus(s.entry)
	test.Type(s.entry, "渝")
	s.Answer("渝", []HitGroup{{Title: "客户", Hits: []Hit{{ID: "1", Title: "渝鲲"}}}})
	test.Type(s.entry, "鲲")
	s.Answer("渝", []HitGroup{{Title: "客户", Hits: []Hit{{ID: "2", Title: "渝北"}}}})
	var picked Hit
	s.OnPick = func(h Hit) { picked = h }
	s.entry.TypedKey(key(fyne.KeyReturn))
	if picked.ID != "1" {
		t.Errorf("picked %v", picked)
	}
}

func TestALineThatIsTooLongShowsItsBeginning(t *testing.T) {
	const long = "重庆市渝中区解放碑步行街八一路一百七十七号雨田大厦十二层"
	f, other := NewTextField(""), NewTextField("")
	w := inWindow(t, VBox(8, f, other), 140, 200)
	f.SetValue("短")
	if !f.cut.Hidden {
		t.Error("a text that fits is cut")
	}
	f.SetValue(long)
	if s := f.cut.Text; f.cut.Hidden || !strings.HasPrefix(s, "重庆市渝中") || !strings.HasSuffix(s, "…") {
		t.Errorf("shows %q, hidden %v", s, f.cut.Hidden)
	}
	w.Canvas().Focus(f.entry)
	if !f.cut.Hidden || !f.cover.Hidden {
		t.Error("nothing is seen of what is typed")
	}
	w.Canvas().Focus(other.entry)
	if f.cut.Hidden {
		t.Error("left, and cut anywhere")
	}
	w.Resize(fyne.NewSize(800, 200))
	if !f.cut.Hidden {
		t.Error("there is room now")
	}
	if f.Value() != long {
		t.Errorf("value %v", f.Value())
	}
}

func TestAPickedNameShowsItsBeginningAndBackspaceTakesItAway(t *testing.T) {
	p := NewPickField(func(string) []Pick { return nil })
	w := inWindow(t, p, 140, 200)
	w.Canvas().Focus(p.entry)
	p.keep(Pick{Number: "KH-000001", Title: "重庆渝鲲火锅餐饮管理有限公司解放碑店"})
	if p.entry.CursorColumn != 0 {
		t.Errorf("the caret is at %d", p.entry.CursorColumn)
	}
	p.entry.TypedKey(key(fyne.KeyBackspace))
	if p.Value() != "" || p.entry.Text != "" {
		t.Errorf("still %v, %q", p.Value(), p.entry.Text)
	}
}
