package complaints

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// archive is the archive of a year (归档): each case with its place, the papers
// that it holds and those that it lacks.
type archive struct {
	h       screen.Host
	year    int
	only    string // lack; "": all
	all     []complaint.Holding
	shown   []complaint.Holding
	table   *kit.RecordTable
	head    *kit.PageHeader
	chip    *kit.Chip
	content fyne.CanvasObject
	read    bool
}

func newArchive(h screen.Host) *archive {
	return &archive{h: h, year: h.Shop().DB.Now().Local().Year()}
}

// Room is the entry of the navigation.
func (p *archive) Room() string { return "complaint" }

// Content builds the page.
func (p *archive) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	p.table = kit.NewRecordTable([]kit.TableColumn{
		{Key: "archive_number", Title: kit.T("complaint.archive_number"), Width: 150},
		{Key: "number", Title: kit.T("complaint.number"), Width: 132},
		{Key: "complainant", Title: kit.T("complaint.complainant"), Width: 100},
		{Key: "what", Title: kit.T("complaint.what"), Width: 180, Flex: true},
		{Key: "closed_on", Title: kit.T("ui.complaint.archive.closed"), Width: 100},
		{Key: "place", Title: kit.T("ui.complaint.archive.place"), Width: 110},
		{Key: "papers", Title: kit.T("ui.complaint.archive.papers"), Width: 70, Right: true},
		{Key: "whole", Title: kit.T("ui.complaint.archive.whole"), Width: 76, Pill: true},
		{Key: "lack", Title: kit.T("ui.complaint.ledger.lack"), Width: 180},
		{Key: "said", Title: kit.T("ui.complaint.archive.said"), Width: 140},
	}, nil)
	p.table.GiveWay = true
	p.table.SetSource(p, false)
	p.table.OnOpen = func(_ int, id int64) { p.h.Open("complaint", id) }
	p.chip = kit.NewChip(kit.T("ui.complaint.ledger.only"), []string{"lack"}, []string{kit.T("ui.complaint.ledger.lack")}, func(key string) {
		p.only = key
		p.draw()
	})
	p.head = kit.NewPageHeader(kit.T("ui.complaint.archive.title"), "")
	p.content = kit.Page(p.head, kit.NewPanel(p.table))
	p.drawHead()
	return p.content
}

func (p *archive) drawHead() {
	step := func(n int) func() { return func() { p.year += n; p.Shown() } }
	p.head.Actions(p.chip,
		kit.NewButton("", "chevron-left", step(-1)).Tip(strconv.Itoa(p.year-1)),
		kit.Bold(kit.T("ui.complaint.ledger.year", "Year", p.year)),
		kit.NewButton("", "chevron-right", step(1)).Tip(strconv.Itoa(p.year+1)),
		kit.NewButton(kit.T("ui.complaint.ledger.print"), "printer", p.print).Hint("Ctrl+P"))
}

// Len is how many cases are shown.
func (p *archive) Len() int { return len(p.shown) }

// Row is a case: what is whole is green, what lacks a paper amber.
func (p *archive) Row(i int) (kit.Row, bool) {
	e := p.shown[i]
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
	}}, true
}

// Want has nothing to do: all is read.
func (p *archive) Want(int, int) {}

// Shown reads the year anew.
func (p *archive) Shown() {
	year := p.year
	var hs []complaint.Holding
	screen.Beside(func(ctx context.Context) error {
		var err error
		hs, err = p.h.Shop().Complaints.Archives(ctx, year)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		if year != p.year {
			return // another year was picked meanwhile
		}
		first := !p.read
		p.all, p.read = hs, true
		p.drawHead()
		p.draw()
		if first {
			p.table.FocusFirst()
		}
	})
}

func (p *archive) draw() {
	p.shown = nil
	lack := 0
	for _, e := range p.all {
		missing := len(e.Missing()) > 0
		if missing {
			lack++
		}
		if p.only == "" || missing {
			p.shown = append(p.shown, e)
		}
	}
	p.head.Set(kit.T("ui.complaint.archive.title"), kit.T("ui.complaint.archive.note", "N", len(p.all), "Whole", len(p.all)-lack, "Lack", lack))
	p.table.Empty = nil
	if len(p.shown) == 0 {
		p.table.Empty = kit.NewEmptyState("clipboard-list", kit.T("ui.complaint.archive.empty"), "", nil)
	}
	p.table.SetSource(p, true)
}

// print prints the cases that are shown, as a ledger.
func (p *archive) print() {
	ids := make([]int64, len(p.shown))
	for i, e := range p.shown {
		ids[i] = e.Complaint.ID
	}
	if len(ids) > 0 {
		p.h.Print(ledgerForm, "complaint", ids...)
	}
}

// Leave goes at once: nothing is typed here.
func (p *archive) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *archive) Do(c screen.Command) bool {
	if c == screen.Print {
		p.print()
		return true
	}
	return false
}
