package reports

import (
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// customerOpinions is the customer's opinion of the outcome (投诉处理结果客户反馈登记
// 表): whoever is not satisfied has the case reopened.
func customerOpinions(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Complaints.Table, ids, func(c *complaint.Complaint) (func(*draft), error) {
		k, err := p.shop.Complaints.Case(p.ctx, c.ID)
		return func(d *draft) { d.customerOpinion(k) }, err
	})
}

// blankCustomerOpinion is the sheet to be filled in by hand.
func blankCustomerOpinion(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Complaints, func(d *draft) { d.customerOpinion(nil) })
}

func (d *draft) customerOpinion(k *complaint.Case) {
	d.flow(
		at("complainant", half), at("phone", half),
		at("customer_name", half), at("received_at", half),
		at("product", half), at("service", half),
		at("what", full).tall(d.room(20, 30)),
		at("handler", half), at("replied_on", half),
	)
	d.section(d.t("outcome"))
	outcome := d.measures(k)
	d.rows(sheet.Row{
		sheet.Label(d.t("outcome.text")).Span(d.span()),
		sheet.Value(outcome).Span(units - d.span()).Tall(d.high(d.room(24, 36))),
	})
	var opinion, followup *complaint.Step
	if k != nil {
		opinion, followup = k.Standing(complaint.Opinion), k.Standing(complaint.Followup)
	}
	d.section(d.t("opinion"))
	d.stepRows(complaint.Opinion, opinion, at("satisfied", half), at("way", half), at("text", full).tall(d.room(24, 40)).signed(d.t("customer")))
	d.section(d.t("followup"))
	d.stepRows(complaint.Followup, followup, at("score", full), at("text", full).tall(14))
	d.add(sheet.Sign{Labels: []string{d.t("clerk"), d.t("head")}, Date: true}, sheet.Note(d.t("note")))
}

// stepRows places fields of a step, or their room where it was not taken.
func (d *draft) stepRows(kind complaint.Kind, s *complaint.Step, ps ...place) {
	desc, values := d.desc, d.values
	defer func() { d.desc, d.values = desc, values }()
	d.desc, d.values = map[string]*field.Desc{}, nil
	fs := complaint.StepFields(kind)
	for i := range fs {
		d.desc[fs[i].Key] = &fs[i]
	}
	if s != nil {
		d.values = s.Values
	}
	d.flow(ps...)
}
