package reports

import (
	"strings"

	"kezhi/data/field"
	"kezhi/data/visit"
	"kezhi/reports/sheet"
)

// visitSummaries is the visit summary (客户拜访总结报告) that is written after each
// visit, from the visits of the regulations.
func visitSummaries(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Visits.Table, ids, func(v *visit.Visit) (func(*draft), error) {
		grade, err := p.grade(v.CustomerID)
		return func(d *draft) { d.visitSummary(grade) }, err
	})
}

// blankVisitSummary is the report to be written by hand.
func blankVisitSummary(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Visits, func(d *draft) { d.visitSummary("") })
}

func (d *draft) visitSummary(grade string) {
	w := d.span()
	d.rows(sheet.Row{
		d.label("customer_name"), sheet.Value(join(" ", d.text("customer_name"), d.text("customer"))).Span(twoThirds - w),
		sheet.Label(d.lang.T("customer.grade")).Span(w), sheet.Value(grade).Span(third - w),
	})
	d.flow(
		at("way", full),
		at("at", half), at("place", half),
		at("visitor", third), at("companions", third), at("department", third),
	)
	d.rows(sheet.Row{d.label("people"), sheet.Value(d.met()).Span(units - w)})
	d.flow(
		at("purpose", full),
		at("talk", full).tall(28),
		at("needs", full).tall(14),
		at("opinions", full).tall(14),
		at("competition", half).tall(11), at("market", half),
		at("products", half).tall(11), at("our_news", half),
		at("earlier", half).tall(11), at("plans", half),
		at("earlier_satisfaction", twoThirds), at("hours", third),
	)
	d.minutes()
	d.list("promises", 2, col(13, "what"), col(4, "owner").centered(), col(5, "due").centered(), col(5, "done_on").centered())
	d.flow(
		at("result", full),
		at("next_step", full), at("next_by", half), at("next_on", half),
	)
	if !d.blank() && !d.values.Empty("next_done_on") {
		d.flow(at("next_done_on", full))
	}
	d.flow(at("review", full).tall(20).signed())
	if !d.blank() && d.text("reviewer") != "" {
		d.flow(at("reviewer", half), at("reviewed_on", half))
	}
	d.add(sheet.Sign{Labels: []string{d.t("author")}, Date: true, Gap: 6})
}

// minutes are those of a meeting (会议纪要), where there are any.
func (d *draft) minutes() {
	if d.blank() || !d.desc["topics"].When.Met(d.values) {
		return
	}
	if !d.values.Empty("topics") {
		d.flow(at("topics", full))
	}
	if !d.values.Empty("decisions") {
		d.list("decisions", 1, col(13, "what"), col(4, "owner").centered(), col(5, "due").centered(), col(5, "done_on").centered())
	}
}

// met are the people who were met, with their posts.
func (d *draft) met() string {
	var out []string
	for _, r := range d.values.Rows("people") {
		s := r.Text("name")
		if more := join(" ", r.Text("post"), r.Text("phone")); more != "" {
			s += d.lang.T("form.bracket", "Text", more)
		}
		out = append(out, s)
	}
	return strings.Join(out, d.lang.T("data.list_comma"))
}

// grade is the grade of a customer, by name.
func (p *press) grade(customer int64) (string, error) {
	ls, err := p.shop.Customers.Lines(p.ctx, []int32{int32(customer)})
	if err != nil || len(ls) == 0 {
		return "", err
	}
	return field.Show(p.lang, *p.descriptions(p.shop.Customers)["grade"], ls[0].Values["grade"]), nil
}
