package sheet

// Heading is a line in bold that stays with what follows it.
type Heading struct {
	Text   string
	Center bool    // in the middle with wide spacing, like a second title
	Gap    float64 // space above, mm; 0 is 4 mm
}

const (
	headingSize  = 11.0
	subtitleSize = 14.0
	wideSpacing  = 0.24 // between the characters of titles, em
)

func (h Heading) lay(c *setter, width float64) []item {
	size, gap, t := headingSize, h.Gap, &title{width: width, align: Left}
	if h.Center {
		size, t.align = subtitleSize, Center
		t.spacing = spacingOf(h.Text, size)
	}
	if gap == 0 {
		gap = 4
	}
	t.text = c.passage(Plain(h.Text), size, titleWidth(width, size, t.spacing), 0, true)
	t.leading = size * 1.7
	return []item{{strip: t, gap: gap * mm, keep: true}}
}

// spacingOf is the room between the letters of a title, in points: titles of
// Latin letters are not spaced out.
func spacingOf(s string, size float64) float64 {
	for _, r := range s {
		if isIdeograph(r) {
			return wideSpacing * size
		}
	}
	return 0
}

// titleWidth is the width to wrap for when spacing is added afterwards.
func titleWidth(width, size, spacing float64) float64 {
	return width * size / (size + spacing)
}

type title struct {
	text                    *passage
	width, leading, spacing float64
	align                   Align
}

func (t *title) height() float64                { return t.leading * float64(len(t.text.lines)) }
func (t *title) least() float64                 { return t.height() }
func (t *title) cut(float64) (head, tail strip) { return nil, nil }
func (t *title) place(l *leaf, x, y float64) {
	t.text.set(l, 0, len(t.text.lines), x, y, t.width, t.leading, t.align, Ink, t.spacing)
}
