package reports

import (
	"strings"

	"kezhi/data/audit"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/reports/sheet"
)

// customerHistories is a customer's own history (客户档案操作记录): who did what to
// the file, when, on which computer, before and after. What whoever prints it
// may not see is masked.
func customerHistories(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	fields := p.shop.TrailFields("customer")
	seq, value, err := audit.End(p.ctx, p.shop.DB)
	if err != nil {
		return nil, err
	}
	return fill(p, p.shop.Customers.Table, ids, func(c *customer.Customer) (func(*draft), error) {
		cs, err := p.shop.Customers.History(p.ctx, c.ID)
		return func(d *draft) { d.history(fields, cs, seq, value) }, err
	})
}

func (d *draft) history(fields []field.Desc, cs []register.Change, seq int64, value string) {
	d.flow(at("name", twoThirds), at("owner", third))
	first, last := "", ""
	if n := len(cs); n > 0 {
		first, last = field.ShowTime(cs[n-1].At), field.ShowTime(cs[0].At)
	}
	d.add(sheet.Note(d.t("sum", "N", len(cs), "From", first, "To", last)))
	t := sheet.Table{Columns: []sheet.Column{
		{Title: d.t("no"), Width: 3, Align: sheet.Center},
		{Title: d.t("at"), Width: 4, Align: sheet.Center},
		{Title: d.t("who"), Width: 4},
		{Title: d.t("action"), Width: 4},
		{Title: d.t("what"), Width: 15},
	}}
	for _, c := range cs {
		t.Rows = append(t.Rows, sheet.Texts(field.ShowInteger(c.ID), field.ShowTime(c.At), join("\n", c.Who, c.Host),
			c.Action.Say(d.lang), strings.Join(audit.Lines(d.lang, fields, c), "\n")))
	}
	d.add(t, sheet.Note(d.t("chain", "Seq", seq, "Value", value)))
	d.sign(d.t("printer"), d.t("checker"))
}
