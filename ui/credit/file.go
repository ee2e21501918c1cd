package credit

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// filePage is the page of a credit file: its terms as a form, and beside it how
// the customer stands.
func filePage(h screen.Host, id int64, preset field.Values) screen.Page {
	return book.NewPage(h, h.Shop().Credit.Files, id, preset, book.Record{
		Room: room, Icon: "scale", Form: cardForm, Hide: hideInFile, Fields: fileFields(h),
		Pills: func(r register.Record) []*kit.Pill { return filePills(h, r.Values) },
		Side:  fileSide, Actions: fileActions,
	})
}

// hideInFile leaves out of the form what is shown beside it.
func hideInFile(key string) bool {
	switch key {
	case "customer_name", "owner", "used", "overdue", "oldest_due", "instalment_due", "updated_at":
		return true
	}
	return false
}

// fileFields locks what changes by reports once the file is kept, and leaves out
// the settlement while trade goes on.
func fileFields(h screen.Host) func(r register.Record) []field.Desc {
	return func(r register.Record) []field.Desc {
		var out []field.Desc
		for _, d := range h.Shop().Credit.Files.Fields() {
			switch d.Key {
			case "customer", "grade", "limit", "days", "approver":
				d.ReadOnly = d.ReadOnly || r.ID != 0
			case "withheld", "instalments":
				if r.Values.Text("stopped_on") == "" {
					continue
				}
			case "approved_on", "reported_on", "report_due":
				if r.ID == 0 {
					continue
				}
			}
			out = append(out, d)
		}
		return out
	}
}

func filePills(h screen.Host, v field.Values) []*kit.Pill {
	var ps []*kit.Pill
	if s := book.Show(h.Shop().Credit.Files.Fields(), v, "grade"); s != "" {
		ps = append(ps, kit.NewPill(s, kit.ToneNeutral))
	}
	if day := v.Text("stopped_on"); day != "" {
		ps = append(ps, kit.NewPill(kit.T("ui.credit.stopped", "Day", day), kit.ToneDanger))
	}
	if s := money(v.Text("overdue")); s != "" {
		ps = append(ps, kit.NewPill(kit.T("ui.credit.late", "Amount", s), kit.ToneDanger))
	}
	if n := late(v.Text("report_due"), screen.Today(h)); n > 0 {
		ps = append(ps, kit.NewPill(kit.T("ui.credit.report_late", "N", n), kit.ToneWarning))
	}
	return ps
}

// fileTone reddens a report that is late.
func fileTone(h screen.Host) func(register.Line, string) kit.Tone {
	return func(l register.Line, key string) kit.Tone {
		if key == "report_due" && late(l.Values.Text(key), screen.Today(h)) > 0 {
			return kit.ToneWarning
		}
		return kit.ToneNeutral
	}
}

// about fills the customer of a file into a new record.
func about(v field.Values, more field.Values) field.Values {
	p := field.Values{"customer": v.Text("customer"), "customer_name": v.Text("customer_name")}
	for k, x := range more {
		p[k] = x
	}
	return p
}

// proposal begins a report with the terms that are.
func proposal(v field.Values, kind string) field.Values {
	limit := v.Text("limit")
	if field.IsMasked(limit) {
		limit = ""
	}
	return about(v, field.Values{"kind": kind, "grade": v.Text("grade"), "limit": limit, "days": v.Text("days")})
}

func fileActions(p *book.Page) []*kit.Button {
	r := p.Edit.Record()
	if r.ID == 0 || r.DeletedAt != 0 {
		return nil
	}
	bs := []*kit.Button{
		kit.NewButton(kit.T("ui.credit.report"), "file-text", func() { p.H.New("credit_report", proposal(r.Values, "regular")) }).Off(screen.NoNew(p.H, "credit_report")),
		kit.NewButton(kit.T("ui.credit.urgent"), "triangle-alert", func() { p.H.New("credit_report", proposal(r.Values, "urgent")) }).Off(screen.NoNew(p.H, "credit_report")),
	}
	if r.Values.Text("stopped_on") != "" {
		return append(bs, kit.NewButton(kit.T("ui.credit.notice"), "printer", func() { p.H.Print(stopForm, "credit", r.ID) }).Off(screen.NoPrint(p.H, "credit")))
	}
	return append(bs, kit.NewButton(kit.T("ui.credit.debt"), "plus", func() { p.H.New("receivable", about(r.Values, nil)) }).Off(screen.NoNew(p.H, "receivable")))
}

// fileSide is how the customer stands, what is open and what was reported.
func fileSide(p *book.Page) fyne.CanvasObject {
	r := p.Edit.Record()
	if r.ID == 0 {
		return kit.NewCard(kit.NewEmptyState("scale", kit.T("ui.credit.how"), kit.T("ui.credit.how.new"), nil))
	}
	var s standing
	return book.Column(book.Later(p.H,
		func(ctx context.Context) error { return s.of(ctx, p.H, r.Values.Text("customer")) },
		func() fyne.CanvasObject {
			name := kit.NewLink(r.Values.Text("customer_name"), func() { screen.OpenCustomer(p.H, r.Values.Text("customer")) })
			return kit.VBox(kit.Gap12, kit.HBox(0, name), s.terms(), s.bar(), s.listed(p.H))
		}))
}

// filePanel is what the table shows of the marked file.
func filePanel(h screen.Host, l register.Line) fyne.CanvasObject {
	v := l.Values
	var s standing
	return book.Panel(v.Text("customer_name"), kit.Dotted(l.Number, v.Text("owner")), filePills(h, v), []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("credit", l.ID) }),
		kit.NewButton(kit.T("ui.credit.debt"), "plus", func() { h.New("receivable", about(v, nil)) }).Off(screen.NoNew(h, "receivable")),
		kit.NewButton(kit.T("ui.credit.report"), "file-text", func() { h.New("credit_report", proposal(v, "regular")) }).Off(screen.NoNew(h, "credit_report")),
		kit.NewButton("", "printer", func() { h.Print(cardForm, "credit", l.ID) }).Off(screen.NoPrint(h, "credit")).Tip(kit.T("ui.credit.card")),
	}, book.Later(h, func(ctx context.Context) error { return s.of(ctx, h, v.Text("customer")) }, func() fyne.CanvasObject {
		return kit.VBox(kit.Gap12, s.terms(), s.bar(), book.KeyValues(h.Shop().Credit.Files.Fields(), v, "days", "since", "reported_on", "report_due"), s.listed(h))
	}))
}
