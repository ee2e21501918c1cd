package account

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/vault"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// forgot is the form of who lost the password and holds the recovery page.
type forgot struct {
	l       *Login
	content fyne.CanvasObject
	login   *kit.Labelled
	key     *kit.Labelled
	fresh   *fresh
	do      *kit.Button
}

func (l *Login) forgot(login string) *forgot {
	f := &forgot{l: l}
	name, key := kit.NewTextField(""), kit.NewTextField(kit.T("account.forgot.key.hint"))
	name.SetText(login)
	f.login, f.key = above("account.login.login", name), above("account.forgot.key", key)
	f.fresh = newFresh()
	f.fresh.submit(f.enter)
	f.do = kit.NewButton(kit.T("account.forgot.next"), "", f.enter).Primary()
	f.content = card(kit.T("account.forgot.title"), kit.T("account.forgot.note"), f.login, f.key, f.fresh.object(),
		f.do, kit.HBox(0, quiet("account.forgot.back", f.escape), kit.Spacer()))
	return f
}

func (f *forgot) object() fyne.CanvasObject { return f.content }

func (f *forgot) focus() { f.login.Input.FocusFirst() }

func (f *forgot) escape() { f.l.turn(f.l.entry()) }

func text(l *kit.Labelled) string { return strings.TrimSpace(l.Input.Value().(string)) }

// enter proves the recovery key, sets the new password and signs in with it.
func (f *forgot) enter() {
	if f.do.Disabled() || !f.fresh.agree() {
		return
	}
	login, key, password := text(f.login), text(f.key), f.fresh.password.Text()
	var s *account.Session
	f.do.Disable()
	screen.Beside(func(ctx context.Context) (err error) {
		d := f.l.h.Shop().DB
		if err := vault.Prove(ctx, d, key); err != nil {
			return placed(err, "key")
		}
		if err := account.Recover(ctx, d, login, password); err != nil {
			return err
		}
		s, err = account.SignIn(ctx, d, login, password)
		return err
	}, func(err error) {
		f.do.Enable()
		if err != nil {
			f.refused(err)
			return
		}
		f.l.in(s)
		kit.NewToast(f.l.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("account.forgot.done"), Tone: kit.ToneGood})
	})
}

// placed puts a refusal at a field where it names none.
func placed(err error, field string) error {
	es := data.All(err)
	if len(es) == 0 {
		return err
	}
	var out data.Errors
	for _, e := range es {
		x := *e
		if x.Field == "" {
			x.Field = field
		}
		out = append(out, &x)
	}
	return out
}

// refused shows each reason at its field; one of none stands at the login.
func (f *forgot) refused(err error) {
	f.login.SetWrong("")
	f.key.SetWrong("")
	f.fresh.wrong("")
	es := data.All(err)
	if len(es) == 0 {
		f.login.SetWrong(data.Explain(err, kit.Lang))
	}
	for _, e := range es {
		switch e.Field {
		case "key":
			f.key.SetWrong(e.Text(kit.Lang))
		case "password":
			f.fresh.wrong(e.Text(kit.Lang))
		default:
			f.login.SetWrong(e.Text(kit.Lang))
		}
	}
	f.l.content.Refresh()
}
