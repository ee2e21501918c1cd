package surveys

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/survey"
	"kezhi/ui/kit"
)

// stage shows the question that is asked now.
type stage struct {
	press  func(rune)          // takes a key that is clicked
	writer *kit.MultilineField // the field of a text, nil for other types
	dense  bool                // there is little height: a large scale on a small screen
}

// large is how the current question is written.
func (v stage) large(s string) *kit.Text {
	t := kit.Paragraph(s)
	t.TextSize, t.Bold = 24, true
	if v.dense {
		t.TextSize = kit.TitleSize
	}
	return t
}

// question is the question's words, what the keys choose, what is typed so
// far, and why a key was refused.
func (v stage) question(s survey.Step) fyne.CanvasObject {
	if s.Done {
		return v.through(s)
	}
	q, gap := s.Question, kit.Gap12
	if v.dense {
		gap = kit.Gap8
	}
	pills := []fyne.CanvasObject{kit.NewPill(kind(q.Type), kit.ToneNeutral)}
	switch {
	case q.Type == survey.Importance:
		pills[0] = kit.NewPill(kit.T("answer.importance"), kit.ToneInfo)
	case q.Pair != "":
		pills[0] = kit.NewPill(kit.T("answer.satisfaction"), kit.TonePrimary)
	}
	if q.Topic != "" {
		pills = append(pills, kit.NewPill(kit.T("questionnaire.questions.topic."+q.Topic), kit.ToneNeutral))
	}
	if q.Required {
		pills = append(pills, kit.NewPill(kit.T("questionnaire.questions.required"), kit.ToneWarning))
	}
	col := kit.VBox(gap, kit.NewFlow(kit.Gap8, pills...))
	if q.Of != "" {
		col.Add(kit.Paragraph(q.Of).In(kit.ColorMuted))
	}
	col.Add(v.large(q.Place() + q.Text))
	if q.Help != "" {
		col.Add(kit.Paragraph(q.Help).In(kit.ColorMuted))
	}
	col.Add(kit.Pad(v.answering(s), kit.Gap4, 0, 0, 0))
	if s.Wrong != nil {
		col.Add(kit.Paragraph(s.Wrong.Text(kit.Lang)).In(kit.ColorDanger))
	}
	return col
}

// kind is the name of a type of question; one of a newer program has none.
func kind(t string) string {
	key := "questionnaire.questions.type." + t
	if s := kit.T(key); s != key {
		return s
	}
	return t
}

// through is what is shown when all questions are answered.
func (v stage) through(s survey.Step) fyne.CanvasObject {
	words := v.large(kit.T("ui.survey.through", "N", s.Of))
	col := kit.VBox(kit.Gap12, kit.HBox(kit.Gap12, kit.NewIcon("circle-check", kit.ColorGood, 28), kit.Grow(words)),
		kit.Paragraph(kit.T("ui.survey.through.do")).In(kit.ColorMuted))
	if s.Wrong != nil {
		col.Add(kit.Paragraph(s.Wrong.Text(kit.Lang)).In(kit.ColorDanger))
	}
	return col
}

// answering is what the question is answered with.
func (v stage) answering(s survey.Step) fyne.CanvasObject {
	q := s.Question
	switch {
	case s.Other:
		return kit.VBox(kit.Gap8, kit.Muted(q.Other), v.writer)
	case q.Type == survey.Text:
		return v.writer
	case q.Type == survey.Number, q.Type == survey.Date:
		return number(s)
	}
	if least, most, ok := q.Points(); ok {
		var caps []fyne.CanvasObject
		for p := least; p <= most; p++ {
			caps = append(caps, v.cap(s, int(p), int(p-least), ""))
		}
		low, high := q.LowLabel, q.HighLabel
		if q.Type == survey.Importance {
			low, high = kit.T("answer.importance.low"), kit.T("answer.importance.high")
		}
		return scale(caps, v.dense, low, high)
	}
	var words []string
	switch q.Type {
	case survey.YesNo:
		words = []string{kit.T("answer.yes"), kit.T("answer.no")}
	case survey.One, survey.Many:
		words = q.Choices()
	}
	var caps []fyne.CanvasObject
	for i, w := range words {
		caps = append(caps, v.cap(s, i+1, i, w))
	}
	return kit.NewFlow(kit.Gap8, caps...)
}

// cap is the key of a point or option; pressing it types its figures.
func (v stage) cap(s survey.Step, figure, place int, words string) *keycap {
	f := strconv.Itoa(figure)
	picked := false
	for _, p := range s.Picked {
		picked = picked || p == place
	}
	k := newKeycap(f, words, picked, func() {
		for range s.Typed {
			v.press(survey.Back)
		}
		for _, r := range f {
			v.press(r)
		}
		if s.Of > 0 && waits(s.Question, f) {
			v.press(survey.Enter)
		}
	})
	k.waits, k.dense = s.Typed == f, v.dense
	return k
}

// waits tells whether another figure could follow these.
func waits(q *survey.Question, figures string) bool {
	n := len(q.Choices())
	if _, most, ok := q.Points(); ok {
		n = int(most)
	}
	return figures == "1" && n >= 10 || len(figures) == 1 && figures != "0" && n >= 10*int(figures[0]-'0')
}

// number is a number being typed, large, with its unit.
func number(s survey.Step) fyne.CanvasObject {
	t, caret := kit.Heading(s.Typed), kit.NewRule()
	t.TextSize, caret.Upright = 30, true
	row := kit.HBox(kit.Gap4, t, kit.Fixed(caret, 2, 30), kit.Fixed(kit.Spacer(), kit.Gap8, 0), kit.Muted(s.Question.Unit))
	return kit.VBox(kit.Gap4, row, kit.NewRule())
}

// footer is what the keys do and how far the paper is.
func (v stage) footer(s survey.Step) fyne.CanvasObject {
	bar := kit.NewProgressBar()
	bar.Set(s.At, s.Of)
	at := strconv.Itoa(min(s.At+1, s.Of)) + " / " + strconv.Itoa(s.Of)
	keys := kit.T("ui.survey.keys")
	if v.dense {
		keys = kit.T("ui.survey.keys.few")
	}
	return kit.VBox(kit.Gap8, kit.HBox(kit.Gap12, kit.Small(at), kit.Grow(bar)),
		kit.HBox(kit.Gap12, kit.NewIcon("keyboard", kit.ColorMuted, 16), kit.Grow(kit.Small(hint(s)).Shortened()), kit.Small(keys)))
}

// hint is what the keys do now.
func hint(s survey.Step) string { return kit.T(s.Hint, s.Args...) }

// aspect is the words of a question, and of the halves of one that is rated
// twice which of the two it is.
func aspect(q *survey.Question) string {
	switch {
	case q.Type == survey.Importance:
		return kit.T("answer.part.importance", "Text", q.Text)
	case q.Pair != "":
		return kit.T("answer.part.satisfaction", "Text", q.Text)
	}
	return q.Text
}

// titled is a question with its place on the paper.
func titled(q *survey.Question) string {
	if q.Of != "" && q.Pair == "" && q.Type != survey.Importance {
		return q.Place() + q.Of + " · " + q.Text
	}
	return q.Place() + aspect(q)
}

// told is what was answered to a question, in a few words; "" for nothing.
func told(q *survey.Question, given field.Values) string {
	key := q.FieldKey()
	s := given.Text(key)
	switch q.Type {
	case survey.YesNo:
		if s != "" {
			s = kit.T("answer." + s)
		}
	case survey.Many:
		s = strings.Join(given.List(key), kit.T("data.list_comma"))
	case survey.Number:
		if s != "" && q.Unit != "" {
			s += " " + q.Unit
		}
	}
	if other := given.Text(key + "_other"); other != "" {
		s += kit.T("kit.colon") + other
	}
	return strings.Join(strings.Fields(s), " ")
}
