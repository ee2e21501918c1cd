package visit

import (
	"encoding/binary"
	"hash/fnv"
	"time"

	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/workday"
)

// A span is some days, both ends included.
type span struct{ from, to string }

// dates are the days within the span on which a round asks for a visit, where
// the last one that counted was on day last: one round after it, then one after
// the other. late tells that the first was due before the span began and waits
// for a day in it. Days on which visits that count as well are planned, in
// order, put the round off.
func dates(c *workday.Calendar, every policy.Period, last string, s span, planned ...string) (days []string, late bool) {
	if every.Zero() {
		return nil, false
	}
	next := func(day string) string {
		if day == "" {
			return ""
		}
		d, _ := every.After(c, day)
		for again := true; again; {
			again = false
			for _, p := range planned {
				if p > day && p <= d {
					day, again = p, true
					d, _ = every.After(c, day)
				}
			}
		}
		return d
	}
	d := next(last)
	switch {
	case d < s.from && len(planned) > 0:
		d = next(planned[0])
	case d < s.from:
		days, late = append(days, ""), true
		d = next(s.from)
	}
	for ; d <= s.to; d = next(d) {
		days = append(days, d)
	}
	return days, late
}

// worked is the working day on or before a day, but not before the span begins;
// then it is the first after it.
func worked(c *workday.Calendar, day string, s span) string {
	if c.Working(day) {
		return day
	}
	if d, _ := c.Add(day, -1); d >= s.from {
		return d
	}
	d, _ := c.Add(s.from, 0)
	return min(d, s.to)
}

// windows are the days within which a visit counts for each of several due
// days of one customer: half way to the day before and the day after.
func windows(days []string, s span) []span {
	ws := make([]span, len(days))
	for i := range days {
		ws[i] = s
		if i > 0 {
			half := middle(days[i-1], days[i])
			ws[i-1].to = half
			ws[i].from = shift(half, 1)
		}
	}
	return ws
}

func middle(a, b string) string {
	x, _ := time.Parse(field.DateLayout, a)
	y, _ := time.Parse(field.DateLayout, b)
	return shift(a, int(y.Sub(x).Hours()/24)/2)
}

// shift is the day n days later.
func shift(day string, n int) string {
	t, err := time.Parse(field.DateLayout, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(field.DateLayout)
}

// drawn tells whether the customer is among the share of percent that is picked
// at random (选择性) in the cycle of the round that a day lies in. The same seed
// draws the same customers throughout the cycle, so that a draw can be shown
// to be one.
func drawn(seed int64, r policy.Round, customer int64, day string) bool {
	if r.Share <= 0 || r.Share >= 100 {
		return true
	}
	h := fnv.New64a()
	var b [24]byte
	binary.LittleEndian.PutUint64(b[0:], uint64(seed))
	binary.LittleEndian.PutUint64(b[8:], uint64(customer))
	binary.LittleEndian.PutUint64(b[16:], uint64(cycle(r.Every, day)))
	_, _ = h.Write(b[:])
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return x%100 < uint64(r.Share)
}

// cycle counts the rounds of a length since the year 0: half-years, quarters.
func cycle(every policy.Period, day string) int64 {
	t, err := time.Parse(field.DateLayout, day)
	if err != nil {
		return 0
	}
	months := map[string]int{policy.Month: 1, policy.Quarter: 3, policy.Year: 12}[every.Unit] * every.N
	if months > 0 {
		return int64((t.Year()*12 + int(t.Month()) - 1) / months)
	}
	days := map[string]int{policy.Week: 7}[every.Unit]
	return t.Unix() / (24 * 60 * 60) / int64(max(days, 1)*max(every.N, 1))
}

// reach is the last day from which a round is due by a day: every customer
// whose last visit was then or before is due.
func reach(c *workday.Calendar, every policy.Period, by string) string {
	d, _ := every.Before(c, by)
	for range 3 { // a month after the 31st is the 28th
		next := shift(d, 1)
		if a, _ := every.After(c, next); a > by {
			break
		}
		d = next
	}
	return d
}
