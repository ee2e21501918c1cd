package surveys

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// registers are the three tables, in the order of their tabs.
var registers = []string{"survey", "questionnaire", "answer"}

// list is one of the three tables with the tabs above it.
type list struct {
	screen.Page
	content fyne.CanvasObject
	h       screen.Host
	at      string
}

func tabbed(h screen.Host, at string, table screen.Page) screen.Page {
	return &list{Page: table, h: h, at: at}
}

// Content is the tabs and under them the table.
func (l *list) Content() fyne.CanvasObject {
	if l.content == nil {
		row := kit.HBox(kit.Gap24)
		for _, r := range registers {
			row.Add(newTab(kit.T("ui.survey.tab."+r), r == l.at, func() {
				if r != l.at {
					l.h.Browse(r)
				}
			}))
		}
		strip := kit.VBox(0, kit.Pad(row, 0, kit.Gap16, 0, kit.Gap16), kit.NewRule())
		l.content = kit.Edges(kit.Backdrop(kit.ColorSurface, strip), l.Page.Content(), 0)
	}
	return l.content
}

// Narrow sets the table's filters.
func (l *list) Narrow(fs ...register.Filter) {
	if n, ok := l.Page.(screen.Narrower); ok {
		n.Narrow(fs...)
	}
}

// tab is a word to click, underlined where it is the one that is shown.
type tab struct {
	widget.BaseWidget
	on    bool
	tap   func()
	hover bool
	text  *kit.Text
	line  *canvas.Rectangle
}

const tabHeight float32 = 38

func newTab(s string, on bool, tap func()) *tab {
	t := &tab{on: on, tap: tap, text: kit.NewText(s), line: canvas.NewRectangle(nil)}
	t.text.Bold = on
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *tab) Tapped(*fyne.PointEvent) { t.tap() }

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
	r := &drawn{of: t, objects: []fyne.CanvasObject{t.text, t.line}}
	r.min = func() fyne.Size { return fyne.NewSize(t.text.MinSize().Width, tabHeight) }
	r.layout = func(s fyne.Size) {
		m := t.text.MinSize()
		place(t.text, 0, (s.Height-m.Height)/2, s.Width, m.Height)
		place(t.line, 0, s.Height-2, s.Width, 2)
	}
	r.paint = func() {
		c := kit.ColorMuted
		if t.on || t.hover {
			c = kit.ColorText
		}
		t.line.FillColor = kit.Color(kit.ColorNone)
		if t.on {
			c, t.line.FillColor = kit.ColorPrimary, kit.Color(kit.ColorPrimary)
		}
		t.text.SetColor(c)
	}
	r.paint()
	return r
}
