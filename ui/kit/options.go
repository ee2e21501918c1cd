package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Option is one line of a list to choose from.
type Option struct {
	Text string
	Sub  string // small second line
	Note string // small, at the right
}

// optionList is the list within a drop-down. It takes no focus: the field
// tells it where the mark stands. Only the lines in sight are drawn.
type optionList struct {
	base
	options []Option
	at      int // marked line, -1 none
	chosen  map[int]bool
	top     int
	most    int
	onPick  func(int)
	tap     *tapArea
	lines   []*optionLine
	wheel   *listWheel
}

type optionLine struct {
	back            *canvas.Rectangle
	text, sub, note *canvas.Text
	tick            *iconPic
}

func newOptionList(pick func(int)) *optionList {
	l := &optionList{at: -1, most: 9, onPick: pick}
	l.tap = newTapArea(func(p fyne.Position) {
		if i := l.line(p.Y); i >= 0 {
			l.onPick(i)
		}
	})
	l.tap.onHover = func(p fyne.Position, in bool) {
		if i := l.line(p.Y); in && i >= 0 {
			l.mark(i)
		}
	}
	l.wheel = newListWheel(func(dy float32) { l.scroll(dy) })
	l.ExtendBaseWidget(l)
	return l
}

func (l *optionList) lineHeight() float32 {
	for _, o := range l.options {
		if o.Sub != "" {
			return 46
		}
	}
	return 32
}

func (l *optionList) line(y float32) int {
	i := l.top + int(y/l.lineHeight())
	if y < 0 || i >= len(l.options) || i >= l.top+l.most {
		return -1
	}
	return i
}

// set changes the lines and marks one.
func (l *optionList) set(options []Option, at int) {
	l.options, l.at, l.top = options, at, 0
	l.show()
}

func (l *optionList) mark(i int) {
	if i != l.at {
		l.at = i
		l.show()
	}
}

// move marks the line d further, round at the ends.
func (l *optionList) move(d int) {
	n := len(l.options)
	if n == 0 {
		return
	}
	switch {
	case l.at < 0 && d > 0:
		l.at = 0
	case l.at < 0:
		l.at = n - 1
	case d == 1 || d == -1:
		l.at = (l.at + d + n) % n
	default:
		l.at = max(0, min(n-1, l.at+d))
	}
	l.show()
}

func (l *optionList) scroll(dy float32) {
	step := -1
	if dy < 0 {
		step = 1
	}
	l.top = max(0, min(len(l.options)-l.most, l.top+step*2))
	l.Refresh()
}

// show brings the marked line into sight.
func (l *optionList) show() {
	if l.at >= 0 {
		l.top = max(min(l.top, l.at), l.at-l.most+1)
	}
	l.top = max(0, min(l.top, len(l.options)-l.most))
	l.Refresh()
}

// MinSize is the widest line and as many lines as are shown.
func (l *optionList) MinSize() fyne.Size {
	var w float32
	for i, o := range l.options {
		if i > 200 {
			break
		}
		n := textWidth(o.Text, TextSize, false)
		if o.Note != "" {
			n += textWidth(o.Note, SmallSize, false) + Gap16
		}
		w = max(w, n, textWidth(o.Sub, SmallSize, false))
	}
	return fyne.NewSize(min(w, 420)+2*10+24, l.lineHeight()*float32(min(l.most, max(1, len(l.options)))))
}

// CreateRenderer implements fyne.Widget.
func (l *optionList) CreateRenderer() fyne.WidgetRenderer {
	f := &face{min: l.MinSize}
	f.list = func() []fyne.CanvasObject { return f.objects }
	f.layout = func(s fyne.Size) { l.draw(f, s) }
	f.refresh = func() { l.draw(f, l.Size()) }
	f.of = l
	return l.faced(f)
}

func (l *optionList) draw(f *face, s fyne.Size) {
	h := l.lineHeight()
	n := min(l.most, len(l.options)-l.top, max(1, int((s.Height+1)/h)))
	for len(l.lines) < n {
		o := &optionLine{
			back: newRect(ColorNone, ColorNone, RadiusSmall), text: newLabel("", ColorText, TextSize, false),
			sub: newLabel("", ColorMuted, SmallSize, false), note: newLabel("", ColorMuted, SmallSize, false), tick: newIconImage("check", ColorPrimary),
		}
		l.lines = append(l.lines, o)
	}
	f.objects = f.objects[:0]
	for i := range n {
		o, line := l.options[l.top+i], l.lines[i]
		y := float32(i) * h
		fill, text := ColorNone, ColorText
		if l.top+i == l.at {
			fill = ColorSelected
		}
		paint(line.back, fill, ColorNone)
		place(line.back, 0, y, s.Width, h)
		wide := s.Width - 20
		if l.chosen[l.top+i] {
			wide -= 20
			setIcon(line.tick, "check", ColorPrimary)
			place(line.tick, s.Width-26, y+(h-16)/2, 16, 16)
		}
		line.tick.Hidden = !l.chosen[l.top+i]
		if o.Note != "" {
			nw := textWidth(o.Note, SmallSize, false)
			write(line.note, o.Note, ColorMuted)
			place(line.note, 10+wide-nw, y+(h-line.note.MinSize().Height)/2, nw, line.note.MinSize().Height)
			wide -= nw + Gap8
		}
		line.note.Hidden = o.Note == ""
		write(line.text, ellipsis(o.Text, wide, TextSize, false), text)
		th := lineHeight(TextSize)
		if o.Sub != "" {
			write(line.sub, ellipsis(o.Sub, wide, SmallSize, false), ColorMuted)
			place(line.text, 10, y+4, wide, th)
			place(line.sub, 10, y+4+th-1, wide, lineHeight(SmallSize))
		} else {
			place(line.text, 10, y+(h-th)/2, wide, th)
		}
		line.sub.Hidden = o.Sub == ""
		f.objects = append(f.objects, line.back, line.text, line.sub, line.note, line.tick.Raster)
	}
	if len(l.options) > l.most {
		f.objects = append(f.objects, l.thumb(s))
	}
	place(l.tap, 0, 0, s.Width, s.Height)
	place(l.wheel, 0, 0, s.Width, s.Height)
	f.objects = append(f.objects, l.tap, l.wheel)
}

func (l *optionList) thumb(s fyne.Size) fyne.CanvasObject {
	r := newRect(ColorBar, ColorNone, 1.5)
	h := max(20, s.Height*float32(l.most)/float32(len(l.options)))
	place(r, s.Width-3, (s.Height-h)*float32(l.top)/float32(max(1, len(l.options)-l.most)), 3, h)
	return r
}

// listWheel takes the mouse wheel over a list.
type listWheel struct {
	base
	on func(float32)
}

func newListWheel(on func(float32)) *listWheel {
	w := &listWheel{on: on}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer implements fyne.Widget.
func (w *listWheel) CreateRenderer() fyne.WidgetRenderer {
	return w.faced(&face{min: func() fyne.Size { return fyne.Size{} }})
}

// Scrolled implements fyne.Scrollable.
func (w *listWheel) Scrolled(e *fyne.ScrollEvent) { w.on(e.Scrolled.DY) }
