package reports

import (
	"strconv"

	"kezhi/data/policy"
	"kezhi/data/visit"
	"kezhi/reports/sheet"
)

// visitPlans is the plan of visits (拜访计划表): who is due, by whom and until when,
// and what is done of it.
func visitPlans(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	preset, err := p.shop.Policy(p.ctx)
	if err != nil {
		return nil, err
	}
	return fill(p, p.shop.Visits.Plans.Table, ids, func(v *visit.Plan) (func(*draft), error) {
		ls, err := p.shop.Visits.Plans.Planned(p.ctx, v.ID)
		return func(d *draft) { d.visitPlan(preset, ls) }, err
	})
}

// blankVisitPlan is the plan to be drawn up by hand.
func blankVisitPlan(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Visits.Plans, func(d *draft) { d.visitPlan(nil, nil) })
}

// blankLines is how many lines a plan by hand has.
const blankLines = 10

func (d *draft) visitPlan(preset *policy.Preset, ls []visit.PlanLine) {
	d.Landscape = true
	d.planHead(preset, ls)
	cols := []sheet.Column{
		{Title: d.t("no"), Width: 3, Align: sheet.Center},
		{Title: d.t("customer"), Width: 16},
		{Title: d.t("grade"), Width: 5, Align: sheet.Center},
		{Title: d.t("contact"), Width: 13},
		{Title: d.t("way"), Width: 5, Align: sheet.Center},
		{Title: d.t("by"), Width: 5, Align: sheet.Center},
		{Title: d.t("day"), Width: 7, Align: sheet.Center},
		{Title: d.t("visited"), Width: 7, Align: sheet.Center},
		{Title: d.t("result"), Width: 7, Align: sheet.Center},
		{Title: d.t("note"), Width: 10},
	}
	t := sheet.Table{Columns: cols, Gap: joined}
	if d.blank() {
		t.Blank, t.Tall = blankLines, row-1
	}
	today := d.today()
	for i := range ls {
		t.Rows = append(t.Rows, d.planLine(preset, i+1, &ls[i], today))
	}
	d.add(t)
	d.sign(d.t("author"), d.t("approver"))
}

// planHead is the span, whose visits, and how far the plan is.
func (d *draft) planHead(preset *policy.Preset, ls []visit.PlanLine) {
	d.flow(at("period", third), at("from", third), at("to", third))
	owner, w := d.text("owner"), d.span()
	if owner == "" && !d.blank() {
		owner = d.t("everybody")
	}
	state := ""
	if !d.blank() {
		x := visit.ProgressOf(ls, d.today())
		state = d.t("progress", "Planned", x.Planned, "Done", x.Done, "Late", x.Late, "Left", x.Left)
	}
	d.rows(sheet.Row{
		d.label("owner"), sheet.Value(owner).Span(third - w),
		sheet.Label(d.t("state")).Span(w), sheet.Value(state).Span(twoThirds - w),
	})
	if d.blank() || !d.values.Empty("remark") {
		d.flow(at("remark", full))
	}
	if preset != nil {
		d.rows(sheet.Row{d.label("edition"), sheet.Value(join(" ", preset.Name.Say(d.lang), d.text("edition"))).Span(units - w)})
	}
}

func (d *draft) planLine(preset *policy.Preset, n int, l *visit.PlanLine, today string) sheet.Row {
	note, result := "", ""
	switch l.State(today) {
	case visit.LineLeft:
		key, args := l.Why()
		note = d.t("left", "Why", d.lang.T(key, args...))
	case visit.LineDone:
		note = l.VisitNumber
		result = d.result(l.VisitResult)
	case visit.LineLate:
		note = d.lang.T("plan.state." + visit.LineLate)
	}
	return sheet.Texts(strconv.Itoa(n), l.Name, d.gradeName(preset, l.Grade), join(" ", l.Contact, l.Phone), d.way(l.Way), l.Visitor, l.Day, l.VisitedOn, result, note)
}

// gradeName is what the regulation calls a grade.
func (d *draft) gradeName(preset *policy.Preset, key string) string {
	if g, ok := preset.Grade(key); ok {
		return g.Name.Say(d.lang)
	}
	return key
}

func (d *draft) way(key string) string {
	if key == "" {
		return d.t("any")
	}
	return d.lang.T("visit.way." + key)
}

func (d *draft) result(key string) string {
	if key == "" {
		return ""
	}
	return d.lang.T("visit.result." + key)
}
