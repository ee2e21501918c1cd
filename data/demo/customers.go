package demo

import (
	"fmt"
	"time"

	"kezhi/data/customer"
	"kezhi/data/field"
)

// customer makes the file of the i-th customer, opened at the moment at.
func (m *maker) customer(i int, at time.Time) *customer.Customer {
	d := roll(m.seed, uint64(i)<<8|streamCustomer)
	if l := m.lead(i); l != nil {
		return m.led(d, l, at)
	}
	p := weighted(d, m.texts.places, func(p place) int { return p.Weight })
	if d.in100(62) {
		t := weighted(d, m.texts.trades.Trades, func(t trade) int { return t.Weight })
		name, short := m.firm(d, t, p)
		return m.organisation(d, p, t, name, short, nil, at)
	}
	name, female := m.name(d)
	return m.person(d, p, name, female, at)
}

// lead is the lead that stands at place i: they are spread over the file.
func (m *maker) lead(i int) *lead {
	ls := m.texts.trades.Leads
	step := max(m.n/len(ls), 1)
	if i%step == step-1 && i/step < len(ls) {
		return &ls[i/step]
	}
	return nil
}

func (m *maker) led(d dice, l *lead, at time.Time) *customer.Customer {
	p, t := m.texts.places[0], m.texts.trades.Trades[0]
	for _, x := range m.texts.places {
		if x.Short == l.Place {
			p = x
		}
	}
	for _, x := range m.texts.trades.Trades {
		if x.Industry == l.Trade {
			t = x
		}
	}
	var c *customer.Customer
	if l.Kind == customer.Person {
		c = m.person(d, p, l.Name, d.in100(50), at)
	} else {
		c = m.organisation(d, p, t, l.Name, l.ShortName, l.Contacts, at)
	}
	c.Grade = l.Grade
	return c
}

func (m *maker) organisation(d dice, p place, t trade, name, short string, known [][3]string, at time.Time) *customer.Customer {
	c := m.common(d, p, at)
	c.Kind, c.Name, c.ShortName = customer.Organisation, name, short
	if d.in100(80) {
		c.Code = creditCode(d, p)
	}
	if d.in100(70) {
		c.LegalRepresentative, _ = m.name(d)
		c.Capital = int64(one(d, []int{10, 30, 50, 100, 200, 300, 500, 1000, 2000})) * 10000_00
	}
	if d.in100(60) {
		c.Scope = t.Scope
	}
	c.Industry, c.Nature = t.Industry, t.Nature
	c.Scale = weighted(d, []string{"small", "medium", "large"}, func(s string) int { return map[string]int{"small": 55, "medium": 33, "large": 12}[s] })
	c.Tags = append(some(d, t.Tags, d.between(0, 2)), some(d, m.texts.trades.ExtraTags, d.between(0, 2))...)
	products := some(d, t.Products, d.between(1, 3))
	c.Products = join(products)
	c.Frequency, c.Volume = one(d, m.texts.trades.Frequencies), one(d, t.Volume)
	c.Payment = one(d, []string{"月结", "月结", "转账", "半月结", "支票", "预付"})
	if d.in100(40) {
		c.NeedPlan = one(d, m.texts.trades.NeedPlans)
	}
	if d.in100(20) {
		c.Investment = one(d, m.texts.trades.Investments)
	}
	if d.in100(35) {
		c.Competitors = one(d, m.texts.trades.Competitors)
	}
	if d.in100(60) {
		c.Phones = append(c.Phones, customer.Phone{Use: "office", Number: landline(d, p)})
	}
	if d.in100(45) || len(c.Phones) == 0 {
		c.Phones = append(c.Phones, customer.Phone{Use: "mobile", Number: mobile(d)})
	}
	c.Addresses = append(c.Addresses, m.address(d, p, "office"))
	if d.in100(30) {
		c.Addresses = append(c.Addresses, m.address(d, p, "delivery"))
	}
	c.Contacts = m.contacts(d, known, t)
	if len(c.Contacts) > 0 && d.in100(40) {
		c.Email = fmt.Sprintf("%s%d@%s.example", one(d, []string{"office", "caigou", "info", "service"}), d.between(1, 99), "kehu")
	}
	c.Notes = m.notes(d, t, products, at)
	return c
}

func (m *maker) person(d dice, p place, name string, female bool, at time.Time) *customer.Customer {
	c := m.common(d, p, at)
	c.Kind, c.Name = customer.Person, name
	c.Nature = "end_user"
	born := time.Date(at.Year()-d.between(22, 76), time.Month(d.between(1, 12)), d.between(1, 28), 0, 0, 0, 0, time.UTC)
	if d.in100(45) {
		c.Birthday = born.Format(time.DateOnly)
	}
	if d.in100(18) {
		c.Identity = identity(d, p, born, female)
		c.Birthday = born.Format(time.DateOnly)
	}
	c.Phones = append(c.Phones, customer.Phone{Use: "mobile", Number: mobile(d)})
	if d.in100(12) {
		c.Phones = append(c.Phones, customer.Phone{Use: "home", Number: landline(d, p)})
	}
	if d.in100(85) {
		c.Addresses = append(c.Addresses, m.home(d, p))
	}
	c.Tags = some(d, m.texts.trades.PersonTags, d.between(0, 2))
	c.Products = one(d, m.texts.trades.PersonProducts)
	c.Frequency = one(d, m.texts.trades.PersonFrequencies)
	c.Payment = one(d, []string{"移动支付", "移动支付", "现金", "预付卡"})
	if d.in100(10) {
		n, _ := m.name(d)
		c.Contacts = []customer.Contact{{Name: n, Post: one(d, []string{"配偶", "子女", "父母", "邻居"}), Phone: mobile(d), IsEmergency: true}}
	}
	c.DoNotDisturb = d.in100(3)
	return c
}

func (m *maker) common(d dice, p place, at time.Time) *customer.Customer {
	c := &customer.Customer{
		Region: p.Province,
		Source: one(d, []string{"上门", "上门", "老客户介绍", "电话咨询", "网络", "展会", "原有客户"}),
		Owner:  one(d, m.sales), FirstContact: one(d, m.desk),
		FirstContactOn: at.Format(field.DateLayout),
	}
	n := d.IntN(100)
	switch {
	case n < 7:
		c.Grade, c.Intent = "vip", "preferred"
	case n < 27:
		c.Grade, c.Intent = "preferred", "preferred"
	case n < 72:
		c.Grade, c.Intent = "qualified", "ordinary"
	default:
		c.Grade, c.Intent = "potential", "potential"
	}
	if d.in100(50) {
		c.PriceSensitivity = one(d, []string{"high", "medium", "medium", "low"})
	}
	if d.in100(25) {
		c.Remark = one(d, m.texts.trades.Remarks)
	}
	return c
}

func (m *maker) contacts(d dice, known [][3]string, t trade) []customer.Contact {
	if known == nil {
		roles := []string{"decides", "influences", "uses", "guards"}
		for _, r := range some(d, roles, weighted(d, []int{0, 1, 2, 3}, func(n int) int { return []int{8, 42, 36, 14}[n] })) {
			n, _ := m.name(d)
			posts := m.texts.people.Posts[r]
			if own := t.Posts[r]; len(own) > 0 && d.in100(70) {
				posts = own
			}
			known = append(known, [3]string{n, one(d, posts), r})
		}
	}
	var cs []customer.Contact
	for i, k := range known {
		c := customer.Contact{Name: k[0], Post: k[1], BuyingRole: k[2], Phone: mobile(d), IsFirst: i == 0}
		c.Influence = one(d, []string{"high", "medium", "medium", "low"})
		c.Attitude = one(d, []string{"supports", "supports", "neutral", "neutral", "opposes"})
		if d.in100(30) {
			c.Preferences = one(d, m.texts.people.Preferences)
		}
		if d.in100(35) {
			c.Concerns = one(d, m.texts.people.Concerns)
		}
		if d.in100(25) {
			c.Birthday = fmt.Sprintf("%d-%02d-%02d", d.between(1962, 2001), d.between(1, 12), d.between(1, 28))
		}
		if i > 0 && d.in100(25) {
			c.Knows = put(one(d, m.texts.people.Knows), "other", known[0][0])
		}
		cs = append(cs, c)
	}
	if len(cs) > 1 && d.in100(50) {
		cs[len(cs)-1].IsEmergency = true
	}
	return cs
}

func (m *maker) address(d dice, p place, use string) customer.Address {
	return customer.Address{
		Use: use, Region: p.Province, Postcode: p.Postcode,
		Address: fmt.Sprintf("%s%s %d 号%s", one(d, p.Districts), one(d, p.Roads), d.between(1, 399),
			one(d, []string{"", " 负一层", " 1 幢 12 楼", " A 座 806 室", " 附 3 号", " 2 单元 3-1"})),
	}
}

func (m *maker) home(d dice, p place) customer.Address {
	return customer.Address{
		Use: "home", Region: p.Province, Postcode: p.Postcode,
		Address: fmt.Sprintf("%s%s %d 号 %d 幢 %d-%d", one(d, p.Districts), one(d, p.Roads), d.between(1, 399), d.between(1, 28), d.between(1, 33), d.between(1, 8)),
	}
}

func (m *maker) notes(d dice, t trade, products []string, at time.Time) []customer.Note {
	var ns []customer.Note
	for range weighted(d, []int{0, 1, 2}, func(n int) int { return []int{65, 25, 10}[n] }) {
		topic := one(d, []string{"purchase", "need", "price", "investment", "competitor", "market", "other"})
		ns = append(ns, customer.Note{
			Topic: topic, On: at.Format(field.DateLayout),
			Text:    put(one(d, m.texts.trades.Notes[topic]), "product", one(d, products), "use", t.Use),
			Channel: one(d, m.texts.trades.Channels), Reporter: one(d, m.sales),
		})
	}
	return ns
}

func join(ss []string) string {
	out := ""
	for i, s := range ss {
		if i > 0 {
			out += "、"
		}
		out += s
	}
	return out
}
