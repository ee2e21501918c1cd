package sheet

import "strconv"

// Shares are wholes parted into the same parts, one bar a whole (百分比条图): very
// satisfied, satisfied, … of each question.
type Shares struct {
	Parts []string // names of the parts, at most five
	Rows  []Share
	Label float64 // width of the labels, mm; 0 is 42 mm
	Gap   float64 // space above, mm; 0 is 3 mm
}

// Share is one whole of Shares.
type Share struct {
	Label  string
	Values []float64 // of the parts, in their order
	Text   string    // after the bar, "n = 24"
}

const (
	shareRow   = 20.0
	shareThick = 12.0
)

func (s Shares) lay(c *setter, width float64) []item {
	if len(s.Rows) == 0 {
		return nil
	}
	label := s.Label * mm
	if label == 0 {
		label = 42 * mm
	}
	key := &drawing{h: chartAbove}
	key.draw = func(l *leaf, x, y float64) { s.legend(c, l, x+label+padX, y) }
	items := []item{{strip: key, gap: orUsual(s.Gap) * mm, keep: true}}
	for _, r := range s.Rows {
		name, text := c.small(r.Label, label), c.small(r.Text, barFigure)
		d := &drawing{h: max(shareRow, chartLead*float64(max(len(name.lines), len(text.lines)))+4)}
		d.draw = func(l *leaf, x, y float64) {
			name.set(l, 0, len(name.lines), x, y+(d.h-chartLead*float64(len(name.lines)))/2, label, chartLead, Left, Ink, 0)
			text.say(l, x+width-barFigure, y+(d.h-chartLead)/2, Left, Ink)
			bar := Rect{x + label + padX, y + (d.h-shareThick)/2, width - label - barFigure - 2*padX, shareThick}
			r.bar(c, l, bar)
		}
		items = append(items, item{strip: d})
	}
	return items
}

func (s Shares) legend(c *setter, l *leaf, x, y float64) {
	for i, p := range s.Parts {
		box := Rect{x, y + 2, 8, 8}
		l.fill(darks[i%len(darks)], box)
		l.stroke(box, Pen{Width: 0.4, Color: Faint})
		n := c.small(p, 200)
		n.say(l, x+11, y, Left, Ink)
		x += 11 + n.lines[0].width + 12
	}
}

// bar draws the parts one after the other, with their percentage where it fits.
func (s Share) bar(c *setter, l *leaf, r Rect) {
	sum := 0.0
	for _, v := range s.Values {
		sum += max(0, v)
	}
	if sum > 0 {
		at := r.X
		for i, v := range s.Values {
			w := r.W * max(0, v) / sum
			if w <= 0 {
				continue
			}
			l.fill(darks[i%len(darks)], Rect{at, r.Y, w, r.H})
			if i > 0 {
				l.line(at, r.Y, at, r.Y+r.H, Pen{Width: 0.4, Color: Faint})
			}
			n, ink := c.small(strconv.Itoa(int(v/sum*100+0.5))+"%", 60), Ink
			if i%len(darks) < 2 {
				ink = White
			}
			if n.lines[0].width+3 < w {
				n.say(l, at+w/2, r.Y+(r.H-chartLead)/2, Center, ink)
			}
			at += w
		}
	}
	l.stroke(r, Pen{Width: 0.4, Color: Faint})
}
