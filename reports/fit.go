package reports

import (
	"kezhi/reports/sheet"
)

// A form leaves room for handwriting where the regulations' papers do. How
// much, depends on what else stands on the page: a form that has a page to
// itself takes the whole of it, and one that would just run over gives up room
// rather than begin another page.

// The bounds within which room is stretched: a blank form is written on.
const (
	leastBlank  = 0.35
	mostFilled  = 2
	mostBlank   = 4
	mostOnPages = 1.7 // on several pages
)

// fit writes a form with as much room as its pages have, and on no more pages
// than it needs. write is called a few times, each time on a new draft.
func (p *press) fit(begin func() *draft, write func(*draft)) (sheet.Form, error) {
	at := func(room float64) (trial, error) {
		d := begin()
		d.scale = room
		write(d)
		d.end()
		free, pages, err := p.measure(d.Form)
		return trial{d, room, free, pages}, err
	}
	floor, most := 0.0, float64(mostFilled)
	if begin().blank() {
		floor, most = leastBlank, mostBlank
	}
	t, err := at(floor)
	switch {
	case err != nil || t.elastic == 0:
	case t.pages == 1:
		t, err = grow(t, most, at)
	default:
		t, err = spread(t, at)
	}
	return t.Form, err
}

// A trial is a form as it came out with so much room.
type trial struct {
	*draft
	room, free float64
	pages      int
}

// enough is how much may stay free, mm.
const enough = 4

// grow gives the room that is free on a form's only page to its cells. A cell
// that its text makes taller than its least height grows by less than its
// share, so that nothing runs over, and further turns take up what is left.
func grow(t trial, most float64, at func(float64) (trial, error)) (trial, error) {
	for range 3 {
		room := min(t.room+t.free/t.elastic, most)
		if t.free < enough || room == t.room {
			break
		}
		next, err := at(room)
		if err != nil {
			return t, err
		}
		if next.pages > t.pages {
			break
		}
		t = next
	}
	return t, nil
}

// spread gives a form of several pages its usual room, less if that saves a
// page, and a blank one more if its pages have it.
func spread(tight trial, at func(float64) (trial, error)) (trial, error) {
	usual, err := at(1)
	switch {
	case err != nil:
		return tight, err
	case usual.pages > tight.pages:
		return seek(tight, tight.room, 1, at)
	case usual.blank():
		return seek(usual, 1, mostOnPages, at)
	}
	return usual, nil
}

// seek finds, to a tenth or so, the most room that takes no further page.
func seek(t trial, least, most float64, at func(float64) (trial, error)) (trial, error) {
	for range 4 {
		room := (least + most) / 2
		next, err := at(room)
		switch {
		case err != nil:
			return t, err
		case next.pages > t.pages:
			most = room
		default:
			t, least = next, room
		}
	}
	return t, nil
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
