package reports

import (
	"kezhi/reports/sheet"
)

// A form leaves room for handwriting where the regulations' papers do. How
// much, depends on what else stands on the page: a form that has a page to
// itself takes the whole of it, and one that would just run over gives up room
// rather than begin another page.

// The most by which room is stretched: a blank form is written on.
const (
	stretchFilled = 1.6
	stretchBlank  = 3
)

// fit writes a form with as much room as its pages have. write is called once
// or twice, each time on a new draft.
func (p *press) fit(begin func() *draft, write func(*draft)) (sheet.Form, error) {
	at := func(room float64) (*draft, float64, int, error) {
		d := begin()
		d.scale = room
		write(d)
		d.end()
		free, pages, err := p.measure(d.Form)
		return d, free, pages, err
	}
	d, free, pages, err := at(1)
	if err != nil || d.elastic == 0 {
		return d.Form, err
	}
	most := stretchFilled
	if d.blank() {
		most = stretchBlank
	}
	room := 1 + free/d.elastic
	if pages > 1 {
		tight, left, n, err := at(0)
		if err != nil || n == pages {
			return d.Form, err
		}
		if n > 1 {
			return tight.Form, nil
		}
		room = left / d.elastic
	}
	// Room grows by no more than what is free: a cell that is taller than its
	// least height for its text grows by less.
	d = begin()
	d.scale = min(room, most)
	write(d)
	return d.done(), nil
}

// measure lays a form out and gives the millimetres that are free on its last
// page, and how many pages it has.
func (p *press) measure(f sheet.Form) (free float64, pages int, err error) {
	l, err := sheet.Lay(p.ctx, &sheet.Document{Lang: p.lang, Forms: []sheet.Form{f}})
	if err != nil {
		return 0, 0, err
	}
	last := &l.Pages[len(l.Pages)-1]
	var g gauge
	last.Draw(&g)
	const mm = 72 / 25.4
	return max(0, (g.end-g.bottom)/mm-slack), len(l.Pages), nil
}

// slack is what stays free, mm.
const slack = 0.5

// A gauge is a canvas that only sees how far down a page is filled.
type gauge struct{ end, bottom float64 }

// Where the body ends, in points above the page's lower edge.
const foot = 51

func (g *gauge) see(y float64) {
	if y <= g.end {
		g.bottom = max(g.bottom, y)
	}
}

func (g *gauge) BeginPage(_, height float64)            { g.end = height - foot }
func (g *gauge) EndPage()                               {}
func (g *gauge) Text(t sheet.Text)                      { g.see(t.Y + 0.4*t.Size) }
func (g *gauge) Line(_, y1, _, y2 float64, _ sheet.Pen) { g.see(max(y1, y2)) }
func (g *gauge) Stroke(r sheet.Rect, _ sheet.Pen)       { g.see(r.Y + r.H) }
func (g *gauge) Image(r sheet.Rect, _ *sheet.Picture)   { g.see(r.Y + r.H) }
func (g *gauge) Fill(rs []sheet.Rect, _ sheet.Color) {
	for _, r := range rs {
		g.see(r.Y + r.H)
	}
}
