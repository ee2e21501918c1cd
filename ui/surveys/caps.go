package surveys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kezhi/ui/kit"
)

// keycap is a key to press: a figure, and for an option its words. It can be
// clicked as well.
type keycap struct {
	widget.BaseWidget
	tap    func()
	picked bool
	waits  bool // pressed, and another figure may follow
	dense  bool // there is little height
	hover  bool

	box    *canvas.Rectangle
	figure *kit.Text
	words  *kit.Text // nil for a point of a scale
}

func newKeycap(figure, words string, picked bool, tap func()) *keycap {
	k := &keycap{tap: tap, picked: picked, box: canvas.NewRectangle(nil), figure: kit.Heading(figure)}
	k.figure.Align = fyne.TextAlignCenter
	k.figure.TextSize = 22
	if words != "" {
		k.figure.TextSize = 15
		k.words = kit.NewText(words).Shortened()
	}
	k.ExtendBaseWidget(k)
	return k
}

// Tapped implements fyne.Tappable.
func (k *keycap) Tapped(*fyne.PointEvent) { k.tap() }

// MouseIn implements desktop.Hoverable.
func (k *keycap) MouseIn(*desktop.MouseEvent) { k.hover = true; k.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (k *keycap) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (k *keycap) MouseOut() { k.hover = false; k.Refresh() }

// Cursor implements desktop.Cursorable.
func (k *keycap) Cursor() desktop.Cursor { return desktop.PointerCursor }

const figureRoom float32 = 36

// capHeight is the height of a point of a scale, optionHeight that of an option.
func capHeight(dense bool) float32 {
	if dense {
		return 44
	}
	return 60
}

func optionHeight(dense bool) float32 {
	if dense {
		return kit.Control
	}
	return 42
}

// CreateRenderer implements fyne.Widget.
func (k *keycap) CreateRenderer() fyne.WidgetRenderer {
	k.box.CornerRadius, k.box.StrokeWidth = kit.RadiusSmall, 1
	r := &drawn{of: k, objects: []fyne.CanvasObject{k.box, k.figure}}
	if k.words != nil {
		r.objects = append(r.objects, k.words)
	}
	r.min = func() fyne.Size {
		if k.words == nil {
			return fyne.NewSize(28, capHeight(k.dense))
		}
		most := float32(560)
		if k.dense {
			most = 280
		}
		return fyne.NewSize(figureRoom+min(most, kit.NewText(k.words.Text).MinSize().Width)+kit.Gap16, optionHeight(k.dense))
	}
	r.layout = func(s fyne.Size) {
		place(k.box, 0, 0, s.Width, s.Height)
		m := k.figure.MinSize()
		if k.words == nil {
			place(k.figure, 0, (s.Height-m.Height)/2, s.Width, m.Height)
			return
		}
		place(k.figure, 0, (s.Height-m.Height)/2, figureRoom, m.Height)
		h := k.words.MinSize().Height
		place(k.words, figureRoom, (s.Height-h)/2, s.Width-figureRoom-kit.Gap8, h)
	}
	r.paint = k.paint
	k.paint()
	return r
}

func (k *keycap) paint() {
	fill, line, figure, words := kit.ColorSurface, kit.ColorEdge, kit.ColorText, kit.ColorText
	if k.words != nil {
		figure = kit.ColorMuted
	}
	switch {
	case k.picked:
		fill, line, figure, words = kit.ColorPrimaryContainer, kit.ColorPrimary, kit.ColorPrimary, kit.ColorPrimary
	case k.waits:
		line = kit.ColorPrimary
	case k.hover:
		fill, line = kit.ColorHover, kit.ColorLineStrong
	}
	k.box.FillColor, k.box.StrokeColor = kit.Color(fill), kit.Color(line)
	k.figure.SetColor(figure)
	if k.words != nil {
		k.words.SetColor(words)
		k.words.Bold = k.picked
	}
}

// scale lays points side by side, each as wide as there is room, and under
// them what the lowest and the highest mean.
func scale(caps []fyne.CanvasObject, dense bool, low, high string) fyne.CanvasObject {
	l, h := kit.Small(low).Shortened(), kit.Small(high).Shortened()
	h.Align = fyne.TextAlignTrailing
	return container.New(scaleLayout{len(caps), capHeight(dense)}, append(caps[:len(caps):len(caps)], l, h)...)
}

type scaleLayout struct {
	n    int
	high float32
}

func (l scaleLayout) MinSize(os []fyne.CanvasObject) fyne.Size {
	h := l.high
	if l.named(os) {
		h += 6 + os[l.n].MinSize().Height
	}
	return fyne.NewSize(float32(l.n)*28+float32(l.n-1)*kit.Gap4, h)
}

func (l scaleLayout) named(os []fyne.CanvasObject) bool {
	return os[l.n].(*kit.Text).Text+os[l.n+1].(*kit.Text).Text != ""
}

func (l scaleLayout) Layout(os []fyne.CanvasObject, s fyne.Size) {
	gap := kit.Gap8
	if l.n > 7 {
		gap = kit.Gap4
	}
	w := min(112, (s.Width-1-gap*float32(l.n-1))/float32(l.n))
	for i, o := range os[:l.n] {
		place(o, float32(i)*(w+gap), 0, w, l.high)
	}
	all := w*float32(l.n) + gap*float32(l.n-1)
	h := os[l.n].MinSize().Height
	place(os[l.n], 0, l.high+6, all/2, h)
	place(os[l.n+1], all/2, l.high+6, all/2, h)
}
