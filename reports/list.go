package reports

import (
	"slices"
	"strings"

	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// A column shows one or more fields of a row, one below the other.
type column struct {
	keys  []string
	width int  // relative to the other columns
	named bool // each value after its label
	aside bool // side by side, a dash for what is empty
	align sheet.Align
}

// col is a column of fields of a row.
func col(width int, keys ...string) column { return column{keys: keys, width: width} }

// naming puts each value's label before it.
func (c column) naming() column { c.named = true; return c }

// sided puts the values side by side, with a dash for what is empty.
func (c column) sided() column { c.aside = true; return c }

// centered sets the column's text in the middle.
func (c column) centered() column { c.align = sheet.Center; return c }

// few is how many rows still stand beside their label; more become a part of
// their own whose head is repeated.
const few = 8

// list adds a table of a Rows field: beside the field's label while it is
// short, below it when long. A blank form has least empty rows, a filled one
// at least one.
func (d *draft) list(key string, least int, cols ...column) {
	f := d.desc[key]
	if f == nil {
		return
	}
	rows := d.values.Rows(key)
	n := max(len(rows), 1)
	if d.blank() {
		n = least
	}
	title := d.lang.T(f.Label)
	if n > few {
		d.section(title, d.heads(f, units, cols))
		d.rows(d.lines(f, units, rows, n, cols)...)
		d.end()
		return
	}
	room := units - d.span()
	head := slices.Insert(d.heads(f, room, cols), 0, sheet.Label(title).Span(d.span()).Down(n+1))
	d.rows(append([]sheet.Row{head}, d.lines(f, room, rows, n, cols)...)...)
}

// table adds a part of the frame for a Rows field, over the whole width.
func (d *draft) table(key string, least int, high float64, cols ...column) {
	f := d.desc[key]
	if f == nil {
		return
	}
	rows := d.values.Rows(key)
	n := max(len(rows), 1)
	if d.blank() {
		n = least
	}
	d.section(d.lang.T(f.Label), d.heads(f, units, cols))
	ls := d.lines(f, units, rows, n, cols)
	if d.blank() {
		for _, l := range ls {
			l[0] = l[0].Tall(d.high(high))
		}
	}
	d.rows(ls...)
	d.end()
}

func (d *draft) heads(f *field.Desc, room int, cols []column) sheet.Row {
	var r sheet.Row
	for i, w := range share(room, cols) {
		head := sheet.Label("").Span(w)
		for _, k := range cols[i].keys {
			s, ok := field.Find(f.Rows, k)
			if !ok || s.Kind == field.Bool {
				continue
			}
			name := d.worded(f.Key+"."+k, s.Label)
			if n := len(head.Content); n > 1 {
				head.Content[n-1].Text += d.lang.T("form.slash")
			}
			head.Content = append(head.Content, sheet.Run{Text: name, Keep: true})
		}
		r = append(r, head)
	}
	return r
}

func (d *draft) lines(f *field.Desc, room int, rows []field.Values, n int, cols []column) []sheet.Row {
	widths := share(room, cols)
	out := make([]sheet.Row, n)
	for i := range out {
		out[i] = make(sheet.Row, len(cols))
		for j, c := range cols {
			text := ""
			if i < len(rows) {
				text = d.cell(f, rows[i], c)
			}
			out[i][j] = sheet.Value(text).Span(widths[j]).At(c.align).Half()
		}
	}
	return out
}

// cell is the values of a row in one column.
func (d *draft) cell(f *field.Desc, r field.Values, c column) string {
	if c.aside {
		return d.abreast(f, r, c)
	}
	var out []string
	for _, k := range c.keys {
		s, ok := field.Find(f.Rows, k)
		if !ok {
			continue
		}
		t := field.Show(d.lang, s, r[k])
		switch {
		case s.Kind == field.Bool && r.Text(k) == "true":
			t = d.lang.T(s.Label)
		case s.Kind == field.Bool:
			t = ""
		case t != "" && c.named:
			t = d.worded(f.Key+"."+k, s.Label) + d.lang.T("paper.colon") + t
		}
		if t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, "\n")
}

// abreast is the values of a row side by side, nothing if all are empty.
func (d *draft) abreast(f *field.Desc, r field.Values, c column) string {
	out, any := make([]string, len(c.keys)), false
	for i, k := range c.keys {
		out[i] = "—"
		if s, ok := field.Find(f.Rows, k); ok && !r.Empty(k) {
			out[i], any = field.Show(d.lang, s, r[k]), true
		}
	}
	if !any {
		return ""
	}
	return strings.Join(out, d.lang.T("form.slash"))
}

// share parts room among columns by their widths, at least one unit each.
func share(room int, cols []column) []int {
	sum := 0
	for _, c := range cols {
		sum += c.width
	}
	out, left := make([]int, len(cols)), room
	for i, c := range cols {
		out[i] = max(1, c.width*room/sum)
		left -= out[i]
	}
	for i := 0; left > 0; i = (i + 1) % len(out) {
		out[i]++
		left--
	}
	return out
}
