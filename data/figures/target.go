package figures

import (
	"context"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Target is what is wanted of a person, or of the shop, in a year (目标). Amounts
// are in hundredths; 0: nothing was set.
type Target struct {
	Year      int    `json:"-"`
	Person    string `json:"-"`         // "": the shop
	Customers int64  `json:"customers"` // new ones
	Visits    int64  `json:"visits"`
	Sales     int64  `json:"sales"`
	Collected int64  `json:"collected"`
}

// TableName is GORM's name for the table.
func (Target) TableName() string { return "targets" }

func (t *Target) add(o Target, part, of int64) {
	t.Customers += o.Customers * part / of
	t.Visits += o.Visits * part / of
	t.Sales += o.Sales * part / of
	t.Collected += o.Collected * part / of
}

// Targets are those of a year, the shop's first; whoever sees some people's
// records alone is told theirs.
func Targets(ctx context.Context, d *db.DB, year int) ([]Target, error) {
	ts, err := db.Select[Target](d.Read(ctx), "", "WHERE year = ? ORDER BY person", year)
	if a := d.Actor(); a != nil {
		if names, all := a.Whose(); !all {
			ts = slices.DeleteFunc(ts, func(t Target) bool { return !slices.Contains(names, t.Person) })
		}
	}
	return ts, db.Translate(err)
}

// SetTarget keeps a target of a year; one of nothing is taken away. Codes
// data.Invalid, data.Denied.
func SetTarget(ctx context.Context, d *db.DB, who string, t Target) error {
	if a := d.Actor(); a != nil {
		if err := a.Check(right.EditAll, "inspection"); err != nil {
			return err
		}
	}
	var wrong data.Errors
	for _, x := range []struct {
		key string
		n   int64
	}{{"customers", t.Customers}, {"visits", t.Visits}, {"sales", t.Sales}, {"collected", t.Collected}} {
		if x.n < 0 {
			wrong = append(wrong, data.Wrong(x.key, "policy.problem.negative"))
		}
	}
	if t.Year < 2000 || t.Year > 2100 {
		wrong = append(wrong, data.Wrong("year", "policy.problem.range", "Least", 2000, "Most", 2100))
	}
	if len(wrong) > 0 {
		return wrong
	}
	return d.Write(ctx, who, func(tx *db.Tx) error {
		had, err := db.Select[Target](tx.DB, "", "WHERE year = ? AND person = ?", t.Year, t.Person)
		if err != nil || len(had) == 1 && had[0] == t {
			return err
		}
		if err := tx.Do("DELETE FROM targets WHERE year = ? AND person = ?", t.Year, t.Person); err != nil {
			return err
		}
		if t != (Target{Year: t.Year, Person: t.Person}) {
			if _, err := db.Insert(tx, "", []Target{t}); err != nil {
				return err
			}
		}
		var old Target
		if len(had) > 0 {
			old = had[0]
		}
		return audit.SayIn(tx, audit.Entry{Action: Set, Register: "target", Number: strings.TrimSpace(field.ShowInteger(int64(t.Year)) + " " + t.Person), Fields: differences(old, t)})
	})
}

// Set is the trail's name for a target that was set.
const Set register.Action = "target_set"

func differences(a, b Target) []field.Change {
	var cs []field.Change
	add := func(key string, a, b int64, show func(int64) string) {
		if a != b {
			cs = append(cs, field.Change{Key: "figures.target." + key, Before: show(a), After: show(b)})
		}
	}
	add("customers", a.Customers, b.Customers, field.ShowInteger)
	add("visits", a.Visits, b.Visits, field.ShowInteger)
	add("sales", a.Sales, b.Sales, field.ShowDecimal)
	add("collected", a.Collected, b.Collected, field.ShowDecimal)
	return cs
}

// wanted are the targets of a period.
type wanted struct{ by map[string]Target }

// only are the targets of the people who are asked for.
func (w wanted) only(asked func(name string) bool) wanted {
	out := wanted{map[string]Target{}}
	for name, t := range w.by {
		if asked(name) {
			out.by[name] = t
		}
	}
	return out
}

// of is the target of a person; the shop's, where it set none, is that of its
// people together.
func (w wanted) of(person string) Target {
	t := w.by[person]
	if person != "" || t != (Target{}) {
		return t
	}
	for _, x := range w.by {
		t.add(x, 1, 1)
	}
	return t
}

// targets are the parts of the years' targets that fall to a period: a month is
// the twelfth, other days are their share of the year.
func targets(g *gorm.DB, from, to string) (wanted, error) {
	w := wanted{map[string]Target{}}
	ts, err := db.Select[Target](g, "", "WHERE year >= ? AND year <= ?", year(from), year(to))
	for _, t := range ts {
		x := w.by[t.Person]
		part, of := share(t.Year, from, to)
		x.add(t, part, of)
		w.by[t.Person] = x
	}
	return w, err
}

// share is how much of a year lies in a period: months of twelve where it is of
// whole months, else days.
func share(year int, from, to string) (part, of int64) {
	first, last := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)
	a, _ := time.Parse(field.DateLayout, from)
	b, _ := time.Parse(field.DateLayout, to)
	if a.Before(first) {
		a = first
	}
	if b.After(last) {
		b = last
	}
	if b.Before(a) {
		return 0, 1
	}
	if whole(a, b) {
		return int64(b.Month()-a.Month()) + 1, 12
	}
	return int64(b.Sub(a).Hours()/24) + 1, int64(last.Sub(first).Hours()/24) + 1
}

// whole tells whether two days are the first and the last of months.
func whole(a, b time.Time) bool { return a.Day() == 1 && b.AddDate(0, 0, 1).Day() == 1 }

// Before is the period of the same length before another: of whole months where
// it is of whole months.
func Before(from, to string) (string, string) {
	a, _ := time.Parse(field.DateLayout, from)
	b, _ := time.Parse(field.DateLayout, to)
	end := a.AddDate(0, 0, -1)
	if whole(a, b) {
		months := (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month()) + 1
		return a.AddDate(0, -months, 0).Format(field.DateLayout), end.Format(field.DateLayout)
	}
	return end.Add(a.Sub(b)).Format(field.DateLayout), end.Format(field.DateLayout)
}
