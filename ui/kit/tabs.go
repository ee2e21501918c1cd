package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Tab is one of the pages of a room, named in a strip over it.
type Tab struct{ Key, Label string }

// NewTabs makes the strip that stands over a room of several pages: words to
// click, underlined where it is the one that is shown.
func NewTabs(tabs []Tab, at string, pick func(key string)) fyne.CanvasObject {
	row := HBox(Gap24)
	for _, t := range tabs {
		row.Add(newTab(t.Label, t.Key == at, func() {
			if t.Key != at {
				pick(t.Key)
			}
		}))
	}
	return Backdrop(ColorSurface, VBox(0, Pad(row, 0, Gap16, 0, Gap16), NewRule()))
}

// StepTab goes to the tab that stands by places beside the one that is shown,
// round at the ends, in the first strip below an object. It tells whether there
// is one.
func StepTab(below fyne.CanvasObject, by int) bool {
	tabs := tabsBelow(below)
	for i, t := range tabs {
		if t.on {
			Guard(tabs[(i+by+len(tabs))%len(tabs)].tap)
			return true
		}
	}
	return false
}

func tabsBelow(o fyne.CanvasObject) []*tab {
	if o == nil || !o.Visible() {
		return nil
	}
	var found []*tab
	for _, c := range childrenOf(o) {
		if t, ok := c.(*tab); ok {
			found = append(found, t)
		}
	}
	if found != nil {
		return found
	}
	for _, c := range childrenOf(o) {
		if found = tabsBelow(c); found != nil {
			return found
		}
	}
	return nil
}

// tab is a word of the strip.
type tab struct {
	base
	on    bool
	tap   func()
	hover bool
	text  *Text
	line  *canvas.Rectangle
}

const tabHeight float32 = 38

func newTab(s string, on bool, tap func()) *tab {
	t := &tab{on: on, tap: tap, text: NewText(s), line: canvas.NewRectangle(nil)}
	t.text.Bold = on
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *tab) Tapped(*fyne.PointEvent) { Guard(t.tap) }

// MouseIn implements desktop.Hoverable.
func (t *tab) MouseIn(*desktop.MouseEvent) { t.hover = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *tab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *tab) MouseOut() { t.hover = false; t.Refresh() }

// Cursor implements desktop.Cursorable.
func (t *tab) Cursor() desktop.Cursor {
	if t.on {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements fyne.Widget.
func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	draw := func() {
		c, line := ColorMuted, ColorNone
		if t.hover {
			c = ColorText
		}
		if t.on {
			c, line = ColorPrimary, ColorPrimary
		}
		t.text.SetColor(c)
		t.line.FillColor = Color(line)
	}
	draw()
	return t.faced(&face{
		objects: []fyne.CanvasObject{t.text, t.line},
		min:     func() fyne.Size { return fyne.NewSize(t.text.MinSize().Width, tabHeight) },
		layout: func(s fyne.Size) {
			m := t.text.MinSize()
			place(t.text, 0, (s.Height-m.Height)/2, s.Width, m.Height)
			place(t.line, 0, s.Height-2, s.Width, 2)
		},
		refresh: func() {
			draw()
			t.text.Refresh()
			t.line.Refresh()
		},
		of: t,
	})
}
