package policy

import (
	"context"
	"strconv"
	"time"

	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
)

// Holidays is the work that the table of holidays asks for: the State Council
// tells a year's arrangement in November of the year before.
type Holidays struct{ DB *db.DB }

// told is the month in which next year's arrangement can be looked for.
const told = time.November

// Due asks for the arrangement of a year that is not in the table: of this year
// since its first day, of the next until this one ends.
func (h Holidays) Due(ctx context.Context, q due.Query) (due.List, error) {
	var l due.List
	today, err := time.Parse(field.DateLayout, q.Today)
	if err != nil {
		return l, nil
	}
	c, err := Calendar(h.DB.Read(ctx))
	if err != nil {
		return l, err
	}
	ask := func(year int, day string) {
		if c.Known(year) || q.Until != "" && day > q.Until && day > q.Today {
			return
		}
		l.Items = append(l.Items, due.Item{Kind: due.Calendar, What: strconv.Itoa(year), Day: day, Why: "workday.due", WhyArgs: []any{"Year", year}})
		l.Count(q.Today, day, 1)
	}
	y := today.Year()
	ask(y, strconv.Itoa(y)+"-01-01")
	if today.Month() >= told {
		ask(y+1, strconv.Itoa(y)+"-12-31")
	}
	return l, nil
}
