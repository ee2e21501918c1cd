package files

import (
	"context"
	"errors"
	"os/exec"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/ncruces/zenity"

	"kezhi/ui/screen"
)

// Choose lets the person choose a file, in the system's own dialog, or in
// Fyne's where the system has none. patterns such as "*.png" narrow the choice.
func Choose(h screen.Host, title string, patterns []string, then func(path string)) {
	if _, err := exec.LookPath("zenity"); runtime.GOOS == "linux" && err != nil {
		dialog.ShowFileOpen(func(r fyne.URIReadCloser, err error) {
			if err == nil && r != nil {
				path := r.URI().Path()
				_ = r.Close()
				then(path)
			}
		}, h.Window())
		return
	}
	options := []zenity.Option{zenity.Title(title)}
	if len(patterns) > 0 {
		options = append(options, zenity.FileFilter{Name: title, Patterns: patterns, CaseFold: true})
	}
	var path string
	screen.Beside(func(context.Context) error {
		var err error
		path, err = zenity.SelectFile(options...)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			then(path)
		case !errors.Is(err, zenity.ErrCanceled):
			screen.Fail(h, err)
		}
	})
}

// ChooseFolder lets the person choose a folder.
func ChooseFolder(h screen.Host, title string, then func(path string)) {
	if _, err := exec.LookPath("zenity"); runtime.GOOS == "linux" && err != nil {
		dialog.ShowFolderOpen(func(u fyne.ListableURI, err error) {
			if err == nil && u != nil {
				then(u.Path())
			}
		}, h.Window())
		return
	}
	var path string
	screen.Beside(func(context.Context) error {
		var err error
		path, err = zenity.SelectFile(zenity.Title(title), zenity.Directory())
		return err
	}, func(err error) {
		switch {
		case err == nil:
			then(path)
		case !errors.Is(err, zenity.ErrCanceled):
			screen.Fail(h, err)
		}
	})
}
