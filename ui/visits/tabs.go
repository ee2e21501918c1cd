package visits

import (
	"fyne.io/fyne/v2"

	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// registers are the tables of the room, in the order of their tabs.
var registers = []string{"visit", "plan", "quarter"}

// list is one of the tables with the tabs above it.
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
		var tabs []kit.Tab
		for _, r := range registers {
			tabs = append(tabs, kit.Tab{Key: r, Label: kit.T("ui.visit.tab." + r)})
		}
		l.content = kit.Edges(kit.NewTabs(tabs, l.at, l.h.Browse), l.Page.Content(), 0)
	}
	return l.content
}

// Narrow sets the table's filters.
func (l *list) Narrow(fs ...register.Filter) {
	if n, ok := l.Page.(screen.Narrower); ok {
		n.Narrow(fs...)
	}
}
