package credit

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/credit"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// ledger is the table of receivables: what came in and what was done about
// lateness is entered from there.
type ledger struct {
	*book.Tabs
	h      screen.Host
	marked register.Line
}

func newLedger(h screen.Host) *ledger {
	l := &ledger{h: h}
	l.Tabs = tabbed(h, "receivable", book.NewList(h, h.Shop().Credit.Receivables, book.Table{
		Room: room, Icon: "receipt", Sort: "on", Desc: true, New: true, Form: ledgerForm,
		Filters: []string{"state", "owner", "due_on"}, Tones: Tones, Side: l.side, Tone: debtTone,
	}))
	return l
}

// debtTone reddens a day that is past while something is open.
func debtTone(l register.Line, key string) kit.Tone {
	if key == "due_on" && isLate(l.Values) {
		return kit.ToneDanger
	}
	return kit.ToneNeutral
}

func isLate(v field.Values) bool { n := v.Text("days_overdue"); return n != "" && n != "0" }

func isOpen(v field.Values) bool {
	return v.Text("state") == credit.Outstanding && v.Text("open") != ""
}

// Do carries out the keyboard's commands; Ctrl+Enter enters what came in for the
// marked debt.
func (l *ledger) Do(c screen.Command) bool {
	if c == screen.Commit && l.marked.ID != 0 && isOpen(l.marked.Values) {
		l.receive()
		return true
	}
	return l.Tabs.Do(c)
}

func (l *ledger) receive() { receive(l.h, register.Record(l.marked), l.Shown) }

func (l *ledger) dun() { dun(l.h, register.Record(l.marked), l.Shown) }

// side is what the table shows of the marked debt.
func (l *ledger) side(h screen.Host, x register.Line) fyne.CanvasObject {
	l.marked = x
	v := x.Values
	var buttons []fyne.CanvasObject
	if isOpen(v) && x.DeletedAt == 0 {
		buttons = append(buttons,
			kit.NewButton(kit.T("ui.credit.receive"), "circle-check", l.receive).Hint("Ctrl+Enter").Off(screen.NoEdit(h, "receivable")),
			kit.NewButton(kit.T("ui.credit.dun"), "phone", l.dun).Off(screen.NoEdit(h, "receivable")))
	}
	buttons = append(buttons, kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("receivable", x.ID) }))
	r := h.Shop().Credit.Receivables
	var s standing
	return book.Panel(v.Text("customer_name"), kit.Dotted(x.Number, v.Text("what")), debtPills(h, v), buttons,
		book.KeyValues(r.Fields(), v, "on", "due_on", "amount", "received", "open", "contract", "over_approver", "dun_on"),
		kit.NewSection(kit.T("ui.credit.how")),
		book.Later(h, func(ctx context.Context) error { return s.of(ctx, h, v.Text("customer")) }, func() fyne.CanvasObject {
			return kit.VBox(kit.Gap12, s.bar(), s.listed(h))
		}))
}

func debtPills(h screen.Host, v field.Values) []*kit.Pill {
	ps := []*kit.Pill{kit.NewPill(book.Show(h.Shop().Credit.Receivables.Fields(), v, "state"), Tones["state"][v.Text("state")])}
	if isLate(v) {
		ps = append(ps, kit.NewPill(kit.T("ui.late", "N", v.Text("days_overdue")), kit.ToneDanger))
	}
	return ps
}

// receivablePage is the page of one debt.
func receivablePage(h screen.Host, id int64, preset field.Values) screen.Page {
	return book.NewPage(h, h.Shop().Credit.Receivables, id, preset, book.Record{
		Room: room, Icon: "receipt", Form: ledgerForm, Side: debtSide, Actions: debtActions, Fields: debtFields(h),
		Pills: func(r register.Record) []*kit.Pill { return debtPills(h, r.Values) },
		Hide: func(key string) bool {
			switch key {
			case "customer_name", "owner", "state", "updated_at", "dun_on", "days_overdue":
				return true
			}
			return false
		},
		Picked: func(p *book.Page, key string, _ kit.Pick) {
			if key == "customer" {
				p.Redraw()
			}
		},
	})
}

// debtFields leaves out of a new debt what comes later.
func debtFields(h screen.Host) func(r register.Record) []field.Desc {
	return func(r register.Record) []field.Desc {
		var out []field.Desc
		for _, d := range h.Shop().Credit.Receivables.Fields() {
			switch d.Key {
			case "received", "open", "dunnings", "write_off_on", "write_off_approver", "write_off_reason":
				if r.ID == 0 {
					continue
				}
			case "written_off":
				if r.Values.Text(d.Key) == "" {
					continue
				}
			}
			out = append(out, d)
		}
		return out
	}
}

// debtActions add the line of what came in, or was done, to the form.
func debtActions(p *book.Page) []*kit.Button {
	r := p.Edit.Record()
	if r.ID == 0 || r.DeletedAt != 0 || !isOpen(r.Values) {
		return nil
	}
	again := func() { p.Shown() }
	return []*kit.Button{
		kit.NewButton(kit.T("ui.credit.receive"), "circle-check", func() { p.Settled(func(r register.Record) { receive(p.H, r, again) }) }).Off(screen.NoEdit(p.H, "receivable")),
		kit.NewButton(kit.T("ui.credit.dun"), "phone", func() { p.Settled(func(r register.Record) { dun(p.H, r, again) }) }).Off(screen.NoEdit(p.H, "receivable")),
	}
}

// debtSide is how the customer stands.
func debtSide(p *book.Page) fyne.CanvasObject {
	number := p.Edit.Values().Text("customer")
	if number == "" {
		return kit.NewCard(kit.NewEmptyState("scale", kit.T("ui.credit.how"), kit.T("ui.credit.how.new"), nil))
	}
	var s standing
	return book.Column(book.Later(p.H,
		func(ctx context.Context) error { return s.of(ctx, p.H, number) },
		func() fyne.CanvasObject { return s.card(p.H) }))
}
