package kit

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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
	Pill     bool // shows a state: of those that give way it is the last
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
	// GiveWay leaves columns out where there is no room for all, from the
	// right; otherwise the table scrolls sideways.
	GiveWay bool
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
		Guard(func() { t.OnSelect(row, r.ID) })
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
		Guard(func() { t.OnOpen(row, r.ID) })
	}
}
