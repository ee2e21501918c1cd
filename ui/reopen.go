package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/backup"
	"kezhi/data/check"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// reopen closes the file, prepares, and opens what then lies in its place. Where
// it cannot be prepared the file of before is opened again.
func (w *Window) reopen(prepare func() error) {
	w.leave(func() {
		if w.deaf != nil {
			w.deaf()
			w.deaf = nil
		}
		old := w.shop
		w.shop, w.pages, w.rooms = nil, nil, map[string]screen.Page{}
		w.body.Objects = nil
		w.body.Refresh()
		screen.Beside(func(context.Context) error {
			if err := old.Close(); err != nil {
				return err
			}
			return prepare()
		}, func(err error) {
			if err != nil {
				slog.Error("reopen", "error", err)
				screen.Fail(w, err)
			}
			w.build()
			w.open()
		})
	})
}

// guard makes backups of the program's own accord: some minutes after the start,
// and from then on whenever a day has gone by; once a month a drill.
func (w *Window) guard(ctx context.Context) {
	const first, then = 3 * time.Minute, 15 * time.Minute
	s := w.shop
	for wait := first; ; wait = then {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		done, err := backup.Auto(ctx, s.DB, false, backup.Options{Program: w.options.Version}, kit.Lang)
		if err == nil && !done {
			done, err = backup.AutoDrill(ctx, s.DB, kit.Lang, check.File(kit.Lang))
		}
		if err != nil && ctx.Err() == nil {
			slog.Error("backup", "error", err)
		}
		if done {
			fyne.Do(func() {
				if w.shop == s && !w.locked() {
					w.Changed()
				}
			})
		}
	}
}

// farewell makes the backup at close, with a way not to wait for it, and then
// goes.
func (w *Window) farewell(then func()) {
	if w.shop == nil {
		then()
		return
	}
	var bar *kit.Progress
	gone := false
	leave := func() {
		if !gone {
			gone = true
			then()
		}
	}
	screen.Beside(func(ctx context.Context) error {
		_, err := backup.Auto(ctx, w.shop.DB, true, backup.Options{Program: w.options.Version, Progress: func(done, all int64) {
			fyne.Do(func() {
				if bar == nil && !gone {
					bar = kit.NewProgress(w.win.Canvas(), kit.T("backup.closing"), leave)
				}
				if bar != nil {
					bar.Set(int(100*done/max(all, 1)), 100, "")
				}
			})
		}}, kit.Lang)
		return err
	}, func(err error) {
		if err != nil {
			slog.Error("backup", "error", err)
		}
		leave()
	})
}
