package reports

import (
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/inspection"
	"kezhi/reports/sheet"
)

// changeReports is the change report (客户变更登记表): what changed at a customer,
// what it was, what it is, with the evidence, by whom it was recorded and
// reviewed.
func changeReports(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Customers.Changes.Table, ids, func(r *customer.Report) (func(*draft), error) {
		c, err := load(p, p.shop.Customers.Table, []int64{r.CustomerID})
		if err != nil {
			return nil, err
		}
		return func(d *draft) { d.changeReport(r, c[0]) }, nil
	})
}

// blankChangeReport is the report to be filled in by the customer.
func blankChangeReport(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Customers.Changes, func(d *draft) { d.changeReport(nil, nil) })
}

// changeRows is how many changes a blank report has room for.
const changeRows = 6

func (d *draft) changeReport(r *customer.Report, c *customer.Customer) {
	code, owner := "", ""
	if c != nil {
		if code = c.Code; c.Kind == customer.Person {
			code = ""
		}
		owner = c.Owner
	}
	w := d.span()
	d.rows(
		sheet.Row{d.label("customer_name"), sheet.Value(d.text("customer_name")).Span(half - w), d.label("customer"), sheet.Value(d.text("customer")).Span(half - w)},
		sheet.Row{sheet.Label(d.lang.T("customer.code")).Span(w), sheet.Value(code).Span(half - w), sheet.Label(d.lang.T("customer.owner")).Span(w), sheet.Value(owner).Span(half - w)},
	)
	d.flow(at("changed_on", half), at("due", half))
	d.section(d.named("items"), labelled(d.lang.T("change.items.item"), 6, d.lang.T("change.items.before"), 12, d.lang.T("change.items.after"), 12))
	if r == nil {
		for range changeRows {
			d.rows(sheet.Row{sheet.Empty().Span(6).Tall(d.high(11)), sheet.Empty().Span(12), sheet.Empty().Span(12)})
		}
	} else {
		for _, i := range r.Items {
			d.rows(sheet.Row{sheet.Value(d.lang.T("change.items.item." + i.Item)).Span(6).At(sheet.Center), sheet.Value(i.Before).Span(12), sheet.Value(i.After).Span(12)})
		}
		d.none(len(r.Items))
	}
	d.section(d.lang.T("change.section.record"))
	d.flow(at("evidence", full).tall(d.room(14, 20)), at("recorder", half), at("recorded_on", half))
	d.section(d.lang.T("change.section.review"))
	d.flow(at("review", full).tall(d.room(14, 20)), at("reviewer", half), at("reviewed_on", half))
	if d.blank() || !d.values.Empty("remark") {
		d.flow(at("remark", full).tall(d.room(0, 12)))
	}
	d.whole()
	d.sign(d.t("customer"), d.named("recorder"), d.named("reviewer"))
}

// inspections is the record of an audit, or of a review of the regulation
// (稽核记录表).
func inspections(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Inspections.Table, ids, func(*inspection.Inspection) (func(*draft), error) {
		return (*draft).inspection, nil
	})
}

// blankInspection is the record to be kept by hand.
func blankInspection(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Inspections, (*draft).inspection)
}

func (d *draft) inspection() {
	d.flow(
		at("kind", half), at("on", half),
		at("from", half), at("to", half),
		at("inspector", half), at("participants", half),
		at("scope", full).tall(d.room(12, 18)),
	)
	d.section(d.lang.T("inspection.section.result"))
	d.flow(
		at("findings", full).tall(d.room(30, 48)),
		at("conclusion", full).tall(d.room(18, 28)),
		at("measures", full).tall(d.room(24, 36)),
		at("owner", third), at("due", third), at("done_on", third),
	)
	d.whole()
	d.sign(d.named("inspector"), d.named("owner"), d.t("approver"))
}

// figureSheet is a form of figures, without a record.
func (p *press) figureSheet(write func(*draft), blank bool) (sheet.Form, error) {
	v := field.Values{}
	if blank {
		v = nil
	}
	return p.fit(func() *draft { return p.draft(nil, v) }, write)
}
