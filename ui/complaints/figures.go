package complaints

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/ui/kit"
	"kezhi/ui/paper"
	"kezhi/ui/screen"
	"kezhi/ui/tones"
)

// figures are the statistics of a period: what was received, how soon it was
// answered, and of what there is most.
type figures struct {
	h        screen.Host
	period   string // of periods; "": the days in from and to
	from, to string
	ends     [2]*kit.DateField
	head     *kit.PageHeader
	which    *kit.Button
	body     *fyne.Container
	content  fyne.CanvasObject
}

// periods are those that can be picked, in their order.
var periods = []string{"month", "quarter", "year", "twelve", "last"}

func newFigures(h screen.Host) *figures {
	p := &figures{h: h, period: "year"}
	p.from, p.to = span(p.period, h.Shop().DB.Now().Local())
	return p
}

// span is a period that is named, from a day to a day.
func span(name string, now time.Time) (from, to string) {
	y, m := now.Year(), now.Month()
	first := func(y int, m time.Month) time.Time { return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC) }
	a, b := first(y, 1), first(y+1, 1)
	switch name {
	case "month":
		a, b = first(y, m), first(y, m+1)
	case "quarter":
		m -= (m - 1) % 3
		a, b = first(y, m), first(y, m+3)
	case "twelve":
		a, b = first(y-1, m+1), first(y, m+1)
	case "last":
		a, b = first(y-1, 1), first(y, 1)
	}
	return a.Format(field.DateLayout), b.AddDate(0, 0, -1).Format(field.DateLayout)
}

// Room is the entry of the navigation.
func (p *figures) Room() string { return "complaint" }

// Content builds the page; the figures come when they were counted.
func (p *figures) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack(kit.Small(kit.T("ui.reading")))
		p.head = kit.NewPageHeader(kit.T("form.complaint-statistics.title"), "")
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

func (p *figures) drawHead() {
	p.which = kit.NewButton(p.named(), "calendar-days", func() {
		var items []kit.MenuItem
		for _, name := range periods {
			items = append(items, kit.MenuItem{Text: kit.T("ui.complaint.figures." + name), Ticked: name == p.period, OnTap: func() {
				p.period = name
				p.from, p.to = span(name, p.h.Shop().DB.Now().Local())
				p.Shown()
			}})
		}
		kit.ShowMenuUnder(p.which, items)
	})
	p.ends[0].SetValue(p.from)
	p.ends[1].SetValue(p.to)
	p.head.Actions(p.which, kit.Fixed(p.ends[0], 164, 0), kit.Small("–"), kit.Fixed(p.ends[1], 164, 0),
		kit.NewButton(kit.T("ui.print"), "printer", p.print).Hint("Ctrl+P"))
}

// named is the period in words.
func (p *figures) named() string {
	if p.period == "" {
		return kit.T("ui.complaint.figures.own")
	}
	return kit.T("ui.complaint.figures." + p.period)
}

// typed takes a day that was typed or picked.
func (p *figures) typed(i int) {
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
func (p *figures) Shown() {
	p.drawHead()
	p.count()
}

func (p *figures) count() {
	var s *complaint.Statistics
	from, to := p.from, p.to
	screen.Beside(func(ctx context.Context) error {
		var err error
		s, err = p.h.Shop().Complaints.Statistics(ctx, from, to)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		if from != p.from || to != p.to {
			return // another period was picked meanwhile
		}
		p.body.Objects = []fyne.CanvasObject{p.drawn(s)}
		p.body.Refresh()
	})
}

// drawn are the figures on their cards.
func (p *figures) drawn(s *complaint.Statistics) fyne.CanvasObject {
	if s.Received == 0 {
		return kit.NewCard(kit.NewEmptyState("chart-column", kit.T("ui.complaint.figures.none"), "", nil))
	}
	col := kit.VBox(kit.Gap16, p.tiles(s))
	var months []kit.ChartItem
	for _, m := range s.Month {
		months = append(months, kit.ChartItem{Label: m.Month[2:], Value: float64(m.N), Text: strconv.FormatInt(m.N, 10)})
	}
	sorts := kit.NewTitledCard(kit.T("ui.complaint.figures.category"), "", nil, kit.NewParetoChart(chart(s.Category)...))
	where := kit.NewTitledCard(kit.T("ui.complaint.figures.department"), "", nil, kit.NewParetoChart(chart(s.Department)...))
	col.Add(kit.Split([]float32{1, 1}, sorts, where))
	severity := kit.NewTitledCard(kit.T("ui.complaint.figures.severity"), "", nil, kit.NewShareChart(severities(s.Severity)...))
	if len(months) > 1 {
		col.Add(kit.Split([]float32{1, 1}, kit.NewTitledCard(kit.T("ui.complaint.figures.trend"), "", nil, kit.NewColumnChart(150, months...)), severity))
	} else {
		col.Add(severity)
	}
	return col
}

func chart(of []complaint.Slice) []kit.ChartItem {
	var items []kit.ChartItem
	for _, x := range of {
		items = append(items, kit.ChartItem{
			Label: cmp.Or(x.Key, kit.T("form.complaint-statistics.none")), Value: float64(x.N),
			Text: kit.T("ui.complaint.figures.n", "N", x.N) + fmt.Sprintf("  %.0f%%", x.Percent),
		})
	}
	return items
}

func severities(of []complaint.Slice) []kit.ChartItem {
	var items []kit.ChartItem
	for _, x := range of {
		items = append(items, kit.ChartItem{
			Label: kit.T("complaint.severity." + x.Key), Value: float64(x.N), Text: strconv.FormatInt(x.N, 10), Tone: tones.Complaint.Of("severity", x.Key),
		})
	}
	return items
}

// tiles are the main figures, each with what it stands on.
func (p *figures) tiles(s *complaint.Statistics) fyne.CanvasObject {
	of := func(r complaint.Rate) string {
		return kit.T("ui.complaint.figures.of", "Part", r.Part, "Of", r.Of)
	}
	within, _ := policy.ParsePeriod(s.Recurrence)
	n := func(x int64) string { return kit.T("ui.complaint.figures.n", "N", x) }
	days := func(m complaint.Median) string {
		if m.N == 0 {
			return m.String()
		}
		return kit.T("form.complaint-statistics.days", "N", m.String())
	}
	rows := [][]fyne.CanvasObject{
		{
			tile("received", strconv.FormatInt(s.Received, 10), kit.T("complaint.severity.urgent")+" "+n(s.Severity[0].N), kit.ToneNeutral),
			tile("rate", s.Rate.PerMille(), kit.T("ui.complaint.figures.customers", "N", s.Customers), kit.ToneNeutral),
			tile("in_time", s.InTime.String(), of(s.InTime), good(s.InTime)),
			tile("promise", s.Promise.String(), of(s.Promise), good(s.Promise)),
			tile("reply", days(s.Reply), n(s.Reply.N), kit.ToneNeutral),
			tile("closing", days(s.Closing), n(s.Closing.N), kit.ToneNeutral),
		},
		{
			tile("open", strconv.FormatInt(s.Open, 10), kit.T("form.complaint-statistics.figure.escalated")+" "+n(s.Escalated.Part), bad(s.Escalated)),
			tile("founded", s.Founded.String(), of(s.Founded), kit.ToneNeutral),
			tile("reopened", s.Reopened.String(), of(s.Reopened), kit.ToneNeutral),
			tile("recurring", s.Recurring.String(), kit.T("ui.complaint.figures.within", "Period", within.Say(kit.Lang)), bad(s.Recurring)),
			tile("satisfied", s.Satisfied.String(), of(s.Satisfied), kit.ToneNeutral),
			tile("handling", s.Handling.String(), of(s.Handling), kit.ToneNeutral),
		},
	}
	col := kit.VBox(kit.Gap8)
	for _, r := range rows {
		col.Add(kit.Split([]float32{1, 1, 1, 1, 1, 1}, r...))
	}
	return col
}

// good is the tone of a rate that should be whole.
func good(r complaint.Rate) kit.Tone {
	switch {
	case r.Of == 0:
		return kit.ToneNeutral
	case r.Part < r.Of:
		return kit.ToneDanger
	}
	return kit.ToneGood
}

// bad is the tone of a rate that should be nothing.
func bad(r complaint.Rate) kit.Tone {
	if r.Part > 0 {
		return kit.ToneDanger
	}
	return kit.ToneNeutral
}

// tile is a figure to read from afar: what it is, its value, what it stands on.
func tile(key, value, note string, tone kit.Tone) fyne.CanvasObject {
	v := kit.Heading(value).In(tone.Text()).Shortened()
	v.TextSize = 22
	return kit.NewPanel(kit.Pad(kit.VBox(0, kit.Small(kit.T("form.complaint-statistics.figure."+key)).Shortened(), v, kit.Small(note).Shortened()),
		kit.Gap8, kit.Gap12, kit.Gap8, kit.Gap12))
}

func (p *figures) print() { p.h.Show(paper.OfPeriod(p.h, figuresForm, "complaint", p.from, p.to)) }

// Leave goes at once: nothing is typed here.
func (p *figures) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *figures) Do(c screen.Command) bool {
	switch c {
	case screen.Print:
		p.print()
	case screen.New:
		p.h.New("complaint", nil)
	default:
		return false
	}
	return true
}
