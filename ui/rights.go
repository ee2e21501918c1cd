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
	regs := registersOf[room]
	s := account.Of(w.shop.DB)
	if len(regs) == 0 || slices.ContainsFunc(regs, func(r string) bool { return s.May(account.See, r) }) {
		return ""
	}
	return kit.T("account.room.denied", "Room", kit.T("ui.room."+room))
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
