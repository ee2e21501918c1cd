package visit

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/policy"
	"kezhi/data/staff"
	"kezhi/data/workday"
)

// A rounder asks which customers are due by the rounds of the regulation,
// without a plan.
type rounder struct {
	*Store
	ctx     context.Context
	q       due.Query
	preset  *policy.Preset
	cal     *workday.Calendar
	staff   []staff.Member
	covered []string // who has a plan for the day
	planned bool     // there are plans that are over: what they left undone is told of there
	off     string   // selects who withdrew, or whose file is only stored
}

// roundsDue are the customers who are due by the rounds of their grade, of those
// who have no plan for the day. What is picked at random is picked by a plan
// alone.
func (s *Store) roundsDue(ctx context.Context, q due.Query, preset *policy.Preset) (due.List, error) {
	r := &rounder{Store: s, ctx: ctx, q: q, preset: preset}
	g := s.DB.Read(ctx)
	err := g.Table("plans").Where("deleted_at = 0 AND to_day >= ? AND from_day <= ?", q.Today, q.Today).Distinct().Pluck("owner", &r.covered).Error
	if err != nil || slices.Contains(r.covered, "") {
		return due.List{}, err
	}
	var over int64
	if err = g.Table("plans").Where("deleted_at = 0 AND to_day < ?", q.Today).Limit(1).Count(&over).Error; err != nil {
		return due.List{}, err
	}
	r.planned = over > 0
	if r.cal, err = policy.Calendar(g); err != nil {
		return due.List{}, err
	}
	if r.staff, err = staff.List(g); err != nil {
		return due.List{}, err
	}
	personal, _, err := policy.Personal(g)
	if err != nil {
		return due.List{}, err
	}
	r.off = customer.Off(personal, policy.ListVisit)
	var ls []due.List
	for _, g := range preset.Grading.Grades {
		for _, x := range g.Visits {
			if x.Share > 0 && x.Share < 100 || x.Every.Zero() {
				continue
			}
			l, err := r.round(g, x)
			if err != nil {
				return due.List{}, err
			}
			ls = append(ls, l)
		}
	}
	return due.Join(q.Limit, ls...), nil
}

// round are the customers of a grade who are due by one of its rounds.
func (r *rounder) round(g policy.Grade, x policy.Round) (due.List, error) {
	var l due.List
	last, args := r.last(x)
	from, owners, ok := r.owners(x)
	if !ok {
		return l, nil
	}
	// Who was never visited is due from the first contact on.
	day := "CASE WHEN " + last + " <> '' THEN " + last + " ELSE first_contact_on END"
	if len(args) == 0 {
		day = "" // told from the index, each case by itself
	}
	where := " FROM customers c WHERE deleted_at = 0 AND grade = ? AND do_not_disturb = 0 AND id NOT IN (" + customer.Away + ") AND id NOT IN (" + r.off + ")" + from
	base := append([]any{g.Key, r.q.Today, r.q.Today}, owners...)
	if r.planned {
		where += " AND id NOT IN (SELECT l.customer_id FROM plans p CROSS JOIN plan_lines l ON l.plan_id = p.id WHERE p.deleted_at = 0 AND p.to_day < ? AND " + owed + ")"
		base = append(base, r.q.Today, r.q.Today, r.q.Today)
	}
	if n := r.preset.Visits.Ineffective; n > 0 {
		where += " AND ineffective <= " + strconv.Itoa(n)
	}
	soon, today, past := reach(r.cal, x.Every, r.q.Until), reach(r.cal, x.Every, r.q.Today), reach(r.cal, x.Every, shift(r.q.Today, -1))
	var rows []found
	for _, c := range r.cases(day, last, args) {
		var late, now, all int
		reached := slices.Concat(c.args, []any{soon})
		bounds := " AND " + c.day + " <= ?"
		if r.q.From != "" {
			bounds += " AND " + c.day + " > ?"
			reached = slices.Concat(reached, c.args, []any{reach(r.cal, x.Every, shift(r.q.From, -1))})
		}
		values := slices.Concat(c.args, []any{past}, c.args, []any{today}, base, reached)
		err := r.DB.Pool().QueryRowContext(r.ctx, "SELECT count(*) FILTER (WHERE "+c.day+" <= ?), count(*) FILTER (WHERE "+c.day+" <= ?), count(*)"+
			where+c.only+bounds, values...).Scan(&late, &now, &all)
		if err != nil {
			return l, err
		}
		l.Late += late
		l.Today += now - late
		l.Later += all - now
		if all == 0 {
			continue
		}
		fs, err := db.Select[found](r.DB.Read(r.ctx), "(SELECT id, number, id AS customer, name AS who, owner, "+c.day+" AS day"+
			where+c.only+bounds+" ORDER BY 6 LIMIT ?)", "", slices.Concat(c.args, base, reached, []any{r.q.Limit})...)
		if err != nil {
			return l, err
		}
		rows = append(rows, fs...)
	}
	for _, f := range rows {
		i := f.item(due.Visit, "customer")
		i.Owner = staff.Responsible(r.staff, x.By, f.Owner)
		every := policy.Counted{Period: x.Every}
		if i.Day = r.q.Today; f.Day != "" {
			i.Day, every = x.Every.Count(r.cal, f.Day)
		}
		i.Why, i.WhyArgs = "due.why.round", []any{"Grade", g.Name, "Every", every, "Way", wayOf(x.Way)}
		l.Items = append(l.Items, i)
	}
	return due.Join(r.q.Limit, l), nil
}

// A dueCase is a way in which the day of the last visit is told.
type dueCase struct {
	day, only string
	args      []any
}

func (r *rounder) cases(day, last string, args []any) []dueCase {
	if day != "" {
		return []dueCase{{day: day, args: slices.Concat(args, args)}}
	}
	return []dueCase{
		{day: last, only: " AND " + last + " > ''"},
		{day: "first_contact_on", only: " AND " + last + " = ''"},
	}
}

// last is the day of the last visit that counts for a round, as SQL: a column of
// the file where there is one.
func (r *rounder) last(x policy.Round) (string, []any) {
	people := staff.People(r.staff, x.By)
	ways := []string{x.Way}
	if x.Unless != "" && x.Way != "" {
		ways = append(ways, x.Unless)
	}
	if x.By == policy.Owner || x.By == "" || len(people) == 0 {
		switch {
		case x.Way == "":
			return "last_visit_on", nil
		case len(ways) == 1 && x.Way == OnSite:
			return "last_on_site_on", nil
		}
		people = nil
	}
	sql, args := "coalesce((SELECT max(v.on_day) FROM visits v WHERE v.customer_id = c.id AND v.deleted_at = 0", []any{}
	if x.Way != "" {
		sql += " AND v.way IN (?" + strings.Repeat(",?", len(ways)-1) + ")"
		for _, w := range ways {
			args = append(args, w)
		}
	}
	var any []string
	for _, p := range people {
		any = append(any, "v.visitor = ? OR instr(v.companions, ?) > 0")
		args = append(args, p, strconv.Quote(p))
	}
	if any != nil {
		sql += " AND (" + strings.Join(any, " OR ") + ")"
	}
	return sql + "), '')", args
}

// owners narrows the customers to those whose visits are wanted: of the person
// asked for, and of nobody who has a plan. False where there are none.
func (r *rounder) owners(x policy.Round) (sql string, args []any, ok bool) {
	wanted := func(who string) bool {
		return !slices.Contains(r.covered, who) && (r.q.Owner == "" || who == r.q.Owner || who == "")
	}
	if x.By != policy.Owner && x.By != "" {
		var yes []any
		some := wanted(staff.Responsible(r.staff, x.By, ""))
		for _, m := range r.staff {
			if w := wanted(staff.Responsible(r.staff, x.By, m.Name)); w != some {
				yes = append(yes, m.Name)
			}
		}
		return among(some, yes)
	}
	if r.q.Owner != "" {
		if !wanted(r.q.Owner) {
			return " AND owner = ''", nil, true
		}
		return " AND owner IN (?, '')", []any{r.q.Owner}, true
	}
	for _, o := range r.covered {
		args = append(args, o)
	}
	return among(true, args)
}

// among is the condition on owners: all but these, or none but these.
func among(all bool, these []any) (string, []any, bool) {
	switch {
	case all && len(these) == 0:
		return "", nil, true
	case len(these) == 0:
		return "", nil, false
	}
	not := ""
	if all {
		not = " NOT"
	}
	return " AND owner" + not + " IN (?" + strings.Repeat(",?", len(these)-1) + ")", these, true
}
