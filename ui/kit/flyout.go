package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// flyout is a panel that floats at a field while the field keeps the keyboard.
type flyout struct {
	base
	content fyne.CanvasObject
	box     *canvas.Rectangle
	root    *Root
	anchor  fyne.CanvasObject
	OnClose func()
	// pressed is set while the pointer is held down in the panel: the field
	// then loses the focus before the click arrives, and must not close it.
	pressed bool
	// inScroll says that the anchor moves when its page scrolls.
	inScroll bool
}

// openFlyout shows content under (or, without room, above) the anchor, at
// least as wide as it. It closes another one.
func openFlyout(anchor, content fyne.CanvasObject) *flyout {
	r := rootOf(anchor)
	if r == nil {
		return nil
	}
	r.closeFlyout()
	f := &flyout{content: content, root: r, anchor: anchor, inScroll: true}
	f.box = newRect(ColorRaised, ColorLine, RadiusCard)
	shade(f.box, 16)
	f.ExtendBaseWidget(f)
	r.flyout = f
	f.settle()
	r.layer.Add(f)
	return f
}

// settle places the panel again after its content has changed.
func (f *flyout) settle() {
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(f.anchor).Subtract(d.AbsolutePositionForObject(f.root))
	f.settleAt(at, f.anchor.Size())
}

func (f *flyout) settleAt(at fyne.Position, as fyne.Size) {
	room := f.root.Size()
	m := f.content.MinSize().AddWidthHeight(2*Gap4, 2*Gap4)
	w := min(max(m.Width, as.Width), room.Width-2*Gap8)
	below := room.Height - at.Y - as.Height - Gap12
	y, h := at.Y+as.Height+Gap4, m.Height
	if h > below {
		if above := at.Y - Gap12; above > below {
			h = min(h, above)
			y = at.Y - Gap4 - h
		} else {
			h = below
		}
	}
	x := max(Gap8, min(at.X, room.Width-w-Gap8))
	f.Move(fyne.NewPos(x, y))
	f.Resize(fyne.NewSize(w, h))
	f.Refresh()
}

// Close takes the panel away; closing twice is harmless.
func (f *flyout) Close() {
	if f == nil || f.root == nil || f.root.flyout != f {
		return
	}
	f.root.flyout = nil
	f.root.layer.Remove(f)
	if f.OnClose != nil {
		f.OnClose()
	}
}

func (f *flyout) isOpen() bool { return f != nil && f.root != nil && f.root.flyout == f }

// lost is for the field's FocusLost: the panel goes unless it was pressed.
func (f *flyout) lost() {
	if f.isOpen() && !f.pressed {
		f.Close()
	}
}

// Tapped keeps clicks between the rows from what lies below.
func (f *flyout) Tapped(*fyne.PointEvent) { f.pressed = false; focus(f.anchor) }

// MouseDown implements desktop.Mouseable.
func (f *flyout) MouseDown(*desktop.MouseEvent) { f.pressed = true }

// MouseUp implements desktop.Mouseable.
func (f *flyout) MouseUp(*desktop.MouseEvent) {}

// CreateRenderer implements fyne.Widget.
func (f *flyout) CreateRenderer() fyne.WidgetRenderer {
	return f.faced(&face{
		objects: []fyne.CanvasObject{f.box, f.content},
		min:     func() fyne.Size { return f.content.MinSize().AddWidthHeight(2*Gap4, 2*Gap4) },
		layout: func(s fyne.Size) {
			place(f.box, 0, 0, s.Width, s.Height)
			place(f.content, Gap4, Gap4, s.Width-2*Gap4, s.Height-2*Gap4)
		},
		refresh: func() {
			paint(f.box, ColorRaised, ColorLine)
			shade(f.box, 16)
			f.content.Refresh()
		},
		of: f,
	})
}

// tapArea is a part of a panel that takes a click without losing the flyout.
type tapArea struct {
	base
	fly     func() *flyout
	onTap   func(fyne.Position)
	onHover func(pos fyne.Position, in bool)
	cursor  desktop.Cursor
}

func newTapArea(onTap func(fyne.Position)) *tapArea {
	a := &tapArea{onTap: onTap, cursor: desktop.DefaultCursor}
	a.ExtendBaseWidget(a)
	return a
}

// CreateRenderer implements fyne.Widget.
func (a *tapArea) CreateRenderer() fyne.WidgetRenderer {
	return a.faced(&face{min: func() fyne.Size { return fyne.Size{} }})
}

// Tapped implements fyne.Tappable.
func (a *tapArea) Tapped(e *fyne.PointEvent) {
	if f := a.flyout(); f != nil {
		f.pressed = false
	}
	Guard(func() { a.onTap(e.Position) })
}

func (a *tapArea) flyout() *flyout {
	if a.fly == nil {
		return nil
	}
	return a.fly()
}

// MouseDown implements desktop.Mouseable.
func (a *tapArea) MouseDown(*desktop.MouseEvent) {
	if f := a.flyout(); f != nil {
		f.pressed = true
	}
}

// MouseUp implements desktop.Mouseable.
func (a *tapArea) MouseUp(*desktop.MouseEvent) {}

// MouseIn implements desktop.Hoverable.
func (a *tapArea) MouseIn(e *desktop.MouseEvent) { a.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (a *tapArea) MouseMoved(e *desktop.MouseEvent) {
	if a.onHover != nil {
		a.onHover(e.Position, true)
	}
}

// MouseOut implements desktop.Hoverable.
func (a *tapArea) MouseOut() {
	if a.onHover != nil {
		a.onHover(fyne.Position{}, false)
	}
}

// Cursor implements desktop.Cursorable.
func (a *tapArea) Cursor() desktop.Cursor { return a.cursor }
