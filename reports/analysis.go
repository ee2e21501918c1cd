package reports

import (
	"math"
	"strconv"
	"strings"

	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/reports/sheet"
)

// surveyAnalyses is the analysis of a survey (满意度调查分析报告): who was asked and
// answered, the scores each with n, the four fields, the trend, how groups of
// customers differ, what they wrote; then what a person concludes, what is done
// under target, and to whom the report goes.
func surveyAnalyses(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Surveys.Campaigns, ids, func(c *survey.Campaign) (func(*draft), error) {
		a, err := p.shop.Surveys.Analyse(p.ctx, c.ID)
		return func(d *draft) { d.surveyAnalysis(&a) }, err
	})
}

// blankSurveyAnalysis is the report to be worked out by hand.
func blankSurveyAnalysis(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Surveys.Campaigns, func(d *draft) {
		d.flow(at("name", full), at("from", third), at("to", third), at("responsible", third), at("way", full), at("purpose", full))
		d.section(d.summed("returned"))
		d.flow(at("population", half), at("sampled", half), at("sent", half), at("returned", half))
		d.blankFigures()
		d.add(sheet.Break{})
		d.decisions(true)
	})
}

func (d *draft) surveyAnalysis(a *survey.Analysis) {
	d.QR = d.Number
	d.asked(a)
	d.returned(&a.Summary)
	if a.Campaign.Sampled > 0 {
		d.rows(sheet.Row{sheet.Label(d.t("sampling")).Span(d.span()), sheet.Value(d.sampling(&a.Campaign)).Span(units - d.span())})
	}
	d.overall(&a.Summary)
	d.missed(a)
	d.topics(&a.Summary)
	d.add(sheet.Note(d.summed("note")))
	if a.CES.N > 0 || a.ACSI.N > 0 {
		d.add(sheet.Note(d.t("measures.note")))
	}
	d.shares(a)
	d.quadrant(&a.Quadrant)
	d.trend(a)
	d.groups(a)
	d.opinions(&a.Summary)
	d.decided(a)
}

// asked is what was asked, when and how.
func (d *draft) asked(a *survey.Analysis) {
	w := d.span()
	d.flow(at("name", full))
	d.rows(sheet.Row{
		d.label("questionnaire"), sheet.Value(join(" ", a.Campaign.Questionnaire, a.Edition.Name)).Span(twoThirds - w),
		d.label("edition"), sheet.Value(d.text("edition")).Span(third - w),
	})
	d.flow(at("from", third), at("to", third), at("way", third).bare(), at("responsible", third), at("purpose", twoThirds))
}

// sampling is in words how the sample was chosen.
func (d *draft) sampling(c *survey.Campaign) string {
	f := *d.descriptions(d.shop.Customers)["grade"]
	var grades []string
	for _, g := range c.SampleGrades {
		grades = append(grades, field.Option(d.lang, f, g))
	}
	return c.Sampling().Words(d.lang, grades)
}

// missed says which figures stay under their targets.
func (d *draft) missed(a *survey.Analysis) {
	var says []string
	for _, m := range a.Misses() {
		says = append(says, d.t("miss."+m.Figure, "Got", m.Got, "Want", m.Want))
	}
	if len(says) > 0 {
		d.rows(sheet.Row{
			sheet.Label(d.lang.T("survey.missed")).Span(d.span()),
			sheet.Rich(sheet.Content{sheet.Strong(strings.Join(says, d.lang.T("data.list_comma")))}).Span(units - d.span()),
		})
	}
}

// shares are the scores out of five, a bar a question; other scales are told by
// their means.
func (d *draft) shares(a *survey.Analysis) {
	const five = survey.DefaultScale
	s := sheet.Shares{Label: 58, Gap: 1}
	means := sheet.Bars{Max: 1, Label: 58, Gap: 1}
	for i := five; i >= 1; i-- {
		s.Parts = append(s.Parts, d.t("points", "N", i))
	}
	for i := range a.Questions {
		f := &a.Questions[i]
		_, most, _ := f.Points()
		switch {
		case f.N == 0 || f.Type != survey.Score && f.Type != survey.Promote:
		case most != five:
			means.Items = append(means.Items, sheet.Bar{Label: d.titled(&f.Question), Value: f.Mean.Float() / float64(most), Text: f.Mean.String() + " / " + strconv.FormatInt(most, 10) + "\nn = " + strconv.FormatInt(f.N, 10)})
		default:
			row := sheet.Share{Label: d.titled(&f.Question), Text: f.Mean.String() + "  n = " + strconv.FormatInt(f.N, 10)}
			for k := len(f.Bars) - 1; k >= 0; k-- {
				row.Values = append(row.Values, float64(f.Bars[k].Count.Part))
			}
			s.Rows = append(s.Rows, row)
		}
	}
	if len(s.Rows) > 0 {
		d.add(sheet.Heading{Text: d.t("shares")}, s)
	}
	if len(means.Items) > 0 {
		d.add(sheet.Heading{Text: d.t("means")}, means)
	}
}

// quadrant is the four fields and the table of what stands in each.
func (d *draft) quadrant(q *survey.Quadrant) {
	if len(q.Items) == 0 {
		return
	}
	place := func(key string) string { return d.lang.T("survey.place." + key) }
	c := sheet.Quadrant{
		X:       sheet.Axis{Name: d.lang.T("answer.satisfaction"), At: q.Satisfaction.Float(), Text: d.t("mean.at", "Mean", q.Satisfaction.String())},
		Y:       sheet.Axis{Name: d.lang.T("answer.importance"), At: q.Importance.Float(), Text: d.t("mean.at", "Mean", q.Importance.String())},
		Corners: [4]string{place(survey.Strength), place(survey.Repair), place(survey.Opportunity), place(survey.Maintain)},
		Height:  72, Wide: 150,
	}
	for i, p := range q.Items {
		c.Points = append(c.Points, sheet.Dot{Name: strconv.Itoa(i + 1), X: p.Satisfaction.Float(), Y: p.Importance.Float()})
	}
	d.add(sheet.Keep{sheet.Heading{Text: d.t("quadrant")}, c, sheet.Note(d.t("quadrant.note"))})
	d.section(d.t("quadrant.items"), append(sheet.Row{sheet.Label(d.summed("question")).Span(12)},
		labels(6, d.lang.T("answer.importance"), d.lang.T("answer.satisfaction"), d.t("place"))...))
	for i, p := range q.Items {
		at := place(p.Place)
		if p.Tie {
			at += d.lang.T("form.bracket", "Text", d.t("tie"))
		}
		d.rows(append(sheet.Row{sheet.Value(strconv.Itoa(i+1) + ". " + p.Text).Span(12)},
			cells(6, d.n(p.Importance.String(), p.Importance.N), d.n(p.Satisfaction.String(), p.Satisfaction.N), at)...))
	}
	d.end()
}

// trend is how the figures went since earlier campaigns of the questionnaire.
func (d *draft) trend(a *survey.Analysis) {
	if len(a.Trend) < 2 {
		return
	}
	t := sheet.Trend{Height: 45, Lines: []sheet.Series{{Name: d.summed("csat") + " %"}, {Name: d.summed("nps")}}}
	if w := a.Campaign.Target; w > 0 {
		t.Target, t.TargetName = float64(w), d.t("target.csat", "Want", w)
	}
	number := func(tenths int64, ok bool) float64 {
		if !ok {
			return math.NaN()
		}
		return float64(tenths) / 10
	}
	for _, p := range a.Trend {
		t.Labels = append(t.Labels, join("\n", p.Number, p.From))
		for i, f := range []struct {
			v float64
			s string
		}{{number(p.CSAT.Tenths()), p.CSAT.String()}, {number(p.NPS.Tenths()), p.NPS.String()}} {
			l := &t.Lines[i]
			l.Values, l.Texts = append(l.Values, f.v), append(l.Texts, f.s)
		}
	}
	// Both figures are percentages; NPS may lie below nought.
	t.High = 100
	for _, v := range t.Lines[1].Values {
		for ; v < t.Low; t.Low -= 50 {
			continue
		}
	}
	d.add(sheet.Keep{sheet.Heading{Text: d.t("trend")}, t})
	d.section(d.t("trend.table"), append(sheet.Row{sheet.Label(d.named("name")).Span(12)},
		append(labels(4, d.summed("csat")), append(labels(4, d.summed("nps"), d.summed("mean")), labels(3, d.named("returned"), d.named("rate"))...)...)...))
	for _, p := range a.Trend {
		d.rows(append(sheet.Row{sheet.Value(p.Name).Span(12)},
			append(cells(4, p.CSAT.String(), p.NPS.String(), p.Mean.String()), cells(3, strconv.FormatInt(p.Returned, 10), p.Response.String())...)...))
	}
	d.end()
}

// groups are the figures by grade, region and account manager.
func (d *draft) groups(a *survey.Analysis) {
	f := *d.descriptions(d.shop.Customers)["grade"]
	for _, g := range []struct {
		key    string
		groups []survey.Group
	}{{"grade", a.Grades}, {"region", a.Regions}, {"owner", a.Owners}} {
		if len(g.groups) < 2 {
			continue
		}
		d.section(d.t("by."+g.key), append(sheet.Row{sheet.Label(d.lang.T("customer." + g.key)).Span(10)},
			labels(5, "n", d.summed("csat"), d.summed("mean"), d.summed("nps"))...))
		for _, x := range g.groups {
			name := x.Key
			switch {
			case x.Rest > 0:
				name = d.t("group.rest", "N", x.Rest)
			case name == "":
				name = d.t("group.none")
			case g.key == "grade":
				name = field.Option(d.lang, f, name)
			}
			d.rows(append(sheet.Row{sheet.Value(name).Span(10)},
				cells(5, strconv.FormatInt(x.N, 10), x.CSAT.String(), x.Mean.String(), x.NPS.String())...))
		}
		d.end()
	}
}

// decided is what became of a survey; one that still runs has interim results.
func (d *draft) decided(a *survey.Analysis) {
	if a.Campaign.State == survey.Closed {
		d.decisions(len(a.Misses()) > 0 || a.Campaign.Action != "")
		return
	}
	d.section(d.lang.T("survey.section.analysis"))
	d.flow(at("conclusion", full).tall(26), at("improvement", full).tall(22))
	d.whole()
	d.add(sheet.Note(d.t("interim")))
	d.sign(d.summed("author"))
}

// decisions are what a person concludes, what is done under target, and who
// approves and gets the report.
func (d *draft) decisions(corrective bool) {
	d.section(d.lang.T("survey.section.analysis"))
	d.flow(at("conclusion", full).tall(26), at("improvement", full).tall(22))
	d.whole()
	if corrective {
		d.section(d.lang.T("survey.section.corrective"))
		d.flow(
			at("cause", full).tall(14), at("action", full).tall(14),
			at("action_by", third), at("action_due", third), at("action_done", third),
			at("effect", third), at("effect_by", third), at("effect_on", third),
		)
		d.whole()
	}
	d.section(d.lang.T("survey.section.approval"))
	d.flow(at("approver", half), at("approved_on", half), at("departments", twoThirds), at("distributed_on", third))
	d.whole()
	d.sign(d.summed("author"), d.summed("reviewer"), d.summed("approver"))
}
