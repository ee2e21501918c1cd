package privacy

import (
	"kezhi/data/customer"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Menu is what the section offers for a customer's file.
func Menu(h screen.Host, c *customer.Customer) []kit.MenuItem {
	return (&section{h: h, id: c.ID, file: c, box: kit.VBox(0)}).menu()
}
