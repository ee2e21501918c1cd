// Package credit is the terms on which customers buy, in the window: the credit
// files, the credit reports, the ledger of receivables with receipts and dunning,
// and what is owed by age.
package credit

import (
	"time"

	"kezhi/data/credit"
	"kezhi/data/field"
	"kezhi/data/policy"
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

// late is by how many days a day lies before another.
func late(day, today string) int {
	a, err := time.Parse(field.DateLayout, day)
	b, err2 := time.Parse(field.DateLayout, today)
	if err != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}
