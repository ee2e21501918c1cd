package privacy

import (
	"kezhi/data/customer"
	"kezhi/ui/book"
	"kezhi/ui/kit"
)

// Menu is what the section offers for a customer's file.
func Menu(p *book.Page, c *customer.Customer) []kit.MenuItem {
	return (&section{p: p, h: p.H, id: c.ID, file: c, box: kit.VBox(0)}).menu()
}
