package account

import (
	"context"
	"strings"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/vault"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// setup is the dialog in which the first account is made.
type setup struct {
	h      screen.Host
	done   func()
	name   *kit.Labelled
	login  *kit.Labelled
	fresh  *fresh
	ok     *kit.Button
	dialog *kit.Dialog
}

// SetUp asks who the first user is and turns the login on; done is called when
// that has happened, before the recovery page is shown. It may be nil.
func SetUp(h screen.Host, done func()) {
	s := &setup{h: h, done: done, fresh: newFresh()}
	name := kit.NewSuggestField(func(prefix string) []string { return people(h, prefix) })
	if who := h.Who(); who != kit.T("ui.reception") {
		name.SetValue(who)
	}
	login := kit.NewTextField(kit.T("account.setup.login.hint"))
	s.name, s.login = above("account.setup.name", name), above("account.setup.login", login)
	login.OnSubmit(s.fresh.password.FocusFirst)
	name.Watch(func() { s.name.SetWrong("") })
	login.Watch(func() { s.login.SetWrong("") })
	s.ok = kit.NewButton(kit.T("account.setup.do"), "lock", s.enter).Primary()
	s.fresh.submit(s.enter)
	s.dialog = kit.NewDialog(kit.T("account.setup.title"),
		kit.VBox(kit.Gap12, kit.Paragraph(kit.T("account.setup.note")).In(kit.ColorMuted), kit.Split([]float32{1, 1}, s.name, s.login), s.fresh.object()),
		kit.NewButton(kit.T("kit.cancel"), "", func() { s.dialog.Close() }), s.ok)
	s.dialog.Width = 560
	s.dialog.Open(h.Window().Canvas(), nil)
	name.FocusFirst()
}

// people are the shop's people whose name begins so.
func people(h screen.Host, prefix string) []string {
	var names []string
	for _, m := range h.Staff() {
		if !m.Left && strings.HasPrefix(m.Name, prefix) {
			names = append(names, m.Name)
		}
	}
	return names
}

func (s *setup) enter() {
	if s.ok.Disabled() || !s.fresh.agree() {
		return
	}
	name, login, password := text(s.name), text(s.login), s.fresh.password.Text()
	recovery, made := "", false
	s.ok.Disable()
	screen.Beside(func(ctx context.Context) error {
		d := s.h.Shop().DB
		u, err := account.SetUp(ctx, d, name, login, password)
		if err != nil {
			return err
		}
		made = true
		if vault.Of(d) == nil {
			recovery, err = s.h.Shop().SetUpVault(ctx, u.Name)
		}
		return err
	}, func(err error) {
		s.ok.Enable()
		if err != nil && !made {
			s.refused(err)
			return
		}
		s.dialog.Close()
		if s.done != nil {
			s.done()
		}
		s.h.Changed()
		if err != nil {
			screen.Fail(s.h, err)
		} else {
			kit.NewToast(s.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("account.setup.done"), Tone: kit.ToneGood})
		}
		if recovery != "" {
			Recovery(s.h, recovery)
			seal(s.h)
		}
	})
}

// seal seals what the file held before it had keys, while people go on working.
func seal(h screen.Host) {
	who := h.Who()
	screen.Beside(func(ctx context.Context) error {
		return h.Shop().Seal(ctx, who, true, nil)
	}, func(err error) { screen.Fail(h, err) })
}

// refused shows each reason at its field.
func (s *setup) refused(err error) {
	es := data.All(err)
	at := map[string]func(string){"name": s.name.SetWrong, "login": s.login.SetWrong, "password": s.fresh.wrong}
	for _, e := range es {
		if say := at[e.Field]; say != nil {
			say(e.Text(kit.Lang))
			continue
		}
		screen.Fail(s.h, err)
		return
	}
	if len(es) == 0 {
		screen.Fail(s.h, err)
	}
}
