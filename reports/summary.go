package reports

import (
	"strconv"

	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/reports/sheet"
)

// oldest asks for the records in the order in which they were made.
var oldest = register.Query{Sort: "number", Limit: 1}

// surveySummaries is the summary of a survey (顾客调查汇总表): population, sent and
// returned, the figures of every question and subject, each with how many
// answered it, and what the customers wrote.
func surveySummaries(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Surveys.Campaigns, ids, func(c *survey.Campaign) (func(*draft), error) {
		s, err := p.shop.Surveys.Summarise(p.ctx, c.ID)
		return func(d *draft) { d.surveySummary(&s) }, err
	})
}

// blankSurveySummary is the summary to be counted by hand.
func blankSurveySummary(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Surveys.Campaigns, func(d *draft) { d.surveySummary(nil) })
}

func (d *draft) surveySummary(s *survey.Summary) {
	d.flow(at("name", full))
	w, of := d.span(), ""
	if s != nil {
		of = join(" ", s.Campaign.Questionnaire, s.Edition.Name)
	}
	d.rows(sheet.Row{
		d.label("questionnaire"), sheet.Value(of).Span(twoThirds - w),
		d.label("edition"), sheet.Value(d.text("edition")).Span(third - w),
	})
	d.flow(
		at("way", twoThirds), at("responsible", third),
		at("from", half), at("to", half),
		at("purpose", full),
	)
	if s == nil {
		d.section(d.t("returned"))
		d.flow(at("population", third), at("sent", third), at("returned", third))
		d.blankFigures()
	} else {
		d.returned(s)
		d.overall(s)
		d.topics(s)
		d.add(sheet.Note(d.t("note")))
		d.distributions(s)
		d.opinions(s)
	}
	d.section(d.t("conclusion"))
	d.flow(at("note", full).tall(d.room(14, 20)))
	for key, fields := range [][]string{{"conclusion", "cause"}, {"improvement", "action"}} {
		says := ""
		for _, f := range fields {
			says = join("\n", says, d.text(f))
		}
		label := []string{"problems", "measures"}[key]
		d.rows(sheet.Row{sheet.Label(d.t(label)).Span(d.span()), sheet.Value(says).Span(units - d.span()).Tall(d.high(20))})
	}
	d.whole()
	d.sign(d.t("author"), d.t("reviewer"), d.t("approver"))
}

// summed is a text of the summary of a survey, which the analysis has too.
func (p *press) summed(key string, args ...any) string {
	return p.lang.T("form.survey-summary."+key, args...)
}

// cells is a row of figures, in the middle of their columns.
func cells(width int, ss ...string) sheet.Row {
	r := make(sheet.Row, len(ss))
	for i, s := range ss {
		r[i] = sheet.Value(s).Span(width).At(sheet.Center).Half()
	}
	return r
}

func labels(width int, ss ...string) sheet.Row {
	r := make(sheet.Row, len(ss))
	for i, s := range ss {
		r[i] = sheet.Label(s).Span(width)
	}
	return r
}

// returned is how many were asked and how many answered.
func (d *draft) returned(s *survey.Summary) {
	d.section(d.summed("returned"))
	d.rows(
		labels(5, d.named("population"), d.named("sampled"), d.summed("sample"), d.named("sent"), d.named("returned"), d.named("rate")),
		cells(5, count(s.Population), count(s.Campaign.Sampled), s.Sample.String(), count(s.Sent), strconv.FormatInt(s.Returned, 10), s.Response.String()),
	)
}

// count is a number that was entered; 0 is one that was not.
func count(n int64) string {
	if n == 0 {
		return survey.None
	}
	return strconv.FormatInt(n, 10)
}

// n is a figure with how many it stands on: 87.5%（n = 24）.
func (d *draft) n(figure string, n int64) string {
	return figure + d.lang.T("form.bracket", "Text", "n = "+strconv.FormatInt(n, 10))
}

// overall is what the survey says as a whole.
func (d *draft) overall(s *survey.Summary) {
	target, verdict := survey.None, survey.None
	if s.Campaign.Target > 0 {
		target = strconv.FormatInt(s.Campaign.Target, 10) + "%"
	}
	if reached, ok := s.Target(); ok && reached {
		verdict = d.summed("reached")
	} else if ok {
		verdict = d.summed("missed")
	}
	d.section(d.summed("overall"))
	d.rows(
		labels(6, d.summed("csat"), d.summed("mean"), d.summed("nps"), d.summed("target"), d.summed("verdict")),
		cells(6, d.n(s.CSAT.String(), s.CSAT.Of), d.n(s.Mean.String(), s.Mean.N), d.n(s.NPS.String(), s.NPS.N()), target, verdict),
	)
	if s.CES.N > 0 || s.ACSI.N > 0 {
		d.rows(sheet.Row{
			sheet.Label(d.summed("ces")).Span(6), sheet.Value(d.n(s.CES.String(), s.CES.N)).Span(9).At(sheet.Center).Half(),
			sheet.Label(d.summed("acsi")).Span(6), sheet.Value(d.n(s.ACSI.String(), s.ACSI.N)).Span(9).At(sheet.Center).Half(),
		})
	}
}

// topics are the figures by subject.
func (d *draft) topics(s *survey.Summary) {
	if len(s.Topics) == 0 {
		return
	}
	d.section(d.summed("topics"), append(sheet.Row{sheet.Label(d.summed("topic")).Span(12)}, labels(6, "n", d.summed("mean"), d.summed("csat"))...))
	for _, t := range s.Topics {
		name := d.summed("no_topic")
		if t.Topic != "" {
			name = d.lang.T("questionnaire.questions.topic." + t.Topic)
		}
		d.rows(append(sheet.Row{sheet.Value(name).Span(12)}, cells(6, strconv.FormatInt(t.N, 10), t.Mean.String(), t.CSAT.String())...))
	}
}

// blankFigures are the tables of a summary that is counted by hand.
func (d *draft) blankFigures() {
	d.section(d.summed("overall"))
	d.rows(labels(6, d.summed("csat"), d.summed("mean"), d.summed("nps"), d.summed("target"), d.summed("verdict")), cells(6, "", "", "", "", ""))
	head := append(sheet.Row{sheet.Label(d.summed("question")).Span(14)}, labels(4, "n", d.summed("mean"), d.summed("csat"), d.summed("nps"))...)
	d.section(d.summed("questions"), head)
	for range 10 {
		d.rows(append(sheet.Row{sheet.Empty().Span(14).Tall(d.high(9))}, cells(4, "", "", "", "")...))
	}
	d.section(d.summed("opinions"))
	d.rows(sheet.Row{sheet.Empty().Span(units).Tall(d.high(24))})
}
