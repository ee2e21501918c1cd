package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// overlay is a floating panel with the keyboard for itself: menus, and whatever
// closes on the next click elsewhere.
type overlay struct {
	base
	canvas  fyne.Canvas
	content fyne.CanvasObject
	box     *canvas.Rectangle
	at      fyne.Position
	size    fyne.Size
	onKey   func(*fyne.KeyEvent)
	onClose func()
	isOpen  bool
}

func newOverlay(c fyne.Canvas, content fyne.CanvasObject) *overlay {
	o := &overlay{canvas: c, content: content, box: newRect(ColorRaised, ColorLine, RadiusCard)}
	o.ExtendBaseWidget(o)
	return o
}

func (o *overlay) open(at fyne.Position, size fyne.Size) {
	o.at, o.size, o.isOpen = at, size, true
	o.canvas.Overlays().Add(o)
	o.Resize(o.canvas.Size())
	o.canvas.Focus(o)
}

func (o *overlay) close() {
	if o.isOpen {
		o.isOpen = false
		o.canvas.Overlays().Remove(o)
		if o.onClose != nil {
			o.onClose()
		}
	}
}

// Tapped closes: the click was beside the panel.
func (o *overlay) Tapped(*fyne.PointEvent) { o.close() }

// TappedSecondary closes as well.
func (o *overlay) TappedSecondary(*fyne.PointEvent) { o.close() }

// FocusGained implements fyne.Focusable.
func (o *overlay) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (o *overlay) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (o *overlay) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (o *overlay) TypedKey(k *fyne.KeyEvent) {
	if o.onKey != nil {
		o.onKey(k)
	} else if k.Name == fyne.KeyEscape {
		o.close()
	}
}

// CreateRenderer implements fyne.Widget.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	shade(o.box, 16)
	return o.faced(&face{
		objects: []fyne.CanvasObject{o.box, o.content},
		min:     func() fyne.Size { return fyne.Size{} },
		layout: func(s fyne.Size) {
			place(o.box, o.at.X, o.at.Y, o.size.Width, o.size.Height)
			place(o.content, o.at.X+Gap4, o.at.Y+Gap4, o.size.Width-2*Gap4, o.size.Height-2*Gap4)
		},
		refresh: func() {
			paint(o.box, ColorRaised, ColorLine)
			o.content.Refresh()
		},
		of: o,
	})
}
