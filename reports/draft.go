package reports

import (
	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/reports/sheet"
)

// units is into how many parts the width of a form is divided; every cell
// takes a whole number of them.
const units = 30

// The widths of a label with its value.
const (
	third     = 10
	half      = 15
	twoThirds = 20
	full      = 30
)

// joined is the space between grids that touch, mm; 0 would be the usual space.
const joined = 0.001

// A draft is one form while it is written from one record, or blank.
type draft struct {
	*press
	sheet.Form
	desc    map[string]*field.Desc
	values  field.Values // nil: blank
	grid    *sheet.Grid  // the one that rows are added to
	framed  bool         // a grid stands above
	scale   float64      // of the room beyond a row's height
	elastic float64      // mm of such room at scale 1
}

// draft begins a form for a record of r; without values it is a blank one.
func (p *press) draft(r register.Register, v field.Values) *draft {
	d := &draft{press: p, Form: p.head, values: v, scale: 1}
	if r != nil {
		d.desc = p.descriptions(r)
	}
	return d
}

// blank tells whether the form is to be filled in by hand.
func (d *draft) blank() bool { return d.values == nil }

// end finishes the grid that was begun last.
func (d *draft) end() {
	if d.grid != nil {
		d.Body = append(d.Body, *d.grid)
		d.grid, d.framed = nil, true
	}
}

// whole ends the part of the frame that was begun last and holds it on one
// page.
func (d *draft) whole() {
	if d.grid != nil {
		d.Body = append(d.Body, sheet.Keep{*d.grid})
		d.grid, d.framed = nil, true
	}
}

// add puts blocks below what is written so far.
func (d *draft) add(bs ...sheet.Block) {
	d.end()
	d.Body = append(d.Body, bs...)
	d.framed = false
}

var columns = func() []float64 {
	cs := make([]float64, units)
	for i := range cs {
		cs[i] = 1
	}
	return cs
}()

// rows adds rows to the frame; their cells span units columns in all.
func (d *draft) rows(rs ...sheet.Row) {
	if len(rs) == 0 {
		return
	}
	if d.grid == nil {
		d.grid = &sheet.Grid{Columns: columns, Gap: d.gap()}
	}
	d.grid.Rows = append(d.grid.Rows, rs...)
}

// gap is the space above a new grid: none where it goes on with another.
func (d *draft) gap() float64 {
	if d.framed {
		return joined
	}
	return 0
}

// section begins a part of the frame with its title in a band of its own, and
// rows below it that go with the band; both come again on every page.
func (d *draft) section(title string, heads ...sheet.Row) {
	d.end()
	band := sheet.Label(title).Span(units).Strong()
	d.grid = &sheet.Grid{Columns: columns, Gap: d.gap(), Head: 1 + len(heads)}
	d.grid.Rows = append([]sheet.Row{{band}}, heads...)
}

// sign closes the form with places to sign and a date; labels are texts.
func (d *draft) sign(labels ...string) {
	d.add(sheet.Sign{Labels: labels, Date: true})
}

// span is how many units a label takes: Latin words need more room.
func (d *draft) span() int {
	if d.lang == assets.En {
		return 5
	}
	return 4
}

// label is the cell that names a field.
func (d *draft) label(key string) sheet.Cell {
	return sheet.Label(d.named(key)).Span(d.span())
}

// named is what a field is called on this form.
func (d *draft) named(key string) string { return d.worded(key, d.desc[key].Label) }

// worded is a label as the register has it, unless the form has words of its
// own for the field: "form.<form>.field.<key>".
func (d *draft) worded(key, label string) string {
	own := "form." + d.form.Key + ".field." + key
	if s := d.lang.T(own); s != own {
		return s
	}
	return d.lang.T(label)
}

// A place is where a field stands in a row.
type place struct {
	key   string
	width int     // units, label included
	high  float64 // mm, at least
	plain bool    // a choice by its name, without boxes
	foot  []string
}

// at places a field, its label included, on a part of the width.
func at(key string, width int) place { return place{key: key, width: width} }

// tall leaves at least so many millimetres for the value.
func (p place) tall(high float64) place { p.high = high; return p }

// bare shows a choice by its name alone.
func (p place) bare() place { p.plain = true; return p }

// signed puts a signature and a date below the value.
func (p place) signed(labels ...string) place {
	if labels == nil {
		labels = []string{}
	}
	p.foot = labels
	return p
}

// flow adds rows of these fields from left to right, as many to a row as go
// in; the last of a row takes what is left. Fields that do not apply to the
// record and hold nothing are passed over.
func (d *draft) flow(places ...place) {
	var line []place
	used := 0
	flush := func() {
		if len(line) == 0 {
			return
		}
		line[len(line)-1].width += units - used
		var r sheet.Row
		for _, p := range line {
			r = append(r, d.pair(p)...)
		}
		d.rows(r)
		line, used = nil, 0
	}
	for _, p := range places {
		f := d.desc[p.key]
		if f == nil || !d.blank() && !f.When.Met(d.values) && d.values.Empty(p.key) {
			continue
		}
		if used+p.width > units {
			flush()
		}
		line, used = append(line, p), used+p.width
	}
	flush()
}

// pair is a label and the field's value beside it.
func (d *draft) pair(p place) []sheet.Cell {
	v := sheet.Rich(d.content(p.key, p.plain)).Span(p.width - d.span())
	if p.high > 0 {
		v = v.Tall(d.high(p.high))
	}
	if p.foot != nil {
		v = v.Sign(p.foot...)
	}
	return []sheet.Cell{d.label(p.key), v}
}

// row is the height of a row of one line, mm.
const row = 9

// high is how much room a cell gets that should have so many millimetres: a
// row's height, and of what is beyond it as much as the page allows.
func (d *draft) high(mm float64) float64 {
	more := max(0, mm-row)
	d.elastic += more
	return row + more*d.scale
}

// room is one of two measures: of a filled form or of a blank one.
func (d *draft) room(filled, blank float64) float64 {
	if d.blank() {
		return blank
	}
	return filled
}

// text is a field's value as it is read.
func (d *draft) text(key string) string {
	f := d.desc[key]
	if f == nil || d.blank() {
		return ""
	}
	return field.Show(d.lang, *f, d.values[key])
}

// content is a field's value as it is printed; plain shows a choice by its
// name alone.
func (d *draft) content(key string, plain bool) sheet.Content {
	f := d.desc[key]
	if f == nil {
		return nil
	}
	if plain && !d.blank() {
		return sheet.Plain(d.text(key))
	}
	return d.write(f, d.values[key])
}
