package demo

import "time"

// The shop's hours.
const (
	opens  = 8*time.Hour + 30*time.Minute
	closes = 18 * time.Hour
)

// calendar spreads what happened over the days before today, within the shop's
// hours, so that it is the same at any hour of today. A few things are of
// today: those of the last customers.
type calendar struct {
	first time.Time // midnight of the first day
	today time.Time // midnight
	days  int       // from the one to the other
	now   time.Time
}

func newCalendar(now time.Time, years int) calendar {
	now = now.Local()
	today := midnight(now)
	first := today.AddDate(-years, 0, 0)
	return calendar{first, today, between(first, today), now}
}

func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// between is the number of days from one to another; a day may have 23 hours.
func between(from, to time.Time) int {
	return int(midnight(to).Sub(midnight(from)).Hours()+12) / 24
}

// at is the moment after the share of the days, 0 to 1.
func (c calendar) at(share float64) time.Time {
	hours := float64(closes - opens)
	work := share * float64(c.days) * hours
	day := min(int(work/hours), c.days-1)
	return clock(c.first.AddDate(0, 0, day), opens+time.Duration(work-float64(day)*hours))
}

// open is how long the shop has been open today.
func (c calendar) open() time.Duration {
	return min(max(c.now.Sub(c.today)-opens, 0), closes-opens)
}

// thisDay is the moment after the share of the time that the shop has been
// open today.
func (c calendar) thisDay(share float64) time.Time {
	return clock(c.today, opens+time.Duration(share*float64(c.open())))
}

// past tells whether a moment is one at which something may have happened.
func (c calendar) past(t time.Time) bool { return t.Before(c.today) }

// after is a moment some days after another, within the hours.
func (c calendar) after(t time.Time, days int, d dice) time.Time {
	next := clock(midnight(t).AddDate(0, 0, days), opens+time.Duration(d.Int64N(int64(closes-opens))))
	if days == 0 {
		next = t.Add(time.Duration(d.between(12, 150)) * time.Minute)
		if next.Sub(midnight(next)) > closes {
			next = clock(midnight(t).AddDate(0, 0, 1), opens+time.Duration(d.between(5, 90))*time.Minute)
		}
	}
	return next.Truncate(time.Second)
}

// since is a moment on a day after that of another and before today.
func (c calendar) since(t time.Time, d dice) (time.Time, bool) {
	days := between(t, c.today) - 1
	if days < 1 {
		return time.Time{}, false
	}
	return c.after(t, d.between(1, days), d), true
}

func clock(day time.Time, d time.Duration) time.Time {
	y, m, dd := day.Date()
	return time.Date(y, m, dd, 0, 0, 0, 0, day.Location()).Add(d).Truncate(time.Second)
}
