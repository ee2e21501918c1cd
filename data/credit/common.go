package credit

import (
	"fmt"
	"slices"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/staff"
)

// today is the local day of a moment.
func today(now time.Time) string { return now.Local().Format(field.DateLayout) }

// faults gathers what is wrong with a record.
type faults struct{ data.Errors }

func (w *faults) say(key, message string, args ...any) {
	w.Errors = append(w.Errors, data.Wrong(key, message, args...))
}

// fail says that the program could not find out.
func (w *faults) fail(key string, err error) {
	e := data.Wrong(key, "error.unexpected", "Cause", err.Error())
	e.Err = err
	w.Errors = append(w.Errors, e)
}

// at is the path of a field of a row.
func at(key string, i int, sub string) string { return fmt.Sprintf("%s[%d].%s", key, i, sub) }

// customer finds the customer of a record. A file in the recycle bin takes
// nothing new, but what it has may still be mended.
func (w *faults) customer(tx *db.Tx, number string, had int64) (id int64, name string) {
	if number == "" {
		return 0, "" // required: said already
	}
	r, ok, err := customer.Resolve(tx.DB, number)
	switch {
	case err != nil:
		w.fail("customer", err)
	case !ok:
		w.say("customer", "credit.error.customer_missing", "Number", number)
	case r.DeletedAt != 0 && had != r.ID:
		w.say("customer", "credit.error.customer_deleted", "Number", r.Number, "Name", r.Name)
	case r.StoredUntil != "" && had != r.ID:
		w.Errors = append(w.Errors, r.Stored("customer"))
	default:
		return r.ID, r.Name
	}
	return 0, ""
}

// grade finds a grade of the regulation in force; a former one may stay but not
// be chosen anew.
func (w *faults) grade(p *policy.Preset, key, had string) (policy.CreditGrade, bool) {
	g, ok := p.CreditGrade(key)
	if !ok && key != "" && key != had {
		w.say("grade", "credit.error.grade_unknown", "Grade", key)
	}
	return g, ok
}

// none refuses credit where the grade has none.
func (w *faults) none(g policy.CreditGrade, limit, days int64) {
	if g.Limit != policy.None {
		return
	}
	if limit > 0 {
		w.say("limit", "credit.error.no_limit", "Grade", g.Name, "Terms", g.Terms)
	}
	if days > 0 {
		w.say("days", "credit.error.no_days", "Grade", g.Name, "Terms", g.Terms)
	}
}

// approver checks who decides: somebody who may, and not the one who asks for
// it, unless nobody else works in the shop.
func (w *faults) approver(tx *db.Tx, key, name, level, asks string) {
	if name == "" {
		w.say(key, "credit.error.approver", "Level", Level(level))
		return
	}
	ms, err := staff.List(tx.DB)
	switch {
	case err != nil:
		w.fail(key, err)
	case name == asks && others(ms, name):
		w.say(key, "credit.error.approver_self", "Name", name)
	case !staff.Answers(ms, name, level):
		w.say(key, "credit.error.approver_level", "Name", name, "Level", Level(level))
	}
}

// others tells whether anybody else works in the shop.
func others(ms []staff.Member, name string) bool {
	return slices.ContainsFunc(ms, func(m staff.Member) bool { return !m.Left && m.Name != name })
}

// barred refuses credit to a customer on the company's blacklist (黑名单) on a
// day, and tells whether it did.
func (w *faults) barred(tx *db.Tx, key string, customerID int64, name, day string) bool {
	b, err := customer.Barred(tx.DB, customerID, "", day)
	switch {
	case err != nil:
		w.fail(key, err)
	case b != nil && b.Scope == customer.Company:
		w.say(key, "credit.error.barred", "Name", name, "Number", b.Number, "Until", b.Until)
	default:
		return false
	}
	return true
}

// Level is a level of the regulation in words: who decides.
type Level string

// Say is the level in the speaker's language.
func (l Level) Say(s data.Speaker) string {
	if l == "" {
		return s.T("credit.level.other")
	}
	return s.T("credit.level." + string(l))
}

// Yuan is an amount of money in words, from hundredths.
type Yuan int64

// Say is the amount in the speaker's language, "12,000 元".
func (y Yuan) Say(s data.Speaker) string { return s.T("credit.yuan", "Amount", Money(int64(y))) }

// stars stand for an amount that whoever is at the desk may not see.
type stars struct{}

// Say is the stars, in any language.
func (stars) Say(data.Speaker) string { return field.Mask(field.Decimal, "0") }

// discreet lets rules reckon with what is owed but say no amount of it to
// whoever may not see amounts.
func discreet[T any](d *db.DB, of string, rules func(tx *db.Tx, t, old *T) data.Errors) func(tx *db.Tx, t, old *T) data.Errors {
	return func(tx *db.Tx, t, old *T) data.Errors {
		es := rules(tx, t, old)
		if !register.May(tx.Statement.Context, d, right.Sensitive, of) {
			for _, e := range es {
				conceal(e.Args)
			}
		}
		return es
	}
}

// conceal puts stars in the place of amounts.
func conceal(args []any) {
	for i, x := range args {
		if _, ok := x.(Yuan); ok {
			args[i] = stars{}
		}
	}
}

// Money is an amount in hundredths with its thousands parted, "12,000.5"; "0"
// for nothing.
func Money(n int64) string {
	if n == 0 {
		return "0"
	}
	return field.Parted(field.ShowDecimal(n))
}
