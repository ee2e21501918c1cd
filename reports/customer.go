package reports

import (
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// dealings is how many of the latest visits and complaints a card tells of.
const dealings = 3

// customerCards is the customer card (客户基本情况表, 客户信息资料卡): the file on
// paper, from the customer file of the regulations.
func customerCards(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Customers.Table, ids, func(d *draft, c *customer.Customer) error {
		d.customerCard()
		if err := d.dealings(c.ID); err != nil {
			return err
		}
		d.sign(d.t("author"), d.t("reviewer"))
		return nil
	})
}

// blankCustomerCard is the card to be filled in at the customer's.
func blankCustomerCard(p *press) (sheet.Form, error) {
	d := p.draft(p.shop.Customers, nil)
	d.customerCard()
	d.sign(d.t("author"), d.t("reviewer"))
	return d.done(), nil
}

func (d *draft) customerCard() {
	d.flow(
		at("name", twoThirds), at("kind", third),
		at("short_name", third), at("grade", twoThirds),
		at("code", half), at("legal_representative", half),
		at("identity", half), at("birthday", half),
		at("capital", half), at("industry", half),
		at("phones", half).tall(d.room(0, 15)), at("addresses", half),
		at("email", half), at("website", half),
		at("scope", full).tall(d.room(0, 15)),
		at("source", full),
		at("owner", third), at("first_contact", third), at("first_contact_on", third),
	)
	d.section(d.lang.T("customer.section.classes"))
	d.flow(
		at("intent", half), at("scale", half),
		at("nature", half), at("region", half),
		at("tags", half), at("do_not_disturb", half),
	)
	d.table("contacts", 4, 11,
		col(5, "name", "is_first", "is_emergency"), col(5, "post"), col(7, "phone", "email"), col(4, "birthday").centered(),
		col(5, "buying_role", "influence", "attitude").naming(), col(6, "preferences", "concerns", "knows").naming())
	d.section(d.lang.T("customer.section.business"))
	d.flow(
		at("products", full),
		at("frequency", third), at("volume", third), at("price_sensitivity", third),
		at("payment", full),
		at("need_plan", half), at("investment", half),
		at("competitors", full),
	)
	d.list("notes", 3, col(5, "on").centered(), col(3, "topic").centered(), col(12, "text"), col(4, "channel"), col(4, "reporter"))
	d.own()
	d.flow(at("remark", full).tall(d.room(12, 15)))
}

// room is how high a cell is at least, filled and blank.
func (d *draft) room(filled, blank float64) float64 {
	if d.blank() {
		return blank
	}
	return filled
}

// own adds the fields that the shop made for itself.
func (d *draft) own() {
	const section = "customer.section.own"
	var ps []place
	for _, f := range d.shop.Customers.Fields() {
		if f.Section != section {
			continue
		}
		w := half
		if f.Wide {
			w = full
		}
		ps = append(ps, at(f.Key, w))
	}
	if len(ps) > 0 {
		d.section(d.lang.T(section))
		d.flow(ps...)
	}
}

// dealings adds what the shop lately had to do with the customer (往来).
func (d *draft) dealings(id int64) error {
	visits, err := d.shop.Visits.ByCustomer(d.ctx, id)
	if err != nil {
		return err
	}
	complaints, err := d.shop.Complaints.ByCustomer(d.ctx, id)
	if err != nil {
		return err
	}
	if len(visits)+len(complaints) == 0 {
		return nil
	}
	label := func(key string, n int) sheet.Cell { return sheet.Label(d.t("dealings." + key)).Span(n) }
	d.section(d.t("dealings"), sheet.Row{label("on", 5), label("what", 7), label("gist", 12), label("state", 6)})
	vs, err := d.shop.Visits.Lines(d.ctx, visits[:min(dealings, len(visits))])
	if err != nil {
		return err
	}
	visit := d.descriptions(d.shop.Visits)
	for _, l := range vs {
		show := func(key string) string { return field.Show(d.lang, *visit[key], l.Values[key]) }
		d.dealing(show("on"), d.lang.T("visit.one")+" "+l.Number, join(" · ", show("way"), show("visitor"), show("purpose")), show("result"))
	}
	cs, err := d.shop.Complaints.Lines(d.ctx, complaints[:min(dealings, len(complaints))])
	if err != nil {
		return err
	}
	complaint := d.descriptions(d.shop.Complaints)
	for _, l := range cs {
		show := func(key string) string { return field.Show(d.lang, *complaint[key], l.Values[key]) }
		d.dealing(show("on"), d.lang.T("complaint.one")+" "+l.Number, brief(show("what")), show("state"))
	}
	if n := len(visits) + len(complaints) - len(vs) - len(cs); n > 0 {
		d.rows(sheet.Row{sheet.Rich(sheet.Content{{Text: d.t("dealings.more", "Count", n), Faint: true}}).Span(units)})
	}
	return nil
}

func (d *draft) dealing(on, what, gist, state string) {
	cell := func(s string, n int) sheet.Cell { return sheet.Value(s).Span(n).Half() }
	d.rows(sheet.Row{cell(on, 5).At(sheet.Center), cell(what, 7), cell(gist, 12), cell(state, 6)})
}

// gist is how many characters of a long text stand for it.
const gist = 60

// brief is the beginning of a text, on one line.
func brief(s string) string {
	out := make([]rune, 0, gist+1)
	for _, r := range s {
		if len(out) == gist {
			return string(append(out, '…'))
		}
		if r == '\n' || r == '\t' {
			r = ' '
		}
		out = append(out, r)
	}
	return string(out)
}
