package ui

import (
	"fyne.io/fyne/v2"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// relook changes language and theme and builds the window anew; the settings
// stay in front.
func (w *Window) relook(lang assets.Lang, mode kit.Mode) {
	w.leave(func() {
		w.app.Preferences().SetString("lang", string(lang))
		w.app.Preferences().SetInt("theme", int(mode))
		kit.SetLang(lang)
		kit.SetMode(mode)
		w.win.SetTitle(kit.T("ui.name"))
		w.pages, w.rooms = nil, map[string]screen.Page{}
		w.build()
		w.shell.ready()
		w.Browse("settings")
	})
}

// refuse shows why the file was not opened, and leaves the window with nothing
// to lose.
func (w *Window) refuse(err error) {
	quit := kit.NewButton(kit.T("ui.quit"), "", func() { w.app.Quit() })
	again := kit.NewButton(kit.T("ui.again"), "refresh-cw", w.open).Primary()
	text := kit.VBox(kit.Gap8, kit.Paragraph(data.Explain(err, kit.Lang)))
	buttons := []fyne.CanvasObject{kit.Spacer(), quit, again}
	if data.CodeOf(err) == data.Damaged {
		text.Add(kit.Paragraph(kit.T("salvage.how")).In(kit.ColorMuted))
		buttons = append([]fyne.CanvasObject{kit.NewButton(kit.T("salvage.offer"), "archive", w.salvage)}, buttons...)
	}
	w.standing(kit.NewCard(kit.VBox(kit.Gap16, kit.HBox(kit.Gap12, kit.NewIcon("triangle-alert", kit.ColorDanger, 24), kit.Heading(kit.T("ui.not_open"))),
		text, kit.Small(w.options.File), kit.HBox(kit.Gap8, buttons...))), 280)
}

// standing shows a card in the middle of the window, and nothing else.
func (w *Window) standing(card fyne.CanvasObject, height float32) {
	w.body.Objects = []fyne.CanvasObject{kit.VBox(0, kit.Spacer(), kit.HBox(0, kit.Spacer(), kit.Fixed(card, 620, height), kit.Spacer()), kit.Spacer())}
	w.body.Refresh()
}
