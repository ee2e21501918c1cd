package credit

import (
	"context"

	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/workday"
)

// Due lists what has to be done by a day: credit reports, dunning, instalments
// of deposits. It is whose customer it is; amounts are told to those who may see
// them.
func (s *Store) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.allDue, "credit", "credit_report", "receivable")
}

func (s *Store) allDue(ctx context.Context, q due.Query) (due.List, error) {
	p, err := policy.Current(s.DB.Read(ctx))
	if err != nil {
		return due.List{}, err
	}
	c, err := policy.Calendar(s.DB.Read(ctx))
	if err != nil {
		return due.List{}, err
	}
	var all []due.List
	for _, w := range []work{reports(p, c), dunning(p), deposits()} {
		l, err := s.work(ctx, q, w)
		if err != nil {
			return due.List{}, err
		}
		if !register.May(ctx, s.DB, right.Sensitive, w.register) {
			for _, i := range l.Items {
				conceal(i.WhyArgs)
			}
		}
		all = append(all, l)
	}
	return due.Join(q.Limit, all...), nil
}

// work is one kind of work: the column that has its day, and how it is worded.
type work struct {
	kind            due.Kind
	register, table string
	day, what       string // SQL
	why             func(x row, today string) (string, []any)
}

// row is one piece of work as it is read.
type row struct {
	ID, CustomerID          int64
	Number, Name, Owner     string
	Day, What, Grade, DueOn string
	Amount                  int64
}

func reports(p *policy.Preset, c *workday.Calendar) work {
	return work{
		kind: due.CreditDue, register: "credit", table: "credit_files", day: "report_due", what: "t.grade, '' AS due_on, t.used AS amount, '' AS what",
		why: func(x row, _ string) (string, []any) {
			g, ok := p.CreditGrade(x.Grade)
			if !ok {
				return "", nil
			}
			_, unknown := g.Report.Before(c, x.Day)
			return "credit.why.report", []any{"Grade", g.Name, "Period", policy.Counted{Period: g.Report, Unknown: unknown}}
		},
	}
}

func dunning(p *policy.Preset) work {
	return work{
		kind: due.Dunning, register: "receivable", table: "receivables", day: "dun_on", what: "'' AS grade, t.due_on, t.open AS amount, t.what",
		why: func(x row, today string) (string, []any) {
			late := between(x.DueOn, today)
			step, ok := Offer(&p.Credit, late)
			if !ok {
				return "credit.why.open", []any{"Amount", Yuan(x.Amount), "Day", x.DueOn}
			}
			return "credit.why.dunning", []any{"Amount", Yuan(x.Amount), "Days", late, "Step", step.Name}
		},
	}
}

func deposits() work {
	return work{
		kind: due.Settlement, register: "credit", table: "credit_files", day: "instalment_due",
		what: "'' AS grade, t.stopped_on AS due_on, (SELECT sum(amount) FROM credit_instalments i WHERE i.record_id = t.id AND i.due = t.instalment_due AND i.paid_on = '') AS amount, '' AS what",
		why: func(x row, _ string) (string, []any) {
			return "credit.why.instalment", []any{"Amount", Yuan(x.Amount), "Day", x.DueOn}
		},
	}
}

func (s *Store) work(ctx context.Context, q due.Query, w work) (due.List, error) {
	var l due.List
	from := " FROM " + w.table + " t"
	where := " WHERE t.deleted_at = 0 AND t." + w.day + " <> '' AND t." + w.day + " <= ?"
	args := []any{q.Until}
	if q.From != "" {
		where += " AND t." + w.day + " >= ?"
		args = append(args, q.From)
	}
	if q.Owner != "" {
		where += " AND t.customer_id IN (SELECT id FROM customers WHERE owner IN (?, ''))"
		args = append(args, q.Owner)
	}
	g := s.DB.Read(ctx)
	var n struct{ Late, Today, Later int }
	err := g.Raw("SELECT coalesce(sum(d < ?), 0) AS late, coalesce(sum(d = ?), 0) AS today, coalesce(sum(d > ?), 0) AS later FROM (SELECT t."+w.day+" AS d"+
		from+where+")", append([]any{q.Today, q.Today, q.Today}, args...)...).Scan(&n).Error
	if err != nil {
		return l, db.Translate(err)
	}
	l.Late, l.Today, l.Later = n.Late, n.Today, n.Later
	var rows []row
	err = g.Raw("SELECT t.id, t.customer_id, t.number, c.name, c.owner, t."+w.day+" AS day, "+w.what+from+
		" JOIN customers c ON c.id = t.customer_id"+where+" ORDER BY t."+w.day+", t.id LIMIT ?", append(args, q.Limit)...).Scan(&rows).Error
	for _, x := range rows {
		it := due.Item{
			Kind: w.kind, Register: w.register, ID: x.ID, Number: x.Number, Customer: x.CustomerID, Who: x.Name, What: x.What, Owner: x.Owner, Day: x.Day,
		}
		it.Why, it.WhyArgs = w.why(x, q.Today)
		l.Items = append(l.Items, it)
	}
	return l, db.Translate(err)
}
