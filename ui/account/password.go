package account

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// fresh are the two fields of a new password, with a sentence about it that
// changes while it is typed.
type fresh struct {
	password *kit.SecretField
	again    *kit.SecretField
	first    *kit.Labelled
	second   *kit.Labelled
	strength *kit.Text
	content  *fyne.Container
}

func newFresh() *fresh {
	f := &fresh{password: kit.NewSecretField(""), again: kit.NewSecretField("")}
	f.first, f.second = above("account.password.new", f.password), above("account.password.again", f.again)
	f.strength = kit.Paragraph("")
	f.strength.TextSize = kit.SmallSize
	f.content = kit.VBox(kit.Gap12, kit.VBox(kit.Gap4, f.first, f.strength), f.second)
	f.password.Watch(f.typed)
	f.again.Watch(func() { f.second.SetWrong("") })
	f.password.OnSubmit(f.again.FocusFirst)
	f.judge()
	return f
}

func (f *fresh) object() fyne.CanvasObject { return f.content }

// submit is called for Enter in the last field.
func (f *fresh) submit(do func()) { f.again.OnSubmit(do) }

func (f *fresh) typed() {
	f.first.SetWrong("")
	f.judge()
}

// long is from how many characters on a password is called good.
const long = 14

// judge says how good what is typed is.
func (f *fresh) judge() {
	s, ink := kit.T("account.strength.good"), kit.ColorGood
	n := len([]rune(f.password.Text()))
	err := account.Weak(f.password.Text())
	switch {
	case n == 0:
		s, ink = kit.T("account.strength.empty"), kit.ColorMuted
	case err != nil:
		s, ink = data.Explain(err, kit.Lang), kit.ColorWarning
	case n < long:
		s, ink = kit.T("account.strength.fair"), kit.ColorText
	}
	f.strength.SetColor(ink)
	f.strength.SetText(s)
}

// wrong says what is wrong with the password, "" for nothing.
func (f *fresh) wrong(s string) { f.first.SetWrong(s) }

// agree tells whether both fields say the same and it may be a password;
// otherwise it says so.
func (f *fresh) agree() bool {
	if err := account.Weak(f.password.Text()); err != nil {
		f.wrong(data.Explain(err, kit.Lang))
		f.password.FocusFirst()
		return false
	}
	if f.password.Text() != f.again.Text() {
		f.second.SetWrong(kit.T("account.password.differ"))
		f.again.FocusFirst()
		return false
	}
	return true
}

// must is the form of who has to choose a password of their own before anything
// else.
type must struct {
	l       *Login
	s       *account.Session
	old     string
	content fyne.CanvasObject
	fresh   *fresh
	do      *kit.Button
}

func (l *Login) must(s *account.Session, old string) *must {
	m := &must{l: l, s: s, old: old, fresh: newFresh()}
	m.fresh.submit(m.enter)
	m.do = kit.NewButton(kit.T("account.password.do"), "", m.enter).Primary()
	m.content = card(kit.T("account.password.title"), kit.T("account.password.must"), m.fresh.object(), m.do,
		kit.HBox(0, quiet("account.forgot.back", m.escape), kit.Spacer()))
	return m
}

func (m *must) object() fyne.CanvasObject { return m.content }

func (m *must) focus() { m.fresh.password.FocusFirst() }

func (m *must) escape() {
	account.SignOut(m.l.h.Shop().DB)
	m.l.turn(m.l.entry())
}

func (m *must) enter() {
	if m.do.Disabled() || !m.fresh.agree() {
		return
	}
	m.do.Disable()
	d, password := m.l.h.Shop().DB, m.fresh.password.Text()
	screen.Beside(func(ctx context.Context) error { return account.ChangePassword(ctx, d, m.old, password) }, func(err error) {
		m.do.Enable()
		if err != nil {
			m.fresh.wrong(data.Explain(err, kit.Lang))
			m.l.content.Refresh()
			return
		}
		m.l.in(account.Of(d))
	})
}

// ChangePassword lets whoever is at the desk choose another password.
func ChangePassword(h screen.Host) {
	old := kit.NewSecretField("")
	was := above("account.password.old", old)
	f := newFresh()
	old.OnSubmit(f.password.FocusFirst)
	old.Watch(func() { was.SetWrong("") })
	var d *kit.Dialog
	ok := kit.NewButton(kit.T("account.password.do"), "", nil).Primary()
	ok.OnTap = func() {
		if ok.Disabled() || !f.agree() {
			return
		}
		ok.Disable()
		screen.Beside(func(ctx context.Context) error {
			return account.ChangePassword(ctx, h.Shop().DB, old.Text(), f.password.Text())
		}, func(err error) {
			ok.Enable()
			if err != nil {
				changeRefused(err, was, f)
				return
			}
			d.Close()
			kit.NewToast(h.Window().Canvas(), kit.ToastOptions{Text: kit.T("account.password.done"), Tone: kit.ToneGood})
		})
	}
	f.submit(ok.OnTap)
	d = kit.NewDialog(kit.T("account.password.title"), kit.VBox(kit.Gap12, was, f.object()),
		kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }), ok)
	d.Open(h.Window().Canvas(), nil)
	old.FocusFirst()
}

func changeRefused(err error, was *kit.Labelled, f *fresh) {
	if es := data.All(err); len(es) > 0 && es[0].Field == "password" {
		f.wrong(es[0].Text(kit.Lang))
		return
	}
	was.SetWrong(data.Explain(err, kit.Lang))
	was.Input.FocusFirst()
}
