// Package visits is the visits in the window: the reports, the plans that ask for
// them, and the report on a quarter.
package visits

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/visit"
	"kezhi/ui/book"
	"kezhi/ui/customers"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Tones of what a visit's values say.
var Tones = book.Tones{
	"period": {visit.ByMonth: kit.ToneNeutral, visit.ByQuarter: kit.ToneInfo},
	"result": {"deal": kit.ToneGood, "intent": kit.TonePrimary, "in_touch": kit.ToneInfo, "ineffective": kit.ToneNeutral},
}

// List is the page of one of the room's tables, with the tabs to the others.
func List(h screen.Host, reg string) screen.Page {
	s := h.Shop().Visits
	switch reg {
	case "plan":
		return tabbed(h, reg, book.NewList(h, s.Plans, book.Table{
			Room: room, Icon: "calendar-days", Sort: "from", Desc: true, New: true, Form: planForm,
			Filters: []string{"from", "period", "owner"}, Tones: Tones, Side: planPanel,
		}))
	case "quarter":
		return tabbed(h, reg, book.NewList(h, s.Quarters, book.Table{
			Room: room, Icon: "chart-column", Sort: "from", Desc: true, New: true, Form: quarterForm,
			Filters: []string{"from", "author"}, Side: quarterPanel,
		}))
	}
	return tabbed(h, "visit", book.NewList(h, s, book.Table{
		Room: room, Icon: "map-pin", Sort: "on", Desc: true, New: true, Form: "visit-summary",
		Filters: []string{"on", "way", "visitor", "result"},
		Tones:   Tones, Side: panel,
	}))
}

// room is the entry of the navigation.
const room = "visit"

// The forms of plans and of quarters.
const (
	planForm    = "visit-plan"
	quarterForm = "visit-quarter"
)

// Page is the page of one record of the room; id 0 begins a new one.
func Page(h screen.Host, reg string, id int64, preset field.Values) screen.Page {
	switch reg {
	case "plan":
		return newPlan(h, id, preset)
	case "quarter":
		return newQuarter(h, id, preset)
	}
	if id == 0 {
		all := field.Values{"visitor": h.Who()}
		for k, v := range preset {
			all[k] = v
		}
		preset = all
	}
	return book.NewPage(h, h.Shop().Visits, id, preset, book.Record{
		Room: room, Icon: "map-pin", Form: "visit-summary", Pills: pills, Picked: picked, Hide: hide,
	})
}

// hide leaves out of the form what the reference to the customer says already.
func hide(key string) bool {
	return key == "customer_name" || key == "on" || key == "promise_due" || key == "updated_at"
}

func pills(r register.Record) []*kit.Pill {
	return book.Pills(fields, Tones, r.Values, "way", "result")
}

// picked fills in whom one meets at the customer, where nobody is named yet.
func picked(p *book.Page, key string, x kit.Pick) {
	if key != "customer" || x.Number == "" || len(p.Values().Rows("people")) > 0 {
		return
	}
	var r register.Record
	screen.Beside(func(ctx context.Context) error {
		id, err := p.H.Shop().Customers.Find(ctx, x.Number)
		if err == nil {
			r, err = p.H.Shop().Customers.Get(ctx, id)
		}
		return err
	}, func(err error) {
		if err != nil {
			return
		}
		v := customers.Preset(r.Meta, r.Values)("visit")
		if people, ok := v["people"]; ok {
			p.Fill(field.Values{"people": people})
		}
	})
}

// fields are the descriptions, for the names of options.
var fields = visit.Fields()

// panel is what the table shows of the marked report.
func panel(h screen.Host, l register.Line) fyne.CanvasObject {
	v := l.Values
	minuted := kit.VBox(kit.Gap8)
	minutes(h, minuted, l)
	rest := []fyne.CanvasObject{book.KeyValues(fields, v, "visitor", "companions", "place", "purpose", "next_step", "next_on"), minuted}
	for _, key := range []string{"talk", "needs", "opinions", "review"} {
		if s := strings.TrimSpace(v.Text(key)); s != "" {
			rest = append(rest, kit.NewSection(kit.T("visit."+key)), kit.Paragraph(s))
		}
	}
	return book.Panel(v.Text("customer_name"), kit.Dotted(l.Number, v.Text("at")), pills(register.Record(l)), []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("visit", l.ID) }),
		kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print("visit-summary", "visit", l.ID) }).Off(screen.NoPrint(h, "visit")),
	}, rest...)
}

// minutes shows what a meeting talked about and decided, with who carries it
// out and whether it was.
func minutes(h screen.Host, box *fyne.Container, l register.Line) {
	way := l.Values.Text("way")
	if way != visit.Talk && way != visit.Presentation {
		return
	}
	var r register.Record
	screen.Beside(func(ctx context.Context) error {
		var err error
		r, err = h.Shop().Visits.Get(ctx, l.ID)
		return err
	}, func(err error) {
		if err != nil {
			return // it is gone; the table will say so when it is read again
		}
		if s := strings.TrimSpace(r.Values.Text("topics")); s != "" {
			box.Add(kit.NewSection(kit.T("visit.topics")))
			box.Add(kit.Paragraph(s))
		}
		ds := r.Values.Rows("decisions")
		if len(ds) > 0 {
			box.Add(kit.NewSection(kit.T("visit.decisions")))
		}
		for _, d := range ds {
			pill := kit.NewPill(kit.T("ui.minutes.open"), kit.ToneWarning)
			if on := d.Text("done_on"); on != "" {
				pill = kit.NewPill(kit.T("ui.minutes.done", "Day", on), kit.ToneGood)
			}
			who := d.Text("owner")
			if who == "" {
				who = kit.T("ui.minutes.nobody")
			}
			box.Add(kit.VBox(2, kit.Paragraph(d.Text("what")), kit.HBox(kit.Gap8, kit.Small(strings.TrimSpace(who+"　"+d.Text("due"))), kit.Spacer(), pill)))
		}
		box.Refresh()
		kit.Relayout(box)
	})
}
