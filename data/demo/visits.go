package demo

import (
	"fmt"
	"strings"
	"time"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/visit"
)

type visitTexts struct {
	Places   []string `json:"places"`
	Opinions []string `json:"opinions"`
	Reviews  []string `json:"reviews"`

	Talks     []talk   `json:"talks"`
	Needs     []string `json:"needs"`
	Promises  []string `json:"promises"`
	NextSteps []string `json:"next_steps"`

	PersonTalks     []talk   `json:"person_talks"`
	PersonNeeds     []string `json:"person_needs"`
	PersonPromises  []string `json:"person_promises"`
	PersonNextSteps []string `json:"person_next_steps"`
}

// talk is what was said, and what one came for.
type talk struct {
	Purpose string `json:"purpose"`
	Text    string `json:"text"`
}

// visits is how many visits the customer gets until now: the better the grade
// the more, one for two customers on the whole.
func visits(d dice, c *customer.Customer, led bool) int {
	if led {
		return d.between(2, 4)
	}
	switch c.Grade {
	case "vip":
		return d.between(1, 3)
	case "preferred":
		return d.between(0, 2)
	case "qualified":
		return d.IntN(100) / 60
	}
	return d.IntN(100) / 85
}

// visit makes the report of the nth visit, and gives the customer's name.
func (m *maker) visit(e event) (*visit.Visit, string) {
	d := roll(m.seed, uint64(e.i)<<8|streamVisit+uint64(e.nth))
	c := m.customer(e.i, e.opened)
	t := &m.texts.visits
	fill := m.fillers(d, c)
	at := e.at.Add(-time.Duration(d.between(1, 5)) * 30 * time.Minute).Truncate(30 * time.Minute)
	if at.Before(e.opened) || at.Before(clock(at, opens)) {
		at = e.at.Add(-time.Minute)
	}
	talks, needs, promises, next := t.Talks, t.Needs, t.Promises, t.NextSteps
	if c.Kind == customer.Person {
		talks, needs, promises, next = t.PersonTalks, t.PersonNeeds, t.PersonPromises, t.PersonNextSteps
	}
	said := one(d, talks)
	v := &visit.Visit{
		CustomerNumber: m.number(e.i), At: at.UnixMilli(),
		Way:        weightedOf(d, "on_site", 55, "phone", 25, "incoming", 12, "message", 4, "talk", 3, "presentation", 1),
		Visitor:    c.Owner,
		Department: m.department[c.Owner],
		Purpose:    said.Purpose, Talk: put(said.Text, fill...),
		Result:   weightedOf(d, "in_touch", 45, "intent", 28, "deal", 17, "ineffective", 10),
		Needs:    put(one(d, needs), fill...),
		Opinions: one(d, t.Opinions),
	}
	if v.Way != visit.ByPhone && v.Way != visit.ByMessage {
		v.Place = put(one(d, t.Places), fill...)
		v.Hours = int64(d.between(1, 5)) * 50
		if d.in100(35) {
			v.Companions = []string{m.other(d, m.sales, c.Owner)}
		}
	}
	if c.Kind == customer.Person {
		v.Place = ""
	}
	if d.in100(20) && c.Kind == customer.Organisation {
		if more := put(one(d, talks).Text, fill...); more != v.Talk {
			v.Talk += "\n" + more
		}
	}
	for _, p := range some(d, c.Contacts, d.between(0, 2)) {
		v.People = append(v.People, visit.Person{Name: p.Name, Post: p.Post, Phone: p.Phone})
	}
	if len(v.People) == 0 && c.Kind == customer.Person {
		v.People = []visit.Person{{Name: c.Name, Phone: first(c)}}
	}
	if d.in100(20) && c.Kind == customer.Organisation {
		v.Competition = one(d, m.texts.trades.Competitors)
	}
	if e.nth > 0 && d.in100(60) {
		v.Earlier = "上次所提“" + one(d, promises) + "”已落实，客户认可。"
		v.EarlierSatisfaction = weightedOf(d, "satisfied", 60, "fairly", 30, "dissatisfied", 10)
	}
	m.promises(d, v, at, promises)
	if d.in100(65) {
		v.NextStep, v.NextBy = one(d, next), c.Owner
		// A step of long ago was taken, or has no day.
		if on := at.AddDate(0, 0, d.between(7, 90)); on.After(m.cal.today.AddDate(0, 0, -5)) {
			v.NextOn = on.Format(field.DateLayout)
		}
	}
	m.minutes(d, v, at)
	return v, c.Name
}

func (m *maker) promises(d dice, v *visit.Visit, at time.Time, of []string) {
	for _, what := range some(d, of, weightedInt(d, 0, 45, 1, 35, 2, 20)) {
		p := visit.Promise{What: what, Owner: v.Visitor, Due: at.AddDate(0, 0, d.between(2, 21)).Format(field.DateLayout)}
		if d.in100(30) {
			p.Owner = m.other(d, m.staff, v.Visitor)
		}
		v.Promises = append(v.Promises, p)
	}
}

// followUp is what is entered into the report some days later: promises kept
// and the reviewer's opinion. It tells whether anything was.
func (m *maker) followUp(e event, v *visit.Visit) bool {
	d := roll(m.seed, uint64(e.i)<<8|streamVisit+uint64(e.nth)+32)
	today := e.at.Format(field.DateLayout)
	for i := range v.Promises {
		if m.longAgo(e.began) || d.in100(96) {
			v.Promises[i].DoneOn = min(max(v.Promises[i].Due, v.OnDay), today)
		}
	}
	if d.in100(70) {
		v.Reviewer, v.Review, v.ReviewedOn = m.reviewer, one(d, m.texts.visits.Reviews), today
	}
	return v.Review != "" || len(v.Promises) > 0
}

// fillers are the names and values for a customer's texts; the first is whom
// one talks to.
func (m *maker) fillers(d dice, c *customer.Customer) []string {
	contact := c.Name
	if c.Kind == customer.Organisation {
		contact = "对方"
	}
	if len(c.Contacts) > 0 {
		contact = c.Contacts[0].Name
	}
	product, _, _ := strings.Cut(c.Products, "、")
	district, use := c.Region, "门店"
	if len(c.Addresses) > 0 {
		district = shortPlace(c.Addresses[0].Address)
	}
	for _, t := range m.texts.trades.Trades {
		if t.Industry == c.Industry {
			use = t.Use
		}
	}
	return []string{
		"contact", contact, "product", product, "volume", c.Volume, "district", district, "use", use,
		"amount", fmt.Sprintf("%d.%02d", d.between(80, 2600), d.IntN(100)),
	}
}

// shortPlace is an address up to its district: 重庆市江北区 becomes 江北.
func shortPlace(a string) string {
	if i := strings.Index(a, "市"); i >= 0 {
		a = a[i+len("市"):]
	}
	if i := strings.Index(a, "区"); i > 0 {
		return a[:i]
	}
	return ""
}

func first(c *customer.Customer) string {
	if len(c.Phones) > 0 {
		return c.Phones[0].Number
	}
	return ""
}

func (m *maker) visiting(tx *db.Tx, e event) error {
	v, name := m.visit(e)
	m.as(tx, e.at, v.Visitor)
	var err error
	if m.bulk != nil {
		err = m.bulk.visit(tx, v, int64(m.ids[e.i]), name)
	} else {
		err = m.shop.Visits.SaveIn(tx, v)
	}
	if err != nil {
		return err
	}
	m.count.Visits++
	d := roll(m.seed, uint64(e.i)<<8|streamVisit+uint64(e.nth)+16)
	again := 60
	if len(v.Promises) > 0 { // whoever promised something comes back to it, but for a few
		again = 96
		if e.at.Before(m.cal.today.AddDate(0, 0, -120)) {
			again = 100
		}
	}
	if d.in100(again) {
		e.what, e.subject, e.began = reviewing, v.ID, e.at
		e.at = m.cal.after(e.at, d.between(1, 24), d)
		m.plan(e)
	}
	return nil
}

// longAgo tells whether what was promised at that time is kept by now.
func (m *maker) longAgo(t time.Time) bool { return t.Before(m.cal.today.AddDate(0, 0, -60)) }

func (m *maker) reviewing(tx *db.Tx, e event) error {
	if m.bulk != nil {
		m.bulk.later = append(m.bulk.later, e)
		return nil
	}
	v, err := m.shop.Visits.One(tx, e.subject)
	if err != nil || !m.followUp(e, v) {
		return err
	}
	m.as(tx, e.at, v.Visitor)
	if v.Review != "" {
		tx.Who = v.Reviewer
	}
	return m.shop.Visits.SaveIn(tx, v)
}
