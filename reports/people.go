package reports

import (
	"strconv"
	"strings"

	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// keyPeople are the key persons of a customer (关键人物情况资料表) and who of them
// knows whom (关键人物关系表).
func keyPeople(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Customers.Table, ids, func(c *customer.Customer) (func(*draft), error) {
		return func(d *draft) { d.keyPeople(c.Contacts) }, nil
	})
}

// blankKeyPeople is the same to be filled in by hand.
func blankKeyPeople(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Customers, func(d *draft) { d.keyPeople(make([]customer.Contact, handPeople)) })
}

const (
	handPeople = 3  // persons on a blank form
	mostAcross = 10 // persons in the table of relations: more are too narrow to read
)

func (d *draft) keyPeople(people []customer.Contact) {
	d.flow(at("name", half), at("grade", half).bare())
	d.flow(at("owner", half), at("industry", half))
	for i := range people {
		d.person(i)
	}
	if len(people) == 0 {
		d.none(0)
	}
	d.relations(people)
	d.sign(d.t("author"), d.t("reviewer"))
}

// person is what is known of one of the contacts.
func (d *draft) person(i int) {
	f, w := d.desc["contacts"], d.span()
	var v field.Values
	if !d.blank() {
		v = d.values.Rows("contacts")[i]
	}
	pair := func(key string, width int) []sheet.Cell {
		s, _ := field.Find(f.Rows, key)
		return []sheet.Cell{
			sheet.Label(d.worded(f.Key+"."+key, s.Label)).Span(w),
			sheet.Rich(d.write(&s, v[key])).Span(width - w),
		}
	}
	row := func(cells ...[]sheet.Cell) (r sheet.Row) {
		for _, c := range cells {
			r = append(r, c...)
		}
		return r
	}
	title := d.t("person", "N", strconv.Itoa(i+1))
	if v.Text("is_first") == "true" {
		title += d.lang.T("form.bracket", "Text", d.lang.T("customer.contacts.is_first"))
	}
	d.section(title)
	d.rows(
		row(pair("name", third), pair("post", third), pair("birthday", third)),
		row(pair("phone", half), pair("email", half)),
		row(pair("buying_role", half), pair("influence", half)),
		row(pair("attitude", half), pair("knows", half)),
		row(pair("preferences", half), pair("concerns", half)),
	)
	d.whole()
}

// relations is who knows whom: ● where the one's entry names the other.
func (d *draft) relations(people []customer.Contact) {
	n := len(people)
	if n < 2 {
		return
	}
	n = min(n, mostAcross)
	side := max(4, units/(n+3))
	wide := units - n*((units-side)/n)
	each := (units - wide) / n
	head := sheet.Row{sheet.Label(d.t("knows")).Span(wide)}
	for _, p := range people[:n] {
		head = append(head, sheet.Label(p.Name).Span(each))
	}
	d.section(d.t("relations"), head)
	for i, p := range people[:n] {
		r := sheet.Row{sheet.Label(p.Name).Span(wide)}
		for j, q := range people[:n] {
			r = append(r, sheet.Value(d.knows(&p, &q, i == j)).Span(each).At(sheet.Center).Half())
		}
		d.rows(r)
	}
	if len(people) > n {
		d.rows(sheet.Row{sheet.Value(d.t("more", "N", len(people)-n)).Span(units)})
	}
	d.whole()
}

func (d *draft) knows(p, q *customer.Contact, same bool) string {
	switch {
	case same:
		return "—"
	case q.Name != "" && strings.Contains(p.Knows, q.Name):
		return "●"
	}
	return ""
}
