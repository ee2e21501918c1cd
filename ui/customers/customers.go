// Package customers is the register of customer files in the window: the
// table with the panel beside it, and the page of one file with its timeline.
package customers

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/credit"
	"kezhi/ui/kit"
	"kezhi/ui/privacy"
	"kezhi/ui/screen"
)

// Tones of what a customer's values say.
var Tones = book.Tones{
	"open_complaints": {"*": kit.ToneDanger},
	"do_not_disturb":  {"true": kit.ToneWarning},
}

// tones are Tones and those of the grades, which are the regulation's own.
func tones(h screen.Host) book.Tones {
	all := book.Tones{"grade": {}}
	for key, t := range Tones {
		all[key] = t
	}
	for key, tone := range h.Shop().Customers.Tones {
		all["grade"][key] = named[tone]
	}
	return all
}

// named are the colours by the names that a regulation gives them.
var named = map[string]kit.Tone{
	"primary": kit.TonePrimary, "good": kit.ToneGood, "info": kit.ToneInfo, "warning": kit.ToneWarning, "danger": kit.ToneDanger,
}

// GradeTone is the colour of a grade.
func GradeTone(h screen.Host, grade string) kit.Tone { return named[h.Shop().Customers.Tones[grade]] }

// List is the page of the table.
func List(h screen.Host) screen.Page {
	return book.NewList(h, h.Shop().Customers, book.Table{
		Room: "customer", Icon: "users", Sort: "name", New: true, Form: "customer-card",
		Filters: []string{"grade", "owner", "open_complaints", "do_not_disturb"},
		Tones:   tones(h), Side: panel,
	})
}

// Page is the page of one file; id 0 begins a new one.
func Page(h screen.Host, id int64, preset field.Values) screen.Page {
	return book.NewPage(h, h.Shop().Customers, id, preset, book.Record{
		Room: "customer", Icon: "user", Form: "customer-card",
		Pills: func(r register.Record) []*kit.Pill { return pills(h, r) }, Notice: notice, Side: side, Actions: actions, Typed: probable, Suggest: suggest, Hide: hide,
	})
}

// notice says above a file what has to be known before anything is done with it.
func notice(p *book.Page) fyne.CanvasObject {
	return kit.VBox(0, privacy.Stored(p.H, p.Edit.Record().ID), barred(p))
}

// hide leaves out of the form what the register works out of other fields.
func hide(key string) bool {
	switch key {
	case "contact", "phone", "last_visit_on", "open_complaints", "updated_at", "review_on", "barred_until", "licence_until", "ended_on", "end_reason", "end_settlement":
		return true
	}
	return false
}

func pills(h screen.Host, r register.Record) []*kit.Pill {
	var ps []*kit.Pill
	colours, fieldsOf := tones(h), h.Shop().Customers.Fields()
	if r.Values.Text("barred_until") >= screen.Today(h) {
		ps = append(ps, kit.NewPill(kit.T("blacklist.title"), kit.ToneDanger))
	}
	if on := r.Values.Text("ended_on"); on != "" {
		ps = append(ps, kit.NewPill(kit.T("ui.ended", "Day", on), kit.ToneDanger))
	}
	show := func(key string) {
		d, ok := field.Find(fieldsOf, key)
		if s := field.Show(kit.Lang, d, r.Values[key]); ok && s != "" {
			ps = append(ps, kit.NewPill(s, colours[key][r.Values.Text(key)]))
		}
	}
	show("grade")
	show("scale")
	show("intent")
	if r.Values.Text("do_not_disturb") == "true" {
		ps = append(ps, kit.NewPill(kit.T("customer.do_not_disturb"), kit.ToneWarning))
	}
	if n := r.Values.Text("open_complaints"); n != "" && n != "0" {
		ps = append(ps, kit.NewPill(kit.T("ui.open_complaints", "N", n), kit.ToneDanger))
	}
	return ps
}

// fieldsOf are the customer's fields, for the names of options.
var fieldsOf = customer.Fields()

func actions(p *book.Page) []*kit.Button {
	r := p.Edit.Record()
	if r.ID == 0 || r.DeletedAt != 0 {
		return nil
	}
	preset := Preset(r.Meta, r.Values)
	return []*kit.Button{
		kit.NewButton(kit.T("ui.quick.visit"), "map-pin", func() { p.H.New("visit", preset("visit")) }).Off(screen.NoNew(p.H, "visit")),
		kit.NewButton(kit.T("ui.quick.complaint"), "message-square-warning", func() { p.H.New("complaint", preset("complaint")) }).Off(screen.NoNew(p.H, "complaint")),
		kit.NewButton(kit.T("ui.quick.answer"), "smile", func() { p.H.New("answer", preset("answer")) }).Off(screen.NoNew(p.H, "answer")),
		kit.NewButton(kit.T("ui.quick.review"), "star", func() { p.H.New("review", preset("review")) }).Off(screen.NoNew(p.H, "review")),
	}
}

// Preset fills the customer into a new record of another register.
func Preset(m register.Meta, v field.Values) func(reg string) field.Values {
	return func(reg string) field.Values {
		p := field.Values{"customer": m.Number, "customer_name": v.Text("name")}
		phone := plain(v.Text("phone"))
		switch reg {
		case "complaint":
			p["phone"] = phone
			p["complainant"] = v.Text("contact")
			if v.Text("kind") == customer.Person || v.Text("contact") == "" {
				p["complainant"] = v.Text("name")
			}
		case "visit":
			for _, c := range v.Rows("contacts") {
				if c.Text("is_first") == "true" || len(v.Rows("contacts")) == 1 {
					p["people"] = []field.Values{{"name": c.Text("name"), "post": c.Text("post"), "phone": plain(c.Text("phone"))}}
					break
				}
			}
		case "review":
			p["grade_before"] = v.Text("grade")
		case "answer":
			p["respondent"] = v.Text("contact")
			p["phone"] = phone
		}
		return p
	}
}

// plain is a text that may be entered elsewhere: nothing of one that is masked.
func plain(s string) string {
	if field.IsMasked(s) {
		return ""
	}
	return s
}

// probable warns of a file that may be the same customer's, while it is typed.
func probable(p *book.Page, v field.Values) {
	var ds []customer.Duplicate
	id := p.Edit.Record().ID
	screen.Beside(func(ctx context.Context) error {
		var err error
		ds, err = p.H.Shop().Customers.Probable(ctx, v, id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.H, err)
			return
		}
		if len(ds) == 0 {
			p.Hint(nil)
			return
		}
		box := kit.VBox(kit.Gap8)
		for _, d := range ds[:min(len(ds), 3)] {
			b := kit.NewBanner(kit.ToneWarning, kit.T("ui.duplicate", "Name", d.Name, "Number", d.Number, "Why", kit.T("search.duplicate."+string(d.Reason)), "Match", d.Match))
			box.Add(b.Do(kit.T("ui.open"), func() { p.H.Open("customer", d.ID) }))
		}
		p.Hint(box)
	})
}

// provinces are offered as regions, and some trades.
func suggest(_ screen.Host, key, _ string) []string {
	switch key {
	case "region", "addresses.region":
		return words("ui.provinces")
	case "industry":
		return words("ui.industries")
	case "contacts.post":
		return words("ui.posts")
	}
	return nil
}

func side(p *book.Page) fyne.CanvasObject {
	r := p.Edit.Record()
	if r.ID == 0 {
		return kit.NewCard(kit.NewEmptyState("history", kit.T("ui.timeline.none"), kit.T("ui.timeline.new"), nil))
	}
	// What is looked for at the desk comes first.
	parts := []fyne.CanvasObject{
		Timeline(p.H, r.ID, true), Documents(p.H, "customer", r.ID), credit.Section(p.H, r.ID, r.Number, r.Values.Text("name")),
		Grades(p.H, r.ID), privacy.Section(p), ending(p),
	}
	if r.Values.Text("ended_on") != "" {
		parts = slices.Insert(parts, 0, parts[len(parts)-1])[:len(parts)]
	}
	return book.Column(kit.VBox(kit.Gap16, parts...))
}
