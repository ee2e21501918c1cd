package management

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/figures"
	"kezhi/data/shop"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/paper"
	"kezhi/ui/screen"
)

// page is the figures of a period, of the shop or of one person.
type page struct {
	*book.Figures
	h      screen.Host
	person string
	staff  []string
	who    *kit.Button
}

func newFigures(h screen.Host) *page {
	p := &page{h: h}
	p.who = kit.NewButton(kit.T("figures.everybody"), "user", p.choose)
	p.Figures = book.NewFigures(h, book.Counting{
		Room: room, Title: "figures.title", Register: "inspection",
		Period: "quarter", Periods: []string{"month", "quarter", "before", "year", "last"},
		Before: []fyne.CanvasObject{p.who},
		After:  []fyne.CanvasObject{kit.NewButton(kit.T("figures.target"), "chart-column", p.target).Off(screen.Refused(h, account.EditAll, "inspection"))},
		Count:  p.count,
		Print: func(from, to string) {
			h.Show(paper.OfPerson(h, "management-report", "inspection", from, to, p.person))
		},
	})
	return p
}

// choose picks whose figures are shown.
func (p *page) choose() {
	items := []kit.MenuItem{{Text: kit.T("figures.everybody"), Ticked: p.person == "", OnTap: func() { p.of("") }}}
	for _, n := range p.staff {
		items = append(items, kit.MenuItem{Text: n, Ticked: p.person == n, OnTap: func() { p.of(n) }})
	}
	kit.ShowMenuUnder(p.who, items)
}

func (p *page) of(name string) {
	p.person = name
	p.who.SetText(cmp.Or(name, kit.T("figures.everybody")))
	p.Shown()
}

func (p *page) count(ctx context.Context, from, to string) (func() fyne.CanvasObject, error) {
	r, err := figures.Of(ctx, p.h.Shop().DB, from, to, p.person)
	if err != nil {
		return nil, err
	}
	ms, err := p.h.Shop().Staff(ctx)
	if err != nil {
		return nil, err
	}
	grades, err := p.h.Shop().Grades(ctx)
	return func() fyne.CanvasObject {
		p.staff = nil
		for _, m := range ms {
			if !m.Left {
				p.staff = append(p.staff, m.Name)
			}
		}
		return p.drawn(r, grades)
	}, err
}

// drawn are the figures on their cards, and below how they went.
func (p *page) drawn(r *figures.Report, grades []shop.Share) fyne.CanvasObject {
	var tiles []*kit.Panel
	for _, f := range r.Figures() {
		tiles = append(tiles, tile(f))
	}
	col := kit.VBox(kit.Gap16, kit.Tiles(6, tiles...))
	if months := p.begun(r); len(months) > 1 {
		col.Add(kit.Split([]float32{1, 1}, monthly(months, "new", func(c figures.Counts) int64 { return c.New }), money(months, r)))
	}
	if r.Person == "" {
		col.Add(kit.Split([]float32{3, 2}, p.people(r), gradesOf(grades)))
	}
	return col
}

// begun are the months of a report that have begun: what is to come is not
// drawn as nothing.
func (p *page) begun(r *figures.Report) []figures.Month {
	now := p.h.Shop().DB.Now().Local().Format("2006-01")
	return slices.DeleteFunc(slices.Clone(r.Months), func(m figures.Month) bool { return m.Month > now })
}

// tile is a figure with the period before or the target, and what it is counted
// from.
func tile(f figures.Figure) *kit.Panel {
	tone := kit.ToneNeutral
	says := kit.T("figures.last") + " " + f.LastText()
	if reached, ok := f.Reached(); ok {
		says = kit.T("figures.target") + " " + f.TargetText() + " · " + f.ReachedText()
		if tone = kit.ToneGood; reached < 100 {
			tone = kit.ToneWarning
		}
	}
	from := ""
	if f.Known {
		from = kit.T("figures.from."+f.Key, f.Base()...)
	}
	return kit.NewTile(kit.T("figures."+f.Key), f.Text(), tone, says, from)
}

func monthly(months []figures.Month, key string, of func(figures.Counts) int64) fyne.CanvasObject {
	var items []kit.ChartItem
	for _, m := range months {
		n := of(m.Counts)
		items = append(items, kit.ChartItem{Label: m.Month[2:], Value: float64(n), Text: strconv.FormatInt(n, 10)})
	}
	return kit.NewTitledCard(kit.T("ui.figures.months", "What", kit.T("figures."+key)), "", nil, kit.NewColumnChart(150, items...))
}

// money is what was sold, or where that may not be seen how many visits there
// were.
func money(months []figures.Month, r *figures.Report) fyne.CanvasObject {
	if r.Hidden || r.Now.Sales == 0 {
		return monthly(months, "visits", func(c figures.Counts) int64 { return c.Visits })
	}
	d := kit.LineData{Target: math.NaN()}
	for _, m := range months {
		v := float64(m.Sales) / 1_000_000
		d.Labels = append(d.Labels, m.Month[2:])
		d.Values = append(d.Values, v)
		d.Texts = append(d.Texts, strconv.FormatFloat(v, 'f', 1, 64))
	}
	return kit.NewTitledCard(kit.T("ui.figures.sales"), "", nil, kit.NewLineChart(150, d))
}

// people are the people beside each other, what they were asked for first.
func (p *page) people(r *figures.Report) fyne.CanvasObject {
	keys := []string{"new", "customers", "visits", "satisfaction", "complaints", "sales", "collected"}
	widths := []float32{1.1, 1, 1.15, 1, 1, 1, 1.4, 1.4}
	row := func(cells ...fyne.CanvasObject) fyne.CanvasObject { return kit.Split(widths, cells...) }
	heads := []fyne.CanvasObject{kit.Small(kit.T("form.management-report.person"))}
	for _, k := range keys {
		heads = append(heads, right(kit.Small(kit.T("figures.short."+k))))
	}
	box := kit.VBox(kit.Gap8, row(heads...))
	for i := range r.People {
		x := &r.People[i]
		name := kit.NewLink(cmp.Or(x.Name, kit.T("figures.nobody")), func() { p.of(x.Name) })
		cells := []fyne.CanvasObject{name}
		for _, k := range keys {
			cells = append(cells, personCell(x, k, r.Hidden))
		}
		box.Add(row(cells...))
	}
	return kit.NewTitledCard(kit.T("form.management-report.person"), "", nil, box)
}

// personCell is a figure of a person; under it how far the target is reached.
func personCell(x *figures.Person, key string, hidden bool) fyne.CanvasObject {
	for _, f := range x.Figures() {
		if f.Key != key {
			continue
		}
		if hidden && f.Sort == figures.Money {
			return kit.VBox(0, right(kit.Small("—")))
		}
		t := right(kit.NewText(f.Text()))
		reached, ok := f.Reached()
		if !ok {
			return kit.VBox(0, t) // at the height of its neighbours
		}
		says := kit.Small(f.ReachedText())
		if reached < 100 {
			says = says.In(kit.ColorWarning)
		}
		return kit.VBox(0, t, right(says))
	}
	return kit.Small("")
}

// right is a figure below and above others of its kind.
func right(t *kit.Text) fyne.CanvasObject { return kit.HBox(0, kit.Spacer(), t) }

func gradesOf(shares []shop.Share) fyne.CanvasObject {
	var items []kit.ChartItem
	var all int64
	for _, s := range shares {
		all += s.N
		name := kit.T("ui.today.no_grade")
		if s.Grade.Key != "" {
			name = s.Grade.Name.Say(kit.Lang)
		}
		items = append(items, kit.ChartItem{Label: name, Value: float64(s.N), Text: strconv.FormatInt(s.N, 10)})
	}
	return kit.NewTitledCard(kit.T("ui.today.grades"), kit.T("ui.today.customers", "N", all), nil, kit.NewShareChart(items...))
}

// target asks what is wanted of a person, or of the shop, in the year.
func (p *page) target() {
	year, _ := strconv.Atoi(p.Period.To[:4])
	var t figures.Target
	screen.Beside(func(ctx context.Context) error {
		ts, err := figures.Targets(ctx, p.h.Shop().DB, year)
		t = figures.Target{Year: year, Person: p.person}
		for _, x := range ts {
			if x.Person == p.person {
				t = x
			}
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.askTarget(t)
	})
}

// targetFields describe what is asked.
var targetFields = field.NewSet("figures.target",
	field.OfInteger("customers", func(t *figures.Target) *int64 { return &t.Customers }, 0, 10_000_000),
	field.OfInteger("visits", func(t *figures.Target) *int64 { return &t.Visits }, 0, 10_000_000),
	field.OfDecimal("sales", func(t *figures.Target) *int64 { return &t.Sales }),
	field.OfDecimal("collected", func(t *figures.Target) *int64 { return &t.Collected }),
)

func (p *page) askTarget(t figures.Target) {
	form := kit.NewRecordForm(targetFields.Fields(), kit.FormOptions{})
	v := targetFields.Encode(&t)
	for k := range v {
		if v.Text(k) == "0" {
			v[k] = "" // nothing is set
		}
	}
	form.SetValues(v)
	note := kit.T("ui.figures.target.note")
	if t.Person == "" {
		note += kit.T("ui.figures.target.shop")
	}
	body := kit.VBox(kit.Gap8, kit.Paragraph(note).In(kit.ColorMuted), kit.Fixed(kit.NewScroll(form), 0, 132))
	var d *kit.Dialog
	ok := kit.NewButton(kit.T("ui.figures.keep"), "", func() {
		next := t
		if es := targetFields.Decode(form.Values(), &next); len(es) > 0 {
			form.SetErrors(es)
			return
		}
		who := p.h.Who()
		screen.Beside(func(ctx context.Context) error { return figures.SetTarget(ctx, p.h.Shop().DB, who, next) }, func(err error) {
			if es := data.All(err); len(es) > 0 && data.CodeOf(err) == data.Invalid {
				form.SetErrors(es)
				return
			}
			if err != nil {
				screen.Fail(p.h, err)
				return
			}
			d.Close()
			p.Shown()
		})
	}).Primary()
	no := kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() })
	d = kit.NewDialog(kit.T("ui.figures.target", "Year", t.Year, "Who", cmp.Or(t.Person, kit.T("figures.everybody"))), body, no, ok)
	d.Width = 720
	form.OnChanged = func(field.Values) { d.Locked = form.Dirty() }
	d.Open(p.h.Window().Canvas(), nil)
	form.FocusFirst()
}
