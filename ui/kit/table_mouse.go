package kit

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// tableTap lies over the whole table and takes its clicks: rows, headings, and
// the edges of headings that change a column's width.
type tableTap struct {
	base
	t      *RecordTable
	edge   int // column whose edge is dragged, -1 none
	cursor desktop.Cursor
	mod    fyne.KeyModifier
}

func newTableTap(t *RecordTable) *tableTap {
	a := &tableTap{t: t, edge: -1, cursor: desktop.DefaultCursor}
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer implements fyne.Widget.
func (a *tableTap) CreateRenderer() fyne.WidgetRenderer {
	return a.faced(&face{min: func() fyne.Size { return fyne.Size{} }})
}

// edgeAt is the column whose right edge is at x in the heading, -1 for none.
func (a *tableTap) edgeAt(p fyne.Position) int {
	if p.Y > tableHeadHeight {
		return -1
	}
	for n := range a.t.order {
		e := a.t.xs[n] + a.t.ws[n] - a.t.left
		if p.X > e-5 && p.X < e+5 {
			return n
		}
	}
	return -1
}

func (a *tableTap) columnAt(x float32) int {
	for n := range a.t.order {
		if l := a.t.xs[n] - a.t.left; x >= l && x < l+a.t.ws[n] {
			return a.t.order[n]
		}
	}
	return -1
}

// MouseDown implements desktop.Mouseable.
func (a *tableTap) MouseDown(e *desktop.MouseEvent) {
	a.mod = e.Modifier
	a.edge = a.edgeAt(e.Position)
}

// MouseUp implements desktop.Mouseable.
func (a *tableTap) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable.
func (a *tableTap) Tapped(e *fyne.PointEvent) {
	t := a.t
	if e.Position.Y >= tableHeadHeight {
		t.tapped(e.Position.SubtractXY(0, tableHeadHeight), a.mod)
		return
	}
	if a.edge >= 0 {
		return
	}
	i := a.columnAt(e.Position.X)
	if i < 0 || !t.columns[i].Sortable {
		return
	}
	down := t.sortBy == t.columns[i].Key && !t.down
	t.SetSort(t.columns[i].Key, down)
	if t.OnSort != nil {
		t.OnSort(t.columns[i].Key, down)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (a *tableTap) TappedSecondary(e *fyne.PointEvent) {
	t := a.t
	if e.Position.Y < tableHeadHeight {
		t.ShowColumns(t, e.AbsolutePosition)
		return
	}
	row := t.rowAt(e.Position.Y - tableHeadHeight)
	if row < 0 || t.OnMenu == nil {
		return
	}
	focus(t)
	t.Mark(row)
	if r, ok := t.source.Row(row); ok {
		ShowMenu(t, e.AbsolutePosition, t.OnMenu(row, r.ID))
	}
}

// ShowColumns opens the menu of columns at a position; for the 列 button.
func (t *RecordTable) ShowColumns(anchor fyne.CanvasObject, at fyne.Position) {
	var items []MenuItem
	for i, c := range t.columns {
		items = append(items, MenuItem{Text: c.Title, Ticked: !c.Hidden, Keep: true, OnTap: func() { t.toggleColumn(i) }})
	}
	ShowMenu(anchor, at, items)
}

// ShowColumnsUnder opens the menu of columns under a button.
func (t *RecordTable) ShowColumnsUnder(b fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	t.ShowColumns(b, at.AddXY(0, b.Size().Height))
}

func (t *RecordTable) toggleColumn(i int) {
	shown := 0
	for _, c := range t.columns {
		if !c.Hidden {
			shown++
		}
	}
	if shown == 1 && !t.columns[i].Hidden {
		return
	}
	t.columns[i].Hidden = !t.columns[i].Hidden
	t.Refresh()
	t.tellColumns()
}

func (t *RecordTable) tellColumns() {
	if t.OnColumns != nil {
		t.OnColumns(t.Columns())
	}
}

// Dragged implements fyne.Draggable: an edge of a heading.
func (a *tableTap) Dragged(e *fyne.DragEvent) {
	if a.edge < 0 || a.edge >= len(a.t.order) {
		return
	}
	c := &a.t.columns[a.t.order[a.edge]]
	c.Width = max(44, a.t.ws[a.edge]+e.Dragged.DX)
	c.Flex = false
	a.t.Refresh()
}

// DragEnd implements fyne.Draggable.
func (a *tableTap) DragEnd() {
	if a.edge >= 0 {
		a.edge = -1
		a.t.tellColumns()
	}
}

// MouseIn implements desktop.Hoverable.
func (a *tableTap) MouseIn(e *desktop.MouseEvent) { a.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (a *tableTap) MouseMoved(e *desktop.MouseEvent) {
	a.cursor = desktop.DefaultCursor
	if a.edgeAt(e.Position) >= 0 {
		a.cursor = desktop.HResizeCursor
	}
	a.hover(a.t.rowAt(e.Position.Y - tableHeadHeight))
}

// MouseOut implements desktop.Hoverable.
func (a *tableTap) MouseOut() { a.hover(-1) }

func (a *tableTap) hover(row int) {
	if row != a.t.hover {
		a.t.hover = row
		a.t.body.draw()
	}
}

// Cursor implements desktop.Cursorable.
func (a *tableTap) Cursor() desktop.Cursor { return a.cursor }

// barTap is the scroll bar's track: a drag moves the thumb, a click beside it
// goes there.
type barTap struct {
	base
	t    *RecordTable
	grip float32 // where the thumb was taken, from its top
}

func newBarTap(t *RecordTable) *barTap {
	b := &barTap{t: t}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *barTap) CreateRenderer() fyne.WidgetRenderer {
	return b.faced(&face{min: func() fyne.Size { return fyne.Size{} }})
}

// MouseDown implements desktop.Mouseable.
func (b *barTap) MouseDown(e *desktop.MouseEvent) {
	y, h := b.t.thumb()
	b.grip = e.Position.Y - y
	if b.grip < 0 || b.grip > h {
		b.grip = h / 2
		b.to(e.Position.Y)
	}
}

// MouseUp implements desktop.Mouseable.
func (b *barTap) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable, so that the rows below get no click.
func (b *barTap) Tapped(*fyne.PointEvent) {}

// Dragged implements fyne.Draggable.
func (b *barTap) Dragged(e *fyne.DragEvent) { b.to(e.Position.Y) }

// DragEnd implements fyne.Draggable.
func (b *barTap) DragEnd() {}

func (b *barTap) to(y float32) {
	_, h := b.t.thumb()
	room := b.t.room() - float64(h)
	if room <= 0 {
		return
	}
	share := math.Max(0, math.Min(1, float64(y-b.grip)/room))
	b.t.top = share * b.t.most()
	b.t.Refresh()
}
