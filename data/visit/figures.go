package visit

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Figures are what the registers tell of the visits of some days: done against
// plan, ways, results, what came to nothing, promises that are open.
type Figures struct {
	From, To string
	Plans    []string // numbers of the plans
	All      Progress
	Owners   []Share // by whoever goes
	Grades   []Share // the best first

	Visits      int
	Customers   int // how many were visited
	Ways        []Tally
	Results     []Tally
	Ineffective []Fruitless // most in a row first, at most Few
	Missed      []PlanLine  // planned, not done and past, at most Few
	Promises    []Pending   // not kept, the oldest first, at most Few
	Open        int         // how many promises there are in all
	Kept        int         // promises that were kept within the days
}

// Few is how many of a kind the figures name; they count all.
const Few = 20

// Share is the progress of a part of the plan.
type Share struct {
	Key string // the person's name, the grade's key
	Progress
}

// Tally is how often something was.
type Tally struct {
	Key string
	N   int
}

// Fruitless is a customer who was visited without effect.
type Fruitless struct {
	CustomerID   int64
	Number, Name string
	Owner        string
	N            int // how often within the days
	InRow        int // how often in a row until today
}

// Pending is a promise that is not kept.
type Pending struct {
	VisitID      int64
	Number, Name string
	What, Owner  string
	Due          string
}

// Figures counts the visits and the plans of some days: the visits that whoever is
// at the desk may see, and what was planned for their customers.
func (s *Store) Figures(ctx context.Context, from, to string) (*Figures, error) {
	if err := s.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	f := &Figures{From: from, To: to}
	for _, read := range []func(context.Context, *Figures) error{s.planned, s.visited, s.fruitless, s.promised} {
		if err := read(ctx, f); err != nil {
			return nil, db.Translate(err)
		}
	}
	return f, nil
}

// planned counts the lines of plans that were due within the days.
func (s *Store) planned(ctx context.Context, f *Figures) error {
	g := s.DB.Read(ctx)
	preset, err := policy.Current(g)
	if err != nil {
		return err
	}
	plans := g.Table("plans").Where("deleted_at = 0 AND to_day >= ? AND from_day <= ?", f.From, f.To)
	if theirs, whose := register.Theirs(ctx, s.DB, "customer_id"); len(whose) > 0 {
		plans = plans.Where("id IN (SELECT plan_id FROM plan_lines WHERE "+theirs+")", whose...)
	}
	err = plans.Order("id").Pluck("number", &f.Plans).Error
	if err != nil || len(f.Plans) == 0 {
		return err
	}
	ls, err := db.Select[PlanLine](g, "("+fmt.Sprintf(told,
		"l.day >= ? AND l.day <= ? AND l.plan_id IN (SELECT id FROM plans WHERE deleted_at = 0 AND to_day >= ? AND from_day <= ?)")+")",
		"ORDER BY day, pos", f.From, f.To, f.From, f.To)
	if err == nil {
		ls, err = register.Ours(ctx, s.DB, ls, func(l *PlanLine) (int64, *string) { return l.CustomerID, &l.Phone })
	}
	if err != nil {
		return err
	}
	today := s.DB.Now().Local().Format(field.DateLayout)
	owners, grades := map[string]*Progress{}, map[string]*Progress{}
	of := func(m map[string]*Progress, key string) *Progress {
		if m[key] == nil {
			m[key] = new(Progress)
		}
		return m[key]
	}
	for i := range ls {
		l := &ls[i]
		f.All.Add(l, today)
		of(owners, l.Visitor).Add(l, today)
		of(grades, l.Grade).Add(l, today)
		if l.State(today) == LineLate && len(f.Missed) < Few {
			f.Missed = append(f.Missed, *l)
		}
	}
	f.Owners = shares(owners, func(a, b Share) int { return cmp.Or(cmp.Compare(b.Planned, a.Planned), cmp.Compare(a.Key, b.Key)) })
	f.Grades = shares(grades, func(a, b Share) int { return cmp.Compare(preset.Rank(a.Key), preset.Rank(b.Key)) })
	return nil
}

func shares(m map[string]*Progress, order func(a, b Share) int) []Share {
	out := make([]Share, 0, len(m))
	for k, p := range m {
		out = append(out, Share{k, *p})
	}
	slices.SortFunc(out, order)
	return out
}

// visited counts the visits by way and result.
func (s *Store) visited(ctx context.Context, f *Figures) error {
	sight, whose := s.Sighted(ctx)
	within, args := " FROM visits WHERE deleted_at = 0 AND on_day >= ? AND on_day <= ? AND "+sight, append([]any{f.From, f.To}, whose...)
	g := s.DB.Read(ctx)
	if err := s.DB.Pool().QueryRowContext(ctx, "SELECT count(*), count(DISTINCT customer_id)"+within, args...).Scan(&f.Visits, &f.Customers); err != nil {
		return err
	}
	var err error
	if f.Ways, err = db.Select[Tally](g, "(SELECT way AS key, count(*) AS n"+within+" GROUP BY way ORDER BY 2 DESC, 1)", "", args...); err != nil {
		return err
	}
	f.Results, err = db.Select[Tally](g, "(SELECT result AS key, count(*) AS n"+within+" GROUP BY result ORDER BY 2 DESC, 1)", "", args...)
	return err
}

// fruitless are the customers whose visits came to nothing.
func (s *Store) fruitless(ctx context.Context, f *Figures) error {
	theirs, whose := register.Theirs(ctx, s.DB, "c.id")
	args := append(append([]any{f.From, f.To}, whose...), Few)
	var err error
	f.Ineffective, err = db.Select[Fruitless](s.DB.Read(ctx), `(SELECT c.id AS customer_id, c.number, c.name, c.owner, count(*) AS n, c.ineffective AS in_row
		FROM visits v JOIN customers c ON c.id = v.customer_id
		WHERE v.deleted_at = 0 AND v.result = 'ineffective' AND v.on_day >= ? AND v.on_day <= ? AND `+theirs+`
		GROUP BY c.id ORDER BY c.ineffective DESC, 5 DESC, c.id LIMIT ?)`, "", args...)
	return err
}

// promised are the promises that were due by the end of the days and are not
// kept.
func (s *Store) promised(ctx context.Context, f *Figures) error {
	theirs, whose := register.Theirs(ctx, s.DB, "v.customer_id")
	open := " FROM visit_promises p JOIN visits v ON v.id = p.record_id AND v.deleted_at = 0 WHERE p.done_on = '' AND p.due <= ? AND " + theirs
	err := s.DB.Pool().QueryRowContext(ctx, "SELECT count(*)"+open, append([]any{f.To}, whose...)...).Scan(&f.Open)
	if err != nil {
		return err
	}
	err = s.DB.Pool().QueryRowContext(ctx, `SELECT count(*) FROM visits v JOIN visit_promises p ON p.record_id = v.id
		WHERE v.deleted_at = 0 AND p.done_on >= ? AND p.done_on <= ? AND `+theirs, append([]any{f.From, f.To}, whose...)...).Scan(&f.Kept)
	if err != nil {
		return err
	}
	f.Promises, err = db.Select[Pending](s.DB.Read(ctx), "(SELECT v.id AS visit_id, v.number, (SELECT name FROM customers c WHERE c.id = v.customer_id) AS name, p.what, p.owner, p.due"+
		open+" ORDER BY p.due, v.id LIMIT ?)", "", append(append([]any{f.To}, whose...), Few)...)
	return err
}
