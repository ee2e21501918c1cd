package demo

import (
	"fmt"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
)

type complaintTexts struct {
	Cases         []grief  `json:"cases"`
	Remarks       []string `json:"remarks"`
	Promise       []string `json:"promise"`
	Assess        []string `json:"assess"`
	Assign        []string `json:"assign"`
	Checked       []string `json:"checked"`
	Agreed        []string `json:"agreed"`
	SentBack      []string `json:"sent_back"`
	Approve       []string `json:"approve"`
	Dissatisfied  []string `json:"dissatisfied"`
	AgainFacts    []string `json:"again_facts"`
	AgainDecision []string `json:"again_decision"`
	AgainReply    []string `json:"again_reply"`
	Satisfied     []string `json:"satisfied"`
	Explanation   []string `json:"explanation"`
	Routes        string   `json:"routes"`
	Papers        []string `json:"papers"`
	Withdraw      []string `json:"withdraw"`
	Reopen        []string `json:"reopen"`
}

// grief is one thing that goes wrong in a shop, from what the customer says to
// what is done about it.
type grief struct {
	Category   string `json:"category"`
	Subject    string `json:"subject"`
	Object     string `json:"object"`
	Department string `json:"department"`
	Against    string `json:"against"` // who is complained of
	Severity   string `json:"severity"`
	Objection  bool   `json:"objection"` // to a report
	Firm       bool   `json:"firm"`      // happens to firms only
	Content    string `json:"content"`
	Demand     string `json:"demand"`
	Evidence   string `json:"evidence"`
	Facts      string `json:"facts"`
	Cause      string `json:"cause"`
	Founded    string `json:"founded"`
	Decision   string `json:"decision"`
	Amount     string `json:"amount"`
	Response   string `json:"response"`
	Reply      string `json:"reply"`
	Measure    string `json:"measure"`
	Effect     string `json:"effect"`
}

// complaints is how many complaints there will be: one for forty customers,
// but enough to see each state, and not more than one looks at: each of their
// steps is taken by itself.
func (m *maker) complaints() int { return min(max(m.n/40, min(m.n, 12)), mostComplaints) }

const mostComplaints = 1500

// ordinal is which complaint the i-th customer has; they are spread evenly.
func (m *maker) ordinal(i int) (int, bool) {
	all := m.complaints()
	c := i * all / m.n
	return c, i == 0 || (i-1)*all/m.n != c
}

// complaintPlan plans the customer's complaint. A third of them are of the last
// weeks and have come to a halt, each at another step.
func (m *maker) complaintPlan(d dice, i int, opened time.Time) {
	c, has := m.ordinal(i)
	if !has {
		return
	}
	at, ok := m.cal.since(opened, d)
	if !ok {
		return
	}
	if c%3 == 1 {
		days := d.between(1, 5)
		if c/3%5 == 4 {
			days += 11 // it was left lying
		}
		course := m.course(event{i: i, opened: opened, began: at})
		for _, s := range course[:min(c/3%9, len(course))] {
			days += s.days
		}
		if late := clock(m.cal.today.AddDate(0, 0, -days), opens); late.After(opened) {
			at = m.cal.after(late, 0, d)
		}
	}
	m.plan(event{at: at, what: complaining, i: i, opened: opened, began: at})
}

// grievance is what goes wrong for the i-th customer, with the texts' places
// filled in. It went wrong a day or some before the complaint.
func (m *maker) grievance(e event, c *customer.Customer) grief {
	d := roll(m.seed, uint64(e.i)<<8|streamComplaint)
	g := one(d, m.texts.complaints.Cases)
	for c.Kind == customer.Person && g.Firm {
		g = one(d, m.texts.complaints.Cases)
	}
	day := e.began.AddDate(0, 0, -d.between(0, 6))
	fill := append(m.fillers(d, c),
		"month", fmt.Sprint(int(day.Month())), "day", fmt.Sprint(day.Day()),
		"batch", day.Format("20060102")+fmt.Sprintf("-%d", d.between(1, 9)),
		"contract", fmt.Sprintf("HT-%d-%04d", day.Year(), d.between(1, 900)))
	for _, s := range []*string{&g.Object, &g.Content, &g.Demand, &g.Facts, &g.Decision, &g.Reply} {
		*s = put(*s, fill...)
	}
	return g
}

// complaint makes the register entry.
func (m *maker) complaint(e event) *complaint.Complaint {
	d := roll(m.seed, uint64(e.i)<<8|streamComplaint+64)
	t := &m.texts.complaints
	c := m.customer(e.i, e.opened)
	g := m.grievance(e, c)
	k := &complaint.Complaint{
		ReceivedAt: e.at.Add(-time.Duration(d.between(1, 20)) * time.Minute).Truncate(time.Minute).UnixMilli(),
		Way:        weightedOf(d, complaint.ByPhone, 60, complaint.InPerson, 20, complaint.Online, 12, complaint.InWriting, 6, complaint.Forwarded, 2),
		Receiver:   m.other(d, m.desk, g.Against), CustomerNumber: m.number(e.i),
		Complainant: c.Name, Phone: first(c), What: g.Content, Demand: g.Demand, Evidence: g.Evidence,
		Responses: []string{g.Response}, Originals: g.Evidence != "" && d.in100(30),
		Category: g.Category, Severity: g.Severity,
		PromisedOn: e.at.AddDate(0, 0, map[string]int{"ordinary": 7, "major": 10, "urgent": 3}[g.Severity]).Format(field.DateLayout),
		Department: g.Department, AccusedDepartment: g.Department, Service: g.Object,
		Contract: fmt.Sprintf("PS-%s-%02d", e.at.Format("20060102"), d.between(1, 40)),
	}
	if len(c.Contacts) > 0 {
		p := one(d, c.Contacts)
		k.Complainant, k.Phone = p.Name, p.Phone
	}
	if g.Category == "产品质量" || g.Objection {
		k.Product, k.Service = g.Object, ""
	}
	if g.Against != "" {
		k.Accused = []string{g.Against}
	}
	if g.Objection {
		k.Report = fmt.Sprintf("JC-%s-%02d", e.at.Format("200601"), d.between(1, 60))
		k.ReportReceivedOn = e.at.AddDate(0, 0, -d.between(1, 8)).Format(field.DateLayout)
		k.Involved = []string{"曾广林"}
	}
	if d.in100(60) {
		k.Promise = one(d, t.Promise)
	}
	if d.in100(30) {
		k.Remark = one(d, t.Remarks)
	}
	if d.in100(5) {
		k.CustomerNumber = "" // somebody the shop has no file of
	}
	return k
}

func (m *maker) complaining(tx *db.Tx, e event) error {
	k := m.complaint(e)
	m.as(tx, e.at, k.Receiver)
	if err := m.shop.Complaints.SaveIn(tx, k); err != nil {
		return err
	}
	if err := m.printed(tx, e, k, complaint.Receipt); err != nil {
		return err
	}
	m.count.Complaints++
	e.what, e.subject, e.nth = stepping, k.ID, 0
	return m.next(e)
}

// next plans the next step of a complaint.
func (m *maker) next(e event) error {
	all := m.beside(e, m.course(e))
	if e.nth >= len(all) {
		return nil
	}
	d := roll(m.seed, uint64(e.i)<<8|streamSteps+uint64(64+e.nth))
	e.at = m.cal.after(e.at, all[e.nth].days, d)
	m.plan(e)
	return nil
}
