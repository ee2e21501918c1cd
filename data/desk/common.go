package desk

import (
	"fmt"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
)

// today is the local day of a moment.
func today(now time.Time) string { return now.Local().Format(field.DateLayout) }

// dayOf is the local day of unix milliseconds, "" for 0.
func dayOf(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).Format(field.DateLayout)
}

// PhoneKey is a telephone number as two of them are compared: its digits
// without the country's 86.
func PhoneKey(s string) string {
	d := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return -1
	}, s)
	d = strings.TrimPrefix(d, "00")
	if len(d) == 13 && strings.HasPrefix(d, "861") {
		d = d[2:]
	}
	return d
}

// checkClock takes a time of the day, "15:00" or "9:30".
func checkClock(s string) error {
	if _, ok := clockOf(s); !ok {
		return data.Fault(data.Invalid, "reception.error.clock")
	}
	return nil
}

// clockOf is a time of the day as it is kept, "09:30".
func clockOf(s string) (string, bool) {
	s = strings.TrimSpace(strings.NewReplacer("：", ":", ".", ":", "点", ":").Replace(s))
	s = strings.TrimSuffix(s, ":")
	for _, layout := range []string{"15:04", "1504", "15"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("15:04"), true
		}
	}
	return "", false
}

// faults gathers what is wrong with a record.
type faults struct{ data.Errors }

func (w *faults) say(key, message string, args ...any) {
	w.Errors = append(w.Errors, data.Wrong(key, message, args...))
}

// fail says that the program could not find out.
func (w *faults) fail(key string, err error) {
	e := data.Wrong(key, "error.unexpected", "Cause", err.Error())
	e.Err = err
	w.Errors = append(w.Errors, e)
}

// at is the path of a field of a row.
func at(key string, i int, sub string) string { return fmt.Sprintf("%s[%d].%s", key, i, sub) }

// customer finds the customer of a record. A file in the recycle bin takes
// nothing new, but what it has may still be mended.
func (w *faults) customer(tx *db.Tx, key, number string, had *int64) (*int64, string) {
	if number == "" {
		return nil, ""
	}
	r, ok, err := customer.Resolve(tx.DB, number)
	switch {
	case err != nil:
		w.fail(key, err)
	case !ok:
		w.say(key, "reception.error.customer_missing", "Number", number)
	case r.DeletedAt != 0 && (had == nil || *had != r.ID):
		w.say(key, "reception.error.customer_deleted", "Number", r.Number, "Name", r.Name)
	case r.StoredUntil != "" && (had == nil || *had != r.ID):
		w.Errors = append(w.Errors, r.Stored(key))
	default:
		return &r.ID, r.Name
	}
	return nil, ""
}
