package sheet

import "math"

// Quadrant sets points by two figures into four fields (四分图), parted where the
// thresholds are. Each point bears a short name, its number in a table beside
// the chart; no two names cover each other as long as there is room.
type Quadrant struct {
	Points       []Dot
	X, Y         Axis
	Corners      [4]string // names of the fields: right above, left above, left below, right below
	Low, High    float64   // bounds of both axes; both 0: as the points need
	Height, Wide float64   // of the plot, mm; 0 are 80 mm and the whole width
	Gap          float64   // space above, mm; 0 is 3 mm
}

// Axis is one of the two figures of a Quadrant.
type Axis struct {
	Name string  // "满意度"
	At   float64 // the threshold
	Text string  // what stands at it, "均值 3.92"
}

// Dot is a point of a Quadrant.
type Dot struct {
	Name string
	X, Y float64
}

func (q Quadrant) lay(c *setter, width float64) []item {
	if len(q.Points) == 0 {
		return nil
	}
	high, w := q.Height*mm, q.Wide*mm
	if high == 0 {
		high = 80 * mm
	}
	if w == 0 || w > width {
		w = width
	}
	below := c.small(q.X.Name, w)
	d := &drawing{h: chartAbove + high + 4 + 2*chartLead}
	d.draw = func(l *leaf, x, y float64) {
		x += (width - w) / 2
		r := Rect{x + axisRoom, y + chartAbove, w - axisRoom - 6, high}
		c.small(q.Y.Name, w).say(l, x, y, Left, Ink)
		q.plot(c, l, r)
		below.say(l, r.X+r.W, r.Y+r.H+4+chartLead, Right, Ink)
	}
	return chart(q.Gap, d)
}

func (q Quadrant) plot(c *setter, l *leaf, r Rect) {
	sx, sy := q.axis(q.X.At, func(d Dot) float64 { return d.X }), q.axis(q.Y.At, func(d Dot) float64 { return d.Y })
	px := func(v float64) float64 { return r.X + r.W*sx.part(v) }
	py := func(v float64) float64 { return r.Y + r.H*(1-sy.part(v)) }
	for _, v := range sy.marks() {
		c.small(sy.name(v), axisRoom).say(l, r.X-4, py(v)-chartLead/2, Right, Faint)
	}
	for _, v := range sx.marks() {
		c.small(sx.name(v), 60).say(l, px(v), r.Y+r.H+4, Center, Faint)
	}
	midX, midY := px(q.X.At), py(q.Y.At)
	l.fill(0xEFF4F4, Rect{r.X, r.Y, midX - r.X, midY - r.Y}) // high importance, low satisfaction: what to mend first
	l.stroke(r, axisPen)
	l.line(midX, r.Y, midX, r.Y+r.H, targetPen)
	l.line(r.X, midY, r.X+r.W, midY, targetPen)
	corner := func(i int, x, y float64, a Align) {
		c.passage(Content{{Text: q.Corners[i], Bold: true}}, bodySize, 200, 0, true).say(l, x, y, a, Faint)
	}
	corner(0, r.X+r.W-5, r.Y+3, Right)
	corner(1, r.X+5, r.Y+3, Left)
	corner(2, r.X+5, r.Y+r.H-chartLead-4, Left)
	corner(3, r.X+r.W-5, r.Y+r.H-chartLead-4, Right)
	if q.X.Text != "" {
		c.small(q.X.Text, 120).say(l, midX, r.Y-chartLead-1, Center, Faint)
	}
	taken := q.dots(l, px, py)
	if q.Y.Text != "" {
		t := c.small(q.Y.Text, 120)
		plateUnder(l, t, r.X+r.W-4, midY-chartLead-1, Right)
		t.say(l, r.X+r.W-4, midY-chartLead-1, Right, Faint)
		taken = append(taken, Rect{r.X + r.W - 4 - t.lines[0].width, midY - chartLead - 1, t.lines[0].width, chartLead})
	}
	q.names(c, l, px, py, taken)
}

// dots draws the points and tells where they stand.
func (q Quadrant) dots(l *leaf, px, py func(float64) float64) []Rect {
	var taken []Rect
	for _, p := range q.Points {
		x, y := px(p.X), py(p.Y)
		solid.put(l, x, y)
		taken = append(taken, Rect{x - dot, y - dot, 2 * dot, 2 * dot})
	}
	return taken
}

// names puts each point's name beside it, where it covers nothing.
func (q Quadrant) names(c *setter, l *leaf, px, py func(float64) float64, taken []Rect) {
	for _, p := range q.Points {
		n := c.small(p.Name, 120)
		w, x, y := n.lines[0].width, px(p.X), py(p.Y)
		places := []Rect{
			{x + dot + 2, y - chartLead/2, w, chartLead},
			{x - dot - 2 - w, y - chartLead/2, w, chartLead},
			{x - w/2, y - dot - chartLead, w, chartLead},
			{x - w/2, y + dot, w, chartLead},
			{x + dot + 1, y - dot - chartLead + 2, w, chartLead},
			{x + dot + 1, y + dot - 2, w, chartLead},
		}
		best := places[0]
		for _, r := range places {
			if !covers(r, taken) {
				best = r
				break
			}
		}
		plateUnder(l, n, best.X, best.Y, Left)
		n.say(l, best.X, best.Y, Left, Ink)
		taken = append(taken, best)
	}
}

func covers(r Rect, others []Rect) bool {
	for _, o := range others {
		if r.X < o.X+o.W && o.X < r.X+r.W && r.Y+2 < o.Y+o.H && o.Y+2 < r.Y+r.H {
			return true
		}
	}
	return false
}

func (q Quadrant) axis(at float64, of func(Dot) float64) scale {
	if q.Low != 0 || q.High != 0 {
		return scaleOf(q.Low, q.High, 6, false)
	}
	low, high := at, at
	for _, p := range q.Points {
		low, high = min(low, of(p)), max(high, of(p))
	}
	pad := max((high-low)*0.12, math.Abs(high)*0.02, 0.05)
	return scaleOf(low-pad, high+pad, 6, false)
}
