package complaints

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/data/policy"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/paper"
	"kezhi/ui/screen"
	"kezhi/ui/tones"
)

// newFigures are the statistics of a period: what was received, how soon it was
// answered, and of what there is most.
func newFigures(h screen.Host) screen.Page {
	return book.NewFigures(h, book.Counting{
		Room: "complaint", Title: "form.complaint-statistics.title", Register: "complaint",
		Period: "year", Periods: []string{"month", "quarter", "year", "twelve", "last"},
		Count: func(ctx context.Context, from, to string) (func() fyne.CanvasObject, error) {
			s, err := h.Shop().Complaints.Statistics(ctx, from, to)
			return func() fyne.CanvasObject { return drawn(s) }, err
		},
		Print: func(from, to string) { h.Show(paper.OfPeriod(h, figuresForm, "complaint", from, to)) },
		New:   func() { h.New("complaint", nil) },
	})
}

// drawn are the figures on their cards.
func drawn(s *complaint.Statistics) fyne.CanvasObject {
	if s.Received == 0 {
		return kit.NewCard(kit.NewEmptyState("chart-column", kit.T("ui.complaint.figures.none"), "", nil))
	}
	col := kit.VBox(kit.Gap16, tiles(s))
	var months []kit.ChartItem
	for _, m := range s.Month {
		months = append(months, kit.ChartItem{Label: m.Month[2:], Value: float64(m.N), Text: strconv.FormatInt(m.N, 10)})
	}
	sorts := kit.NewTitledCard(kit.T("ui.complaint.figures.category"), kit.T("ui.complaint.figures.pareto"), nil, kit.NewParetoChart(chart(s.Category)...))
	where := kit.NewTitledCard(kit.T("ui.complaint.figures.department"), kit.T("ui.complaint.figures.pareto"), nil, kit.NewParetoChart(chart(s.Department)...))
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
func tiles(s *complaint.Statistics) fyne.CanvasObject {
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
	return kit.Tiles(6,
		tile("received", strconv.FormatInt(s.Received, 10), kit.T("complaint.severity.urgent")+" "+n(s.Severity[0].N), kit.ToneNeutral),
		tile("rate", s.Rate.PerMille(), kit.T("ui.complaint.figures.customers", "N", s.Customers), kit.ToneNeutral),
		tile("in_time", s.InTime.String(), of(s.InTime), good(s.InTime)),
		tile("promise", s.Promise.String(), of(s.Promise), good(s.Promise)),
		tile("reply", days(s.Reply), n(s.Reply.N), kit.ToneNeutral),
		tile("closing", days(s.Closing), n(s.Closing.N), kit.ToneNeutral),
		tile("open", strconv.FormatInt(s.Open, 10), kit.T("form.complaint-statistics.figure.escalated")+" "+n(s.Escalated.Part), bad(s.Escalated)),
		tile("founded", s.Founded.String(), of(s.Founded), kit.ToneNeutral),
		tile("reopened", s.Reopened.String(), of(s.Reopened), kit.ToneNeutral),
		tile("recurring", s.Recurring.String(), kit.T("ui.complaint.figures.within", "Period", within.Say(kit.Lang)), bad(s.Recurring)),
		tile("satisfied", s.Satisfied.String(), of(s.Satisfied), kit.ToneNeutral),
		tile("handling", s.Handling.String(), of(s.Handling), kit.ToneNeutral),
	)
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

// tile is a figure with what it stands on.
func tile(key, value, note string, tone kit.Tone) *kit.Panel {
	return kit.NewTile(kit.T("form.complaint-statistics.figure."+key), value, tone, note)
}
