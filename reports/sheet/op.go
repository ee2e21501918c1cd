package sheet

import "math"

type opKind uint8

const (
	opText opKind = iota
	opLine
	opStroke
	opFill
	opImage
)

// An op is one call on a Canvas, kept until the page is drawn.
type op struct {
	kind    opKind
	text    Text
	rect    Rect // for a line X, Y and the far end in W, H
	pen     Pen
	rects   []Rect
	color   Color
	picture *Picture
}

func (o *op) draw(c Canvas) {
	switch o.kind {
	case opText:
		c.Text(o.text)
	case opLine:
		c.Line(o.rect.X, o.rect.Y, o.rect.W, o.rect.H, o.pen)
	case opStroke:
		c.Stroke(o.rect, o.pen)
	case opFill:
		c.Fill(o.rects, o.color)
	case opImage:
		c.Image(o.rect, o.picture)
	}
}

// A leaf is a page while it is being filled: shading below, lines above it,
// then everything else, and the frames of grids around.
type leaf struct {
	shades []Rect
	rules  []op
	marks  []op
	frames []Rect // outer rules
}

func (l *leaf) shade(r Rect) { l.shades = append(l.shades, r) }

func (l *leaf) rule(x1, y1, x2, y2 float64, p Pen) {
	l.rules = append(l.rules, op{kind: opLine, rect: Rect{x1, y1, x2, y2}, pen: p})
}

func (l *leaf) line(x1, y1, x2, y2 float64, p Pen) {
	l.marks = append(l.marks, op{kind: opLine, rect: Rect{x1, y1, x2, y2}, pen: p})
}

func (l *leaf) stroke(r Rect, p Pen) {
	l.marks = append(l.marks, op{kind: opStroke, rect: r, pen: p})
}

func (l *leaf) fill(c Color, rs ...Rect) {
	l.marks = append(l.marks, op{kind: opFill, rects: rs, color: c})
}

func (l *leaf) text(t Text) {
	l.marks = append(l.marks, op{kind: opText, text: t})
}

func (l *leaf) image(r Rect, p *Picture) {
	l.marks = append(l.marks, op{kind: opImage, rect: r, picture: p})
}

// frame puts an outer rule around r, or widens the one that r touches below.
func (l *leaf) frame(r Rect) {
	const slack = 0.01
	if n := len(l.frames); n > 0 {
		f := &l.frames[n-1]
		if f.X == r.X && math.Abs(f.W-r.W) < slack && math.Abs(r.Y-(f.Y+f.H)) < slack {
			f.H = r.Y + r.H - f.Y
			return
		}
	}
	l.frames = append(l.frames, r)
}

// ops are the calls in painting order.
func (l *leaf) ops() []op {
	out := make([]op, 0, 1+len(l.rules)+len(l.frames)+len(l.marks))
	if rs := l.shades; len(rs) > 0 {
		out = append(out, op{kind: opFill, rects: rs, color: Shade})
	}
	out = append(out, l.rules...)
	for _, f := range l.frames {
		out = append(out, op{kind: opStroke, rect: f, pen: outerPen})
	}
	return append(out, l.marks...)
}
