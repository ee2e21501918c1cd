package grading

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/staff"
)

// Line is one customer of a whole-register run (批量评价): what is proposed, and
// why.
type Line struct {
	CustomerID int64
	Customer   string // number
	Name       string
	Department customer.Department
	Owner      string
	Grade      string
	Proposed   string
	Due        string // when the evaluation was due, "" for not yet
	Total      int64  // points, hundredths

	// ReviewID is the score sheet that can be approved; 0: there is none yet.
	ReviewID int64
	Review   string // its number
	State    string
	Why      string // message key
	WhyArgs  []any
}

// Reason is Why in words.
func (l Line) Reason(s data.Speaker) string { return s.T(l.Why, data.Said(s, l.WhyArgs)...) }

// Evaluate runs over all customers: it lists the sheets that are filled in and
// wait for a decision, those whose evaluation has come by a day and who have no
// sheet yet, and those whose grade the regulation does not know; of all these the
// customers whom whoever is at the desk may see.
func (s *Store) Evaluate(ctx context.Context, day string) ([]Line, error) {
	if err := s.Reviews.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return nil, err
	}
	ms, err := staff.List(g)
	if err != nil {
		return nil, err
	}
	t, err := turnOf(g, p)
	if err != nil {
		return nil, err
	}
	run := run{g: g, law: law{p, ms, day}, turn: t}
	for _, add := range []func() error{run.sheets, run.overdue, run.strangers} {
		if err := add(); err != nil {
			return nil, db.Translate(err)
		}
	}
	return register.Ours(ctx, s.DB, run.lines, func(l *Line) (int64, *string) { return l.CustomerID, nil })
}

type run struct {
	g *gorm.DB
	law
	turn  turn
	lines []Line
}

type sheetRow struct {
	Of                              candidate `gorm:"embedded"`
	ReviewID                        int64
	Review, Kind, State             string
	Total, Amount                   int64
	Payment, Suggested, To, Because string
}

// sheets are the reviews that are filled in.
func (r *run) sheets() error {
	var rows []sheetRow
	err := r.g.Session(&gorm.Session{NewDB: true}).Table("reviews v").Joins("JOIN customers c ON c.id = v.customer_id AND c.deleted_at = 0").
		Select(`c.id, c.number, c.name, c.owner, c.grade, c.review_on, c.created_at, v.id AS review_id, v.number AS review,
			v.kind, v.state, v.total, v.amount, v.payment, v.suggested, v.proposed AS "to", v.reason AS because`).
		Where("v.deleted_at = 0 AND v.state IN ? AND v.scored = 1", []string{Draft, Proposed}).Find(&rows).Error
	if err != nil {
		return err
	}
	for _, x := range rows {
		l := r.line(x.Of)
		l.ReviewID, l.Review, l.State, l.Proposed, l.Total = x.ReviewID, x.Review, x.State, x.To, x.Total
		l.Why, l.WhyArgs = r.because(x)
		r.lines = append(r.lines, l)
	}
	// places that become free are there for those who come up, the best first
	slices.SortStableFunc(r.lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(r.step(b), r.step(a)), cmp.Compare(b.Total, a.Total), cmp.Compare(a.ReviewID, b.ReviewID))
	})
	return nil
}

// step is how many grades a line goes down; up is less than 0.
func (r *run) step(l Line) int { return r.Rank(l.Proposed) - r.Rank(l.Grade) }

func (r *run) because(x sheetRow) (string, []any) {
	g, _ := r.Preset.Grade(x.Suggested)
	args := []any{"Total", points(x.Total), "Amount", points(x.Amount), "Grade", r.grade(x.Suggested), "Score", g.Score, "From", g.From, "Payment", worded("review.payment." + x.Payment)}
	switch {
	case x.Kind == Change, x.Suggested == x.Of.Grade && g.Score == 0 && x.Kind != Turnover:
		return "review.why.reason", []any{"Reason", x.Because}
	case x.Kind == Turnover && g.NoTrade:
		return "review.why.no_trade", args
	case x.Kind == Turnover:
		return "review.why.amount", args
	case x.Suggested == "":
		return "review.why.below", append(args, "Least", r.least())
	}
	return "review.why.score", args
}

// overdue are those whose evaluation has come and who have no sheet.
func (r *run) overdue() error {
	if r.turn.never() {
		return nil
	}
	cs, err := r.turn.due(r.g, r.today, "", 0, false)
	r.lines = slices.Grow(r.lines, len(cs))
	for _, c := range cs {
		l := r.line(c)
		l.Proposed = c.Grade
		l.Why, l.WhyArgs = "review.why.due", []any{"Day", l.Due, "Period", r.turn.period}
		r.lines = append(r.lines, l)
	}
	return err
}

// strangers are those with a grade that the regulation does not know: it was
// given under another.
func (r *run) strangers() error {
	var keys, grades []string
	for _, g := range r.Grading.Grades {
		keys = append(keys, g.Key)
	}
	err := r.g.Session(&gorm.Session{NewDB: true}).Table("grade_tallies").Distinct("grade").
		Where("n > 0 AND grade <> '' AND grade NOT IN ?", append(keys, "")).Pluck("grade", &grades).Error
	if err != nil || len(grades) == 0 {
		return err
	}
	var cs []candidate
	err = r.g.Session(&gorm.Session{NewDB: true}).Table("customers").Select(candidates).
		Where("deleted_at = 0 AND grade IN ?", grades).Where("id NOT IN (SELECT customer_id FROM reviews WHERE deleted_at = 0 AND state IN ('draft', 'proposed'))").Find(&cs).Error
	for _, c := range cs {
		l := r.line(c)
		l.Why, l.WhyArgs = "review.why.stranger", []any{"Preset", r.Name}
		r.lines = append(r.lines, l)
	}
	return err
}

func (r *run) line(c candidate) Line {
	l := Line{CustomerID: c.ID, Customer: c.Number, Name: c.Name, Owner: c.Owner, Grade: c.Grade, Department: customer.DepartmentOf(r.people, c.Owner)}
	if !r.turn.never() && c.Grade != "" {
		if day := r.turn.day(c); day <= r.today {
			l.Due = day
		}
	}
	return l
}

// Outcome is what became of one review of many: Err is nil where it was
// approved, else why it was not.
type Outcome struct {
	ReviewID int64
	Number   string
	Name     string // the customer's
	From, To string // grades
	Err      error
}

// ApproveAll approves reviews in one transaction, one after the other, the
// quotas counted as they fill; drafts are proposed first. What a rule refuses
// is left as it was and listed with the reason. Where the error is not nil
// nothing was kept.
func (s *Store) ApproveAll(ctx context.Context, who string, ids []int64, opinion string) ([]Outcome, error) {
	out := make([]Outcome, 0, len(ids))
	err := s.DB.Write(ctx, who, func(tx *db.Tx) error {
		for _, id := range ids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := s.Reviews.Reach(tx, right.Approve, id); err != nil {
				return err
			}
			o, err := s.decide(tx, id, opinion)
			if err != nil {
				return err
			}
			out = append(out, o)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// decide approves one of many: what it wrote is undone where it is refused.
func (s *Store) decide(tx *db.Tx, id int64, opinion string) (Outcome, error) {
	r, err := s.Reviews.One(tx, id)
	if err != nil {
		return Outcome{}, err
	}
	o := Outcome{ReviewID: id, Number: r.Number, Name: r.CustomerName, From: r.GradeBefore, To: r.Proposed}
	o.Err = tx.Try(func(tx *db.Tx) error {
		if r.State == Draft {
			l, err := lawOf(tx)
			if err != nil {
				return err
			}
			if err := l.fits(tx, r); err != nil {
				return err
			}
			r.State, r.ProposedOn, r.Edition = Proposed, tx.Now.Local().Format(field.DateLayout), l.Edition()
			if err := s.Reviews.SaveIn(tx, r); err != nil {
				return err
			}
		}
		return s.approve(tx, id, opinion)
	})
	if len(data.All(o.Err)) == 0 {
		return o, o.Err
	}
	return o, nil
}
