package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// MatrixRow is one row of a Matrix.
type MatrixRow struct{ Key, Label string }

// Matrix is a table of boxes to tick: rows by columns. The arrows move the mark,
// Space ticks, with Shift the whole row; a click on a row's name ticks the row,
// one on a heading the column.
type Matrix struct {
	base
	// On tells whether a box is ticked; Fixed whether it cannot be changed, and
	// Odd whether it differs from what is usual. Fixed and Odd may be nil.
	On, Fixed, Odd func(row, column int) bool
	// OnTick asks for boxes to be ticked or cleared; a box alone, a row, a column.
	OnTick func(on bool, cells [][2]int)

	rows    []MatrixRow
	columns []string
	at      [2]int // the marked box
	hover   [2]int // the box under the pointer; -1 in both for a name or none
	focused bool

	head          *matrixHead
	names         []*canvas.Text
	bands         []*canvas.Rectangle
	boxes, points [][]*canvas.Rectangle
	ticks         [][]*iconPic
	ring          *canvas.Rectangle
}

const (
	matrixRow float32 = 24
	matrixTop float32 = 28 // of the headings
	matrixBox float32 = 16
)

// NewMatrix makes a table of boxes, none ticked until On says so.
func NewMatrix(rows []MatrixRow, columns []string) *Matrix {
	m := &Matrix{rows: rows, columns: columns, hover: [2]int{-1, -1}}
	m.ExtendBaseWidget(m)
	m.head = &matrixHead{of: m}
	m.head.ExtendBaseWidget(m.head)
	return m
}

// Head is the line of the columns' names, to stand over the table where that
// scrolls.
func (m *Matrix) Head() fyne.CanvasObject { return m.head }

// look draws the table and its head anew.
func (m *Matrix) look() {
	m.Refresh()
	m.head.Refresh()
}

func (m *Matrix) on(r, c int) bool    { return m.On != nil && m.On(r, c) }
func (m *Matrix) fixed(r, c int) bool { return m.Fixed != nil && m.Fixed(r, c) }
func (m *Matrix) odd(r, c int) bool   { return m.Odd != nil && m.Odd(r, c) }

// name is how wide the names of the rows are.
func (m *Matrix) name() float32 {
	w := float32(60)
	for _, r := range m.rows {
		w = max(w, textWidth(r.Label, TextSize, false))
	}
	return min(w+2*Gap12, max(120, m.Size().Width*.3))
}

// left is where a column begins, wide how wide each is.
func (m *Matrix) left(c int) float32 { return m.name() + float32(c)*m.wide() }

func (m *Matrix) wide() float32 {
	return max(1, min(110, (m.Size().Width-m.name())/float32(max(1, len(m.columns)))))
}

// cell is the box at a place; -1 where there is a name or nothing.
func (m *Matrix) cell(p fyne.Position) (r, c int) {
	r, c = int(p.Y/matrixRow), int((p.X-m.name())/m.wide())
	if p.Y < 0 || r >= len(m.rows) {
		r = -1
	}
	if p.X < m.name() || c >= len(m.columns) {
		c = -1
	}
	return r, c
}

// tick changes boxes to the state that they are not all in.
func (m *Matrix) tick(cells [][2]int) {
	var free [][2]int
	all := true
	for _, x := range cells {
		if !m.fixed(x[0], x[1]) {
			free = append(free, x)
			all = all && m.on(x[0], x[1])
		}
	}
	if len(free) > 0 && m.OnTick != nil {
		Guard(func() { m.OnTick(!all, free) })
	}
	m.look()
}

func (m *Matrix) row(r int) (cells [][2]int) {
	for c := range m.columns {
		cells = append(cells, [2]int{r, c})
	}
	return cells
}

func (m *Matrix) column(c int) (cells [][2]int) {
	for r := range m.rows {
		cells = append(cells, [2]int{r, c})
	}
	return cells
}

// Tapped implements fyne.Tappable.
func (m *Matrix) Tapped(e *fyne.PointEvent) {
	focus(m)
	switch r, c := m.cell(e.Position); {
	case r >= 0 && c >= 0:
		m.at = [2]int{r, c}
		m.tick([][2]int{m.at})
	case r >= 0 && e.Position.X < m.name():
		m.tick(m.row(r))
	}
}

// MouseIn implements desktop.Hoverable.
func (m *Matrix) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (m *Matrix) MouseMoved(e *desktop.MouseEvent) {
	if r, c := m.cell(e.Position); m.hover != [2]int{r, c} {
		m.hover = [2]int{r, c}
		m.look()
	}
}

// MouseOut implements desktop.Hoverable.
func (m *Matrix) MouseOut() { m.hover = [2]int{-1, -1}; m.look() }

// FocusFirst gives the keyboard to the marked box.
func (m *Matrix) FocusFirst() { focus(m) }

// FocusGained implements fyne.Focusable.
func (m *Matrix) FocusGained() { m.focused = true; m.look() }

// FocusLost implements fyne.Focusable.
func (m *Matrix) FocusLost() { m.focused = false; m.look() }

// TypedRune implements fyne.Focusable: Space ticks.
func (m *Matrix) TypedRune(r rune) {
	switch {
	case r != ' ':
	case shiftHeld():
		m.tick(m.row(m.at[0]))
	default:
		m.tick([][2]int{m.at})
	}
}

// TypedKey implements fyne.Focusable.
func (m *Matrix) TypedKey(k *fyne.KeyEvent) {
	last, end := len(m.rows)-1, len(m.columns)-1
	switch {
	case k.Name == fyne.KeyUp:
		m.at[0] = max(0, m.at[0]-1)
	case k.Name == fyne.KeyDown:
		m.at[0] = min(last, m.at[0]+1)
	case k.Name == fyne.KeyLeft:
		m.at[1] = max(0, m.at[1]-1)
	case k.Name == fyne.KeyRight:
		m.at[1] = min(end, m.at[1]+1)
	case k.Name == fyne.KeyHome:
		m.at[0] = 0
	case k.Name == fyne.KeyEnd:
		m.at[0] = last
	case isEnter(k):
		m.tick([][2]int{m.at})
	case k.Name == fyne.KeySpace:
	default:
		passKey(m, k)
		return
	}
	m.bring()
	m.look()
}

// bring scrolls the page so that the marked box is seen.
func (m *Matrix) bring() {
	if s, y := placeOf(m); s != nil {
		s.show(y+float32(m.at[0])*matrixRow, matrixRow)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (m *Matrix) TypedShortcut(s fyne.Shortcut) { passShortcut(m, s) }

// MinSize is all rows, and columns wide enough for their headings.
func (m *Matrix) MinSize() fyne.Size {
	return fyne.NewSize(120+40*float32(len(m.columns)), matrixRow*float32(len(m.rows)))
}

// CreateRenderer implements fyne.Widget.
func (m *Matrix) CreateRenderer() fyne.WidgetRenderer {
	var objects []fyne.CanvasObject
	for range m.rows {
		b := newRect(ColorNone, ColorNone, 4)
		m.bands = append(m.bands, b)
		objects = append(objects, b)
	}
	for range m.rows {
		t := newLabel("", ColorText, TextSize, false)
		m.names = append(m.names, t)
		objects = append(objects, t)
		var boxes, points []*canvas.Rectangle
		var ticks []*iconPic
		for range m.columns {
			b, p := newRect(ColorSurface, ColorLineStrong, 4), newRect(ColorWarning, ColorNone, 3)
			i := newIconImage("check", ColorOnPrimary)
			boxes, points, ticks = append(boxes, b), append(points, p), append(ticks, i)
			objects = append(objects, b, i, p)
		}
		m.boxes, m.points, m.ticks = append(m.boxes, boxes), append(m.points, points), append(m.ticks, ticks)
	}
	m.ring = newRect(ColorNone, ColorPrimary, 6)
	objects = append(objects, m.ring)
	return m.faced(&face{
		objects: objects,
		min:     m.MinSize,
		layout:  func(s fyne.Size) { m.draw(s); m.head.Refresh() },
		refresh: func() { m.draw(m.Size()) },
		of:      m,
	})
}

func (m *Matrix) draw(s fyne.Size) {
	if s.Width == 0 || m.ring == nil {
		return
	}
	for r := range m.rows {
		m.drawRow(r, s.Width)
	}
	m.ring.Hidden = !m.focused
	if m.focused {
		x, y := m.left(m.at[1])+(m.wide()-matrixBox)/2, float32(m.at[0])*matrixRow+(matrixRow-matrixBox)/2
		place(m.ring, x-3, y-3, matrixBox+6, matrixBox+6)
		paint(m.ring, ColorNone, ColorPrimary)
	}
}

func (m *Matrix) drawRow(r int, width float32) {
	y := float32(r) * matrixRow
	band := ColorNone
	if r == m.hover[0] || m.focused && r == m.at[0] {
		band = ColorHover
	}
	paint(m.bands[r], band, ColorNone)
	place(m.bands[r], 0, y, width, matrixRow)
	write(m.names[r], ellipsis(m.rows[r].Label, m.name()-Gap12, TextSize, false), ColorText)
	place(m.names[r], Gap8, y+(matrixRow-lineHeight(TextSize))/2, m.name(), lineHeight(TextSize))
	for c := range m.columns {
		x := m.left(c) + (m.wide()-matrixBox)/2
		place(m.boxes[r][c], x, y+(matrixRow-matrixBox)/2, matrixBox, matrixBox)
		place(m.ticks[r][c], x+1, y+(matrixRow-matrixBox)/2+1, matrixBox-2, matrixBox-2)
		place(m.points[r][c], x+matrixBox+4, y+(matrixRow-6)/2, 6, 6)
		fill, line, tick := ColorSurface, ColorLineStrong, ColorOnPrimary
		on := m.on(r, c)
		switch {
		case m.fixed(r, c):
			fill, line, tick = ColorSubtle, ColorLine, ColorMuted
		case on:
			fill, line = ColorPrimary, ColorNone
		case [2]int{r, c} == m.hover:
			line = ColorPrimary
		}
		paint(m.boxes[r][c], fill, line)
		setIcon(m.ticks[r][c], "check", tick)
		m.ticks[r][c].Hidden = !on
		m.points[r][c].Hidden = !m.odd(r, c)
		paint(m.points[r][c], ColorWarning, ColorNone)
	}
}

// matrixHead is the line of a matrix's columns.
type matrixHead struct {
	base
	of    *Matrix
	names []*canvas.Text
	rule  *canvas.Rectangle
}

// Tapped implements fyne.Tappable: the column is ticked.
func (h *matrixHead) Tapped(e *fyne.PointEvent) {
	if _, c := h.of.cell(e.Position); c >= 0 {
		focus(h.of)
		h.of.tick(h.of.column(c))
	}
}

// CreateRenderer implements fyne.Widget.
func (h *matrixHead) CreateRenderer() fyne.WidgetRenderer {
	h.rule = newRect(ColorLine, ColorNone, 0)
	objects := []fyne.CanvasObject{h.rule}
	for range h.of.columns {
		t := newLabel("", ColorMuted, SmallSize, false)
		t.Alignment = fyne.TextAlignCenter
		h.names = append(h.names, t)
		objects = append(objects, t)
	}
	return h.faced(&face{
		objects: objects,
		min:     func() fyne.Size { return fyne.NewSize(120+40*float32(len(h.of.columns)), matrixTop) },
		layout:  h.draw,
		refresh: func() { h.draw(h.Size()) },
		of:      h,
	})
}

func (h *matrixHead) draw(s fyne.Size) {
	place(h.rule, 0, matrixTop-1, s.Width, 1)
	paint(h.rule, ColorLine, ColorNone)
	m := h.of
	for c, t := range h.names {
		ink := ColorMuted
		if c == m.hover[1] || m.focused && c == m.at[1] {
			ink = ColorText
		}
		write(t, ellipsis(m.columns[c], m.wide()-4, SmallSize, false), ink)
		middle(t, m.left(c), m.wide(), matrixTop)
	}
}
