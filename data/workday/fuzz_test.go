package workday_test

import (
	"testing"

	"kezhi/data/workday"
)

// FuzzAnyTextMayBeATableOfHolidays: what is read passes the check of every day.
func FuzzAnyTextMayBeATableOfHolidays(f *testing.F) {
	f.Add([]byte(`{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}`))
	f.Add([]byte(`[{"day":"2027-01-01","off":true,"name":"元旦"}]`))
	f.Add([]byte(`{"days":[{"date":"2027-02-30"}]}`))
	f.Add([]byte("\ufeff{"))
	f.Fuzz(func(t *testing.T, b []byte) {
		ds, err := workday.Read(b)
		if err != nil {
			return
		}
		for _, d := range ds {
			if e := workday.Check(d).OrNil(); e != nil {
				t.Errorf("%+v: %v", d, e)
			}
		}
	})
}
