package customer

import (
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
)

func rules(tx *db.Tx, c, old *Customer) data.Errors {
	wrong := gradeRules(tx, c, old)
	today := tx.Now.Local().Format(field.DateLayout)
	if c.Kind == Person && c.Birthday > today {
		wrong = append(wrong, data.Wrong("birthday", "error.future"))
	}
	if c.FirstContactOn > today {
		wrong = append(wrong, data.Wrong("first_contact_on", "error.future"))
	}
	for i, p := range c.Contacts {
		if p.Birthday > today {
			wrong = append(wrong, data.Wrong(at("contacts", i, "birthday"), "error.future"))
		}
	}
	return wrong
}

// locked refuses to change a file that is only stored (仅存储), or was erased.
func locked(old *Customer) *data.Error {
	switch {
	case old.ErasedOn != "":
		return data.Fault(data.Refused, "privacy.error.erased", "Number", old.Number, "Day", old.ErasedOn)
	case old.StoredUntil != "":
		return data.Fault(data.Refused, "privacy.error.locked", "Until", old.StoredUntil, "Why", old.StoredWhy)
	}
	return nil
}

func at(key string, i int, sub string) string {
	return key + "[" + field.ShowInteger(int64(i)) + "]." + sub
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
