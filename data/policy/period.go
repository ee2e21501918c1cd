package policy

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/workday"
)

// Units of a Period.
const (
	Day     = "day"
	Workday = "workday" // 工作日
	Week    = "week"
	Month   = "month"
	Quarter = "quarter"
	Year    = "year"
)

// Period is a length of time, "15 days", "3 workdays", "6 months". The zero
// Period is none. In YAML it is written "3 workday".
type Period struct {
	N    int
	Unit string
}

// Zero tells whether there is none.
func (p Period) Zero() bool { return p.N == 0 }

// String is the period as YAML has it.
func (p Period) String() string {
	if p.Zero() {
		return ""
	}
	return strconv.Itoa(p.N) + " " + p.Unit
}

// ParsePeriod reads "3 workday"; "" is the zero Period.
func ParsePeriod(s string) (Period, error) {
	if s = strings.TrimSpace(s); s == "" {
		return Period{}, nil
	}
	n, unit, _ := strings.Cut(s, " ")
	p := Period{Unit: strings.TrimSpace(unit)}
	var err error
	if p.N, err = strconv.Atoi(n); err != nil || p.N < 0 || p.N > 10_000 {
		return Period{}, fmt.Errorf("%q: a number from 0 to 10000 and a unit", s)
	}
	switch p.Unit {
	case Day, Workday, Week, Month, Quarter, Year:
		return p, nil
	}
	return Period{}, fmt.Errorf("%q: unit day, workday, week, month, quarter or year", s)
}

// Say is the period in words, "3 个工作日".
func (p Period) Say(s data.Speaker) string {
	if p.Zero() {
		return s.T("policy.period.none")
	}
	return s.T("policy.period."+p.Unit, "N", p.N)
}

// units are the words for a unit in the languages of the program.
var units = map[string]string{
	"天": Day, "日": Day, "day": Day, "days": Day,
	"个工作日": Workday, "個工作日": Workday, "工作日": Workday, "workday": Workday, "workdays": Workday, "working day": Workday, "working days": Workday,
	"周": Week, "週": Week, "个星期": Week, "個星期": Week, "星期": Week, "week": Week, "weeks": Week,
	"个月": Month, "個月": Month, "月": Month, "month": Month, "months": Month,
	"个季度": Quarter, "個季度": Quarter, "季度": Quarter, "季": Quarter, "quarter": Quarter, "quarters": Quarter,
	"年": Year, "year": Year, "years": Year,
}

var spoken = regexp.MustCompile(`^(\d{1,5})\s*(.+)$`)

// ReadPeriod reads a period as a person types it, in any of the languages:
// "3 个工作日", "半年", "15 days"; "" and 不限 are none.
func ReadPeriod(s string) (Period, error) {
	switch s = strings.ToLower(width.Narrow.String(strings.TrimSpace(s))); s {
	case "", "不限", "无", "無", "none", "—", "no limit":
		return Period{}, nil
	case "半年":
		return Period{6, Month}, nil
	}
	if m := spoken.FindStringSubmatch(s); m != nil {
		if u, ok := units[strings.TrimSpace(m[2])]; ok {
			return ParsePeriod(m[1] + " " + u)
		}
	}
	return Period{}, fmt.Errorf("%q: a number and a unit", s)
}

// After is the day a period after another day, both "2026-11-22", and the
// years for which the calendar knows no holidays, where only workdays matter.
// Months end where they end: a month after 2026-01-31 is 2026-02-28. An empty
// day gives an empty one.
func (p Period) After(c *workday.Calendar, day string) (string, []int) { return p.shift(c, day, 1) }

// Before is the day a period before another day.
func (p Period) Before(c *workday.Calendar, day string) (string, []int) { return p.shift(c, day, -1) }

// Counted is a period as it was counted from a day: in words it says which years
// the calendar does not know, where working days were counted as Monday to
// Friday.
type Counted struct {
	Period
	Unknown []int
}

// Count is the day a period after another, with the period as it was counted.
func (p Period) Count(c *workday.Calendar, day string) (string, Counted) {
	day, unknown := p.After(c, day)
	return day, Counted{p, unknown}
}

// Say is the period in words, "3 个工作日", and the years that are not known.
func (c Counted) Say(s data.Speaker) string {
	says := c.Period.Say(s)
	if len(c.Unknown) == 0 {
		return says
	}
	years := make([]string, len(c.Unknown))
	for i, y := range c.Unknown {
		years[i] = strconv.Itoa(y)
	}
	return s.T("workday.counted", "Period", says, "Years", strings.Join(years, s.T("data.list_comma")))
}

func (p Period) shift(c *workday.Calendar, day string, sign int) (string, []int) {
	t, err := time.Parse(field.DateLayout, day)
	if err != nil {
		return "", nil
	}
	n := p.N * sign
	switch p.Unit {
	case Workday:
		return c.Add(day, n)
	case Week:
		t = t.AddDate(0, 0, 7*n)
	case Month:
		t = months(t, n)
	case Quarter:
		t = months(t, 3*n)
	case Year:
		t = months(t, 12*n)
	default:
		t = t.AddDate(0, 0, n)
	}
	return t.Format(field.DateLayout), nil
}

func months(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}
