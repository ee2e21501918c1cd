package kit

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Chart is a picture of figures in the theme's colours. It is as wide as its
// room and as high as its figures need.
type Chart struct {
	base
	height float32
	draw   func(p *plot)
	spots  []spot
	over   int // the spot under the pointer, -1 for none
}

// spot is a place of the chart that does something when it is clicked.
type spot struct {
	at    fyne.Position
	size  fyne.Size
	onTap func()
}

// ChartItem is one figure of a chart.
type ChartItem struct {
	Label string
	Value float64
	Text  string // the figure in words, "14"
	Note  string // beside it, muted: "38%"
	Tone  Tone   // ToneNeutral is the chart's own colour
	OnTap func() // may be nil
}

// plot is the sheet on which a chart draws itself.
type plot struct {
	size    fyne.Size
	objects []fyne.CanvasObject
	spots   []spot
}

func newChart(height float32, draw func(*plot)) *Chart {
	c := &Chart{height: height, draw: draw, over: -1}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements fyne.Widget.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	f := &face{min: func() fyne.Size { return fyne.NewSize(120, c.height) }, of: c}
	f.list = func() []fyne.CanvasObject { return f.objects }
	draw := func(s fyne.Size) {
		p := &plot{size: s}
		if s.Width > 0 {
			c.draw(p)
		}
		f.objects, c.spots = p.objects, p.spots
	}
	f.layout = draw
	f.refresh = func() { draw(c.Size()) }
	return c.faced(f)
}

func (c *Chart) spotAt(p fyne.Position) int {
	for i, s := range c.spots {
		if p.X >= s.at.X && p.Y >= s.at.Y && p.X < s.at.X+s.size.Width && p.Y < s.at.Y+s.size.Height {
			return i
		}
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (c *Chart) Tapped(e *fyne.PointEvent) {
	if i := c.spotAt(e.Position); i >= 0 {
		Guard(c.spots[i].onTap)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *Chart) MouseIn(e *desktop.MouseEvent) { c.over = c.spotAt(e.Position) }

// MouseMoved implements desktop.Hoverable.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) { c.over = c.spotAt(e.Position) }

// MouseOut implements desktop.Hoverable.
func (c *Chart) MouseOut() { c.over = -1 }

// Cursor implements desktop.Cursorable.
func (c *Chart) Cursor() desktop.Cursor {
	if c.over >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (p *plot) spot(x, y, w, h float32, onTap func()) {
	if onTap != nil {
		p.spots = append(p.spots, spot{fyne.NewPos(x, y), fyne.NewSize(w, h), onTap})
	}
}

// text writes a line in a box of a width, shortened where it does not fit.
func (p *plot) text(s string, x, y, w float32, align fyne.TextAlign, c Colour) {
	t := newLabel(ellipsis(s, w, SmallSize, false), c, SmallSize, false)
	t.Alignment = align
	place(t, x, y, w, lineHeight(SmallSize))
	p.objects = append(p.objects, t)
}

func (p *plot) box(x, y, w, h, radius float32, c color.Color) {
	r := canvas.NewRectangle(c)
	r.CornerRadius = radius
	place(r, x, y, w, h)
	p.objects = append(p.objects, r)
}

func (p *plot) line(x1, y1, x2, y2, width float32, c color.Color) {
	l := canvas.NewLine(c)
	l.StrokeWidth = width
	l.Position1, l.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	p.objects = append(p.objects, l)
}

// dashes is a line of short strokes from left to right, or from top to bottom.
func (p *plot) dashes(x1, y1, x2, y2 float32, c color.Color) {
	const on, off = 4, 4
	length := max(x2-x1, y2-y1)
	for at := float32(0); at < length; at += on + off {
		to := min(at+on, length)
		if x2 > x1 {
			p.line(x1+at, y1, x1+to, y1, 1, c)
		} else {
			p.line(x1, y1+at, x1, y1+to, 1, c)
		}
	}
}

func (p *plot) dot(x, y, d float32, c color.Color) {
	o := canvas.NewCircle(c)
	place(o, x-d/2, y-d/2, d, d)
	p.objects = append(p.objects, o)
}

// shadeOf is the colour of the nth of several figures: the first is the
// strongest. One with a tone has the tone's.
func shadeOf(t Tone, n, of int) color.Color {
	if t != ToneNeutral {
		return Color(t.Text())
	}
	return blend(Color(ColorPrimary), Color(ColorSurface), .62*float64(n)/float64(max(of-1, 1)))
}

// blend is colour a with a part of b, 0 to 1.
func blend(a, b color.Color, part float64) color.Color {
	x, y := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	mix := func(p, q uint8) uint8 { return uint8(float64(p)*(1-part) + float64(q)*part + .5) }
	return color.NRGBA{mix(x.R, y.R), mix(x.G, y.G), mix(x.B, y.B), 255}
}

// span is the range of the values and a little air, for an axis without zero.
func span(vs []float64, more ...float64) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, v := range append(append([]float64(nil), vs...), more...) {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	if low > high {
		return 0, 1
	}
	air := (high - low) * .15
	if air == 0 {
		air = max(1, math.Abs(high)*.1)
	}
	return low - air, high + air
}
