package kit

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kezhi/data/field"
)

// RowsField is a list of small records: a table of inputs where the fields are
// few and short, otherwise a card a record. Tab goes from cell to cell, from
// the last one into a new row; a row is taken away by its bin, moved by the
// arrows beside it, or by Alt+↑ and Alt+↓.
type RowsField struct {
	base
	reply
	d     *field.Desc
	path  string
	o     *FormOptions
	cards bool

	rows   []*rowLine
	heads  []*canvas.Text
	rules  []*canvas.Rectangle
	add    *Button
	none   *Text // of a list that is only read
	drawn  []fyne.CanvasObject
	grown  func()
	height float32
	busy   bool
}

// rowLine is one record of the list.
type rowLine struct {
	of            *RowsField
	base          field.Values // what no cell shows
	cells         []*Labelled  // by field; nil where it is hidden
	fields        []*field.Desc
	up, down, bin *Tool
	auto          bool // made by Tab, goes again when nothing is written
	box           *canvas.Rectangle
	number        *canvas.Text
}

// NewRowsField makes an empty list of a Rows field.
func NewRowsField(d *field.Desc, path string, o *FormOptions) *RowsField {
	if o == nil {
		o = &FormOptions{}
	}
	r := &RowsField{d: d, path: path, o: o, height: Control}
	r.cards, r.none = wantCards(d.Rows), Paragraph("—")
	r.add = NewButton(T("kit.add_row", "What", o.label(d)), "plus", func() { r.append(true) }).Quiet().Small()
	r.ExtendBaseWidget(r)
	return r
}

// wantCards tells whether rows have too much for one line each.
func wantCards(ds []field.Desc) bool {
	n := 0
	for _, d := range ds {
		switch {
		case d.Kind == field.Multiline, d.Kind == field.Rows, d.When != nil && len(ds) > 4:
			return true
		case d.Kind == field.DateTime, d.Kind.List():
			n++
		}
		n++
	}
	return n > 6
}

func (r *RowsField) onGrown(f func()) { r.grown = f }

func (r *RowsField) tellGrown() {
	if r.busy {
		return
	}
	h := r.HeightFor(r.Size().Width)
	if h != r.height {
		r.height = h
		if r.grown != nil {
			r.grown()
			return
		}
	}
	r.Refresh()
}

// Value implements Input: []field.Values.
func (r *RowsField) Value() any {
	out := make([]field.Values, 0, len(r.rows))
	for _, l := range r.rows {
		out = append(out, l.values())
	}
	return out
}

func (l *rowLine) values() field.Values {
	v := l.base.Clone()
	if v == nil {
		v = field.Values{}
	}
	for i, c := range l.cells {
		if c != nil && !l.fields[i].ReadOnly {
			v[l.fields[i].Key] = c.Input.Value()
		}
	}
	return v
}

// SetValue implements Input.
func (r *RowsField) SetValue(x any) {
	var rows []field.Values
	switch x := x.(type) {
	case []field.Values:
		rows = x
	case []any:
		for _, e := range x {
			if m, ok := e.(map[string]any); ok {
				rows = append(rows, field.Values(m))
			}
		}
	}
	r.busy = true
	r.rows = nil
	for _, v := range rows {
		r.rows = append(r.rows, r.newLine(v))
	}
	r.busy = false
	r.tellGrown()
}

// SetWrong implements Input: cells show their own.
func (r *RowsField) SetWrong(w bool) { r.wrong = w }

// SetLocked implements Input.
func (r *RowsField) SetLocked(l bool) {
	r.locked = l
	for _, row := range r.rows {
		for _, c := range row.cells {
			if c != nil {
				c.Input.SetLocked(l)
			}
		}
	}
	r.Refresh()
}

// FocusFirst implements Input.
func (r *RowsField) FocusFirst() {
	if len(r.rows) > 0 {
		r.rows[0].first()
		return
	}
	focus(r.add)
}

func (l *rowLine) first() {
	for i, c := range l.cells {
		if c != nil && !l.fields[i].ReadOnly {
			c.Input.FocusFirst()
			return
		}
	}
}

// FocusCell gives the keyboard to one cell.
func (r *RowsField) FocusCell(row int, key string) {
	if m := cellKey.FindStringSubmatch(key); m != nil {
		if in, ok := r.within(row, m[1]); ok {
			n, _ := strconv.Atoi(m[2])
			in.FocusCell(n, m[3])
		}
		return
	}
	if c := r.cell(row, key); c != nil {
		c.Input.FocusFirst()
	}
}

func (r *RowsField) cell(row int, key string) *Labelled {
	if row < 0 || row >= len(r.rows) {
		return nil
	}
	for i, d := range r.rows[row].fields {
		if d.Key == key {
			return r.rows[row].cells[i]
		}
	}
	return nil
}

// Len is the number of rows.
func (r *RowsField) Len() int { return len(r.rows) }

func (r *RowsField) newLine(v field.Values) *rowLine {
	l := &rowLine{of: r, base: v.Clone()}
	for i := range r.d.Rows {
		d := &r.d.Rows[i]
		if r.o.Hide != nil && r.o.Hide(r.d.Key+"."+d.Key) {
			continue
		}
		var in Input
		if d.ReadOnly || r.o.ReadOnly {
			in = newShown(d, r.o.Show)
		} else {
			in = newInput(d, r.path+"."+d.Key, r.o)
		}
		veil(in, d, r.o, func() string { return r.cellPath(l, d.Key) })
		label := ""
		if r.cards {
			label = r.o.label(d)
		}
		c := NewLabelled(label, d.Required && r.cards && !r.o.ReadOnly, in)
		if !r.cards {
			if b, ok := in.(interface{ setBare() }); ok {
				b.setBare()
			}
		}
		c.Above = r.cards
		c.grown = r.tellGrown
		if x, ok := v[d.Key]; ok {
			in.SetValue(x)
		}
		in.Watch(func() {
			if c.Wrong() != "" {
				c.SetWrong("") // it is being mended
			}
			if d.Kind == field.Choice || d.Kind == field.Bool {
				r.tellGrown() // a condition may have changed
			}
			r.tell()
		})
		if t, ok := in.(interface{ setTab(func() bool) }); ok {
			t.setTab(func() bool { return r.tabFrom(l, d) })
		}
		l.cells, l.fields = append(l.cells, c), append(l.fields, d)
	}
	l.bin = NewTool("trash-2", func() { r.remove(l) }).Danger()
	l.up = NewTool("arrow-up", func() { r.move(l, -1) })
	l.down = NewTool("arrow-down", func() { r.move(l, 1) })
	l.bin.Tip, l.up.Tip, l.down.Tip = T("kit.remove_row"), T("kit.row_up"), T("kit.row_down")
	l.box = newRect(ColorNone, ColorLine, RadiusSmall)
	l.number = newLabel("", ColorMuted, SmallSize, true)
	return l
}

// append adds an empty row and goes into it.
func (r *RowsField) append(enter bool) {
	if r.locked || len(r.rows) >= r.d.Max && r.d.Max > 0 {
		return
	}
	l := r.newLine(r.fresh())
	r.rows = append(r.rows, l)
	r.tellGrown()
	r.tell()
	if enter {
		l.first()
	}
}

// tabFrom is asked when Tab or Enter leaves a cell. From the last cell of the
// last row it makes a new row; from the first text of a row made that way, in
// which nothing was written, it takes the row away and goes on after the list.
func (r *RowsField) tabFrom(l *rowLine, d *field.Desc) bool {
	if len(r.rows) == 0 || r.rows[len(r.rows)-1] != l || r.locked {
		return false
	}
	if l.auto && d == l.main() && l.hollow() {
		r.rows = r.rows[:len(r.rows)-1]
		focus(r.add)
		r.tellGrown()
		r.tell()
		focusNext(r.add)
		return true
	}
	if d != l.last() || l.hollow() || r.d.Max > 0 && len(r.rows) >= r.d.Max {
		return false
	}
	r.append(true)
	r.rows[len(r.rows)-1].auto = true
	return true
}

// main is the first field that is written rather than chosen; last is the last
// one in sight.
func (l *rowLine) main() *field.Desc {
	for _, d := range l.fields {
		if d.Kind != field.Choice && d.Kind != field.Bool && !d.ReadOnly {
			return d
		}
	}
	return nil
}

func (l *rowLine) last() *field.Desc {
	for i := len(l.fields) - 1; i >= 0; i-- {
		if l.cells[i].Visible() && !l.fields[i].ReadOnly {
			return l.fields[i]
		}
	}
	return nil
}

func (l *rowLine) hollow() bool {
	v := l.values()
	for _, d := range l.fields {
		if d.Kind == field.Choice || d.Kind == field.Bool || d.ReadOnly || d.Kind == field.Integer && v.Text(d.Key) == "0" {
			continue
		}
		if !v.Empty(d.Key) {
			return false
		}
	}
	return true
}

// fresh is an empty row: every choice that must be made has its first option.
func (r *RowsField) fresh() field.Values {
	v := field.Values{}
	for _, d := range r.d.Rows {
		if d.Kind == field.Choice && d.Required && len(d.Options) > 0 {
			v[d.Key] = d.Options[0]
		}
	}
	return v
}

// Add appends a row of values, as if typed.
func (r *RowsField) Add(v field.Values) {
	r.rows = append(r.rows, r.newLine(v))
	r.tellGrown()
	r.tell()
}

func (r *RowsField) remove(l *rowLine) {
	i := slices.Index(r.rows, l)
	if i < 0 || r.locked {
		return
	}
	r.rows = slices.Delete(r.rows, i, i+1)
	r.tellGrown()
	r.tell()
	if len(r.rows) > 0 {
		r.rows[min(i, len(r.rows)-1)].first()
	} else {
		focus(r.add)
	}
}

func (r *RowsField) move(l *rowLine, d int) {
	i := slices.Index(r.rows, l)
	j := i + d
	if i < 0 || j < 0 || j >= len(r.rows) || r.locked {
		return
	}
	r.rows[i], r.rows[j] = r.rows[j], r.rows[i]
	r.Refresh()
	r.tell()
}

// within is the list of a row that is a list itself.
func (r *RowsField) within(row int, key string) (*RowsField, bool) {
	c := r.cell(row, key)
	if c == nil {
		return nil, false
	}
	in, ok := c.Input.(*RowsField)
	return in, ok
}

// clearWrong takes every reason away; setWrong shows one at a cell and tells
// whether there is such a cell.
func (r *RowsField) clearWrong() {
	for _, l := range r.rows {
		for _, c := range l.cells {
			if c == nil {
				continue
			}
			if in, ok := c.Input.(*RowsField); ok {
				in.clearWrong()
			}
			if c.Wrong() != "" {
				c.SetWrong("")
			}
		}
	}
}

func (r *RowsField) setWrong(row int, key, reason string) bool {
	if m := cellKey.FindStringSubmatch(key); m != nil {
		within, ok := r.within(row, m[1])
		n, _ := strconv.Atoi(m[2])
		return ok && within.setWrong(n, m[3], reason)
	}
	c := r.cell(row, key)
	if c == nil {
		return false
	}
	c.SetWrong(reason)
	return true
}
