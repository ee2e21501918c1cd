package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Root is what a window shows: the content, and above it the layer of what
// floats without taking the keyboard away — drop-downs, suggestions, toasts.
// (An overlay of Fyne would take the focus from the field that is typed in.)
type Root struct {
	base
	content fyne.CanvasObject
	layer   *fyne.Container
	flyout  *flyout
	toast   *Toast
	laid    fyne.Size
}

// NewRoot wraps the content of a window.
func NewRoot(content fyne.CanvasObject) *Root {
	r := &Root{content: content, layer: container.NewWithoutLayout()}
	r.ExtendBaseWidget(r)
	return r
}

// SetContent changes what the window shows.
func (r *Root) SetContent(o fyne.CanvasObject) {
	r.closeFlyout()
	r.content = o
	r.Refresh()
	if s := r.Size(); !s.IsZero() {
		o.Resize(s)
		o.Move(fyne.Position{})
	}
}

// Content is what the window shows.
func (r *Root) Content() fyne.CanvasObject { return r.content }

// CreateRenderer implements fyne.Widget.
func (r *Root) CreateRenderer() fyne.WidgetRenderer {
	return r.faced(&face{
		list: func() []fyne.CanvasObject { return []fyne.CanvasObject{r.content, r.layer} },
		min:  func() fyne.Size { return r.content.MinSize() },
		layout: func(s fyne.Size) {
			if s != r.laid {
				r.closeFlyout()
			}
			r.laid = s
			place(r.content, 0, 0, s.Width, s.Height)
			place(r.layer, 0, 0, s.Width, s.Height)
			if r.toast != nil {
				r.toast.settle(s)
			}
		},
		of: r,
	})
}

func (r *Root) closeFlyout() {
	if r.flyout != nil {
		r.flyout.Close()
	}
}

// rootOf finds the layer that an object's drop-downs belong to: the dialog it
// stands in, or the window's root. A window without a root gets one.
func rootOf(o fyne.CanvasObject) *Root {
	c := canvasOf(o)
	if c == nil {
		return nil
	}
	return rootOn(c)
}

func rootOn(c fyne.Canvas) *Root {
	switch top := c.Overlays().Top().(type) {
	case *Dialog:
		return top.root
	case *Curtain:
		return top.root
	}
	if r, ok := c.Content().(*Root); ok {
		return r
	}
	if c.Content() == nil {
		return nil
	}
	focused := c.Focused()
	r := NewRoot(c.Content())
	c.SetContent(r)
	if focused != nil {
		c.Focus(focused)
	}
	return r
}

// CloseFlyouts closes an open drop-down of the canvas, as Esc would; it tells
// whether there was one.
func CloseFlyouts(c fyne.Canvas) bool {
	r := rootOn(c)
	if r == nil || r.flyout == nil {
		return false
	}
	r.closeFlyout()
	return true
}
