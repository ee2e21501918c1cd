package workday_test

import (
	"testing"

	"kezhi/data/workday"
)

// The check values of the regulations: the day of receipt and working days.
func TestWorkingDaysOfTheRegulations(t *testing.T) {
	c := workday.New()
	for _, x := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-09-30", 7, "2026-10-15"},
		{"2026-02-13", 7, "2026-03-02"},
		{"2026-04-30", 3, "2026-05-08"},
	} {
		if got, unknown := c.Add(x.from, x.n); got != x.want || len(unknown) > 0 {
			t.Errorf("%s + %d working days = %s, %v, want %s", x.from, x.n, got, unknown, x.want)
		}
		if n, _ := c.Count(x.from, x.want); n != x.n {
			t.Errorf("from %s to %s: %d working days, want %d", x.from, x.want, n, x.n)
		}
	}
}
