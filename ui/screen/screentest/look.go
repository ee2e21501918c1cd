package screentest

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"kezhi/ui/kit"
)

// walk calls f for every object that is shown, overlays first. f returns true
// to stop.
func (h *Host) walk(f func(fyne.CanvasObject) bool) {
	c := h.win.Canvas()
	os := c.Overlays().List()
	for i := len(os) - 1; i >= 0; i-- {
		if tree(os[i], f) {
			return
		}
	}
	tree(c.Content(), f)
}

func tree(o fyne.CanvasObject, f func(fyne.CanvasObject) bool) bool {
	if o == nil || !o.Visible() {
		return false
	}
	if f(o) {
		return true
	}
	switch x := o.(type) {
	case *kit.Text: // whole, not line by line
	case *fyne.Container:
		for _, c := range x.Objects {
			if tree(c, f) {
				return true
			}
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			if tree(c, f) {
				return true
			}
		}
	}
	return false
}

// Texts is everything that can be read in the window, one text a line.
func (h *Host) Texts() string {
	var all []string
	h.walk(func(o fyne.CanvasObject) bool {
		switch x := o.(type) {
		case *canvas.Text:
			if x.Text != "" {
				all = append(all, x.Text)
			}
		case *kit.Text:
			all = append(all, x.Text)
		}
		return false
	})
	return strings.Join(all, "\n")
}

// Reads tells whether a text can be read in the window.
func (h *Host) Reads(s string) bool { return strings.Contains(h.Texts(), s) }

// Must fails the test where a text cannot be read in the window.
func (h *Host) Must(texts ...string) {
	h.t.Helper()
	for _, s := range texts {
		if !h.Reads(s) {
			h.t.Errorf("the window does not say %q. It says:\n%s", s, h.Texts())
		}
	}
}

// Button finds a button by its words.
func (h *Host) Button(label string) *kit.Button {
	h.t.Helper()
	var found *kit.Button
	h.walk(func(o fyne.CanvasObject) bool {
		if b, ok := o.(*kit.Button); ok && b.Says() == label {
			found = b
		}
		return found != nil
	})
	if found == nil {
		h.t.Fatalf("no button %q. The window says:\n%s", label, h.Texts())
	}
	return found
}

// Push presses a button and waits for what it does.
func (h *Host) Push(label string) {
	h.t.Helper()
	test.Tap(h.Button(label))
	h.Settle()
}

// Undo presses what the message at the bottom of the window offers.
func (h *Host) Undo() {
	h.t.Helper()
	done := false
	h.walk(func(o fyne.CanvasObject) bool {
		if m, ok := o.(*kit.Toast); ok {
			os := test.WidgetRenderer(m).Objects()
			test.Tap(os[len(os)-1].(fyne.Tappable))
			done = true
		}
		return done
	})
	if !done {
		h.t.Fatalf("no message. The window says:\n%s", h.Texts())
	}
	h.Settle()
}

// Form finds the record form in front.
func (h *Host) Form() *kit.RecordForm {
	h.t.Helper()
	var found *kit.RecordForm
	h.walk(func(o fyne.CanvasObject) bool {
		found, _ = o.(*kit.RecordForm)
		return found != nil
	})
	if found == nil {
		h.t.Fatalf("no form. The window says:\n%s", h.Texts())
	}
	return found
}

// Fill types into a field of the form in front, over what stands there: words
// into a text, the beginning of an option into a choice, its place into a row
// of options, a space into a box to tick.
func (h *Host) Fill(key, strokes string) {
	h.t.Helper()
	f := h.Form()
	if f.Input(key) == nil {
		h.t.Fatalf("no field %s", key)
	}
	f.Focus(key)
	if s, ok := h.win.Canvas().Focused().(fyne.Shortcutable); ok {
		s.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	h.Type(strokes)
}

// Picture writes what the window looks like to a file, where the environment
// names a folder for pictures; for eyes, not for comparison.
func (h *Host) Picture(name string) {
	dir := os.Getenv("KEZHI_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		h.t.Error(err)
		return
	}
	defer f.Close()
	if err := png.Encode(f, software.RenderCanvas(h.win.Canvas(), fyne.CurrentApp().Settings().Theme())); err != nil {
		h.t.Error(fmt.Errorf("%s: %w", name, err))
	}
}
