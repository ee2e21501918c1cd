package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Pill is a short word on a coloured ground: a state, a grade, a filter.
type Pill struct {
	base
	Text  string
	Tone  Tone
	Icon  string // before the text, may be ""
	OnTap func() // a pill with it can be clicked, nil: it cannot
	hover bool

	box *canvas.Rectangle
	txt *canvas.Text
	img *iconPic
}

const pillHeight float32 = 20

// NewPill makes a pill.
func NewPill(text string, tone Tone) *Pill {
	p := &Pill{Text: text, Tone: tone}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the pill.
func (p *Pill) Set(text string, tone Tone) {
	p.Text, p.Tone = text, tone
	p.Refresh()
}

func pillWidth(text string) float32 { return textWidth(text, SmallSize, false) + 18 }

// MinSize is the text with room at both ends.
func (p *Pill) MinSize() fyne.Size {
	w := pillWidth(p.Text)
	if p.Icon != "" {
		w += 17
	}
	return fyne.NewSize(w, pillHeight)
}

// Tapped implements fyne.Tappable.
func (p *Pill) Tapped(*fyne.PointEvent) {
	if p.OnTap != nil {
		Guard(p.OnTap)
	}
}

// MouseIn implements desktop.Hoverable.
func (p *Pill) MouseIn(*desktop.MouseEvent) { p.hover = p.OnTap != nil; p.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (p *Pill) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *Pill) MouseOut() { p.hover = false; p.Refresh() }

// Cursor implements desktop.Cursorable.
func (p *Pill) Cursor() desktop.Cursor {
	if p.OnTap == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements fyne.Widget.
func (p *Pill) CreateRenderer() fyne.WidgetRenderer {
	p.box = newRect(ColorSubtle, ColorLine, pillHeight/2)
	p.txt = newLabel(p.Text, ColorMuted, SmallSize, false)
	p.txt.Alignment = fyne.TextAlignCenter
	p.img = newIconImage(p.Icon, ColorMuted)
	p.paint()
	return p.faced(&face{
		objects: []fyne.CanvasObject{p.box, p.img, p.txt},
		min:     p.MinSize,
		layout: func(s fyne.Size) {
			y := (s.Height - pillHeight) / 2
			place(p.box, 0, y, s.Width, pillHeight)
			x := float32(0)
			if p.Icon != "" {
				place(p.img, 8, y+3, 14, 14)
				x = 17
			}
			middle(p.txt, x, s.Width-x, s.Height)
		},
		refresh: p.paint,
		of:      p,
	})
}

func (p *Pill) paint() {
	text, on := p.Tone.colours()
	line := ColorNone
	if p.Tone == ToneNeutral {
		line = ColorLine
	}
	if p.hover {
		line = text
	}
	paint(p.box, on, line)
	write(p.txt, p.Text, text)
	p.img.Hidden = p.Icon == ""
	if p.Icon != "" {
		setIcon(p.img, p.Icon, text)
	}
}
