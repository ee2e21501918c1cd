package settings

import (
	"kezhi/ui/book"
	"kezhi/ui/screen"
)

// tabs are the pages of the settings, as the window browses them.
var tabs = []string{"settings", "policy", "holidays", "users", "rights", "privacy", "backup", "encryption", "audit"}

// Tabbed is a page of the settings under the strip of all of them.
func Tabbed(h screen.Host, at string, p screen.Page) screen.Page { return book.Tabbed(h, tabs, at, p) }
