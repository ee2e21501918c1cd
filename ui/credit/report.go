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

// reportPage is the page of a credit report.
func reportPage(h screen.Host, id int64, preset field.Values) screen.Page {
	if id == 0 {
		all := field.Values{"reporter": h.Who()}
		for k, v := range preset {
			all[k] = v
		}
		preset = all
	}
	return book.NewPage(h, h.Shop().Credit.Reports, id, preset, book.Record{
		Room: room, Icon: "file-search", Form: reportForm, Fields: reportFields(h), Side: reportSide, Picked: proposed,
		Pills: func(r register.Record) []*kit.Pill { return reportPills(h, r.Values) },
		Hide: func(key string) bool {
			return key == "customer_name" || key == "owner" || key == "updated_at"
		},
	})
}

// reportFields locks what was decided, and leaves out how things stood before
// that is known.
func reportFields(h screen.Host) func(r register.Record) []field.Desc {
	return func(r register.Record) []field.Desc {
		var out []field.Desc
		for _, d := range h.Shop().Credit.Reports.Fields() {
			switch d.Key {
			case "had_grade", "had_limit", "had_used", "had_overdue", "decided_on":
				if r.Values.Text(d.Key) == "" {
					continue
				}
			case "customer", "kind", "on", "grade", "limit", "days", "reporter", "approver", "decision":
				d.ReadOnly = d.ReadOnly || r.ID != 0 && r.Values.Text("decision") != ""
			}
			out = append(out, d)
		}
		return out
	}
}

func reportPills(h screen.Host, v field.Values) []*kit.Pill {
	r := h.Shop().Credit.Reports
	ps := []*kit.Pill{kit.NewPill(book.Show(r.Fields(), v, "kind"), Tones["kind"][v.Text("kind")])}
	if s := book.Show(r.Fields(), v, "decision"); s != "" {
		return append(ps, kit.NewPill(s, Tones["decision"][v.Text("decision")]))
	}
	return append(ps, kit.NewPill(kit.T("ui.credit.awaiting"), kit.ToneWarning))
}

// proposed begins with the terms that the chosen customer has.
func proposed(p *book.Page, key string, x kit.Pick) {
	if key != "customer" || x.Number == "" || p.Values().Text("grade") != "" {
		return
	}
	var s standing
	screen.Beside(func(ctx context.Context) error { return s.of(ctx, p.H, x.Number) }, func(err error) {
		if err != nil || s.account.File == nil {
			return
		}
		f := s.account.File
		p.Fill(field.Values{"grade": f.Grade, "limit": field.ShowDecimal(f.Limit), "days": field.ShowInteger(f.Days)})
	})
}

// reportSide is how the customer stands now.
func reportSide(p *book.Page) fyne.CanvasObject {
	number := p.Edit.Values().Text("customer")
	if number == "" {
		return kit.NewCard(kit.NewEmptyState("scale", kit.T("ui.credit.how"), kit.T("ui.credit.how.new"), nil))
	}
	var s standing
	return book.Column(book.Later(p.H,
		func(ctx context.Context) error { return s.of(ctx, p.H, number) },
		func() fyne.CanvasObject { return s.card(p.H) }))
}

// card is how the customer of a report or a debt stands, with the way to its
// file.
func (s *standing) card(h screen.Host) fyne.CanvasObject {
	f := s.account.File
	if f == nil {
		return kit.VBox(kit.Gap12, kit.Bold(kit.T("ui.credit.none")), s.bar(), s.listed(h))
	}
	head := kit.HBox(kit.Gap8, kit.Grow(kit.Bold(f.CustomerName).Shortened()), kit.NewPill(s.account.Grade.Name.Say(kit.Lang), gradeTone(s.policy, f.Grade)))
	return kit.VBox(kit.Gap12, head, s.terms(), s.bar(), kit.HBox(0, kit.NewLink(f.Number, func() { h.Open("credit", f.ID) })), s.listed(h))
}

// reportPanel is what the table shows of the marked report.
func reportPanel(h screen.Host, l register.Line) fyne.CanvasObject {
	r, v := h.Shop().Credit.Reports, l.Values
	rest := []fyne.CanvasObject{book.KeyValues(r.Fields(), v, "had_grade", "grade", "limit", "days", "channels", "measures", "reporter", "approver", "decided_on")}
	for _, key := range []string{"findings", "business", "payment", "opinion"} {
		if s := v.Text(key); s != "" {
			rest = append(rest, kit.NewSection(kit.T("credit_report."+key)), kit.Paragraph(s))
		}
	}
	return book.Panel(v.Text("customer_name"), kit.Dotted(l.Number, v.Text("on")), reportPills(h, v), []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("credit_report", l.ID) }),
		kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print(reportForm, "credit_report", l.ID) }).Off(screen.NoPrint(h, "credit_report")),
	}, rest...)
}
