package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/account"
	accounts "kezhi/ui/account"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/paper"
	"kezhi/ui/screen"
)

// seat is who works at the window of a file with accounts.
type seat struct {
	curtain *kit.Curtain // over the window while nobody is signed in
	login   *accounts.Login
	user    account.User // who was there last
}

// locked tells whether the window is covered.
func (w *Window) locked() bool { return w.seat.curtain != nil }

// ask covers the window with the page at which people sign in.
func (w *Window) ask(user account.User, before <-chan struct{}) {
	if w.locked() {
		return
	}
	l := accounts.NewLogin(w, user)
	l.Before, l.In, l.Quit = before, w.enter, w.close
	c := kit.NewCurtain(l.Content())
	c.OnKey = l.Key
	c.Draw(w.win.Canvas())
	w.seat.curtain, w.seat.login = c, l
	l.Focus()
}

// Lock covers the window and lets nobody read or write until somebody signs in.
// What is open and typed stays; drafts of it are kept at once.
func (w *Window) Lock() { w.leaveDesk(account.Of(w.shop.DB).User()) }

// switchUser locks for somebody else to sign in.
func (w *Window) switchUser() { w.leaveDesk(account.User{}) }

func (w *Window) leaveDesk(user account.User) {
	if w.shop == nil || w.locked() {
		return
	}
	if !w.shop.DB.Shut() {
		kit.NewToast(w.win.Canvas(), kit.ToastOptions{Text: kit.T("account.lock.none"), Action: kit.T("account.offer.closed"), OnDo: func() { accounts.SetUp(w, nil) }})
		return
	}
	w.idle.stop()
	w.shutPreviews()
	gone := make(chan struct{})
	w.ask(user, gone)
	screen.Beside(func(context.Context) error {
		defer close(gone)
		book.KeepAll()
		account.SignOut(w.shop.DB)
		return nil
	}, nil)
}

// shutPreviews closes the previews of printed forms: paper shows what the screen
// masks.
func (w *Window) shutPreviews() {
	n := len(w.pages)
	for len(w.pages) > 1 {
		p, ok := w.front().(*paper.Page)
		if !ok {
			break
		}
		p.Leave(func() {})
		w.pages = w.pages[:len(w.pages)-1]
	}
	if len(w.pages) != n {
		w.bring()
	}
}

// enter lets somebody in who has signed in: back to the very page where it is
// the same person, otherwise to a window that shows nothing of the one before.
func (w *Window) enter(s *account.Session) {
	same := s.User().ID == w.seat.user.ID
	w.seat.user, w.who = s.User(), s.Name()
	if !same && len(w.pages) > 0 {
		w.clear()
	}
	w.seat.login.Close()
	w.seat.curtain.Lift()
	w.seat.curtain, w.seat.login = nil, nil
	switch {
	case len(w.pages) == 0:
		w.begin()
	default:
		w.shell.ready()
	}
}

// clear ends every page of the one before, without asking: what was typed is
// among the drafts.
func (w *Window) clear() {
	for _, p := range w.pages {
		if c, ok := p.(interface{ Close() }); ok {
			c.Close()
		}
	}
	w.pages, w.rooms = nil, map[string]screen.Page{}
	kit.Strip(w.win.Canvas())
	w.body.Objects = nil
	w.build()
}

// recognise knows who is at the desk now: the first account may just have been
// made, a name changed, the login turned off.
func (w *Window) recognise() {
	s := account.Of(w.shop.DB)
	if s.Signed() {
		w.seat.user, w.who = s.User(), s.Name()
	}
	w.shell.allow()
}

// watchIdle counts the minutes after which the window locks itself.
func (w *Window) watchIdle() {
	if !w.shop.DB.Shut() {
		w.idle.stop()
		return
	}
	var minutes int
	screen.Beside(func(ctx context.Context) (err error) {
		minutes, err = account.Idle(ctx, w.shop.DB)
		return err
	}, func(err error) {
		if err != nil {
			slog.Error("idle", "error", err)
			return
		}
		if limit := time.Duration(minutes) * time.Minute; limit != w.idle.limit && !w.locked() {
			w.idle.start(limit, time.Now())
		}
	})
}

// deskMenu is what whoever is signed in can do at the desk.
func (w *Window) deskMenu() []kit.MenuItem {
	return []kit.MenuItem{
		{Text: kit.T("account.menu.lock"), Icon: "lock", Hint: "Ctrl+L", OnTap: w.Lock},
		{Text: kit.T("account.menu.switch"), Icon: "users", Hint: "Ctrl+Shift+L", OnTap: w.switchUser},
		{Text: kit.T("account.menu.password"), Icon: "pencil", Rule: true, OnTap: func() { accounts.ChangePassword(w) }},
	}
}

// showDesk opens a menu above the name of who is at the desk.
func (w *Window) showDesk(items []kit.MenuItem) {
	kit.ShowMenu(w.shell.nav, fyne.NewPos(12, w.win.Canvas().Size().Height-60-float32(len(items))*36), items)
}
