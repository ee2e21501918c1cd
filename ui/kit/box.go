package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// HBox puts objects in a row with a gap, each centred on the row's height. A
// Grow takes the room that is left.
func HBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(boxLayout{gap: gap}, objects...)
}

// VBox puts objects under each other with a gap, each as wide as the box. A
// Grow takes the room that is left.
func VBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(boxLayout{gap: gap, down: true}, objects...)
}

// Grow marks what takes the room that is left in an HBox or VBox.
func Grow(o fyne.CanvasObject) *fyne.Container { return container.New(growLayout{}, o) }

// Spacer is room that grows.
func Spacer() *fyne.Container { return container.New(growLayout{}) }

// Pad keeps room around an object.
func Pad(o fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// PadAll keeps the same room on all sides.
func PadAll(o fyne.CanvasObject, gap float32) *fyne.Container { return Pad(o, gap, gap, gap, gap) }

// Fixed gives an object a size; 0 leaves that side as it is.
func Fixed(o fyne.CanvasObject, width, height float32) *fyne.Container {
	return container.New(fixedLayout{width, height}, o)
}

// Centre puts an object of a width into the middle of the room, a little above
// it, as high as it needs to be.
func Centre(o fyne.CanvasObject, width float32) *fyne.Container {
	return container.New(centreLayout(width), o)
}

type centreLayout float32

func (l centreLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	w := min(float32(l), s.Width)
	for _, o := range os {
		h := min(heightFor(o, w), s.Height)
		place(o, (s.Width-w)/2, max(0, (s.Height-h)*.42), w, h)
	}
}

func (l centreLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range os {
		m = m.Max(fyne.NewSize(min(float32(l), 240), heightFor(o, float32(l))))
	}
	return m
}

// Stack puts objects on top of each other.
func Stack(objects ...fyne.CanvasObject) *fyne.Container { return container.NewStack(objects...) }

// Sides puts a column of a width at the right of a main part, 16 apart. In a
// small window the column is narrower.
func Sides(main, side fyne.CanvasObject, width float32) *fyne.Container {
	return container.New(sidesLayout{width: width}, main, side)
}

// Beside is Sides with a column that gives way altogether where the main part
// would be left with less than it needs.
func Beside(main, side fyne.CanvasObject, width, need float32) *fyne.Container {
	return container.New(sidesLayout{width, need}, main, side)
}

type sidesLayout struct{ width, need float32 }

// column is how wide the column is beside a main part; 0 where there is no
// room for it.
func (l sidesLayout) column(room float32) float32 {
	w := min(l.width, max(260, room*.34))
	if room-Gap16-w < l.need {
		return 0
	}
	return w
}

func (l sidesLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	w := l.column(s.Width)
	os[1].Move(fyne.NewPos(s.Width-w, 0))
	if os[1].Visible() != (w > 0) {
		if w > 0 {
			os[1].Show()
		} else {
			os[1].Hide()
		}
	}
	if w == 0 {
		place(os[0], 0, 0, s.Width, s.Height)
		return
	}
	place(os[0], 0, 0, s.Width-w-Gap16, s.Height)
	place(os[1], s.Width-w, 0, w, s.Height)
}

func (l sidesLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	a, b := os[0].MinSize(), os[1].MinSize()
	if l.need > 0 {
		return fyne.NewSize(a.Width, max(a.Height, b.Height))
	}
	return fyne.NewSize(a.Width+Gap16+min(l.width, 260), max(a.Height, b.Height))
}

// Split shares the width by weights, 16 apart, each part as high as the whole.
func Split(weights []float32, parts ...fyne.CanvasObject) *fyne.Container {
	return container.New(splitLayout(weights), parts...)
}

// Edges is a part on top that keeps its height and one that takes the rest.
func Edges(top, rest fyne.CanvasObject, gap float32) *fyne.Container {
	return VBox(gap, top, Grow(rest))
}

type growLayout struct{}

func (growLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	for _, o := range os {
		place(o, 0, 0, s.Width, s.Height)
	}
}

func (growLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range os {
		if o.Visible() {
			m = m.Max(o.MinSize())
		}
	}
	return m
}

func grows(o fyne.CanvasObject) bool {
	c, ok := o.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = c.Layout.(growLayout)
	return ok
}

type boxLayout struct {
	gap  float32
	down bool
	fill bool // a row's objects take its whole height
}

func (l boxLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	length := s.Width
	if l.down {
		length = s.Height
	}
	used, grown, seen := float32(0), 0, 0
	for _, o := range os {
		if !o.Visible() {
			continue
		}
		seen++
		if grows(o) {
			grown++
			continue
		}
		used += l.long(l.need(o, s))
	}
	rest := max(0, length-used-l.gap*float32(max(0, seen-1)))
	var at float32
	for _, o := range os {
		if !o.Visible() {
			continue
		}
		m := l.need(o, s)
		n := l.long(m)
		if grows(o) {
			n = rest / float32(grown)
		}
		switch {
		case l.down:
			place(o, 0, at, s.Width, n)
		case l.fill:
			place(o, at, 0, n, s.Height)
		default:
			place(o, at, (s.Height-m.Height)/2, n, m.Height)
		}
		at += n + l.gap
	}
}

// need is the least size of an object in the box. A text that wraps needs a
// height that follows from the box's width, and so do boxes of such texts.
func (l boxLayout) need(o fyne.CanvasObject, s fyne.Size) fyne.Size {
	m := o.MinSize()
	if l.down && s.Width > 0 {
		m.Height = heightFor(o, s.Width)
	}
	return m
}

func (l boxLayout) long(s fyne.Size) float32 {
	if l.down {
		return s.Height
	}
	return s.Width
}

func (l boxLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	seen := 0
	for _, o := range os {
		if !o.Visible() {
			continue
		}
		n := o.MinSize()
		if l.down {
			m.Height += n.Height
			m.Width = max(m.Width, n.Width)
		} else {
			m.Width += n.Width
			m.Height = max(m.Height, n.Height)
		}
		seen++
	}
	gaps := l.gap * float32(max(0, seen-1))
	if l.down {
		m.Height += gaps
	} else {
		m.Width += gaps
	}
	return m
}

type fixedLayout struct{ w, h float32 }

func (l fixedLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	for _, o := range os {
		place(o, 0, 0, s.Width, s.Height)
	}
}

func (l fixedLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range os {
		m = m.Max(o.MinSize())
	}
	if l.w > 0 {
		m.Width = l.w
	}
	if l.h > 0 {
		m.Height = l.h
	}
	return m
}

type splitLayout []float32

// widths are how wide the parts are in a room.
func (l splitLayout) widths(n int, room float32) []float32 {
	var sum float32
	for i := range n {
		sum += l[i]
	}
	room -= Gap16 * float32(n-1)
	ws := make([]float32, n)
	for i := range ws {
		ws[i] = room * l[i] / sum
	}
	return ws
}

// heightFor is the height of the highest part.
func (l splitLayout) heightFor(os []fyne.CanvasObject, width float32) float32 {
	var h float32
	for i, w := range l.widths(len(os), width) {
		h = max(h, heightFor(os[i], w))
	}
	return h
}

func (l splitLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	var x float32
	for i, w := range l.widths(len(os), s.Width) {
		place(os[i], x, 0, w, s.Height)
		x += w + Gap16
	}
}

func (l splitLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range os {
		n := o.MinSize()
		m.Width += n.Width
		m.Height = max(m.Height, n.Height)
	}
	m.Width += Gap16 * float32(len(os)-1)
	return m
}
