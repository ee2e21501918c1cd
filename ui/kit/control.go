package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// control is the box of an input: border, focus ring, an entry, and at its
// right end a note (a weekday) and an icon that can be clicked.
type control struct {
	base
	reply
	entry    *entry // nil for inputs that draw their own text
	entryBox *entryBox
	iconTap  *tapArea
	note     *canvas.Text
	icon     string
	bare     bool // within a table of rows: no box until it is entered
	focused  bool
	hovered  bool
	onFocus  func(bool)
	onTab    func() bool
	blank    func() bool // whether nothing is chosen, for inputs without an entry
	unveil   func()      // asks for the whole of a masked value; nil where it is never masked

	ring, box *canvas.Rectangle
	cover     *canvas.Rectangle // over a text that is too long while nobody writes in it,
	cut       *canvas.Text      // and its beginning
	img       *iconPic
	wheel     *wheel
	inner     []fyne.CanvasObject // what an input draws itself
	placeIn   func(x, w, h float32)
}

// dress makes the parts. me is the input that embeds the control.
func (c *control) dress(me fyne.Widget, icon string) {
	c.ring = newRect(ColorFocusRing, ColorNone, RadiusSmall+2)
	c.ring.Hide()
	c.box = newRect(ColorSurface, ColorLine, RadiusSmall)
	c.icon = icon
	c.img = newIconImage(icon, ColorMuted)
	c.note = newLabel("", ColorMuted, SmallSize, false)
	c.wheel = newWheel(me)
	c.ExtendBaseWidget(me)
}

// write gives the control an entry.
func (c *control) writeIn(me fyne.CanvasObject, e *entry) {
	c.entry, c.entryBox = e, newEntryBox(e)
	c.cover, c.cut = newRect(ColorNone, ColorNone, 0), newLabel("", ColorText, TextSize, false)
	c.cover.Hide()
	c.cut.Hide()
	e.onFocus = func(in bool) {
		c.focused = in
		c.paint()
		if c.onFocus != nil {
			c.onFocus(in)
		}
	}
	e.onSet = func() {
		c.paint()
		if c.unveil != nil {
			c.layout(c.Size()) // the eye comes and goes
		}
	}
	e.OnChanged = func(string) {
		if !e.quiet {
			c.tell()
		}
	}
}

// FocusFirst takes the keyboard.
func (c *control) FocusFirst() {
	if c.entry != nil {
		focus(c.entry)
	}
}

// SetWrong marks the value as refused.
func (c *control) SetWrong(w bool) {
	if c.wrong != w {
		c.wrong = w
		c.paint()
	}
}

// SetLocked shows the value without letting it be changed.
func (c *control) SetLocked(l bool) {
	c.locked = l
	if c.entry != nil {
		if l {
			c.entry.Disable()
		} else {
			c.entry.Enable()
		}
	}
	c.paint()
}

// SetPlaceHolder shows a muted text while there is none.
func (c *control) SetPlaceHolder(s string) { c.entry.SetPlaceHolder(s) }

// OnSubmit is called for Enter instead of going to the next field.
func (c *control) OnSubmit(f func()) { c.entry.OnSubmitted = func(string) { f() } }

// setTab lets a table of rows know when Tab or Enter leaves the control.
func (c *control) setTab(f func() bool) {
	c.onTab = f
	if c.entry != nil {
		c.entry.onTab = f
	}
}

func (c *control) setBare() { c.bare = true; c.paint() }

func (c *control) setNote(s string) {
	if c.note.Text != s {
		write(c.note, s, ColorMuted)
		c.layout(c.Size())
	}
}

func (c *control) setIcon(name string) {
	if c.icon != name {
		c.icon = name
		c.paint()
	}
}

// MouseIn implements desktop.Hoverable.
func (c *control) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.paint() }

// MouseMoved implements desktop.Hoverable.
func (c *control) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *control) MouseOut() { c.hovered = false; c.paint() }

// MinSize is the height of a control.
func (c *control) MinSize() fyne.Size { return fyne.NewSize(60, Control) }

// CreateRenderer implements fyne.Widget.
func (c *control) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{c.ring, c.box}
	if c.entry != nil {
		objects = append(objects, c.entryBox, c.cover, c.cut)
	}
	objects = append(objects, c.inner...)
	objects = append(objects, c.note, c.img)
	if c.iconTap != nil {
		objects = append(objects, c.iconTap)
	}
	objects = append(objects, c.wheel)
	c.paint()
	return c.faced(&face{
		objects: objects,
		min:     func() fyne.Size { return fyne.NewSize(60, Control) },
		layout:  c.layout,
		refresh: func() {
			c.paint()
			if c.entry != nil {
				c.entry.Refresh()
			}
		},
	})
}

func (c *control) layout(s fyne.Size) {
	if s.Width == 0 {
		return
	}
	place(c.ring, -2, -2, s.Width+4, s.Height+4)
	place(c.box, 0, 0, s.Width, s.Height)
	right := s.Width - 4
	if c.shownIcon() != "" {
		place(c.img, s.Width-16-9, 8, 16, 16)
		right = s.Width - 16 - 13
		if c.iconTap != nil {
			place(c.iconTap, s.Width-34, 0, 34, min(s.Height, Control))
		}
	}
	if c.note.Text != "" {
		w := c.note.MinSize().Width
		middle(c.note, right-w-4, w, Control)
		right -= w + 6
	}
	if c.entry != nil {
		place(c.entryBox, 8, 1, right-8, s.Height-2)
		c.shorten()
	}
	if c.placeIn != nil {
		c.placeIn(10, right-12, s.Height)
	}
	place(c.wheel, 0, 0, s.Width, s.Height)
}

// empty tells whether a bare cell shows nothing, and so needs its box to be seen.
func (c *control) empty() bool {
	if c.blank != nil {
		return c.blank()
	}
	return c.entry != nil && c.entry.Text == ""
}

func (c *control) paint() {
	fill, line := ColorSurface, ColorLine
	switch {
	case c.wrong:
		line = ColorDanger
	case c.focused:
		line = ColorPrimary
	case c.hovered && !c.locked:
		line = ColorLineStrong
	case c.bare && !c.empty():
		fill, line = ColorNone, ColorNone
	}
	if c.locked {
		fill = ColorSubtle
	}
	paint(c.box, fill, line)
	c.ring.FillColor = Color(ColorFocusRing)
	if c.wrong {
		c.ring.FillColor = Color(ColorDangerContainer)
	}
	if c.ring.Hidden == c.focused {
		c.ring.Hidden = !c.focused
		canvas.Refresh(c.ring)
	}
	c.note.Color = Color(ColorMuted)
	icon := c.shownIcon()
	c.img.Hidden = icon == "" || c.bare && !c.focused && !c.hovered && !c.masked()
	if icon != "" {
		setIcon(c.img, icon, ColorMuted)
	}
	if c.entry != nil {
		c.shorten()
	}
}

// shorten shows the beginning of a line that is too long for its field, with
// "…", while nobody writes in it: an entry cuts it anywhere, and shows its end
// after the caret was there. The entry under it still takes the pointer.
func (c *control) shorten() {
	const from float32 = 10
	room := c.entryBox.Position().X + c.entryBox.Size().Width - from
	e := c.entry
	on := !c.focused && !e.MultiLine && !e.Password && room > 0 && textWidth(e.Text, TextSize, false) > room
	if on {
		fill, ink := ColorSurface, ColorText
		if c.locked {
			fill, ink = ColorSubtle, ColorMuted
		}
		paint(c.cover, fill, ColorNone)
		place(c.cover, 8, 3, c.entryBox.Size().Width, c.Size().Height-6)
		write(c.cut, ellipsis(e.Text, room, TextSize, false), ink)
		middle(c.cut, from, room, Control)
	}
	if c.cut.Hidden == on {
		c.cut.Hidden, c.cover.Hidden = !on, !on
		canvas.Refresh(c.cover)
		canvas.Refresh(c.cut)
	}
}

// wheel lies over an input and hands the mouse wheel to the page: an entry of
// Fyne keeps it to itself, and the page would stand still under the pointer.
type wheel struct {
	base
	of   fyne.CanvasObject
	into *Scroll
}

func newWheel(of fyne.CanvasObject) *wheel {
	w := &wheel{of: of}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return w.faced(&face{min: func() fyne.Size { return fyne.Size{} }})
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	if w.into == nil || canvasOf(w.into) == nil {
		w.into = scrollOf(w.of)
	}
	if w.into != nil {
		w.into.inner.Scrolled(e)
	}
}
