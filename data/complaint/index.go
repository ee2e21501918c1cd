package complaint

import (
	"kezhi/data/db"
	"kezhi/data/search"
)

func index(tx *db.Tx, c *Complaint) error {
	if c.DeletedAt != 0 {
		return search.Remove(tx, "complaint", c.ID)
	}
	return search.Put(tx, Entry(c))
}

// Entry is what the complaint is found by.
func Entry(c *Complaint) search.Entry {
	return search.Entry{
		Register: "complaint", ID: c.ID,
		People:  []string{c.Complainant},
		Phones:  []string{c.Phone},
		Numbers: []string{c.Number, c.Contract, c.Report},
		Text:    []string{c.What, c.Product, c.Service, c.Demand, c.Contact},
	}
}
