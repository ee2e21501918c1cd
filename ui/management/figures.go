package management

import (
	"cmp"
	"context"
	"math"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/figures"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/paper"
	"kezhi/ui/screen"
)

// page is the figures of a period, of the shop or of one person.
type page struct {
	h        screen.Host
	period   string // of periods; "": the days in from and to
	from, to string
	person   string
	staff    []string
	ends     [2]*kit.DateField
	head     *kit.PageHeader
	which    *kit.Button
	who      *kit.Button
	body     *fyne.Container
	content  fyne.CanvasObject
}

// periods are those that can be picked, in their order.
var periods = []string{"month", "quarter", "year", "before", "last"}

func newFigures(h screen.Host) *page {
	p := &page{h: h, period: "quarter"}
	p.from, p.to = span(p.period, h.Shop().DB.Now().Local())
	return p
}

// span is a period that is named, from a day to a day.
func span(name string, now time.Time) (from, to string) {
	y, m := now.Year(), now.Month()
	first := func(y int, m time.Month) time.Time { return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC) }
	q := m - (m-1)%3
	a, b := first(y, q), first(y, q+3)
	switch name {
	case "month":
		a, b = first(y, m), first(y, m+1)
	case "before":
		a, b = first(y, q-3), first(y, q)
	case "year":
		a, b = first(y, 1), first(y+1, 1)
	case "last":
		a, b = first(y-1, 1), first(y, 1)
	}
	return a.Format(field.DateLayout), b.AddDate(0, 0, -1).Format(field.DateLayout)
}

func (p *page) Room() string { return room }

func (p *page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack(kit.Small(kit.T("ui.reading")))
		p.head = kit.NewPageHeader(kit.T("figures.title"), "")
		for i := range p.ends {
			d := kit.NewDateField()
			d.Watch(func() { p.typed(i) })
			p.ends[i] = d
		}
		p.drawHead()
		p.content = kit.Page(p.head, kit.NewScroll(p.body))
	}
	return p.content
}

func (p *page) drawHead() {
	p.which = kit.NewButton(p.named(), "calendar-days", func() {
		var items []kit.MenuItem
		for _, name := range periods {
			items = append(items, kit.MenuItem{Text: kit.T("ui.figures." + name), Ticked: name == p.period, OnTap: func() {
				p.period = name
				p.from, p.to = span(name, p.h.Shop().DB.Now().Local())
				p.Shown()
			}})
		}
		kit.ShowMenuUnder(p.which, items)
	})
	p.who = kit.NewButton(cmp.Or(p.person, kit.T("figures.everybody")), "user", func() {
		items := []kit.MenuItem{{Text: kit.T("figures.everybody"), Ticked: p.person == "", OnTap: func() { p.of("") }}}
		for _, n := range p.staff {
			items = append(items, kit.MenuItem{Text: n, Ticked: p.person == n, OnTap: func() { p.of(n) }})
		}
		kit.ShowMenuUnder(p.who, items)
	})
	p.ends[0].SetValue(p.from)
	p.ends[1].SetValue(p.to)
	p.head.Actions(p.who, p.which, kit.Fixed(p.ends[0], 150, 0), kit.Small("–"), kit.Fixed(p.ends[1], 150, 0),
		kit.NewButton(kit.T("figures.target"), "chart-column", p.target),
		kit.NewButton(kit.T("ui.print"), "printer", p.print).Hint("Ctrl+P"))
}

func (p *page) of(name string) {
	p.person = name
	p.Shown()
}

func (p *page) named() string { return kit.T("ui.figures." + cmp.Or(p.period, "own")) }

// typed takes a day that was typed or picked.
func (p *page) typed(i int) {
	on, _ := p.ends[i].Value().(string)
	if _, err := time.Parse(field.DateLayout, on); err != nil || on == [2]string{p.from, p.to}[i] {
		return
	}
	if i == 0 {
		p.from = on
	} else {
		p.to = on
	}
	p.period = ""
	p.which.SetText(p.named())
	if p.from <= p.to {
		p.count()
	}
}

// Shown counts anew.
func (p *page) Shown() {
	p.drawHead()
	p.count()
}

func (p *page) count() {
	var r *figures.Report
	var grades []shop.Share
	var staff []string
	from, to, person := p.from, p.to, p.person
	screen.Beside(func(ctx context.Context) error {
		var err error
		if r, err = figures.Of(ctx, p.h.Shop().DB, from, to, person); err != nil {
			return err
		}
		ms, err := p.h.Shop().Staff(ctx)
		for _, m := range ms {
			if !m.Left {
				staff = append(staff, m.Name)
			}
		}
		if err != nil {
			return err
		}
		grades, err = p.h.Shop().Grades(ctx)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		if from != p.from || to != p.to || person != p.person {
			return // another period was picked meanwhile
		}
		p.staff = staff
		p.body.Objects = []fyne.CanvasObject{p.drawn(r, grades)}
		p.body.Refresh()
	})
}

// drawn are the figures on their cards, and below how they went.
func (p *page) drawn(r *figures.Report, grades []shop.Share) fyne.CanvasObject {
	fs := r.Figures()
	col := kit.VBox(kit.Gap16)
	tiles := kit.VBox(kit.Gap8)
	for i := 0; i < len(fs); i += 6 {
		var row []fyne.CanvasObject
		for _, f := range fs[i:min(i+6, len(fs))] {
			row = append(row, tile(f))
		}
		tiles.Add(kit.Split([]float32{1, 1, 1, 1, 1, 1}, row...))
	}
	col.Add(tiles)
	if len(r.Months) > 1 {
		col.Add(kit.Split([]float32{1, 1}, p.months(r, "new", func(c figures.Counts) float64 { return float64(c.New) }), p.money(r)))
	}
	if r.Person == "" {
		col.Add(kit.Split([]float32{3, 2}, p.people(r), gradesOf(grades)))
	}
	return col
}

// tile is a figure to read from afar: what it is, its value, the period before
// or the target, and what it is counted from.
func tile(f figures.Figure) fyne.CanvasObject {
	tone := kit.ToneNeutral
	says := kit.T("figures.last") + " " + f.LastText()
	if reached, ok := f.Reached(); ok {
		says = kit.T("figures.target") + " " + f.TargetText() + " · " + f.ReachedText()
		if tone = kit.ToneGood; reached < 100 {
			tone = kit.ToneWarning
		}
	}
	v := kit.Heading(f.Text()).In(tone.Text()).Shortened()
	v.TextSize = 20
	from := ""
	if f.Known {
		from = kit.T("figures.from."+f.Key, f.Base()...)
	}
	return kit.NewPanel(kit.Pad(kit.VBox(0, kit.Small(kit.T("figures."+f.Key)).Shortened(), v, kit.Small(says).Shortened(), kit.Small(from).In(kit.ColorMuted).Shortened()),
		kit.Gap8, kit.Gap12, kit.Gap8, kit.Gap12))
}

func (p *page) months(r *figures.Report, key string, of func(figures.Counts) float64) fyne.CanvasObject {
	var items []kit.ChartItem
	for _, m := range r.Months {
		v := of(m.Counts)
		items = append(items, kit.ChartItem{Label: m.Month[2:], Value: v, Text: strconv.FormatFloat(v, 'f', -1, 64)})
	}
	return kit.NewTitledCard(kit.T("ui.figures.months", "What", kit.T("figures."+key)), "", nil, kit.NewColumnChart(150, items...))
}

// money is what was sold, or where that may not be seen how many visits there
// were.
func (p *page) money(r *figures.Report) fyne.CanvasObject {
	if r.Hidden || r.Now.Sales == 0 {
		return p.months(r, "visits", func(c figures.Counts) float64 { return float64(c.Visits) })
	}
	d := kit.LineData{Target: math.NaN()}
	for _, m := range r.Months {
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
	widths := []float32{1.2, 1, 1, 1, 1, 1, 1.5, 1.5}
	row := func(cells ...fyne.CanvasObject) fyne.CanvasObject { return kit.Split(widths, cells...) }
	heads := []fyne.CanvasObject{kit.Small(kit.T("form.management-report.person"))}
	for _, k := range keys {
		heads = append(heads, kit.Small(kit.T("figures."+k)).Shortened())
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
			return kit.Small("—")
		}
		t := kit.NewText(f.Text()).Shortened()
		reached, ok := f.Reached()
		if !ok {
			return t
		}
		says := kit.Small(f.ReachedText())
		if reached < 100 {
			says = says.In(kit.ColorWarning)
		}
		return kit.VBox(0, t, says)
	}
	return kit.Small("")
}

func gradesOf(shares []shop.Share) fyne.CanvasObject {
	var items []kit.ChartItem
	for _, s := range shares {
		name := kit.T("ui.today.no_grade")
		if s.Grade.Key != "" {
			name = s.Grade.Name.Say(kit.Lang)
		}
		items = append(items, kit.ChartItem{Label: name, Value: float64(s.N), Text: strconv.FormatInt(s.N, 10)})
	}
	return kit.NewTitledCard(kit.T("ui.today.grades"), "", nil, kit.NewShareChart(items...))
}

// target asks what is wanted of a person, or of the shop, in the year.
func (p *page) target() {
	year, _ := strconv.Atoi(p.to[:4])
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
	form.SetValues(targetFields.Encode(&t))
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
	d = kit.NewDialog(kit.T("ui.figures.target", "Year", t.Year, "Who", cmp.Or(t.Person, kit.T("figures.everybody"))), kit.Fixed(kit.NewScroll(form), 0, 180), no, ok)
	d.Width = 720
	form.OnChanged = func(field.Values) { d.Locked = form.Dirty() }
	d.Open(p.h.Window().Canvas(), nil)
	form.FocusFirst()
}

func (p *page) print() {
	p.h.Show(paper.OfPerson(p.h, "management-report", "inspection", p.from, p.to, p.person))
}

// Leave goes at once: nothing is typed here.
func (p *page) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *page) Do(c screen.Command) bool {
	if c == screen.Print {
		p.print()
		return true
	}
	return c == screen.Escape
}
