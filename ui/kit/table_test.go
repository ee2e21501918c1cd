package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

type numbers struct {
	n, gap int
	asked  [][2]int
}

func (s *numbers) Len() int          { return s.n }
func (s *numbers) Want(first, n int) { s.asked = append(s.asked, [2]int{first, n}) }
func (s *numbers) Row(i int) (Row, bool) {
	if s.gap > 0 && i >= s.gap {
		return Row{}, false
	}
	return Row{ID: int64(i) + 1, Cells: []Cell{
		{Text: fmt.Sprintf("KH-%06d", i), Muted: true, Small: true},
		{Text: fmt.Sprintf("重庆渝鲲火锅有限公司%d号店", i)},
		{Text: "优选", Pill: true, Tone: ToneInfo},
		{Text: "向建国"},
		{Text: "138****5678"},
		{Text: "11-22"},
		{Text: "1", Tone: ToneDanger},
		{Text: "重庆市江北区观音桥步行街 8 号"},
	}}, true
}

func eightColumns() []TableColumn {
	var cs []TableColumn
	for i, w := range []float32{94, 200, 84, 72, 116, 86, 79, 200} {
		cs = append(cs, TableColumn{Key: fmt.Sprint("c", i), Title: fmt.Sprint("列", i), Width: w, Sortable: true})
	}
	return cs
}

func tableOf(t testing.TB, n int) (*RecordTable, *numbers, fyne.Window) {
	s := &numbers{n: n}
	x := NewRecordTable(eightColumns(), s)
	return x, s, inWindow(t, x, 1000, 720)
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func TestATableOfAMillionRowsKeepsItsPlaceToThePixel(t *testing.T) {
	x, _, _ := tableOf(t, 1_000_000)
	x.TypedKey(key(fyne.KeyEnd))
	if row, id := x.Marked(); row != 999_999 || id != 1_000_000 {
		t.Fatalf("End marks row %d, id %d", row, id)
	}
	bottom := x.top + x.room()
	if want := 1_000_000 * float64(RowHeight); bottom != want {
		t.Errorf("bottom at %v, want %v", bottom, want)
	}
	before := x.top
	x.scroll(0, 1)
	if x.top != before-1 {
		t.Errorf("one pixel up went from %v to %v", before, x.top)
	}
	if got := x.rowAt(float32(x.room()) - 2); got != 999_999 {
		t.Errorf("row at the bottom %d", got)
	}
	x.TypedKey(key(fyne.KeyHome))
	if row, _ := x.Marked(); row != 0 || x.top != 0 {
		t.Errorf("Home marks %d at %v", row, x.top)
	}
}

func TestKeysMoveTheMarkAndEnterOpens(t *testing.T) {
	x, _, w := tableOf(t, 100)
	opened := int64(0)
	x.OnOpen = func(_ int, id int64) { opened = id }
	typed := ""
	x.OnType = func(r rune) { typed += string(r) }
	w.Canvas().Focus(x)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyPageDown, fyne.KeyUp, fyne.KeyReturn} {
		x.TypedKey(key(k))
	}
	if want := int64(2 + x.page() - 1 + 1); opened != want {
		t.Errorf("opened %d, want %d", opened, want)
	}
	test.Type(x, "zw")
	if typed != "zw" {
		t.Errorf("letters went nowhere: %q", typed)
	}
}

func TestRowsNotLoadedAreAskedForOnce(t *testing.T) {
	x, s, _ := tableOf(t, 1000)
	s.gap, s.asked = 10, nil
	x.Refresh()
	if len(s.asked) == 0 || s.asked[0][0] != 0 {
		t.Fatalf("asked for %v", s.asked)
	}
	s.gap = 0
	s.asked = nil
	x.Refresh()
	if len(s.asked) != 0 {
		t.Errorf("asked again for %v", s.asked)
	}
}

func TestAHeadingSortsAndItsEdgeResizes(t *testing.T) {
	x, _, _ := tableOf(t, 100)
	var sorted string
	x.OnSort = func(k string, down bool) { sorted = fmt.Sprint(k, down) }
	tap := func(px float32) {
		x.tap.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(px, 10)}})
		x.tap.Tapped(&fyne.PointEvent{Position: fyne.NewPos(px, 10)})
	}
	tap(120)
	if sorted != "c1false" {
		t.Errorf("sorted %q", sorted)
	}
	tap(120)
	if sorted != "c1true" {
		t.Errorf("sorted %q", sorted)
	}
	told := 0
	x.OnColumns = func(cs []TableColumn) { told = int(cs[0].Width) }
	x.tap.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(94, 10)}})
	x.tap.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(30, 0)})
	x.tap.DragEnd()
	if told != 124 {
		t.Errorf("width %d", told)
	}
}

func TestShiftAndCtrlChooseRows(t *testing.T) {
	x, _, _ := tableOf(t, 100)
	at := func(row int, mod fyne.KeyModifier) {
		x.tapped(fyne.NewPos(50, float32(row)*RowHeight+5), mod)
	}
	at(2, 0)
	at(5, fyne.KeyModifierShift)
	if got := fmt.Sprint(x.Chosen()); got != "[3 4 5 6]" {
		t.Errorf("Shift chose %v", got)
	}
	at(9, 0)
	at(11, fyne.KeyModifierShortcutDefault)
	if got := fmt.Sprint(x.Chosen()); got != "[10 12]" {
		t.Errorf("Ctrl chose %v", got)
	}
}

func TestScrollingKeepsWhatEachLineShows(t *testing.T) {
	x, _, _ := tableOf(t, 1000)
	for range 50 {
		x.scroll(0, -57)
		first := int(x.top / float64(RowHeight))
		if got, want := x.lines[0].cells[0].text.Text, fmt.Sprintf("KH-%06d", first); got != want {
			t.Fatalf("first line shows %s, want %s", got, want)
		}
	}
}

// The picture of 18 rows by 8 cells, all new: a page down in a million rows.
func BenchmarkTablePageDown(b *testing.B) {
	x, _, _ := tableOf(b, 1_000_000)
	for i := range b.N {
		x.top = float64(i%50000) * 18 * float64(RowHeight)
		x.draw()
	}
}

// A notch of the mouse wheel: most lines stay as they are.
func BenchmarkTableWheel(b *testing.B) {
	x, _, _ := tableOf(b, 1_000_000)
	for range b.N {
		x.scroll(0, -62)
	}
}
