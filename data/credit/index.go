package credit

import (
	"kezhi/data/db"
	"kezhi/data/search"
)

func index(tx *db.Tx, r *Receivable) error {
	if r.DeletedAt != 0 {
		return search.Remove(tx, "receivable", r.ID)
	}
	return search.Put(tx, Entry(r))
}

// Entry is what a receivable is found by. Credit files and reports are found at
// their customer.
func Entry(r *Receivable) search.Entry {
	return search.Entry{
		Register: "receivable", ID: r.ID,
		Numbers: []string{r.Number, r.Contract},
		Text:    []string{r.What},
	}
}
