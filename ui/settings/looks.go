package settings

import (
	"fyne.io/fyne/v2"

	"kezhi/assets"
	"kezhi/ui/kit"
)

// looks is the card of language and theme; both change at once.
func (p *page) looks() fyne.CanvasObject {
	langs := kit.NewFlow(kit.Gap8)
	var os []fyne.CanvasObject
	for _, l := range assets.Langs {
		b := kit.NewButton(l.T("ui.language.name"), "", func() { p.look(l, kit.CurrentMode()) })
		if l == kit.Lang {
			b.Primary()
		}
		os = append(os, b)
	}
	langs.Set(os...)
	modes := kit.NewFlow(kit.Gap8)
	os = nil
	for _, m := range []struct {
		mode      kit.Mode
		key, icon string
	}{{kit.Light, "ui.theme.light", "sun"}, {kit.Dark, "ui.theme.dark", "moon"}, {kit.FollowSystem, "ui.theme.system", "monitor"}} {
		b := kit.NewButton(kit.T(m.key), m.icon, func() { p.look(kit.Lang, m.mode) })
		if m.mode == kit.CurrentMode() {
			b.Primary()
		}
		os = append(os, b)
	}
	modes.Set(os...)
	ring := true
	p.h.Preference("notify", &ring)
	notify := kit.NewBoolField(kit.T("ui.settings.notify.on"))
	notify.SetOn(ring)
	notify.Watch(func() { p.h.SetPreference("notify", notify.On()) })
	return kit.NewTitledCard(kit.T("ui.settings.look"), "", nil, kit.VBox(kit.Gap12,
		kit.Small(kit.T("ui.settings.language")), langs, kit.Small(kit.T("ui.settings.theme")), modes,
		kit.Small(kit.T("ui.settings.notify")), notify))
}

// about says what the program is, where the data lies, and whose work is in it.
func (p *page) about() fyne.CanvasObject {
	kv := kit.NewKeyValues(
		kit.KeyValue{Key: kit.T("ui.about.version"), Value: p.version},
		kit.KeyValue{Key: kit.T("ui.about.data"), Value: p.h.Shop().DB.File()},
		kit.KeyValue{Key: kit.T("ui.about.licence"), Value: "MIT"},
		kit.KeyValue{Key: kit.T("ui.about.fonts"), Value: "Noto Sans SC · SIL OFL 1.1"},
		kit.KeyValue{Key: kit.T("ui.about.icons"), Value: "Lucide · ISC"},
	)
	read := kit.NewButton(kit.T("ui.about.read"), "info", func() {
		var d *kit.Dialog
		ok := kit.NewButton(kit.T("kit.understood"), "", func() { d.Close() }).Primary()
		text := kit.Paragraph(assets.FontLicense + "\n\n" + assets.IconLicense)
		d = kit.NewDialog(kit.T("ui.about.read"), kit.Fixed(kit.NewScroll(text), 700, 460), ok)
		d.Width = 760
		d.Open(p.h.Window().Canvas(), ok)
	}).Small()
	return kit.NewTitledCard(kit.T("ui.about"), kit.T("ui.name"), read, kit.VBox(kit.Gap12, kv, p.log()))
}
