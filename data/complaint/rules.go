package complaint

import (
	"slices"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
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
	if old == nil || old.ReceivedAt == c.ReceivedAt && slices.Equal(old.Accused, c.Accused) && slices.Equal(old.Involved, c.Involved) {
		return wrong
	}
	k, err := read(tx.DB, old)
	if err != nil {
		return append(wrong, unexpected("", err))
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
	c.CustomerID, c.CustomerName = &r.ID, r.Name
	return nil
}

// settle derives what tables sort by. What follows from the steps is theirs
// alone: a save of the entry cannot change it.
func settle(_ *db.Tx, c, old *Complaint) error {
	c.OnDay = day(c.ReceivedAt)
	for _, l := range []*[]string{&c.Responses, &c.Accused, &c.Involved} {
		if *l == nil {
			*l = []string{}
		}
	}
	if old == nil {
		newCase(c, nil).tell(c)
		return nil
	}
	c.State, c.Round, c.Handler, c.Due = old.State, old.Round, old.Handler, old.Due
	c.Founded, c.Satisfied, c.RepliedOn, c.ClosedOn = old.Founded, old.Satisfied, old.RepliedOn, old.ClosedOn
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
