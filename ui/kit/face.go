package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// face is the one renderer of the kit: a widget lists its objects and says how
// they are placed and how they take the theme's colours.
type face struct {
	objects []fyne.CanvasObject
	list    func() []fyne.CanvasObject // instead of objects, when they change
	min     func() fyne.Size
	layout  func(fyne.Size)
	refresh func()
	destroy func()
	of      fyne.CanvasObject // repainted after refresh; nil: the objects refresh themselves
}

func (f *face) Destroy() {
	if f.destroy != nil {
		f.destroy()
	}
}

func (f *face) Layout(s fyne.Size) {
	if f.layout != nil {
		f.layout(s)
		return
	}
	for _, o := range f.Objects() {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

func (f *face) MinSize() fyne.Size {
	if f.min != nil {
		return f.min()
	}
	var m fyne.Size
	for _, o := range f.Objects() {
		m = m.Max(o.MinSize())
	}
	return m
}

func (f *face) Objects() []fyne.CanvasObject {
	if f.list != nil {
		return f.list()
	}
	return f.objects
}

func (f *face) Refresh() {
	if f.refresh != nil {
		f.refresh()
	}
	if f.of != nil {
		canvas.Refresh(f.of)
	}
}

// base is the root of the kit's widgets. It remembers the renderer, so that the
// kit can walk its own tree: Fyne keeps no way from an object to its parent.
type base struct {
	widget.BaseWidget
	face *face
}

func (b *base) faced(f *face) fyne.WidgetRenderer {
	for i, o := range f.objects {
		if p, ok := o.(*iconPic); ok {
			f.objects[i] = p.Raster
		}
	}
	b.face = f
	return f
}

func (b *base) parts() []fyne.CanvasObject {
	if b.face == nil {
		return nil
	}
	return b.face.Objects()
}

// place moves and resizes in one. A text is set a little higher.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	if t, ok := o.(*canvas.Text); ok {
		y -= rise(t.TextSize)
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// centre puts an object of a size into the middle of a room.
func centre(o fyne.CanvasObject, room, size fyne.Size) {
	place(o, (room.Width-size.Width)/2, (room.Height-size.Height)/2, size.Width, size.Height)
}

// middle puts an object of its least height at x, centred in height h.
func middle(o fyne.CanvasObject, x, w, h float32) {
	m := o.MinSize().Height
	place(o, x, (h-m)/2, w, m)
}

// rise is how much higher than its line a text is set, for its characters to
// stand in the middle: the line of Noto Sans SC has more room above than below.
func rise(size float32) float32 { return size * .065 }

// newRect makes a rectangle with rounded corners in colours of the theme.
func newRect(fill, stroke Colour, radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(Color(fill))
	r.CornerRadius = radius
	outlineRect(r, stroke)
	return r
}

// outlineRect gives a rectangle its line. Fyne softens the edges of round
// corners, and a line of one pixel with them: a slightly stronger colour looks
// like the palette's.
func outlineRect(r *canvas.Rectangle, stroke Colour) {
	if stroke == ColorNone {
		r.StrokeColor, r.StrokeWidth = color.Transparent, 0
		return
	}
	if stroke == ColorLine && r.CornerRadius > 0 {
		stroke = ColorEdge
	}
	r.StrokeColor, r.StrokeWidth = Color(stroke), 1
}

func paint(r *canvas.Rectangle, fill, stroke Colour) {
	f, s, w := r.FillColor, r.StrokeColor, r.StrokeWidth
	r.FillColor = Color(fill)
	outlineRect(r, stroke)
	if f != r.FillColor || s != r.StrokeColor || w != r.StrokeWidth {
		r.Refresh()
	}
}

func newLabel(s string, c Colour, size float32, isBold bool) *canvas.Text {
	t := canvas.NewText(s, Color(c))
	t.TextSize, t.TextStyle.Bold = size, isBold
	return t
}

// write changes a drawn text.
func write(t *canvas.Text, s string, c Colour) {
	if k := Color(c); t.Text != s || t.Color != k {
		t.Text, t.Color = s, k
		t.Refresh()
	}
}

// shade gives a floating rectangle its shadow.
func shade(r *canvas.Rectangle, depth float32) {
	r.Shadow = canvas.Shadow{Color: Color(ColorShade), BlurRadius: depth, Offset: fyne.NewPos(0, depth/4), Variant: canvas.DropShadow}
}
