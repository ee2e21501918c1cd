package visit

import (
	"fmt"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
)

// A report may be written a little ahead of the visit, not more.
const ahead = 24 * time.Hour

func rules(tx *db.Tx, v, old *Visit) data.Errors {
	today := tx.Now.Local().Format(field.DateLayout)
	wrong := append(whose(tx, v, old), minutes(v, today)...)
	say := func(key, message string, args ...any) { wrong = append(wrong, data.Wrong(key, message, args...)) }
	on := day(v.At)

	if v.At > tx.Now.Add(ahead).UnixMilli() {
		say("at", "visit.error.future")
	}
	for i, p := range v.Promises {
		at := func(sub string) string { return fmt.Sprintf("promises[%d].%s", i, sub) }
		if before(p.Due, on) {
			say(at("due"), "visit.error.due_before", "Day", on)
		}
		switch {
		case before(p.DoneOn, on):
			say(at("done_on"), "visit.error.done_before", "Day", on)
		case p.DoneOn > today && p.DoneOn > on:
			say(at("done_on"), "visit.error.done_future")
		}
	}
	if v.NextStep == "" && (v.NextOn != "" || v.NextBy != "" || v.NextDoneOn != "") {
		say("next_step", "visit.error.next_step")
	}
	if before(v.NextOn, on) {
		say("next_on", "visit.error.next_before", "Day", on)
	}
	switch {
	case before(v.NextDoneOn, on):
		say("next_done_on", "visit.error.done_before", "Day", on)
	case v.NextDoneOn > today && v.NextDoneOn > on:
		say("next_done_on", "visit.error.next_done_future")
	}
	if v.Review != "" && v.Reviewer == "" {
		say("reviewer", "visit.error.reviewer")
	}
	if v.ReviewedOn != "" && v.Review == "" {
		say("review", "visit.error.review")
	}
	switch {
	case before(v.ReviewedOn, on):
		say("reviewed_on", "visit.error.review_before", "Day", on)
	case v.ReviewedOn > today && v.ReviewedOn > on:
		say("reviewed_on", "visit.error.review_future")
	}
	return wrong
}

// minutes are the rules of the minutes of a meeting.
func minutes(v *Visit, today string) (wrong data.Errors) {
	if !v.isMeeting() {
		return nil
	}
	on := day(v.At)
	for i, d := range v.Decisions {
		say := func(sub, message string, args ...any) {
			wrong = append(wrong, data.Wrong(fmt.Sprintf("decisions[%d].%s", i, sub), message, args...))
		}
		if before(d.Due, on) {
			say("due", "visit.error.due_before", "Day", on)
		}
		switch {
		case before(d.DoneOn, on):
			say("done_on", "visit.error.carried_before", "Day", on)
		case d.DoneOn > today && d.DoneOn > on:
			say("done_on", "visit.error.carried_future")
		}
	}
	return wrong
}

// whose finds the customer. A file in the recycle bin takes no new visit, but
// the reports that it has may still be mended.
func whose(tx *db.Tx, v, old *Visit) data.Errors {
	if v.CustomerNumber == "" {
		return nil // required: said already
	}
	r, ok, err := customer.Resolve(tx.DB, v.CustomerNumber)
	switch {
	case err != nil:
		e := data.Wrong("customer", "error.unexpected", "Cause", err.Error())
		e.Err = err
		return data.Errors{e}
	case !ok:
		return data.Errors{data.Wrong("customer", "visit.error.customer_missing", "Number", v.CustomerNumber)}
	case r.DeletedAt != 0 && (old == nil || old.CustomerID != r.ID):
		return data.Errors{data.Wrong("customer", "visit.error.customer_deleted", "Number", r.Number, "Name", r.Name)}
	}
	if e := r.Stored("customer"); e != nil && (old == nil || old.CustomerID != r.ID) {
		return data.Errors{e}
	}
	v.CustomerID, v.CustomerName = r.ID, r.Name
	return nil
}

// settle derives what tables sort by. Whoever went stays responsible for the
// next step unless another is named (首问负责制), and an opinion without a date
// is of the day it was entered.
func settle(tx *db.Tx, v, old *Visit) error {
	v.OnDay = day(v.At)
	if v.Companions == nil {
		v.Companions = []string{}
	}
	if v.NextStep != "" && v.NextBy == "" {
		v.NextBy = v.Visitor
	}
	if v.Review != "" && v.ReviewedOn == "" && (old == nil || old.Review == "") {
		v.ReviewedOn = max(tx.Now.Local().Format(field.DateLayout), v.OnDay)
	}
	v.PromiseDue = ""
	for _, p := range v.Promises {
		if p.DoneOn == "" && (v.PromiseDue == "" || p.Due < v.PromiseDue) {
			v.PromiseDue = p.Due
		}
	}
	return nil
}

func day(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).Format(field.DateLayout)
}

// before tells whether day d is given and lies before on.
func before(d, on string) bool { return d != "" && on != "" && d < on }
