package complaint

import (
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/staff"
	"kezhi/data/workday"
)

// terms are what the shop's regulation, calendar and people say at a moment.
type terms struct {
	preset *policy.Preset
	days   *workday.Calendar
	staff  []staff.Member
}

// readTerms reads the regulation and the calendar.
func readTerms(g *gorm.DB) (*terms, error) {
	p, err := policy.Current(g)
	if err != nil {
		return nil, err
	}
	c, err := policy.Calendar(g)
	return &terms{preset: p, days: c}, err
}

// allTerms reads the people too.
func allTerms(g *gorm.DB) (*terms, error) {
	t, err := readTerms(g)
	if err == nil {
		t.staff, err = staff.List(g)
	}
	return t, err
}

func (t *terms) responsible(level, owner string) string {
	return staff.Responsible(t.staff, level, owner)
}

// within is how soon a complaint of the severity is answered, zero for no
// deadline.
func (t *terms) within(severity string) policy.Period {
	var other policy.Period
	for _, d := range t.preset.Complaints.Deadlines {
		switch d.Severity {
		case severity:
			return d.Within
		case "":
			other = d.Within
		}
	}
	return other
}

// approval is who approves a compensation, in hundredths of a yuan.
func (t *terms) approval(amount int64) policy.Approval {
	for _, a := range t.preset.Complaints.Approve {
		if a.UpTo == 0 || amount <= 100*a.UpTo {
			return a
		}
	}
	return policy.Approval{}
}

// shift is the day n units of a period after another, before it where n is
// negative: working days where the period counts them, else calendar days.
func (t *terms) shift(within policy.Period, day string, n int) string {
	unit := policy.Day
	if within.Unit == policy.Workday {
		unit = policy.Workday
	}
	p := policy.Period{N: max(n, -n), Unit: unit}
	if n < 0 {
		day, _ = p.Before(t.days, day)
	} else {
		day, _ = p.After(t.days, day)
	}
	return day
}

// between is how many such units lie between two days.
func (t *terms) between(within policy.Period, from, to string) int {
	if within.Unit == policy.Workday {
		n, _ := t.days.Count(from, to)
		return n
	}
	return calendarDays(from, to)
}

// calendarDays is how many days it is from one day to another; 0 where one of
// them is none.
func calendarDays(from, to string) int {
	a, err := time.Parse(field.DateLayout, from)
	b, err2 := time.Parse(field.DateLayout, to)
	if err != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// earliest is the first of some days; the empty ones do not count.
func earliest(days ...string) string {
	first := ""
	for _, d := range days {
		if d != "" && (first == "" || d < first) {
			first = d
		}
	}
	return first
}

// word is a message key that is worded where it stands in another message.
type word string

// Say is the message.
func (w word) Say(s data.Speaker) string { return s.T(string(w)) }

// dayEnd is the moment at which a day is over, unix milliseconds.
func dayEnd(day string) (int64, error) {
	t, err := time.ParseInLocation(field.DateLayout, day, time.Local)
	return t.AddDate(0, 0, 1).UnixMilli(), err
}
