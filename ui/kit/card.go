package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// NewPanel is a surface with a line around and rounded corners, nothing else.
func NewPanel(content fyne.CanvasObject) *Panel {
	p := &Panel{content: content, Fill: ColorSurface, Line: ColorLine, Radius: RadiusCard}
	p.ExtendBaseWidget(p)
	return p
}

// Panel is a coloured box behind its content.
type Panel struct {
	base
	Fill, Line Colour
	Radius     float32
	content    fyne.CanvasObject
	box        *canvas.Rectangle
	asked      fyne.Size // room and need that were last too little
}

// SetContent changes what stands in the panel.
func (p *Panel) SetContent(o fyne.CanvasObject) {
	p.content = o
	p.Refresh()
	settled(p)
}

// HeightFor lets wrapped text in the panel ask for its height.
func (p *Panel) HeightFor(w float32) float32 {
	if p.Line != ColorNone {
		w -= 2
	}
	return heightFor(p.content, w)
}

// settle leaves the line round the panel free, for tables and coloured content.
func (p *Panel) settle(s fyne.Size) {
	if p.Line == ColorNone {
		place(p.content, 0, 0, s.Width, s.Height)
		return
	}
	place(p.content, 1, 1, max(0, s.Width-2), max(0, s.Height-2))
}

// complain asks once for the layout of the page when the panel was given less
// height than its content needs, see Relayout.
func (p *Panel) complain(s fyne.Size) {
	need := p.content.MinSize().Height
	if s.Height+1 >= need || p.asked == fyne.NewSize(s.Height, need) {
		return
	}
	p.asked = fyne.NewSize(s.Height, need)
	soon(func() { Relayout(p) })
}

// CreateRenderer implements fyne.Widget.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	p.box = newRect(p.Fill, p.Line, p.Radius)
	return p.faced(&face{
		list: func() []fyne.CanvasObject { return []fyne.CanvasObject{p.box, p.content} },
		min:  func() fyne.Size { return p.content.MinSize() },
		layout: func(s fyne.Size) {
			place(p.box, 0, 0, s.Width, s.Height)
			p.settle(s)
			p.complain(s)
		},
		refresh: func() {
			p.box.CornerRadius = p.Radius
			paint(p.box, p.Fill, p.Line)
			p.settle(p.Size())
			p.content.Refresh()
		},
		of: p,
	})
}

// NewCard is a panel with 16 of room around its content.
func NewCard(content fyne.CanvasObject) *Panel { return NewPanel(PadAll(content, Gap16-1)) }

// NewTitledCard is a card that begins with a bold title, a muted note beside it
// (may be "") and, at the right, anything else (may be nil).
func NewTitledCard(title, note string, right, content fyne.CanvasObject) *Panel {
	head := HBox(Gap12, Bold(title))
	switch {
	case note != "":
		head.Add(Grow(Small(note).Shortened())) // a long one makes no card wider than its place
	case right != nil:
		head.Add(Spacer())
	}
	if right != nil {
		head.Add(right)
	}
	return NewCard(VBox(Gap8, head, Grow(content)))
}

// NewSection is a heading with a hairline after it.
func NewSection(title string) *fyne.Container {
	return HBox(Gap8, Bold(title), Grow(NewRule()))
}

// NewRule is a horizontal hairline.
func NewRule() *Rule {
	r := &Rule{}
	r.ExtendBaseWidget(r)
	return r
}

// Rule is a hairline in the theme's colour.
type Rule struct {
	base
	Upright bool
}

// CreateRenderer implements fyne.Widget.
func (r *Rule) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(Color(ColorLine))
	return r.faced(&face{
		objects: []fyne.CanvasObject{line},
		min:     func() fyne.Size { return fyne.NewSize(1, 1) },
		layout: func(s fyne.Size) {
			if r.Upright {
				place(line, 0, 0, 1, s.Height)
			} else {
				place(line, 0, s.Height/2-.5, s.Width, 1)
			}
		},
		refresh: func() { line.FillColor = Color(ColorLine); line.Refresh() },
		of:      r,
	})
}

// Dot is a small round mark in a colour: in a legend.
func Dot(c Colour) fyne.CanvasObject {
	return Fixed(container.NewCenter(Fixed(newRect(c, ColorNone, 3), 6, 6)), 8, 8)
}

// Backdrop fills the room behind a page with the theme's background.
func Backdrop(c Colour, content fyne.CanvasObject) *Panel {
	p := NewPanel(content)
	p.Fill, p.Line, p.Radius = c, ColorNone, 0
	return p
}

// Page is the body of a page: the header, then the rest, with the room around
// that all pages have.
func Page(header, rest fyne.CanvasObject) fyne.CanvasObject {
	return Pad(Edges(header, rest, Gap12), Gap16, Gap16, Gap16, Gap16)
}

// Clip keeps content within its bounds, however large it is.
func Clip(content fyne.CanvasObject) fyne.CanvasObject { return container.NewClip(content) }
