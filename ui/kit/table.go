package kit

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// TableColumn is one column of a RecordTable.
type TableColumn struct {
	Key      string
	Title    string
	Width    float32
	Right    bool // figures stand right
	Flex     bool // takes the room that is left
	Sortable bool
	Hidden   bool // may be shown by the person
}

// Cell is what one row shows in one column.
type Cell struct {
	Text  string
	Tone  Tone // colour of the text, or of the pill
	Pill  bool
	Muted bool
	Small bool
	Bold  bool
}

// Row is one record in the table; Cells in the order of all columns, hidden
// ones too.
type Row struct {
	ID    int64
	Cells []Cell
}

// Source has the rows. Row gives false for one that is not loaded yet; Want
// then says which are in sight, and the source calls the table's Refresh when
// it has them. Nothing asks for all rows, so a million are as cheap as ten.
type Source interface {
	Len() int
	Row(i int) (Row, bool)
	Want(first, last int)
}

// RecordTable shows the rows of a source. It keeps its own place, in rows and
// pixels: the offsets of Fyne's lists are too coarse beyond 400,000 rows.
type RecordTable struct {
	base
	// OnOpen is called for Enter and a double click.
	OnOpen func(row int, id int64)
	// OnSelect is called when the marked row changes; -1 for none.
	OnSelect func(row int, id int64)
	// OnSort is called when a heading is clicked; key "" never.
	OnSort func(key string, descending bool)
	// OnColumns is called after widths, order or choice of columns changed.
	OnColumns func([]TableColumn)
	// OnType gets the letters typed while the table has the keyboard.
	OnType func(rune)
	// OnMenu gives the menu of a right click on a row.
	OnMenu func(row int, id int64) []MenuItem
	// OnChoose is called when the set of chosen rows changes (Ctrl, Shift).
	OnChoose func(ids []int64)
	// Empty is shown instead of rows when there are none.
	Empty fyne.CanvasObject

	columns []TableColumn
	source  Source
	sortBy  string
	down    bool

	top     float64 // offset in pixels from the first row
	left    float32
	at      int // marked row, -1 none
	hover   int
	chosen  map[int64]bool
	anchor  int // where a Shift selection began
	focused bool

	xs, ws    []float32 // places of the shown columns
	order     []int     // shown columns
	total     float32
	lines     []*tableLine
	heads     []*tableHead
	headRule  *canvas.Rectangle
	barV      *canvas.Rectangle
	barH      *canvas.Rectangle
	focusLine *canvas.Rectangle
	tap       *tableTap
	body      *tableBody
	barTap    *barTap
	drawn     []fyne.CanvasObject
	tapTime   time.Time
	tapRow    int
	wantFirst int
	wantLast  int
}

const tableHeadHeight float32 = 34

// NewRecordTable makes a table of columns over a source.
func NewRecordTable(columns []TableColumn, source Source) *RecordTable {
	t := &RecordTable{columns: append([]TableColumn(nil), columns...), source: source, at: -1, hover: -1, tapRow: -1, anchor: -1, chosen: map[int64]bool{}}
	t.headRule = newRect(ColorLine, ColorNone, 0)
	t.barV, t.barH = newRect(ColorBar, ColorNone, 3), newRect(ColorBar, ColorNone, 3)
	t.focusLine = newRect(ColorPrimary, ColorNone, 1)
	t.tap = newTableTap(t)
	t.body = newTableBody(t)
	t.barTap = newBarTap(t)
	t.ExtendBaseWidget(t)
	return t
}

// SetSource changes the source; the place and the mark begin anew unless keep.
func (t *RecordTable) SetSource(s Source, keep bool) {
	t.source = s
	if !keep {
		t.top, t.at, t.anchor = 0, -1, -1
		t.chosen = map[int64]bool{}
	}
	t.wantFirst, t.wantLast = 0, 0
	t.Refresh()
}

// Source is the table's source.
func (t *RecordTable) Source() Source { return t.source }

// SetColumns changes the columns.
func (t *RecordTable) SetColumns(cs []TableColumn) {
	t.columns = append([]TableColumn(nil), cs...)
	t.Refresh()
}

// Columns are the columns as they stand now, to be remembered.
func (t *RecordTable) Columns() []TableColumn { return append([]TableColumn(nil), t.columns...) }

// SetSort shows by which column the source is sorted.
func (t *RecordTable) SetSort(key string, descending bool) {
	t.sortBy, t.down = key, descending
	t.Refresh()
}

// Place is what is remembered between two looks: the offset and the mark.
func (t *RecordTable) Place() (offset float64, row int) { return t.top, t.at }

// SetPlace goes back to a remembered place.
func (t *RecordTable) SetPlace(offset float64, row int) {
	t.top, t.at = offset, min(row, t.source.Len()-1)
	t.Refresh()
}

// Marked is the marked row and its id; -1 for none.
func (t *RecordTable) Marked() (int, int64) {
	if t.at < 0 || t.at >= t.source.Len() {
		return -1, 0
	}
	r, _ := t.source.Row(t.at)
	return t.at, r.ID
}

// Chosen are the ids chosen with Ctrl or Shift, or the marked one alone.
func (t *RecordTable) Chosen() []int64 {
	var ids []int64
	for id := range t.chosen {
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		if _, id := t.Marked(); id != 0 {
			ids = append(ids, id)
		}
	}
	sortIDs(ids)
	return ids
}

// ClearChosen forgets what was chosen.
func (t *RecordTable) ClearChosen() {
	t.chosen = map[int64]bool{}
	t.Refresh()
	t.tellChosen()
}

func (t *RecordTable) tellChosen() {
	if t.OnChoose != nil {
		t.OnChoose(t.Chosen())
	}
}

// Mark marks a row and brings it into sight.
func (t *RecordTable) Mark(row int) {
	n := t.source.Len()
	if n == 0 {
		return
	}
	row = max(0, min(n-1, row))
	changed := row != t.at
	t.at = row
	t.reach(row)
	t.Refresh()
	if changed && t.OnSelect != nil {
		r, _ := t.source.Row(row)
		t.OnSelect(row, r.ID)
	}
}

// Unmark takes the mark away.
func (t *RecordTable) Unmark() {
	t.at = -1
	t.Refresh()
}

func (t *RecordTable) room() float64 { return float64(max(0, t.Size().Height-tableHeadHeight)) }

func (t *RecordTable) most() float64 {
	return math.Max(0, float64(t.source.Len())*float64(RowHeight)-t.room())
}

func (t *RecordTable) reach(row int) {
	y := float64(row) * float64(RowHeight)
	switch {
	case y < t.top:
		t.top = y
	case y+float64(RowHeight) > t.top+t.room():
		t.top = y + float64(RowHeight) - t.room()
	}
	t.top = math.Max(0, math.Min(t.top, t.most()))
}

func (t *RecordTable) page() int { return max(1, int(t.room()/float64(RowHeight))-1) }

func (t *RecordTable) scroll(dx, dy float32) {
	top, left := t.top, t.left
	t.top = math.Max(0, math.Min(t.top-float64(dy), t.most()))
	t.left = max(0, min(t.left-dx, t.total-t.Size().Width))
	if top != t.top || left != t.left {
		t.hover = -1
		t.Refresh()
	}
}

func (t *RecordTable) rowAt(y float32) int {
	if y < 0 {
		return -1
	}
	i := int((t.top + float64(y)) / float64(RowHeight))
	if i >= t.source.Len() {
		return -1
	}
	return i
}

func (t *RecordTable) openRow(row int) {
	if row < 0 || t.OnOpen == nil {
		return
	}
	if r, ok := t.source.Row(row); ok {
		t.OnOpen(row, r.ID)
	}
}

// FocusGained implements fyne.Focusable.
func (t *RecordTable) FocusGained() {
	t.focused = true
	if t.at < 0 && t.source.Len() > 0 {
		t.at = int(math.Ceil(t.top / float64(RowHeight)))
		t.Mark(t.at)
		if t.OnSelect != nil {
			r, _ := t.source.Row(t.at)
			t.OnSelect(t.at, r.ID)
		}
		return
	}
	t.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *RecordTable) FocusLost() { t.focused = false; t.Refresh() }

// FocusFirst gives the keyboard to the table.
func (t *RecordTable) FocusFirst() { focus(t) }

// TypedRune implements fyne.Focusable.
func (t *RecordTable) TypedRune(r rune) {
	if r == ' ' {
		t.choose(t.at, true)
		return
	}
	if t.OnType != nil {
		t.OnType(r)
	}
}

// TypedKey implements fyne.Focusable.
func (t *RecordTable) TypedKey(k *fyne.KeyEvent) {
	extend := shiftHeld()
	from := t.at
	switch {
	case k.Name == fyne.KeyUp:
		t.Mark(t.at - 1)
	case k.Name == fyne.KeyDown:
		t.Mark(t.at + 1)
	case k.Name == fyne.KeyPageUp:
		t.Mark(t.at - t.page())
	case k.Name == fyne.KeyPageDown:
		t.Mark(t.at + t.page())
	case k.Name == fyne.KeyHome:
		t.Mark(0)
	case k.Name == fyne.KeyEnd:
		t.Mark(t.source.Len() - 1)
	case k.Name == fyne.KeyLeft:
		t.scroll(60, 0)
		return
	case k.Name == fyne.KeyRight:
		t.scroll(-60, 0)
		return
	case isEnter(k):
		t.openRow(t.at)
		return
	case k.Name == fyne.KeySpace:
		return
	case k.Name == fyne.KeyEscape && len(t.chosen) > 0:
		t.ClearChosen()
		return
	default:
		passKey(t, k)
		return
	}
	if extend {
		if t.anchor < 0 {
			t.anchor = from
		}
		t.chooseRange(t.anchor, t.at)
	} else {
		t.anchor = -1
	}
}

// TypedShortcut implements fyne.Shortcutable: Ctrl+A chooses what is loaded.
func (t *RecordTable) TypedShortcut(s fyne.Shortcut) { passShortcut(t, s) }

func (t *RecordTable) choose(row int, toggle bool) {
	r, ok := t.source.Row(row)
	if row < 0 || !ok {
		return
	}
	if toggle && t.chosen[r.ID] {
		delete(t.chosen, r.ID)
	} else {
		t.chosen[r.ID] = true
	}
	t.Refresh()
	t.tellChosen()
}

// mostChosen bounds a Shift selection: a batch to print, not a register.
const mostChosen = 5000

func (t *RecordTable) chooseRange(a, b int) {
	if a > b {
		a, b = b, a
	}
	t.chosen = map[int64]bool{}
	for i := max(0, a); i <= b && i-a < mostChosen; i++ {
		if r, ok := t.source.Row(i); ok {
			t.chosen[r.ID] = true
		}
	}
	t.Refresh()
	t.tellChosen()
}

func (t *RecordTable) tapped(p fyne.Position, mod fyne.KeyModifier) {
	focus(t)
	if p.Y < 0 {
		return
	}
	row := t.rowAt(p.Y)
	if row < 0 {
		return
	}
	switch {
	case mod&fyne.KeyModifierShift != 0:
		from := t.anchor
		if from < 0 {
			from = t.at
		}
		t.anchor = from
		t.Mark(row)
		t.chooseRange(from, row)
		return
	case mod&fyne.KeyModifierShortcutDefault != 0:
		if len(t.chosen) == 0 && t.at >= 0 && t.at != row {
			t.choose(t.at, false)
		}
		t.Mark(row)
		t.choose(row, true)
		t.anchor = row
		return
	}
	double := row == t.tapRow && time.Since(t.tapTime) < 400*time.Millisecond
	t.tapRow, t.tapTime = row, time.Now()
	t.anchor = row
	if len(t.chosen) > 0 {
		t.ClearChosen()
	}
	t.Mark(row)
	if double {
		t.openRow(row)
	}
}

// modifiers are the keys held down now.
func modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
