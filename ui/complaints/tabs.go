package complaints

import (
	"fyne.io/fyne/v2"

	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// pages are the tabs of the room, in their order.
var pages = []string{"complaint", "complaint-ledger", "complaint-figures"}

// tabs is a page of the room under the strip.
type tabs struct {
	screen.Page
	content fyne.CanvasObject
	h       screen.Host
	at      string
}

// Content is the strip and under it the page.
func (t *tabs) Content() fyne.CanvasObject {
	if t.content == nil {
		var ts []kit.Tab
		for _, k := range pages {
			ts = append(ts, kit.Tab{Key: k, Label: kit.T("ui.complaint.tab." + k)})
		}
		t.content = kit.Edges(kit.NewTabs(ts, t.at, t.h.Browse), t.Page.Content(), 0)
	}
	return t.content
}

// Narrow sets the table's filters.
func (t *tabs) Narrow(fs ...register.Filter) {
	if n, ok := t.Page.(screen.Narrower); ok {
		n.Narrow(fs...)
	}
}
