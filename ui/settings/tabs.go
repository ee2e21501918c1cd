package settings

import (
	"fyne.io/fyne/v2"

	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// tabs are the pages of the settings, as the window browses them.
var tabs = []string{"settings", "policy", "holidays", "users", "rights", "privacy", "backup", "encryption", "audit"}

// tabbed is a page of the settings under the strip of all of them.
type tabbed struct {
	screen.Page
	h       screen.Host
	at      string
	content fyne.CanvasObject
}

// Tabbed is a page of the settings that another room has, under the strip.
func Tabbed(h screen.Host, at string, p screen.Page) screen.Page {
	return &tabbed{Page: p, h: h, at: at}
}

// Room implements screen.Page.
func (t *tabbed) Room() string { return "settings" }

// Content implements screen.Page.
func (t *tabbed) Content() fyne.CanvasObject {
	if t.content == nil {
		var ts []kit.Tab
		for _, key := range tabs {
			ts = append(ts, kit.Tab{Key: key, Label: kit.T("ui.settings.tab." + key)})
		}
		t.content = kit.Edges(kit.NewTabs(ts, t.at, t.h.Browse), t.Page.Content(), 0)
	}
	return t.content
}
