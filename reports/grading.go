package reports

import (
	"strconv"

	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/policy"
	"kezhi/reports/sheet"
)

// admissionReviews is the review for the admission of a customer
// (销售客户审核评价表): the conditions, the score sheet, the opinions.
func admissionReviews(p *press, register string, ids []int64) ([]sheet.Form, error) {
	return reviewSheets(p, register, grading.Admission, ids)
}

// blankAdmissionReview is the review to be filled in by hand.
func blankAdmissionReview(p *press) (sheet.Form, error) { return blankReview(p, grading.Admission) }

// stageEvaluations is the evaluation of a customer after a stage
// (销售客户阶段评价表), on which a change of grade is decided too. Printed from
// customer files it is the sheet to key in from, with the customer's name.
func stageEvaluations(p *press, register string, ids []int64) ([]sheet.Form, error) {
	return reviewSheets(p, register, grading.Stage, ids)
}

// blankStageEvaluation is the evaluation to be filled in by hand.
func blankStageEvaluation(p *press) (sheet.Form, error) { return blankReview(p, grading.Stage) }

func blankReview(p *press, kind string) (sheet.Form, error) {
	q, err := p.shop.Policy(p.ctx)
	if err != nil {
		return sheet.Form{}, err
	}
	return p.empty(p.shop.Grading.Reviews, func(d *draft) { d.review(q, kind, subject{}) })
}

// subject is the customer of a sheet that is still to be filled in.
type subject struct{ name, number, owner, department, grade string }

func reviewSheets(p *press, register, kind string, ids []int64) ([]sheet.Form, error) {
	q, err := p.shop.Policy(p.ctx)
	if err != nil {
		return nil, err
	}
	if register == "customer" {
		return p.sheetsFor(q, kind, ids)
	}
	known, err := policy.Known(p.shop.DB.Read(p.ctx))
	if err != nil {
		return nil, err
	}
	return fill(p, p.shop.Grading.Reviews, ids, func(r *grading.Review) (func(*draft), error) {
		of := q
		for _, k := range known {
			if k.Edition() == r.Edition {
				of = k
			}
		}
		c, err := customer.Graded(p.shop.DB.Read(p.ctx), r.CustomerID)
		return func(d *draft) {
			d.review(of, r.Kind, subject{r.CustomerName, r.CustomerNumber, c.Owner, r.Department, d.text("grade_before")})
		}, err
	})
}

// sheetsFor are sheets to fill in, one for each of these customers.
func (p *press) sheetsFor(q *policy.Preset, kind string, ids []int64) ([]sheet.Form, error) {
	cs, err := load(p, p.shop.Customers.Table, ids)
	if err != nil {
		return nil, err
	}
	people, err := p.shop.Staff(p.ctx)
	if err != nil {
		return nil, err
	}
	out := make([]sheet.Form, len(cs))
	for i, c := range cs {
		s := subject{c.Name, c.Number, c.Owner, string(customer.DepartmentOf(people, c.Owner)), ""}
		if g, ok := q.Grade(c.Grade); ok {
			s.grade = g.Name.Say(p.lang)
		}
		if out[i], err = p.empty(p.shop.Grading.Reviews, func(d *draft) { d.review(q, kind, s) }); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (d *draft) review(q *policy.Preset, kind string, s subject) {
	w := d.span()
	pair := func(label, value string, width int) []sheet.Cell {
		return []sheet.Cell{sheet.Label(label).Span(w), sheet.Value(value).Span(width - w)}
	}
	row := func(cells ...[]sheet.Cell) {
		var r sheet.Row
		for _, c := range cells {
			r = append(r, c...)
		}
		d.rows(r)
	}
	row(pair(d.named("customer_name"), join(" ", s.name, s.number), twoThirds), pair(d.lang.T("customer.owner"), s.owner, third))
	row(pair(d.named("department"), s.department, third), pair(d.named("kind"), d.lang.T("review.kind."+kind), third), pair(d.named("grade_before"), s.grade, third))
	asked := grading.Asked(q, kind)
	d.conditions(asked)
	d.points(q, asked)
	if kind == grading.Turnover {
		d.flow(at("amount", half), at("payment", half).bare())
	}
	d.section(d.lang.T("review.section.proposal"))
	var names []string
	for _, g := range q.Grading.Grades {
		if kind != grading.Admission || g.Admission {
			names = append(names, g.Name.Say(d.lang))
		}
	}
	d.rows(sheet.Row{
		d.label("proposed"), sheet.Options(names, d.text("proposed")).Span(twoThirds - w),
		d.label("next_on"), sheet.Rich(d.content("next_on", false)).Span(third - w),
	})
	if !d.blank() && d.text("trouble_on") != "" {
		d.flow(at("trouble_on", half), at("due", half))
	}
	signed := func(who, on string) string { return join(" ", d.named(who), d.text(who), d.text(on)) }
	d.flow(
		at("reason", full).tall(d.room(14, 16)).signed(signed("proposer", "proposed_on")),
		at("opinion", full).tall(d.room(14, 16)).signed(signed("approver", "approved_on")),
	)
	d.add(sheet.Note(d.t("note", "Order", grading.Order(q, d.lang))))
}

// bounds are from how many points on there is which grade.
func (d *draft) bounds(q *policy.Preset) string {
	s := ""
	for _, g := range q.Grading.Grades {
		if g.Score > 0 {
			s = join("　", s, d.lang.T("ui.grading.bound", "Grade", g.Name.Say(d.lang), "Score", g.Score))
		}
	}
	return s
}

// conditions are the conditions of an admission, each met or not.
func (d *draft) conditions(asked []policy.Indicator) {
	n := 0
	yes, no := d.lang.T("review.yes"), d.lang.T("review.no")
	for _, i := range asked {
		if !i.Required {
			continue
		}
		if n++; n == 1 {
			d.section(d.lang.T("review.section.conditions"), sheet.Row{
				sheet.Label(d.t("no")).Span(2), sheet.Label(d.t("condition")).Span(7), sheet.Label(d.t("hint")).Span(14), sheet.Label(d.t("met")).Span(7),
			})
		}
		chosen := ""
		switch d.values.Text(grading.Key(i)) {
		case grading.Yes:
			chosen = yes
		case grading.No:
			chosen = no
		}
		d.rows(sheet.Row{
			sheet.Value(strconv.Itoa(n)).Span(2).At(sheet.Center).Half(), sheet.Value(i.Name.Say(d.lang)).Span(7).Half(),
			sheet.Value(i.Hint.Say(d.lang)).Span(14).Half(), sheet.Options([]string{yes, no}, chosen).Span(7).Half(),
		})
	}
	d.whole()
}

// points are the lines of the score sheet with their sum.
func (d *draft) points(q *policy.Preset, asked []policy.Indicator) {
	n, most := 0, 0
	for _, i := range asked {
		if i.Required {
			continue
		}
		if n++; n == 1 {
			d.section(d.lang.T("review.section.sheet"), sheet.Row{
				sheet.Label(d.t("no")).Span(2), sheet.Label(d.t("indicator")).Span(8), sheet.Label(d.t("hint")).Span(12),
				sheet.Label(d.t("most")).Span(4), sheet.Label(d.t("points")).Span(4),
			})
		}
		most += i.Weight
		d.rows(sheet.Row{
			sheet.Value(strconv.Itoa(n)).Span(2).At(sheet.Center).Half(), sheet.Value(i.Name.Say(d.lang)).Span(8).Half(),
			sheet.Value(i.Hint.Say(d.lang)).Span(12).Half(), sheet.Value(strconv.Itoa(i.Weight)).Span(4).At(sheet.Center).Half(),
			sheet.Value(d.values.Text(grading.Key(i))).Span(4).At(sheet.Center).Half(),
		})
	}
	if n > 0 {
		d.rows(sheet.Row{
			sheet.Label(d.named("total")).Span(6), sheet.Value(d.bounds(q)).Span(16), sheet.Value(strconv.Itoa(most)).Span(4).At(sheet.Center), sheet.Value(d.text("total")).Span(4).At(sheet.Center).Strong(),
		})
	}
	d.whole()
}

// blacklists is the blacklist (销售客户黑名单): of one entry the notice, of several
// one list.
func blacklists(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	if len(ids) == 1 {
		q, err := p.shop.Policy(p.ctx)
		if err != nil {
			return nil, err
		}
		as, _ := q.Grade(q.Blacklist.ReadmitAs)
		return fill(p, p.shop.Grading.Blacklist, ids, func(e *grading.Entry) (func(*draft), error) {
			return func(d *draft) { d.notice(e, as) }, nil
		})
	}
	es, err := load(p, p.shop.Grading.Blacklist, ids)
	if err != nil {
		return nil, err
	}
	f, err := p.fit(func() *draft { return p.draft(p.shop.Grading.Blacklist, field.Values{}) }, func(d *draft) { d.blacklist(es) })
	return []sheet.Form{f}, err
}

// blankBlacklist is the list to be kept by hand.
func blankBlacklist(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Grading.Blacklist, func(d *draft) { d.blacklist(nil) })
}

// notice tells the departments whom not to deal with, and in which grade the
// customer may come back.
func (d *draft) notice(e *grading.Entry, as policy.Grade) {
	w := d.span()
	d.rows(sheet.Row{d.label("customer_name"), sheet.Value(join(" ", e.CustomerName, e.CustomerNumber)).Span(units - w)})
	d.flow(at("from", half), at("until", half), at("scope", half).bare(), at("department", half), at("reason", full).tall(24))
	d.flow(at("proposer", half), at("proposed_on", half), at("opinion", full).tall(24).signed(), at("approver", half), at("approved_on", half))
	if e.State == grading.Lifted {
		d.flow(at("lifted_by", half), at("lifted_on", half), at("lift_reason", full).tall(14))
	}
	key := "barred"
	if e.Scope == customer.InDepartment {
		key = "barred_department"
	}
	d.add(sheet.Space(3), sheet.Indented(d.t(key, "Name", e.CustomerName, "Department", e.Department, "From", d.day(e.From), "Until", d.day(e.Until))))
	if as.Key != "" {
		d.add(sheet.Indented(d.t("readmit", "Grade", as.Name.Say(d.lang))))
	}
	d.sign(d.t("head"), d.t("manager"))
}

// listRows is how many rows a list that is kept by hand has on its page.
const listRows = 14

// blacklist is the list of entries in one table.
func (d *draft) blacklist(es []*grading.Entry) {
	d.Landscape = true
	t := sheet.Table{Gap: joined, Columns: []sheet.Column{
		{Title: d.t("no"), Width: 2.6, Align: sheet.Center},
		{Title: d.lang.T("blacklist.number"), Width: 6.6},
		{Title: d.named("customer_name"), Width: 10},
		{Title: d.named("scope"), Width: 5, Align: sheet.Center},
		{Title: d.named("from"), Width: 5.4, Align: sheet.Center},
		{Title: d.named("until"), Width: 5.4, Align: sheet.Center},
		{Title: d.named("reason"), Width: 14},
		{Title: d.named("proposer"), Width: 4, Align: sheet.Center},
		{Title: d.named("approver"), Width: 4, Align: sheet.Center},
		{Title: d.named("state"), Width: 4, Align: sheet.Center},
	}}
	for i, e := range es {
		of := e.Department
		if e.Scope == customer.Company {
			of = field.Option(d.lang, *d.desc["scope"], e.Scope)
		}
		t.Rows = append(t.Rows, sheet.Texts(strconv.Itoa(i+1), e.Number, join(" ", e.CustomerName, e.CustomerNumber), of, e.From, e.Until,
			e.Reason, e.Proposer, e.Approver, field.Option(d.lang, *d.desc["state"], e.State)))
	}
	if d.blank() {
		t.Blank, t.Tall = listRows, row
	}
	d.add(t)
	d.sign(d.t("author"), d.t("head"), d.t("manager"))
}
