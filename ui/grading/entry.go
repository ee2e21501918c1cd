package grading

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// entryPage is the page of an entry of the blacklist.
func entryPage(h screen.Host, id int64, preset field.Values) screen.Page {
	if id == 0 {
		preset = with(preset, field.Values{"proposer": h.Who()})
	}
	s := h.Shop().Grading
	p := book.NewPage(h, s.Blacklist, id, preset, book.Record{
		Room: room, Icon: "shield-off", Form: blacklistForm,
		Fields: func(r register.Record) []field.Desc {
			return locked(s.Blacklist, r.ID != 0 && r.Values.Text("state") != grading.Draft, r.Values)
		},
		Hide:    func(key string) bool { return key == "customer_name" || key == "state" || key == "updated_at" },
		Pills:   func(r register.Record) []*kit.Pill { return entryPills(h, r.Values) },
		Actions: func(p *book.Page) []*kit.Button { return actions(p, entryDeeds(p)) },
		Main:    func(p *book.Page) *kit.Button { return first(entryDeeds(p), p) },
	})
	return &page{Page: p, deeds: entryDeeds}
}

func entryPills(h screen.Host, v field.Values) []*kit.Pill {
	ps := []*kit.Pill{kit.NewPill(scope(h, v), kit.ToneNeutral)}
	if v.Text("state") == grading.Approved && !inForce(h, v) {
		return append(ps, kit.NewPill(kit.T("ui.grading.ended"), kit.ToneNeutral))
	}
	return append(ps, kit.NewPill(book.Show(h.Shop().Grading.Blacklist.Fields(), v, "state"), listed.Of("state", v.Text("state"))))
}

// entryDeeds is what can be done about an entry; the first is the main thing.
func entryDeeds(p *book.Page) []deed {
	s, r, who := p.H.Shop().Grading, p.Edit.Record(), p.H.Who()
	if r.DeletedAt != 0 {
		return nil
	}
	switch r.Values.Text("state") {
	case grading.Draft, "":
		return []deed{{"propose", "send", "", func(ctx context.Context, id int64, _ string) error { return s.ProposeEntry(ctx, who, id) }}}
	case grading.Proposed:
		return []deed{
			{"approve", "stamp", "opinion", func(ctx context.Context, id int64, o string) error { return s.ApproveEntry(ctx, who, id, o) }},
			{"refuse", "circle-x", "opinion", func(ctx context.Context, id int64, o string) error { return s.RefuseEntry(ctx, who, id, o) }},
			{"withdraw", "undo-2", "", func(ctx context.Context, id int64, _ string) error { return s.WithdrawEntry(ctx, who, id) }},
		}
	case grading.Approved:
		if inForce(p.H, r.Values) {
			return []deed{{"lift", "shield-check", "lift_reason", func(ctx context.Context, id int64, o string) error { return s.Lift(ctx, who, id, o) }}}
		}
	}
	return nil
}

// ended greys the day of an entry that is over.
func ended(h screen.Host) func(l register.Line, key string) kit.Tone {
	return func(l register.Line, key string) kit.Tone {
		if key == "until" && inForce(h, l.Values) {
			return kit.ToneDanger
		}
		return kit.ToneNeutral
	}
}

// entryPanel is what the table shows of the marked entry.
func entryPanel(h screen.Host, l register.Line) fyne.CanvasObject {
	s := h.Shop().Grading
	v := l.Values
	return book.Panel(v.Text("customer_name"), kit.Dotted(l.Number, v.Text("customer")), entryPills(h, v), []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("blacklist", l.ID) }),
		kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print(blacklistForm, "blacklist", l.ID) }).Off(screen.NoPrint(h, "blacklist")),
	},
		book.KeyValues(s.Blacklist.Fields(), v, "from", "until", "proposer", "approver", "approved_on", "lifted_on", "lifted_by"),
		kit.NewSection(kit.T("blacklist.reason")), kit.Paragraph(v.Text("reason")))
}

// with adds to the values of a new record what they lack.
func with(preset, more field.Values) field.Values {
	out := more.Clone()
	for k, v := range preset {
		out[k] = v
	}
	return out
}
