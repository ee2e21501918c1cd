package demo

import (
	"fmt"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
)

// deed is a step of a complaint as the sample data plans it.
type deed struct {
	kind   complaint.Kind
	who    string
	days   int // after the step before
	values field.Values
	// day is the key of a date that lies so many days after the step.
	day   string
	later int
	again bool // adds to the step of the same kind before it
}

// The people of the steps, as assets/demo/shop.json has them.
const (
	leads    = "贺敏" // assesses and assigns
	approves = "方正"
	keeps    = "褚燕" // the archive
)

// course is the whole course of a customer's complaint. Nobody
// complained of or involved takes part, and who handled it does not approve.
func (m *maker) course(e event) []deed {
	d := roll(m.seed, uint64(e.i)<<8|streamSteps)
	t := &m.texts.complaints
	g := m.grievance(e, m.customer(e.i, e.opened))
	handler := m.other(d, m.handlers, g.Against, "曾广林", keeps)
	talks := m.other(d, []string{"周岚", "林小满"}, g.Against)

	route, department := complaint.ToDepartment, g.Department
	switch {
	case g.Severity == complaint.Major:
		route, department = complaint.ToMeeting, ""
	case g.Objection:
		route, department = complaint.ToQualityHead, ""
	}
	all := []deed{
		{kind: complaint.Assessment, who: leads, values: field.Values{
			"severity": g.Severity, "ours": complaint.Yes, "safety": complaint.No, "immediate": complaint.No,
			"complexity": weightedOf(d, "simple", 30, "usual", 55, "complex", 15), "impact": weightedOf(d, "small", 50, "medium", 40, "large", 10),
			"route": route, "department": department, "opinion": put(one(d, t.Assess), "department", g.Department),
		}},
		{kind: complaint.Assignment, who: leads, values: field.Values{
			"handler": handler, "department": m.department[handler], "note": one(d, t.Assign),
		}, day: "due", later: d.between(4, 9)},
	}
	if d.in100(5) {
		return append(all, deed{kind: complaint.Withdrawal, who: leads, days: 1, values: field.Values{
			"reason": one(d, t.Withdraw), "in_writing": "false",
		}}, m.archived(d, e.i, 3))
	}
	all = append(all, m.round(d, g, handler, talks, g.Facts, g.Decision, g.Reply)...)
	satisfied := d.in100(86)
	all = append(all, m.heard(d, talks, satisfied))
	if !satisfied {
		all = append(all, m.round(d, g, handler, talks, one(d, t.AgainFacts), one(d, t.AgainDecision), one(d, t.AgainReply))...)
		all = append(all, m.heard(d, talks, true))
	}
	all = append(all, m.mended(d, g, handler)...)
	all = append(all, m.archived(d, e.i, d.between(1, 4)))
	if d.in100(2) {
		all = append(all, deed{kind: complaint.Reopening, who: leads, days: d.between(20, 60), values: field.Values{"reason": one(d, t.Reopen)}})
		all = append(all, m.round(d, g, handler, talks, one(d, t.AgainFacts), one(d, t.AgainDecision), one(d, t.AgainReply))...)
		all = append(all, m.heard(d, talks, true))
	}
	return all
}

// round is investigation, proposal, approval and reply, once sent back.
func (m *maker) round(d dice, g grief, handler, talks, facts, decision, answer string) []deed {
	t := &m.texts.complaints
	look := deed{kind: complaint.Investigation, who: handler, days: d.between(1, 3), values: field.Values{
		"facts": facts, "checked": one(d, t.Checked), "cause": g.Cause, "founded": g.Founded, "handler": handler, "retest": "false",
	}}
	if d.in100(30) {
		look.values["with"] = []string{m.other(d, m.handlers, g.Against, handler)}
	}
	if g.Objection && facts == g.Facts {
		a := m.other(d, m.handlers, g.Against, handler)
		look.values["retest"], look.values["sample"] = "true", fmt.Sprintf("盲样 %02d", d.between(1, 60))
		look.values["tester"], look.values["second_tester"] = a, m.other(d, m.handlers, g.Against, handler, a)
		look.values["result"] = "两人分别复测，结果一致，与原始记录相符。"
	}
	propose := deed{kind: complaint.Proposal, who: handler, days: d.between(0, 2), values: field.Values{
		"measures": decision, "responses": []string{g.Response}, "compensation": g.Amount, "agreed": one(d, t.Agreed),
	}}
	approve := deed{kind: complaint.Approval, who: approves, days: d.between(0, 1), values: field.Values{
		"decision": complaint.Approved, "opinion": one(d, t.Approve),
	}}
	all := []deed{look, propose}
	if d.in100(8) {
		all = append(all, deed{kind: complaint.Approval, who: approves, days: 1, values: field.Values{
			"decision": complaint.SentBack, "reason": one(d, t.SentBack),
		}}, propose)
	}
	reply := deed{kind: complaint.Reply, who: talks, days: d.between(0, 2), values: field.Values{
		"way": weightedOf(d, "letter", 45, "email", 25, "handed", 20, "message", 10), "text": answer, "routes": t.Routes,
	}}
	if g.Founded == complaint.No {
		reply.values["explanation"] = one(d, t.Explanation)
	}
	return append(all, approve, reply)
}

// heard is the customer's opinion of the reply.
func (m *maker) heard(d dice, talks string, satisfied bool) deed {
	o := deed{kind: complaint.Opinion, who: talks, days: d.between(1, 6), values: field.Values{
		"satisfied": complaint.Yes, "way": complaint.ByPhone, "text": one(d, m.texts.complaints.Satisfied),
	}}
	if !satisfied {
		o.values["satisfied"], o.values["text"] = complaint.No, one(d, m.texts.complaints.Dissatisfied)
	}
	return o
}

// mended is the corrective action and, weeks later, the check of its effect.
func (m *maker) mended(d dice, g grief, handler string) []deed {
	if g.Founded == complaint.No {
		return nil
	}
	if d.in100(12) {
		return []deed{{kind: complaint.Corrective, who: handler, days: 1, values: field.Values{
			"needed": complaint.No, "reason": "个别情况，已当场改正，同期无同类反映。",
		}}}
	}
	owner := m.other(d, m.handlers, keeps)
	act := field.Values{"needed": complaint.Yes, "cause": g.Cause, "action": g.Measure, "owner": owner}
	look := field.Values{"verified_by": leads, "effect": g.Effect}
	return []deed{
		{kind: complaint.Corrective, who: handler, days: d.between(1, 3), values: act, day: "due", later: d.between(10, 20)},
		{kind: complaint.Corrective, who: handler, days: d.between(12, 24), values: look, day: "verified_on", again: true},
	}
}

func (m *maker) archived(d dice, i, days int) deed {
	return deed{kind: complaint.Archive, who: keeps, days: days, values: field.Values{
		"place": fmt.Sprintf("档案室 投诉卷 %03d 号", i%997+1), "complete": "true", "papers": one(d, m.texts.complaints.Papers),
	}}
}

// valuesAt are the values of the step when it is taken at a moment.
func (s *deed) valuesAt(at time.Time) field.Values {
	v := s.values.Clone()
	if !s.again {
		v["who"], v["at"] = s.who, field.ShowTime(at.UnixMilli())
	}
	if s.day != "" {
		v[s.day] = at.AddDate(0, 0, s.later).Format(field.DateLayout)
	}
	return v
}

// stepping takes the next step of a complaint.
func (m *maker) stepping(tx *db.Tx, e event) error {
	s := m.beside(e, m.course(e))[e.nth]
	m.as(tx, e.at, s.who)
	c, err := m.shop.Complaints.One(tx, e.subject)
	if err != nil {
		return err
	}
	if err := m.shop.Complaints.PutStepIn(tx, e.subject, c.Version, s.kind, s.valuesAt(e.at)); err != nil {
		return fmt.Errorf("%s, %s: %w", c.Number, s.kind, err)
	}
	if err := m.printed(tx, e, c, s.kind); err != nil {
		return err
	}
	m.count.Steps++
	e.nth++
	return m.next(e)
}
