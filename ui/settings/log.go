package settings

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/logs"
	"kezhi/ui/screen"
)

// log is the line of the program's log: what it is for, and one button to pack it.
func (p *page) log() fyne.CanvasObject {
	pack := kit.NewButton(kit.T("ui.about.log.pack"), "archive", func() { files.ChooseFolder(p.h, kit.T("ui.about.log.title"), p.pack) }).Small()
	return kit.VBox(kit.Gap8, kit.NewRule(), kit.Paragraph(kit.T("ui.about.log")).In(kit.ColorMuted), kit.HBox(kit.Gap8, pack))
}

// pack packs the log into a folder.
func (p *page) pack(dir string) {
	d := p.h.Shop().DB
	to := filepath.Join(dir, d.Now().Local().Format("kezhi-log-20060102-150405.zip"))
	screen.Beside(func(context.Context) error {
		f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		if err := errors.Join(logs.Pack(f, d.File(), p.version), f.Close()); err != nil {
			_ = os.Remove(to)
			return err
		}
		return nil
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{
			Text: kit.T("ui.about.log.packed", "File", to), Tone: kit.ToneGood,
			Action: kit.T("ui.about.log.look"), OnDo: func() { screen.Fail(p.h, files.View(dir)) },
		})
	})
}
