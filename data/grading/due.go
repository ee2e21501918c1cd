package grading

import (
	"context"
	"time"

	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
)

// Due lists what has to be done about grades: evaluations whose day has come,
// downgrades after trouble, what waits for approval, and the blacklist's
// entries that end soon.
func (s *Store) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.work, "review", "blacklist", "customer")
}

func (s *Store) work(ctx context.Context, q due.Query) (due.List, error) {
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return due.List{}, err
	}
	ms, err := staff.List(g)
	if err != nil {
		return due.List{}, err
	}
	a := agenda{g: g, q: q, Preset: p, people: ms}
	var ls []due.List
	for _, list := range []func() (due.List, error){a.evaluations, a.troubles, a.approvals, a.endings} {
		l, err := list()
		if err != nil {
			return due.List{}, db.Translate(err)
		}
		ls = append(ls, l)
	}
	return due.Join(q.Limit, ls...), nil
}

type agenda struct {
	g *gorm.DB
	q due.Query
	*policy.Preset
	people []staff.Member
}

// evaluations are those whose day has come.
func (a agenda) evaluations() (due.List, error) {
	var l due.List
	t, err := turnOf(a.g, a.Preset)
	if err != nil || t.never() {
		return l, err
	}
	t.from = a.q.From
	var n [3]int
	for i, day := range []string{before(a.q.Today), a.q.Today, a.q.Until} {
		if n[i], err = t.count(a.g, day, a.q.Owner); err != nil {
			return l, err
		}
	}
	l.Late, l.Today, l.Later = n[0], n[1]-n[0], max(0, n[2]-n[1])
	cs, err := t.due(a.g, a.q.Until, a.q.Owner, a.q.Limit, true)
	for _, c := range cs {
		l.Items = append(l.Items, due.Item{
			Kind: due.Evaluation, Register: "customer", ID: c.ID, Number: c.Number, Customer: c.ID, Who: c.Name, Owner: c.Owner,
			Day: t.day(c), Why: "review.due.evaluate", WhyArgs: []any{"Period", t.period},
		})
	}
	return l, err
}

// waiting is a review or an entry of the blacklist, as the list shows it.
type waiting struct {
	ID         int64
	Number     string
	CustomerID int64
	Name       string
	Proposer   string
	Kind       string
	Day        string
}

func (a agenda) from(table, columns string) *gorm.DB {
	return a.g.Session(&gorm.Session{NewDB: true}).Table(table + " r").
		Select("r.id, r.number, r.customer_id, c.name, r.proposer, " + columns).
		Joins("JOIN customers c ON c.id = r.customer_id").Where("r.deleted_at = 0")
}

// troubles are the downgrades that a regulation wants soon after trouble, while
// they are not proposed.
func (a agenda) troubles() (due.List, error) {
	var ws []waiting
	err := a.from("reviews", "r.kind, r.due AS day").
		Where("r.state = ? AND r.due > '' AND r.due <= ?", Draft, a.q.Until).Order("r.due, r.id").Find(&ws).Error
	return a.list(due.Evaluation, "review", ws, "review.due.trouble", "Period", a.Grading.DowngradeWithin), err
}

// approvals wait for a decision: one after trouble until its day, any other today.
func (a agenda) approvals() (due.List, error) {
	var rs, es []waiting
	err := a.from("reviews", "r.kind, r.due AS day").Where("r.state = ?", Proposed).Order("r.id").Find(&rs).Error
	if err == nil {
		err = a.from("blacklist", "'' AS kind, '' AS day").Where("r.state = ?", Proposed).Order("r.id").Find(&es).Error
	}
	for _, ws := range [][]waiting{rs, es} {
		for i := range ws {
			ws[i].Proposer = staff.Responsible(a.people, policy.Head, ws[i].Proposer) // whose work it is now
			if ws[i].Day == "" {
				ws[i].Day = a.q.Today
			}
		}
	}
	return due.Join(a.q.Limit, a.list(due.Approval, "review", rs, "review.due.approval"), a.list(due.Approval, "blacklist", es, "blacklist.due.approval")), err
}

// endings are the entries of the blacklist that end within the days that the
// regulation wants to be reminded in.
func (a agenda) endings() (due.List, error) {
	last, _ := policy.Period{N: a.Blacklist.Remind, Unit: policy.Day}.After(nil, a.q.Today)
	var ws []waiting
	err := a.from("blacklist", "'' AS kind, r.until_day AS day").
		Where("r.state = ? AND r.until_day >= ? AND r.until_day <= ?", Approved, a.q.Today, min(last, a.q.Until)).Order("r.until_day, r.id").Find(&ws).Error
	return a.list(due.Blacklist, "blacklist", ws, "blacklist.due.ends", "Days", a.Blacklist.Remind), err
}

// list makes items of what somebody has to do, with their counts.
func (a agenda) list(kind due.Kind, reg string, ws []waiting, why string, args ...any) due.List {
	var l due.List
	for _, w := range ws {
		if !a.q.Wants(w.Day, w.Proposer) {
			continue
		}
		l.Count(a.q.Today, w.Day, 1)
		what := ""
		if w.Kind != "" {
			what = "review.kind." + w.Kind
		}
		l.Items = append(l.Items, due.Item{
			Kind: kind, Register: reg, ID: w.ID, Number: w.Number, Customer: w.CustomerID, Who: w.Name, Owner: w.Proposer, Day: w.Day,
			Why: why, WhyArgs: append([]any{"Kind", worded(what)}, args...),
		})
	}
	return l
}

// before is the day before another.
func before(day string) string {
	t, err := time.Parse(field.DateLayout, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, -1).Format(field.DateLayout)
}
