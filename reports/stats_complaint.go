package reports

import (
	"cmp"
	"math"
	"strconv"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// complaintStatistics are the figures of a period (投诉统计表): the Job's, or the
// one from the first to the last of the complaints that were chosen.
func complaintStatistics(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	cs, err := load(p, p.shop.Complaints.Table, ids)
	if err != nil {
		return nil, err
	}
	from, to := cs[0].OnDay, cs[0].OnDay
	for _, c := range cs {
		from, to = min(from, c.OnDay), max(to, c.OnDay)
	}
	return periodComplaintStatistics(p, from, to)
}

func periodComplaintStatistics(p *press, from, to string) ([]sheet.Form, error) {
	s, err := p.shop.Complaints.Statistics(p.ctx, from, to)
	if err != nil {
		return nil, err
	}
	f, err := p.fit(func() *draft { return p.draft(p.shop.Complaints, field.Values{}) }, func(d *draft) { d.complaintStatistics(s) })
	return []sheet.Form{f}, err
}

// blankComplaintStatistics is the sheet to be counted by hand.
func blankComplaintStatistics(p *press) (sheet.Form, error) {
	return p.fit(func() *draft { return p.draft(p.shop.Complaints, nil) }, func(d *draft) { d.complaintStatistics(nil) })
}

func (d *draft) complaintStatistics(s *complaint.Statistics) {
	var period string
	if s != nil {
		period = d.t("period", "From", d.day(s.From), "To", d.day(s.To))
	} else {
		s = &complaint.Statistics{}
	}
	w := d.span()
	d.rows(sheet.Row{sheet.Label(d.t("of")).Span(w), sheet.Value(period).Span(units - w)})
	d.section(d.t("figures"))
	d.figures(d.complaintFigures(s))
	d.counts("category", s.Category)
	d.counts("department", s.Department)
	if len(s.Month) > 1 {
		d.months(s)
	}
	d.section(d.t("conclusion"))
	for _, key := range []string{"analysis", "measures"} {
		d.rows(sheet.Row{sheet.Label(d.t(key)).Span(w), sheet.Empty().Span(units - w).Tall(d.high(18))})
	}
	d.whole()
	d.sign(d.t("author"), d.t("approver"))
}

// figureOf is a figure with its name and what it stands on.
type figureOf struct{ name, value string }

func (d *draft) complaintFigures(s *complaint.Statistics) []figureOf {
	part := func(r complaint.Rate) string {
		if r.Of == 0 {
			return r.String()
		}
		return r.String() + d.lang.T("form.bracket", "Text", strconv.FormatInt(r.Part, 10)+"/"+strconv.FormatInt(r.Of, 10))
	}
	days := func(m complaint.Median) string {
		if m.N == 0 {
			return m.String()
		}
		return d.t("days", "N", m.String())
	}
	all := []figureOf{
		{"received", strconv.FormatInt(s.Received, 10)},
		{"open", strconv.FormatInt(s.Open, 10)},
		{"rate", s.Rate.PerMille()},
		{"in_time", part(s.InTime)},
		{"promise", part(s.Promise)},
		{"founded", part(s.Founded)},
		{"reply", days(s.Reply)},
		{"closing", days(s.Closing)},
		{"escalated", part(s.Escalated)},
		{"reopened", part(s.Reopened)},
		{"recurring", part(s.Recurring)},
		{"withdrawn", strconv.FormatInt(s.Withdrawn, 10)},
		{"satisfied", part(s.Satisfied)},
		{"handling", part(s.Handling)},
		{"urgent", d.severities(s)},
	}
	for i := range all {
		all[i].name = d.t("figure." + all[i].name)
		if d.blank() {
			all[i].value = ""
		}
	}
	return all
}

// severities are the counts by severity, urgent first: 1 / 2 / 10.
func (d *draft) severities(s *complaint.Statistics) string {
	text := ""
	for _, x := range s.Severity {
		text = join(d.lang.T("form.slash"), text, strconv.FormatInt(x.N, 10))
	}
	return text
}

// figures are names over their values, five to a row.
func (d *draft) figures(fs []figureOf) {
	const each = 5
	for i := 0; i < len(fs); i += each {
		var names, values []string
		for _, f := range fs[i:min(i+each, len(fs))] {
			names, values = append(names, f.name), append(values, f.value)
		}
		d.rows(labels(units/each, names...), cells(units/each, values...))
	}
}

// counts are the complaints by one of their sorts, as a table and a Pareto
// chart.
func (d *draft) counts(key string, of []complaint.Slice) {
	heads := append(sheet.Row{sheet.Label(d.t(key)).Span(12)}, labels(6, d.t("n"), d.t("percent"), d.t("cumulative"))...)
	d.section(d.t(key+".title"), heads)
	if d.blank() {
		for range 6 {
			d.rows(append(sheet.Row{sheet.Empty().Span(12).Tall(d.high(8))}, cells(6, "", "", "")...))
		}
		return
	}
	var bars []sheet.Bar
	for _, x := range of {
		name := cmp.Or(x.Key, d.t("none"))
		d.rows(append(sheet.Row{sheet.Value(name).Span(12).Half()}, cells(6, strconv.FormatInt(x.N, 10), percent(x.Percent), percent(x.Cumulative))...))
		bars = append(bars, sheet.Bar{Label: name, Value: float64(x.N)})
	}
	if len(of) == 0 {
		d.rows(sheet.Row{sheet.Value(d.t("nothing")).Span(units)})
	}
	d.whole()
	if len(bars) > 1 {
		d.add(sheet.Pareto{Items: bars, Mark: 80, Height: 42}, sheet.Space(3))
	}
}

func percent(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) + "%" }

// months is how many were received each month.
func (d *draft) months(s *complaint.Statistics) {
	t := sheet.Trend{Height: 40, Lines: []sheet.Series{{Name: d.t("n")}}}
	for _, m := range s.Month {
		t.Labels = append(t.Labels, m.Month[2:])
		t.Lines[0].Values = append(t.Lines[0].Values, float64(m.N))
		t.Lines[0].Texts = append(t.Lines[0].Texts, strconv.FormatInt(m.N, 10))
		t.High = math.Max(t.High, float64(m.N))
	}
	d.add(sheet.Keep{sheet.Heading{Text: d.t("months")}, t}, sheet.Space(3))
}
