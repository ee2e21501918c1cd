package book

import (
	"fyne.io/fyne/v2"

	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Tabs is a page of a room of several pages, under the strip of their names.
type Tabs struct {
	screen.Page
	content fyne.CanvasObject
	h       screen.Host
	tabs    []string
	at      string
}

// Tabbed puts a page of a room under the strip that leads to the others. tabs
// are what the host is asked to browse, in their order; their names are the
// messages "ui." + room + ".tab." + tab. at is the tab of the page.
func Tabbed(h screen.Host, tabs []string, at string, p screen.Page) *Tabs {
	return &Tabs{Page: p, h: h, tabs: tabs, at: at}
}

// Content is the strip and under it the page.
func (t *Tabs) Content() fyne.CanvasObject {
	if t.content == nil {
		var ts []kit.Tab
		for _, k := range t.tabs {
			ts = append(ts, kit.Tab{Key: k, Label: kit.T("ui." + t.Room() + ".tab." + k)})
		}
		t.content = kit.Edges(kit.NewTabs(ts, t.at, t.h.Browse), t.Page.Content(), 0)
	}
	return t.content
}

// Narrow sets the table's filters.
func (t *Tabs) Narrow(fs ...register.Filter) {
	if n, ok := t.Page.(screen.Narrower); ok {
		n.Narrow(fs...)
	}
}
