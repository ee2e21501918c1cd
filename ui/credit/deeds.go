package credit

import (
	"context"

	"kezhi/data/credit"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// receive asks what came in for a debt: today, all that is open, unless said
// otherwise. Enter at the amount keeps it.
func receive(h screen.Host, r register.Record, then func()) {
	v := r.Values
	note := kit.T("ui.credit.receive.note", "Name", v.Text("customer_name"), "Amount", money(v.Text("amount")), "Open", money(v.Text("open")))
	ask(h, "receipts", kit.T("ui.credit.receive.title", "Number", r.Number), note, credit.NewReceipt(r, screen.Today(h)), "amount",
		func(ctx context.Context, row field.Values) (string, error) {
			out, err := h.Shop().Credit.Receive(ctx, h.Who(), r.ID, row)
			left := money(out.Values.Text("open"))
			if left == "" {
				left = credit.Money(0)
			}
			return kit.T("ui.credit.received", "Amount", money(row.Text("amount")), "Number", r.Number, "Open", left), err
		}, then)
}

// dun asks what was done about a debt that is late, and offers the step that the
// regulation asks for by now.
func dun(h screen.Host, r register.Record, then func()) {
	var p *policy.Preset
	screen.Beside(func(ctx context.Context) error {
		var err error
		p, err = h.Shop().Policy(ctx)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		v := r.Values
		note := kit.T("ui.credit.dun.soon", "Name", v.Text("customer_name"), "Open", money(v.Text("open")), "Day", v.Text("due_on"))
		if isLate(v) {
			note = kit.T("ui.credit.dun.note", "Name", v.Text("customer_name"), "Open", money(v.Text("open")), "Days", v.Text("days_overdue"))
		}
		row := credit.NewDunning(p, r, h.Who(), screen.Today(h))
		ask(h, "dunnings", kit.T("ui.credit.dun.title", "Number", r.Number), note, row, "result",
			func(ctx context.Context, row field.Values) (string, error) {
				_, err := h.Shop().Credit.Dun(ctx, h.Who(), r.ID, row)
				return kit.T("ui.credit.dunned"), err
			}, then)
	})
}

// ask asks for one row of a debt; keep enters it and gives the words that say so.
func ask(h screen.Host, rows, title, note string, v field.Values, first string, keep func(context.Context, field.Values) (string, error), then func()) {
	ds, _ := field.Find(h.Shop().Credit.Receivables.Fields(), rows)
	book.Ask(h, book.Question{Title: title, Note: note, Fields: ds.Rows, Values: v, First: first, Keep: keep, Then: then})
}
