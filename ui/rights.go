package ui

import (
	"slices"

	"kezhi/data/account"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// registersOf are the registers that a room shows; a room without any is everybody's.
var registersOf = map[string][]string{
	"customer":  {"customer"},
	"visit":     {"visit", "plan", "quarter"},
	"complaint": {"complaint"},
	"survey":    {"survey", "answer", "questionnaire"},
	"desk":      {"reception", "dispute", "handover"},
	"grading":   {"review", "blacklist"},
	"credit":    {"credit", "credit_report", "receivable"},
}

// shuts says why whoever is at the desk may not go to a room, "" where they
// may: where they see any of its registers.
func (w *Window) shuts(room string) string {
	if w.landing(room) != "" {
		return ""
	}
	return kit.T("account.room.denied", "Room", w.named(room))
}

// named is the name of a room, or of a page of one.
func (w *Window) named(room string) string {
	if registersOf[room] == nil {
		return kit.T("account.register." + room)
	}
	return kit.T("ui.room." + room)
}

// landing is what is shown of a room: the room itself, or where its first
// register is not to be seen the first that is; "" for none.
func (w *Window) landing(room string) string {
	regs, s := registersOf[room], account.Of(w.shop.DB)
	if len(regs) == 0 && slices.Contains(account.Registers(), room) {
		regs = []string{room} // a page of a room
	}
	at := slices.IndexFunc(regs, func(r string) bool { return s.May(account.See, r) })
	switch {
	case len(regs) == 0 || at == 0:
		return room
	case at < 0:
		return ""
	}
	return regs[at]
}

// refuses says in a message why somebody may not do something, and tells whether
// it is so.
func (w *Window) refuses(v account.Verb, register string) bool {
	why := screen.Refused(w, v, register)
	if why == "" {
		return false
	}
	kit.NewToast(w.win.Canvas(), kit.ToastOptions{Text: why, Tone: kit.ToneDanger})
	return true
}
