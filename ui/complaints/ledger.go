package complaints

import (
	"context"
	"strconv"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
	"kezhi/ui/tones"
)

// newLedger is a year's complaints, one line each: both clocks, how late, and
// what the archive lacks.
func newLedger(h screen.Host) screen.Page {
	title := func(key string) string { return kit.T("complaint." + key) }
	return book.NewYearTable(h, book.Yearly[complaint.LedgerLine]{
		Room: "complaint", Register: "complaint", Title: kit.T("form.complaint-ledger.title"),
		Columns: []kit.TableColumn{
			{Key: "number", Title: title("number"), Width: 132},
			{Key: "on", Title: title("on"), Width: 96},
			{Key: "complainant", Title: title("complainant"), Width: 84},
			{Key: "what", Title: title("what"), Width: 160, Flex: true},
			{Key: "severity", Title: title("severity"), Width: 72},
			{Key: "promised_on", Title: kit.T("ui.complaint.promised"), Width: 96},
			{Key: "rule_due", Title: kit.T("ui.complaint.rule"), Width: 96},
			{Key: "answered_on", Title: title("answered_on"), Width: 104},
			{Key: "late", Title: kit.T("ui.complaint.ledger.late"), Width: 64, Right: true},
			{Key: "state", Title: title("state"), Width: 106, Pill: true},
			{Key: "lack", Title: kit.T("ui.complaint.ledger.lack"), Width: 110},
			{Key: "archive_number", Title: title("archive_number"), Width: 142},
			{Key: "category", Title: title("category"), Width: 90},
			{Key: "handler", Title: title("handler"), Width: 80},
		},
		Read: func(ctx context.Context, year int) ([]complaint.LedgerLine, error) {
			y := strconv.Itoa(year)
			return h.Shop().Complaints.Ledger(ctx, y+"-01-01", y+"-12-31")
		},
		Row:   func(e complaint.LedgerLine) kit.Row { return ledgerRow(h, e) },
		Marks: []string{"late", "lack"}, Names: []string{kit.T("ui.complaint.ledger.late"), kit.T("ui.complaint.ledger.lack")},
		Has: func(e complaint.LedgerLine, mark string) bool {
			return mark == "late" && e.Late > 0 || mark == "lack" && len(e.Missing) > 0
		},
		Note: func(all []complaint.LedgerLine, marked map[string]int) string {
			return kit.T("ui.complaint.ledger.note", "N", len(all), "Late", marked["late"], "Lack", marked["lack"])
		},
		Empty:     kit.T("ui.complaint.ledger.empty"),
		PrintText: kit.T("ui.complaint.ledger.print"),
		Print:     func(ids []int64) { h.Print(ledgerForm, "complaint", ids...) },
		New:       func() { h.New("complaint", nil) },
	})
}

// ledgerRow is a complaint's line. What is late is red, what the archive lacks amber.
func ledgerRow(h screen.Host, e complaint.LedgerLine) kit.Row {
	c, now := e.Complaint, screen.Today(h)
	v := field.Values{"severity": c.Severity, "state": c.State}
	late := kit.Cell{}
	rule, promised := kit.Cell{Text: brief(c.RuleDue, now)}, kit.Cell{Text: brief(c.PromisedOn, now)}
	if e.Late > 0 {
		late = kit.Cell{Text: kit.T("ui.complaint.ledger.days", "N", e.Late), Tone: kit.ToneDanger, Bold: true}
	}
	var lack []string
	for _, k := range e.Missing {
		lack = append(lack, paperName(k))
	}
	return kit.Row{ID: c.ID, Cells: []kit.Cell{
		{Text: c.Number},
		{Text: brief(c.OnDay, now)},
		{Text: c.Complainant},
		{Text: c.What},
		{Text: show(v, "severity"), Pill: true, Tone: tones.Complaint.Of("severity", c.Severity)},
		promised, rule,
		{Text: brief(c.AnsweredOn, now)},
		late,
		{Text: show(v, "state"), Pill: true, Tone: tones.Complaint.Of("state", c.State)},
		{Text: join(lack), Tone: kit.ToneWarning, Small: true},
		{Text: c.ArchiveNumber, Muted: true},
		{Text: c.Category},
		{Text: c.Handler},
	}}
}
