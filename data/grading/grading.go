// Package grading keeps how customers are graded (分级): the reviews (评价) by
// which a customer is admitted, evaluated and changes its grade, and the
// blacklist (黑名单) of those with whom nobody deals for a time.
//
// Both begin as a draft, are proposed by one person and approved or refused by
// another, who answers for the department (部门负责人). What was approved takes
// effect in the same transaction and is never changed again.
//
// A customer on the blacklist may still be visited, and may complain; what is
// refused is admission, a better grade, credit and a place in the plan: those
// who decide such things ask Barred.
package grading

import (
	"context"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
)

// States of a review or an entry of the blacklist.
const (
	Draft    = "draft"    // 草稿
	Proposed = "proposed" // 待审批
	Approved = "approved" // 已批准
	Refused  = "refused"  // 未批准
	Lifted   = "lifted"   // 已解除: only of the blacklist
)

// Store is the two registers.
type Store struct {
	DB        *db.DB
	Reviews   *register.Table[Review]
	Blacklist *register.Table[Entry]
}

// Open gives the registers of an open file, with the grades and indicators of
// the regulation in force. A regulation that cannot be read has none; whoever
// opens the shop says so.
func Open(d *db.DB) *Store {
	g := d.Read(door.Within(context.Background()))
	p, err := policy.Current(g)
	if err != nil {
		p = new(policy.Preset)
	}
	known, err := policy.Known(g)
	if err != nil {
		known = nil
	}
	return &Store{d, reviews(d, p, known), entries(d, p)}
}

// Barred is the entry of the blacklist that bars a department from dealing with
// a customer on a day, nil where none does. The company's list bars everybody.
func Barred(g *gorm.DB, customerID int64, department customer.Department, day string) (*customer.Bar, error) {
	return customer.Barred(g, customerID, department, day)
}

// law is what a decision is made under: the regulation, the shop's people, the
// day.
type law struct {
	*policy.Preset
	people []staff.Member
	today  string
}

func lawOf(tx *db.Tx) (law, error) {
	p, err := policy.Current(tx.DB)
	if err != nil {
		return law{}, err
	}
	ms, err := staff.List(tx.DB)
	return law{p, ms, tx.Now.Local().Format(field.DateLayout)}, err
}

// grade is a grade's name for a sentence, "无等级" for none.
func (l law) grade(key string) data.Sayer {
	if g, ok := l.Grade(key); ok {
		return g.Name
	}
	return none{}
}

type none struct{}

// Say implements data.Sayer.
func (none) Say(s data.Speaker) string { return s.T("grading.none") }

// decider refuses who may not approve: the proposer, and whoever does not
// answer for a department.
func (l law) decider(who, proposer string) *data.Error {
	switch {
	case who == "":
		return data.Fault(data.Refused, "grading.error.who")
	case who == proposer:
		return data.Fault(data.Refused, "grading.error.own", "Name", who)
	case !staff.Answers(l.people, who, policy.Head):
		return data.Fault(data.Refused, "grading.error.head", "Name", who)
	}
	return nil
}

// whose finds the customer of a new record or one that names another.
func whose(tx *db.Tx, number string, had int64) (customer.Ref, data.Errors) {
	if number == "" {
		return customer.Ref{}, nil // required: said already
	}
	r, ok, err := customer.Resolve(tx.DB, number)
	switch {
	case err != nil:
		return r, data.Errors{unexpected("customer", err)}
	case !ok:
		return r, data.Errors{data.Wrong("customer", "visit.error.customer_missing", "Number", number)}
	case r.DeletedAt != 0 && had != r.ID:
		return r, data.Errors{data.Wrong("customer", "visit.error.customer_deleted", "Number", r.Number, "Name", r.Name)}
	case r.StoredUntil != "" && had != r.ID:
		return r, data.Errors{r.Stored("customer")}
	}
	return r, nil
}

func unexpected(key string, err error) *data.Error {
	e := data.Wrong(key, "error.unexpected", "Cause", err.Error())
	e.Err = err
	return e
}

// gradeField is a choice among the grades of the regulation, and after them
// those of former ones, so that an old record still says what it said.
func gradeField[T any](key string, at func(*T) *string, p *policy.Preset, known []*policy.Preset) *field.Field[T] {
	f := field.OfChoice(key, at)
	seen := map[string]bool{}
	for _, p := range append([]*policy.Preset{p}, known...) {
		for _, g := range p.Grading.Grades {
			if !seen[g.Key] {
				seen[g.Key] = true
				f.Options = append(f.Options, g.Key)
				f.Names = append(f.Names, g.Name.Message())
			}
		}
	}
	return f
}

// stateField is the state, set by the deeds.
func stateField[T any](at func(*T) *string, states ...string) *field.Field[T] {
	return field.OfChoice("state", at, states...).Locked().Show(76, "state").Pill()
}
