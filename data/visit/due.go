package visit

import (
	"context"
	"fmt"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// What one click does.
const (
	ActPromise  = "promise"  // the promise was kept today
	ActNext     = "next"     // the next step was taken today
	ActDecision = "decision" // the decision was carried out today
)

// Due is the work that visits make: promises, decisions of meetings, next steps,
// reviews, visits by the plan of the day, for whoever has none by the rounds of
// the regulation, and the report on the quarter.
func (s *Store) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.work, "visit", "plan")
}

func (s *Store) work(ctx context.Context, q due.Query) (due.List, error) {
	preset, err := policy.Current(s.DB.Read(ctx))
	if err != nil {
		return due.List{}, err
	}
	var ls []due.List
	for _, f := range []func(context.Context, due.Query, *policy.Preset) (due.List, error){
		s.promisesDue, s.undecidedDue, s.decisionsDue, s.nextDue, s.reviewsDue, s.planDue, s.roundsDue, s.quarterDue,
	} {
		l, err := f(ctx, q, preset)
		if err != nil {
			return due.List{}, db.Translate(err)
		}
		ls = append(ls, l)
	}
	return due.Join(q.Limit, ls...), nil
}

// DoDue marks a promise as kept, a decision as carried out, a next step as
// taken, on the day of the clock.
func (s *Store) DoDue(ctx context.Context, who string, i due.Item) error {
	today := s.DB.Now().Local().Format(field.DateLayout)
	switch i.Act {
	case ActPromise:
		return s.Keep(ctx, who, i.ID, i.Pos, today)
	case ActNext:
		return s.TakeNext(ctx, who, i.ID, today)
	case ActDecision:
		return s.CarryOut(ctx, who, i.ID, i.Pos, today)
	}
	return data.Fault(data.Refused, "due.error.open")
}

// Keep notes the day on which a promise of a visit was kept (兑现). Code
// data.Refused where it was kept already, data.NotFound.
func (s *Store) Keep(ctx context.Context, who string, id int64, pos int, day string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		v, err := s.One(tx, id)
		switch {
		case err != nil:
			return err
		case pos < 0 || pos >= len(v.Promises):
			return data.Fault(data.NotFound, "error.not_found", "Number", v.Number)
		case v.Promises[pos].DoneOn != "":
			return data.Fault(data.Refused, "visit.error.kept", "Day", v.Promises[pos].DoneOn)
		}
		if err := s.Edits(tx, id, v.Promises[pos].Owner); err != nil {
			return err
		}
		v.Promises[pos].DoneOn = max(day, v.OnDay)
		return s.SaveIn(tx, v)
	})
}

// TakeNext notes the day on which the next step after a visit was taken. Code
// data.Refused where it was taken already, data.NotFound.
func (s *Store) TakeNext(ctx context.Context, who string, id int64, day string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		v, err := s.One(tx, id)
		switch {
		case err != nil:
			return err
		case v.NextDoneOn != "":
			return data.Fault(data.Refused, "visit.error.taken", "Day", v.NextDoneOn)
		}
		if err := s.Edits(tx, id, v.NextBy); err != nil {
			return err
		}
		v.NextDoneOn = max(day, v.OnDay)
		return s.SaveIn(tx, v)
	})
}

// found is a line of work as it is read.
type found struct {
	ID       int64
	Number   string
	Customer int64
	Who      string
	What     string
	Owner    string
	Day      string
	At       int64
	Pos      int
}

// listed reads work and counts it. what selects the columns of found but "what",
// from says where, with the conditions; day and owner are columns there.
func (s *Store) listed(ctx context.Context, q due.Query, columns, from, day, owner string, args ...any) ([]found, due.List, error) {
	from += " AND " + day + " <= ?"
	args = append(args, q.Until)
	if q.From != "" {
		from += " AND " + day + " >= ?"
		args = append(args, q.From)
	}
	if q.Owner != "" {
		from += " AND " + owner + " IN (?, '')"
		args = append(args, q.Owner)
	}
	var l due.List
	err := s.DB.Pool().QueryRowContext(ctx, "SELECT count(*) FILTER (WHERE "+day+" < ?), count(*) FILTER (WHERE "+day+" = ?), count(*) FILTER (WHERE "+day+" > ?) FROM "+from,
		append([]any{q.Today, q.Today, q.Today}, args...)...).Scan(&l.Late, &l.Today, &l.Later)
	if err != nil || l.Late+l.Today+l.Later == 0 {
		return nil, l, err
	}
	fs, err := db.Select[found](s.DB.Read(ctx), "(SELECT "+columns+" FROM "+from+" ORDER BY "+day+" LIMIT ?)", "", append(args, q.Limit)...)
	return fs, l, err
}

func (f *found) item(k due.Kind, register string) due.Item {
	return due.Item{Kind: k, Register: register, ID: f.ID, Number: f.Number, Customer: f.Customer, Who: f.Who, What: f.What, Owner: f.Owner, Day: f.Day, Pos: f.Pos}
}

// promisesDue are the promises that are not kept. They are counted from their
// index alone; only of the visits in the recycle bin has one to know.
func (s *Store) promisesDue(ctx context.Context, q due.Query, _ *policy.Preset) (due.List, error) {
	fs, l, err := s.listed(ctx, q,
		`p.record_id AS id, (SELECT number FROM visits v WHERE v.id = p.record_id) AS number, (SELECT customer_id FROM visits v WHERE v.id = p.record_id) AS customer,
		(SELECT name FROM visits v JOIN customers c ON c.id = v.customer_id WHERE v.id = p.record_id) AS who, p.what, p.owner, p.due AS day, p.pos`,
		"visit_promises p WHERE p.done_on = '' AND p.record_id NOT IN (SELECT id FROM visits WHERE deleted_at > 0)", "p.due", "p.owner")
	for _, f := range fs {
		i := f.item(due.Promise, "visit")
		i.Act = ActPromise
		l.Items = append(l.Items, i)
	}
	return l, err
}

// nextDue are the next steps that were not taken: nobody said so, and nobody
// visited since. What counts stands in the index.
func (s *Store) nextDue(ctx context.Context, q due.Query, _ *policy.Preset) (due.List, error) {
	fs, l, err := s.listed(ctx, q,
		"v.id, v.number, v.customer_id AS customer, (SELECT name FROM customers c WHERE c.id = v.customer_id) AS who, v.next_step AS what, v.next_by AS owner, v.next_on AS day",
		`visits v INDEXED BY visits_next_open WHERE v.next_on <> '' AND v.next_done_on = '' AND v.deleted_at = 0
		AND NOT EXISTS (SELECT 1 FROM visits w WHERE w.customer_id = v.customer_id AND w.deleted_at = 0 AND w.on_day > v.on_day)`, "v.next_on", "v.next_by")
	for _, f := range fs {
		i := f.item(due.NextStep, "visit")
		i.Act = ActNext
		l.Items = append(l.Items, i)
	}
	return l, err
}

// reviewsDue are the reports that wait for the reviewer who is named in them.
func (s *Store) reviewsDue(ctx context.Context, q due.Query, preset *policy.Preset) (due.List, error) {
	within := fmt.Sprintf("+%d days", preset.Visits.SummaryDays)
	fs, l, err := s.listed(ctx, q,
		"v.id, v.number, v.customer_id AS customer, (SELECT name FROM customers c WHERE c.id = v.customer_id) AS who, v.purpose AS what, v.reviewer AS owner, date(v.on_day, '"+within+"') AS day",
		"visits v WHERE v.reviewer <> '' AND v.review = '' AND v.deleted_at = 0", "date(v.on_day, '"+within+"')", "v.reviewer")
	for _, f := range fs {
		i := f.item(due.Approval, "visit")
		i.Why = "due.why.visit_review"
		l.Items = append(l.Items, i)
	}
	return l, err
}

// planDue are the visits that the plans of the day ask for, and those that a
// plan which is over left undone: they stay until somebody went, a later plan
// has taken them over, or they were given up with a note.
func (s *Store) planDue(ctx context.Context, q due.Query, preset *policy.Preset) (due.List, error) {
	fs, l, err := s.listed(ctx, q,
		"p.id, p.number, l.customer_id AS customer, (SELECT name FROM customers c WHERE c.id = l.customer_id) AS who, l.grade || ' ' || l.way AS what, l.visitor AS owner, l.day, l.pos",
		"plans p CROSS JOIN plan_lines l ON l.plan_id = p.id WHERE p.deleted_at = 0 AND p.from_day <= ? AND l.customer_id NOT IN ("+customer.Ended+") AND "+owed, "l.day", "l.visitor", q.Until, q.Today, q.Today)
	for _, f := range fs {
		i := f.item(due.Visit, "plan")
		var grade, way string
		_, _ = fmt.Sscan(f.What, &grade, &way)
		i.What, i.Why = "", "due.why.plan"
		i.WhyArgs = []any{"Grade", gradeOf(preset, grade), "Way", wayOf(way)}
		l.Items = append(l.Items, i)
	}
	return l, err
}

// quarterDue is the report on the quarter, from the preset's days before its
// end on, and until it is written. Where nobody was visited there is nothing to
// report.
func (s *Store) quarterDue(ctx context.Context, q due.Query, preset *policy.Preset) (due.List, error) {
	var l due.List
	if preset.Visits.Report.Zero() {
		return l, nil
	}
	this := period(ByQuarter, q.Today)
	for _, x := range []span{period(ByQuarter, shift(this.from, -1)), this} {
		if x.to > q.Until || x.to < q.From {
			continue
		}
		var wants bool
		err := s.DB.Pool().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM visits WHERE deleted_at = 0 AND on_day >= ? AND on_day <= ?)
			AND NOT EXISTS (SELECT 1 FROM visit_quarters WHERE deleted_at = 0 AND from_day = ?)`, x.from, x.to, x.from).Scan(&wants)
		if err != nil {
			return l, err
		}
		if !wants {
			continue
		}
		l.Count(q.Today, x.to, 1)
		l.Items = append(l.Items, due.Item{
			Kind: due.Report, Register: "quarter", Day: x.to,
			Why: "due.why.quarter", WhyArgs: []any{"From", x.from, "To", x.to},
		})
	}
	return l, nil
}

// said is a text of the registers, worded by language.
type said string

// Say words it.
func (t said) Say(s data.Speaker) string { return s.T(string(t)) }

func wayOf(way string) data.Sayer {
	if way == "" {
		return said("plan.way.any")
	}
	return said("visit.way." + way)
}

func gradeOf(p *policy.Preset, key string) data.Sayer {
	if g, ok := p.Grade(key); ok {
		return g.Name
	}
	return policy.Words{"zh-Hans": key}
}
