// Package figures counts what a manager asks of a person or of the shop in a
// month, a quarter or a year (管理指标): new customers, growth, targets, loss,
// visits, complaints, satisfaction, sales, what was collected and what is lost.
//
// Every figure stands on records: Figure.Part and Figure.Of are what it is
// counted from. A customer, with its complaints, answers and debts, counts for
// its account manager (客户经理), a visit for whoever went.
package figures

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/right"
)

// Satisfied is the mean score of an answer, in hundredths, from which on the
// customer counts as satisfied: the upper two of five boxes (CSAT).
const Satisfied = 400

// Counts are what was counted of a person, or of all, in a period. Amounts are
// in hundredths.
type Counts struct {
	Before     int64 `json:"customers_before"` // customers at the beginning
	New        int64 `json:"new"`              // first met in the period
	Lost       int64 `json:"lost"`             // ended in it (终止)
	After      int64 `json:"customers_after"`  // at the end
	Visits     int64 `json:"visits"`
	Complaints int64 `json:"complaints"`
	Answers    int64 `json:"answers"`   // with a score
	Satisfied  int64 `json:"satisfied"` // of these
	Sales      int64 `json:"sales"`     // 应收 that came up
	Collected  int64 `json:"collected"`
	BadDebts   int64 `json:"bad_debts"` // written off
}

// Month is one month of a period.
type Month struct {
	Month string `json:"month"` // "2026-11"
	Counts
}

// Person is what was counted of one person, and what was wanted.
type Person struct {
	Name string `json:"name"` // "" for the customers of nobody
	Counts
	Target Target `json:"target"`
}

// Report is the figures of a period.
type Report struct {
	From   string   `json:"from"`
	To     string   `json:"to"`
	Person string   `json:"person,omitempty"` // "": everybody
	Now    Counts   `json:"now"`
	Last   Counts   `json:"last"` // of the period before, of the same length
	Target Target   `json:"target"`
	Months []Month  `json:"months"`
	People []Person `json:"people,omitempty"` // where everybody is asked for
	// Hidden: amounts are left out, for whoever is at the desk may not see them.
	Hidden bool `json:"hidden,omitempty"`
}

// Of counts a period, of one person or ("") of everybody whom whoever is at the
// desk may see. Codes data.Invalid for days that are none, data.Denied.
func Of(ctx context.Context, d *db.DB, from, to, person string) (*Report, error) {
	if err := days(from, to); err != nil {
		return nil, err
	}
	r := &Report{From: from, To: to, Person: person}
	var seen []string
	if a := d.Actor(); a != nil {
		if err := a.Check(right.See, "customer"); err != nil {
			return nil, err
		}
		if names, all := a.Whose(); !all {
			seen = names
		}
		r.Hidden = !a.May(right.Sensitive, "receivable")
	}
	g := d.Read(ctx)
	c := counter{g: g, person: person, seen: seen, hidden: r.Hidden}
	now, err := c.count(from, to)
	if err != nil {
		return nil, db.Translate(err)
	}
	lastFrom, lastTo := Before(from, to)
	last, err := c.count(lastFrom, lastTo)
	if err != nil {
		return nil, db.Translate(err)
	}
	ts, err := targets(g, from, to)
	if err != nil {
		return nil, db.Translate(err)
	}
	r.Now, r.Last, r.Months = now.all, last.all, now.months
	if seen == nil || slices.Contains(seen, person) {
		r.Target = ts.of(person)
	}
	if person == "" {
		r.People = now.people(ts.only(c.wanted))
	}
	return r, nil
}

func days(from, to string) error {
	var wrong data.Errors
	for _, x := range []struct{ key, day string }{{"from", from}, {"to", to}} {
		if _, err := time.Parse(field.DateLayout, x.day); err != nil {
			wrong = append(wrong, data.Wrong(x.key, "error.date"))
		}
	}
	if len(wrong) == 0 && to < from {
		wrong = append(wrong, data.Wrong("to", "figures.error.order", "From", from))
	}
	if len(wrong) == 0 && to[:4] > from[:4] && year(to)-year(from) > 20 {
		wrong = append(wrong, data.Wrong("to", "figures.error.long", "Most", 20))
	}
	return wrong.OrNil()
}

func year(day string) int {
	t, _ := time.Parse(field.DateLayout, day)
	return t.Year()
}

// counter counts for the people who are asked for.
type counter struct {
	g      *gorm.DB
	person string
	seen   []string // nil: everybody
	hidden bool
}

// wanted tells whether a person's figures are asked for.
func (c counter) wanted(name string) bool {
	return (c.person == "" || c.person == name) && (c.seen == nil || slices.Contains(c.seen, name))
}

// tally is what was counted: in all, by month, by person.
type tally struct {
	all    Counts
	months []Month
	by     map[string]*Counts
}

func (t *tally) person(name string) *Counts {
	if t.by[name] == nil {
		t.by[name] = &Counts{}
	}
	return t.by[name]
}

// measure is one figure as it is counted: who, day and how much are SQL.
type measure struct {
	of             func(*Counts) *int64
	who, day, much string
	from           string
	amount         bool
}

const (
	owner = "coalesce((SELECT owner FROM customers c WHERE c.id = t.customer_id), '')"
	there = "t.deleted_at = 0"
)

var measures = []measure{
	{of: func(c *Counts) *int64 { return &c.New }, who: "t.owner", day: "t.first_contact_on", much: "count(*)", from: "customers t WHERE " + there},
	{of: func(c *Counts) *int64 { return &c.Lost }, who: "t.owner", day: "t.ended_on", much: "count(*)", from: "customers t WHERE " + there + " AND t.ended_on <> ''"},
	{of: func(c *Counts) *int64 { return &c.Visits }, who: "t.visitor", day: "t.on_day", much: "count(*)", from: "visits t WHERE " + there},
	{of: func(c *Counts) *int64 { return &c.Complaints }, who: owner, day: "t.on_day", much: "count(*)", from: "complaints t WHERE " + there},
	{of: func(c *Counts) *int64 { return &c.Answers }, who: owner, day: "t.on_day", much: "count(*)", from: "answers t WHERE " + there + " AND t.score > 0"},
	{of: func(c *Counts) *int64 { return &c.Satisfied }, who: owner, day: "t.on_day", much: "count(*)", from: "answers t WHERE " + there + " AND t.score >= " + strconv.Itoa(Satisfied)},
	{of: func(c *Counts) *int64 { return &c.Sales }, who: owner, day: "t.on_day", much: "sum(t.amount)", from: "receivables t WHERE " + there, amount: true},
	{of: func(c *Counts) *int64 { return &c.Collected }, who: owner, day: "p.on_day", much: "sum(p.amount)", from: "receivable_receipts p JOIN receivables t ON t.id = p.record_id WHERE " + there, amount: true},
	{of: func(c *Counts) *int64 { return &c.BadDebts }, who: owner, day: "t.write_off_on", much: "sum(t.written_off)", from: "receivables t WHERE " + there + " AND t.write_off_on <> ''", amount: true},
}

func (c counter) count(from, to string) (*tally, error) {
	t := &tally{by: map[string]*Counts{}}
	for m := from[:7]; m <= to[:7]; m = next(m) {
		t.months = append(t.months, Month{Month: m})
	}
	for _, m := range measures {
		if m.amount && c.hidden {
			continue
		}
		if err := c.measured(t, m, from, to); err != nil {
			return nil, err
		}
	}
	if err := c.standing(from, to, t); err != nil {
		return nil, err
	}
	return t, nil
}

type counted struct {
	Who, Month string
	N          int64
}

func (c counter) measured(t *tally, m measure, from, to string) error {
	rows, err := db.Select[counted](c.g, "(SELECT "+m.who+" AS who, substr("+m.day+", 1, 7) AS month, "+m.much+" AS n FROM "+m.from+
		" AND "+m.day+" >= ? AND "+m.day+" <= ? GROUP BY 1, 2)", "", from, to)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if !c.wanted(r.Who) {
			continue
		}
		*m.of(&t.all) += r.N
		*m.of(t.person(r.Who)) += r.N
		if i := slices.IndexFunc(t.months, func(x Month) bool { return x.Month == r.Month }); i >= 0 {
			*m.of(&t.months[i].Counts) += r.N
		}
	}
	return nil
}

// standing counts the customers there were before the period, and follows them
// through it: who came and who ended.
func (c counter) standing(from, to string, t *tally) error {
	rows, err := db.Select[counted](c.g, `(SELECT owner AS who, '' AS month, sum(n) AS n FROM (
		SELECT owner, count(*) AS n FROM customers WHERE deleted_at = 0 AND first_contact_on < ?1 GROUP BY owner
		UNION ALL SELECT owner, -count(*) FROM customers WHERE deleted_at = 0 AND ended_on <> '' AND ended_on < ?1 GROUP BY owner) GROUP BY owner)`, "", from)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if c.wanted(r.Who) {
			t.all.Before += r.N
			t.person(r.Who).Before += r.N
		}
	}
	at := t.all.Before
	for i := range t.months {
		m := &t.months[i]
		m.Before, m.After = at, at+m.New-m.Lost
		at = m.After
	}
	for _, p := range t.by {
		p.After = p.Before + p.New - p.Lost
	}
	t.all.After = t.all.Before + t.all.New - t.all.Lost
	return nil
}

// people are the people in the order of their names, those with a target who
// did nothing too.
func (t *tally) people(ts wanted) []Person {
	for name := range ts.by {
		if name != "" {
			t.person(name)
		}
	}
	var out []Person
	for name, c := range t.by {
		out = append(out, Person{Name: name, Counts: *c, Target: ts.by[name]})
	}
	slices.SortFunc(out, func(a, b Person) int {
		switch {
		case a.Name == "": // those of nobody come last
			return 1
		case b.Name == "":
			return -1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

func next(month string) string {
	t, _ := time.Parse("2006-01", month)
	return t.AddDate(0, 1, 0).Format("2006-01")
}
