package ui

import (
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"strings"

	"github.com/go-gl/glfw/v3.4/glfw"

	"kezhi/assets"
	"kezhi/ui/kit"
)

// noGraphics is the exit code where no window can be drawn: no display, or one
// without OpenGL 2.1 (a remote desktop, a virtual machine, an old driver).
const noGraphics = 3

// compatible marks, in the environment, a program that was started in
// compatibility mode (兼容模式).
const compatible = "KEZHI_COMPAT"

// drawn shows the window and tells whether the system could make it, and what it
// said where not. Fyne says that to the log alone and goes on without a window,
// or panics.
func (w *Window) drawn() (err error) {
	var said strings.Builder
	was := log.Writer()
	log.SetOutput(io.MultiWriter(was, &said))
	defer func() {
		log.SetOutput(was)
		r := recover()
		if cause := cause(said.String()); cause != "" && (r != nil || err != nil) {
			r = cause
		}
		if r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	w.win.Show()
	err = errors.New("no window")
	w.native(func(*glfw.Window) { err = nil })
	return err
}

// cause is why there is no window, in what Fyne and GLFW said: the first line of it.
func cause(said string) string {
	for _, mark := range []string{"Cause:", "PlatformError:"} {
		if _, after, ok := strings.Cut(said, mark); ok {
			line, _, _ := strings.Cut(strings.TrimSpace(after), "\n")
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// undrawn says in a box of the system's what is missing and what to do, and
// returns the program's exit code. Where the compatibility mode lies beside the
// program it is started instead.
func undrawn(err error, file string) int {
	slog.Error("graphics", "error", err)
	failed := os.Getenv(compatible) != ""
	if !failed {
		switch started, err := startCompatible(); {
		case err != nil:
			slog.Error("compatibility mode", "error", err)
			failed = true
		case started:
			slog.Info("compatibility mode started")
			return 0
		}
	}
	words := func(l assets.Lang) string {
		text := l.T("graphics.none")
		if hasCompatible() {
			text += "\n" + l.T("graphics.compat_how")
		}
		if failed {
			text += "\n\n" + l.T("graphics.compat_failed")
		}
		return text + "\n\n" + l.T("graphics.cause", "Cause", strings.TrimSpace(err.Error())) + "\n" + l.T("graphics.log", "File", file)
	}
	fmt.Fprintln(os.Stderr, words(kit.Lang))
	box(kit.T("graphics.title"), words(kit.Lang), words(assets.En))
	return noGraphics
}
