// Package settings is where a shop says who it is, who works there, which own
// fields it wants, and how the window looks.
package settings

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

type page struct {
	h       screen.Host
	version string
	look    func(lang assets.Lang, mode kit.Mode) // shows the window anew
	body    *fyne.Container
	content fyne.CanvasObject
	forms   []*part
}

// part is one card with its own form and button.
type part struct {
	form  *kit.RecordForm
	saved field.Values
	save  func()
}

// Page is the page of the settings.
func Page(h screen.Host, version string, look func(assets.Lang, kit.Mode)) screen.Page {
	return Tabbed(h, "settings", &page{h: h, version: version, look: look})
}

func (p *page) Room() string { return "settings" }

func (p *page) Content() fyne.CanvasObject {
	if p.content == nil {
		p.body = container.NewStack()
		p.content = kit.Page(kit.NewPageHeader(kit.T("ui.room.settings"), ""), kit.NewScroll(p.body))
	}
	return p.content
}

func (p *page) Shown() {
	if len(p.forms) > 0 {
		return
	}
	var id shop.Identity
	var staff []shop.Member
	var own []customer.OwnField
	screen.Beside(func(ctx context.Context) error {
		var err error
		if id, err = p.h.Shop().Identity(ctx); err != nil {
			return err
		}
		if staff, err = p.h.Shop().Staff(ctx); err != nil {
			return err
		}
		return p.h.Shop().DB.Setting(ctx, customer.Setting, &own)
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		left := kit.VBox(kit.Gap16, p.identity(id), p.staff(staff), p.own(own))
		right := kit.VBox(kit.Gap16, p.looks(), p.about())
		p.body.Objects = []fyne.CanvasObject{kit.Sides(left, right, 400)}
		p.body.Refresh()
	})
}

// card is a titled card of one form; save keeps its values.
func (p *page) card(title, note string, descs []field.Desc, v field.Values, save func(ctx context.Context, v field.Values) error) (*kit.Panel, *fyne.Container) {
	x := &part{form: kit.NewRecordForm(descs, kit.FormOptions{}), saved: v}
	x.form.SetValues(v)
	x.save = func() {
		now := x.form.Values()
		screen.Beside(func(ctx context.Context) error { return save(ctx, now) }, func(err error) {
			if es := data.All(err); len(es) > 0 && es[0].Field != "" {
				x.form.SetErrors(es)
				return
			}
			if err != nil {
				screen.Fail(p.h, err)
				return
			}
			x.form.SetErrors(nil)
			x.form.Saved()
			p.h.Changed()
			kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.settings.saved"), Tone: kit.ToneGood})
		})
	}
	p.forms = append(p.forms, x)
	b := kit.NewButton(kit.T("ui.save"), "", x.save).Small().Off(screen.Refused(p.h, account.EditAll, "settings"))
	body := kit.VBox(kit.Gap8, x.form)
	return kit.NewTitledCard(title, note, b, body), body
}

// mostLogo is the largest picture that is read as a logo.
const mostLogo = 1 << 20

func (p *page) identity(id shop.Identity) fyne.CanvasObject {
	logo := id.Logo
	card, body := p.card(kit.T("ui.settings.shop"), kit.T("ui.settings.shop.note"), identityFields.Fields(), identityFields.Encode(&id),
		func(ctx context.Context, v field.Values) error {
			n := shop.Identity{Logo: logo}
			if es := identityFields.Decode(v, &n); len(es) > 0 {
				return es
			}
			return p.h.Shop().SetIdentity(ctx, p.h.Who(), n)
		})
	state := kit.Small(logoState(logo))
	choose := kit.NewButton(kit.T("ui.settings.logo"), "image", func() {
		files.Choose(p.h, kit.T("ui.settings.logo"), []string{"*.png", "*.jpg", "*.jpeg"}, func(path string) {
			b, err := os.ReadFile(path)
			if err != nil {
				screen.Fail(p.h, err)
				return
			}
			if len(b) > mostLogo || !picture(b) {
				kit.Inform(p.h.Window().Canvas(), kit.T("ui.settings.logo"), kit.T("ui.settings.logo.wrong"))
				return
			}
			logo = b
			state.SetText(logoState(b))
			p.forms[0].save()
		})
	}).Small()
	clear := kit.NewButton(kit.T("ui.settings.logo.none"), "x", func() {
		logo = nil
		state.SetText(logoState(nil))
		p.forms[0].save()
	}).Quiet().Small()
	body.Add(kit.HBox(kit.Gap8, choose, clear, state))
	return card
}

func logoState(b []byte) string {
	if len(b) == 0 {
		return kit.T("ui.settings.logo.is_none")
	}
	return kit.T("ui.settings.logo.is", "Size", (len(b)+1023)/1024)
}

// picture tells whether the bytes begin as a PNG or JPEG does.
func picture(b []byte) bool {
	s := string(b[:min(len(b), 8)])
	return strings.HasPrefix(s, "\x89PNG") || strings.HasPrefix(s, "\xff\xd8\xff")
}

func (p *page) staff(ms []shop.Member) fyne.CanvasObject {
	s := staffOf{Staff: ms}
	card, _ := p.card(kit.T("ui.settings.staff"), kit.T("ui.settings.staff.note"), staffFields.Fields(), staffFields.Encode(&s),
		func(ctx context.Context, v field.Values) error {
			var n staffOf
			if es := staffFields.Decode(v, &n); len(es) > 0 {
				return es
			}
			return p.h.Shop().SetStaff(ctx, p.h.Who(), n.Staff)
		})
	return card
}

func (p *page) own(fs []customer.OwnField) fyne.CanvasObject {
	s := ownOf{Own: fs}
	card, _ := p.card(kit.T("ui.settings.own"), kit.T("ui.settings.own.note"), ownFields.Fields(), ownFields.Encode(&s),
		func(ctx context.Context, v field.Values) error {
			var n ownOf
			if es := ownFields.Decode(v, &n); len(es) > 0 {
				return es
			}
			n.keep(fs)
			err := p.h.Shop().SetOwnFields(ctx, p.h.Who(), n.Own)
			if err == nil {
				fs = n.Own
			}
			return err
		})
	return card
}

func (p *page) Leave(leave func()) {
	for _, x := range p.forms {
		if x.form.Dirty() {
			kit.Ask(p.h.Window().Canvas(), kit.AskOptions{
				Title: kit.T("ui.leave"), Text: kit.T("ui.leave.text"),
				Answers: []string{kit.T("ui.leave.drop"), kit.T("ui.leave.stay")}, Dangerous: 1,
			}, func(i int) {
				if i == 0 {
					p.forms = nil
					leave()
				}
			})
			return
		}
	}
	leave()
}

func (p *page) Do(c screen.Command) bool {
	if c != screen.Save && c != screen.Commit {
		return false
	}
	for _, x := range p.forms {
		if x.form.Dirty() {
			x.save()
		}
	}
	return true
}
