package reports

import (
	"strconv"

	"kezhi/data/credit"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/right"
	"kezhi/reports/sheet"
)

// ledgers is the ledger of receivables (应收账款台账): every debt in one table,
// how old it is, what was done about it, and the sums; for those who may see what
// is owed.
func ledgers(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	if err := p.shop.Credit.Receivables.Permit(p.ctx, right.Sensitive); err != nil {
		return nil, err
	}
	rs, err := load(p, p.shop.Credit.Receivables, ids)
	if err != nil {
		return nil, err
	}
	q, err := p.shop.Policy(p.ctx)
	if err != nil {
		return nil, err
	}
	f, err := p.fit(func() *draft { return p.draft(p.shop.Credit.Receivables, field.Values{}) }, func(d *draft) { d.ledger(&q.Credit, rs) })
	return []sheet.Form{f}, err
}

// blankLedger is the ledger to be kept by hand.
func blankLedger(p *press) (sheet.Form, error) {
	q, err := p.shop.Policy(p.ctx)
	if err != nil {
		return sheet.Form{}, err
	}
	return p.empty(p.shop.Credit.Receivables, func(d *draft) { d.ledger(&q.Credit, nil) })
}

// How many rows the papers that are kept by hand have on their page.
const (
	ledgerRows = 10
	ageingRows = 14
)

func (d *draft) ledger(c *policy.Credit, rs []*credit.Receivable) {
	d.Landscape = true
	t := sheet.Table{Gap: joined, Columns: []sheet.Column{
		{Title: d.t("no"), Width: 3, Align: sheet.Center},
		{Title: d.t("number"), Width: 7.4},
		{Title: d.named("customer_name"), Width: 9.6},
		{Title: d.t("what"), Width: 9},
		{Title: d.named("amount"), Width: 6, Align: sheet.Right},
		{Title: d.named("received"), Width: 6, Align: sheet.Right},
		{Title: d.named("open"), Width: 6, Align: sheet.Right},
		{Title: d.t("due"), Width: 6, Align: sheet.Center},
		{Title: d.named("dunnings"), Width: 4.6},
		{Title: d.named("state"), Width: 4.2, Align: sheet.Center},
	}}
	var sum credit.Receivable
	for i, r := range rs {
		due := r.DueOn
		if r.DaysOverdue > 0 {
			due += "\n" + d.t("late", "Days", r.DaysOverdue)
		}
		t.Rows = append(t.Rows, sheet.Texts(strconv.Itoa(i+1), r.Number+"\n"+r.OnDay, r.CustomerName, join("\n", r.What, r.Contract),
			credit.Money(r.Amount), credit.Money(r.Received), credit.Money(r.Open), due, d.dunned(r), d.state(r)))
		sum.Amount, sum.Received, sum.Open = sum.Amount+r.Amount, sum.Received+r.Received, sum.Open+r.Open
	}
	if d.blank() {
		t.Blank, t.Tall = ledgerRows, row
	} else {
		t.Rows = append(t.Rows, sheet.Row{
			sheet.Label(d.lang.T("credit.ageing.total")).Span(4),
			total(sum.Amount), total(sum.Received), total(sum.Open), sheet.Empty().Span(3),
		})
	}
	d.add(t)
	d.age(c, rs)
	d.sign(d.t("author"), d.t("reviewer"))
}

// total is a sum in bold figures.
func total(n int64) sheet.Cell { return sheet.Number(credit.Money(n)).Strong() }

// dunned is the last that was done about a debt.
func (d *draft) dunned(r *credit.Receivable) string {
	if len(r.Dunnings) == 0 {
		return ""
	}
	last := r.Dunnings[len(r.Dunnings)-1]
	steps, _ := field.Find(d.desc["dunnings"].Rows, "step")
	return join("\n", last.OnDay[len("2026-"):], field.Option(d.lang, steps, last.Step))
}

func (d *draft) state(r *credit.Receivable) string {
	return field.Option(d.lang, *d.desc["state"], r.State)
}

// age is the sums of a ledger by how long they are overdue.
func (d *draft) age(c *policy.Credit, rs []*credit.Receivable) {
	a := credit.Ageing{Bounds: c.Ageing}
	t := sheet.Table{}
	row := sheet.Row{}
	sums := a.Sum(rs)
	for i, h := range a.Heads(d.lang) {
		t.Columns = append(t.Columns, sheet.Column{Title: h, Align: sheet.Right})
		if d.blank() {
			row = append(row, sheet.Empty().Tall(9))
		} else {
			row = append(row, total(sums[i]))
		}
	}
	t.Rows = []sheet.Row{row}
	d.add(sheet.Keep{sheet.Heading{Text: d.lang.T("credit.ageing.title")}, t})
}

// ageings is the table of what customers owe by age (账龄分析表), one line a
// customer, whoever is overdue most first.
func ageings(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	a, err := p.shop.Credit.Age(p.ctx, p.today(), "")
	if err != nil {
		return nil, err
	}
	if ids != nil {
		a = a.Only(ids)
	}
	f, err := p.fit(func() *draft { return p.draft(nil, field.Values{}) }, func(d *draft) { d.ageing(a) })
	return []sheet.Form{f}, err
}

// blankAgeing is the table to be filled in by hand.
func blankAgeing(p *press) (sheet.Form, error) {
	q, err := p.shop.Policy(p.ctx)
	if err != nil {
		return sheet.Form{}, err
	}
	return p.fit(func() *draft { return p.draft(nil, nil) }, func(d *draft) { d.ageing(&credit.Ageing{Bounds: q.Credit.Ageing}) })
}

// today is the local day by the shop's clock.
func (p *press) today() string { return p.shop.DB.Now().Local().Format(field.DateLayout) }

func (d *draft) ageing(a *credit.Ageing) {
	d.Landscape = true
	if a.Day != "" {
		d.add(sheet.Note(d.t("day", "Day", a.Day)))
	}
	t := sheet.Table{Columns: []sheet.Column{
		{Title: d.lang.T("credit.customer_name"), Width: 13}, {Title: d.lang.T("credit.owner"), Width: 4},
	}}
	for _, h := range a.Heads(d.lang) {
		t.Columns = append(t.Columns, sheet.Column{Title: h, Width: 4.6, Align: sheet.Right})
	}
	t.Columns = append(t.Columns, sheet.Column{Title: d.lang.T("credit.ageing.open"), Width: 5, Align: sheet.Right},
		sheet.Column{Title: d.lang.T("credit.limit"), Width: 5, Align: sheet.Right})
	for _, x := range a.Lines {
		r := sheet.Texts(join(" ", x.Name, x.Number), x.Owner)
		for _, b := range x.Buckets {
			r = append(r, sheet.Number(figure(b)))
		}
		t.Rows = append(t.Rows, append(r, total(x.Open), sheet.Number(figure(x.Limit))))
	}
	if d.blank() {
		t.Blank, t.Tall = ageingRows, row
	} else {
		r := sheet.Row{sheet.Label(d.lang.T("credit.ageing.total")).Span(2)}
		for _, b := range a.Total.Buckets {
			r = append(r, total(b))
		}
		t.Rows = append(t.Rows, append(r, total(a.Total.Open), sheet.Empty()))
	}
	d.add(t)
	d.sign(d.t("author"), d.t("reviewer"))
}

// figure is an amount, nothing for none.
func figure(n int64) string {
	if n == 0 {
		return ""
	}
	return credit.Money(n)
}
