package visit

import (
	"kezhi/data/db"
	"kezhi/data/search"
)

func index(tx *db.Tx, v, old *Visit) error {
	if v.DeletedAt != 0 {
		return search.Remove(tx, "visit", v.ID)
	}
	if old == nil || old.DeletedAt != 0 {
		return search.Put(tx, Entry(v))
	}
	return search.Change(tx, Entry(old), Entry(v))
}

// Entry is what the visit is found by. The customer's name is not among it:
// whoever looks for it finds the customer, and the visits there.
func Entry(v *Visit) search.Entry {
	e := search.Entry{
		Register: "visit", ID: v.ID,
		Numbers: []string{v.Number},
		Places:  []string{v.Place},
		Text:    []string{v.Purpose, v.Talk, v.Needs, v.Opinions, v.Topics, v.NextStep},
	}
	for _, p := range v.People {
		e.People = append(e.People, p.Name)
		e.Phones = append(e.Phones, p.Phone)
	}
	for _, d := range v.Decisions {
		e.Text = append(e.Text, d.What)
	}
	for _, p := range v.Promises {
		e.Text = append(e.Text, p.What)
	}
	return e
}
