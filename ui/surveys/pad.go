package surveys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/width"

	"kezhi/data/survey"
	"kezhi/ui/kit"
)

// pad has the keyboard while questions are keyed in. It is the card behind the
// question: what it shows of itself is whether the keys go there.
type pad struct {
	widget.BaseWidget
	press   func(rune)
	step    func(by int) // ↑ and ↓
	focus   func(bool)   // the keyboard came or went
	focused bool
	box     *canvas.Rectangle
}

func newPad() *pad {
	p := &pad{box: canvas.NewRectangle(nil)}
	p.ExtendBaseWidget(p)
	return p
}

// key is what a typed character means: full-width figures of an input method
// are figures, its full stop is the decimal point.
func key(r rune) rune {
	switch r {
	case '。':
		return '.'
	case '—', '–', '−':
		return survey.Prev
	}
	for _, n := range width.Narrow.String(string(r)) {
		return n
	}
	return r
}

// TypedRune implements fyne.Focusable.
func (p *pad) TypedRune(r rune) { p.press(key(r)) }

// TypedKey implements fyne.Focusable.
func (p *pad) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.press(survey.Enter)
	case fyne.KeyBackspace, fyne.KeyDelete:
		p.press(survey.Back)
	case fyne.KeyUp:
		p.step(-1)
	case fyne.KeyDown:
		p.step(1)
	default:
		if kit.OnKey != nil {
			kit.OnKey(k)
		}
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (p *pad) TypedShortcut(s fyne.Shortcut) {
	if kit.OnShortcut != nil {
		kit.OnShortcut(s)
	}
}

// FocusGained implements fyne.Focusable.
func (p *pad) FocusGained() { p.mark(true) }

// FocusLost implements fyne.Focusable.
func (p *pad) FocusLost() { p.mark(false) }

func (p *pad) mark(on bool) {
	p.focused = on
	p.Refresh()
	p.focus(on)
}

// Tapped implements fyne.Tappable.
func (p *pad) Tapped(*fyne.PointEvent) { p.take() }

// take gives the pad the keyboard.
func (p *pad) take() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *pad) CreateRenderer() fyne.WidgetRenderer {
	p.box.CornerRadius, p.box.StrokeWidth = kit.RadiusCard, 1
	r := &drawn{of: p, objects: []fyne.CanvasObject{p.box}}
	r.min = func() fyne.Size { return fyne.NewSize(200, 120) }
	r.layout = func(s fyne.Size) { place(p.box, 0, 0, s.Width, s.Height) }
	r.paint = func() {
		p.box.FillColor, p.box.StrokeColor = kit.Color(kit.ColorSurface), kit.Color(kit.ColorEdge)
		if p.focused {
			p.box.StrokeColor = kit.Color(kit.ColorPrimary)
		}
	}
	r.paint()
	return r
}
