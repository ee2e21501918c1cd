package reports

import (
	"slices"
	"strconv"
	"time"

	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// visitorRegisters is the visitor register (客户来访登记表): the visitors in one
// table in the order in which they came, and what was promised them.
func visitorRegisters(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	rs, err := load(p, p.shop.Desk.Receptions, ids)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rs, func(a, b *desk.Reception) int { return int(a.At/1000 - b.At/1000) })
	f, err := p.fit(func() *draft { return p.draft(p.shop.Desk.Receptions, field.Values{}) }, func(d *draft) { d.visitors(rs) })
	return []sheet.Form{f}, err
}

// blankVisitorRegister is the register to be kept by hand.
func blankVisitorRegister(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Desk.Receptions, func(d *draft) { d.visitors(nil) })
}

// visitorRows is how many rows the paper kept by hand has on its page.
const visitorRows = 13

func (d *draft) visitors(rs []*desk.Reception) {
	d.Landscape = true
	days := map[string]bool{}
	for _, r := range rs {
		days[r.OnDay] = true
	}
	if d.blank() {
		d.Number = ""
		d.add(sheet.Para{Content: d.rich(d.t("day", "Day", "{day}"), map[string]sheet.Content{"day": d.places("form.places.date", 1)})})
	} else if len(days) == 1 {
		d.add(sheet.Note(d.t("day", "Day", d.day(rs[0].OnDay))))
	}
	t := sheet.Table{Gap: 1, Columns: []sheet.Column{
		{Title: d.t("no"), Width: 2.4, Align: sheet.Center},
		{Title: d.t("time"), Width: 6, Align: sheet.Center},
		{Title: d.t("visitor"), Width: 7},
		{Title: d.named("phone"), Width: 7.4},
		{Title: d.named("party"), Width: 3, Align: sheet.Center},
		{Title: d.t("wants"), Width: 9},
		{Title: d.t("kind"), Width: 5, Align: sheet.Center},
		{Title: d.t("level"), Width: 3.4, Align: sheet.Center},
		{Title: d.t("receiver"), Width: 7},
		{Title: d.t("after"), Width: 13},
	}}
	people, firsts := int64(0), 0
	for i, r := range rs {
		if people += r.Party; r.FirstTime == "yes" {
			firsts++
		}
		option := func(key, v string) string { return field.Option(d.lang, *d.desc[key], v) }
		level := ""
		if r.Level != "" {
			level = option("level", r.Level)
		}
		t.Rows = append(t.Rows, sheet.Texts(strconv.Itoa(i+1), d.stay(r, len(days) > 1), join("\n", r.Name, other(r)), r.Phone, strconv.FormatInt(r.Party, 10), r.Wants,
			join("\n", option("first_time", r.FirstTime), option("channel", r.Channel)), level, d.received(r), d.promised(r)))
	}
	if d.blank() {
		t.Blank, t.Tall = visitorRows, row
	}
	d.add(t)
	if !d.blank() {
		d.add(sheet.Note(d.t("sum", "N", len(rs), "People", people, "First", firsts)))
	}
	d.sign(d.t("sign.desk"), d.t("sign.head"))
}

// other is the customer's name where it is not the visitor's.
func other(r *desk.Reception) string {
	if r.CustomerName == r.Name {
		return ""
	}
	return r.CustomerName
}

// stay is when a visitor came and left; with the day where the paper has several.
func (d *draft) stay(r *desk.Reception, days bool) string {
	s := time.UnixMilli(r.At).Format("15:04")
	if days {
		s = r.OnDay[len("2026-"):] + " " + s
	}
	if r.LeftAt == 0 {
		return s
	}
	left := time.UnixMilli(r.LeftAt)
	if left.Format(field.DateLayout) != r.OnDay {
		return s + "\n" + left.Format("01-02 15:04")
	}
	return s + "\n" + left.Format("15:04")
}

// received is who received a visitor, why, and who helped.
func (d *draft) received(r *desk.Reception) string {
	s := join("\n", r.Receiver, field.Option(d.lang, *d.desc["basis"], r.Basis))
	if r.Helper != "" {
		s = join("\n", s, d.t("helper", "Helper", r.Helper))
	}
	if r.FormerShare > 0 {
		s = join("\n", s, d.t("shared", "Former", r.Former, "FormerShare", r.FormerShare, "Who", r.Receiver, "Share", r.ReceiverShare))
	}
	return s
}

// promised is what was promised, what was noted, and until when the
// registration is valid.
func (d *draft) promised(r *desk.Reception) string {
	s := d.t("valid", "Day", r.ValidUntil)
	for _, p := range r.Promises {
		if p.DoneOn != "" {
			s = join("\n", s, d.t("kept", "What", p.What, "Owner", p.Owner, "Day", p.DoneOn))
		} else {
			s = join("\n", s, d.t("promise", "What", p.What, "Owner", p.Owner, "Due", join(" ", p.Due, p.Clock)))
		}
	}
	return join("\n", s, r.Note)
}
