package ui

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// firstSize is the window's size at the first start, that of a small office
// screen.
var firstSize = fyne.NewSize(1366, 768)

// place is how large the window was when it was last closed.
type place struct {
	Width  float32 `json:"width"`
	Height float32 `json:"height"`
	Full   bool    `json:"full,omitempty"` // it filled the screen
}

// size is the size to begin with: the one before, or the first.
func (p place) size() fyne.Size {
	if p.Width < 400 || p.Height < 300 {
		return firstSize
	}
	return fyne.NewSize(p.Width, p.Height)
}

// within is a size cut down to the room on the screen; full tells whether the
// window had better fill it.
func within(size, room fyne.Size) (cut fyne.Size, full bool) {
	cut = fyne.NewSize(min(size.Width, room.Width), min(size.Height, room.Height))
	return cut, cut != size
}

// native calls f with the window as GLFW has it; not at all under another
// driver. Fyne has no word for the screen's size nor for a window that fills it.
func (w *Window) native(f func(*glfw.Window)) {
	x, ok := w.win.(interface{ RunWithContext(func()) })
	if !ok {
		return
	}
	var v *glfw.Window
	x.RunWithContext(func() { v = glfw.GetCurrentContext() })
	if v != nil {
		f(v)
	}
}

// settle brings the window, just shown, within the screen's work area: the
// scale, and so its size in pixels, is not known before.
func (w *Window) settle() {
	w.native(func(v *glfw.Window) {
		m := glfw.GetPrimaryMonitor()
		scale := w.win.Canvas().Scale()
		if m == nil || scale <= 0 {
			return
		}
		x, y, width, height := m.GetWorkarea()
		left, top, right, bottom := v.GetFrameSize()
		room := fyne.NewSize(float32(width-left-right)/scale, float32(height-top-bottom)/scale)
		size, full := within(w.place.size(), room)
		if room.Width < 1 || room.Height < 1 {
			return
		}
		if full {
			w.win.Resize(size)
			v.SetPos(x+left, y+top)
		}
		if full || w.place.Full {
			v.Maximize()
		}
	})
}

// keepPlace keeps the window's size for the next start.
func (w *Window) keepPlace() {
	w.native(func(v *glfw.Window) {
		p := w.place
		if p.Full = v.GetAttrib(glfw.Maximized) == glfw.True; !p.Full {
			s := w.win.Canvas().Size()
			p.Width, p.Height = s.Width, s.Height
		}
		w.SetPreference("window", p)
	})
}
