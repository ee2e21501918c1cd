// Package complaints is the complaint register in the window: the table with
// the panel beside it, the form of the entry, and the page that leads one
// complaint from its receipt to the archive.
package complaints

import (
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
	"kezhi/ui/tones"
)

// The printed forms of a complaint.
const (
	receiptForm   = "complaint-receipt"
	recordForm    = "complaint-record"
	statementForm = "complaint-statement"
	letterForm    = "reply-letter"
	opinionForm   = "customer-opinion"
	ledgerForm    = "complaint-ledger"
	figuresForm   = "complaint-statistics"
)

// List is one of the pages of the room under their tabs: the table, a year's
// ledger, its archive, the figures.
func List(h screen.Host, at string) screen.Page {
	switch at {
	case "complaint-ledger":
		return book.Tabbed(h, pages, at, newLedger(h))
	case "complaint-archive":
		return book.Tabbed(h, pages, at, newArchive(h))
	case "complaint-figures":
		return book.Tabbed(h, pages, at, newFigures(h))
	}
	return book.Tabbed(h, pages, "complaint", table(h))
}

// table is the register's table.
func table(h screen.Host) screen.Page {
	return book.NewList(h, h.Shop().Complaints, book.Table{
		Room: "complaint", Icon: "message-square-warning", Sort: "on", Desc: true, New: true, Form: receiptForm,
		Filters: []string{"state", "severity", "handler", "on"},
		Tones:   tones.Complaint, Side: panel,
		Tone: func(l register.Line, key string) kit.Tone {
			switch {
			case key == "promised_on":
				return lateness(l.Values, screen.Today(h))
			case key == "rule_due" && waits(l.Values) && l.Values.Text("paused_on") == "":
				if _, t := left(l.Values.Text(key), screen.Today(h)); t != kit.ToneGood {
					return t
				}
			}
			return kit.ToneNeutral
		},
	})
}

// Page is the page of one complaint; id 0 registers a new one.
func Page(h screen.Host, id int64, preset field.Values) screen.Page {
	return newPage(h, id, preset)
}

// fields are the descriptions of the entry, for the names of options.
var fields = complaint.Fields()

// show is a field of the entry in words.
func show(v field.Values, key string) string { return book.Show(fields, v, key) }

// pills are what a complaint is marked with: its state, how severe it is, what
// it is about, and that it was reopened.
func pills(r register.Record) []*kit.Pill {
	ps := book.Pills(fields, tones.Complaint, r.Values, "state", "severity")
	if s := r.Values.Text("category"); s != "" {
		ps = append(ps, kit.NewPill(s, kit.ToneNeutral))
	}
	if n := r.Values.Text("round"); n != "" && n != "1" {
		ps = append(ps, kit.NewPill(kit.T("ui.complaint.round", "N", n), kit.ToneDanger))
	}
	return ps
}
