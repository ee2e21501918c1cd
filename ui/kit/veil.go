package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Veil dims a page under a question that nobody has to answer: the rest of the
// window stays as it is, a click beside the question puts it off.
type Veil struct {
	base
	content fyne.CanvasObject
	off     func()
	scrim   *canvas.Rectangle
}

// NewVeil makes a veil with a question on it.
func NewVeil(question fyne.CanvasObject, off func()) *Veil {
	v := &Veil{content: question, off: off}
	v.ExtendBaseWidget(v)
	return v
}

// Tapped puts the question off: the click was beside it.
func (v *Veil) Tapped(e *fyne.PointEvent) {
	c, ok := v.content.(*fyne.Container)
	if ok && len(c.Objects) == 1 {
		at, size := c.Objects[0].Position(), c.Objects[0].Size()
		if e.Position.X >= at.X && e.Position.X < at.X+size.Width && e.Position.Y >= at.Y && e.Position.Y < at.Y+size.Height {
			return
		}
	}
	Guard(v.off)
}

// TappedSecondary takes the click.
func (v *Veil) TappedSecondary(*fyne.PointEvent) {}

// Scrolled takes the wheel: what is dimmed stands still.
func (v *Veil) Scrolled(*fyne.ScrollEvent) {}

// CreateRenderer implements fyne.Widget.
func (v *Veil) CreateRenderer() fyne.WidgetRenderer {
	v.scrim = newRect(ColorScrim, ColorNone, 0)
	return v.faced(&face{
		objects: []fyne.CanvasObject{v.scrim, v.content},
		refresh: func() {
			paint(v.scrim, ColorScrim, ColorNone)
			v.content.Refresh()
		},
		of: v,
	})
}

// Bullet is a paragraph behind a point.
func Bullet(s string) fyne.CanvasObject {
	return container.New(bulletLayout{}, NewText("·").In(ColorMuted), Paragraph(s))
}

type bulletLayout struct{}

const bulletIndent = Gap12

func (bulletLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	place(os[0], 0, 0, bulletIndent, lineHeight(TextSize))
	place(os[1], bulletIndent, 0, s.Width-bulletIndent, s.Height)
}

func (bulletLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	m := os[1].MinSize()
	return fyne.NewSize(m.Width+bulletIndent, m.Height)
}
