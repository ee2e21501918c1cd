package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Curtain covers the whole window, dialogs too, and has the keyboard for itself:
// nothing behind it can be read, and everything stays as it was left. What opens
// or closes meanwhile does so behind it.
type Curtain struct {
	base
	// OnKey is asked of keys that no field uses; may be nil.
	OnKey func(*fyne.KeyEvent)

	canvas fyne.Canvas
	root   *Root
	back   *canvas.Rectangle
}

// NewCurtain makes a curtain with something to be seen and done on it.
func NewCurtain(content fyne.CanvasObject) *Curtain {
	c := &Curtain{root: NewRoot(content)}
	c.ExtendBaseWidget(c)
	return c
}

// Draw covers the window.
func (c *Curtain) Draw(on fyne.Canvas) {
	if c.canvas != nil {
		return
	}
	if r, ok := on.Content().(*Root); ok {
		r.closeFlyout()
	}
	dropTip()
	c.canvas = on
	on.Overlays().Add(c)
	c.Resize(on.Size())
}

// Lift shows the window again, with the keyboard where it was.
func (c *Curtain) Lift() {
	if c.canvas == nil {
		return
	}
	c.root.closeFlyout()
	on := c.canvas
	c.canvas = nil
	on.Overlays().Remove(c)
}

// Drawn tells whether it covers the window.
func (c *Curtain) Drawn() bool { return c.canvas != nil }

func (c *Curtain) dialogKey(k *fyne.KeyEvent) bool {
	if c.OnKey != nil {
		c.OnKey(k)
	}
	return true
}

// Tapped takes every click that nothing on the curtain takes.
func (c *Curtain) Tapped(*fyne.PointEvent) {
	if c.canvas != nil && c.canvas.Focused() == nil {
		c.canvas.FocusNext()
	}
}

// TappedSecondary takes the click.
func (c *Curtain) TappedSecondary(*fyne.PointEvent) {}

// CreateRenderer implements fyne.Widget.
func (c *Curtain) CreateRenderer() fyne.WidgetRenderer {
	c.back = newRect(ColorBackground, ColorNone, 0)
	return c.faced(&face{
		objects: []fyne.CanvasObject{c.back, c.root},
		min:     func() fyne.Size { return fyne.Size{} },
		layout: func(s fyne.Size) {
			place(c.back, 0, 0, s.Width, s.Height)
			place(c.root, 0, 0, s.Width, s.Height)
		},
		refresh: func() {
			paint(c.back, ColorBackground, ColorNone)
			c.root.Refresh()
		},
		of: c,
	})
}

// curtainOn is the curtain over a canvas, nil for none.
func curtainOn(c fyne.Canvas) *Curtain {
	for _, o := range c.Overlays().List() {
		if x, ok := o.(*Curtain); ok {
			return x
		}
	}
	return nil
}

// behind changes what lies over the window while a curtain keeps covering it:
// a canvas takes away, with an overlay, all that lie above.
func behind(c fyne.Canvas, change func()) {
	x := curtainOn(c)
	if x == nil {
		change()
		return
	}
	had := c.Focused()
	c.Overlays().Remove(x)
	change()
	c.Overlays().Add(x)
	x.Resize(c.Size())
	if had != nil {
		c.Focus(had)
	}
}

// Strip closes every dialog and menu over a canvas, without asking; a curtain
// stays.
func Strip(c fyne.Canvas) {
	behind(c, func() {
		for c.Overlays().Top() != nil {
			c.Overlays().Remove(c.Overlays().Top())
		}
	})
}
