package demo

import "time"

// The shop's hours.
const (
	opens  = 8*time.Hour + 30*time.Minute
	closes = 18 * time.Hour
)

// calendar spreads what happened over the days before now, within the shop's
// hours.
type calendar struct {
	first time.Time // midnight of the first day
	days  int       // whole days before today
	now   time.Time
}

func newCalendar(now time.Time, years int) calendar {
	now = now.Local()
	today := midnight(now)
	first := today.AddDate(-years, 0, 0)
	return calendar{first, int(today.Sub(first).Hours()+12) / 24, now}
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// at is the moment after the share of the whole time, 0 to 1. The last moments
// are of today where the shop is open already.
func (c calendar) at(share float64) time.Time {
	hours := float64(closes - opens)
	today := min(max(float64(c.now.Sub(midnight(c.now))-opens), 0), hours)
	work := share * (float64(c.days)*hours + today)
	day := int(work / hours)
	rest := time.Duration(work - float64(day)*hours)
	return clock(c.first.AddDate(0, 0, day), opens+rest)
}

// after is a moment some days after another, within the hours, and whether it
// is past by now.
func (c calendar) after(t time.Time, days int, d dice) (time.Time, bool) {
	next := clock(midnight(t).AddDate(0, 0, days), opens+time.Duration(d.Int64N(int64(closes-opens))))
	if days == 0 {
		next = t.Add(time.Duration(d.between(12, 150)) * time.Minute)
	}
	next = next.Truncate(time.Second)
	return next, next.Before(c.now)
}

// between is a moment in the hours of a day from one moment to now.
func (c calendar) between(t time.Time, d dice) (time.Time, bool) {
	days := int(midnight(c.now).Sub(midnight(t)).Hours()+12) / 24
	return c.after(t, d.IntN(days+1), d)
}

func clock(day time.Time, d time.Duration) time.Time {
	y, m, dd := day.Date()
	return time.Date(y, m, dd, 0, 0, 0, 0, day.Location()).Add(d).Truncate(time.Second)
}
