// Package desk is the front desk in the window: the board of the day, where
// visitors are entered and the line goes round, the visitor register, disputes,
// the sheets of the shifts, and whom to greet.
package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// room is the entry of the navigation that the pages share.
const room = "desk"

// The printed forms of the room.
const (
	registerForm  = "visitor-register"
	handoverForm  = "handover"
	greetingsForm = "greetings"
)

// Tones of what the values of the registers say.
var Tones = book.Tones{
	"basis": {desk.Turn: kit.TonePrimary, desk.Return: kit.ToneInfo, desk.Named: kit.ToneInfo, desk.AtDesk: kit.ToneNeutral, desk.ByHand: kit.ToneNeutral},
	"level": {"A": kit.ToneGood, "B": kit.ToneInfo, "C": kit.ToneNeutral},
	"state": {desk.Disputed: kit.ToneWarning, desk.Decided: kit.ToneGood, desk.Offered: kit.ToneWarning, desk.Accepted: kit.ToneGood},
}

// List is one of the pages of the room, with the tabs to the others.
func List(h screen.Host, at string) screen.Page {
	s := h.Shop().Desk
	switch at {
	case "reception":
		return tabbed(h, at, book.NewList(h, s.Receptions, book.Table{
			Room: room, Icon: "clipboard-list", Sort: "at", Desc: true, New: true, Form: registerForm,
			Filters: []string{"on", "receiver", "level", "first_time"}, Tones: Tones, Side: receptionPanel,
		}))
	case "dispute":
		return tabbed(h, at, book.NewList(h, s.Disputes, book.Table{
			Room: room, Icon: "gavel", Sort: "on", Desc: true, New: true, Filters: []string{"state", "on"}, Tones: Tones,
		}))
	case "handover":
		return tabbed(h, at, book.NewList(h, s.Handovers, book.Table{
			Room: room, Icon: "handshake", Sort: "on", Desc: true, New: true, Form: handoverForm, Filters: []string{"state", "on"}, Tones: Tones,
		}))
	case "greeting":
		return tabbed(h, at, newGreetings(h))
	}
	return tabbed(h, room, newBoard(h))
}

// Page is the page of one record of the three registers; id 0 begins a new one.
func Page(h screen.Host, register string, id int64, preset field.Values) screen.Page {
	switch register {
	case "dispute":
		return disputePage(h, id, preset)
	case "handover":
		return handoverPage(h, id, preset)
	}
	return receptionPage(h, id, preset)
}

// pages are the tabs of the room, in their order.
var pages = []string{room, "reception", "dispute", "handover", "greeting"}

func tabbed(h screen.Host, at string, p screen.Page) screen.Page { return book.Tabbed(h, pages, at, p) }

// put shows objects in a box, in place of what was there.
func put(box *fyne.Container, os ...fyne.CanvasObject) {
	box.Objects = os
	box.Refresh()
	kit.Relayout(box)
}

// pick are some of the descriptions, in the order of the keys.
func pick(ds []field.Desc, keys ...string) []field.Desc {
	var out []field.Desc
	for _, k := range keys {
		if d, ok := field.Find(ds, k); ok {
			d.Section, d.When = "", nil
			out = append(out, d)
		}
	}
	return out
}

// box is an empty place that is filled later.
func box() *fyne.Container { return container.NewStack() }
