// Package privacy is what the law on personal data asks for, in the window: how a
// customer stands to each purpose, with one key to give a consent or take it
// back; requests and incidents; the notice and the yearly list.
package privacy

import (
	"fyne.io/fyne/v2"

	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// room is the entry of the navigation.
const room = "settings"

// Tones of what the values of requests and incidents say.
var Tones = book.Tones{
	"state":   {privacy.Opened: kit.ToneWarning, privacy.Done: kit.ToneGood},
	"outcome": {privacy.Granted: kit.ToneGood, privacy.Partly: kit.ToneInfo, privacy.Refused: kit.ToneDanger},
	"kind":    {privacy.Erase: kit.ToneDanger, "leak": kit.ToneDanger, "suspected": kit.ToneWarning},
}

// pages are the page of personal data and its tables, as the window browses them.
var pages = []string{"privacy", "request", "incident"}

// List is the table of requests or of incidents.
func List(h screen.Host, key string) screen.Page { return book.Tabbed(h, pages, key, list(h, key)) }

func list(h screen.Host, key string) screen.Page {
	t := book.Table{Room: room, Icon: "shield-check", Sort: "updated_at", Desc: true, Filters: []string{"kind", "state"}, Tones: Tones, New: true, Side: panel(key)}
	if key == "incident" {
		t.Form = "incident-report"
		return book.NewList(h, h.Shop().Privacy.Incidents, t)
	}
	t.Form = "privacy-request"
	t.Tone = func(l register.Line, key string) kit.Tone {
		if key == "due" && l.Values.Text("state") == privacy.Opened && l.Values.Text("due") < screen.Today(h) {
			return kit.ToneDanger
		}
		return kit.ToneNeutral
	}
	return book.NewList(h, h.Shop().Privacy.Requests, t)
}

// Page is the page of a request or an incident.
func Page(h screen.Host, key string, id int64, preset field.Values) screen.Page {
	r := book.Record{Room: room, Icon: "shield-check", Hide: func(key string) bool { return key == "customer_name" || key == "updated_at" || key == "state" }}
	if key == "incident" {
		r.Form = "incident-report"
		r.Pills = pills(h.Shop().Privacy.Incidents, "kind", "state")
		return book.NewPage(h, h.Shop().Privacy.Incidents, id, preset, r)
	}
	r.Form = "privacy-request"
	r.Pills = pills(h.Shop().Privacy.Requests, "kind", "state")
	r.Actions = does
	return book.NewPage(h, h.Shop().Privacy.Requests, id, preset, r)
}

func pills(reg register.Register, keys ...string) func(register.Record) []*kit.Pill {
	return func(r register.Record) []*kit.Pill { return book.Pills(reg.Fields(), Tones, r.Values, keys...) }
}

// panel shows the marked request or incident beside the table.
func panel(key string) func(screen.Host, register.Line) fyne.CanvasObject {
	return func(h screen.Host, l register.Line) fyne.CanvasObject {
		reg := h.Shop().Register(key)
		form := map[string]string{"request": "privacy-request", "incident": "incident-report"}[key]
		col := kit.VBox(kit.Gap12, kit.VBox(2, kit.Heading(l.Number), kit.Small(kit.T("ui.privacy.entered", "Who", l.CreatedBy, "Day", field.ShowTime(l.CreatedAt)))),
			kit.NewFlow(kit.Gap8, kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open(key, l.ID) }),
				kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print(form, key, l.ID) }).Off(screen.NoPrint(h, key))))
		var rows []kit.KeyValue
		for _, d := range reg.Fields() {
			if s := field.Show(kit.Lang, d, l.Values[d.Key]); s != "" && d.Kind != field.Rows && d.Key != "updated_at" {
				rows = append(rows, kit.KeyValue{Key: kit.T(d.Label), Value: s})
			}
		}
		col.Add(kit.NewKeyValues(rows...))
		return book.Column(col)
	}
}

// does are the buttons of a request that is open: they do what is asked for.
func does(p *book.Page) []*kit.Button {
	r := p.Edit.Record()
	number := r.Values.Text("customer")
	if r.ID == 0 || r.DeletedAt != 0 || number == "" || r.Values.Text("state") == privacy.Done {
		return nil
	}
	with := func(do func(id int64)) func() {
		return func() {
			p.Settled(func(register.Record) {
				screen.FindCustomer(p.H, number, do)
			})
		}
	}
	switch r.Values.Text("kind") {
	case privacy.Access, privacy.CopyOf:
		return []*kit.Button{kit.NewButton(kit.T("ui.privacy.copy"), "printer", with(func(id int64) { p.H.Print("person-copy", "customer", id) })).Off(screen.NoPrint(p.H, "customer"))}
	case privacy.Erase:
		return []*kit.Button{kit.NewButton(kit.T("ui.privacy.erase"), "trash-2", with(func(id int64) { erase(p.H, id, number, r.Number, p.Shown) })).Danger().Off(off(p.H, account.Delete))}
	case privacy.Complain:
		return nil
	}
	return []*kit.Button{kit.NewButton(kit.T("ui.privacy.file"), "folder-open", with(func(id int64) { p.H.Open("customer", id) }))}
}
