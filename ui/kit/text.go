package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Text is words in a colour of the theme, on one line or wrapped. Set its
// fields before it is shown, or call Refresh.
type Text struct {
	base
	Text     string
	Color    Colour
	TextSize float32
	Bold     bool
	Align    fyne.TextAlign
	Wrap     bool // lines as wide as the widget
	Ellipsis bool // shortened to the widget's width; then the least width is small
	MaxLines int  // of a wrapped text, 0: all

	lines []*canvas.Text
	known brokenText
	drawn []fyne.CanvasObject
}

// NewText is a line of ordinary text.
func NewText(s string) *Text { return newText(s, ColorText, TextSize, false) }

// Small is a line of muted small text.
func Small(s string) *Text { return newText(s, ColorMuted, SmallSize, false) }

// Muted is a line of muted text in ordinary size.
func Muted(s string) *Text { return newText(s, ColorMuted, TextSize, false) }

// Bold is a line of bold text.
func Bold(s string) *Text { return newText(s, ColorText, TextSize, true) }

// Heading is the title of a page.
func Heading(s string) *Text { return newText(s, ColorText, TitleSize, true) }

// Paragraph is text that wraps at the widget's width.
func Paragraph(s string) *Text {
	t := newText(s, ColorText, TextSize, false)
	t.Wrap = true
	return t
}

// Dotted puts the texts that are not empty side by side.
func Dotted(parts ...string) string {
	var out []string
	for _, s := range parts {
		if strings.TrimSpace(s) != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " · ")
}

func newText(s string, c Colour, size float32, isBold bool) *Text {
	t := &Text{Text: s, Color: c, TextSize: size, Bold: isBold}
	t.ExtendBaseWidget(t)
	return t
}

// In sets the colour and returns the text, for building.
func (t *Text) In(c Colour) *Text { t.Color = c; return t }

// Shortened lets the text be narrower than its words and returns it.
func (t *Text) Shortened() *Text { t.Ellipsis = true; return t }

// SetText changes the words.
func (t *Text) SetText(s string) {
	if s != t.Text {
		t.Text = s
		t.Refresh()
		if t.Wrap {
			settled(t)
		}
	}
}

// SetColor changes the colour.
func (t *Text) SetColor(c Colour) {
	if c != t.Color {
		t.Color = c
		t.Refresh()
	}
}

// brokenText remembers how a text was broken: Fyne asks for its least size on
// each frame.
type brokenText struct {
	text  string
	width float32
	lines []string
}

func (t *Text) broken(width float32) []string {
	if k := &t.known; k.lines == nil || k.text != t.Text || k.width != width {
		*k = brokenText{t.Text, width, t.breakUp(width)}
	}
	return t.known.lines
}

func (t *Text) breakUp(width float32) []string {
	switch {
	case t.Wrap && width > 0:
		ls := wrap(t.Text, width, t.TextSize, t.Bold)
		if t.MaxLines > 0 && len(ls) > t.MaxLines {
			last := strings.Join(ls[t.MaxLines-1:], " ")
			ls = append(ls[:t.MaxLines-1], ellipsis(last, width, t.TextSize, t.Bold))
		}
		return ls
	case t.Ellipsis && width > 0:
		return []string{ellipsis(t.Text, width, t.TextSize, t.Bold)}
	}
	return []string{strings.ReplaceAll(t.Text, "\n", " ")}
}

// MinSize is the whole line, or for a wrapped text the height at its width.
func (t *Text) MinSize() fyne.Size {
	h := lineHeight(t.TextSize)
	switch {
	case t.Wrap:
		w := t.width()
		return fyne.NewSize(t.TextSize, h*float32(len(t.broken(w))))
	case t.Ellipsis:
		return fyne.NewSize(min(3*t.TextSize, textWidth(t.Text, t.TextSize, t.Bold)+1), h)
	}
	return fyne.NewSize(textWidth(t.Text, t.TextSize, t.Bold)+1, h)
}

// width is the width the text is shown in now.
func (t *Text) width() float32 { return t.BaseWidget.Size().Width }

// HeightFor is the height a wrapped text takes at a width.
func (t *Text) HeightFor(width float32) float32 {
	if !t.Wrap {
		return lineHeight(t.TextSize)
	}
	return lineHeight(t.TextSize) * float32(len(t.broken(width)))
}

func (t *Text) build(width float32) {
	ls := t.broken(width)
	for len(t.lines) < len(ls) {
		t.lines = append(t.lines, canvas.NewText("", Color(t.Color)))
	}
	t.drawn = t.drawn[:0:0]
	h := lineHeight(t.TextSize)
	for i, s := range ls {
		l := t.lines[i]
		l.Text, l.Color, l.TextSize, l.TextStyle.Bold, l.Alignment = s, Color(t.Color), t.TextSize, t.Bold, t.Align
		place(l, 0, float32(i)*h, width, h)
		l.Refresh()
		t.drawn = append(t.drawn, l)
	}
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	return t.faced(&face{
		list:    func() []fyne.CanvasObject { return t.drawn },
		min:     func() fyne.Size { return t.MinSize() },
		layout:  func(s fyne.Size) { t.build(s.Width) },
		refresh: func() { t.build(t.width()) },
		of:      t,
	})
}

// NewLargeTitle is the name of a record over its panel, shortened to its room.
func NewLargeTitle(s string) *Text { return newText(s, ColorText, 16, true).Shortened() }
