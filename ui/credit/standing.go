package credit

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/credit"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// mostDebts and mostReports are listed of a customer.
const (
	mostDebts   = 12
	mostReports = 5
)

// standing is how a customer stands, as it is read beside the window.
type standing struct {
	account *credit.Account
	policy  *policy.Preset
	debts   []register.Line
	reports []register.Line
}

func (s *standing) read(ctx context.Context, h screen.Host, customerID int64) error {
	shop := h.Shop()
	var err error
	if s.policy, err = shop.Policy(ctx); err != nil {
		return err
	}
	if s.account, err = shop.Credit.Of(ctx, customerID, screen.Today(h)); err != nil {
		return err
	}
	ids, err := shop.Credit.Debts(ctx, customerID, false, mostDebts)
	if err == nil {
		s.debts, err = shop.Credit.Receivables.Lines(ctx, ids)
	}
	if err == nil {
		ids, err = shop.Credit.ReportsOf(ctx, customerID, mostReports)
	}
	if err == nil {
		s.reports, err = shop.Credit.Reports.Lines(ctx, ids)
	}
	return err
}

// of reads how the customer of a number stands.
func (s *standing) of(ctx context.Context, h screen.Host, number string) error {
	id, err := h.Shop().Customers.Find(ctx, number)
	if err != nil {
		return err
	}
	return s.read(ctx, h, id)
}

// bar is limit and use as a bar, and what is overdue.
func (s *standing) bar() fyne.CanvasObject {
	a := s.account
	col := kit.VBox(kit.Gap8)
	var limit int64
	if a.File != nil {
		limit = a.File.Limit
	}
	used := kit.T("ui.credit.used", "Used", credit.Money(a.Used), "Limit", credit.Money(limit))
	if limit == 0 {
		used = kit.T("ui.credit.no_limit", "Used", credit.Money(a.Used))
	}
	right := kit.Spacer()
	if left := a.Left(); limit > 0 && left >= 0 {
		right = kit.HBox(kit.Gap4, kit.Small(kit.T("ui.credit.left")), kit.Bold(credit.Money(left)))
	}
	col.Add(kit.HBox(kit.Gap8, kit.Grow(kit.NewText(used).Shortened()), right))
	if limit > 0 {
		b := kit.NewProgressBar()
		b.Set(int(min(a.Used, limit)/100), int(max(limit/100, 1)))
		col.Add(b)
	}
	if over := a.Used - limit; limit > 0 && over > 0 {
		col.Add(kit.Paragraph(kit.T("ui.credit.over", "Amount", credit.Money(over))).In(kit.ColorDanger))
	}
	if a.Overdue > 0 {
		col.Add(kit.Paragraph(kit.T("ui.credit.overdue", "Amount", credit.Money(a.Overdue), "Days", a.Days)).In(kit.ColorDanger))
	} else if a.Used > 0 {
		col.Add(kit.Small(kit.T("ui.credit.clear")))
	}
	return col
}

// terms are the grade's terms in words.
func (s *standing) terms() fyne.CanvasObject {
	t := kit.Paragraph(s.account.Grade.Terms.Say(kit.Lang)).In(kit.ColorMuted)
	t.TextSize = kit.SmallSize
	return t
}

// listed are what is open and the last reports, each with a way to it.
func (s *standing) listed(h screen.Host) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12)
	if len(s.debts) > 0 {
		col.Add(kit.NewSection(kit.T("ui.credit.debts")))
		col.Add(kit.NewTimeline(debtItems(h, s.debts)...))
	}
	if len(s.reports) > 0 {
		col.Add(kit.NewSection(kit.T("ui.credit.reports")))
		col.Add(kit.NewTimeline(reportItems(h, s.reports)...))
	}
	return col
}

func debtItems(h screen.Host, ls []register.Line) []kit.TimelineItem {
	var items []kit.TimelineItem
	for _, l := range ls {
		it := kit.TimelineItem{
			Kind: yuan(l.Values.Text("open")), Title: l.Values.Text("what"),
			Sub: kit.Dotted(l.Values.Text("on"), l.Number), OnTap: func() { h.Open("receivable", l.ID) },
		}
		if n := l.Values.Text("days_overdue"); n != "0" && n != "" {
			it.Pill, it.Tone = kit.T("ui.late", "N", n), kit.ToneDanger
		}
		items = append(items, it)
	}
	return items
}

func reportItems(h screen.Host, ls []register.Line) []kit.TimelineItem {
	r := h.Shop().Credit.Reports
	var items []kit.TimelineItem
	for _, l := range ls {
		pill, tone := book.Show(r.Fields(), l.Values, "decision"), Tones["decision"][l.Values.Text("decision")]
		if pill == "" {
			pill, tone = kit.T("ui.credit.awaiting"), kit.ToneWarning
		}
		items = append(items, kit.TimelineItem{
			Kind: book.Show(r.Fields(), l.Values, "kind"), Pill: pill, Tone: tone,
			Title: kit.Dotted(book.Show(r.Fields(), l.Values, "grade"), yuan(l.Values.Text("limit"))),
			Sub:   kit.Dotted(l.Values.Text("on"), l.Values.Text("reporter"), l.Number), OnTap: func() { h.Open("credit_report", l.ID) },
		})
	}
	return items
}

// yuan is an amount as it stands in Values, in words; "" for nothing, stars for
// what is masked.
func yuan(s string) string {
	if field.IsMasked(s) {
		return s
	}
	n, err := field.ReadDecimal(s)
	if err != nil || n == 0 {
		return ""
	}
	return credit.Yuan(n).Say(kit.Lang)
}

// money is an amount as it stands in Values with its thousands parted, "" for
// nothing, stars for what is masked.
func money(s string) string {
	if field.IsMasked(s) {
		return s
	}
	n, err := field.ReadDecimal(s)
	if err != nil || n == 0 {
		return ""
	}
	return credit.Money(n)
}

// Section is how a customer stands, for the page of its file: grade, limit,
// used, overdue, and the way to the credit file.
func Section(h screen.Host, customerID int64, number, name string) fyne.CanvasObject {
	var s standing
	return book.Later(h, func(ctx context.Context) error { return s.read(ctx, h, customerID) }, func() fyne.CanvasObject {
		head := kit.HBox(kit.Gap8, kit.Bold(kit.T("ui.credit.section")))
		f := s.account.File
		if f == nil {
			head.Add(kit.Small(kit.T("ui.credit.none")))
			head.Add(kit.Spacer())
			head.Add(kit.NewLink(kit.T("ui.credit.begin"), func() {
				h.New("credit", field.Values{"customer": number, "customer_name": name})
			}))
			if s.account.Used == 0 {
				return head
			}
			return kit.VBox(kit.Gap8, head, s.bar())
		}
		head.Add(kit.NewPill(s.account.Grade.Name.Say(kit.Lang), gradeTone(s.policy, f.Grade)))
		if f.StoppedOn != "" {
			head.Add(kit.NewPill(kit.T("ui.credit.stopped", "Day", f.StoppedOn), kit.ToneDanger))
		}
		head.Add(kit.Spacer())
		head.Add(kit.NewLink(f.Number, func() { h.Open("credit", f.ID) }))
		return kit.VBox(kit.Gap8, head, s.bar())
	})
}
