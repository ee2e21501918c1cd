// Package management is what a manager looks at besides the work of the day: the
// figures of a period, the change reports, the audits. They are tabs of 今日.
package management

import (
	"cmp"
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// room is the entry of the navigation.
const room = "today"

// tabs are the pages of the room, in the order of their tabs.
var tabs = []string{"today", "figures", "change", "inspection"}

// Tabbed puts a page of the room under the strip that leads to the others.
func Tabbed(h screen.Host, at string, p screen.Page) screen.Page {
	return book.Tabbed(h, tabs, at, p)
}

// Tones of what the values say.
var tones = book.Tones{
	"kind": {"audit": kit.ToneInfo, "regulation": kit.TonePrimary},
}

// List is the page of a tab.
func List(h screen.Host, at string) screen.Page {
	switch at {
	case "change":
		return Tabbed(h, at, book.NewList(h, h.Shop().Customers.Changes, book.Table{
			Room: room, Icon: "pencil", Sort: "changed_on", Desc: true, New: true, Form: "change-report",
			Filters: []string{"changed_on", "recorded_on", "recorder"}, Side: changePanel,
			Tone: func(l register.Line, key string) kit.Tone {
				if key == "due" && l.Values.Text("recorded_on") == "" && l.Values.Text("due") < screen.Today(h) {
					return kit.ToneDanger
				}
				return kit.ToneNeutral
			},
		}))
	case "inspection":
		return Tabbed(h, at, book.NewList(h, h.Shop().Inspections, book.Table{
			Room: room, Icon: "shield-check", Sort: "on", Desc: true, New: true, Form: "inspection-record",
			Filters: []string{"kind", "on", "inspector"}, Tones: tones,
		}))
	}
	return Tabbed(h, "figures", newFigures(h))
}

// Page is the page of one record; id 0 begins a new one.
func Page(h screen.Host, reg string, id int64, preset field.Values) screen.Page {
	own := field.Values{}
	if id == 0 {
		own = field.Values{"recorder": h.Who()}
		if reg == "inspection" {
			own = field.Values{"inspector": h.Who()}
		}
	}
	for k, v := range preset {
		own[k] = v
	}
	if reg == "inspection" {
		return book.NewPage(h, h.Shop().Inspections, id, own, book.Record{
			Room: room, Icon: "shield-check", Form: "inspection-record",
			Hide: func(key string) bool { return key == "updated_at" || (key == "to" || key == "edition") && id == 0 },
			Title: func(r register.Record) string {
				return kit.T("ui.inspection.named", "Kind", kit.T("inspection.kind."+r.Values.Text("kind")), "From", r.Values.Text("from"), "To", r.Values.Text("to"))
			},
		})
	}
	return book.NewPage(h, h.Shop().Customers.Changes, id, own, book.Record{
		Room: room, Icon: "pencil", Form: "change-report",
		Hide: func(key string) bool {
			return key == "updated_at" || key == "customer_name" || key == "owner" || (key == "due" || key == "edition") && id == 0
		},
	})
}

// changePanel is what the table shows of the marked change report.
func changePanel(h screen.Host, l register.Line) fyne.CanvasObject {
	v := l.Values
	return book.Panel(v.Text("customer_name"), kit.Dotted(l.Number, v.Text("changed_on")), nil, []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("change", l.ID) }),
		kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print("change-report", "change", l.ID) }).Off(screen.NoPrint(h, "change")),
	}, changed(h, l.ID),
		book.KeyValues(h.Shop().Customers.Changes.Fields(), v, "due", "evidence", "recorder", "recorded_on", "reviewer", "reviewed_on", "review"))
}

// changed are the things that changed, before and after, read beside the window.
func changed(h screen.Host, id int64) fyne.CanvasObject {
	box := kit.VBox(kit.Gap8)
	var r register.Record
	screen.Beside(func(ctx context.Context) (err error) {
		r, err = h.Shop().Customers.Changes.Get(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			return // opening it says why
		}
		for _, i := range r.Values.Rows("items") {
			what := kit.Paragraph(dash(i.Text("before")) + " → " + dash(i.Text("after")))
			what.MaxLines = 3
			box.Add(kit.VBox(0, kit.Small(kit.T("change.items.item."+i.Text("item"))), what))
		}
		kit.Relayout(box)
	})
	return box
}

// dash stands for nothing.
func dash(s string) string { return cmp.Or(s, "—") }
