package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// desk is the card of when the desk locks itself, and of the login as a whole.
func (p *users) desk() fyne.CanvasObject {
	why := screen.Refused(p.h, account.EditAll, account.Register)
	in := kit.NewNumberField(false)
	in.SetValue(field.ShowInteger(int64(p.idle)))
	in.SetLocked(why != "")
	l := kit.NewLabelled(kit.T("account.idle.label"), false, in)
	l.Above = true
	save := func() {
		n, err := field.ReadInteger(in.Value().(string))
		if err != nil {
			l.SetWrong(data.Explain(err, kit.Lang))
			return
		}
		p.keep(kit.T("account.idle.saved"), func(err error) bool {
			es := data.All(err)
			if len(es) > 0 && es[0].Field == "idle" {
				l.SetWrong(es[0].Text(kit.Lang))
				return true
			}
			return err == nil
		}, func(ctx context.Context) error { return account.SetIdle(ctx, p.h.Shop().DB, int(n)) })
	}
	in.OnSubmit(save)
	in.Watch(func() { l.SetWrong("") })
	off := kit.NewButton(kit.T("account.off.do"), "", p.turnOff).Danger().Off(why)
	return kit.NewTitledCard(kit.T("account.idle.title"), "", kit.NewButton(kit.T("ui.save"), "", save).Small().Off(why),
		kit.VBox(kit.Gap12, l, kit.Paragraph(kit.T("account.idle.note")).In(kit.ColorMuted), kit.NewRule(), kit.HBox(0, off)))
}

// turnOff asks before the file opens to everybody again.
func (p *users) turnOff() {
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{
		Title: kit.T("account.off.title"), Text: kit.T("account.off.text"), Yes: kit.T("account.off.do"), Danger: true,
	}, func(yes bool) {
		if yes {
			p.keep(kit.T("account.off.done"), nil, func(ctx context.Context) error { return account.Reopen(ctx, p.h.Shop().DB) })
		}
	})
}
