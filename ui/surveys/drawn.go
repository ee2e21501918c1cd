package surveys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// drawn is the renderer of this room's own widgets.
type drawn struct {
	of      fyne.CanvasObject
	objects []fyne.CanvasObject
	min     func() fyne.Size
	layout  func(fyne.Size)
	paint   func() // takes the colours of the theme; may be nil
}

// MinSize implements fyne.WidgetRenderer.
func (d *drawn) MinSize() fyne.Size { return d.min() }

// Layout implements fyne.WidgetRenderer.
func (d *drawn) Layout(s fyne.Size) { d.layout(s) }

// Objects implements fyne.WidgetRenderer.
func (d *drawn) Objects() []fyne.CanvasObject { return d.objects }

// Refresh implements fyne.WidgetRenderer.
func (d *drawn) Refresh() {
	if d.paint != nil {
		d.paint()
	}
	d.layout(d.of.Size())
	for _, o := range d.objects {
		o.Refresh()
	}
	canvas.Refresh(d.of)
}

// Destroy implements fyne.WidgetRenderer.
func (d *drawn) Destroy() {}

// place moves and resizes in one.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}
