package reports

import (
	"slices"
	"strconv"

	"kezhi/data/desk"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// greetingLists is the list of whom to greet in the days that the regulation
// lists ahead (客户问候名单), of these customers.
func greetingLists(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	q, err := p.shop.Policy(p.ctx)
	if err != nil {
		return nil, err
	}
	ask := desk.GreetQuery{From: p.today(), Until: p.later(q.Desk.Greetings), Limit: 5000}
	gs, err := p.occasions(ask, ids)
	if err == nil && len(gs) < len(ids) { // some were chosen from a longer list
		ask.Until = p.later(longGreetings)
		gs, err = p.occasions(ask, ids)
	}
	if err != nil {
		return nil, err
	}
	left, err := p.shop.Desk.LeftOut(p.ctx, ask)
	if err != nil {
		return nil, err
	}
	f, err := p.fit(func() *draft { return p.draft(nil, field.Values{}) }, func(d *draft) {
		d.add(sheet.Note(join("　", d.t("span", "From", ask.From, "Until", ask.Until), left.Say(d.lang))))
		d.greetings(gs)
	})
	return []sheet.Form{f}, err
}

// longGreetings is how many days ahead the longest list on the screen goes.
const longGreetings = 30

func (p *press) later(days int) string {
	return p.shop.DB.Now().Local().AddDate(0, 0, days).Format(field.DateLayout)
}

// occasions are the greetings of these customers.
func (p *press) occasions(q desk.GreetQuery, ids []int64) ([]desk.Greeting, error) {
	gs, err := p.shop.Desk.Greetings(p.ctx, q)
	return slices.DeleteFunc(gs, func(g desk.Greeting) bool { return !slices.Contains(ids, g.CustomerID) }), err
}

// blankGreetingList is the list to be kept by hand.
func blankGreetingList(p *press) (sheet.Form, error) {
	return p.fit(func() *draft { return p.draft(nil, nil) }, func(d *draft) { d.greetings(nil) })
}

// greetingRows is how many rows the paper kept by hand has on its page.
const greetingRows = 22

func (d *draft) greetings(gs []desk.Greeting) {
	t := sheet.Table{Gap: 1, Columns: []sheet.Column{
		{Title: d.t("no"), Width: 2.2, Align: sheet.Center},
		{Title: d.t("day"), Width: 4, Align: sheet.Center},
		{Title: d.t("customer"), Width: 8.6},
		{Title: d.t("person"), Width: 4.4},
		{Title: d.t("occasion"), Width: 4.4, Align: sheet.Center},
		{Title: d.t("phone"), Width: 7},
		{Title: d.t("owner"), Width: 4},
		{Title: d.t("done"), Width: 7},
	}}
	for i, g := range gs {
		what := d.lang.T("greeting.due.birthday")
		if name := g.Holiday(); name != "" {
			what = desk.HolidayName(name).Say(d.lang)
		}
		done := join(" ", g.DoneOn, g.DoneBy)
		if g.Way != "" {
			done = join(" ", done, d.lang.T("greeting.way."+g.Way))
		}
		t.Rows = append(t.Rows, sheet.Texts(strconv.Itoa(i+1), g.Day[len("2026-"):], join(" ", g.Customer, g.Number), g.Person, what, g.Phone, g.Owner, done))
	}
	if d.blank() {
		t.Blank, t.Tall = greetingRows, row
	}
	d.add(t)
	d.sign(d.t("sign"))
}
