package reports

import (
	"strconv"
	"strings"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/reports/sheet"
)

// twice is what a rated question is asked for.
var twice = [2]string{"answer.importance", "answer.satisfaction"}

// questionnaires is the questionnaire (客户满意度调查表) on paper: from an answer
// it is the filled one; from a campaign or a questionnaire it is the blank one
// that is given out.
func questionnaires(p *press, register string, ids []int64) ([]sheet.Form, error) {
	switch register {
	case "answer":
		return p.answers(ids)
	case "questionnaire":
		return fill(p, p.shop.Surveys.Questionnaires, ids, func(q *survey.Questionnaire) (func(*draft), error) {
			e := q.Current()
			return func(d *draft) { d.questionnaire(&e, nil, nil) }, nil
		})
	}
	return fill(p, p.shop.Surveys.Campaigns, ids, func(c *survey.Campaign) (func(*draft), error) {
		e, err := p.shop.Surveys.Asked(p.ctx, c.ID)
		return func(d *draft) { d.questionnaire(&e, c, nil) }, err
	})
}

// answers are filled questionnaires; the campaigns' editions are read once.
func (p *press) answers(ids []int64) ([]sheet.Form, error) {
	type asked struct {
		e survey.Edition
		c *survey.Campaign
	}
	known := map[int64]asked{}
	return fill(p, p.shop.Surveys.Answers, ids, func(a *survey.Answer) (func(*draft), error) {
		of, ok := known[a.SurveyID]
		if !ok {
			cs, err := load(p, p.shop.Surveys.Campaigns, []int64{a.SurveyID})
			if err != nil {
				return nil, err
			}
			of.c = cs[0]
			if of.e, err = p.shop.Surveys.Edition(p.ctx, of.c.QuestionnaireID, a.Edition); err != nil {
				return nil, err
			}
			known[a.SurveyID] = of
		}
		return func(d *draft) { d.questionnaire(&of.e, of.c, a) }, nil
	})
}

// blankQuestionnaire is the shop's first questionnaire, or the one that comes
// with the program where the shop has none.
func blankQuestionnaire(p *press) (sheet.Form, error) {
	ids, err := p.shop.Surveys.Questionnaires.IDs(p.ctx, oldest)
	if err != nil {
		return sheet.Form{}, err
	}
	if len(ids) > 0 {
		fs, err := questionnaires(p, "questionnaire", []int64{int64(ids[0])})
		if err != nil {
			return sheet.Form{}, err
		}
		return fs[0], nil
	}
	qs, err := survey.Defaults(p.lang)
	if err != nil {
		return sheet.Form{}, err
	}
	if len(qs) == 0 {
		return sheet.Form{}, data.Fault(data.NotFound, "questionnaire.error.not_published")
	}
	e := qs[0].Current()
	return p.fit(func() *draft { return p.draft(p.shop.Surveys.Answers, nil) }, func(d *draft) { d.questionnaire(&e, nil, nil) })
}

// questionnaire writes an edition: head, introduction, questions, thanks. The
// campaign c and the answer a may be nil.
func (d *draft) questionnaire(e *survey.Edition, c *survey.Campaign, a *survey.Answer) {
	given := field.Values{}
	d.desc = d.descriptions(d.shop.Surveys.Answers)
	if a == nil {
		d.values = nil
	} else {
		given = a.Given
	}
	if e.Name != d.Title {
		d.add(sheet.Para{Content: sheet.Content{sheet.Strong(e.Name)}, Align: sheet.Center, Size: 11})
	}
	d.intro(e.Intro)
	d.answerHead(c)
	if rated(e.Questions) == 0 {
		d.add(sheet.Note(d.t("how")))
	}
	for i := 0; i < len(e.Questions); {
		if n := rated(e.Questions[i:]); n > 0 {
			d.ratings(e.Questions[i:i+n], i, given)
			i += n
			continue
		}
		if q := &e.Questions[i]; len(q.Items) > 0 {
			d.items(q, i, given)
			i++
			continue
		}
		d.question(&e.Questions[i], i, given)
		i++
	}
	if a != nil {
		d.flow(at("way", third).bare(), at("taken_by", third), at("score", third))
		if a.Note != "" {
			d.flow(at("note", full))
		}
	}
	d.end()
	if e.Thanks != "" && a == nil {
		d.add(sheet.Para{Content: sheet.Plain(e.Thanks), Gap: 3, Align: sheet.Center})
	}
}

// intro is the questionnaire's letter to the customer. An address such as
// 尊敬的客户： begins at the edge, the rest is indented.
func (d *draft) intro(text string) {
	for line := range strings.Lines(strings.TrimSpace(text)) {
		line = strings.TrimSpace(line)
		d.add(sheet.Para{Content: sheet.Plain(line), Indent: strings.TrimRight(line, "：:,，") == line})
	}
}

// answerHead is who answers when, with a box for the number of the sheet.
func (d *draft) answerHead(c *survey.Campaign) {
	w, of := d.span(), ""
	if c != nil {
		of = c.Number
	}
	d.rows(sheet.Row{
		d.label("survey"), sheet.Value(of).Span(third - w), d.label("serial"), sheet.Value(d.text("serial")).Span(third - w),
		d.label("date"), sheet.Rich(d.content("date", false)).Span(third - w),
	}, sheet.Row{
		d.label("customer_name"), sheet.Value(join(" ", d.text("customer_name"), d.text("customer"))).Span(third - w),
		d.label("respondent"), sheet.Value(d.text("respondent")).Span(third - w),
		d.label("phone"), sheet.Value(d.text("phone")).Span(third - w),
	})
	d.end()
}

// rated is how many questions from here on are scores on one scale that go
// into one table.
func rated(qs []survey.Question) int {
	n := 0
	for n < len(qs) && qs[n].Type == survey.Score && most(&qs[n]) <= widest && most(&qs[n]) == most(&qs[0]) &&
		qs[n].LowLabel == qs[0].LowLabel && qs[n].HighLabel == qs[0].HighLabel {
		n++
	}
	return n
}

// widest is the longest scale that has a column for every point.
const widest = 5

func most(q *survey.Question) int64 {
	_, m, _ := q.Points()
	return m
}

// ratings is a table of scores, the highest point first as is the custom.
func (d *draft) ratings(qs []survey.Question, at int, given field.Values) {
	const point, number = 3, 2
	top := int(most(&qs[0]))
	room := units - number - point*top
	heads := sheet.Row{sheet.Label(d.t("no")).Span(number), sheet.Label(d.t("question")).Span(room)}
	for n := top; n >= 1; n-- {
		name := strconv.Itoa(n)
		switch n {
		case top:
			name = join("\n", name, qs[0].HighLabel)
		case 1:
			name = join("\n", name, qs[0].LowLabel)
		}
		heads = append(heads, sheet.Label(name).Span(point))
	}
	d.end()
	d.grid = &sheet.Grid{Columns: columns, Gap: d.gap(), Head: 1, Rows: []sheet.Row{heads}}
	for i := range qs {
		r := sheet.Row{d.ordinal(at + i).Span(number), sheet.Rich(d.asks(&qs[i])).Span(room).Half()}
		for n := top; n >= 1; n-- {
			mark := "☐"
			if given.Text(qs[i].FieldKey()) == strconv.Itoa(n) {
				mark = "☒"
			}
			r = append(r, sheet.Value(mark).Span(point).At(sheet.Center).Half())
		}
		d.rows(r)
	}
	d.end()
}

func (d *draft) ordinal(i int) sheet.Cell {
	return sheet.Value(strconv.Itoa(i + 1)).At(sheet.Center).Half()
}

// asks is a question's text with its mark and its help.
func (d *draft) asks(q *survey.Question) sheet.Content {
	c := sheet.Content{{Text: q.Text}}
	if q.Required {
		c = append(c, sheet.Run{Text: " *"})
	}
	if q.Help != "" {
		c = append(c, sheet.Run{Text: "　" + q.Help, Faint: true})
	}
	return c
}

// question is one question with room for its answer below it.
func (d *draft) question(q *survey.Question, i int, given field.Values) {
	const number = 2
	c := d.asks(q)
	c[0].Bold = true
	switch q.Type {
	case survey.YesNo, survey.Number, survey.Date:
		c = append(c, sheet.Run{Text: "　"})
	default:
		c = append(c, sheet.Run{Text: "\n"})
	}
	cell := sheet.Cell{}
	value := given.Text(q.FieldKey())
	switch q.Type {
	case survey.Score, survey.Promote:
		least, top, _ := q.Points()
		c = append(c, scale(q, least, top, value)...)
	case survey.One, survey.Many:
		c = append(c, d.options(q, given)...)
	case survey.YesNo:
		names, chosen := []string{d.lang.T("answer.yes"), d.lang.T("answer.no")}, []string(nil)
		if value != "" {
			chosen = []string{d.lang.T("answer." + value)}
		}
		c = append(c, sheet.Choice(names, chosen...)...)
	case survey.Number:
		if value == "" && d.blank() {
			c = append(c, sheet.Blank(30))
		}
		c = append(c, sheet.Run{Text: join(" ", value, q.Unit)})
	case survey.Date:
		if value == "" && d.blank() {
			c = append(c, d.places("form.places.date", 1)...)
		}
		c = append(c, sheet.Run{Text: value})
	default:
		c = append(c, sheet.Run{Text: value})
		if d.blank() {
			cell = cell.Tall(d.high(24))
		}
	}
	cell.Content = c
	d.rows(sheet.Row{d.ordinal(i).Span(number), cell.Span(units - number)})
}

// items is a table of the statements of a matrix, or of those that are rated
// twice: importance at the left, satisfaction at the right. A scale that has no
// room for a column a point stands in one line under each statement.
func (d *draft) items(q *survey.Question, i int, given field.Values) {
	const number = 2
	numbered := *q
	numbered.No = strconv.Itoa(i + 1)
	parts, top := survey.Parts([]survey.Question{numbered}), int(most(q))
	sides, point := 1, 3
	if q.Type == survey.Rated {
		sides, point = 2, 2
	}
	ends := ""
	if q.LowLabel != "" && q.HighLabel != "" {
		ends = strconv.Itoa(top) + " " + q.HighLabel + "　1 " + q.LowLabel
	}
	asks := append(d.asks(q), sheet.Run{Text: join("", "\n", ends), Faint: true})
	asks[0].Bold = true
	d.end()
	d.grid = &sheet.Grid{Columns: columns, Gap: d.gap(), Head: 1}
	wide := top <= widest
	room := units - number
	if wide {
		room -= sides * point * top
	}
	head := sheet.Row{sheet.Label(strconv.Itoa(i + 1)).Span(number), sheet.Rich(asks).Span(room)}
	head[1].Shaded, head[1].Repeat = true, true
	for n := top; wide && sides == 1 && n >= 1; n-- {
		head = append(head, sheet.Label(strconv.Itoa(n)).Span(point))
	}
	d.grid.Rows = []sheet.Row{head}
	if wide && sides == 2 {
		d.grid.Rows, d.grid.Head = d.halves(head[:2], top, point), 2
	}
	for j := 0; j < len(parts); j += sides {
		row := sheet.Row{sheet.Value(parts[j].No).At(sheet.Center).Span(number).Half(), sheet.Value(parts[j].Text).Span(room).Half()}
		for s := range sides {
			p := &parts[j+s]
			value := given.Text(p.FieldKey())
			if !wide {
				c := row[1].Content
				c = append(c, sheet.Run{Text: "\n"})
				if sides == 2 {
					c = append(c, sheet.Run{Text: d.lang.T(twice[s%2]) + "　"})
				}
				row[1].Content = append(c, scale(p, 1, int64(top), value)...)
				continue
			}
			for n := top; n >= 1; n-- {
				mark := "☐"
				if value == strconv.Itoa(n) {
					mark = "☒"
				}
				row = append(row, sheet.Value(mark).Span(point).At(sheet.Center).Half())
			}
		}
		d.rows(row)
	}
	d.end()
}

// halves are the two rows of heads over statements that are rated twice.
func (d *draft) halves(first sheet.Row, top, point int) []sheet.Row {
	one := sheet.Row{first[0].Down(2), first[1].Down(2)}
	var two sheet.Row
	for _, key := range twice {
		one = append(one, sheet.Label(d.lang.T(key)).Span(point*top))
		for n := top; n >= 1; n-- {
			two = append(two, sheet.Label(strconv.Itoa(n)).Span(point))
		}
	}
	return []sheet.Row{one, two}
}

// scale is the points of a long scale in one line, with what its ends mean.
func scale(q *survey.Question, least, top int64, value string) sheet.Content {
	var names []string
	for n := least; n <= top; n++ {
		names = append(names, strconv.FormatInt(n, 10))
	}
	c := sheet.Choice(names, value)
	if q.LowLabel != "" {
		c = append(sheet.Content{{Text: q.LowLabel + "　", Faint: true}}, c...)
	}
	if q.HighLabel != "" {
		c = append(c, sheet.Run{Text: "　" + q.HighLabel, Faint: true})
	}
	return c
}

// options are the boxes of a choice; the option that asks for a text has a
// line, or what was written on it.
func (d *draft) options(q *survey.Question, given field.Values) sheet.Content {
	key := q.FieldKey()
	chosen := given.List(key)
	if s := given.Text(key); s != "" {
		chosen = []string{s}
	}
	c := sheet.Choice(q.Choices(), chosen...)
	if q.Other == "" {
		return c
	}
	if s := strings.TrimSpace(given.Text(key + "_other")); s != "" {
		return append(c, sheet.Run{Text: d.lang.T("paper.colon") + s})
	}
	return append(c, sheet.Run{Text: " "}, sheet.Blank(otherBlank))
}
