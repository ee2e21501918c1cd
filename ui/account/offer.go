package account

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/account"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Offer is the choice that stands before everybody until it is made: a login
// with passwords, or knowingly none. It lies over a page and takes the keyboard
// from nobody who works: any shortcut does what it always does, Esc puts it off.
// gone takes it away; decided is called when the choice is made.
func Offer(h screen.Host, gone, decided func()) (layer fyne.CanvasObject, first fyne.Focusable) {
	closed := kit.NewButton(kit.T("account.offer.closed"), "lock", func() { gone(); SetUp(h, decided) }).Primary()
	open := kit.NewButton(kit.T("account.offer.open"), "monitor", func() { gone(); stayOpen(h, decided) })
	later := kit.NewButton(kit.T("account.offer.later"), "", gone).Quiet().Hint("Esc")
	cards := kit.Split([]float32{1, 1},
		choice(kit.T("account.offer.recommended"), closed, "account.offer.closed.1", "account.offer.closed.2", "account.offer.closed.3"),
		choice("", open, "account.offer.open.1", "account.offer.open.2", "account.offer.open.3"))
	col := kit.VBox(kit.Gap12,
		kit.HBox(kit.Gap8, kit.Heading(kit.T("account.offer.title")), kit.Spacer(), later),
		kit.Paragraph(kit.T("account.offer.note")).In(kit.ColorMuted), cards)
	panel := kit.NewPanel(kit.PadAll(col, kit.Gap24))
	panel.Fill, panel.Radius = kit.ColorRaised, 10
	return kit.NewVeil(kit.Centre(panel, 760), gone), closed
}

// choice is one of the two: what it means, and the button that takes it.
func choice(pill string, take *kit.Button, keys ...string) fyne.CanvasObject {
	title := kit.HBox(kit.Gap8, kit.Bold(take.Label()))
	if pill != "" {
		title.Add(kit.NewPill(pill, kit.TonePrimary))
	}
	col := kit.VBox(kit.Gap8, title)
	for _, k := range keys {
		col.Add(kit.Bullet(kit.T(k)))
	}
	return kit.NewCard(kit.VBox(kit.Gap12, col, kit.Spacer(), take))
}

// stayOpen asks once more before a file stays without a login.
func stayOpen(h screen.Host, done func()) {
	kit.Confirm(h.Window().Canvas(), kit.ConfirmOptions{
		Title: kit.T("account.open.title"), Text: kit.T("account.open.text"), Yes: kit.T("account.open.do"),
	}, func(yes bool) {
		if !yes {
			return
		}
		who := h.Who()
		screen.Beside(func(ctx context.Context) error { return account.StayOpen(ctx, h.Shop().DB, who) }, func(err error) {
			if err != nil {
				screen.Fail(h, err)
				return
			}
			done()
			h.Changed()
			kit.NewToast(h.Window().Canvas(), kit.ToastOptions{Text: kit.T("account.open.done"), Tone: kit.ToneGood})
		})
	})
}
