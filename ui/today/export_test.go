package today

import (
	"kezhi/data/due"
	"kezhi/ui/screen"
)

// Refused is why a piece of work is not offered.
func Refused(p screen.Page, i due.Item) string { return p.(*page).refused(i) }

// Into is a click on the words of a piece of work.
func Into(p screen.Page, i due.Item) { p.(*page).into(i) }
