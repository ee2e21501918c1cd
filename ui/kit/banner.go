package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Banner is a strip that says something about the page, with something to do
// about it.
type Banner struct {
	base
	tone   Tone
	text   *Text
	action *Button
	extra  *Button
	box    *canvas.Rectangle
	img    *iconPic
}

// NewBanner makes a strip without an action.
func NewBanner(tone Tone, text string) *Banner {
	b := &Banner{tone: tone, text: Paragraph(text)}
	b.text.Color = b.ink()
	b.ExtendBaseWidget(b)
	return b
}

func (b *Banner) ink() Colour {
	c, _ := b.tone.colours()
	return c
}

// SetText changes the words; lines are kept.
func (b *Banner) SetText(s string) { b.Set(b.tone, s) }

// Text is the words.
func (b *Banner) Text() string { return b.text.Text }

// Set changes words and tone.
func (b *Banner) Set(tone Tone, s string) {
	b.tone = tone
	b.text.Color = b.ink()
	b.text.Text = s
	b.Refresh()
	settled(b)
}

// Do puts a button at the right, and returns the banner.
func (b *Banner) Do(label string, f func()) *Banner {
	n := NewButton(label, "", f).Small()
	if b.action == nil {
		b.action = n
	} else {
		b.extra = n
	}
	return b
}

func (b *Banner) icon() string {
	switch b.tone {
	case ToneGood:
		return "circle-check"
	case ToneInfo, TonePrimary, ToneNeutral:
		return "info"
	case ToneWarning:
		return "triangle-alert"
	}
	return "circle-alert"
}

func (b *Banner) buttons() []*Button {
	var bs []*Button
	for _, x := range []*Button{b.extra, b.action} {
		if x != nil {
			bs = append(bs, x)
		}
	}
	return bs
}

func (b *Banner) room(width float32) float32 {
	w := width - Gap12*2 - 18 - Gap8
	for _, x := range b.buttons() {
		w -= x.MinSize().Width + Gap8
	}
	return max(60, w)
}

// HeightFor is the height at a width.
func (b *Banner) HeightFor(width float32) float32 {
	return max(40, b.text.HeightFor(b.room(width))+2*Gap8+2)
}

// MinSize is the height at the width it has.
func (b *Banner) MinSize() fyne.Size {
	if w := b.Size().Width; w > 0 {
		return fyne.NewSize(200, b.HeightFor(w))
	}
	return fyne.NewSize(200, 40)
}

// CreateRenderer implements fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	b.box = newRect(ColorSurface, ColorNone, RadiusSmall)
	b.img = newIconImage(b.icon(), b.ink())
	objects := []fyne.CanvasObject{b.box, b.img, b.text}
	for _, x := range b.buttons() {
		objects = append(objects, x)
	}
	draw := func(s fyne.Size) {
		_, on := b.tone.colours()
		paint(b.box, on, ColorNone)
		place(b.box, 0, 0, s.Width, s.Height)
		setIcon(b.img, b.icon(), b.ink())
		place(b.img, Gap12, min(11, (s.Height-18)/2), 18, 18)
		w := b.room(s.Width)
		h := b.text.HeightFor(w)
		place(b.text, Gap12+18+Gap8, (s.Height-h)/2, w, h)
		x := s.Width - Gap8
		for _, n := range b.buttons() {
			m := n.MinSize()
			x -= m.Width
			place(n, x, (s.Height-m.Height)/2, m.Width, m.Height)
			x -= Gap8
		}
	}
	return b.faced(&face{
		objects: objects,
		min:     b.MinSize,
		layout:  draw,
		refresh: func() {
			draw(b.Size())
			b.text.Refresh()
			for _, x := range b.buttons() {
				x.Refresh()
			}
		},
		of: b,
	})
}
