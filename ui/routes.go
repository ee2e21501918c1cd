package ui

import (
	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/ui/complaints"
	"kezhi/ui/credit"
	"kezhi/ui/customers"
	"kezhi/ui/desk"
	"kezhi/ui/grading"
	"kezhi/ui/kit"
	"kezhi/ui/management"
	"kezhi/ui/paper"
	"kezhi/ui/privacy"
	"kezhi/ui/screen"
	"kezhi/ui/settings"
	"kezhi/ui/surveys"
	"kezhi/ui/today"
	"kezhi/ui/visits"
)

// Browse shows a room: a register's table, today, or the settings. A table is
// the same page as before, so that it stands where it stood.
func (w *Window) Browse(room string) {
	if w.shop == nil {
		return
	}
	if why := w.shuts(room); why != "" {
		kit.NewToast(w.win.Canvas(), kit.ToastOptions{Text: why, Tone: kit.ToneDanger})
		return
	}
	room = w.landing(room)
	p, ok := w.rooms[room]
	if !ok {
		if p = w.room(room); p == nil {
			return
		}
		if room != "settings" {
			w.rooms[room] = p
		}
	}
	w.leave(func() {
		w.pages = []screen.Page{p}
		w.bring()
	})
}

func (w *Window) room(room string) screen.Page {
	switch room {
	case "today":
		return management.Tabbed(w, room, today.Page(w))
	case "figures", "change", "inspection":
		return management.List(w, room)
	case "customer":
		return customers.List(w)
	case "visit", "plan", "quarter":
		return visits.List(w, room)
	case "complaint", "complaint-ledger", "complaint-archive", "complaint-figures":
		return complaints.List(w, room)
	case "survey", "answer", "questionnaire":
		return surveys.List(w, room)
	case "credit", "credit_report", "receivable", "ageing":
		return credit.List(w, room)
	case "grading", "review", "blacklist", "evaluate":
		return grading.List(w, room)
	case "desk", "reception", "dispute", "handover", "greeting":
		return desk.List(w, room)
	case "settings":
		return settings.Page(w, w.options.Version, w.relook)
	case "policy":
		return settings.Policy(w)
	case "holidays":
		return settings.Holidays(w)
	case "audit":
		return settings.Trail(w)
	case "users":
		return settings.Users(w)
	case "rights":
		return settings.Rights(w)
	case "privacy":
		return settings.Tabbed(w, room, privacy.Settings(w))
	case "request", "incident":
		return privacy.List(w, room)
	case "backup":
		return settings.Backups(w, w.options.Version, w.reopen)
	case "encryption":
		return settings.Encryption(w)
	}
	return nil
}

// Open shows the record of a register.
func (w *Window) Open(register string, id int64) { w.Show(w.page(register, id, nil)) }

// New begins a record with some fields filled in.
func (w *Window) New(register string, preset field.Values) {
	if !w.refuses(account.Create, register) {
		w.Show(w.page(register, 0, preset))
	}
}

func (w *Window) page(register string, id int64, preset field.Values) screen.Page {
	switch register {
	case "visit", "plan", "quarter":
		return visits.Page(w, register, id, preset)
	case "complaint":
		return complaints.Page(w, id, preset)
	case "survey", "answer", "questionnaire":
		return surveys.Page(w, register, id, preset)
	case "credit", "credit_report", "receivable":
		return credit.Page(w, register, id, preset)
	case "review", "blacklist":
		return grading.Page(w, register, id, preset)
	case "reception", "dispute", "handover":
		return desk.Page(w, register, id, preset)
	case "change", "inspection":
		return management.Page(w, register, id, preset)
	}
	if register == "request" || register == "incident" {
		return privacy.Page(w, register, id, preset)
	}
	return customers.Page(w, id, preset)
}

// Print shows the preview of a form.
func (w *Window) Print(form, register string, ids ...int64) {
	if !w.refuses(account.Print, register) {
		w.Show(paper.New(w, form, register, ids))
	}
}
