package kit

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func sortIDs(ids []int64) { slices.Sort(ids) }

// tableLine is the drawing of one row in sight; it is used again for another
// row as the table scrolls.
type tableLine struct {
	back, rule *canvas.Rectangle
	cells      []*tableCell
	tick       *canvas.Rectangle // a chosen row's mark at its left
	seen       lineState
}

type lineState struct {
	fill  Colour
	dark  bool
	drawn bool
}

type tableCell struct {
	text *canvas.Text
	pill *canvas.Rectangle // made when first wanted
	blur *canvas.Rectangle // stands for what is not loaded
}

type tableHead struct {
	text *canvas.Text
}

// CreateRenderer implements fyne.Widget.
func (t *RecordTable) CreateRenderer() fyne.WidgetRenderer {
	return t.faced(&face{
		list:    func() []fyne.CanvasObject { return t.drawn },
		min:     func() fyne.Size { return fyne.NewSize(200, tableHeadHeight+3*RowHeight) },
		layout:  func(fyne.Size) { t.draw() },
		refresh: t.draw,
		of:      t,
	})
}

// fit says where the shown columns stand.
func (t *RecordTable) fit(width float32) {
	t.order, t.xs, t.ws = t.order[:0], t.xs[:0], t.ws[:0]
	for i, c := range t.columns {
		if !c.Hidden {
			t.order = append(t.order, i)
		}
	}
	if t.GiveWay {
		t.giveWay(width)
	}
	var fixed float32
	flex := 0
	for _, i := range t.order {
		fixed += t.columns[i].Width
		if t.columns[i].Flex {
			flex++
		}
	}
	extra := width - fixed
	var x float32
	for n, i := range t.order {
		w := t.columns[i].Width
		switch {
		case flex > 0 && t.columns[i].Flex:
			w = max(t.columns[i].least(), w+extra/float32(flex))
		case flex == 0 && extra > 0 && n == len(t.order)-1 && !t.columns[i].Right:
			w += extra
		}
		t.xs, t.ws = append(t.xs, x), append(t.ws, w)
		x += w
	}
	t.total = x
	t.left = max(0, min(t.left, t.total-width))
}

// least is how narrow a column may be.
func (c TableColumn) least() float32 {
	if c.Flex {
		return c.Width * .85
	}
	return c.Width
}

// giveWay leaves out columns until the others have room. The first, those that
// grow and the one that is sorted by always stay.
func (t *RecordTable) giveWay(width float32) {
	var need float32
	for _, i := range t.order {
		need += t.columns[i].least()
	}
	var early, last []int // of the pills the first goes first: the state stands last
	for _, i := range slices.Backward(t.order[1:]) {
		switch c := t.columns[i]; {
		case c.Flex || c.Key == t.sortBy:
		case c.Pill:
			last = append([]int{i}, last...)
		default:
			early = append(early, i)
		}
	}
	for _, i := range append(early, last...) {
		if need <= width {
			return
		}
		need -= t.columns[i].Width
		t.order = slices.DeleteFunc(t.order, func(x int) bool { return x == i })
	}
}

const cellPad, barRoom float32 = 10, 8

func (t *RecordTable) draw() {
	s := t.Size()
	if s.Width == 0 {
		return
	}
	t.top = math.Max(0, math.Min(t.top, t.most()))
	room := s.Width
	if t.most() > 0 {
		room -= barRoom // figures at the right stay clear of the scroll bar
	}
	t.fit(room)
	t.drawn = t.drawn[:0]
	t.drawHeads(s)
	place(t.body, 0, tableHeadHeight, s.Width, max(0, s.Height-tableHeadHeight))
	t.body.draw()
	t.drawn = append(t.drawn, t.body, t.tap)
	place(t.tap, 0, 0, s.Width, s.Height)
	if t.source.Len() == 0 {
		t.tap.Resize(fyne.NewSize(s.Width, tableHeadHeight)) // what stands there instead may have buttons
	}
	t.drawBars(s)
}

func (t *RecordTable) drawHeads(s fyne.Size) {
	for len(t.heads) < len(t.order) {
		t.heads = append(t.heads, &tableHead{newLabel("", ColorMuted, SmallSize, false)})
	}
	h := lineHeight(SmallSize)
	for n, i := range t.order {
		c, head := t.columns[i], t.heads[n]
		title, ink := c.Title, ColorMuted
		if c.Key == t.sortBy && c.Sortable {
			title += map[bool]string{false: " ↑", true: " ↓"}[t.down]
			ink = ColorText
		}
		w := t.ws[n] - 2*cellPad
		title = ellipsis(title, w+4, SmallSize, false)
		x := t.xs[n] - t.left + cellPad
		if c.Right {
			x += w - textWidth(title, SmallSize, false)
		}
		if head.text.Text != title || head.text.Color != Color(ink) {
			write(head.text, title, ink)
		}
		place(head.text, x, (tableHeadHeight-h)/2, w, h)
		if x+w > 0 && x < s.Width {
			t.drawn = append(t.drawn, head.text)
		}
	}
	if c := Color(ColorLine); t.headRule.FillColor != c {
		t.headRule.FillColor = c
		t.headRule.Refresh()
	}
	place(t.headRule, 0, tableHeadHeight-1, s.Width, 1)
	t.drawn = append(t.drawn, t.headRule)
}

func (t *RecordTable) drawBars(s fyne.Size) {
	t.barTap.Hidden = true
	if most := t.most(); most > 0 {
		y, h := t.thumb()
		place(t.barV, s.Width-9, tableHeadHeight+y, 6, h)
		t.barV.FillColor = Color(ColorBar)
		place(t.barTap, s.Width-14, tableHeadHeight, 14, s.Height-tableHeadHeight)
		t.barTap.Hidden = false
		t.drawn = append(t.drawn, t.barV, t.barTap)
	}
	if t.total > s.Width+.5 {
		w := max(40, s.Width*s.Width/t.total)
		place(t.barH, (s.Width-w)*t.left/(t.total-s.Width), s.Height-7, w, 5)
		t.barH.FillColor = Color(ColorBar)
		t.drawn = append(t.drawn, t.barH)
	}
}

// thumb is where the scroll bar's thumb stands in the body, and how long it is.
func (t *RecordTable) thumb() (y, h float32) {
	room := t.room()
	all := float64(t.source.Len()) * float64(RowHeight)
	h = float32(math.Max(36, room*room/all))
	return float32((room - float64(h)) * t.top / t.most()), h
}

// tableBody clips the rows.
type tableBody struct {
	base
	t          *RecordTable
	shownFirst int
	drawn      []fyne.CanvasObject
}

func newTableBody(t *RecordTable) *tableBody {
	b := &tableBody{t: t}
	b.ExtendBaseWidget(b)
	return b
}

// Scrolled implements fyne.Scrollable, which also clips.
func (b *tableBody) Scrolled(e *fyne.ScrollEvent) {
	dx, dy := e.Scrolled.DX, e.Scrolled.DY
	if shiftHeld() && dx == 0 {
		dx, dy = dy, 0
	}
	b.t.scroll(dx*2, dy*2.5)
}

// CreateRenderer implements fyne.Widget.
func (b *tableBody) CreateRenderer() fyne.WidgetRenderer {
	return b.faced(&face{
		list:   func() []fyne.CanvasObject { return b.drawn },
		min:    func() fyne.Size { return fyne.NewSize(10, 10) },
		layout: func(fyne.Size) {},
	})
}

// draw gives the lines in sight the rows they show now. Only what differs from
// what they showed is drawn anew.
func (b *tableBody) draw() {
	t := b.t
	n := t.source.Len()
	b.drawn = b.drawn[:0]
	if n == 0 {
		if t.Empty != nil {
			place(t.Empty, 0, 0, b.Size().Width, b.Size().Height)
			b.drawn = append(b.drawn, t.Empty)
		}
		canvas.Refresh(b)
		return
	}
	first := int(t.top / float64(RowHeight))
	last := min(n-1, int((t.top+t.room())/float64(RowHeight)))
	missing := false
	for i := first; i <= last; i++ {
		slot := i - first
		if slot == len(t.lines) {
			t.lines = append(t.lines, newTableLine())
		}
	}
	// the line that showed a row keeps showing it while the table scrolls
	t.turn(first)
	for i := first; i <= last; i++ {
		row, ok := t.source.Row(i)
		missing = missing || !ok
		y := float32(float64(i)*float64(RowHeight) - t.top)
		b.line(t.lines[i-first], i, row, ok, y)
	}
	if missing || first != t.wantFirst || last != t.wantLast {
		t.wantFirst, t.wantLast = first, last
		t.source.Want(first, last)
	}
	canvas.Refresh(b)
}

// turn moves the lines round so that those which stay in sight keep their row.
func (t *RecordTable) turn(first int) {
	d := first - t.body.shownFirst
	n := len(t.lines)
	if d == 0 || n == 0 || d >= n || d <= -n {
		t.body.shownFirst = first
		return
	}
	d = (d%n + n) % n
	t.lines = append(append([]*tableLine(nil), t.lines[d:]...), t.lines[:d]...)
	t.body.shownFirst = first
}

func newTableLine() *tableLine {
	return &tableLine{back: newRect(ColorNone, ColorNone, 0), rule: newRect(ColorLine, ColorNone, 0), tick: newRect(ColorPrimary, ColorNone, 0)}
}

func (b *tableBody) line(l *tableLine, i int, row Row, ok bool, y float32) {
	t := b.t
	width := b.Size().Width
	fill := ColorNone
	chosen := ok && t.chosen[row.ID]
	switch {
	case i == t.at || chosen:
		fill = ColorSelected
	case i == t.hover:
		fill = ColorHover
	}
	dark := IsDark()
	if l.seen.fill != fill || l.seen.dark != dark || !l.seen.drawn {
		l.back.FillColor = Color(fill)
		l.rule.FillColor = Color(ColorLine)
		l.tick.FillColor = Color(ColorPrimary)
	}
	fresh := l.seen.dark != dark || !l.seen.drawn
	l.seen = lineState{fill, dark, true}
	if fill != ColorNone {
		place(l.back, 0, y, width, RowHeight)
		b.drawn = append(b.drawn, l.back)
	}
	place(l.rule, 0, y+RowHeight-1, width, 1)
	b.drawn = append(b.drawn, l.rule)
	if chosen || i == t.at && t.focused {
		place(l.tick, 0, y, 3, RowHeight-1)
		b.drawn = append(b.drawn, l.tick)
	}
	for len(l.cells) < len(t.order) {
		l.cells = append(l.cells, &tableCell{text: newLabel("", ColorText, TextSize, false)})
	}
	for n, k := range t.order {
		x := t.xs[n] - t.left
		if x+t.ws[n] < 0 || x > width {
			continue
		}
		switch {
		case !ok:
			b.blurred(l.cells[n], i, n, x, y, t.ws[n])
		case k < len(row.Cells) && row.Cells[k].Text != "":
			b.cell(l.cells[n], row.Cells[k], t.columns[k].Right, x, y, t.ws[n], fresh, fill == ColorSelected)
		}
	}
}

// blurred stands for a cell that is being loaded.
func (b *tableBody) blurred(c *tableCell, i, n int, x, y, w float32) {
	if c.blur == nil {
		c.blur = newRect(ColorLine, ColorNone, 4)
	}
	c.blur.FillColor = Color(ColorLine)
	share := float32((i*7+n*13)%40)/100 + .4
	place(c.blur, x+cellPad, y+RowHeight/2-5, max(8, (w-2*cellPad)*share), 10)
	b.drawn = append(b.drawn, c.blur)
}

func (b *tableBody) cell(c *tableCell, v Cell, right bool, x, y, w float32, fresh, marked bool) {
	ink, size := ColorText, TextSize
	if v.Tone != ToneNeutral {
		ink = v.Tone.Text()
	}
	if v.Muted {
		ink = ColorMuted
	}
	if v.Small || v.Pill {
		size = SmallSize
	}
	room := w - 2*cellPad
	if v.Pill {
		ink = b.pill(c, &v, right, x, y, room, marked)
		room -= 18
		x += 9
	}
	text := ellipsis(v.Text, room, size, v.Bold)
	h := lineHeight(size)
	at := x + cellPad
	if right {
		at += room - textWidth(text, size, v.Bold)
	}
	ct := c.text
	color := Color(ink)
	if fresh || ct.Text != text || ct.Color != color || ct.TextSize != size || ct.TextStyle.Bold != v.Bold {
		ct.Text, ct.Color, ct.TextSize, ct.TextStyle.Bold = text, color, size, v.Bold
		ct.Refresh()
	}
	place(ct, at, y+(RowHeight-h)/2, textWidth(text, size, v.Bold)+2, h)
	b.drawn = append(b.drawn, ct)
}

func (b *tableBody) pill(c *tableCell, v *Cell, right bool, x, y, room float32, marked bool) Colour {
	ink, on := v.Tone.colours()
	if marked && v.Tone == TonePrimary {
		on = ColorSurface // its own ground is that of the marked row
	}
	if c.pill == nil {
		c.pill = newRect(on, ColorNone, pillHeight/2)
	}
	line := ColorNone
	if v.Tone == ToneNeutral {
		line = ColorLine
	}
	c.pill.FillColor, c.pill.StrokeColor, c.pill.StrokeWidth = Color(on), Color(line), 0
	if line != ColorNone {
		c.pill.StrokeWidth = 1
	}
	w := min(room, pillWidth(v.Text))
	px := x + cellPad
	if right {
		px += room - w
	}
	place(c.pill, px, y+(RowHeight-pillHeight)/2, w, pillHeight)
	b.drawn = append(b.drawn, c.pill)
	return ink
}
