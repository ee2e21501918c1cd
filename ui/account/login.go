// Package account is where people sign in: the page that covers the window while
// nobody has, the choice that a new file offers, passwords and the recovery page.
package account

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Login is the page at which somebody signs in. It names nobody but the one who
// locked the window, and lists nobody at all.
type Login struct {
	// Before is waited for before an attempt: what still has to be kept of the
	// one who leaves. May be nil.
	Before <-chan struct{}
	// In is called when somebody has signed in.
	In func(*account.Session)
	// Quit ends the program.
	Quit func()

	h       screen.Host
	user    account.User // who locked the window; the zero User for nobody
	content *fyne.Container
	form    formed // what is shown
	wait    *time.Timer
	until   time.Time // no attempt before
}

// formed is one of the forms of the page.
type formed interface {
	object() fyne.CanvasObject
	focus()
	escape()
}

// NewLogin makes the page. user is who locked the window, the zero User where
// anybody may come.
func NewLogin(h screen.Host, user account.User) *Login {
	l := &Login{h: h, user: user, content: container.NewStack()}
	l.show(l.entry())
	return l
}

// Content is the page.
func (l *Login) Content() fyne.CanvasObject { return l.content }

// Focus gives the keyboard to where the typing begins.
func (l *Login) Focus() { l.form.focus() }

// Key takes the keys that no field uses.
func (l *Login) Key(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		l.form.escape()
	}
}

// Close ends what runs beside the page.
func (l *Login) Close() {
	if l.wait != nil {
		l.wait.Stop()
	}
}

func (l *Login) show(f formed) {
	l.form = f
	l.content.Objects = []fyne.CanvasObject{kit.Centre(f.object(), 400)}
	l.content.Refresh()
}

// turn shows another form and gives it the keyboard.
func (l *Login) turn(f formed) {
	l.show(f)
	f.focus()
}

// card is a form under the program's name: a title, a note, what is filled in.
func card(title, note string, rest ...fyne.CanvasObject) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12, kit.Heading(title))
	if note != "" {
		col.Add(kit.Paragraph(note).In(kit.ColorMuted))
	}
	for _, o := range rest {
		col.Add(o)
	}
	head := kit.HBox(kit.Gap12, kit.NewAvatar(kit.T("ui.name")), kit.Heading(kit.T("ui.name")))
	return kit.VBox(kit.Gap16, head, kit.NewPanel(kit.PadAll(col, kit.Gap24)))
}

// above is a field with its label over it.
func above(key string, in kit.Input) *kit.Labelled {
	l := kit.NewLabelled(kit.T(key), false, in)
	l.Above = true
	return l
}

// quiet is a button of what is rarely done.
func quiet(key string, do func()) *kit.Button {
	return kit.NewButton(kit.T(key), "", do).Quiet().Small()
}

// entry is the form of login and password.
type entry struct {
	l        *Login
	content  fyne.CanvasObject
	login    *kit.TextField
	password *kit.SecretField
	said     *kit.Banner
	do       *kit.Button
}

func (l *Login) entry() *entry {
	e := &entry{l: l, login: kit.NewTextField(""), password: kit.NewSecretField("")}
	e.said = kit.NewBanner(kit.ToneDanger, "")
	e.said.Hide()
	e.do = kit.NewButton(kit.T("account.login.do"), "", e.enter).Primary()
	e.login.OnSubmit(e.password.FocusFirst)
	e.password.OnSubmit(e.enter)
	e.password.OnCaps = func(on bool) { e.caps(on) }
	title, note := kit.T("account.login.title"), kit.T("account.login.note")
	other := kit.Spacer()
	if l.user.Name != "" {
		title, note = kit.T("account.login.locked", "Name", l.user.Name), kit.T("account.login.locked.note")
		e.login.SetText(l.user.Login)
		other = kit.HBox(0, quiet("account.login.other", e.another))
	}
	foot := kit.HBox(0, quiet("account.login.forgot", func() { l.turn(l.forgot(e.login.Text())) }),
		other, kit.Spacer(), quiet("account.login.quit", l.quit))
	e.content = card(title, note, above("account.login.login", e.login), above("account.login.password", e.password), e.said, e.do, foot)
	return e
}

func (l *Login) quit() {
	if l.Quit != nil {
		l.Quit()
	}
}

func (e *entry) object() fyne.CanvasObject { return e.content }

func (e *entry) focus() {
	if e.login.Text() == "" {
		e.login.FocusFirst()
		return
	}
	e.password.FocusFirst()
}

func (e *entry) escape() {
	e.password.Clear()
	e.hush()
}

// another makes room for somebody else than the one who locked.
func (e *entry) another() {
	e.login.SetText("")
	e.escape()
	e.login.FocusFirst()
}

// caps says that Caps Lock is on, unless something of more weight is said.
func (e *entry) caps(on bool) {
	if time.Now().Before(e.l.until) {
		return
	}
	if on {
		e.say(kit.ToneWarning, kit.T("account.login.caps"))
	} else {
		e.hush()
	}
}

func (e *entry) say(tone kit.Tone, s string) {
	e.said.Set(tone, s)
	e.said.Show()
	e.l.content.Refresh()
}

func (e *entry) hush() {
	if e.said.Visible() && !time.Now().Before(e.l.until) {
		e.said.Hide()
		e.l.content.Refresh()
	}
}

// enter tries what was typed.
func (e *entry) enter() {
	login, password := strings.TrimSpace(e.login.Text()), e.password.Text()
	switch {
	case e.do.Disabled():
		return
	case login == "" || password == "":
		e.say(kit.ToneDanger, kit.T("account.login.empty"))
		e.focus()
		return
	}
	e.busy(true)
	e.l.attempt(login, password, func(s *account.Session, err error) {
		e.busy(false)
		switch {
		case err != nil:
			e.refused(err)
		case s.User().MustChange:
			e.l.turn(e.l.must(s, password))
		default:
			e.l.in(s)
		}
		e.password.Clear()
	})
}

func (e *entry) busy(on bool) {
	if on {
		e.do.Disable()
		e.do.SetText(kit.T("account.login.working"))
		return
	}
	e.do.Enable()
	e.do.SetText(kit.T("account.login.do"))
}

// refused says why nobody came in. Where an attempt came too soon after others
// that failed, the seconds are counted down.
func (e *entry) refused(err error) {
	if n := seconds(err); n > 0 {
		e.l.until = time.Now().Add(time.Duration(n) * time.Second)
		e.count()
	} else {
		e.say(kit.ToneDanger, data.Explain(err, kit.Lang))
	}
	e.password.FocusFirst()
}

func (e *entry) count() {
	left := time.Until(e.l.until)
	if left <= 0 {
		e.do.Enable()
		e.hush()
		return
	}
	e.do.Disable()
	e.say(kit.ToneWarning, kit.T("account.login.wait", "Seconds", int64((left+time.Second-1)/time.Second)))
	e.l.wait = time.AfterFunc(min(left, 250*time.Millisecond), func() { fyne.Do(e.count) })
}

// seconds is how long an attempt that came too soon has to wait, 0 for another
// error.
func seconds(err error) int64 {
	for _, x := range data.All(err) {
		for i := 0; x.Code == data.Busy && i+1 < len(x.Args); i += 2 {
			if n, ok := x.Args[i+1].(int64); ok && x.Args[i] == "Seconds" {
				return n
			}
		}
	}
	return 0
}

// attempt signs in beside the window.
func (l *Login) attempt(login, password string, done func(*account.Session, error)) {
	var s *account.Session
	before := l.Before
	screen.Beside(func(ctx context.Context) (err error) {
		if before != nil {
			<-before
		}
		s, err = account.SignIn(ctx, l.h.Shop().DB, login, password)
		return err
	}, func(err error) { done(s, err) })
}

func (l *Login) in(s *account.Session) {
	l.Close()
	l.In(s)
}
