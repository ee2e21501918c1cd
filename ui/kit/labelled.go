package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Labelled is an input with its label at the left and, when it is refused, the
// reason under it, else a note. The record form is made of them; a screen may use one alone.
type Labelled struct {
	base
	Input      Input
	LabelWidth float32 // 0: as wide as the words
	Above      bool    // the label stands over the input
	label      string
	required   bool
	wrong      string
	note       string

	text, star *canvas.Text
	second     *canvas.Text // a long label's second line
	above      []*canvas.Text
	reason     []*canvas.Text
	drawn      []fyne.CanvasObject
	grown      func()
}

const labelGap, errorGap float32 = 10, 2

// NewLabelled puts a label before an input.
func NewLabelled(label string, required bool, in Input) *Labelled {
	l := &Labelled{Input: in, label: label, required: required}
	l.text, l.second = newLabel("", ColorMuted, TextSize, false), newLabel("", ColorMuted, TextSize, false)
	l.star = newLabel("*", ColorDanger, TextSize, false)
	if g, ok := in.(resizer); ok {
		g.onGrown(func() {
			if l.grown != nil {
				l.grown()
			} else {
				l.Refresh()
				settled(l)
			}
		})
	}
	l.ExtendBaseWidget(l)
	return l
}

// SetWrong shows a reason under the input, "" takes it away.
func (l *Labelled) SetWrong(reason string) {
	l.wrong = reason
	l.Input.SetWrong(reason != "")
	l.Refresh()
	if l.grown != nil {
		l.grown()
	} else {
		settled(l)
	}
}

// SetNote says something of the value under the input, where no refusal stands;
// "" takes it away.
func (l *Labelled) SetNote(text string) {
	l.note = text
	l.Refresh()
	if l.grown != nil {
		l.grown()
	} else {
		settled(l)
	}
}

// under is what stands under the input, in its colour.
func (l *Labelled) under() (string, Colour) {
	if l.wrong != "" {
		return l.wrong, ColorDanger
	}
	return l.note, ColorWarning
}

// Wrong is the reason shown.
func (l *Labelled) Wrong() string { return l.wrong }

// Label is the words of the label.
func (l *Labelled) Label() string { return l.label }

func (l *Labelled) words() float32 {
	w := textWidth(l.label, TextSize, false)
	if l.required {
		w += textWidth("*", TextSize, false) + 1
	}
	return w
}

func (l *Labelled) left() float32 {
	switch {
	case l.Above:
		return 0
	case l.LabelWidth > 0:
		return l.LabelWidth + labelGap
	case l.label == "":
		return 0
	}
	return l.words() + labelGap
}

// top is the room of a label above the input, in as many lines as it takes.
func (l *Labelled) top(width float32) float32 {
	if l.Above {
		return lineHeight(TextSize)*float32(len(l.lines(width))) + Gap4
	}
	return 0
}

func (l *Labelled) lines(width float32) []string {
	if width <= 0 || l.words() <= width {
		return []string{l.label}
	}
	return wrap(l.label, max(40, width-8), TextSize, false)
}

// HeightFor is the height at a width.
func (l *Labelled) HeightFor(width float32) float32 {
	room := width - l.left()
	h := l.Input.MinSize().Height
	if in, ok := l.Input.(interface{ HeightFor(float32) float32 }); ok && room > 0 {
		h = in.HeightFor(room)
	}
	if text, _ := l.under(); text != "" {
		h += errorGap + lineHeight(SmallSize)*float32(len(wrap(text, max(40, room), SmallSize, false)))
	}
	return h + l.top(width)
}

// MinSize is the label and the least input.
func (l *Labelled) MinSize() fyne.Size {
	w := l.Size().Width
	m := l.Input.MinSize()
	if w == 0 {
		return fyne.NewSize(m.Width+l.left(), m.Height+l.top(0))
	}
	return fyne.NewSize(m.Width+l.left(), l.HeightFor(w))
}

// CreateRenderer implements fyne.Widget.
func (l *Labelled) CreateRenderer() fyne.WidgetRenderer {
	return l.faced(&face{
		list:   func() []fyne.CanvasObject { return l.drawn },
		min:    l.MinSize,
		layout: l.layout,
		refresh: func() {
			l.layout(l.Size())
			l.Input.Refresh()
		},
		of: l,
	})
}

func (l *Labelled) layout(s fyne.Size) {
	l.drawn = append(l.drawn[:0:0], l.Input)
	if s.Width == 0 {
		return
	}
	l.placeLabel()
	left, top := l.left(), l.top(s.Width)
	room := s.Width - left
	h := l.HeightFor(s.Width) - top
	if text, colour := l.under(); text != "" {
		lines := wrap(text, max(40, room), SmallSize, false)
		lh := lineHeight(SmallSize)
		h -= errorGap + lh*float32(len(lines))
		for i, t := range lines {
			if i == len(l.reason) {
				l.reason = append(l.reason, newLabel("", colour, SmallSize, false))
			}
			write(l.reason[i], t, colour)
			place(l.reason[i], left, top+h+errorGap+float32(i)*lh, room, lh)
			l.drawn = append(l.drawn, l.reason[i])
		}
	}
	place(l.Input, left, top, room, h)
}

func (l *Labelled) placeLabel() {
	lh := lineHeight(TextSize)
	if l.Above {
		l.placeAbove(lh)
		return
	}
	if l.label == "" {
		return
	}
	right := l.left() - labelGap
	first, second := l.label, ""
	if l.words() > right+.5 {
		ls := wrap(l.label, right, TextSize, false)
		first = ls[0]
		if len(ls) > 1 {
			second = ellipsis(l.label[len(first):], right-8, TextSize, false)
		}
	}
	y := (Control - lh) / 2
	if second != "" {
		y = Control/2 - lh + 2
		w := textWidth(second, TextSize, false)
		write(l.second, second, ColorMuted)
		x := right - w
		if l.required {
			x -= 7
			l.placeStar(right-6, y+lh-2)
		}
		place(l.second, x, y+lh-2, w+1, lh)
		l.drawn = append(l.drawn, l.second)
	}
	w := textWidth(first, TextSize, false)
	x := right - w
	if l.required && second == "" {
		x -= 7
		l.placeStar(right-6, y)
	}
	write(l.text, first, ColorMuted)
	place(l.text, x, y, w+1, lh)
	l.drawn = append(l.drawn, l.text)
}

func (l *Labelled) placeAbove(lh float32) {
	ls := l.lines(l.Size().Width)
	for i, s := range ls {
		if i == len(l.above) {
			l.above = append(l.above, newLabel("", ColorMuted, TextSize, false))
		}
		write(l.above[i], s, ColorMuted)
		w := textWidth(s, TextSize, false)
		place(l.above[i], 0, float32(i)*lh, w+1, lh)
		l.drawn = append(l.drawn, l.above[i])
		if i == len(ls)-1 {
			l.placeStar(w+1, float32(i)*lh)
		}
	}
}

func (l *Labelled) placeStar(x, y float32) {
	if l.required {
		write(l.star, "*", ColorDanger)
		place(l.star, x, y, 8, lineHeight(TextSize))
		l.drawn = append(l.drawn, l.star)
	}
}
