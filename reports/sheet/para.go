package sheet

// Para is running text.
type Para struct {
	Content Content
	Indent  bool // first line by two characters
	Align   Align
	Size    float64 // points; 0 is 10
	Gap     float64 // space above, mm; 0 is 1 mm
}

// Indented is a paragraph in one style, its first line indented.
func Indented(s string) Para { return Para{Content: Plain(s), Indent: true} }

// Note is a small grey paragraph.
func Note(s string) Para {
	return Para{Content: Content{{Text: s, Faint: true}}, Size: footSize}
}

func (p Para) lay(c *setter, width float64) []item {
	size, gap, indent := p.Size, p.Gap, 0.0
	if size == 0 {
		size = bodySize
	}
	if gap == 0 {
		gap = 1
	}
	if p.Indent {
		indent = 2 * size
	}
	t := c.passage(p.Content, size, width, indent, false)
	s := &prose{text: t, to: len(t.lines), width: width, indent: indent, align: p.Align, leading: size * leading / bodySize}
	return []item{{strip: s, gap: gap * mm, loose: true}}
}

// prose is lines [from, to) of a passage.
type prose struct {
	text          *passage
	from, to      int
	width, indent float64
	align         Align
	leading       float64
}

func (p *prose) height() float64 { return p.leading * float64(p.to-p.from) }

// least is two lines, so that none is left alone.
func (p *prose) least() float64 {
	if n := p.to - p.from; n <= 3 {
		return p.height()
	}
	return 2 * p.leading
}

func (p *prose) cut(room float64) (head, tail strip) {
	n := p.to - p.from
	k := min(int((room+0.01)/p.leading), n-1)
	if n-k == 1 && k > 2 {
		k--
	}
	if k < 1 {
		return nil, nil
	}
	over, under := *p, *p
	over.to = p.from + k
	under.from = over.to
	return &over, &under
}

func (p *prose) place(l *leaf, x, y float64) {
	from := p.from
	if from == 0 && p.indent > 0 {
		p.text.set(l, 0, 1, x+p.indent, y, p.width-p.indent, p.leading, p.align, Ink, 0)
		from, y = 1, y+p.leading
	}
	p.text.set(l, from, p.to, x, y, p.width, p.leading, p.align, Ink, 0)
}
