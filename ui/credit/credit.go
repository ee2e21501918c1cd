// Package credit is the terms on which customers buy, in the window: the credit
// files, the credit reports, the ledger of receivables with receipts and dunning,
// and what is owed by age.
package credit

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/credit"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// room is the entry of the navigation that the pages share.
const room = "credit"

// The printed forms of the room.
const (
	cardForm   = "trading-card"
	stopForm   = "stop-trade"
	reportForm = "credit-report"
	ledgerForm = "receivables"
	ageingForm = "ageing"
)

// Tones of what the values of the three registers say.
var Tones = book.Tones{
	"kind":         {credit.Urgent: kit.ToneDanger},
	"decision":     {credit.Approved: kit.ToneGood, credit.Refused: kit.ToneNeutral},
	"state":        {credit.Outstanding: kit.ToneInfo, credit.Paid: kit.ToneGood, credit.WrittenOff: kit.ToneNeutral},
	"overdue":      {"*": kit.ToneDanger},
	"days_overdue": {"*": kit.ToneDanger},
}

// List is one of the tables of the room, or the ageing, with the tabs to the
// others.
func List(h screen.Host, at string) screen.Page {
	s := h.Shop().Credit
	switch at {
	case "credit_report":
		return tabbed(h, at, book.NewList(h, s.Reports, book.Table{
			Room: room, Icon: "file-search", Sort: "on", Desc: true, New: true, Form: reportForm,
			Filters: []string{"kind", "decision", "on"}, Tones: Tones, Side: reportPanel,
		}))
	case "receivable":
		return newLedger(h)
	case "ageing":
		return tabbed(h, at, newAgeing(h))
	}
	return tabbed(h, "credit", book.NewList(h, s.Files, book.Table{
		Room: room, Icon: "scale", Sort: "customer_name", New: true, Form: cardForm,
		Filters: []string{"grade", "owner", "report_due"}, Tones: Tones, Side: filePanel, Tone: fileTone(h),
	}))
}

// Page is the page of one record of the three registers; id 0 begins a new one.
func Page(h screen.Host, register string, id int64, preset field.Values) screen.Page {
	switch register {
	case "credit_report":
		return reportPage(h, id, preset)
	case "receivable":
		return receivablePage(h, id, preset)
	}
	return filePage(h, id, preset)
}

// pages are the tabs of the room, in their order.
var pages = []string{"credit", "credit_report", "receivable", "ageing"}

func tabbed(h screen.Host, at string, p screen.Page) *book.Tabs { return book.Tabbed(h, pages, at, p) }

// show is a value in words, "" for none.
func show(r register.Register, v field.Values, key string) string {
	d, ok := field.Find(r.Fields(), key)
	if !ok {
		return ""
	}
	return field.Show(kit.Lang, d, v[key])
}

// gradeTone colours a grade by its place among those of the regulation: the best
// is green, one without credit is red.
func gradeTone(p *policy.Preset, key string) kit.Tone {
	g, ok := p.CreditGrade(key)
	switch {
	case !ok:
		return kit.ToneNeutral
	case g.Limit == policy.Lot:
		return kit.ToneGood
	case g.Limit == policy.Step:
		return kit.ToneInfo
	case g.Limit == policy.Small:
		return kit.ToneWarning
	}
	return kit.ToneDanger
}

// line puts the texts that are not empty side by side.
func line(ss ...string) string {
	var out []string
	for _, s := range ss {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " · ")
}

// put shows one object in a box, in place of what was there.
func put(box *fyne.Container, o fyne.CanvasObject) {
	box.Objects = []fyne.CanvasObject{o}
	box.Refresh()
}

// later is room for what is read beside the window.
func later(h screen.Host, read func(ctx context.Context) error, draw func() fyne.CanvasObject) fyne.CanvasObject {
	box := container.NewStack(kit.Small(kit.T("ui.reading")))
	screen.Beside(read, func(err error) {
		if err != nil {
			put(box, kit.Small("")) // it is gone; the table will say so when it is read again
			return
		}
		screen.Guard(h, func() { put(box, draw()) })
	})
	return box
}

// panel is the column beside a table: a title with a line under it, pills,
// buttons, and what comes after.
func panel(title, sub string, pills []*kit.Pill, buttons []fyne.CanvasObject, rest ...fyne.CanvasObject) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12, kit.VBox(2, kit.Heading(title).Shortened(), kit.Small(sub).Shortened()))
	if len(pills) > 0 {
		marks := kit.NewFlow(kit.Gap8)
		var os []fyne.CanvasObject
		for _, p := range pills {
			os = append(os, p)
		}
		marks.Set(os...)
		col.Add(marks)
	}
	col.Add(kit.NewFlow(kit.Gap8, buttons...))
	for _, o := range rest {
		col.Add(o)
	}
	return kit.NewPanel(kit.NewScroll(kit.PadAll(col, kit.Gap16)))
}

// keyValues are fields of a record with their names.
func keyValues(r register.Register, v field.Values, keys ...string) *kit.KeyValues {
	var rows []kit.KeyValue
	for _, k := range keys {
		d, _ := field.Find(r.Fields(), k)
		if s := show(r, v, k); s != "" && s != "0" {
			rows = append(rows, kit.KeyValue{Key: kit.T(d.Label), Value: s})
		}
	}
	return kit.NewKeyValues(rows...)
}

// late is by how many days a day lies before another.
func late(day, today string) int {
	a, err := time.Parse(field.DateLayout, day)
	b, err2 := time.Parse(field.DateLayout, today)
	if err != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// openCustomer opens the file of a customer's number.
func openCustomer(h screen.Host, number string) {
	var id int64
	screen.Beside(func(ctx context.Context) error {
		var err error
		id, err = h.Shop().Customers.Find(ctx, number)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		h.Open("customer", id)
	})
}
