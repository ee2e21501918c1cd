package sheet

// Table is a ledger: a head that comes again on every page, then rows.
type Table struct {
	Columns []Column
	Rows    []Row   // cells from left to right; see Texts for plain text
	Blank   int     // empty rows at the end, to be filled in by hand
	Tall    float64 // least height of a row, mm, for writing by hand
	Gap     float64 // space above, mm; 0 is 3 mm
}

// Column is one column of a table.
type Column struct {
	Title string
	Width float64 // relative to the others; 0 is 1
	Align Align   // of cells that have no alignment of their own
}

// Texts makes a row of plain text.
func Texts(ss ...string) Row {
	r := make(Row, len(ss))
	for i, s := range ss {
		r[i] = Value(s)
	}
	return r
}

func (t Table) lay(c *setter, width float64) []item {
	g := Grid{Head: 1, Gap: t.Gap, Columns: make([]float64, len(t.Columns)), Rows: make([]Row, 0, 1+len(t.Rows)+t.Blank)}
	head := make(Row, len(t.Columns))
	for i, col := range t.Columns {
		g.Columns[i] = col.Width
		if col.Width == 0 {
			g.Columns[i] = 1
		}
		head[i] = Label(col.Title)
	}
	g.Rows = append(g.Rows, head)
	for _, r := range t.Rows {
		row := make(Row, len(r))
		at := 0
		for i, cell := range r {
			if at < len(t.Columns) && cell.Align == Left {
				cell.Align = t.Columns[at].Align
			}
			cell.Middle = true
			cell.Min = max(cell.Min, t.Tall)
			row[i] = cell
			at += max(cell.Columns, 1)
		}
		g.Rows = append(g.Rows, row)
	}
	for range t.Blank {
		g.Rows = append(g.Rows, Row{Empty().Tall(t.Tall)})
	}
	return g.lay(c, width)
}
