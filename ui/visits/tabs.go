package visits

import (
	"kezhi/ui/book"
	"kezhi/ui/screen"
)

// registers are the tables of the room, in the order of their tabs.
var registers = []string{"visit", "plan", "quarter"}

func tabbed(h screen.Host, at string, p screen.Page) screen.Page {
	return book.Tabbed(h, registers, at, p)
}
