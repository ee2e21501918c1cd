package sheet

import (
	"cmp"
	"slices"
	"strconv"
)

// Pareto is how often each cause came, the most frequent first, with the
// running share of them all as a line (排列图).
type Pareto struct {
	Items  []Bar   // in any order; Text is not needed
	Mark   float64 // percent at which a dashed line stands, 80; 0: none
	Height float64 // of the plot, mm; 0 is 58 mm
	Gap    float64 // space above, mm; 0 is 3 mm
}

func (p Pareto) lay(c *setter, width float64) []item {
	items := slices.Clone(p.Items)
	slices.SortStableFunc(items, func(a, b Bar) int { return cmp.Compare(b.Value, a.Value) })
	sum := 0.0
	for i := range items {
		items[i].Value = max(0, items[i].Value)
		sum += items[i].Value
	}
	if len(items) == 0 || sum == 0 {
		return nil
	}
	high := p.Height * mm
	if high == 0 {
		high = chartHigh
	}
	w := width - 2*axisRoom
	each := w / float64(len(items))
	names := make([]*passage, len(items))
	for i, it := range items {
		names[i] = c.small(it.Label, each-3)
	}
	d := &drawing{h: chartAbove + high + 4 + tallest(names)}
	d.draw = func(l *leaf, x, y float64) {
		r := Rect{x + axisRoom, y + chartAbove, w, high}
		p.plot(c, l, r, items, sum)
		for i, n := range names {
			n.set(l, 0, len(n.lines), r.X+each*float64(i)+1.5, r.Y+r.H+4, each-3, chartLead, Center, Ink, 0)
		}
	}
	return chart(p.Gap, d)
}

// plot draws bars and line on one scale: the line ends at all of them.
func (p Pareto) plot(c *setter, l *leaf, r Rect, items []Bar, sum float64) {
	s := scaleOf(0, sum, 5, sum == float64(int64(sum)))
	s.high = sum
	s.upright(c, l, r)
	if m := s.marks(); sum-m[len(m)-1] > s.step/3 {
		c.small(s.name(sum), axisRoom).say(l, r.X-4, r.Y-chartLead/2, Right, Faint)
	}
	for _, v := range []float64{0, 20, 40, 60, 80, 100} {
		y := r.Y + r.H*(1-v/100)
		c.small(strconv.Itoa(int(v))+"%", axisRoom).say(l, r.X+r.W+4, y-chartLead/2, Left, Faint)
	}
	l.line(r.X+r.W, r.Y, r.X+r.W, r.Y+r.H, axisPen)
	if p.Mark > 0 {
		y := r.Y + r.H*(1-p.Mark/100)
		l.line(r.X, y, r.X+r.W, y, targetPen)
	}
	each := r.W / float64(len(items))
	thick := min(each*0.62, 34)
	run, lastX, lastY := 0.0, 0.0, 0.0
	for i, it := range items {
		mid := r.X + each*(float64(i)+0.5)
		h := r.H * s.part(it.Value)
		if h > 0 {
			l.fill(darks[1], Rect{mid - thick/2, r.Y + r.H - h, thick, h})
		}
		n := c.small(figure(it), each)
		if h > chartLead+4 {
			n.say(l, mid, r.Y+r.H-h+2, Center, White)
		} else {
			plateUnder(l, n, mid, r.Y+r.H-h-chartLead-1, Center)
			n.say(l, mid, r.Y+r.H-h-chartLead-1, Center, Ink)
		}
		run += it.Value
		y := r.Y + r.H*(1-run/sum)
		if i > 0 {
			l.line(lastX, lastY, mid, y, Pen{Width: 1.1, Color: Ink})
		}
		lastX, lastY = mid, y
	}
	run = 0
	for i, it := range items {
		run += it.Value
		mid, y := r.X+each*(float64(i)+0.5), r.Y+r.H*(1-run/sum)
		outlined.put(l, mid, y)
		if each > 16 || i%2 == 0 || i == len(items)-1 {
			n := c.small(strconv.Itoa(int(run/sum*100+0.5))+"%", 40)
			n.say(l, mid, y-chartLead-dot-1, Center, Ink)
		}
	}
}

// figure is what is printed of a bar's value.
func figure(b Bar) string {
	if b.Text != "" {
		return b.Text
	}
	return strconv.FormatFloat(b.Value, 'f', -1, 64)
}
