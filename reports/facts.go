package reports

import (
	"kezhi/data/customer"
	"kezhi/data/visit"
	"kezhi/reports/sheet"
)

// customerFacts is the survey of facts (客户情况调查表): what is known of a customer's
// firm, business, needs and market, to be checked and completed on the spot.
func customerFacts(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Customers.Table, ids, func(c *customer.Customer) (func(*draft), error) {
		said, err := p.said(c.ID)
		return func(d *draft) { d.customerFacts(said) }, err
	})
}

// blankCustomerFacts is the same to be filled in at the customer's.
func blankCustomerFacts(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Customers, func(d *draft) { d.customerFacts(nil) })
}

// said are the latest visits of a customer, for what was said there.
func (p *press) said(id int64) ([]*visit.Visit, error) {
	ids, err := p.shop.Visits.ByCustomer(p.ctx, id)
	if err != nil {
		return nil, err
	}
	var wide []int64
	for _, x := range ids[:min(latest, len(ids))] {
		wide = append(wide, int64(x))
	}
	return p.shop.Visits.Load(p.ctx, wide...)
}

func (d *draft) customerFacts(said []*visit.Visit) {
	d.section(d.t("identity"))
	d.flow(
		at("name", half), at("kind", half),
		at("code", half), at("legal_representative", half),
		at("identity", half), at("birthday", half),
		at("capital", half), at("industry", half),
		at("addresses", full).tall(d.room(0, 11)),
		at("phones", half).tall(d.room(0, 11)), at("email", half),
		at("scope", full).tall(d.room(0, 14)),
		at("nature", full),
		at("scale", half), at("intent", half),
	)
	if d.blank() || d.values.Text("kind") != customer.Person || !d.values.Empty("contacts") {
		d.table("contacts", 3, 10,
			col(5, "name"), col(5, "post"), col(7, "phone"), col(5, "buying_role").centered(), col(8, "concerns"))
	}
	d.section(d.t("business"))
	d.flow(
		at("products", full).tall(d.room(0, 11)),
		at("frequency", half), at("volume", half),
		at("price_sensitivity", half), at("payment", half),
		at("need_plan", full).tall(d.room(11, 16)),
		at("investment", full).tall(d.room(0, 11)),
	)
	d.section(d.t("market"))
	d.flow(at("competitors", full).tall(d.room(11, 16)))
	d.list("notes", 4, col(4, "on").centered(), col(3, "topic").centered(), col(12, "text"), col(4, "channel"), col(4, "reporter"))
	d.voices(said)
	d.section(d.t("conclusion"))
	d.rows(sheet.Row{sheet.Label(d.t("checked")).Span(d.span()), sheet.Empty().Span(units - d.span()).Tall(d.high(20))})
	d.rows(sheet.Row{sheet.Label(d.t("advice")).Span(d.span()), sheet.Empty().Span(units - d.span()).Tall(d.high(20))})
	d.whole()
	d.sign(d.t("investigator"), d.t("head"))
}

// voices are the needs and opinions that were heard at the latest visits.
func (d *draft) voices(said []*visit.Visit) {
	var rows []sheet.Row
	for _, v := range said {
		if v.Needs+v.Opinions != "" {
			rows = append(rows, sheet.Row{
				sheet.Value(v.OnDay).Span(4).At(sheet.Center).Half(), sheet.Value(v.Needs).Span(13).Half(), sheet.Value(v.Opinions).Span(13).Half(),
			})
		}
	}
	if d.blank() || len(rows) == 0 {
		return
	}
	d.section(d.t("voices"), labelled(d.t("on"), 4, d.lang.T("visit.needs"), 13, d.lang.T("visit.opinions"), 13))
	d.rows(rows...)
	d.end()
}
