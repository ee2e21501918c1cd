package survey

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/workday"
)

// Beginning is a survey that a regulation asks for: on which day it begins and
// when its answers run out.
type Beginning struct {
	policy.Schedule
	Day   string
	Until string
}

// Schedules are the surveys that the regulation wants to begin from a day to
// another, both included, in the order of their days. The end of February is
// the 28th, or the 29th; a day that a month does not have is its last.
func Schedules(p *policy.Preset, from, to string) []Beginning {
	var out []Beginning
	a, err := time.Parse(field.DateLayout, from)
	b, err2 := time.Parse(field.DateLayout, to)
	if err != nil || err2 != nil {
		return nil
	}
	for _, s := range p.Surveys.Schedules {
		for _, d := range days(s, a, b) {
			day := d.Format(field.DateLayout)
			until, _ := s.For.After(&workday.Calendar{}, day)
			out = append(out, Beginning{s, day, until})
		}
	}
	slices.SortStableFunc(out, func(x, y Beginning) int { return cmp.Compare(x.Day, y.Day) })
	return out
}

// days are those between a and b on which a schedule begins a survey.
func days(s policy.Schedule, a, b time.Time) []time.Time {
	var out []time.Time
	put := func(d time.Time) {
		if !d.Before(a) && !d.After(b) {
			out = append(out, d)
		}
	}
	n := max(s.Every.N, 1)
	switch s.Every.Unit {
	case policy.Year:
		for y := a.Year(); y <= b.Year(); y++ {
			for _, on := range orFirst(s.On, "01-01") {
				month, day, _ := strings.Cut(on, "-")
				if m, err := strconv.Atoi(month); err == nil && y%n == 0 {
					put(dayOf(y, time.Month(m), day))
				}
			}
		}
	case policy.Quarter, policy.Month:
		if s.Every.Unit == policy.Quarter {
			n *= 3
		}
		for m := time.Date(a.Year(), a.Month(), 1, 0, 0, 0, 0, time.UTC); !m.After(b); m = m.AddDate(0, 1, 0) {
			for _, on := range orFirst(s.On, "01") {
				if (int(m.Month())-1)%n == 0 {
					put(dayOf(m.Year(), m.Month(), on))
				}
			}
		}
	case policy.Week, policy.Day:
		if s.Every.Unit == policy.Week {
			n *= 7
		}
		// Weeks begin on Monday: 2001-01-01 was one.
		monday := time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)
		for d := a; !d.After(b); d = d.AddDate(0, 0, 1) {
			if int(d.Sub(monday)/(24*time.Hour))%n == 0 {
				put(d)
			}
		}
	}
	return out
}

func orFirst(on []string, first string) []string {
	if len(on) == 0 {
		return []string{first}
	}
	return on
}

// dayOf is a day of a month, "end" its last.
func dayOf(year int, m time.Month, day string) time.Time {
	last := time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC)
	n, err := strconv.Atoi(day)
	if err != nil || n > last.Day() {
		return last
	}
	return time.Date(year, m, n, 0, 0, 0, 0, time.UTC)
}
