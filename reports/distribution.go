package reports

import (
	"slices"
	"strconv"

	"kezhi/data/survey"
	"kezhi/reports/sheet"
)

// halfColumn is the width of the right one of two columns of bars, mm.
const halfColumn = 86

// distributions are the questions' answers as bars: short scales two abreast,
// options with long names over the whole width.
func (d *draft) distributions(s *survey.Summary) {
	if len(s.Questions) == 0 {
		return
	}
	d.add(sheet.Heading{Text: d.summed("questions")})
	var left []sheet.Block
	flush := func() {
		if left != nil {
			d.add(sheet.Keep(left))
			left = nil
		}
	}
	for i := range s.Questions {
		f := &s.Questions[i]
		if f.Type == survey.Text && len(f.Texts) > 0 {
			continue // told below, in the customers' words
		}
		b := d.distribution(f)
		switch {
		case !narrow(f):
			flush()
			d.add(sheet.Keep(b))
		case left == nil:
			left = b
		default:
			d.add(sheet.Keep{sheet.Beside{Left: left, Right: b, Width: halfColumn}})
			left = nil
		}
	}
	flush()
}

// narrow tells whether the answers to a question fit half the width.
func narrow(f *survey.Figures) bool {
	switch f.Type {
	case survey.Score, survey.Promote, survey.YesNo, survey.Number, survey.Importance, survey.Date:
		return true
	}
	return false
}

// titled is a question with its place on the paper, and where it is a part of
// another, with that.
func (d *draft) titled(q *survey.Question) string {
	text := q.Text
	switch {
	case q.Type == survey.Importance:
		text = d.lang.T("answer.part.importance", "Text", text)
	case q.Pair != "":
		text = d.lang.T("answer.part.satisfaction", "Text", text)
	case q.Of != "":
		text = q.Of + " · " + text
	}
	return q.Place() + text
}

func (d *draft) distribution(f *survey.Figures) []sheet.Block {
	n := strconv.FormatInt(f.N, 10)
	figures := "n = " + n
	add := func(key, s string) { figures = join("　", figures, d.summed(key)+" "+s) }
	switch f.Type {
	case survey.Score, survey.Importance:
		add("mean", f.Mean.String())
		if f.CSAT.Of > 0 {
			add("csat", f.CSAT.String())
		}
	case survey.Date:
		if f.N > 0 {
			add("first", f.First)
			add("last", f.Last)
		}
	case survey.Promote:
		add("nps", f.NPS.String())
		add("mean", f.Mean.String())
	case survey.YesNo:
		add("yes", f.Yes.String())
	case survey.Number:
		least, most := f.Span()
		add("mean", f.Mean.String()+unit(f.Unit))
		add("lowest", least+unit(f.Unit))
		add("highest", most+unit(f.Unit))
	}
	bs := []sheet.Block{
		sheet.Para{Content: sheet.Content{sheet.Strong(d.titled(&f.Question))}, Gap: 3},
		sheet.Para{Content: sheet.Content{{Text: figures, Faint: true}}, Size: 9, Gap: 0.3},
	}
	if len(f.Bars) == 0 || f.N == 0 {
		return bs
	}
	bars := sheet.Bars{Max: float64(f.N), Label: 52, Gap: 0.5}
	if narrow(f) {
		bars.Label = 12
	}
	if f.Type == survey.Date {
		bars.Label = 18
	}
	of := f.Bars
	if f.Type == survey.Score || f.Type == survey.Promote || f.Type == survey.Importance {
		of = slices.Clone(of)
		slices.Reverse(of) // the best first, as on the questionnaire
	}
	for _, b := range of {
		name := b.Value
		if f.Type == survey.YesNo {
			name = d.lang.T("answer." + b.Value)
		}
		bars.Items = append(bars.Items, sheet.Bar{
			Label: name, Value: float64(b.Count.Part), Text: strconv.FormatInt(b.Count.Part, 10) + " · " + b.Count.String(),
		})
	}
	return append(bs, bars)
}

func unit(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

// opinions are what customers wrote, each with the number of its answer.
func (d *draft) opinions(s *survey.Summary) {
	for i := range s.Questions {
		f := &s.Questions[i]
		if len(f.Texts) == 0 {
			continue
		}
		title := d.summed("opinions.of", "No", f.No, "Text", f.Text, "N", len(f.Texts))
		d.section(title, sheet.Row{sheet.Label(d.summed("answer")).Span(7), sheet.Label(d.summed("opinion")).Span(units - 7)})
		for _, t := range f.Texts {
			d.rows(sheet.Row{sheet.Value(t.Answer).Span(7).At(sheet.Center).Half(), sheet.Value(t.Text).Span(units - 7).Half()})
		}
	}
}
