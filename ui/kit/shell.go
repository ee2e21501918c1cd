package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TopBar is the strip over every page: the search box, and what is done most.
type TopBar struct {
	base
	search  *SearchBox
	actions []*Button
	back    *canvas.Rectangle
	rule    *canvas.Rectangle
}

// narrowWindow is the width below which the sidebar shows its icons only: a
// screen of 1366 at 150 %.
const topBarHeight, narrowWindow float32 = 52, 1000

// NewTopBar makes the strip.
func NewTopBar(search *SearchBox, actions ...*Button) *TopBar {
	t := &TopBar{search: search, actions: actions}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *TopBar) CreateRenderer() fyne.WidgetRenderer {
	t.back, t.rule = newRect(ColorSurface, ColorNone, 0), newRect(ColorLine, ColorNone, 0)
	objects := []fyne.CanvasObject{t.back, t.rule, t.search}
	for _, b := range t.actions {
		objects = append(objects, b)
	}
	return t.faced(&face{
		objects: objects,
		min: func() fyne.Size {
			w := float32(300)
			for _, b := range t.actions {
				w += b.MinSize().Width + Gap12
			}
			return fyne.NewSize(w, topBarHeight)
		},
		layout: func(s fyne.Size) {
			place(t.back, 0, 0, s.Width, s.Height)
			place(t.rule, 0, s.Height-1, s.Width, 1)
			x := s.Width - Gap16
			for i := len(t.actions) - 1; i >= 0; i-- {
				w := t.actions[i].MinSize().Width
				x -= w
				place(t.actions[i], x, (s.Height-Control)/2, w, Control)
				x -= Gap12
			}
			place(t.search, Gap16, (s.Height-34)/2, min(432, max(160, x-2*Gap16)), 34)
		},
		refresh: func() {
			paint(t.back, ColorSurface, ColorNone)
			paint(t.rule, ColorLine, ColorNone)
		},
		of: t,
	})
}

// Shell is the window's frame: sidebar, strip on top, page.
type Shell struct {
	base
	nav  *Nav
	top  *TopBar
	page fyne.CanvasObject
	back *canvas.Rectangle
}

// NewShell makes the frame with an empty page.
func NewShell(nav *Nav, top *TopBar) *Shell {
	s := &Shell{nav: nav, top: top, page: Spacer()}
	s.ExtendBaseWidget(s)
	return s
}

// SetPage changes what the page shows.
func (s *Shell) SetPage(o fyne.CanvasObject) {
	s.page = o
	s.layout(s.Size())
	s.Refresh()
}

// Page is what the page shows.
func (s *Shell) Page() fyne.CanvasObject { return s.page }

func (s *Shell) layout(z fyne.Size) {
	if s.back == nil {
		return
	}
	place(s.back, 0, 0, z.Width, z.Height)
	nav := NavWidth
	if z.Width < narrowWindow {
		nav = 56 // icons only
	}
	place(s.nav, 0, 0, nav, z.Height)
	place(s.top, nav, 0, z.Width-nav, topBarHeight)
	place(s.page, nav, topBarHeight, z.Width-nav, z.Height-topBarHeight)
}

// CreateRenderer implements fyne.Widget. The page comes first in the order of
// Tab, so that Tab from a form's last field reaches its buttons, not the strip.
func (s *Shell) CreateRenderer() fyne.WidgetRenderer {
	s.back = newRect(ColorBackground, ColorNone, 0)
	return s.faced(&face{
		list:   func() []fyne.CanvasObject { return []fyne.CanvasObject{s.back, s.page, s.top, s.nav} },
		min:    func() fyne.Size { return fyne.NewSize(NavWidth+320, 400) },
		layout: s.layout,
		refresh: func() {
			paint(s.back, ColorBackground, ColorNone)
		},
		of: s,
	})
}
