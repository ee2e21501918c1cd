package account

import (
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/vault"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// PrintRecovery prints the recovery page; done is called when it lies where it
// can be printed. The settings set it: they make the page anew as well.
var PrintRecovery func(h screen.Host, recovery string, done func())

// Recovery shows the recovery key, this once. The dialog goes when somebody says
// that they keep it.
func Recovery(h screen.Host, recovery string) {
	var d *kit.Dialog
	held := false
	said := kit.Paragraph("").In(kit.ColorWarning)
	said.Hide()
	say := func(key string, ink kit.Colour) {
		said.SetColor(ink)
		said.SetText(kit.T(key))
		said.Show()
		d.Refresh()
	}
	kept := kit.NewButton(kit.T("account.recovery.kept"), "check", func() {
		if held {
			d.Close()
			return
		}
		held = true // asked once: it may have been written down by hand
		say("account.recovery.wait", kit.ColorWarning)
	})
	print := kit.NewButton(kit.T("account.recovery.print"), "printer", func() {
		PrintRecovery(h, recovery, func() {
			held = true
			say("account.recovery.printed", kit.ColorGood)
		})
	}).Primary()
	copied := kit.NewButton(kit.T("account.recovery.copy"), "copy", func() {
		fyne.CurrentApp().Clipboard().SetContent(recovery)
		held = true
	})
	key := kit.NewCard(printed(recovery))
	key.Fill = kit.ColorSubtle
	d = kit.NewDialog(kit.T("account.recovery.title"), kit.VBox(kit.Gap16, kit.Paragraph(kit.T("account.recovery.text")), key, said), copied, kept, print)
	d.Width, d.Locked = 600, true
	d.Open(h.Window().Canvas(), print)
}

// printed is the key in groups, as on the page.
func printed(recovery string) fyne.CanvasObject {
	rows := kit.VBox(kit.Gap4)
	groups := vault.Groups(recovery)
	first := 1 // AGE-SECRET-KEY-1 has a line of its own
	for len(groups) > 0 {
		n := min(first, len(groups))
		line := kit.Bold(strings.Join(groups[:n], "   "))
		line.Align = fyne.TextAlignCenter
		rows.Add(line)
		groups, first = groups[n:], 4
	}
	return rows
}
