package account

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/vault"
	"kezhi/reports"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Recovery shows the recovery key, this once. The dialog goes when somebody says
// that they keep it; the page that was printed is then taken off the disk.
func Recovery(h screen.Host, recovery string) {
	var d *kit.Dialog
	var dir string // of the printed page
	held := false
	said := kit.Paragraph("").In(kit.ColorWarning)
	say := func(key string, ink kit.Colour) {
		said.SetColor(ink)
		said.SetText(kit.T(key))
		d.Refresh()
	}
	kept := kit.NewButton(kit.T("account.recovery.kept"), "check", func() {
		if !held { // asked once: it may have been written down by hand
			held = true
			say("account.recovery.wait", kit.ColorWarning)
			return
		}
		d.Close()
		if err := os.RemoveAll(dir); dir != "" && err != nil {
			slog.Error("recovery page", "error", err)
		}
	})
	print := kit.NewButton(kit.T("account.recovery.print"), "printer", func() {
		screen.Beside(func(ctx context.Context) (err error) {
			dir, err = printRecovery(ctx, h, recovery, dir)
			return err
		}, func(err error) {
			if err != nil {
				screen.Fail(h, err)
				return
			}
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

// printRecovery writes the page for this person alone to read and opens it to be
// printed. was is the folder of the time before, "" for none.
func printRecovery(ctx context.Context, h screen.Host, recovery, was string) (dir string, err error) {
	if was != "" {
		_ = os.RemoveAll(was)
	}
	if dir, err = os.MkdirTemp("", "kezhi-"); err != nil {
		return "", err
	}
	path := filepath.Join(dir, kit.T("form.recovery-sheet.title")+".pdf")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return dir, err
	}
	job := reports.Job{Shop: h.Shop(), Lang: kit.Lang, Who: h.Who(), Now: h.Shop().DB.Now()}
	if err := errors.Join(job.RecoverySheet(ctx, f, recovery), f.Close()); err != nil {
		return dir, err
	}
	return dir, files.View(path)
}
