package sheet

import "math"

// Trend is how figures went from time to time (趋势图), with the value that is
// wanted as a dashed line.
type Trend struct {
	Labels     []string // of the times
	Lines      []Series // at most three can be told apart
	Target     float64  // NaN or 0: none
	TargetName string   // "目标 85%"
	Low, High  float64  // of the axis; both 0: as the values need
	Height     float64  // of the plot, mm; 0 is 58 mm
	Gap        float64  // space above, mm; 0 is 3 mm
}

// Series is one line of a Trend, a value each time.
type Series struct {
	Name   string
	Values []float64 // NaN: none that time
	Texts  []string  // the figures in words; nil: as the axis has them
}

var seriesPens = [...]Pen{{Width: 1.4, Color: Tint}, {Width: 1.1, Color: Ink, On: 5, Off: 2}, {Width: 1, Color: Ink, On: 1.5, Off: 1.5}}

func (t Trend) lay(c *setter, width float64) []item {
	if len(t.Labels) == 0 || len(t.Lines) == 0 {
		return nil
	}
	high := t.Height * mm
	if high == 0 {
		high = chartHigh
	}
	w := width - axisRoom - 6
	each := w / float64(len(t.Labels))
	names := make([]*passage, len(t.Labels))
	for i, s := range t.Labels {
		names[i] = c.small(s, each-3)
	}
	d := &drawing{h: chartAbove + 4 + high + 4 + tallest(names)}
	d.draw = func(l *leaf, x, y float64) {
		t.legend(c, l, x+axisRoom, y)
		r := Rect{x + axisRoom, y + chartAbove + 4, w, high}
		t.plot(c, l, r)
		for i, n := range names {
			n.set(l, 0, len(n.lines), r.X+each*float64(i)+1.5, r.Y+r.H+4, each-3, chartLead, Center, Ink, 0)
		}
	}
	return chart(t.Gap, d)
}

// legend names the lines, where there is more than one, and the target.
func (t Trend) legend(c *setter, l *leaf, x, y float64) {
	mid := y + chartLead/2
	key := func(name string, p Pen, m *shape) {
		l.line(x, mid, x+20, mid, p)
		if m != nil {
			m.put(l, x+10, mid)
		}
		n := c.small(name, 200)
		n.say(l, x+24, y, Left, Ink)
		x += 24 + n.lines[0].width + 16
	}
	for i, s := range t.Lines {
		if s.Name != "" {
			m := shape(i % 3)
			key(s.Name, seriesPens[i%len(seriesPens)], &m)
		}
	}
	if t.aimed() && t.TargetName != "" {
		key(t.TargetName, targetPen, nil)
	}
}

func (t Trend) aimed() bool { return t.Target != 0 && !math.IsNaN(t.Target) }

func (t Trend) plot(c *setter, l *leaf, r Rect) {
	s := t.scale()
	s.upright(c, l, r)
	if t.aimed() {
		y := r.Y + r.H*(1-s.part(t.Target))
		l.line(r.X, y, r.X+r.W, y, targetPen)
	}
	each := r.W / float64(len(t.Labels))
	for i, line := range t.Lines {
		at := func(k int) (x, y float64) { return r.X + each*(float64(k)+0.5), r.Y + r.H*(1-s.part(line.Values[k])) }
		last := -1
		for k := range min(len(line.Values), len(t.Labels)) {
			if math.IsNaN(line.Values[k]) {
				continue
			}
			if last >= 0 {
				x1, y1 := at(last)
				x2, y2 := at(k)
				l.line(x1, y1, x2, y2, seriesPens[i%len(seriesPens)])
			}
			last = k
		}
		for k := range min(len(line.Values), len(t.Labels)) {
			if math.IsNaN(line.Values[k]) {
				continue
			}
			x, y := at(k)
			shape(i%3).put(l, x, y)
			text := s.name(line.Values[k])
			if k < len(line.Texts) {
				text = line.Texts[k]
			}
			n, up := c.small(text, 80), y-chartLead-dot-1
			if up < r.Y-chartLead || i%2 == 1 && y+dot+1+chartLead < r.Y+r.H {
				up = y + dot + 1 // the second line's figures stand below it
			}
			plateUnder(l, n, x, up, Center)
			n.say(l, x, up, Center, Ink)
		}
	}
}

func (t Trend) scale() scale {
	low, high := math.Inf(1), math.Inf(-1)
	see := func(v float64) {
		if !math.IsNaN(v) {
			low, high = min(low, v), max(high, v)
		}
	}
	for _, s := range t.Lines {
		for _, v := range s.Values {
			see(v)
		}
	}
	if t.aimed() {
		see(t.Target)
	}
	switch {
	case t.Low != 0 || t.High != 0:
		return scaleOf(t.Low, t.High, 5, false)
	case math.IsInf(low, 1):
		return scaleOf(0, 1, 5, false)
	}
	pad := max((high-low)*0.15, math.Abs(high)*0.02, 0.1)
	if low >= 0 && low-pad < 0 {
		return scaleOf(0, high+pad, 5, false)
	}
	return scaleOf(low-pad, high+pad, 5, false)
}
