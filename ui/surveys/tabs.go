package surveys

import (
	"kezhi/ui/book"
	"kezhi/ui/screen"
)

// registers are the three tables, in the order of their tabs.
var registers = []string{"survey", "questionnaire", "answer"}

func tabbed(h screen.Host, at string, p screen.Page) screen.Page {
	return book.Tabbed(h, registers, at, p)
}
