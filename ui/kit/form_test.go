package kit

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kezhi/data"
	"kezhi/data/field"
)

// someFields are the fields of an imagined record.
func someFields() []field.Desc {
	return []field.Desc{
		{Key: "kind", Label: "种类", Section: "一", Kind: field.Choice, Options: []string{"org", "person", "other", "none"}, Required: true},
		{Key: "name", Label: "名称", Section: "一", Kind: field.Text, Required: true},
		{Key: "code", Label: "信用代码", Section: "一", Kind: field.Text, When: &field.When{Key: "kind", In: []string{"org"}}},
		{Key: "founded", Label: "成立日期", Section: "一", Kind: field.Date},
		{Key: "nick", Label: "别名", Section: "一", Kind: field.Text, Secondary: true},
		{Key: "note", Label: "备注", Section: "二", Kind: field.Multiline, Wide: true, Lines: 3},
		{Key: "tags", Label: "标签", Section: "二", Kind: field.Tags},
		{Key: "contacts", Label: "联系人", Section: "三", Kind: field.Rows, Max: 5, Rows: []field.Desc{
			{Key: "name", Label: "姓名", Kind: field.Text}, {Key: "phone", Label: "电话", Kind: field.Phone},
		}},
		{Key: "made", Label: "建档", Section: "四", Kind: field.DateTime, ReadOnly: true},
	}
}

// shown puts an object into a window of the test driver.
func inWindow(t testing.TB, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	win := test.NewWindow(NewRoot(o))
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	t.Cleanup(win.Close)
	return win
}

func formInWindow(t testing.TB) (*RecordForm, fyne.Window) {
	f := NewRecordForm(someFields(), FormOptions{})
	return f, inWindow(t, NewScroll(f), 900, 500)
}

func TestAFormGivesBackTheValuesItWasGiven(t *testing.T) {
	f, _ := formInWindow(t)
	v := field.Values{
		"kind": "org", "name": "重庆渝鲲火锅有限公司", "code": "91500", "founded": "2011-05-01", "nick": "渝鲲", "note": "一\n二",
		"tags": []string{"大客户"}, "contacts": []field.Values{{"name": "向建国", "phone": "13800005678"}}, "made": "2026-11-22 14:30",
	}
	f.SetValues(v)
	if got := f.Values(); !reflect.DeepEqual(got, v) {
		t.Errorf("got  %v\nwant %v", got, v)
	}
	if f.Dirty() {
		t.Error("a form just filled is not dirty")
	}
}

func TestTypingMakesAFormDirtyAndTellsTheValues(t *testing.T) {
	f, _ := formInWindow(t)
	f.SetValues(field.Values{"kind": "org", "name": "单"})
	var told field.Values
	f.OnChanged = func(v field.Values) { told = v }
	test.Type(f.Input("name").(*TextField).entry, "雨霏")
	if told.Text("name") != "单雨霏" && told.Text("name") != "雨霏单" || !f.Dirty() {
		t.Errorf("told %q, dirty %v", told.Text("name"), f.Dirty())
	}
	f.Saved()
	if f.Dirty() {
		t.Error("dirty after Saved")
	}
}

func TestFieldsComeAndGoWithTheirCondition(t *testing.T) {
	f, _ := formInWindow(t)
	f.SetValues(field.Values{"kind": "person"})
	if drawnIn(f, "code") {
		t.Fatal("a person has no credit code")
	}
	f.Input("kind").(*ChoiceField).choose(0)
	if !drawnIn(f, "code") {
		t.Error("an organisation has one")
	}
}

func drawnIn(f *RecordForm, key string) bool {
	l := f.byKey[key].label
	for _, o := range f.drawn {
		if l != nil && o == l {
			return true
		}
	}
	return false
}

func TestFoldedFieldsAreNotBuiltUntilTheyAreWanted(t *testing.T) {
	f, _ := formInWindow(t)
	f.SetValues(field.Values{"kind": "person", "name": "单雨霏"})
	if f.byKey["nick"].label != nil {
		t.Error("built while folded")
	}
	f.SetValues(field.Values{"nick": "小单"})
	if !drawnIn(f, "nick") {
		t.Error("a folded field with a value is shown")
	}
}

func TestErrorsStandAtTheirFieldsAndTheFirstGetsTheKeyboard(t *testing.T) {
	f, w := formInWindow(t)
	f.SetValues(field.Values{"kind": "org", "contacts": []field.Values{{"name": "甲"}, {"name": "乙"}}})
	f.SetErrors(data.Errors{
		data.Wrong("contacts[1].phone", "error.phone"),
		data.Wrong("name", "error.required"),
		data.Wrong("elsewhere", "kit.nothing_found"),
	})
	if f.Wrong("name") == "" || f.Wrong("contacts[1].phone") == "" || f.Wrong("contacts[0].phone") != "" {
		t.Errorf("name %q, phone %q", f.Wrong("name"), f.Wrong("contacts[1].phone"))
	}
	if !f.banner.Visible() || f.banner.Text() != T("kit.nothing_found") {
		t.Error("an error of no field stands in the banner")
	}
	if got := w.Canvas().Focused(); got != f.Input("name").(*TextField).entry {
		t.Errorf("the keyboard is at %T", got)
	}
	test.Type(f.Input("name").(*TextField).entry, "渝")
	if f.Wrong("name") != "" {
		t.Error("the reason goes when the field is mended")
	}
	f.SetErrors(nil)
	if f.Wrong("contacts[1].phone") != "" || f.banner.Visible() {
		t.Error("SetErrors(nil) takes all away")
	}
}

func TestTabGoesThroughTheFormInTheOrderItIsSeen(t *testing.T) {
	f, w := formInWindow(t)
	f.SetValues(field.Values{"kind": "org", "contacts": []field.Values{{"name": "甲", "phone": "1"}}})
	f.FocusFirst()
	c := w.Canvas()
	rows := f.Input("contacts").(*RowsField)
	want := []fyne.Focusable{
		f.Input("kind").(*ChoiceField), f.Input("name").(*TextField).entry, f.Input("code").(*TextField).entry, f.Input("founded").(*DateField).entry,
		f.byKey["nick"].part.more, f.Input("note").(*MultilineField).entry, f.Input("tags").(*TagsField).entry,
		rows.rows[0].cells[0].Input.(*TextField).entry, rows.rows[0].cells[1].Input.(*TextField).entry,
	}
	for i, x := range want {
		if c.Focused() != x {
			t.Fatalf("step %d: at %T, want %T", i, c.Focused(), x)
		}
		c.FocusNext()
	}
}

func TestEnterGoesToTheNextFieldAndIntoANewRow(t *testing.T) {
	f, w := formInWindow(t)
	f.SetValues(field.Values{"kind": "org", "contacts": []field.Values{{"name": "甲", "phone": "1"}}})
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	name := f.Input("name").(*TextField).entry
	w.Canvas().Focus(name)
	name.TypedKey(enter)
	if w.Canvas().Focused() != f.Input("code").(*TextField).entry {
		t.Errorf("Enter went to %T", w.Canvas().Focused())
	}
	rows := f.Input("contacts").(*RowsField)
	f.Focus("contacts[0].phone")
	rows.rows[0].cells[1].Input.(*TextField).entry.TypedKey(enter)
	if rows.Len() != 2 || w.Canvas().Focused() != rows.rows[1].cells[0].Input.(*TextField).entry {
		t.Fatalf("%d rows, at %T", rows.Len(), w.Canvas().Focused())
	}
	// nothing is written into the new row: leaving takes it away again
	rows.rows[1].cells[0].Input.(*TextField).entry.TypedKey(enter)
	if rows.Len() != 1 {
		t.Errorf("%d rows after leaving an empty one", rows.Len())
	}
}

func TestTheFocusedFieldScrollsIntoView(t *testing.T) {
	f := NewRecordForm(someFields(), FormOptions{})
	s := NewScroll(f)
	inWindow(t, s, 500, 200)
	f.SetValues(field.Values{"kind": "org", "contacts": []field.Values{{"name": "甲"}}})
	f.Focus("contacts[0].phone")
	if s.Offset() == 0 {
		t.Error("the page stands still")
	}
	f.FocusFirst()
	if s.Offset() > 60 {
		t.Errorf("the page stays at %v", s.Offset())
	}
}

func TestAFormOfSixtyFieldsIsBuiltAtOnce(t *testing.T) {
	var ds []field.Desc
	for i := range 60 {
		kinds := []field.Kind{field.Text, field.Choice, field.Date, field.Text, field.Multiline, field.Phone}
		ds = append(ds, field.Desc{Key: fmt.Sprint("f", i), Label: fmt.Sprint("字段", i), Section: fmt.Sprint("节", i/10), Kind: kinds[i%6], Options: []string{"甲", "乙", "丙", "丁"}})
	}
	inWindow(t, NewScroll(NewRecordForm(ds, FormOptions{})), 1100, 700) // fonts are loaded once
	start := time.Now()
	f := NewRecordForm(ds, FormOptions{})
	f.SetValues(field.Values{"f0": "甲"})
	w := inWindow(t, NewScroll(f), 1100, 700)
	took := time.Since(start)
	w.Canvas().Capture()
	t.Logf("60 fields in %v, drawn after %v", took, time.Since(start))
	if len(f.drawn) < 60 {
		t.Errorf("%d objects", len(f.drawn))
	}
	if took > 400*time.Millisecond {
		t.Errorf("60 fields took %v", took)
	}
}

func TestBuildingAFieldLaterDoesNotMakeAFormDirty(t *testing.T) {
	f := NewRecordForm(append(someFields(), field.Desc{Key: "sms", Label: "短信", Section: "四", Kind: field.Bool}), FormOptions{})
	f.SetValues(field.Values{"name": "单雨霏", "contacts": []field.Values{{"name": "甲"}}})
	inWindow(t, f, 800, 600)
	if f.Dirty() {
		t.Error("dirty without a key pressed")
	}
}

func TestANewRowScrollsIntoView(t *testing.T) {
	f := NewRecordForm(someFields(), FormOptions{})
	s := NewScroll(Pad(f, 20, 24, 20, 24))
	inWindow(t, s, 700, 360)
	f.SetValues(field.Values{"kind": "org", "contacts": []field.Values{{"name": "甲", "phone": "1"}}})
	rows := f.Input("contacts").(*RowsField)
	for i := range 4 {
		f.Focus(fmt.Sprintf("contacts[%d].phone", i))
		last := rows.rows[i].cells[1].Input.(*TextField).entry
		test.Type(last, "1")
		last.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
		if rows.Len() != i+2 {
			t.Fatalf("%d rows", rows.Len())
		}
		d := fyne.CurrentApp().Driver()
		cell := rows.rows[i+1].cells[0]
		y := d.AbsolutePositionForObject(cell).Y
		if y < 0 || y+Control > 360 {
			t.Errorf("row %d begins at %v of 360, offset %v, content %v", i+1, y, s.Offset(), s.inner.Content.MinSize())
		}
	}
}

func TestRowsThatAreOnlyReadHaveNothingToPress(t *testing.T) {
	ds := []field.Desc{{Key: "phones", Label: "x", Kind: field.Rows, Rows: []field.Desc{
		{Key: "use", Label: "x", Kind: field.Text, Max: 20}, {Key: "number", Label: "x", Kind: field.Phone},
	}}}
	tools := func(o FormOptions) (n int) {
		r := NewRowsField(&ds[0], "phones", &o)
		r.SetValue([]field.Values{{"use": "办公", "number": "02759335412"}})
		r.Resize(fyne.NewSize(700, r.HeightFor(700)))
		r.arrange(700, true)
		for _, o := range r.drawn {
			switch o.(type) {
			case *Tool, *Button:
				n++
			}
		}
		return n
	}
	if n := tools(FormOptions{}); n != 2 {
		t.Errorf("%d things to press where rows are typed", n)
	}
	if n := tools(FormOptions{ReadOnly: true}); n != 0 {
		t.Errorf("%d things to press where rows are only read", n)
	}
}
