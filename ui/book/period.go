package book

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/ui/kit"
)

// Period picks the period of a page of figures: by a name such as this quarter,
// or by its first and last day.
type Period struct {
	From, To string // "2026-10-01", "2026-12-31"

	name   string // of names; "": the days in From and To
	names  []string
	now    func() time.Time
	picked func()
	which  *kit.Button
	ends   [2]*kit.DateField
	wrong  [2]bool // what is typed there is no day
}

// NewPeriod begins with the period called name; names are those that can be
// picked, in their order. picked is called when another was.
func NewPeriod(now func() time.Time, name string, names []string, picked func()) *Period {
	p := &Period{name: name, names: names, now: now, picked: picked}
	p.From, p.To = Days(name, now())
	p.which = kit.NewButton(p.said(), "calendar-days", p.menu)
	for i := range p.ends {
		p.ends[i] = kit.NewDateField()
		p.ends[i].Watch(func() { p.typed(i) })
	}
	p.draw()
	return p
}

// Days is the period of a name on a day: from its first day to its last.
func Days(name string, now time.Time) (from, to string) {
	y, m := now.Year(), now.Month()
	first := func(y int, m time.Month) time.Time { return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC) }
	q := m - (m-1)%3
	a, b := first(y, 1), first(y+1, 1)
	switch name {
	case "month":
		a, b = first(y, m), first(y, m+1)
	case "quarter":
		a, b = first(y, q), first(y, q+3)
	case "before": // the quarter before
		a, b = first(y, q-3), first(y, q)
	case "twelve": // months up to this one
		a, b = first(y-1, m+1), first(y, m+1)
	case "last": // year
		a, b = first(y-1, 1), first(y, 1)
	}
	return a.Format(field.DateLayout), b.AddDate(0, 0, -1).Format(field.DateLayout)
}

// Parts are what stands in the header of the page.
func (p *Period) Parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{p.which, kit.Fixed(p.ends[0], 150, 0), kit.Small("–"), kit.Fixed(p.ends[1], 150, 0)}
}

// Trouble says why there is no such period, "" where there is one.
func (p *Period) Trouble() string {
	switch {
	case p.wrong[0] || p.wrong[1]:
		return kit.T("error.date")
	case p.To < p.From:
		return kit.T("figures.error.order", "From", p.From)
	}
	return ""
}

func (p *Period) said() string { return kit.T("ui.period." + cmp.Or(p.name, "own")) }

func (p *Period) draw() {
	p.which.SetText(p.said())
	p.ends[0].SetValue(p.From)
	p.ends[1].SetValue(p.To)
	p.wrong = [2]bool{}
	p.mark()
}

func (p *Period) mark() {
	p.ends[0].SetWrong(p.wrong[0])
	p.ends[1].SetWrong(p.wrong[1] || p.To < p.From)
}

func (p *Period) menu() {
	var items []kit.MenuItem
	for _, name := range p.names {
		items = append(items, kit.MenuItem{Text: kit.T("ui.period." + name), Ticked: name == p.name, OnTap: func() {
			p.name = name
			p.From, p.To = Days(name, p.now())
			p.draw()
			p.picked()
		}})
	}
	kit.ShowMenuUnder(p.which, items)
}

// typed takes a day that was typed or picked, or notes that it is none.
func (p *Period) typed(i int) {
	on, _ := p.ends[i].Value().(string)
	end := []*string{&p.From, &p.To}[i]
	_, err := time.Parse(field.DateLayout, on)
	if none := err != nil; none == p.wrong[i] && (none || on == *end) {
		return
	}
	if p.wrong[i] = err != nil; err == nil {
		*end, p.name = on, ""
		p.which.SetText(p.said())
	}
	p.mark()
	p.picked()
}
