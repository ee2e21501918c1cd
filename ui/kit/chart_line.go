package kit

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"
)

// Percent is a part of one as a whole percentage: 0.383 is "38%".
func Percent(x float64) string { return strconv.Itoa(int(math.Round(x*100))) + "%" }

// LineData are figures that follow one another.
type LineData struct {
	Labels []string
	Values []float64 // NaN: none at that place
	Texts  []string  // the figures in words; nil: whole numbers
	Target float64   // a dashed line, NaN: none
	OnTap  func(i int)
}

// NewLineChart is figures joined by a line, with the one that is wanted.
func NewLineChart(height float32, d LineData) *Chart {
	return newChart(height, func(p *plot) {
		text := lineHeight(SmallSize)
		foot, head := p.size.Height-text-8, text+4
		low, high := span(d.Values, d.Target)
		n := len(d.Values)
		step := p.size.Width / float32(max(n, 1))
		y := func(v float64) float32 { return foot - (foot-head)*float32((v-low)/(high-low)) }
		x := func(i int) float32 { return step * (float32(i) + .5) }
		if !math.IsNaN(d.Target) {
			p.dashes(step/2-10, y(d.Target), p.size.Width-step/2+10, y(d.Target), blend(Color(ColorDanger), Color(ColorSurface), .5))
		}
		last := -1
		for i, v := range d.Values {
			if math.IsNaN(v) {
				continue
			}
			if last >= 0 {
				p.line(x(last), y(d.Values[last]), x(i), y(v), 2, Color(ColorPrimary))
			}
			last = i
		}
		every := 1
		for _, l := range d.Labels {
			every = max(every, 1+int((textWidth(l, SmallSize, false)+4)/max(step, 1)))
		}
		for i, v := range d.Values {
			if i < len(d.Labels) && (n-1-i)%every == 0 {
				p.text(d.Labels[i], x(i)-1.5*step, foot+6, 3*step, fyne.TextAlignCenter, ColorMuted)
			}
			if math.IsNaN(v) {
				continue
			}
			p.dot(x(i), y(v), 7, Color(ColorPrimary))
			s := strconv.Itoa(int(math.Round(v)))
			if i < len(d.Texts) {
				s = d.Texts[i]
			}
			p.text(s, x(i)-step, y(v)-text-4, 2*step, fyne.TextAlignCenter, ColorMuted)
			if d.OnTap != nil {
				p.spot(x(i)-step/2, 0, step, p.size.Height, func() { d.OnTap(i) })
			}
		}
	})
}

// QuadrantPoint is one subject of a four-quadrant chart.
type QuadrantPoint struct {
	Label string
	X, Y  float64
	Tone  Tone
}

// QuadrantData are subjects by two figures, parted at two bounds (四分图).
type QuadrantData struct {
	Points     []QuadrantPoint
	MidX, MidY float64
	XName      string    // of the axis to the right
	YName      string    // of the axis upwards
	Names      [4]string // of the fields: right above, left above, left below, right below
}

// NewQuadrantChart draws the points and names the four fields.
func NewQuadrantChart(height float32, d QuadrantData) *Chart {
	return newChart(height, func(p *plot) {
		text := lineHeight(SmallSize)
		left, top, right, foot := float32(0), text+4, p.size.Width, p.size.Height-text-4
		xs, ys := make([]float64, len(d.Points)), make([]float64, len(d.Points))
		for i, q := range d.Points {
			xs[i], ys[i] = q.X, q.Y
		}
		loX, hiX := even(xs, d.MidX)
		loY, hiY := even(ys, d.MidY)
		x := func(v float64) float32 { return left + (right-left)*float32((v-loX)/(hiX-loX)) }
		y := func(v float64) float32 { return foot - (foot-top)*float32((v-loY)/(hiY-loY)) }
		mx, my := x(d.MidX), y(d.MidY)
		p.box(mx, top, right-mx, my-top, 0, Color(ColorGoodContainer))
		p.box(left, top, mx-left, my-top, 0, Color(ColorWarningContainer))
		p.box(left, my, mx-left, foot-my, 0, Color(ColorSubtle))
		p.box(mx, my, right-mx, foot-my, 0, Color(ColorInfoContainer))
		p.line(mx, top, mx, foot, 1, Color(ColorLineStrong))
		p.line(left, my, right, my, 1, Color(ColorLineStrong))
		half := (right - left) / 2
		p.text(d.Names[0], right-half-6, top+3, half, fyne.TextAlignTrailing, ColorGood)
		p.text(d.Names[1], left+6, top+3, half, fyne.TextAlignLeading, ColorWarning)
		p.text(d.Names[2], left+6, foot-text-3, half, fyne.TextAlignLeading, ColorMuted)
		p.text(d.Names[3], right-half-6, foot-text-3, half, fyne.TextAlignTrailing, ColorInfo)
		p.text(d.YName, left, 0, right-left, fyne.TextAlignLeading, ColorMuted)
		p.text(d.XName, left, foot+4, right-left, fyne.TextAlignTrailing, ColorMuted)
		for _, q := range d.Points {
			c := Color(ColorPrimary)
			if q.Tone != ToneNeutral {
				c = Color(q.Tone.Text())
			}
			px, py := x(q.X), y(q.Y)
			p.dot(px, py, 9, c)
			w := textWidth(q.Label, SmallSize, false) + 2
			if px+8+w <= right {
				p.text(q.Label, px+8, py-text/2, w, fyne.TextAlignLeading, ColorText)
			} else {
				p.text(q.Label, max(left, px-8-w), py-text/2, min(w, px-8-left), fyne.TextAlignTrailing, ColorText)
			}
		}
	})
}

// even is a range around a middle that holds all values, with a little air.
func even(vs []float64, mid float64) (low, high float64) {
	far := 0.0
	for _, v := range vs {
		far = max(far, math.Abs(v-mid))
	}
	if far == 0 {
		far = 1
	}
	return mid - far*1.5, mid + far*1.5
}
