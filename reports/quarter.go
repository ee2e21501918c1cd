package reports

import (
	"strconv"

	"kezhi/data/policy"
	"kezhi/data/visit"
	"kezhi/reports/sheet"
)

// quarterReports is the overall report on a quarter (季度拜访总结): done against plan,
// results, what came to nothing, promises that are open, and what a person
// makes of it.
func quarterReports(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	preset, err := p.shop.Policy(p.ctx)
	if err != nil {
		return nil, err
	}
	return fill(p, p.shop.Visits.Quarters.Table, ids, func(q *visit.Quarter) (func(*draft), error) {
		f, err := p.shop.Visits.Figures(p.ctx, q.FromDay, q.ToDay)
		return func(d *draft) { d.quarterReport(preset, f) }, err
	})
}

// blankQuarterReport is the report to be written by hand.
func blankQuarterReport(p *press) (sheet.Form, error) {
	return p.empty(p.shop.Visits.Quarters, func(d *draft) { d.quarterReport(nil, nil) })
}

func (d *draft) quarterReport(preset *policy.Preset, f *visit.Figures) {
	d.flow(at("from", third), at("to", third), at("author", third))
	d.quarterPlan(preset, f)
	d.quarterVisits(f)
	if f != nil {
		d.quarterMissed(preset, f)
		d.quarterFruitless(f)
		d.quarterPromises(f)
	} else {
		for _, key := range []string{"ineffective", "promises"} {
			d.section(d.t(key))
			d.rows(sheet.Row{sheet.Empty().Span(units).Tall(d.high(18))})
		}
	}
	d.section(d.lang.T("quarter.section.words"))
	d.flow(
		at("results", full).tall(d.room(16, 24)),
		at("problems", full).tall(d.room(16, 24)),
		at("improvements", full).tall(d.room(16, 24)),
		at("review", full).tall(20).signed(),
	)
	d.whole()
	d.sign(d.t("author"), d.t("approver"))
}

// quarterPlan is what was done against the plan: in all, by person, by grade.
func (d *draft) quarterPlan(preset *policy.Preset, f *visit.Figures) {
	heads := append(sheet.Row{sheet.Label(d.t("part")).Span(9)},
		sheet.Label(d.t("planned")).Span(4), sheet.Label(d.t("done")).Span(4), sheet.Label(d.t("share")).Span(5), sheet.Label(d.t("late")).Span(4), sheet.Label(d.t("left")).Span(4))
	d.section(d.t("against"), heads)
	if f == nil {
		for range 4 {
			d.rows(quarterRow("", "", "", "", "", ""))
		}
		return
	}
	if len(f.Plans) == 0 {
		d.rows(sheet.Row{sheet.Value(d.t("no_plan")).Span(units).At(sheet.Center)})
		return
	}
	d.rows(d.progress(d.t("all"), f.All))
	for _, x := range f.Grades {
		d.rows(d.progress(d.gradeName(preset, x.Key), x.Progress))
	}
	for _, x := range f.Owners {
		name := x.Key
		if name == "" {
			name = d.t("nobody")
		}
		d.rows(d.progress(name, x.Progress))
	}
}

func (d *draft) progress(name string, x visit.Progress) sheet.Row {
	share := "—"
	if s, ok := x.Share(); ok {
		share = strconv.FormatFloat(s, 'f', 1, 64) + "%"
	}
	return quarterRow(name, strconv.Itoa(x.Planned), strconv.Itoa(x.Done), share, strconv.Itoa(x.Late), strconv.Itoa(x.Left))
}

func quarterRow(name, planned, done, share, late, left string) sheet.Row {
	cell := func(s string, n int) sheet.Cell { return sheet.Value(s).Span(n).At(sheet.Center).Half() }
	return sheet.Row{sheet.Value(name).Span(9), cell(planned, 4), cell(done, 4), cell(share, 5), cell(late, 4), cell(left, 4)}
}

// quarterVisits are the ways and the results.
func (d *draft) quarterVisits(f *visit.Figures) {
	w := d.span()
	d.section(d.t("visits"))
	all, ways, results := "", "", ""
	if f != nil {
		all = d.t("visits.of", "N", f.Visits, "Customers", f.Customers)
		ways = d.tallies(f.Ways, "visit.way.")
		results = d.tallies(f.Results, "visit.result.")
	}
	d.rows(
		sheet.Row{sheet.Label(d.t("visits.all")).Span(w), sheet.Value(all).Span(units - w)},
		sheet.Row{sheet.Label(d.t("visits.ways")).Span(w), sheet.Value(ways).Span(units - w)},
		sheet.Row{sheet.Label(d.t("visits.results")).Span(w), sheet.Value(results).Span(units - w)},
	)
}

// tallies are figures by their names: 走访 12，电话 5.
func (d *draft) tallies(ts []visit.Tally, prefix string) string {
	out := ""
	for _, t := range ts {
		name := d.t("unsaid")
		if t.Key != "" {
			name = d.lang.T(prefix + t.Key)
		}
		out = join(d.lang.T("data.list_comma"), out, name+" "+strconv.Itoa(t.N))
	}
	return out
}

// quarterMissed are the visits that were planned and not made.
func (d *draft) quarterMissed(preset *policy.Preset, f *visit.Figures) {
	if len(f.Missed) == 0 {
		return
	}
	d.section(d.some("missed", len(f.Missed), f.All.Late), labelled(d.t("customer"), 14, d.t("grade"), 5, d.t("by"), 5, d.t("day"), 6))
	for _, l := range f.Missed {
		d.rows(valued(l.Name, 14, d.gradeName(preset, l.Grade), 5, l.Visitor, 5, l.Day, 6))
	}
}

// quarterFruitless are the customers whose visits came to nothing.
func (d *draft) quarterFruitless(f *visit.Figures) {
	d.section(d.t("ineffective"), labelled(d.t("customer"), 14, d.t("by"), 6, d.t("times"), 5, d.t("in_row"), 5))
	for _, x := range f.Ineffective {
		d.rows(valued(join(" ", x.Number, x.Name), 14, x.Owner, 6, strconv.Itoa(x.N), 5, strconv.Itoa(x.InRow), 5))
	}
	d.none(len(f.Ineffective))
}

// quarterPromises are the promises that are not kept.
func (d *draft) quarterPromises(f *visit.Figures) {
	d.section(d.some("promises", len(f.Promises), f.Open), labelled(d.t("customer"), 9, d.t("what"), 11, d.t("owner"), 5, d.t("day"), 5))
	for _, x := range f.Promises {
		d.rows(valued(x.Name, 9, x.What, 11, x.Owner, 5, x.Due, 5))
	}
	d.none(len(f.Promises))
}

// some is a title with how many there are, where not all stand below.
func (d *draft) some(key string, shown, all int) string {
	if all <= shown {
		return d.t(key)
	}
	return d.t(key) + d.lang.T("form.bracket", "Text", d.t("first", "Shown", shown, "All", all))
}

// none says that there is nothing below a head.
func (d *draft) none(n int) {
	if n == 0 {
		d.rows(sheet.Row{sheet.Value(d.lang.T("form.none")).Span(units).At(sheet.Center)})
	}
}

// longText is how wide a cell is whose text is more than a word or a figure.
const longText = 9

// labelled is a row of heads, each with its width.
func labelled(pairs ...any) sheet.Row {
	var r sheet.Row
	for i := 0; i+1 < len(pairs); i += 2 {
		r = append(r, sheet.Label(pairs[i].(string)).Span(pairs[i+1].(int)))
	}
	return r
}

// valued is a row of texts, each with its width; long ones stand left.
func valued(pairs ...any) sheet.Row {
	var r sheet.Row
	for i := 0; i+1 < len(pairs); i += 2 {
		c := sheet.Value(pairs[i].(string)).Span(pairs[i+1].(int)).Half()
		if c.Columns < longText {
			c = c.At(sheet.Center)
		}
		r = append(r, c)
	}
	return r
}
