package reports

import (
	"cmp"
	"context"
	"slices"

	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/reports/sheet"
)

// latest is how many visits and complaints each a card tells of.
const latest = 3

// customerCards is the customer card (客户基本情况表, 客户信息资料卡): the file on
// paper, for organisations and persons, with what lately happened.
func customerCards(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Customers.Table, ids, func(c *customer.Customer) (func(*draft), error) {
		recent, more, err := p.dealings(c.ID)
		return func(d *draft) { d.customerCard(recent, more) }, err
	})
}

// blankCustomerCard is the card to be filled in at the customer's.
func blankCustomerCard(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Customers, func(d *draft) { d.customerCard(nil, 0) })
}

func (d *draft) customerCard(recent []dealing, more int) {
	broad := half // where a blank form has boxes to tick
	if d.blank() {
		broad = full
	}
	d.flow(
		at("name", half), at("kind", half),
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
		at("intent", full),
		at("nature", full),
		at("scale", half), at("region", half),
		at("tags", half), at("do_not_disturb", half), at("checked_on", half), at("review_on", half),
	)
	if d.blank() || d.values.Text("kind") != customer.Person || !d.values.Empty("contacts") {
		d.table("contacts", 5, 11,
			col(4, "name", "is_first", "is_emergency"), col(4, "post"), col(8, "phone", "email"), col(4, "birthday").centered(),
			col(5, "buying_role", "influence", "attitude").sided(), col(5, "preferences", "concerns", "knows").naming())
	}
	d.section(d.lang.T("customer.section.business"))
	d.flow(
		at("products", full),
		at("frequency", half), at("volume", half),
		at("price_sensitivity", half), at("investment", half),
		at("need_plan", full),
		at("payment", broad),
		at("competitors", broad),
	)
	d.list("notes", 5, col(4, "on").centered(), col(3, "topic").centered(), col(11, "text"), col(4, "channel"), col(4, "reporter"))
	d.own()
	d.flow(at("remark", full).tall(d.room(12, 30)))
	d.recent(recent, more)
	d.sign(d.t("author"), d.t("reviewer"))
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

// A dealing is something the shop had to do with the customer (往来), in brief.
type dealing struct{ on, what, gist, state string }

// dealings are the latest visits and complaints of a customer, and how many
// earlier ones there are.
func (p *press) dealings(id int64) (recent []dealing, more int, err error) {
	for _, of := range []struct {
		register.Register
		by   func(context.Context, int64) ([]int32, error)
		tell func(show func(string) string) (gist, state string)
	}{
		{p.shop.Visits, p.shop.Visits.ByCustomer, func(show func(string) string) (string, string) {
			return join(" · ", show("way"), show("visitor"), show("purpose")), show("result")
		}},
		{p.shop.Complaints, p.shop.Complaints.ByCustomer, func(show func(string) string) (string, string) {
			return brief(show("what")), show("state")
		}},
	} {
		ids, err := of.by(p.ctx, id)
		if err != nil {
			return nil, 0, err
		}
		ls, err := of.Lines(p.ctx, ids[:min(latest, len(ids))])
		if err != nil {
			return nil, 0, err
		}
		more += len(ids) - len(ls)
		desc := p.descriptions(of)
		for _, l := range ls {
			show := func(key string) string { return field.Show(p.lang, *desc[key], l.Values[key]) }
			gist, state := of.tell(show)
			recent = append(recent, dealing{show("on"), join(" ", p.lang.T(of.Key()+".one"), l.Number), gist, state})
		}
	}
	slices.SortStableFunc(recent, func(a, b dealing) int { return cmp.Compare(b.on, a.on) })
	return recent, more, nil
}

func (d *draft) recent(recent []dealing, more int) {
	if len(recent) == 0 {
		return
	}
	label := func(key string, n int) sheet.Cell { return sheet.Label(d.t("dealings." + key)).Span(n) }
	cell := func(s string, n int) sheet.Cell { return sheet.Value(s).Span(n).Half() }
	d.section(d.t("dealings"), sheet.Row{label("on", 4), label("what", 8), label("gist", 13), label("state", 5)})
	for _, r := range recent {
		d.rows(sheet.Row{cell(r.on, 4).At(sheet.Center), cell(r.what, 8), cell(r.gist, 13), cell(r.state, 5)})
	}
	if more > 0 {
		d.rows(sheet.Row{sheet.Rich(sheet.Content{{Text: d.t("dealings.more", "Count", more), Faint: true}}).Span(units)})
	}
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
