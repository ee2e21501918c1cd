// Package ui is the window: it opens the shop's file, shows one page at a time
// beside the navigation, and carries the keyboard's commands to the page in
// front. Screens ask and show; every rule is in data.
package ui

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"kezhi/assets"
	"kezhi/data/db"
	"kezhi/ui/instance"
	"kezhi/ui/kit"
	"kezhi/ui/logs"
)

// ID is the program's name to the system.
const ID = "app.kezhi.desk"

// Options are what the command line says.
type Options struct {
	File    string      // "" for the user's own
	Lang    assets.Lang // "" for the one chosen before, or the system's
	Version string
}

// Run opens the window and returns the program's exit code when it is closed:
// 0, 1 where the data has no place to be, 3 where no window can be drawn.
func Run(o Options) int {
	if o.File == "" {
		file, err := db.Path()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		o.File = file
	}
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" {
		fmt.Fprintln(os.Stderr, cmp.Or(o.Lang, assets.ZhHans).T("ui.no_display"))
		return noGraphics
	}
	var w *Window
	claim, err := instance.Take(o.File, func() {
		fyne.Do(func() {
			if w != nil {
				w.win.Show()
				w.win.RequestFocus()
			}
		})
	})
	if errors.Is(err, instance.ErrTaken) {
		return 0
	}
	release := sync.OnceFunc(claim.Release)
	defer release()
	log := logs.Open(o.File)
	defer log.Close()
	if err != nil {
		slog.Error("claim", "error", err) // the page that opens the file says why
	}

	a := app.NewWithID(ID)
	if o.Lang == "" {
		o.Lang = chosen(a)
	}
	kit.SetLang(o.Lang)
	kit.Use(a, kit.Mode(a.Preferences().IntWithFallback("theme", int(kit.Light))))
	w = newWindow(a, o)
	if err := w.drawn(); err != nil {
		release() // the compatibility mode takes the file
		return undrawn(err, logs.File(o.File))
	}
	w.settle()
	w.feel()
	a.Run()
	return 0
}

// chosen is the language a person chose, or the one nearest to the system's.
func chosen(a fyne.App) assets.Lang {
	if l := a.Preferences().String("lang"); l != "" {
		return assets.Lang(l)
	}
	switch s := lang.SystemLocale().LanguageString(); {
	case s == "zh-Hant" || s == "zh-TW" || s == "zh-HK":
		return assets.ZhHant
	case len(s) >= 2 && s[:2] == "en" && os.Getenv("LANG") != "" && !strings.HasPrefix(os.Getenv("LANG"), "C"):
		return assets.En
	}
	return assets.ZhHans
}
