package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// RadioRow is a choice among few short options, all in sight. Arrows move the
// choice, the digits 1–9 choose, Tab leaves.
type RadioRow struct {
	base
	reply
	keys, labels []string
	key          string
	focused      bool
	rings, dots  []*canvas.Circle
	halos        []*canvas.Circle
	texts        []*canvas.Text
	spots        []fyne.Position
}

// NewRadioRow makes the row, nothing chosen.
func NewRadioRow(keys, labels []string) *RadioRow {
	r := &RadioRow{keys: keys, labels: labels}
	r.ExtendBaseWidget(r)
	return r
}

// Key is the chosen key, "" for none.
func (r *RadioRow) Key() string { return r.key }

// Value implements Input.
func (r *RadioRow) Value() any { return r.key }

// SetValue implements Input.
func (r *RadioRow) SetValue(x any) { r.key = asString(x); r.Refresh() }

// SetWrong implements Input.
func (r *RadioRow) SetWrong(w bool) { r.wrong = w; r.Refresh() }

// SetLocked implements Input.
func (r *RadioRow) SetLocked(l bool) { r.locked = l; r.Refresh() }

// FocusFirst implements Input.
func (r *RadioRow) FocusFirst() { focus(r) }

func (r *RadioRow) index() int {
	for i, k := range r.keys {
		if k == r.key {
			return i
		}
	}
	return -1
}

func (r *RadioRow) choose(i int) {
	if r.locked || i < 0 || i >= len(r.keys) || r.keys[i] == r.key {
		return
	}
	r.key = r.keys[i]
	r.Refresh()
	r.tell()
}

// Tapped implements fyne.Tappable.
func (r *RadioRow) Tapped(e *fyne.PointEvent) {
	focus(r)
	for i, p := range r.spots {
		if e.Position.Y >= p.Y && e.Position.Y < p.Y+Control && e.Position.X >= p.X-4 && e.Position.X < p.X+r.width(i)-Gap8 {
			r.choose(i)
		}
	}
}

// FocusGained implements fyne.Focusable.
func (r *RadioRow) FocusGained() { r.focused = true; r.Refresh(); reveal(r) }

// FocusLost implements fyne.Focusable.
func (r *RadioRow) FocusLost() { r.focused = false; r.Refresh() }

// TypedRune implements fyne.Focusable.
func (r *RadioRow) TypedRune(c rune) {
	switch {
	case c == ' ':
		r.choose((r.index() + 1) % len(r.keys))
	case c >= '1' && c <= '9':
		r.choose(int(c - '1'))
	}
}

// TypedKey implements fyne.Focusable.
func (r *RadioRow) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyLeft || k.Name == fyne.KeyUp:
		r.choose(max(0, r.index()-1))
	case k.Name == fyne.KeyRight || k.Name == fyne.KeyDown:
		r.choose(min(len(r.keys)-1, r.index()+1))
	case isEnter(k):
		focusNext(r)
	case k.Name == fyne.KeySpace:
	default:
		passKey(r, k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (r *RadioRow) TypedShortcut(s fyne.Shortcut) { passShortcut(r, s) }

func (r *RadioRow) width(i int) float32 {
	return 16 + 6 + textWidth(r.labels[i], TextSize, false) + Gap16
}

// fit says where the options stand in a width, and how many lines they take.
func (r *RadioRow) fit(width float32) ([]fyne.Position, int) {
	var at []fyne.Position
	x, line := float32(0), 0
	for i := range r.keys {
		w := r.width(i)
		if x > 0 && width > 0 && x+w-Gap16 > width {
			x, line = 0, line+1
		}
		at = append(at, fyne.NewPos(x, float32(line)*Control))
		x += w
	}
	return at, line + 1
}

// HeightFor is the height at a width.
func (r *RadioRow) HeightFor(width float32) float32 {
	_, n := r.fit(width)
	return float32(n) * Control
}

// MinSize is one line, or as many as it takes now.
func (r *RadioRow) MinSize() fyne.Size {
	return fyne.NewSize(120, r.HeightFor(r.Size().Width))
}

// CreateRenderer implements fyne.Widget.
func (r *RadioRow) CreateRenderer() fyne.WidgetRenderer {
	f := &face{min: r.MinSize, of: r}
	for _, l := range r.labels {
		halo, ring, dot := canvas.NewCircle(Color(ColorFocusRing)), canvas.NewCircle(Color(ColorSurface)), canvas.NewCircle(Color(ColorPrimary))
		t := newLabel(l, ColorText, TextSize, false)
		r.halos, r.rings, r.dots, r.texts = append(r.halos, halo), append(r.rings, ring), append(r.dots, dot), append(r.texts, t)
		f.objects = append(f.objects, halo, ring, dot, t)
	}
	f.layout = func(s fyne.Size) {
		r.spots, _ = r.fit(s.Width)
		for i, p := range r.spots {
			y := p.Y + (Control-16)/2
			place(r.halos[i], p.X-3, y-3, 22, 22)
			place(r.rings[i], p.X, y, 16, 16)
			place(r.dots[i], p.X+4.5, y+4.5, 7, 7)
			place(r.texts[i], p.X+22, p.Y+(Control-lineHeight(TextSize))/2, r.width(i), lineHeight(TextSize))
		}
	}
	f.refresh = r.paint
	r.paint()
	return r.faced(f)
}

func (r *RadioRow) paint() {
	at := r.index()
	for i := range r.rings {
		line := ColorLineStrong
		if r.wrong {
			line = ColorDanger
		}
		if i == at {
			line = ColorPrimary
		}
		r.rings[i].FillColor, r.rings[i].StrokeColor, r.rings[i].StrokeWidth = Color(ColorSurface), Color(line), 1.5
		r.rings[i].Refresh()
		r.dots[i].FillColor = Color(ColorPrimary)
		r.dots[i].Hidden = i != at
		r.dots[i].Refresh()
		r.halos[i].FillColor = Color(ColorFocusRing)
		r.halos[i].Hidden = !r.focused || i != max(0, at)
		r.halos[i].Refresh()
		write(r.texts[i], r.labels[i], ColorText)
	}
}
