// Package workday counts working days (工作日) of mainland China, by the
// statutory holidays and the make-up workdays (调休) of the State Council's
// yearly notices. It knows no register.
package workday

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
)

// layout of a day, "2026-11-22".
const layout = time.DateOnly

// Day is one day of a notice: a holiday, or a weekend day that is worked.
type Day struct {
	Day  string `json:"day"`  // "2026-10-01"
	Name string `json:"name"` // "国庆节"
	Work bool   `json:"work"` // a make-up workday
}

// Calendar knows which days are worked. The zero Calendar knows no year. It is
// not changed once it is made: many may ask it at a time.
type Calendar struct {
	days map[string]Day
	// known are the years for which there is a notice.
	known map[int]bool
}

// New is the calendar of the library's notices; the days of extra stand in
// their place, and whole years of them where the library has none.
func New(extra ...Day) *Calendar {
	n := notices()
	c := &Calendar{days: maps.Clone(n.days), known: maps.Clone(n.known)}
	for _, d := range extra {
		c.put(d)
	}
	return c
}

// First is the first year with notices.
const First = 2002

// notices are the library's, up to the first year that has none.
var notices = sync.OnceValue(func() *Calendar {
	c := &Calendar{days: map[string]Day{}, known: map[int]bool{}}
	for y := First; ; y++ {
		n := len(c.days)
		for d := range library(y) {
			c.put(d)
		}
		if len(c.days) == n {
			return c
		}
	}
})

// put takes a day. The last days of December are of the next year's notice:
// they do not tell that there is one of their own.
func (c *Calendar) put(d Day) {
	t, err := time.Parse(layout, d.Day)
	if err != nil {
		return
	}
	c.days[d.Day] = d
	if t.Month() != time.December {
		c.known[t.Year()] = true
	}
}

func library(year int) func(func(Day) bool) {
	return func(yield func(Day) bool) {
		l := HolidayUtil.GetHolidaysByYear(year)
		for e := l.Front(); e != nil; e = e.Next() {
			h := e.Value.(*HolidayUtil.Holiday)
			if !yield(Day{Day: h.GetDay(), Name: h.GetName(), Work: h.IsWork()}) {
				return
			}
		}
	}
}

// Known tells whether there is a notice for the year.
func (c *Calendar) Known(year int) bool { return c.known[year] }

// Years are the years for which there is a notice, in order.
func (c *Calendar) Years() []int {
	return slices.Sorted(maps.Keys(c.known))
}

// Find is what a notice says of a day, false where none speaks of it.
func (c *Calendar) Find(day string) (Day, bool) {
	d, ok := c.days[day]
	return d, ok
}

// Working tells whether a day is worked: by the notice, else Monday to Friday.
func (c *Calendar) Working(day string) bool {
	t, err := time.Parse(layout, day)
	return err == nil && c.working(t)
}

func (c *Calendar) working(t time.Time) bool {
	if d, ok := c.days[t.Format(layout)]; ok {
		return d.Work
	}
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
}

// Add is the nth working day after a day, before it where n is negative; the
// day itself does not count. Add(day, 0) is the day itself, or the next that is
// worked. unknown are the years on the way without a notice, whose days were
// taken as Monday to Friday: whoever shows the result says so.
func (c *Calendar) Add(day string, n int) (to string, unknown []int) {
	t, err := time.Parse(layout, day)
	if err != nil {
		return "", nil
	}
	step := 1
	if n < 0 {
		n, step = -n, -1
	}
	if n == 0 && !c.working(t) {
		n = 1
	}
	seen := func() {
		if y := t.Year(); !c.known[y] && !slices.Contains(unknown, y) {
			unknown = append(unknown, y)
		}
	}
	for seen(); n > 0; seen() {
		t = t.AddDate(0, 0, step)
		if c.working(t) {
			n--
		}
	}
	return t.Format(layout), unknown
}

// Count is how many working days lie after from, up to and with to; negative
// where to is before from. unknown as with Add.
func (c *Calendar) Count(from, to string) (n int, unknown []int) {
	a, err := time.Parse(layout, from)
	b, err2 := time.Parse(layout, to)
	if err != nil || err2 != nil {
		return 0, nil
	}
	sign := 1
	if b.Before(a) {
		a, b, sign = b, a, -1
	}
	for t := a; ; t = t.AddDate(0, 0, 1) {
		if y := t.Year(); !c.known[y] && !slices.Contains(unknown, y) {
			unknown = append(unknown, y)
		}
		if !t.Before(b) {
			return n * sign, unknown
		}
		if c.working(t.AddDate(0, 0, 1)) {
			n++
		}
	}
}
