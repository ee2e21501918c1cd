package surveys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/ui/kit"
)

// given lists the questions with what was answered so far; a click asks one
// again.
type given struct {
	root   fyne.CanvasObject
	box    *fyne.Container
	scroll *kit.Scroll
	lines  []*givenLine
	goTo   func(int)
}

const givenHeight float32 = 30

func newGiven(goTo func(int)) *given {
	g := &given{goTo: goTo, box: kit.VBox(0)}
	g.scroll = kit.NewScroll(kit.Pad(g.box, kit.Gap8, 0, kit.Gap8, 0))
	g.scroll.Narrow = true
	g.root = g.scroll
	return g
}

// show shows the answers as they stand, with the question at a place marked
// and in sight.
func (g *given) show(qs []survey.Question, v field.Values, place int) {
	if len(g.lines) != len(qs) {
		g.lines, g.box.Objects = nil, nil
		for i := range qs {
			l := newGivenLine(qs[i].No, func() { g.goTo(i) })
			g.lines = append(g.lines, l)
			g.box.Add(l)
		}
		g.box.Refresh()
		g.scroll.Refresh()
	}
	for i, l := range g.lines {
		l.set(aspect(&qs[i]), told(&qs[i], v), i == place)
	}
	y, room := float32(place)*givenHeight, g.scroll.Size().Height
	if off := g.scroll.Offset(); room > 0 && (y < off || y+2*givenHeight > off+room) {
		g.scroll.ScrollTo(max(0, min(y-room/2, g.box.MinSize().Height+2*kit.Gap8-room)))
	}
}

// givenLine is one question of the list.
type givenLine struct {
	widget.BaseWidget
	tap    func()
	on     bool
	back   *canvas.Rectangle
	number *kit.Text
	words  *kit.Text
	value  *kit.Text
}

func newGivenLine(number string, tap func()) *givenLine {
	l := &givenLine{tap: tap, back: canvas.NewRectangle(nil)}
	l.number, l.words = kit.Small(number), kit.Small("").Shortened()
	l.value = kit.Bold("").Shortened()
	l.value.Align, l.number.Align = fyne.TextAlignTrailing, fyne.TextAlignTrailing
	l.ExtendBaseWidget(l)
	return l
}

func (l *givenLine) set(words, value string, on bool) {
	if l.words.Text == words && l.value.Text == value && l.on == on {
		return
	}
	l.words.Text, l.value.Text, l.on = words, value, on
	l.Refresh()
}

// Tapped implements fyne.Tappable.
func (l *givenLine) Tapped(*fyne.PointEvent) { l.tap() }

// CreateRenderer implements fyne.Widget.
func (l *givenLine) CreateRenderer() fyne.WidgetRenderer {
	r := &drawn{of: l, objects: []fyne.CanvasObject{l.back, l.number, l.words, l.value}}
	r.min = func() fyne.Size { return fyne.NewSize(120, givenHeight) }
	r.layout = func(s fyne.Size) {
		place(l.back, 0, 0, s.Width, s.Height)
		small, h := l.number.MinSize().Height, l.value.MinSize().Height
		place(l.number, 0, (s.Height-small)/2, 30, small)
		whole := kit.Bold(l.value.Text).MinSize().Width
		room := min(whole, s.Width*.45)
		place(l.value, s.Width-room-kit.Gap12, (s.Height-h)/2, room, h)
		place(l.words, 38, (s.Height-small)/2, max(20, s.Width-38-room-2*kit.Gap12), small)
	}
	r.paint = func() {
		l.back.FillColor = kit.Color(kit.ColorNone)
		words := kit.ColorMuted
		if l.on {
			l.back.FillColor, words = kit.Color(kit.ColorPrimaryContainer), kit.ColorPrimary
		}
		l.number.SetColor(words)
		l.words.SetColor(words)
	}
	r.paint()
	return r
}

// besides lays a column beside the main part, narrower where there is little
// room.
type besides struct{}

func (besides) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(320+kit.Gap16+180, max(os[0].MinSize().Height, 160))
}

func (besides) Layout(os []fyne.CanvasObject, s fyne.Size) {
	w := max(180, min(340, s.Width*.3))
	place(os[0], 0, 0, s.Width-w-kit.Gap16, s.Height)
	place(os[1], s.Width-w, 0, w, s.Height)
}

// threeColumns lays two fields above three, their edges in line.
type threeColumns struct{}

func (threeColumns) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(560, 2*kit.Control+10+extra(os[:2])+extra(os[2:]))
}

// extra is how much higher than a field a line of them is: a refusal under one.
func extra(os []fyne.CanvasObject) float32 {
	h := kit.Control
	for _, o := range os {
		h = max(h, o.MinSize().Height)
	}
	return h - kit.Control
}

func (threeColumns) Layout(os []fyne.CanvasObject, s fyne.Size) {
	w := (s.Width - 2*kit.Gap16) / 3
	first := kit.Control + extra(os[:2])
	second := kit.Control + extra(os[2:])
	place(os[0], 0, 0, 2*w+kit.Gap16, first)
	place(os[1], 2*(w+kit.Gap16), 0, w, first)
	for i, o := range os[2:] {
		place(o, float32(i)*(w+kit.Gap16), first+10, w, second)
	}
}
