package settings

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data"
	"kezhi/data/right"
	"kezhi/data/vault"
	"kezhi/reports"
	accounts "kezhi/ui/account"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

func init() { accounts.PrintRecovery = printRecovery }

// encryption is the page of the keys (加密): what is sealed, what is not, and the
// recovery sheet.
type encryption struct {
	h       screen.Host
	header  *kit.PageHeader
	body    *fyne.Container
	content fyne.CanvasObject
	state   vault.State
}

// Encryption is the page of the keys.
func Encryption(h screen.Host) screen.Page {
	return Tabbed(h, "encryption", &encryption{h: h})
}

func (p *encryption) Room() string { return "settings" }

func (p *encryption) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack()
		p.header = kit.NewPageHeader(kit.T("vault.title"), kit.T("vault.note"))
		p.content = kit.Page(p.header, kit.NewScroll(p.body))
	}
	return p.content
}

// Shown looks at the keys.
func (p *encryption) Shown() {
	screen.Beside(func(context.Context) error {
		p.state = vault.StateOf(p.h.Shop().DB)
		return nil
	}, func(error) { p.draw() })
}

func (p *encryption) draw() {
	left := kit.VBox(kit.Gap16)
	switch p.state {
	case vault.None:
		left.Add(p.none())
	case vault.Shut:
		left.Add(p.shut())
	default:
		left.Add(p.ready())
		left.Add(p.sheet())
	}
	p.body.Objects = []fyne.CanvasObject{kit.Sides(left, p.promise(), 400)}
	p.body.Refresh()
}

// refused says why whoever is at the desk may not change the keys, "" where they
// may.
func (p *encryption) refused() string { return screen.Refused(p.h, right.EditAll, "backup") }

func (p *encryption) none() fyne.CanvasObject {
	do := kit.NewButton(kit.T("vault.begin"), "shield-check", func() { begin(p.h, p.Shown) }).Primary().Off(p.refused())
	return kit.NewTitledCard(kit.T("vault.none"), "", nil, kit.VBox(kit.Gap12, kit.Paragraph(kit.T("vault.none.text")).In(kit.ColorMuted), kit.HBox(0, do, kit.Spacer())))
}

// begin gives the file its keys, shows the recovery key and seals what there is.
func begin(h screen.Host, then func()) {
	var recovery string
	screen.Beside(func(ctx context.Context) (err error) {
		recovery, err = h.Shop().SetUpVault(ctx, h.Who())
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		seal(h, true, func() {
			h.Changed()
			then()
			accounts.Recovery(h, recovery)
		})
	})
}

// seal seals what there is, or opens it, and shows how far it is.
func seal(h screen.Host, on bool, then func()) {
	var bar *kit.Progress
	cancel := screen.Beside(func(ctx context.Context) error {
		return h.Shop().Seal(ctx, h.Who(), on, shared(&bar))
	}, func(err error) {
		closed(bar, func() {
			if err != nil {
				screen.Fail(h, err)
			}
			then()
		})
	})
	key := "vault.opening"
	if on {
		key = "vault.sealing"
	}
	bar = kit.NewProgress(h.Window().Canvas(), kit.T(key), cancel)
}

// shut asks for the recovery key on a PC that does not know the file's keys.
func (p *encryption) shut() fyne.CanvasObject {
	in := kit.NewTextField("AGE-SECRET-KEY-1 …")
	field := kit.NewLabelled(kit.T("backup.secret.recovery"), true, in)
	enter := func() {
		s := in.Value().(string)
		screen.Beside(func(ctx context.Context) error { return vault.Prove(ctx, p.h.Shop().DB, s) }, func(err error) {
			field.SetWrong("")
			if data.CodeOf(err) == data.Invalid {
				field.SetWrong(data.Explain(err, kit.Lang))
				return
			}
			if err != nil {
				screen.Fail(p.h, err)
				return
			}
			kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("vault.proved"), Tone: kit.ToneGood})
			p.h.Changed()
			p.Shown()
		})
	}
	in.OnSubmit(enter)
	do := kit.NewButton(kit.T("vault.open"), "", enter).Primary()
	return kit.NewTitledCard(kit.T("vault.shut"), "", nil, kit.VBox(kit.Gap12, kit.Paragraph(kit.T("vault.shut.text")).In(kit.ColorMuted), field, kit.HBox(0, do, kit.Spacer())))
}

// ready says that the file has keys, and turns the sealing on and off.
func (p *encryption) ready() fyne.CanvasObject {
	v := vault.Of(p.h.Shop().DB)
	on := v.Seals()
	state, tone, label := "vault.is_on", kit.ToneGood, "vault.turn_off"
	if !on {
		state, tone, label = "vault.is_off", kit.ToneWarning, "vault.turn_on"
	}
	place := v.Place()
	if place == "" {
		place = kit.T("vault.protector")
	}
	at, by := v.MadeAt()
	turn := kit.NewButton(kit.T(label), "", func() { p.turn(!on) }).Small().Off(p.refused())
	return kit.NewTitledCard(kit.T("vault.state"), "", turn, kit.VBox(kit.Gap12,
		kit.HBox(kit.Gap8, kit.NewPill(kit.T(state), tone), kit.Spacer()),
		kit.NewKeyValues(
			kit.KeyValue{Key: kit.T("vault.key"), Value: place},
			kit.KeyValue{Key: kit.T("vault.made"), Value: strings.TrimSpace(when(at) + "　" + by)},
		)))
}

func (p *encryption) turn(on bool) {
	if on {
		seal(p.h, true, p.Shown)
		return
	}
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("vault.turn_off"), Text: kit.T("vault.turn_off.text"), Yes: kit.T("vault.turn_off"), Danger: true}, func(yes bool) {
		if yes {
			seal(p.h, false, p.Shown)
		}
	})
}

// sheet is the card of the recovery sheet: it cannot be printed again, only made
// anew.
func (p *encryption) sheet() fyne.CanvasObject {
	do := kit.NewButton(kit.T("vault.renew"), "printer", func() {
		kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("vault.renew"), Text: kit.T("vault.renew.text"), Yes: kit.T("vault.renew")}, func(yes bool) {
			if yes {
				p.renew()
			}
		})
	}).Small().Off(p.refused())
	return kit.NewTitledCard(kit.T("vault.sheet"), "", do, kit.Paragraph(kit.T("vault.sheet.text")).In(kit.ColorMuted))
}

func (p *encryption) renew() {
	var recovery string
	screen.Beside(func(ctx context.Context) (err error) {
		recovery, err = p.h.Shop().RenewVault(ctx, p.h.Who())
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.Shown()
		accounts.Recovery(p.h, recovery)
	})
}

// promise says what is protected, and what is not.
func (p *encryption) promise() fyne.CanvasObject {
	list := func(key, icon string, tone kit.Colour) fyne.CanvasObject {
		rows := kit.VBox(kit.Gap8)
		for _, line := range strings.Split(kit.T(key+".text"), "\n") {
			rows.Add(kit.HBox(kit.Gap8, kit.NewIcon(icon, tone, 16), kit.Grow(kit.Paragraph(line).In(kit.ColorMuted))))
		}
		return kit.NewTitledCard(kit.T(key), "", nil, rows)
	}
	return kit.VBox(kit.Gap16, list("vault.protects", "check", kit.ColorGood), list("vault.leaves", "circle-alert", kit.ColorWarning))
}

func (p *encryption) Leave(leave func()) { leave() }

func (p *encryption) Do(screen.Command) bool { return false }

// printRecovery writes the recovery sheet for the system's viewer, to be printed.
// The file is taken away soon: paper alone is to know the key.
func printRecovery(h screen.Host, recovery string, done func()) {
	var path string
	screen.Beside(func(ctx context.Context) (err error) {
		path, err = writeRecovery(ctx, reports.Job{Shop: h.Shop(), Lang: kit.Lang, Who: h.Who(), Now: h.Shop().DB.Now()}, recovery)
		return err
	}, func(err error) {
		if err == nil {
			err = files.View(path)
		}
		if err != nil {
			if path != "" {
				_ = os.RemoveAll(filepath.Dir(path))
			}
			screen.Fail(h, err)
			return
		}
		time.AfterFunc(viewed, func() { _ = os.RemoveAll(filepath.Dir(path)) })
		done()
	})
}

// viewed is how long the viewer has to read the recovery sheet.
const viewed = 10 * time.Minute

func writeRecovery(ctx context.Context, j reports.Job, recovery string) (path string, err error) {
	dir, err := j.Shop.Documents.Aside()
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, kit.T("form.recovery-sheet.title")+".pdf")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	if err := write(ctx, j, f, recovery); err != nil {
		_ = os.RemoveAll(dir)
		return "", err
	}
	return path, nil
}

func write(ctx context.Context, j reports.Job, f io.WriteCloser, recovery string) error {
	if err := j.RecoverySheet(ctx, f, recovery); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
