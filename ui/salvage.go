package ui

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"kezhi/data/salvage"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// salvage puts what can be read of the damaged file into a new one beside it,
// and offers to open that.
func (w *Window) salvage() {
	from := w.options.File
	to := beside(from, time.Now())
	var p *kit.Progress
	var r *salvage.Report
	cancel := screen.Beside(func(ctx context.Context) error {
		var err error
		r, err = salvage.Salvage(ctx, from, to, nil)
		return err
	}, func(err error) {
		p.Close()
		if err != nil {
			slog.Error("salvage", "error", err)
			w.refuse(err)
			return
		}
		w.salvaged(r)
	})
	p = kit.NewProgress(w.win.Canvas(), kit.T("salvage.working"), cancel)
}

// salvaged says what became of the file.
func (w *Window) salvaged(r *salvage.Report) {
	lines := kit.VBox(kit.Gap8)
	for _, l := range r.Lines(kit.Lang) {
		lines.Add(kit.Paragraph(l))
	}
	lines.Add(kit.Paragraph(kit.T("salvage.aside")).In(kit.ColorMuted))
	open := kit.NewButton(kit.T("salvage.open"), "", func() {
		screen.Beside(func(context.Context) error {
			_, err := salvage.Swap(w.options.File, r.File)
			return err
		}, func(err error) {
			if err != nil {
				screen.Fail(w, err)
				return
			}
			w.open()
		})
	}).Primary()
	w.standing(kit.NewCard(kit.VBox(kit.Gap16, kit.Heading(kit.T("salvage.done")), kit.Fixed(kit.NewScroll(lines), 580, 300),
		kit.Small(kit.T("salvage.into", "File", r.File)), kit.HBox(kit.Gap8, kit.Spacer(), open))), 460)
}

// beside is the name of a new file in the folder of the damaged one.
func beside(file string, now time.Time) string {
	ext := filepath.Ext(file)
	stem := strings.TrimSuffix(file, ext) + "-" + kit.T("salvage.suffix") + "-" + now.Format("20060102-150405")
	to := stem + ext
	for n := 'b'; ; n++ {
		if _, err := os.Lstat(to); err != nil {
			return to
		}
		to = stem + string(n) + ext
	}
}
