package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Scroll is a page or panel that scrolls downwards. A field of the kit that
// gets the focus scrolls itself into view in it.
type Scroll struct {
	base
	inner *container.Scroll
	// Narrow lets the scroll be narrower than its content needs.
	Narrow bool
}

// NewScroll makes content scroll vertically.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{inner: container.NewVScroll(content)}
	s.inner.OnScrolled = func(fyne.Position) {
		if r := rootOf(s); r != nil && r.flyout != nil && r.flyout.inScroll {
			r.closeFlyout()
		}
	}
	s.ExtendBaseWidget(s)
	return s
}

// SetContent changes what scrolls, from its top.
func (s *Scroll) SetContent(o fyne.CanvasObject) {
	s.inner.Content = o
	s.inner.Offset = fyne.Position{}
	s.inner.Refresh()
}

// Top scrolls to the beginning.
func (s *Scroll) Top() { s.inner.ScrollToTop() }

// Offset is how far it is scrolled.
func (s *Scroll) Offset() float32 { return s.inner.Offset.Y }

// ScrollTo scrolls to an offset.
func (s *Scroll) ScrollTo(y float32) { s.inner.ScrollToOffset(fyne.NewPos(0, y)) }

// CreateRenderer implements fyne.Widget.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	return s.faced(&face{
		objects: []fyne.CanvasObject{s.inner},
		min: func() fyne.Size {
			m := s.inner.MinSize()
			if s.Narrow {
				m.Width = 32
			}
			return m
		},
		refresh: func() { s.inner.Refresh() },
	})
}

// show scrolls so that a part of the content at y (within the content) is seen.
func (s *Scroll) show(y, height float32) {
	const margin = Gap16
	off, room := s.inner.Offset.Y, s.inner.Size().Height
	switch {
	case y-margin < off:
		off = y - margin
	case y+height+margin > off+room:
		off = min(y-margin, y+height+margin-room)
	default:
		return
	}
	s.ScrollTo(max(0, min(off, s.inner.Content.MinSize().Height-room)))
}

// reveal scrolls the pages that o stands in so that it is seen.
func reveal(o fyne.CanvasObject) {
	s := scrollOf(o)
	if s == nil || s.inner.Size().Height == 0 {
		return
	}
	d := fyne.CurrentApp().Driver()
	y := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s.inner.Content).Y
	s.show(y, o.Size().Height)
}

// scrollOf is the innermost Scroll that an object stands in, nil for none.
func scrollOf(o fyne.CanvasObject) *Scroll {
	c := canvasOf(o)
	if c == nil {
		return nil
	}
	top := c.Overlays().Top()
	if top == nil {
		top = c.Content()
	}
	s, _ := within(top, o, nil)
	return s
}

func within(at, o fyne.CanvasObject, s *Scroll) (*Scroll, bool) {
	if at == o {
		return s, true
	}
	if at == nil || !at.Visible() {
		return nil, false
	}
	switch w := at.(type) {
	case *Scroll:
		return within(w.inner.Content, o, w)
	case *fyne.Container:
		for _, child := range w.Objects {
			if found, ok := within(child, o, s); ok {
				return found, true
			}
		}
	case interface{ parts() []fyne.CanvasObject }:
		for _, child := range w.parts() {
			if found, ok := within(child, o, s); ok {
				return found, true
			}
		}
	}
	return nil, false
}
