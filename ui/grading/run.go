package grading

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/ui/customers"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// run is the run over the whole register (批量评价): who is due, whose sheet is
// filled in, and what is proposed; the sheets are approved in one go.
type run struct {
	h       screen.Host
	head    *kit.PageHeader
	table   *kit.RecordTable
	body    *fyne.Container
	approve *kit.Button
	content fyne.CanvasObject
	lines   []grading.Line
	ready   int // lines with a sheet
	names   field.Desc
}

func newRun(h screen.Host) *run {
	names, _ := field.Find(h.Shop().Grading.Reviews.Fields(), "proposed")
	return &run{h: h, names: names}
}

// Room is the entry of the navigation.
func (p *run) Room() string { return room }

// Content builds the page.
func (p *run) Content() fyne.CanvasObject {
	if p.content != nil {
		return p.content
	}
	p.table = kit.NewRecordTable([]kit.TableColumn{
		{Key: "number", Title: kit.T("ui.number"), Width: 92},
		{Key: "name", Title: kit.T("review.customer_name"), Width: 190},
		{Key: "department", Title: kit.T("review.department"), Width: 84},
		{Key: "grade", Title: kit.T("review.grade_before"), Width: 80},
		{Key: "proposed", Title: kit.T("review.proposed"), Width: 80},
		{Key: "due", Title: kit.T("ui.grading.due"), Width: 96},
		{Key: "state", Title: kit.T("review.state"), Width: 80},
		{Key: "why", Title: kit.T("ui.grading.why"), Width: 300, Flex: true},
	}, nil)
	p.table.SetSource(p, false)
	p.table.OnOpen = func(row int, _ int64) { p.open(row) }
	p.table.OnChoose = func([]int64) { p.label() }
	p.approve = kit.NewButton(kit.T("ui.grading.approve_all", "N", 0), "stamp", p.ask).Primary().Hint("Ctrl+Enter")
	p.approve.Off(screen.Refused(p.h, account.Approve, "review")).Disable()
	p.head = kit.NewPageHeader(kit.T("ui.grading.tab.evaluate"), "").Actions(
		kit.NewButton(kit.T("ui.grading.sheets"), "printer", p.print).Hint("Ctrl+P").Off(screen.NoPrint(p.h, "review")), p.approve)
	p.body = container.NewStack(kit.NewPanel(p.table))
	p.content = kit.Page(p.head, p.body)
	return p.content
}

// Len is how many customers are listed.
func (p *run) Len() int { return len(p.lines) }

// Row is one customer. Its id is the line's place, counted from 1.
func (p *run) Row(i int) (kit.Row, bool) {
	l := p.lines[i]
	grade := func(key string) kit.Cell {
		return kit.Cell{Text: field.Show(kit.Lang, p.names, key), Tone: customers.GradeTone(p.h, key), Pill: key != ""}
	}
	due := kit.Cell{Text: l.Due, Muted: true}
	if l.Due != "" && l.Due < screen.Today(p.h) {
		due = kit.Cell{Text: l.Due, Tone: kit.ToneDanger}
	}
	state := kit.Cell{Text: kit.T("ui.grading.no_sheet"), Muted: true}
	to := kit.Cell{}
	if l.ReviewID != 0 {
		state = kit.Cell{Text: kit.T("review.state." + l.State)}
		to = grade(l.Proposed)
	}
	return kit.Row{ID: int64(i + 1), Cells: []kit.Cell{
		{Text: l.Customer, Muted: true, Small: true}, {Text: l.Name}, {Text: l.Department.Say(kit.Lang)}, grade(l.Grade), to, due, state, {Text: l.Reason(kit.Lang)},
	}}, true
}

// Want has nothing to do: all is read.
func (p *run) Want(int, int) {}

// Shown runs over the register anew.
func (p *run) Shown() {
	p.head.Set(kit.T("ui.grading.tab.evaluate"), "…")
	var lines []grading.Line
	day := screen.Today(p.h)
	screen.Beside(func(ctx context.Context) error {
		var err error
		lines, err = p.h.Shop().Grading.Evaluate(ctx, day)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.lines, p.ready = lines, 0
		for _, l := range lines {
			if l.ReviewID != 0 {
				p.ready++
			}
		}
		p.table.SetSource(p, true)
		p.table.Empty = nil
		if len(lines) == 0 {
			p.table.Empty = kit.NewEmptyState("badge-check", kit.T("ui.grading.empty"), kit.T("ui.grading.empty.do"), nil)
		}
		p.head.Set(kit.T("ui.grading.tab.evaluate"), kit.T("ui.grading.run.note", "N", len(lines), "Ready", p.ready))
		p.label()
		p.table.Refresh()
		p.table.FocusFirst()
	})
}

// chosen are the lines that were chosen, all where fewer than two were.
func (p *run) chosen() []grading.Line {
	ids := p.table.Chosen()
	if len(ids) < 2 {
		return p.lines
	}
	var out []grading.Line
	for _, id := range ids {
		if i := int(id) - 1; i >= 0 && i < len(p.lines) {
			out = append(out, p.lines[i])
		}
	}
	return out
}

// sheets are the reviews among lines, in their order: who comes down first, and
// the best of those who go up.
func sheets(ls []grading.Line) []int64 {
	var ids []int64
	for _, l := range ls {
		if l.ReviewID != 0 {
			ids = append(ids, l.ReviewID)
		}
	}
	return ids
}

func (p *run) label() {
	n := len(sheets(p.chosen()))
	p.approve.SetText(kit.T("ui.grading.approve_all", "N", n))
	if n == 0 {
		p.approve.Disable()
	} else {
		p.approve.Enable()
	}
}

func (p *run) open(row int) {
	if row < 0 || row >= len(p.lines) {
		return
	}
	l := p.lines[row]
	if l.ReviewID != 0 {
		p.h.Open("review", l.ReviewID)
		return
	}
	p.h.New("review", field.Values{"customer": l.Customer, "customer_name": l.Name, "grade_before": l.Grade})
}

// ask has the person confirm before many are approved.
func (p *run) ask() {
	ids := sheets(p.chosen())
	if len(ids) == 0 {
		return
	}
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{
		Title: kit.T("ui.grading.approve_all", "N", len(ids)), Text: kit.T("ui.grading.approve_all.text"), Yes: kit.T("ui.grading.do.approve"),
	}, func(yes bool) {
		if yes {
			p.decide(ids)
		}
	})
}

func (p *run) decide(ids []int64) {
	who := p.h.Who()
	var out []grading.Outcome
	screen.Beside(func(ctx context.Context) error {
		var err error
		out, err = p.h.Shop().Grading.ApproveAll(ctx, who, ids, "")
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.tell(out)
		p.h.Changed()
		p.Shown()
	})
}

// mostTold is how many refusals a dialog lists.
const mostTold = 8

// tell says how many were approved, and of the others why not.
func (p *run) tell(out []grading.Outcome) {
	col := kit.VBox(kit.Gap8)
	kept := 0
	for _, o := range out {
		if o.Err == nil {
			kept++
			continue
		}
		if len(col.Objects) < mostTold {
			col.Add(kit.VBox(2, kit.Bold(kit.Dotted(o.Name, o.Number)), kit.Paragraph(data.Explain(o.Err, kit.Lang)).In(kit.ColorMuted)))
		}
	}
	said := kit.T("ui.grading.approved_n", "N", kept)
	if kept == len(out) {
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: said, Tone: kit.ToneGood})
		return
	}
	if more := len(out) - kept - len(col.Objects); more > 0 {
		col.Add(kit.Small(kit.T("ui.grading.more", "N", more)))
	}
	var d *kit.Dialog
	ok := kit.NewButton(kit.T("kit.understood"), "", func() { d.Close() }).Primary()
	d = kit.NewDialog(kit.T("ui.grading.some_refused", "N", kept, "Refused", len(out)-kept), col, ok)
	d.Width = 560
	d.Open(p.h.Window().Canvas(), ok)
}

// print prints sheets to fill in for those who have none.
func (p *run) print() {
	var ids []int64
	for _, l := range p.chosen() {
		if l.ReviewID == 0 {
			ids = append(ids, l.CustomerID)
		}
	}
	if len(ids) == 0 {
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.grading.sheets.none")})
		return
	}
	p.h.Print(stageForm, "customer", ids...)
}

// Leave goes at once.
func (p *run) Leave(leave func()) { leave() }

// Do carries out the keyboard's commands.
func (p *run) Do(c screen.Command) bool {
	switch c {
	case screen.Print:
		p.print()
	case screen.Commit:
		p.ask()
	case screen.New:
		p.h.New("review", nil)
	default:
		return false
	}
	return true
}
