package grading

import (
	"context"
	"slices"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Propose hands a review on for approval (提交审批). What it lacks is said at the
// fields: a required indicator, a reason, a place within the quota.
func (s *Store) Propose(ctx context.Context, who string, id int64) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Reviews.Edits(tx, id); err != nil {
			return err
		}
		r, l, err := s.review(tx, id, Draft)
		if err != nil {
			return err
		}
		if r.Proposer == "" {
			r.Proposer = tx.Who
		}
		if err := l.fits(tx, r); err != nil {
			return err
		}
		r.State, r.ProposedOn, r.Edition = Proposed, l.today, l.Edition()
		return s.Reviews.SaveIn(tx, r)
	})
}

// Withdraw makes a draft of a proposed review again (撤回), to be mended.
func (s *Store) Withdraw(ctx context.Context, who string, id int64) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Reviews.Edits(tx, id); err != nil {
			return err
		}
		r, _, err := s.review(tx, id, Proposed)
		if err != nil {
			return err
		}
		r.State, r.ProposedOn = Draft, ""
		return s.Reviews.SaveIn(tx, r)
	})
}

// Refuse turns a proposed review down; the grade stays.
func (s *Store) Refuse(ctx context.Context, who string, id int64, opinion string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Reviews.Reach(tx, right.Approve, id); err != nil {
			return err
		}
		r, l, err := s.review(tx, id, Proposed)
		if err != nil {
			return err
		}
		if e := l.decider(tx.Who, r.Proposer); e != nil {
			return e
		}
		if opinion == "" {
			return data.Wrong("opinion", "grading.error.opinion")
		}
		r.State, r.Approver, r.ApprovedOn, r.Opinion = Refused, tx.Who, l.today, opinion
		return s.Reviews.SaveIn(tx, r)
	})
}

// Approve approves a proposed review: the customer's grade changes in the same
// transaction. Code data.Refused where who may not, or the review waits no more;
// data.Invalid where the quota is full by now or the customer is barred.
func (s *Store) Approve(ctx context.Context, who string, id int64, opinion string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error { return s.approve(tx, id, opinion) })
}

func (s *Store) approve(tx *db.Tx, id int64, opinion string) error {
	if err := s.Reviews.Reach(tx, right.Approve, id); err != nil {
		return err
	}
	r, l, err := s.review(tx, id, Proposed)
	if err != nil {
		return err
	}
	if e := l.decider(tx.Who, r.Proposer); e != nil {
		return e
	}
	if err := l.fits(tx, r); err != nil {
		return err
	}
	cal, err := policy.Calendar(tx.DB)
	if err != nil {
		return err
	}
	if r.Proposed != "" && !l.Grading.Evaluate.Zero() {
		r.NextOn, _ = l.Grading.Evaluate.After(cal, l.today)
	}
	r.State, r.Approver, r.ApprovedOn, r.Opinion, r.Edition = Approved, tx.Who, l.today, opinion, l.Edition()
	if err := s.Reviews.SaveIn(tx, r); err != nil {
		return err
	}
	if err := customer.EvaluateOn(tx, r.CustomerID, r.NextOn); err != nil {
		return err
	}
	return l.regrade(tx, customer.GradeChange{
		CustomerID: r.CustomerID, GradeTo: r.Proposed, Register: "review", RecordID: r.ID, Number: r.Number, Kind: r.Kind,
		Total: r.Total, Reason: r.Reason, Proposer: r.Proposer, Approver: r.Approver,
	})
}

// regrade carries out a change of grade; a refusal is said at the grade proposed.
func (l law) regrade(tx *db.Tx, c customer.GradeChange) error {
	c.Edition = l.Edition()
	err := customer.Regrade(tx, l.Preset, c)
	for _, e := range data.All(err) {
		if e.Field == "grade" {
			e.Field = "proposed"
		}
	}
	return err
}

// review reads a review that has to be in a state.
func (s *Store) review(tx *db.Tx, id int64, state string) (*Review, law, error) {
	l, err := lawOf(tx)
	if err != nil {
		return nil, l, err
	}
	r, err := s.Reviews.One(tx, id)
	switch {
	case err != nil:
		return nil, l, err
	case r.DeletedAt != 0:
		return nil, l, data.Fault(data.Refused, "grading.error.deleted", "Number", r.Number)
	case r.State != state:
		return nil, l, data.Fault(data.Refused, "grading.error.state", "Number", r.Number, "State", stateName("review", r.State))
	}
	return r, l, nil
}

// fits looks at everything that a decision for the review needs: the sheet, the
// grade the customer has now, the blacklist, the quota.
func (l law) fits(tx *db.Tx, r *Review) error {
	c, err := customer.Graded(tx.DB, r.CustomerID)
	if err != nil {
		return err
	}
	if c.DeletedAt != 0 {
		return data.Wrong("customer", "visit.error.customer_deleted", "Number", c.Number, "Name", c.Name)
	}
	if r.GradeBefore != c.Grade {
		if r.State != Draft {
			return data.Wrong("proposed", "review.error.moved", "Before", l.grade(r.GradeBefore), "Now", l.grade(c.Grade))
		}
		r.GradeBefore = c.Grade
	}
	if r.State == Draft {
		l.work(r)
	}
	if wrong := l.lacks(r); len(wrong) > 0 {
		return wrong
	}
	of := customer.DepartmentOf(l.people, c.Owner)
	if l.Rank(r.Proposed) < l.Rank(r.GradeBefore) {
		if err := l.upwards(tx, r, of); err != nil {
			return err
		}
	}
	e, err := customer.Room(tx.DB, l.Preset, c, r.Proposed)
	if err != nil || e == nil {
		return err
	}
	e.Field = "proposed"
	return e
}

// upwards refuses to grade up a customer on the blacklist, and after it any
// grade but the one for a readmission.
func (l law) upwards(tx *db.Tx, r *Review, of customer.Department) error {
	b, err := Barred(tx.DB, r.CustomerID, of, l.today)
	if err != nil {
		return err
	}
	if b != nil {
		return data.Wrong("proposed", "customer.error.grade_barred", "Until", b.Until, "Number", b.Number)
	}
	only, err := customer.Readmission(tx.DB, l.Preset, r.CustomerID, l.today)
	if err != nil || only == "" || only == r.Proposed {
		return err
	}
	return data.Wrong("proposed", "customer.error.readmit", "Grade", l.grade(only))
}

// Warning is something that does not forbid a decision.
type Warning struct {
	Key  string
	Args []any
}

// Text is the warning as a sentence.
func (w Warning) Text(s data.Speaker) string { return s.T(w.Key, data.Said(s, w.Args)...) }

// Warnings look at what is so in principle only: the share of a grade among
// the customers of each product (各产品名额), which is counted over the whole shop,
// as the regulation says. Code data.NotFound for a customer whom whoever is at the
// desk may not see.
func (s *Store) Warnings(ctx context.Context, customerID int64, proposed string) ([]Warning, error) {
	if err := s.Reviews.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	if err := register.Customer(ctx, s.DB, customerID); err != nil {
		return nil, err
	}
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return nil, err
	}
	grade, ok := p.Grade(proposed)
	c, err := customer.Graded(g, customerID)
	if err != nil || !ok || grade.ProductQuota == 0 || c.Grade == proposed {
		return nil, err
	}
	var ws []Warning
	for _, product := range customer.Products(c.Products) {
		all, of, err := customer.OfProduct(g, product, proposed)
		if err != nil {
			return nil, err
		}
		if all > 0 && (of+1)*100 > int64(grade.ProductQuota)*all {
			ws = append(ws, Warning{"review.warning.product", []any{"Product", product, "Grade", grade.Name, "N", of, "All", all, "Quota", grade.ProductQuota}})
		}
	}
	return ws, nil
}

// Priorities are what the privileged grades enjoy before others (四优先), the
// better grade before the next; nil where the grade has none.
func Priorities(p *policy.Preset, grade string) []policy.Words {
	if g, ok := p.Grade(grade); !ok || !g.Privileged {
		return nil
	}
	return slices.Clone(p.Grading.Priorities)
}

// Order is in which order the grades come where something is short: "VIP 先于优选
// 先于合格".
func Order(p *policy.Preset, s data.Speaker) string {
	out := ""
	for _, g := range p.Grading.Grades {
		if !g.Admission {
			continue
		}
		if out != "" {
			out += s.T("grading.before")
		}
		out += g.Name.Say(s)
	}
	return out
}
