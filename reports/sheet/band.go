package sheet

// A field is a measured cell.
type field struct {
	col, span int
	row, down int // row within its band
	align     Align
	middle    bool
	shaded    bool
	repeat    bool
	min, pad  float64 // points
	text      *passage
	from, to  int        // lines of text that are in this part of the cell
	sign      []*passage // at the bottom, nil in all parts but the last
}

// signGap is the space above a signature line within a cell.
const (
	signGap     = 14.0
	signLeading = 19.0
)

func (f *field) need() float64 {
	return max(f.min, rowHeight(f.to-f.from)+f.signHeight())
}

func rowHeight(lines int) float64 { return 2*padY + leading*float64(max(lines, 1)) }

func (f *field) signHeight() float64 {
	if f.sign == nil {
		return 0
	}
	return signGap + signLeading*float64(len(f.sign))
}

// A band is the rows of a grid that cells reaching down hold together. Most
// bands have one row.
type band struct {
	grid    *grid
	first   int // row of the grid
	rows    int
	cells   []field
	heights []float64
}

// measure finds the heights of the rows: the tallest cell counts, and what a
// cell over several rows lacks is shared among them.
func (b *band) measure() {
	b.heights = make([]float64, b.rows)
	for i := range b.heights {
		b.heights[i] = rowHeight(1)
	}
	for i := range b.cells {
		if f := &b.cells[i]; f.down == 1 {
			b.heights[f.row] = max(b.heights[f.row], f.need())
		}
	}
	for i := range b.cells {
		f := &b.cells[i]
		if f.down == 1 {
			continue
		}
		if lack := f.need() - b.extent(f.row, f.down); lack > 0 {
			for r := f.row; r < f.row+f.down; r++ {
				b.heights[r] += lack / float64(f.down)
			}
		}
	}
}

func (b *band) extent(row, down int) (h float64) {
	for _, x := range b.heights[row : row+down] {
		h += x
	}
	return h
}

func (b *band) height() float64 { return b.extent(0, b.rows) }

func (b *band) least() float64 {
	if b.rows > 1 {
		return b.heights[0]
	}
	return min(b.heights[0], rowHeight(3))
}

func (b *band) cut(room float64) (head, tail strip) {
	k, h := 0, 0.0
	for k < b.rows && h+b.heights[k] <= room {
		h += b.heights[k]
		k++
	}
	for k = min(k, b.rows-1); k > 0; k-- {
		if over, under := b.between(k); over.height() <= room {
			return over, under
		}
	}
	return b.within(room)
}

// between parts the band above row k. A cell that crosses the cut goes on
// below with the rest of its text, or with all of it if it is a label.
func (b *band) between(k int) (over, under *band) {
	over = &band{grid: b.grid, first: b.first, rows: k}
	under = &band{grid: b.grid, first: b.first + k, rows: b.rows - k}
	var crossing []int
	for _, f := range b.cells {
		switch {
		case f.row+f.down <= k:
			over.cells = append(over.cells, f)
		case f.row >= k:
			f.row -= k
			under.cells = append(under.cells, f)
		default:
			top := f
			top.down, top.sign, top.min = k-f.row, nil, 0
			if !f.repeat {
				top.to = f.from
			}
			crossing = append(crossing, len(over.cells))
			over.cells = append(over.cells, top)
		}
	}
	over.measure()
	var rest []field
	i := 0
	for _, f := range b.cells {
		if f.row >= k || f.row+f.down <= k {
			continue
		}
		top := &over.cells[crossing[i]]
		i++
		room := over.extent(top.row, top.down)
		f.min -= room
		f.down, f.row = f.row+f.down-k, 0
		if !f.repeat {
			top.to = min(f.to, f.from+fit(room))
			f.from = top.to
		}
		rest = append(rest, f)
	}
	under.cells = append(rest, under.cells...)
	under.measure()
	return over, under
}

// fit is how many lines go into a cell of that height.
func fit(room float64) int { return max(0, int((room-2*padY+0.01)/leading)) }

// within parts the first row itself, which is taller than its page.
func (b *band) within(room float64) (head, tail strip) {
	if room < rowHeight(1) {
		return nil, nil
	}
	over := &band{grid: b.grid, first: b.first, rows: 1}
	under := &band{grid: b.grid, first: b.first, rows: b.rows}
	progress := false
	for _, f := range b.cells {
		if f.row > 0 {
			under.cells = append(under.cells, f)
			continue
		}
		top := f
		top.down, top.sign, top.min = 1, nil, min(f.min, room)
		if f.min > 0 {
			progress = true
			f.min = max(0, f.min-room)
		}
		if !f.repeat {
			n := min(fit(room), f.to-f.from)
			if f.sign != nil && n == f.to-f.from && n > 1 {
				n--
			}
			top.to = f.from + n
			f.from = top.to
			progress = progress || n > 0
		} else if rowHeight(f.to-f.from) > room {
			n := min(fit(room), f.to-f.from)
			top.to = f.from + n
			f.from = top.to
			progress = progress || n > 0
		}
		over.cells = append(over.cells, top)
		under.cells = append(under.cells, f)
	}
	if !progress {
		return nil, nil
	}
	over.measure()
	under.measure()
	return over, under
}

func (b *band) place(l *leaf, x, y float64) {
	e := b.grid.edges
	l.frame(Rect{x, y, e[len(e)-1], b.height()})
	for i := range b.cells {
		f := &b.cells[i]
		r := Rect{x + e[f.col], y + b.extent(0, f.row), e[f.col+f.span] - e[f.col], b.extent(f.row, f.down)}
		f.place(l, r)
	}
}

func (f *field) place(l *leaf, r Rect) {
	if f.shaded {
		l.shade(r)
	}
	l.rule(r.X, r.Y, r.X+r.W, r.Y, innerPen)
	l.rule(r.X, r.Y, r.X, r.Y+r.H, innerPen)
	y := r.Y + padY
	if f.middle {
		y = r.Y + (r.H-f.signHeight()-leading*float64(f.to-f.from))/2
	}
	f.text.set(l, f.from, f.to, r.X+f.pad, y, r.W-2*f.pad, leading, f.align, Ink, 0)
	y = r.Y + r.H - padY - signLeading*float64(len(f.sign))
	for _, s := range f.sign {
		s.set(l, 0, 1, r.X+f.pad, y, r.W-2*f.pad, signLeading, Right, Ink, 0)
		y += signLeading
	}
}
