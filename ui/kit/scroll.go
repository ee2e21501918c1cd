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

// lineStep is how far an arrow key scrolls.
const lineStep float32 = 48

// Key scrolls by a key and tells whether it knew it: the arrows, Page Up and
// Page Down, Home and End.
func (s *Scroll) Key(k fyne.KeyName) bool {
	room, most := s.inner.Size().Height, s.most()
	y := s.Offset()
	switch k {
	case fyne.KeyDown:
		y += lineStep
	case fyne.KeyUp:
		y -= lineStep
	case fyne.KeyPageDown:
		y += room - lineStep
	case fyne.KeyPageUp:
		y -= room - lineStep
	case fyne.KeyHome:
		y = 0
	case fyne.KeyEnd:
		y = most
	default:
		return false
	}
	s.ScrollTo(max(0, min(y, most)))
	return true
}

func (s *Scroll) most() float32 {
	return max(0, s.inner.Content.MinSize().Height-s.inner.Size().Height)
}

// ScrollIn is the first part of a page that scrolls and has more to show than
// is seen, nil for none.
func ScrollIn(o fyne.CanvasObject) *Scroll {
	if o == nil || !o.Visible() {
		return nil
	}
	if s, ok := o.(*Scroll); ok && s.most() > 0 {
		return s
	}
	for _, child := range childrenOf(o) {
		if s := ScrollIn(child); s != nil {
			return s
		}
	}
	return nil
}

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

// reveal scrolls the page that o stands in so that it is seen.
func reveal(o fyne.CanvasObject) {
	s, y := placeOf(o)
	if s == nil || s.inner.Size().Height == 0 {
		return
	}
	if c := s.inner.Content; c.Size().Height+.5 < c.MinSize().Height {
		s.inner.Refresh() // the content has grown and is not laid out yet
		s, y = placeOf(o)
	}
	s.show(y, o.Size().Height)
}

// scrollOf is the innermost Scroll that an object stands in, nil for none.
func scrollOf(o fyne.CanvasObject) *Scroll {
	s, _ := placeOf(o)
	return s
}

// placeOf is the innermost Scroll that an object stands in, and how far below
// the top of its content. It does not ask the driver, which knows an object
// only after it was drawn.
func placeOf(o fyne.CanvasObject) (*Scroll, float32) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if f, ok := within(topOf(w.Canvas()), o, found{}); ok {
			return f.scroll, f.y
		}
	}
	return nil, 0
}

// topOf is the tree that has the keyboard: the topmost dialog, or the content.
func topOf(c fyne.Canvas) fyne.CanvasObject {
	if top := c.Overlays().Top(); top != nil {
		return top
	}
	return c.Content()
}

// found is where the walk to an object stands.
type found struct {
	scroll *Scroll
	y      float32
}

func within(at, o fyne.CanvasObject, f found) (found, bool) {
	if at == o {
		return f, true
	}
	if at == nil || !at.Visible() {
		return f, false
	}
	if s, ok := at.(*Scroll); ok {
		return within(s.inner.Content, o, found{s, 0})
	}
	for _, child := range childrenOf(at) {
		if f, ok := within(child, o, found{f.scroll, f.y + child.Position().Y}); ok {
			return f, true
		}
	}
	return f, false
}
