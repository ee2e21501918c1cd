package reports

import (
	"strings"

	"kezhi/data/credit"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/reports/sheet"
)

// creditReports is the credit report (客户信用调查报告) on the schedule of the
// grade, or urgent.
func creditReports(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Credit.Reports, ids, func(*credit.Report) (func(*draft), error) {
		return (*draft).creditReport, nil
	})
}

// blankCreditReport is the report to be written by hand.
func blankCreditReport(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Credit.Reports, (*draft).creditReport)
}

func (d *draft) creditReport() {
	d.parted("had_limit", "had_used", "had_overdue", "limit")
	w := d.span()
	d.rows(sheet.Row{d.label("customer_name"), sheet.Value(join(" ", d.text("customer_name"), d.text("customer"))).Span(units - w)})
	d.flow(
		at("kind", half), at("on", half),
		at("channels", full),
		at("had_grade", half).bare(), at("had_limit", half),
		at("had_used", half), at("had_overdue", half),
		at("findings", full).tall(34),
		at("business", full).tall(22),
		at("payment", full).tall(22),
	)
	d.section(d.lang.T("credit_report.section.proposal"))
	if d.blank() {
		d.flow(at("grade", full))
	} else {
		d.flow(at("grade", full).bare())
	}
	d.flow(
		at("limit", half), at("days", half),
		at("measures", full),
		at("measure_note", full).tall(14),
	)
	d.section(d.lang.T("credit_report.section.decision"))
	d.flow(at("decision", full), at("opinion", full).tall(18).signed())
	if !d.blank() && d.text("approver") != "" {
		d.flow(at("approver", half), at("decided_on", half))
	}
	d.add(sheet.Sign{Labels: []string{d.t("author")}, Date: true, Gap: 6})
}

// parted writes amounts with their thousands parted.
func (d *draft) parted(keys ...string) {
	if d.blank() {
		return
	}
	d.values = d.values.Clone()
	for _, k := range keys {
		if n, err := field.ReadDecimal(d.values.Text(k)); err == nil {
			d.values[k] = credit.Money(n)
		}
	}
}

// tradingCards is the trading card (客户交易卡) that is made out when trade
// begins, in two copies: one for the shop, one for the customer.
func tradingCards(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Credit.Files, ids, func(f *credit.File) (func(*draft), error) {
		c, g, err := p.partner(f)
		return func(d *draft) { d.tradingCard(c, g) }, err
	})
}

// blankTradingCard is the card to be made out by hand.
func blankTradingCard(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Credit.Files, func(d *draft) { d.tradingCard(nil, policy.CreditGrade{}) })
}

// partner is the customer of a credit file as its register has it, and the
// grade's terms.
func (p *press) partner(f *credit.File) (field.Values, policy.CreditGrade, error) {
	cs, err := load(p, p.shop.Customers.Table, []int64{f.CustomerID})
	if err != nil {
		return nil, policy.CreditGrade{}, err
	}
	g, err := p.terms(f.Grade)
	return p.shop.Customers.Set.Encode(cs[0]), g, err
}

func (p *press) terms(grade string) (policy.CreditGrade, error) {
	known, err := policy.Known(p.shop.DB.Read(p.ctx))
	for _, q := range known {
		if g, ok := q.CreditGrade(grade); ok {
			return g, err
		}
	}
	return policy.CreditGrade{}, err
}

func (d *draft) tradingCard(c field.Values, g policy.CreditGrade) {
	d.parted("limit", "deposit")
	d.copyOf(c, g, "ours")
	d.add(sheet.Tear{Text: d.t("tear")})
	from := len(d.Body)
	d.add(sheet.Heading{Text: d.form.Title(d.lang), Center: true, Gap: 1})
	d.add(sheet.Note(d.lang.T("credit.number") + d.lang.T("paper.colon") + d.Number))
	d.copyOf(c, g, "theirs")
	d.end()
	d.Body = append(d.Body[:from:from], sheet.Keep(d.Body[from:]))
}

// copyOf is one of the two copies.
func (d *draft) copyOf(c field.Values, g policy.CreditGrade, whose string) {
	w := d.span()
	of := d.descriptions(d.shop.Customers)
	say := func(key string) string {
		if c == nil {
			return ""
		}
		return field.Show(d.lang, *of[key], c[key])
	}
	pair := func(label, value string, width int) []sheet.Cell {
		return []sheet.Cell{sheet.Label(label).Span(w), sheet.Value(value).Span(width - w).Half()}
	}
	row := func(cells ...[]sheet.Cell) {
		var r sheet.Row
		for _, c := range cells {
			r = append(r, c...)
		}
		d.rows(r)
	}
	place := ""
	if rows := c.Rows("addresses"); len(rows) > 0 {
		place = rows[0].Text("address")
	}
	code, kind := "code", c.Text("kind")
	if kind == customer.Person {
		code = ""
	}
	row(pair(d.lang.T("credit.customer_name"), join(" ", say("name"), d.text("customer")), units))
	if code != "" {
		row(pair(d.lang.T("customer.code"), say(code), half), pair(d.lang.T("customer.legal_representative"), say("legal_representative"), half))
	}
	row(pair(d.lang.T("customer.contact"), say("contact"), half), pair(d.lang.T("customer.phone"), say("phone"), half))
	row(pair(d.lang.T("customer.addresses"), place, units))
	if d.blank() {
		d.flow(at("grade", full))
	} else {
		row(pair(d.named("grade"), g.Name.Say(d.lang)+d.lang.T("form.bracket", "Text", g.Terms.Say(d.lang)), units))
	}
	d.flow(at("limit", half), at("days", half), at("since", half), at("deposit", half))
	d.add(
		sheet.Para{Content: sheet.Plain(d.t(whose)), Gap: 1},
		sheet.Sign{Labels: []string{d.t("shop"), d.t("customer")}, Date: true, Gap: 3},
	)
}

// stopTrades is the notice that trade stops (停止交易通知书): from when, why, what
// is still owed and how the deposit is settled. A notice without its amounts says
// nothing, so it is for those who may see them.
func stopTrades(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	for _, of := range []string{"credit", "receivable"} {
		if err := register.Permit(p.ctx, p.shop.DB, right.Sensitive, of); err != nil {
			return nil, err
		}
	}
	return fill(p, p.shop.Credit.Files, ids, func(f *credit.File) (func(*draft), error) {
		ids, err := p.shop.Credit.Debts(p.ctx, f.CustomerID, false, mostDebts)
		if err != nil {
			return nil, err
		}
		wide := make([]int64, len(ids))
		for i, id := range ids {
			wide[len(ids)-1-i] = int64(id)
		}
		debts, err := p.shop.Credit.Receivables.Load(p.ctx, wide...)
		return func(d *draft) { d.stopTrade(f, debts) }, err
	})
}

// mostDebts are listed on a notice; the ledger has all.
const mostDebts = 200

// blankStopTrade is the notice to be written by hand.
func blankStopTrade(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Credit.Files, func(d *draft) { d.stopTrade(nil, nil) })
}

func (d *draft) stopTrade(f *credit.File, debts []*credit.Receivable) {
	name, day, reason := sheet.Content{sheet.Blank(50)}, d.places("form.places.date", 1), sheet.Content{sheet.Blank(84)}
	owed, deposit, withheld := sheet.Content{sheet.Blank(30)}, sheet.Content{sheet.Blank(26)}, sheet.Content{sheet.Blank(26)}
	if f != nil {
		name, reason = sheet.Plain(f.CustomerName), sheet.Plain(strings.TrimRight(f.StopReason, "。."))
		if f.StoppedOn != "" {
			day = sheet.Content{sheet.Strong(d.day(f.StoppedOn))}
		}
		if f.StopReason == "" {
			reason = sheet.Content{sheet.Blank(100)}
		}
		owed = sheet.Content{sheet.Strong(credit.Money(f.Used))}
		deposit, withheld = sheet.Plain(credit.Money(f.Deposit)), sheet.Plain(credit.Money(f.Withheld))
	}
	d.add(sheet.Para{Content: d.rich(d.t("dear"), map[string]sheet.Content{"name": name})})
	d.add(sheet.Para{Content: d.rich(d.t("stops"), map[string]sheet.Content{"day": day, "reason": reason}), Indent: true})
	if f == nil || f.Used > 0 {
		d.add(sheet.Para{Content: d.rich(d.t("owed"), map[string]sheet.Content{"owed": owed}), Indent: true})
		d.add(d.debts(debts))
	} else {
		d.add(sheet.Para{Content: sheet.Plain(d.t("clear")), Indent: true})
	}
	if f == nil || f.Deposit > 0 {
		key := "deposit"
		if f != nil && f.Withheld == 0 {
			key = "deposit.back"
		}
		d.add(sheet.Para{Content: d.rich(d.t(key), map[string]sheet.Content{"deposit": deposit, "withheld": withheld}), Indent: true})
		d.instalments(f)
	}
	d.add(sheet.Para{Content: sheet.Plain(d.t("objection")), Indent: true})
	tail := d.is.Name
	d.add(sheet.Sign{Labels: []string{d.t("approver"), d.t("handler")}, Tail: d.t("stamp", "Shop", tail), Gap: 8})
	d.add(sheet.Space(6), sheet.Tear{Text: d.t("tear")}, sheet.Keep{
		sheet.Para{Content: d.rich(d.t("slip"), map[string]sheet.Content{"number": sheet.Plain(d.Number)})},
		sheet.Sign{Labels: []string{d.t("recipient")}, Date: true, Gap: 6},
	})
}

// debts are the open debts of a notice.
func (d *draft) debts(rs []*credit.Receivable) sheet.Block {
	t := sheet.Table{Columns: []sheet.Column{
		{Title: d.lang.T("receivable.number"), Width: 5},
		{Title: d.lang.T("receivable.on"), Width: 4, Align: sheet.Center},
		{Title: d.lang.T("receivable.what"), Width: 8},
		{Title: d.lang.T("receivable.due_on"), Width: 4, Align: sheet.Center},
		{Title: d.lang.T("receivable.amount"), Width: 4, Align: sheet.Right},
		{Title: d.lang.T("receivable.open"), Width: 4, Align: sheet.Right},
	}}
	for _, r := range rs {
		t.Rows = append(t.Rows, sheet.Texts(r.Number, r.OnDay, join(" ", r.What, r.Contract), r.DueOn, credit.Money(r.Amount), credit.Money(r.Open)))
	}
	if d.blank() {
		t.Blank, t.Tall = 4, row
	}
	return t
}

// instalments are how the withheld deposit is paid back.
func (d *draft) instalments(f *credit.File) {
	if f != nil && len(f.Instalments) == 0 {
		return
	}
	t := sheet.Table{Columns: []sheet.Column{
		{Title: d.t("part"), Width: 3, Align: sheet.Center},
		{Title: d.lang.T("credit.instalments.due"), Width: 6, Align: sheet.Center},
		{Title: d.lang.T("credit.instalments.amount"), Width: 6, Align: sheet.Right},
		{Title: d.lang.T("credit.instalments.paid_on"), Width: 6, Align: sheet.Center},
	}}
	if f == nil {
		t.Blank, t.Tall = 2, row
	} else {
		for i, x := range f.Instalments {
			t.Rows = append(t.Rows, sheet.Texts(d.t("nth", "N", i+1), x.Due, credit.Money(x.Amount), x.PaidOn))
		}
	}
	d.add(t)
}
