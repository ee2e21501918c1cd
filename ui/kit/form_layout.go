package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"kezhi/data/field"
)

// Widths of a form from which it has two and three columns.
const (
	twoColumns, threeColumns float32 = 640, 1000
	columnGap, lineGap       float32 = 24, 10
	sectionGap               float32 = 18
)

// shows tells whether a field applies and is not folded away.
func (f *RecordForm) shows(x *formField, v field.Values) bool {
	return x.d.When.Met(v) && (!x.d.Secondary || x.part.open)
}

func (f *RecordForm) relayout() {
	if f.quiet {
		return
	}
	h := f.arrange(f.width, true)
	if h != f.height {
		f.height = h
		if f.grown != nil {
			f.grown()
		}
		if f.width > 0 {
			settled(f)
		}
	}
	if f.width > 0 {
		f.Refresh()
	}
}

// HeightFor is the form's height at a width.
func (f *RecordForm) HeightFor(w float32) float32 {
	if w == f.width {
		return f.height
	}
	return f.arrange(w, false)
}

// MinSize is the form's height at its width.
func (f *RecordForm) MinSize() fyne.Size { return fyne.NewSize(320, max(f.height, 40)) }

// CreateRenderer implements fyne.Widget.
func (f *RecordForm) CreateRenderer() fyne.WidgetRenderer {
	return f.faced(&face{
		list: func() []fyne.CanvasObject { return f.drawn },
		min:  f.MinSize,
		layout: func(s fyne.Size) {
			if s.Width != f.width {
				f.width = s.Width
				f.height = f.arrange(s.Width, true)
				canvas.Refresh(f)
			}
		},
		refresh: func() {
			for _, o := range f.drawn {
				o.Refresh()
			}
		},
		of: f,
	})
}

// arrange places everything in a width and returns the height. The order of
// the objects is the order of Tab: line by line, from left to right.
func (f *RecordForm) arrange(width float32, put bool) float32 {
	if width == 0 {
		return f.height
	}
	columns := 1
	switch {
	case width >= threeColumns:
		columns = 3
	case width >= twoColumns:
		columns = 2
	}
	a := &arranging{f: f, width: width, columns: columns, put: put, v: f.Values()}
	if f.banner.Visible() {
		h := f.banner.HeightFor(width)
		a.at(f.banner, 0, a.y, width, h)
		a.y += h + Gap12
	}
	for i, p := range f.sections {
		a.section(p, i)
	}
	if put {
		f.drawn = a.drawn
	}
	return a.y
}

// arranging is one pass over the form.
type arranging struct {
	f       *RecordForm
	v       field.Values
	width   float32
	columns int
	put     bool
	y       float32
	drawn   []fyne.CanvasObject
	line    []*formField
	spans   []float32 // share of the width of each field in the line
}

func (a *arranging) at(o fyne.CanvasObject, x, y, w, h float32) {
	if a.put {
		place(o, x, y, w, h)
		a.drawn = append(a.drawn, o)
	}
}

func (a *arranging) section(p *formPart, i int) {
	var seen, folded bool
	for _, x := range p.fields {
		if x.d.When.Met(a.v) {
			if x.d.Secondary && !p.open {
				folded = true
			} else {
				seen = true
			}
		}
	}
	if !seen && !folded {
		return
	}
	if i > 0 && a.y > 0 {
		a.y += sectionGap - lineGap
	}
	if p.title != nil {
		a.at(p.title, 0, a.y, a.width, 24)
		a.y += 24 + lineGap
	}
	for _, x := range p.fields {
		if a.f.shows(x, a.v) {
			a.add(x)
		}
	}
	a.flush()
	if p.more != nil {
		if p.open || folded {
			p.more.set(p.open, a.f.folded(p))
			a.at(p.more, 0, a.y-4, a.width, 26)
			a.y += 26 - 4 + lineGap
		}
	}
}

// folded are the labels of the fields behind 更多.
func (f *RecordForm) folded(p *formPart) []string {
	var ls []string
	for _, x := range p.fields {
		if x.d.Secondary {
			ls = append(ls, f.opts.label(x.d))
		}
	}
	return ls
}

// share is the part of the width a field takes: its column, a half for a text
// of several lines, or all.
func (a *arranging) share(x *formField) float32 {
	switch {
	case x.d.Wide || a.columns == 1 || x.d.Kind == field.Rows:
		return 1
	case x.d.Kind == field.Multiline:
		return .5
	}
	return 1 / float32(a.columns)
}

func (a *arranging) add(x *formField) {
	s := a.share(x)
	var used float32
	for _, t := range a.spans {
		used += t
	}
	// fields of different widths do not share a line: their edges would not meet
	if len(a.line) > 0 && (used+s > 1.01 || a.spans[0] != s) {
		a.flush()
	}
	a.line, a.spans = append(a.line, x), append(a.spans, s)
}

func (a *arranging) flush() {
	if len(a.line) == 0 {
		return
	}
	n := 1 / a.spans[0]
	w := (a.width - columnGap*(n-1)) / n
	var tall float32
	for i, x := range a.line {
		l := a.f.build(x)
		h := l.HeightFor(w)
		a.at(l, float32(i)*(w+columnGap), a.y, w, h)
		tall = max(tall, h)
	}
	a.y += tall + lineGap
	a.line, a.spans = nil, nil
}

// formTitle is a section's heading with its hairline.
type formTitle struct {
	base
	words string
}

func newFormTitle(s string) *formTitle {
	t := &formTitle{words: s}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *formTitle) CreateRenderer() fyne.WidgetRenderer {
	text, rule := newLabel(t.words, ColorText, TextSize, true), newRect(ColorLine, ColorNone, 0)
	return t.faced(&face{
		objects: []fyne.CanvasObject{text, rule},
		min:     func() fyne.Size { return fyne.NewSize(40, 24) },
		layout: func(s fyne.Size) {
			middle(text, 0, s.Width, s.Height)
			x := textWidth(t.words, TextSize, true) + Gap8
			place(rule, x, s.Height/2, max(0, s.Width-x), 1)
		},
		refresh: func() {
			write(text, t.words, ColorText)
			rule.FillColor = Color(ColorLine)
			rule.Refresh()
		},
		of: t,
	})
}

// moreLine folds the secondary fields of a section away.
type moreLine struct {
	base
	open    bool
	names   []string
	onTap   func()
	focused bool
	hover   bool
	ring    *canvas.Rectangle
	img     *iconPic
	text    *canvas.Text
	note    *canvas.Text
}

func newMoreLine(tap func()) *moreLine {
	m := &moreLine{onTap: tap}
	m.ring = newRect(ColorNone, ColorNone, RadiusSmall)
	m.img = newIconImage("chevron-right", ColorMuted)
	m.text, m.note = newLabel("", ColorMuted, TextSize, false), newLabel("", ColorFaint, SmallSize, false)
	m.ExtendBaseWidget(m)
	return m
}

func (m *moreLine) set(open bool, names []string) {
	m.open, m.names = open, names
	m.paint(m.Size())
}

// Tapped implements fyne.Tappable.
func (m *moreLine) Tapped(*fyne.PointEvent) { m.onTap() }

// FocusGained implements fyne.Focusable.
func (m *moreLine) FocusGained() { m.focused = true; m.Refresh(); reveal(m) }

// FocusLost implements fyne.Focusable.
func (m *moreLine) FocusLost() { m.focused = false; m.Refresh() }

// TypedRune implements fyne.Focusable.
func (m *moreLine) TypedRune(r rune) {
	if r == ' ' {
		m.onTap()
	}
}

// TypedKey implements fyne.Focusable: Enter passes a folded line, → opens it.
func (m *moreLine) TypedKey(k *fyne.KeyEvent) {
	switch {
	case isEnter(k):
		focusNext(m)
	case k.Name == fyne.KeyRight && !m.open, k.Name == fyne.KeyLeft && m.open:
		m.onTap()
	case k.Name == fyne.KeySpace:
	default:
		passKey(m, k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (m *moreLine) TypedShortcut(s fyne.Shortcut) { passShortcut(m, s) }

// MouseIn implements desktop.Hoverable.
func (m *moreLine) MouseIn(*desktop.MouseEvent) { m.hover = true; m.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (m *moreLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (m *moreLine) MouseOut() { m.hover = false; m.Refresh() }

// Cursor implements desktop.Cursorable.
func (m *moreLine) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (m *moreLine) CreateRenderer() fyne.WidgetRenderer {
	return m.faced(&face{
		objects: []fyne.CanvasObject{m.ring, m.img, m.text, m.note},
		min:     func() fyne.Size { return fyne.NewSize(80, 26) },
		layout:  m.paint,
		refresh: func() { m.paint(m.Size()) },
		of:      m,
	})
}

func (m *moreLine) paint(s fyne.Size) {
	icon, words, c := "chevron-right", T("kit.more"), ColorMuted
	if m.open {
		icon, words = "chevron-down", T("kit.less")
	}
	if m.hover || m.focused {
		c = ColorPrimary
	}
	fill := ColorNone
	if m.focused {
		fill = ColorPrimaryContainer
	}
	setIcon(m.img, icon, c)
	write(m.text, words, c)
	w := textWidth(words, TextSize, false)
	place(m.img, 4, 5, 16, 16)
	middle(m.text, 24, w+1, 26)
	note := ""
	if !m.open {
		for i, n := range m.names {
			if i > 0 {
				note += T("kit.comma")
			}
			note += n
		}
	}
	write(m.note, ellipsis(note, max(0, s.Width-w-48), SmallSize, false), ColorFaint)
	middle(m.note, 24+w+Gap12, s.Width, 26)
	paint(m.ring, fill, ColorNone)
	place(m.ring, 0, 0, min(s.Width, 24+w+Gap8), 26)
}
