package surveys

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// placeTones are the colours of the four fields.
var placeTones = map[string]kit.Tone{
	survey.Strength: kit.ToneGood, survey.Repair: kit.ToneDanger, survey.Opportunity: kit.ToneNeutral, survey.Maintain: kit.ToneInfo,
}

// The heights of the charts beside a campaign.
const (
	trendHeight    float32 = 150
	quadrantHeight float32 = 230
)

// targets says which figures stay under what was wanted, and what is to be
// done; nil where none does.
func targets(a *survey.Analysis) fyne.CanvasObject {
	ms := a.Misses()
	if len(ms) == 0 || a.Returned == 0 {
		return nil
	}
	says := ""
	for _, m := range ms {
		if says != "" {
			says += kit.T("data.list_comma")
		}
		says += kit.T("ui.survey.miss."+m.Figure, "Got", m.Got, "Want", m.Want)
	}
	c := &a.Campaign
	switch {
	case c.State != survey.Closed:
		return kit.NewBanner(kit.ToneWarning, says)
	case c.Effect == survey.Effective:
		return kit.NewBanner(kit.ToneGood, says+kit.T("ui.survey.miss.done"))
	case c.Action == "" || c.Effect == survey.Ineffective:
		return kit.NewBanner(kit.ToneDanger, says+kit.T("ui.survey.miss.plan"))
	}
	return kit.NewBanner(kit.ToneWarning, says+kit.T("ui.survey.miss.planned", "Who", c.ActionBy, "Day", c.ActionDue))
}

// depth is what the answers say beyond the first figures: effort and ACSI, the
// trend, the four fields, and how groups of customers differ.
func depth(h screen.Host, a *survey.Analysis) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12)
	var more []fyne.CanvasObject
	if a.CES.N > 0 {
		more = append(more, tile(a.CES.String(), kit.T("ui.survey.ces"), n(a.CES.N), kit.ToneNeutral))
	}
	if a.ACSI.N > 0 {
		more = append(more, tile(a.ACSI.String(), kit.T("ui.survey.acsi"), n(a.ACSI.N), kit.ToneNeutral))
	}
	if len(more) > 0 {
		col.Add(tiles(more...))
	}
	if len(a.Trend) > 1 {
		col.Add(kit.NewSection(kit.T("ui.survey.trend")))
		col.Add(trend(h, a))
	}
	if len(a.Quadrant.Items) > 0 {
		col.Add(kit.NewSection(kit.T("ui.survey.quadrant")))
		col.Add(quadrant(&a.Quadrant))
	}
	grade := func(key string) string {
		d, _ := field.Find(h.Shop().Customers.Fields(), "grade")
		return field.Option(kit.Lang, d, key)
	}
	same := func(key string) string { return key }
	for _, g := range []struct {
		title  string
		groups []survey.Group
		name   func(string) string
	}{
		{"ui.survey.by_grade", a.Grades, grade}, {"ui.survey.by_region", a.Regions, same}, {"ui.survey.by_owner", a.Owners, same},
	} {
		if len(g.groups) > 1 {
			col.Add(kit.NewSection(kit.T(g.title)))
			col.Add(breakdown(g.groups, g.name))
		}
	}
	return col
}

// trend is the CSAT of this campaign and the earlier ones, with the target; a
// click opens one.
func trend(h screen.Host, a *survey.Analysis) fyne.CanvasObject {
	d := kit.LineData{Target: math.NaN(), OnTap: func(i int) {
		if p := a.Trend[i]; p.ID != a.Campaign.ID {
			h.Open("survey", p.ID)
		}
	}}
	if a.Campaign.Target > 0 {
		d.Target = float64(a.Campaign.Target)
	}
	for _, p := range a.Trend {
		v := math.NaN()
		if t, ok := p.CSAT.Tenths(); ok {
			v = float64(t) / 10
		}
		when := p.From
		if len(when) > 7 {
			when = when[2:7]
		} else {
			when = p.Number
		}
		d.Labels, d.Values, d.Texts = append(d.Labels, when), append(d.Values, v), append(d.Texts, p.CSAT.String())
	}
	return kit.NewLineChart(trendHeight, d)
}

// quadrant is the four fields, and under them which number is what.
func quadrant(q *survey.Quadrant) fyne.CanvasObject {
	d := kit.QuadrantData{
		MidX: q.Satisfaction.Float(), MidY: q.Importance.Float(), XName: kit.T("answer.satisfaction"), YName: kit.T("answer.importance"),
		Names: [4]string{place4(survey.Strength), place4(survey.Repair), place4(survey.Opportunity), place4(survey.Maintain)},
	}
	list := kit.VBox(kit.Gap4)
	for i, p := range q.Items {
		no := strconv.Itoa(i + 1)
		d.Points = append(d.Points, kit.QuadrantPoint{Label: no, X: p.Satisfaction.Float(), Y: p.Importance.Float(), Tone: placeTones[p.Place]})
		says := kit.T("ui.survey.quadrant.item", "Importance", p.Importance.String(), "Satisfaction", p.Satisfaction.String(), "N", p.Satisfaction.N)
		if p.Tie {
			says += " · " + kit.T("ui.survey.quadrant.tie")
		}
		list.Add(kit.HBox(kit.Gap8, kit.Grow(kit.VBox(0, kit.NewText(no+". "+p.Text).Shortened(), kit.Small(says).Shortened())),
			kit.NewPill(place4(p.Place), placeTones[p.Place])))
	}
	return kit.VBox(kit.Gap8, kit.NewQuadrantChart(quadrantHeight, d),
		kit.Small(kit.T("ui.survey.quadrant.at", "Importance", q.Importance.String(), "Satisfaction", q.Satisfaction.String())), list)
}

func place4(key string) string { return kit.T("survey.place." + key) }

// breakdown is the CSAT of groups of customers, each with its n.
func breakdown(gs []survey.Group, name func(string) string) fyne.CanvasObject {
	var lines []bar
	for _, g := range gs {
		label := name(g.Key)
		switch {
		case g.Rest > 0:
			label = kit.T("ui.survey.group.rest", "N", g.Rest)
		case g.Key == "":
			label = kit.T("ui.survey.group.none")
		}
		lines = append(lines, bar{Label: label, Share: g.CSAT, Figure: g.CSAT.String(), Note: kit.T("ui.survey.mean_n", "Mean", g.Mean.String(), "N", g.N), Colour: kit.ColorPrimary})
	}
	return newBars(lines...)
}
