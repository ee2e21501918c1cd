package account

import (
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/vault"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// PrintRecovery prints the recovery page; done is called when it lies where it
// can be printed.
var PrintRecovery func(h screen.Host, recovery string, done func())

// Recovery shows the recovery key, this once. The dialog goes when somebody says
// that they keep it, which they can after it was printed or copied.
func Recovery(h screen.Host, recovery string) {
	var d *kit.Dialog
	kept := kit.NewButton(kit.T("account.recovery.kept"), "check", nil)
	said := kit.Paragraph("").In(kit.ColorWarning)
	held := false
	kept.OnTap = func() {
		if held {
			d.Close()
			return
		}
		held = true // asked once: it may have been written down by hand
		said.SetText(kit.T("account.recovery.wait"))
		d.Refresh()
	}
	print := kit.NewButton(kit.T("account.recovery.print"), "printer", func() {
		PrintRecovery(h, recovery, func() {
			held = true
			said.SetColor(kit.ColorGood)
			said.SetText(kit.T("account.recovery.printed"))
			d.Refresh()
		})
	}).Primary()
	copied := kit.NewButton(kit.T("account.recovery.copy"), "copy", func() {
		fyne.CurrentApp().Clipboard().SetContent(recovery)
		held = true
	})
	rows := kit.VBox(kit.Gap4)
	groups := vault.Groups(recovery)
	for len(groups) > 0 {
		n := min(4, len(groups))
		line := kit.Bold(strings.Join(groups[:n], "  "))
		line.Align = fyne.TextAlignCenter
		rows.Add(line)
		groups = groups[n:]
	}
	key := kit.NewCard(rows)
	key.Fill = kit.ColorSubtle
	d = kit.NewDialog(kit.T("account.recovery.title"), kit.VBox(kit.Gap16, kit.Paragraph(kit.T("account.recovery.text")), key, said), copied, kept, print)
	d.Width, d.Locked = 600, true
	d.Open(h.Window().Canvas(), print)
}
