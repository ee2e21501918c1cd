package reports

import (
	"strconv"

	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/reports/sheet"
)

// surveySamples is the list of the customers that a survey asks (调查名单), to be
// called through: who has answered is ticked, the others have room for a note.
func surveySamples(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Surveys.Campaigns, ids, func(c *survey.Campaign) (func(*draft), error) {
		ms, err := p.shop.Surveys.Members(p.ctx, c.ID, false, 0)
		return func(d *draft) { d.surveySample(c, ms) }, err
	})
}

// blankSurveySample is the list to be written by hand.
func blankSurveySample(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Surveys.Campaigns, func(d *draft) { d.surveySample(nil, nil) })
}

func (d *draft) surveySample(c *survey.Campaign, ms []survey.Member) {
	d.Landscape = true
	population, chosen, how, blank := "", "", "", 12
	if c != nil {
		d.QR, blank = d.Number, 0
		population, chosen, how = count(c.Population), count(c.Sampled), d.sampling(c)
	}
	d.flow(at("name", 12), at("from", 9), at("to", 9))
	d.rows(sheet.Row{
		d.label("population"), sheet.Value(population).Span(4), d.label("sampled"), sheet.Value(chosen).Span(4),
		sheet.Label(d.t("sampling")).Span(d.span()), sheet.Value(how).Span(units - 8 - 3*d.span()),
	})
	t := sheet.Table{Tall: 8, Blank: blank, Columns: []sheet.Column{
		{Title: d.t("no"), Width: 4, Align: sheet.Center},
		{Title: d.t("number"), Width: 9},
		{Title: d.lang.T("customer.name"), Width: 20},
		{Title: d.lang.T("customer.contact"), Width: 8},
		{Title: d.lang.T("customer.phone"), Width: 12},
		{Title: d.lang.T("customer.grade"), Width: 6, Align: sheet.Center},
		{Title: d.lang.T("customer.owner"), Width: 8},
		{Title: d.t("answered"), Width: 6, Align: sheet.Center},
		{Title: d.t("remark"), Width: 20},
	}}
	grade := *d.descriptions(d.shop.Customers)["grade"]
	for i, m := range ms {
		mark := "☐"
		if m.Answer != 0 {
			mark = "☒"
		}
		name := ""
		if m.Grade != "" {
			name = field.Option(d.lang, grade, m.Grade)
		}
		t.Rows = append(t.Rows, sheet.Texts(strconv.Itoa(i+1), m.Number, m.Name, m.Contact, m.Phone, name, m.Owner, mark, ""))
	}
	d.add(t)
}
