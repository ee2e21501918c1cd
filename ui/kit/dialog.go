package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"
)

// Dialog is a card over the dimmed window that has the keyboard for itself. It
// carries its own layer, so that drop-downs work in it.
type Dialog struct {
	base
	// OnCancel is called for Esc, before closing; nil: Esc closes only.
	OnCancel func()
	// OnEnter is called for Enter where no field or button uses it.
	OnEnter func()
	// Locked leaves Esc without effect.
	Locked bool
	Width  float32

	canvas fyne.Canvas
	root   *Root
	stage  *stage
	before fyne.Focusable
	open   bool
}

// NewDialog makes a dialog of a title, content and buttons at the lower right,
// the primary one last.
func NewDialog(title string, content fyne.CanvasObject, buttons ...*Button) *Dialog {
	d := &Dialog{Width: 460}
	row := HBox(Gap8, Spacer())
	for _, b := range buttons {
		row.Add(b)
	}
	body := VBox(Gap12, newText(title, ColorText, 16, true))
	if content != nil {
		body.Add(Grow(content))
	}
	if len(buttons) > 0 {
		body.Add(Pad(row, Gap8, 0, 0, 0))
	}
	d.stage = &stage{dialog: d, body: body}
	d.stage.ExtendBaseWidget(d.stage)
	d.root = NewRoot(d.stage)
	d.ExtendBaseWidget(d)
	return d
}

// Open shows the dialog; first gets the keyboard, or the first that can.
func (d *Dialog) Open(c fyne.Canvas, first fyne.Focusable) {
	if r, ok := c.Content().(*Root); ok {
		r.closeFlyout()
	}
	d.canvas, d.open, d.before = c, true, c.Focused()
	behind(c, func() {
		c.Overlays().Add(d)
		d.Resize(c.Size())
		if first != nil {
			c.Focus(first)
		} else {
			c.FocusNext()
		}
	})
}

// Close takes the dialog away and gives the keyboard back.
func (d *Dialog) Close() {
	if !d.open {
		return
	}
	d.open = false
	d.root.closeFlyout()
	behind(d.canvas, func() { d.canvas.Overlays().Remove(d) })
}

// IsOpen tells whether it is shown.
func (d *Dialog) IsOpen() bool { return d.open }

func (d *Dialog) cancel() {
	if d.Locked {
		return
	}
	d.Close()
	if d.OnCancel != nil {
		d.OnCancel()
	}
}

func (d *Dialog) dialogKey(k *fyne.KeyEvent) bool {
	switch {
	case k.Name == fyne.KeyEscape:
		d.cancel()
	case isEnter(k) && d.OnEnter != nil:
		d.OnEnter()
	default:
		return false
	}
	return true
}

// CreateRenderer implements fyne.Widget.
func (d *Dialog) CreateRenderer() fyne.WidgetRenderer {
	return d.faced(&face{objects: []fyne.CanvasObject{d.root}, min: func() fyne.Size { return fyne.Size{} }})
}

// stage is the dimmed window with the card in its middle. It takes every click
// and key that the card does not.
type stage struct {
	base
	dialog *Dialog
	body   *fyne.Container
	scrim  *canvas.Rectangle
	box    *canvas.Rectangle
	height float32 // what the content wanted when it was laid out
	asked  bool    // to be laid out again
}

// Tapped takes the click beside the card. It has taken the keyboard away, which
// the dialog needs for Esc.
func (s *stage) Tapped(*fyne.PointEvent) {
	if c := s.dialog.canvas; c != nil && c.Focused() == nil {
		c.FocusNext()
	}
}

// TappedSecondary takes the click beside the card.
func (s *stage) TappedSecondary(*fyne.PointEvent) {}

// CreateRenderer implements fyne.Widget.
func (s *stage) CreateRenderer() fyne.WidgetRenderer {
	s.scrim = newRect(ColorScrim, ColorNone, 0)
	s.box = newRect(ColorRaised, ColorLine, 10)
	shade(s.box, 32)
	return s.faced(&face{
		objects: []fyne.CanvasObject{s.scrim, s.box, s.body},
		min:     s.least,
		layout:  s.layOut,
		refresh: func() {
			paint(s.scrim, ColorScrim, ColorNone)
			paint(s.box, ColorRaised, ColorLine)
			s.body.Refresh()
		},
		of: s,
	})
}

// width is the card's.
func (s *stage) width(room float32) float32 { return min(s.dialog.Width, room-2*Gap24) }

// wanted is the height of the content as it stands.
func (s *stage) wanted(room float32) float32 { return heightFor(s.body, s.width(room)-2*Gap24) }

func (s *stage) layOut(size fyne.Size) {
	place(s.scrim, 0, 0, size.Width, size.Height)
	w := s.width(size.Width)
	s.body.Resize(fyne.NewSize(w-2*Gap24, 10)) // text breaks at its width first
	s.height = s.wanted(size.Width)
	s.put(size)
	if h := s.wanted(size.Width); h != s.height {
		s.height = h
		s.put(size)
	}
}

// put places the card around a content of its height.
func (s *stage) put(size fyne.Size) {
	w, h := s.width(size.Width), min(s.height+2*20, size.Height-2*Gap24)
	x, y := (size.Width-w)/2, max(Gap24, (size.Height-h)*.4)
	place(s.box, x, y, w, h)
	place(s.body, x+Gap24, y+20, w-2*Gap24, h-2*20)
}

// least is asked for before each picture: a content that has become higher or
// lower since it was laid out has the card follow.
func (s *stage) least() fyne.Size {
	if z := s.Size(); !z.IsZero() && !s.asked && s.wanted(z.Width) != s.height {
		s.asked = true
		soon(func() {
			s.asked = false
			s.layOutAgain()
		})
	}
	return fyne.NewSize(100, 100)
}

// heightFor is the height an object takes at a width, through Grow and Pad.
func heightFor(o fyne.CanvasObject, w float32) float32 {
	switch x := o.(type) {
	case interface{ HeightFor(float32) float32 }:
		return x.HeightFor(w)
	case *fyne.Container:
		if _, ok := x.Layout.(growLayout); ok && len(x.Objects) == 1 {
			return heightFor(x.Objects[0], w)
		}
		if l, ok := x.Layout.(layout.CustomPaddedLayout); ok && len(x.Objects) == 1 {
			return heightFor(x.Objects[0], w-l.LeftPadding-l.RightPadding) + l.TopPadding + l.BottomPadding
		}
		if _, ok := x.Layout.(bulletLayout); ok {
			return heightFor(x.Objects[1], w-bulletIndent)
		}
		if l, ok := x.Layout.(splitLayout); ok {
			return l.heightFor(x.Objects, w)
		}
		if l, ok := x.Layout.(boxLayout); ok && l.down {
			var h, gap float32
			for _, c := range x.Objects {
				if c.Visible() {
					h += gap + heightFor(c, w)
					gap = l.gap
				}
			}
			return h
		}
	}
	return o.MinSize().Height
}
