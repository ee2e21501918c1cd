package today

import (
	"cmp"
	"context"
	"math"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// reasons are of so many days.
const reasons = 90

// figures are what the charts show.
type figures struct {
	grades []shop.Share
	last   *complaint.Statistics // of the last days
	year   *complaint.Statistics // of the last twelve months
	trend  []survey.Point
	survey *survey.Campaign
}

func read(ctx context.Context, s *shop.Shop, now time.Time) (figures, error) {
	var f figures
	var err error
	if f.grades, err = s.Grades(ctx); err != nil {
		return f, err
	}
	today := now.Format(field.DateLayout)
	if f.last, err = s.Complaints.Statistics(ctx, now.AddDate(0, 0, -reasons).Format(field.DateLayout), today); err != nil {
		return f, err
	}
	first := time.Date(now.Year(), now.Month()-11, 1, 0, 0, 0, 0, time.Local)
	if f.year, err = s.Complaints.Statistics(ctx, first.Format(field.DateLayout), today); err != nil {
		return f, err
	}
	f.trend, f.survey, err = s.Surveys.Latest(ctx)
	return f, err
}

// charts are the figures people would rather look at, of those that there are.
func (p *page) charts(f figures) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, c := range []fyne.CanvasObject{p.reasons(f.last), p.months(f.year), p.satisfaction(f), p.grades(f.grades)} {
		if c != nil {
			out = append(out, c)
		}
	}
	return out
}

// mostReasons are listed by themselves, the rest together.
const mostReasons = 6

// reasons is why people complain, the most frequent first.
func (p *page) reasons(s *complaint.Statistics) fyne.CanvasObject {
	if s == nil || s.Received == 0 {
		return nil
	}
	var items []kit.ChartItem
	rest := int64(0)
	for n, c := range s.Category {
		if n >= mostReasons-1 && len(s.Category) > mostReasons {
			rest += c.N
			continue
		}
		items = append(items, count(cmp.Or(c.Key, kit.T("ui.today.no_category")), c.N, func() { p.h.Browse("complaint") }))
	}
	if rest > 0 {
		items = append(items, count(kit.T("ui.today.rest"), rest, func() { p.h.Browse("complaint") }))
	}
	return kit.NewTitledCard(kit.T("ui.today.reasons"), kit.T("ui.today.reasons.note", "Days", reasons, "N", s.Received), nil, kit.NewParetoChart(items...))
}

func count(label string, n int64, tap func()) kit.ChartItem {
	return kit.ChartItem{Label: label, Value: float64(n), Text: strconv.FormatInt(n, 10), OnTap: tap}
}

// months is how many complaints came in, month by month.
func (p *page) months(s *complaint.Statistics) fyne.CanvasObject {
	if s == nil || s.Received == 0 {
		return nil
	}
	var items []kit.ChartItem
	for _, m := range s.Month {
		items = append(items, count(month(m.Month), m.N, nil))
	}
	return kit.NewTitledCard(kit.T("ui.today.months"), kit.T("ui.today.months.note", "Rate", s.InTime.String()), nil, kit.NewColumnChart(120, items...))
}

// month is "2026-11" as a chart labels it.
func month(s string) string {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return s
	}
	return kit.T("ui.today.month", "Month", int(t.Month()))
}

// satisfaction is what the last surveys said, beside what is wanted.
func (p *page) satisfaction(f figures) fyne.CanvasObject {
	if len(f.trend) == 0 {
		return nil
	}
	d := kit.LineData{Target: math.NaN(), OnTap: func(i int) { p.h.Open("survey", f.trend[i].ID) }}
	note := kit.T("ui.today.csat")
	if f.survey.Target > 0 {
		d.Target = float64(f.survey.Target)
		note = kit.T("ui.today.csat.target", "Target", f.survey.Target)
	}
	for _, x := range f.trend {
		v := math.NaN()
		if t, ok := x.CSAT.Tenths(); ok {
			v = float64(t) / 10
		}
		d.Values = append(d.Values, v)
		d.Labels = append(d.Labels, x.From[2:min(len(x.From), 7)])
	}
	return kit.NewTitledCard(kit.T("ui.today.satisfaction"), note, nil, kit.NewLineChart(170, d))
}

// grades is how the customers are divided among the grades.
func (p *page) grades(shares []shop.Share) fyne.CanvasObject {
	var items []kit.ChartItem
	var all int64
	for _, s := range shares {
		name := kit.T("ui.today.no_grade")
		if s.Grade.Key != "" {
			name = s.Grade.Name.Say(kit.Lang)
		}
		all += s.N
		items = append(items, count(name, s.N, func() { p.h.Browse("customer") }))
	}
	if all == 0 {
		return nil
	}
	return kit.NewTitledCard(kit.T("ui.today.grades"), kit.T("ui.today.customers", "N", all), nil, kit.NewShareChart(items...))
}

// quick are the buttons a job begins with, each with its key.
func (p *page) quick() fyne.CanvasObject {
	box := kit.VBox(kit.Gap8)
	for i, q := range []struct{ reg, icon string }{
		{"customer", "users"}, {"visit", "map-pin"}, {"complaint", "message-square-warning"}, {"answer", "smile"},
	} {
		box.Add(kit.NewButton(kit.T("ui.new."+q.reg), q.icon, func() { p.h.New(q.reg, nil) }).Hint("Ctrl+Shift+" + strconv.Itoa(i+1)).Off(screen.NoNew(p.h, q.reg)))
	}
	return kit.NewTitledCard(kit.T("ui.today.quick"), "", nil, box)
}

func (p *page) drafts(ds []db.Draft) fyne.CanvasObject {
	box := kit.VBox(kit.Gap8)
	for _, d := range ds {
		// A draft of a complaint's step is kept under "complaint.step".
		reg, part, _ := strings.Cut(d.Register, ".")
		r := p.h.Shop().Register(reg)
		if r == nil {
			continue
		}
		title := kit.T(reg + ".title")
		if part == "" {
			v, err := book.DraftValues(d, r.Fields())
			if err != nil {
				continue
			}
			who, what := shop.Title(reg, v)
			title = kit.Dotted(title, who, what)
		}
		box.Add(kit.HBox(kit.Gap8, kit.Grow(kit.VBox(0, kit.NewText(title).Shortened(), kit.Small(field.ShowTime(d.At)+" · "+d.Who))),
			kit.NewButton(kit.T("ui.draft.go_on"), "", func() { p.h.Resume(d.Register, d.RecordID) }).Small()))
	}
	return kit.NewTitledCard(kit.T("ui.drafts"), kit.T("ui.drafts.note"), nil, box)
}

func (p *page) entered(es []shop.Entry) fyne.CanvasObject {
	if len(es) == 0 {
		return kit.NewTitledCard(kit.T("ui.today.entered"), "", nil, kit.Paragraph(kit.T("ui.today.entered.none")).In(kit.ColorMuted))
	}
	var items []kit.TimelineItem
	for _, e := range es {
		who := e.Who
		if who == "" {
			who = e.What
		}
		at := time.UnixMilli(e.At).Format("15:04")
		items = append(items, kit.TimelineItem{
			Kind: kit.T("ui.event." + e.Register), Title: who, Sub: kit.Dotted(at, e.Number, e.By),
			OnTap: func() { p.h.Open(e.Register, e.ID) },
		})
	}
	return kit.NewTitledCard(kit.T("ui.today.entered"), kit.T("ui.count.entered", "N", len(es)), nil, kit.NewTimeline(items...))
}
