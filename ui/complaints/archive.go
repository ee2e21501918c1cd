package complaints

import (
	"context"
	"strconv"

	"kezhi/data/complaint"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// newArchive is the archive of a year (归档): each case with its place, the papers
// that it holds and those that it lacks.
func newArchive(h screen.Host) screen.Page {
	return book.NewYearTable(h, book.Yearly[complaint.Holding]{
		Room: "complaint", Register: "complaint", Title: kit.T("ui.complaint.archive.title"),
		Columns: []kit.TableColumn{
			{Key: "archive_number", Title: kit.T("complaint.archive_number"), Width: 150},
			{Key: "number", Title: kit.T("complaint.number"), Width: 132},
			{Key: "complainant", Title: kit.T("complaint.complainant"), Width: 92},
			{Key: "what", Title: kit.T("complaint.what"), Width: 160, Flex: true},
			{Key: "closed_on", Title: kit.T("ui.complaint.archive.closed"), Width: 100},
			{Key: "place", Title: kit.T("ui.complaint.archive.place"), Width: 170},
			{Key: "papers", Title: kit.T("ui.complaint.archive.papers"), Width: 66, Right: true},
			{Key: "whole", Title: kit.T("ui.complaint.archive.whole"), Width: 100, Pill: true},
			{Key: "lack", Title: kit.T("ui.complaint.ledger.lack"), Width: 150},
			{Key: "said", Title: kit.T("ui.complaint.archive.said"), Width: 140},
		},
		Read: func(ctx context.Context, year int) ([]complaint.Holding, error) {
			return h.Shop().Complaints.Archives(ctx, year)
		},
		Row:   archiveRow,
		Marks: []string{"lack"}, Names: []string{kit.T("ui.complaint.ledger.lack")},
		Has: func(e complaint.Holding, _ string) bool { return len(e.Missing()) > 0 },
		Note: func(all []complaint.Holding, marked map[string]int) string {
			return kit.T("ui.complaint.archive.note", "N", len(all), "Whole", len(all)-marked["lack"], "Lack", marked["lack"])
		},
		Empty:     kit.T("ui.complaint.archive.empty"),
		PrintText: kit.T("ui.complaint.ledger.print"),
		Print: func(ids []int64) {
			if len(ids) > 0 {
				h.Print(ledgerForm, "complaint", ids...)
			}
		},
	})
}

// archiveRow is a case: what is whole is green, what lacks a paper amber.
func archiveRow(e complaint.Holding) kit.Row {
	c := e.Complaint
	missing := e.Missing()
	var lack []string
	for _, k := range missing {
		lack = append(lack, paperName(k))
	}
	whole := kit.Cell{Text: kit.T("ui.complaint.archive.yes"), Pill: true, Tone: kit.ToneGood}
	if len(missing) > 0 {
		whole = kit.Cell{Text: kit.T("ui.complaint.archive.no"), Pill: true, Tone: kit.ToneWarning}
	}
	return kit.Row{ID: c.ID, Cells: []kit.Cell{
		{Text: c.ArchiveNumber},
		{Text: c.Number},
		{Text: c.Complainant},
		{Text: c.What},
		{Text: c.ClosedOn},
		{Text: e.Place},
		{Text: strconv.Itoa(len(e.Papers)-len(missing)) + "/" + strconv.Itoa(len(e.Papers))},
		whole,
		{Text: join(lack), Tone: kit.ToneWarning, Small: true},
		{Text: e.Said, Muted: true},
	}}
}
