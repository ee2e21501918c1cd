package reports

import (
	"math"
	"strconv"

	"kezhi/data/figures"
	"kezhi/data/inspection"
	"kezhi/data/shop"
	"kezhi/reports/sheet"
)

// managementReports are the management figures (管理指标报告) of the periods that
// audits looked at.
func managementReports(p *press, _ string, ids []int64) ([]sheet.Form, error) {
	return fill(p, p.shop.Inspections.Table, ids, func(i *inspection.Inspection) (func(*draft), error) {
		return p.management(i.FromDay, i.ToDay)
	})
}

// periodManagement are the figures of a Job's period.
func periodManagement(p *press, from, to string) ([]sheet.Form, error) {
	write, err := p.management(from, to)
	if err != nil {
		return nil, err
	}
	f, err := p.figureSheet(write, false)
	return []sheet.Form{f}, err
}

// blankManagement is the sheet to be counted by hand.
func blankManagement(p *press) (sheet.Form, error) {
	return p.figureSheet(func(d *draft) { d.management(nil, nil) }, true)
}

func (p *press) management(from, to string) (func(*draft), error) {
	r, err := figures.Of(p.ctx, p.shop.DB, from, to, p.person)
	if err != nil {
		return nil, err
	}
	grades, err := p.shop.Grades(p.ctx)
	if err != nil {
		return nil, err
	}
	return func(d *draft) { d.management(r, grades) }, nil
}

func (d *draft) management(r *figures.Report, grades []shop.Share) {
	w := d.span()
	period, of := "", ""
	if r != nil {
		period = d.t("period", "From", d.day(r.From), "To", d.day(r.To))
		if of = r.Person; of == "" {
			of = d.lang.T("figures.everybody")
		}
	}
	d.rows(sheet.Row{sheet.Label(d.t("of")).Span(w), sheet.Value(period).Span(twoThirds - w), sheet.Label(d.t("whose")).Span(w), sheet.Value(of).Span(third - w)})
	d.managed(r)
	if r != nil {
		d.managedMonths(r)
		if r.Person == "" {
			d.managedPeople(r)
			d.managedGrades(grades)
		}
	}
	d.section(d.t("conclusion"))
	for _, key := range []string{"analysis", "measures"} {
		d.rows(sheet.Row{sheet.Label(d.t(key)).Span(w), sheet.Empty().Span(units - w).Tall(d.high(18))})
	}
	d.whole()
	d.sign(d.t("author"), d.t("approver"))
}

// managed are the figures, each with the period before, what was wanted, and
// what it is counted from.
func (d *draft) managed(r *figures.Report) {
	heads := labelled(d.t("figure"), 6, d.lang.T("figures.now"), 4, d.lang.T("figures.last"), 4, d.lang.T("figures.target"), 4, d.lang.T("figures.reached"), 3, d.t("from"), 9)
	d.section(d.t("figures"), heads)
	row := func(name, now, last, target, reached, from string) {
		cell := func(s string, n int) sheet.Cell { return sheet.Value(s).Span(n).At(sheet.Center).Half() }
		d.rows(sheet.Row{sheet.Value(name).Span(6).Half(), cell(now, 4), cell(last, 4), cell(target, 4), cell(reached, 3), sheet.Value(from).Span(9).Half()})
	}
	if r == nil {
		for _, f := range (&figures.Report{}).Figures() {
			row(d.lang.T("figures."+f.Key), "", "", "", "", "")
		}
		return
	}
	for _, f := range r.Figures() {
		from := ""
		if f.Known {
			from = d.lang.T("figures.from."+f.Key, f.Base()...)
		}
		row(d.lang.T("figures."+f.Key), f.Text(), f.LastText(), f.TargetText(), f.ReachedText(), from)
	}
}

// tenThousand yuan (万元) in hundredths: what the axis of amounts counts in.
const tenThousand = 1_000_000

// managedMonths is how the customers and the money went, month by month.
func (d *draft) managedMonths(r *figures.Report) {
	if len(r.Months) < 2 {
		return
	}
	line := func(key string, of func(figures.Counts) float64) sheet.Series {
		s := sheet.Series{Name: d.lang.T("figures." + key)}
		for _, m := range r.Months {
			s.Values = append(s.Values, of(m.Counts))
		}
		return s
	}
	trend := func(ss ...sheet.Series) sheet.Trend {
		t := sheet.Trend{Height: 34, Lines: ss}
		for i, m := range r.Months {
			t.Labels = append(t.Labels, m.Month[2:])
			for n := range ss {
				t.High = math.Max(t.High, ss[n].Values[i])
				ss[n].Texts = append(ss[n].Texts, strconv.FormatFloat(math.Round(10*ss[n].Values[i])/10, 'f', -1, 64))
			}
		}
		return t
	}
	d.add(sheet.Keep{sheet.Heading{Text: d.t("months")}, trend(
		line("new", func(c figures.Counts) float64 { return float64(c.New) }),
		line("visits", func(c figures.Counts) float64 { return float64(c.Visits) }))}, sheet.Space(3))
	if !r.Hidden && r.Now.Sales+r.Now.Collected > 0 {
		d.add(sheet.Keep{sheet.Heading{Text: d.t("money")}, trend(
			line("sales", func(c figures.Counts) float64 { return float64(c.Sales) / tenThousand }),
			line("collected", func(c figures.Counts) float64 { return float64(c.Collected) / tenThousand }))}, sheet.Space(3))
	}
}

// managedPeople are the people beside each other.
func (d *draft) managedPeople(r *figures.Report) {
	if len(r.People) == 0 {
		return
	}
	keys := []string{"new", "customers", "loss", "visits", "satisfaction", "complaints", "sales", "collected"}
	t := sheet.Table{Columns: []sheet.Column{{Title: d.t("person"), Width: 6}}, Gap: 0}
	for _, k := range keys {
		width := 5.0
		if k == "sales" || k == "collected" {
			width = 7
		}
		t.Columns = append(t.Columns, sheet.Column{Title: d.lang.T("figures." + k), Width: width, Align: sheet.Center})
	}
	for _, p := range r.People {
		name := p.Name
		if name == "" {
			name = d.lang.T("figures.nobody")
		}
		texts := []string{name}
		for _, k := range keys {
			for _, f := range p.Figures() {
				if f.Key != k {
					continue
				}
				s := f.Text()
				if r.Hidden && f.Sort == figures.Money {
					s = "—"
				}
				if reached := f.ReachedText(); reached != "" {
					s += "\n" + reached
				}
				texts = append(texts, s)
			}
		}
		t.Rows = append(t.Rows, sheet.Texts(texts...))
	}
	d.add(sheet.Heading{Text: d.t("people")}, t, sheet.Space(3))
}

// managedGrades is how the customers are divided among the grades.
func (d *draft) managedGrades(grades []shop.Share) {
	var all int64
	for _, g := range grades {
		all += g.N
	}
	if all == 0 {
		return
	}
	b := sheet.Bars{}
	for _, g := range grades {
		name := d.t("no_grade")
		if g.Grade.Key != "" {
			name = g.Grade.Name.Say(d.lang)
		}
		b.Items = append(b.Items, sheet.Bar{Label: name, Value: float64(g.N), Text: strconv.FormatInt(g.N, 10) + d.lang.T("form.bracket", "Text", percent(100*float64(g.N)/float64(all)))})
	}
	d.add(sheet.Keep{sheet.Heading{Text: d.t("grades", "N", all)}, b}, sheet.Space(3))
}
