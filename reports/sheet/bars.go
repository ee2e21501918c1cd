package sheet

// Bars is one horizontal bar an item, for the scores of a survey.
type Bars struct {
	Items []Bar
	Max   float64 // what a full bar stands for; 0 is the largest value
	Label float64 // width of the labels, mm; 0 is 42 mm
	Gap   float64 // space above, mm; 0 is 2 mm
}

// Bar is a value with its name and the figure to print after it.
type Bar struct {
	Label string
	Value float64
	Text  string
}

const (
	barRow    = 19.0 // points from bar to bar
	barThick  = 8.0
	barFigure = 24 * mm // room for the figures
)

func (b Bars) lay(c *setter, width float64) []item {
	full, label, gap := b.Max, b.Label*mm, b.Gap
	for _, i := range b.Items {
		if b.Max == 0 {
			full = max(full, i.Value)
		}
	}
	if label == 0 {
		label = 42 * mm
	}
	if gap == 0 {
		gap = 2
	}
	var items []item
	for n, i := range b.Items {
		s := &bar{
			label:  c.passage(Plain(i.Label), bodySize, label, 0, false),
			figure: c.passage(Plain(i.Text), bodySize, barFigure, 0, false), at: label, width: width,
		}
		if full > 0 {
			s.part = min(1, max(0, i.Value/full))
		}
		it := item{strip: s}
		if n == 0 {
			it.gap = gap * mm
		}
		items = append(items, it)
	}
	return items
}

type bar struct {
	label, figure   *passage
	part, at, width float64
}

func (b *bar) rows() int                      { return max(len(b.label.lines), len(b.figure.lines)) }
func (b *bar) height() float64                { return barRow + leading*float64(b.rows()-1) }
func (b *bar) least() float64                 { return b.height() }
func (b *bar) cut(float64) (head, tail strip) { return nil, nil }
func (b *bar) place(l *leaf, x, y float64) {
	b.label.set(l, 0, len(b.label.lines), x, y+(barRow-leading)/2, b.at, leading, Left, Ink, 0)
	w := max(0, b.width-b.at-barFigure-2*padX)
	r := Rect{x + b.at + padX, y + (barRow-barThick)/2, w, barThick}
	l.fill(Track, r)
	if r.W *= b.part; r.W > 0 {
		l.fill(Tint, r)
	}
	b.figure.set(l, 0, len(b.figure.lines), x+b.width-barFigure, y+(barRow-leading)/2, barFigure, leading, Left, Ink, 0)
}
