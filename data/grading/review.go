package grading

import (
	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/search"
	"kezhi/data/staff"
)

// Kinds of review.
const (
	Admission = "admission" // 准入
	Stage     = "stage"     // 阶段评价
	Turnover  = "turnover"  // 交易额评级, from the year's amount
	Change    = "change"    // 升降级, after trouble or for a special reason
)

// Payment behaviour (回款情况) of a Turnover review.
const (
	Good = "good"
	Bad  = "bad"
)

// Review is one evaluation of a customer (评价): its score sheet or the year's
// amount, the grade that follows from it, the grade that is proposed and why,
// and what was decided. While it is a draft anybody may key it in; once it is
// proposed only the decision changes it.
type Review struct {
	register.Meta
	CustomerID int64
	Kind       string
	Department string // the owner's, at the time

	Scores field.Values `gorm:"serializer:json"` // by "score_" and the indicator's key
	Total  int64        // points of 100, hundredths
	Scored bool         // nothing that the sheet asks for is missing
	Amount int64        // of the year, 分
	// Payment tells whether the customer paid well.
	Payment   string
	TroubleOn string // 发生问题日期: of the trouble that makes a downgrade urgent

	GradeBefore string
	Suggested   string // by the points or the amount
	Proposed    string // taken from Suggested unless a person says otherwise
	Reason      string
	Proposer    string
	ProposedOn  string
	State       string
	Due         string // until when it has to be decided: after trouble

	Approver   string // who approved or refused
	ApprovedOn string
	Opinion    string
	NextOn     string // 下次评价
	Edition    string // of the regulation

	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
}

func reviews(d *db.DB, p *policy.Preset, known []*policy.Preset) *register.Table[Review] {
	return &register.Table[Review]{
		DB: d, Name: "review", SQL: "reviews",
		Owners: []string{"proposer"}, Customer: "customer_id",
		Set:    reviewFields(p, known),
		Meta:   func(r *Review) *register.Meta { return &r.Meta },
		New:    func() *Review { return &Review{Kind: usual(p), State: Draft, Payment: Good} },
		Number: register.Yearly("PJ", 6),
		Rules:  reviewRules,
		Settle: settleReview,
		Saved:  savedReview,
		Loaded: loadedReviews,
	}
}

// usual is the kind of review that a regulation mostly asks for.
func usual(p *policy.Preset) string {
	if p.Grading.By == policy.ByTurnover {
		return Turnover
	}
	return Stage
}

// reviewRules finds the customer and looks at what a draft may hold. What a
// proposal needs besides is asked when it is proposed.
func reviewRules(tx *db.Tx, r, old *Review) data.Errors {
	had := int64(0)
	if old != nil {
		had = old.CustomerID
	}
	c, wrong := whose(tx, r.CustomerNumber, had)
	if len(wrong) == 0 && c.ID != 0 {
		r.CustomerID, r.CustomerName = c.ID, c.Name
	}
	today := tx.Now.Local().Format(field.DateLayout)
	if r.TroubleOn > today {
		wrong = append(wrong, data.Wrong("trouble_on", "error.future"))
	}
	if old != nil && old.State != Draft && old.State == r.State && touched(old, r) {
		wrong = append(wrong, data.Wrong("kind", "review.error.closed", "State", stateName("review", old.State)))
	}
	return wrong
}

// touched tells whether a person changed what a decision rests on.
func touched(old, r *Review) bool {
	if len(old.Scores) != len(r.Scores) {
		return true
	}
	for k, v := range old.Scores {
		if r.Scores[k] != v {
			return true
		}
	}
	return old.CustomerID != r.CustomerID || old.Kind != r.Kind || old.Amount != r.Amount || old.Payment != r.Payment ||
		old.TroubleOn != r.TroubleOn || old.Proposed != r.Proposed || old.Reason != r.Reason || old.Proposer != r.Proposer
}

// stateName is a state's name for a sentence.
func stateName(room, state string) data.Sayer { return worded(room + ".state." + state) }

type worded string

// Say implements data.Sayer.
func (w worded) Say(s data.Speaker) string { return s.T(string(w)) }

// settleReview works out what follows from what was keyed in. A review that
// was proposed stays as it is.
func settleReview(tx *db.Tx, r, old *Review) error {
	if r.Scores == nil {
		r.Scores = field.Values{}
	}
	if r.State != Draft {
		return nil
	}
	l, err := lawOf(tx)
	if err != nil {
		return err
	}
	c, err := customer.Graded(tx.DB, r.CustomerID)
	if err != nil {
		return err
	}
	if r.Kind != Turnover {
		r.Amount, r.Payment = 0, ""
	}
	if r.Kind == Turnover && old == nil && r.Amount == 0 {
		if r.Amount, err = Received(tx.DB, r.CustomerID, tx.Now.Local().Format(field.DateLayout)); err != nil {
			return err
		}
	}
	auto := old == nil && r.Proposed == "" || old != nil && r.Proposed == old.Suggested
	r.Department = string(customer.DepartmentOf(l.people, c.Owner))
	r.GradeBefore = c.Grade
	l.work(r)
	if auto {
		r.Proposed = r.Suggested
	}
	if r.Proposer == "" {
		r.Proposer = tx.Who
	}
	cal, err := policy.Calendar(tx.DB)
	if err != nil {
		return err
	}
	r.Due = ""
	if r.TroubleOn != "" && !l.Grading.DowngradeWithin.Zero() {
		r.Due, _ = l.Grading.DowngradeWithin.After(cal, r.TroubleOn)
	}
	return nil
}

func savedReview(tx *db.Tx, r, old *Review) error {
	if r.DeletedAt != 0 && r.State == Approved {
		return data.Fault(data.Refused, "review.error.stays", "Number", r.Number)
	}
	if r.DeletedAt != 0 {
		return search.Remove(tx, "review", r.ID)
	}
	return search.Put(tx, ReviewEntry(r))
}

// ReviewEntry is what a review is found by.
func ReviewEntry(r *Review) search.Entry {
	return search.Entry{Register: "review", ID: r.ID, Numbers: []string{r.Number}, Text: []string{r.Reason}}
}

func loadedReviews(g *gorm.DB, rs []*Review) error {
	ids := make([]int64, len(rs))
	for i, r := range rs {
		ids[i] = r.CustomerID
	}
	refs, err := customer.Refs(g, ids)
	for _, r := range rs {
		c := refs[r.CustomerID]
		r.CustomerNumber, r.CustomerName = c.Number, c.Name
	}
	return err
}

// Standing is how many customers of each grade the customer's department has,
// for whoever fills in a review.
func Standing(g *gorm.DB, customerID int64) (customer.Standing, error) {
	c, err := customer.Graded(g, customerID)
	if err != nil {
		return customer.Standing{}, err
	}
	ms, err := staff.List(g)
	if err != nil {
		return customer.Standing{}, err
	}
	return customer.StandingOf(g, ms, customer.DepartmentOf(ms, c.Owner))
}
