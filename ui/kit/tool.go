package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Tool is a small icon to click that Tab passes over: what it does can be done
// by a key as well, or is rarely wanted.
type Tool struct {
	base
	Icon   string
	Color  Colour
	Tip    string // what it does, shown under the pointer
	OnTap  func()
	hover  bool
	danger bool
	box    *canvas.Rectangle
	img    *iconPic
}

// NewTool makes a tool of 28 by 28.
func NewTool(icon string, tap func()) *Tool {
	t := &Tool{Icon: icon, Color: ColorMuted, OnTap: tap}
	t.ExtendBaseWidget(t)
	return t
}

// Danger turns red under the pointer: it takes something away.
func (t *Tool) Danger() *Tool { t.danger = true; return t }

// Tapped implements fyne.Tappable.
func (t *Tool) Tapped(*fyne.PointEvent) {
	dropTip()
	if t.OnTap != nil {
		Guard(t.OnTap)
	}
}

// MouseIn implements desktop.Hoverable.
func (t *Tool) MouseIn(*desktop.MouseEvent) { t.hover = true; t.Refresh(); wantTip(t, t.Tip) }

// MouseMoved implements desktop.Hoverable.
func (t *Tool) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *Tool) MouseOut() { t.hover = false; t.Refresh(); dropTip() }

// Cursor implements desktop.Cursorable.
func (t *Tool) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (t *Tool) CreateRenderer() fyne.WidgetRenderer {
	t.box = newRect(ColorNone, ColorNone, RadiusSmall)
	t.img = newIconImage(t.Icon, t.Color)
	return t.faced(&face{
		objects: []fyne.CanvasObject{t.box, t.img},
		min:     func() fyne.Size { return fyne.NewSize(28, 28) },
		layout: func(s fyne.Size) {
			place(t.box, 0, 0, s.Width, s.Height)
			centre(t.img, s, fyne.NewSquareSize(16))
		},
		refresh: func() {
			fill, c := ColorNone, t.Color
			if t.hover {
				fill, c = ColorHover, ColorText
				if t.danger {
					fill, c = ColorDangerContainer, ColorDanger
				}
			}
			paint(t.box, fill, ColorNone)
			setIcon(t.img, t.Icon, c)
		},
		of: t,
	})
}
