package complaints

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
	"kezhi/ui/tones"
)

// ledger is a year's complaints, one line each: both clocks, how late, and what
// the archive lacks.
type ledger struct {
	h       screen.Host
	year    int
	only    string // late, lack; "": all
	all     []complaint.LedgerLine
	shown   []complaint.LedgerLine
	table   *kit.RecordTable
	head    *kit.PageHeader
	chip    *kit.Chip
	content fyne.CanvasObject
	read    bool
}

func newLedger(h screen.Host) *ledger { return &ledger{h: h, year: h.Shop().DB.Now().Local().Year()} }

// Room is the entry of the navigation.
func (p *ledger) Room() string { return "complaint" }

// Content builds the page.
func (p *ledger) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	title := func(key string) string { return kit.T("complaint." + key) }
	p.table = kit.NewRecordTable([]kit.TableColumn{
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
	}, nil)
	p.table.GiveWay = true
	p.table.SetSource(p, false)
	p.table.OnOpen = func(_ int, id int64) { p.h.Open("complaint", id) }
	p.chip = kit.NewChip(kit.T("ui.complaint.ledger.only"), []string{"late", "lack"}, []string{kit.T("ui.complaint.ledger.late"), kit.T("ui.complaint.ledger.lack")}, func(key string) {
		p.only = key
		p.draw()
	})
	p.head = kit.NewPageHeader(kit.T("form.complaint-ledger.title"), "")
	p.content = kit.Page(p.head, kit.NewPanel(p.table))
	p.drawHead()
	return p.content
}

func (p *ledger) drawHead() {
	step := func(n int) func() { return func() { p.year += n; p.Shown() } }
	p.head.Actions(p.chip,
		kit.NewButton("", "chevron-left", step(-1)).Tip(strconv.Itoa(p.year-1)),
		kit.Bold(kit.T("ui.complaint.ledger.year", "Year", p.year)),
		kit.NewButton("", "chevron-right", step(1)).Tip(strconv.Itoa(p.year+1)),
		kit.NewButton(kit.T("ui.complaint.ledger.print"), "printer", p.print).Hint("Ctrl+P"))
}

// Len is how many lines are shown.
func (p *ledger) Len() int { return len(p.shown) }

// Row is a complaint's line. What is late is red, what the archive lacks amber.
func (p *ledger) Row(i int) (kit.Row, bool) {
	e := p.shown[i]
	c, now := e.Complaint, today(p.h)
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
	}}, true
}

// Want has nothing to do: all is read.
func (p *ledger) Want(int, int) {}

// Shown reads the year anew.
func (p *ledger) Shown() {
	from, to := strconv.Itoa(p.year)+"-01-01", strconv.Itoa(p.year)+"-12-31"
	year := p.year
	var es []complaint.LedgerLine
	screen.Beside(func(ctx context.Context) error {
		var err error
		es, err = p.h.Shop().Complaints.Ledger(ctx, from, to)
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
		p.all = es
		p.read = true
		p.drawHead()
		p.draw()
		if first {
			p.table.FocusFirst()
		}
	})
}

func (p *ledger) draw() {
	p.shown = nil
	late, lack := 0, 0
	for _, e := range p.all {
		if e.Late > 0 {
			late++
		}
		if len(e.Missing) > 0 {
			lack++
		}
		if p.only == "" || p.only == "late" && e.Late > 0 || p.only == "lack" && len(e.Missing) > 0 {
			p.shown = append(p.shown, e)
		}
	}
	p.head.Set(kit.T("form.complaint-ledger.title"), kit.T("ui.complaint.ledger.note", "N", len(p.all), "Late", late, "Lack", lack))
	p.table.Empty = nil
	if len(p.shown) == 0 {
		p.table.Empty = kit.NewEmptyState("clipboard-list", kit.T("ui.complaint.ledger.empty"), "", nil)
	}
	p.table.SetSource(p, true)
}

// print prints the lines that are shown.
func (p *ledger) print() {
	ids := make([]int64, len(p.shown))
	for i, e := range p.shown {
		ids[i] = e.Complaint.ID
	}
	p.h.Print(ledgerForm, "complaint", ids...)
}

// Leave goes at once: nothing is typed here.
func (p *ledger) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *ledger) Do(c screen.Command) bool {
	switch c {
	case screen.Print:
		p.print()
	case screen.New:
		p.h.New("complaint", nil)
	default:
		return false
	}
	return true
}
