package sheet

import "slices"

// A Grid is a ruled frame of cells, the body of most Chinese forms. Cells
// grow with their text; a row that fits a page is never cut.
type Grid struct {
	Columns []float64 // relative widths
	Head    int       // so many rows at the start are repeated on every page
	Rows    []Row
	Gap     float64 // space above, mm; 0 is 3 mm, below 0 joins the grid above in one frame
}

// A Row is the cells of one row from left to right. Places taken by a cell of
// an earlier row that reaches down are skipped; places left over stay empty.
type Row []Cell

// A Cell is one field of a grid. Make it with Label, Value, Number or Rich and
// shape it with the methods, which return the changed cell.
type Cell struct {
	Content Content
	Columns int     // places to the right it takes; 0 is 1
	Rows    int     // rows it takes; 0 is 1
	Min     float64 // least height in mm, for writing by hand
	Align   Align
	Middle  bool // text half way down rather than at the top
	Shaded  bool
	Bold    bool
	Repeat  bool // text comes again when the cell goes on over a page
	Foot    *Sign
}

// Label is a shaded, centred cell that names the one beside or below it.
func Label(text string) Cell {
	return Cell{Content: Plain(text), Align: Center, Middle: true, Shaded: true, Repeat: true}
}

// Value is a cell with text at the left.
func Value(text string) Cell { return Cell{Content: Plain(text)} }

// Number is a cell with text at the right.
func Number(text string) Cell { return Cell{Content: Plain(text), Align: Right} }

// Rich is a cell whose text has several styles, check boxes or blanks.
func Rich(c Content) Cell { return Cell{Content: c} }

// Options is a cell with a row of check boxes, see Choice.
func Options(options []string, chosen ...string) Cell { return Rich(Choice(options, chosen...)) }

// Empty is a cell to write in by hand.
func Empty() Cell { return Cell{} }

// Span makes the cell n columns wide.
func (c Cell) Span(n int) Cell { c.Columns = n; return c }

// Down makes the cell n rows high.
func (c Cell) Down(n int) Cell { c.Rows = n; return c }

// Tall makes the cell at least so many millimetres high.
func (c Cell) Tall(height float64) Cell { c.Min = height; return c }

// At aligns the text.
func (c Cell) At(a Align) Cell { c.Align = a; return c }

// Half sets the text half way down the cell.
func (c Cell) Half() Cell { c.Middle = true; return c }

// Strong makes all text bold.
func (c Cell) Strong() Cell { c.Bold = true; return c }

// Sign puts a line for a signature and a date at the bottom right of the cell.
// Without labels it is 签名.
func (c Cell) Sign(labels ...string) Cell {
	c.Foot = &Sign{Labels: labels, Date: true}
	return c
}

// A grid holds what its rows share.
type grid struct {
	edges []float64 // of the columns, points from the left edge
}

func (g *Grid) edges(width float64) []float64 {
	sum := 0.0
	for _, w := range g.Columns {
		sum += max(w, 0)
	}
	e := []float64{0}
	x := 0.0
	for _, w := range g.Columns {
		x += max(w, 0) / sum * width
		e = append(e, x)
	}
	return e
}

func (g Grid) lay(c *setter, width float64) []item {
	if len(g.Columns) == 0 || len(g.Rows) == 0 || !(slices.Max(g.Columns) > 0) {
		return nil
	}
	shared := &grid{edges: g.edges(width)}
	gap := g.Gap
	if gap == 0 {
		gap = 3
	}
	var items []item
	var heads []strip
	for _, b := range g.bands(c, shared) {
		it := item{strip: b, heads: heads, loose: b.rows > 1}
		if len(items) == 0 {
			it.gap = max(0, gap) * mm
		}
		if b.first < g.Head {
			heads = append(heads[:len(heads):len(heads)], b)
			it.heads, it.keep, it.loose = nil, true, false
		}
		items = append(items, it)
	}
	return items
}

// bands measures the cells and parts the rows into bands: rows that no cell
// joins can go to different pages without being cut.
func (g *Grid) bands(c *setter, shared *grid) []*band {
	cols := len(g.Columns)
	taken := make([]int, cols) // row below the last cell of each column
	var bands []*band
	var b *band
	end := 0
	for r, row := range g.Rows {
		if b == nil || r >= end {
			b = &band{grid: shared, first: r}
			bands = append(bands, b)
			end = r + 1
		}
		cells := row
		for col := 0; col < cols; {
			if taken[col] > r {
				col++
				continue
			}
			cell := Cell{}
			if len(cells) > 0 {
				cell, cells = cells[0], cells[1:]
			}
			span := min(max(cell.Columns, 1), cols-col)
			for k := 1; k < span; k++ {
				if taken[col+k] > r {
					span = k
				}
			}
			down := min(max(cell.Rows, 1), len(g.Rows)-r)
			for k := range span {
				taken[col+k] = r + down
			}
			end = max(end, r+down)
			b.cells = append(b.cells, c.measureCell(shared, cell, col, span, r-b.first, down))
			col += span
		}
		b.rows = r - b.first + 1
	}
	for _, b := range bands {
		b.measure()
	}
	return bands
}

func (c *setter) measureCell(g *grid, cell Cell, col, span, row, down int) field {
	pad := padX
	if cell.Repeat {
		pad = padLabel
	}
	w := g.edges[col+span] - g.edges[col] - 2*pad
	f := field{
		col: col, span: span, row: row, down: down,
		align: cell.Align, middle: cell.Middle, shaded: cell.Shaded, repeat: cell.Repeat,
		min: cell.Min * mm, pad: pad,
		text: c.passage(cell.Content, bodySize, w, 0, cell.Bold),
	}
	if cell.Repeat {
		f.text.balance(w)
	}
	f.to = len(f.text.lines)
	if len(f.text.glyphs) == 0 {
		f.to = 0
	}
	if f.to <= 1 && cell.Foot == nil && cell.Min == 0 {
		f.middle = true
	}
	if cell.Foot != nil {
		f.sign = cell.Foot.passages(c, w)
	}
	return f
}
