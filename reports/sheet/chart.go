package sheet

import (
	"math"
	"strconv"
)

// Charts are drawn with lines, rectangles and words alone, and tell their parts
// apart by how dark they are and by the form of their marks, so that they can
// be read on a grey print. All of them stay whole on a page.

// The measures of charts, in points.
const (
	chartHigh  = 58 * mm // of what is plotted, where a chart names no height
	chartLead  = 11.0    // lines of words within charts
	axisRoom   = 25.0    // left of the plot, for its figures
	chartAbove = 16.0    // above the plot, for what the axis counts
	dot        = 2.3     // half the width of a mark
)

// The pens of charts.
var (
	axisPen   = Pen{Width: 0.7, Color: Rule}
	tickPen   = Pen{Width: 0.4, Color: 0xC9CFD2}
	targetPen = Pen{Width: 0.9, Color: Ink, On: 4, Off: 2.5}
)

// darks are the fills of parts of a whole, well apart on a grey print.
var darks = [...]Color{0x14504D, 0x4C8F8B, 0x93BFBC, 0xCFE3E1, 0xFFFFFF}

// A drawing is a strip of a height that is known, drawn by a function.
type drawing struct {
	h    float64
	draw func(l *leaf, x, y float64)
}

func (d *drawing) height() float64                 { return d.h }
func (d *drawing) least() float64                  { return d.h }
func (d *drawing) cut(float64) (head, tail strip)  { return nil, nil }
func (d *drawing) place(l *leaf, x, y float64)     { d.draw(l, x, y) }
func chart(gap float64, d *drawing) (items []item) { return []item{{strip: d, gap: orUsual(gap) * mm}} }

// orUsual is the space above a chart, mm; 0 is the usual one.
func orUsual(gap float64) float64 {
	if gap == 0 {
		return 3
	}
	return gap
}

// small is a short text of a chart, set within width points.
func (c *setter) small(s string, width float64) *passage {
	return c.passage(Plain(s), footSize, max(width, footSize), 0, false)
}

// say puts a short text where it is wanted: from x on, about it, or up to it.
func (p *passage) say(l *leaf, x, y float64, a Align, color Color) {
	const wide = 400.0
	switch a {
	case Center:
		x -= wide / 2
	case Right:
		x -= wide
	}
	p.set(l, 0, len(p.lines), x, y, wide, chartLead, a, color, 0)
}

// tallest is the height of the highest of these texts.
func tallest(ps []*passage) (h float64) {
	for _, p := range ps {
		h = max(h, chartLead*float64(len(p.lines)))
	}
	return h
}

// A scale brings values to lengths. Its marks are round numbers.
type scale struct {
	low, high, step float64
}

// scaleOf is a scale in which all values from low to high find room, with
// about n marks. whole keeps to whole numbers.
func scaleOf(low, high float64, n int, whole bool) scale {
	if !(high > low) {
		high = low + 1
	}
	step := math.Pow(10, math.Floor(math.Log10((high-low)/float64(n))))
	for _, k := range []float64{1, 2, 5, 10} {
		if s := step * k; (high-low)/s <= float64(n) {
			step = s
			break
		}
	}
	if whole {
		step = max(1, math.Ceil(step))
	}
	return scale{math.Floor(low/step+1e-9) * step, math.Ceil(high/step-1e-9) * step, step}
}

// part is where a value stands between low and high, 0 to 1.
func (s scale) part(v float64) float64 { return min(1, max(0, (v-s.low)/(s.high-s.low))) }

// marks are the values at which the axis is marked.
func (s scale) marks() (vs []float64) {
	for i := 0; ; i++ {
		v := s.low + float64(i)*s.step
		if v > s.high+s.step*1e-6 {
			return vs
		}
		vs = append(vs, v)
	}
}

// name is a value as the axis has it.
func (s scale) name(v float64) string {
	digits := 0
	for k := s.step; digits < 4 && math.Abs(k-math.Round(k)) > 1e-9; k *= 10 {
		digits++
	}
	if t := strconv.FormatFloat(v, 'f', digits, 64); t != "-0" {
		return t
	}
	return "0"
}

// upright draws the axis at the left of r with its marks across the plot.
func (s scale) upright(c *setter, l *leaf, r Rect) {
	for _, v := range s.marks() {
		y := r.Y + r.H*(1-s.part(v))
		if v > s.low {
			l.line(r.X, y, r.X+r.W, y, tickPen)
		}
		c.small(s.name(v), axisRoom).say(l, r.X-4, y-chartLead/2, Right, Faint)
	}
	l.line(r.X, r.Y, r.X, r.Y+r.H, axisPen)
	l.line(r.X, r.Y+r.H, r.X+r.W, r.Y+r.H, axisPen)
}

// A shape is the form of a dot.
type shape uint8

const (
	solid shape = iota
	outlined
	cross
)

// put draws a dot about a place.
func (m shape) put(l *leaf, x, y float64) {
	r := Rect{x - dot, y - dot, 2 * dot, 2 * dot}
	switch m {
	case solid:
		l.fill(Tint, r)
	case outlined:
		l.fill(White, r)
		l.stroke(r, Pen{Width: 0.9, Color: Ink})
	default:
		p := Pen{Width: 1.1, Color: Ink}
		l.line(r.X, r.Y, r.X+r.W, r.Y+r.H, p)
		l.line(r.X+r.W, r.Y, r.X, r.Y+r.H, p)
	}
}

// plateUnder is white ground under words that stand on lines.
func plateUnder(l *leaf, p *passage, x, y float64, a Align) {
	w := p.lines[0].width + 3
	switch a {
	case Center:
		x -= w / 2
	case Right:
		x -= w - 1.5
	default:
		x -= 1.5
	}
	l.fill(White, Rect{x, y + 0.5, w, chartLead*float64(len(p.lines)) - 1})
}
