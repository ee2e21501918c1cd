package complaint

import (
	"slices"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/staff"
)

func rules(tx *db.Tx, c, old *Complaint) data.Errors {
	wrong := whose(tx, c, old)
	say := func(key, message string, args ...any) { wrong = append(wrong, data.Wrong(key, message, args...)) }
	on := day(c.ReceivedAt)

	if minute(c.ReceivedAt) > minute(tx.Now.UnixMilli()) {
		say("received_at", "complaint.error.received_future")
	}
	if c.PromisedOn != "" && c.PromisedOn < on {
		say("promised_on", "complaint.error.promised_before", "Day", on)
	}
	if c.ReportReceivedOn > on {
		say("report_received_on", "complaint.error.report_after", "Day", on)
	}
	if late := objection(tx, c, old); late != nil {
		wrong = append(wrong, late)
	}
	repromised := old != nil && old.PromisedOn != "" && old.PromisedOn != c.PromisedOn
	if old == nil || !repromised && old.ReceivedAt == c.ReceivedAt && slices.Equal(old.Accused, c.Accused) && slices.Equal(old.Involved, c.Involved) {
		return wrong
	}
	k, err := read(tx.DB, old)
	if err != nil {
		return append(wrong, unexpected("", err))
	}
	if repromised && len(k.Steps) > 1 {
		say("promised_on", "complaint.error.promised", "Day", old.PromisedOn)
	}
	for _, p := range k.stand {
		if s := k.Steps[p.step]; minute(c.ReceivedAt) > minute(s.At) {
			say("received_at", "complaint.error.received_after", "When", field.ShowTime(s.At))
			break
		}
	}
	return append(wrong, k.accusing(c)...)
}

// whose finds the customer. A file in the recycle bin takes no new complaint,
// but the complaints that it has may still be mended.
func whose(tx *db.Tx, c, old *Complaint) data.Errors {
	c.CustomerName = ""
	if c.CustomerNumber == "" {
		c.CustomerID = nil
		return nil
	}
	r, ok, err := customer.Resolve(tx.DB, c.CustomerNumber)
	switch {
	case err != nil:
		return data.Errors{unexpected("customer", err)}
	case !ok:
		return data.Errors{data.Wrong("customer", "complaint.error.customer_missing", "Number", c.CustomerNumber)}
	case r.DeletedAt != 0 && (old == nil || old.CustomerID == nil || *old.CustomerID != r.ID):
		return data.Errors{data.Wrong("customer", "complaint.error.customer_deleted", "Number", r.Number, "Name", r.Name)}
	}
	if e := r.Stored("customer"); e != nil && (old == nil || old.CustomerID == nil || *old.CustomerID != r.ID) {
		return data.Errors{e}
	}
	c.CustomerID, c.CustomerName = &r.ID, r.Name
	return nil
}

// objection says of an objection to a report that comes too late that it needs
// a reason to be taken all the same.
func objection(tx *db.Tx, c, old *Complaint) *data.Error {
	same := old != nil && old.ReportReceivedOn == c.ReportReceivedOn && old.ReceivedAt == c.ReceivedAt && old.LateReason == c.LateReason
	if c.ReportReceivedOn == "" || c.LateReason != "" || same {
		return nil
	}
	t, err := readTerms(tx.DB)
	if err != nil {
		return unexpected("late_reason", err)
	}
	last := t.objection(c.ReportReceivedOn)
	if last == "" || day(c.ReceivedAt) <= last {
		return nil
	}
	return data.Wrong("late_reason", "complaint.error.objection", "Period", t.preset.Complaints.Objection, "Day", last,
		"N", calendarDays(last, day(c.ReceivedAt)))
}

// settle derives what tables sort by. What follows from the steps is theirs
// alone: a save of the entry cannot change it, unless it says that the receipt
// was on another day or the case is of another severity.
func settle(tx *db.Tx, c, old *Complaint) error {
	c.OnDay = day(c.ReceivedAt)
	for _, l := range []*[]string{&c.Responses, &c.Accused, &c.Involved} {
		if *l == nil {
			*l = []string{}
		}
	}
	k := newCase(c, nil)
	if old != nil {
		var err error
		if k, err = read(tx.DB, c); err != nil {
			return err
		}
	}
	return k.settle(tx, c, old == nil || old.Severity != c.Severity)
}

// settle writes into the entry what follows from the steps and from the
// regulation. anew: the deadline is counted by the regulation in force now.
func (k *Case) settle(tx *db.Tx, c *Complaint, anew bool) error {
	if k.terms == nil {
		var err error
		if k.terms, err = readTerms(tx.DB); err != nil {
			return err
		}
	}
	k.tell(c)
	k.clock(c, k.terms, anew)
	c.NextOn = k.next(c)
	return nil
}

func (x *assessment) wrong(*Case, string) data.Errors {
	if x.Severity == Major && x.Route != "" && x.Route != ToMeeting {
		return data.Errors{data.Wrong("route", "complaint.error.meeting")}
	}
	return nil
}

func (x *assignment) wrong(*Case, string) data.Errors {
	return dueBefore(x.Due, x.At)
}

// A retest is done by two people on the original sample under a code.
func (x *investigation) wrong(*Case, string) data.Errors {
	if x.Retest && Same(x.Tester, x.SecondTester) {
		return data.Errors{data.Wrong("second_tester", "complaint.error.two_testers")}
	}
	return nil
}

func (x *proposal) wrong(*Case, string) data.Errors {
	if x.Compensation < 0 {
		return data.Errors{data.Wrong("compensation", "complaint.error.negative")}
	}
	return nil
}

// A complaint that was unfounded is explained politely, in writing.
func (x *reply) wrong(k *Case, _ string) data.Errors {
	var wrong data.Errors
	if k.founded() != No {
		return nil
	}
	if x.Explanation == "" {
		wrong = append(wrong, data.Wrong("explanation", "complaint.error.explain"))
	}
	if x.Way == ByPhone {
		wrong = append(wrong, data.Wrong("way", "complaint.error.in_writing"))
	}
	return wrong
}

// Whoever is not satisfied is asked what is still wrong: the next round
// investigates it.
func (x *opinion) wrong(*Case, string) data.Errors {
	if x.Satisfied == No && x.Text == "" {
		return data.Errors{data.Wrong("text", "complaint.error.why_not")}
	}
	return nil
}

// Who approves depends on the compensation.
func (x *approval) wrong(k *Case, _ string) data.Errors {
	p, ok := last[*proposal](k, Proposal)
	if k.terms == nil || !ok || x.Decision != Approved || x.Who == "" {
		return nil
	}
	a := k.terms.approval(p.Compensation)
	if a.By == "" || staff.Answers(k.terms.staff, x.Who, a.By) {
		return nil
	}
	key := "complaint.error.approver"
	if p.Compensation > 0 {
		key = "complaint.error.approver_amount"
	}
	return data.Errors{data.Wrong("who", key, "Name", x.Who, "Amount", yuan(p.Compensation), "By", word("complaint.level."+a.By))}
}

// yuan is an amount in hundredths as it is read.
func yuan(cents int64) string { return field.ShowDecimal(cents) }

// The customer is asked until a day, and that is not past.
func (x *pause) wrong(*Case, string) data.Errors {
	if x.Until != "" && x.Until < day(x.At) {
		return data.Errors{data.Wrong("until", "complaint.error.due_before", "Day", day(x.At))}
	}
	return nil
}

func (x *pledge) wrong(k *Case, _ string) data.Errors {
	if x.PromisedOn != "" && x.PromisedOn < day(x.At) {
		return data.Errors{data.Wrong("promised_on", "complaint.error.due_before", "Day", day(x.At))}
	}
	return nil
}

func (x *corrective) wrong(_ *Case, today string) data.Errors {
	if x.Needed != Yes {
		return nil
	}
	wrong := dueBefore(x.Due, x.At)
	switch {
	case x.VerifiedOn == "" && (x.Effect != "" || x.VerifiedBy != ""):
		wrong = append(wrong, data.Wrong("verified_on", "complaint.error.verified_on"))
	case x.VerifiedOn != "" && x.VerifiedBy == "":
		wrong = append(wrong, data.Wrong("verified_by", "complaint.error.verified_by"))
	case x.VerifiedOn != "" && x.VerifiedOn < day(x.At):
		wrong = append(wrong, data.Wrong("verified_on", "complaint.error.verified_before", "Day", day(x.At)))
	case x.VerifiedOn > today:
		wrong = append(wrong, data.Wrong("verified_on", "error.future"))
	}
	return wrong
}

func dueBefore(due string, at int64) data.Errors {
	if due != "" && due < day(at) {
		return data.Errors{data.Wrong("due", "complaint.error.due_before", "Day", day(at))}
	}
	return nil
}

func unexpected(key string, err error) *data.Error {
	e := data.Wrong(key, "error.unexpected", "Cause", err.Error())
	e.Err = err
	return e
}

func day(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).Format(field.DateLayout)
}

// minute is how exactly a person enters a time.
func minute(ms int64) int64 { return ms / 60_000 }
