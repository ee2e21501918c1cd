package surveys

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// campaignPanel is what the table shows of the marked campaign.
func campaignPanel(h screen.Host, l register.Line) fyne.CanvasObject {
	r, v := h.Shop().Surveys.Campaigns, l.Values
	enter := kit.NewButton(kit.T("answer.new"), "keyboard", func() { h.New("answer", field.Values{"survey": l.Number}) }).Off(screen.NoNew(h, "answer"))
	buttons := []fyne.CanvasObject{}
	if v.Text("state") != survey.Closed && l.DeletedAt == 0 {
		buttons = append(buttons, enter)
	}
	buttons = append(buttons,
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("survey", l.ID) }),
		answersOf(h, l.Number),
		kit.NewButton(kit.T("ui.survey.summary"), "printer", func() { h.Print("survey-summary", "survey", l.ID) }).Off(screen.NoPrint(h, "survey")),
		kit.NewButton(kit.T("ui.survey.blank"), "file-text", func() { h.Print("questionnaire", "survey", l.ID) }).Off(screen.NoPrint(h, "survey")))
	var s survey.Summary
	return book.Panel(v.Text("name"), l.Number, []*kit.Pill{pill(r, v, "state"), kit.NewPill(book.Show(r.Fields(), v, "way"), kit.ToneNeutral)}, buttons,
		kit.NewKeyValues(period(v)...),
		book.Later(h, func(ctx context.Context) error {
			var err error
			s, err = h.Shop().Surveys.Summarise(ctx, l.ID)
			return err
		}, func() fyne.CanvasObject { return campaignFigures(h, &s) }))
}

func period(v field.Values) []kit.KeyValue {
	var rows []kit.KeyValue
	add := func(key, s string) {
		if s != "" {
			rows = append(rows, kit.KeyValue{Key: kit.T(key), Value: s})
		}
	}
	if v.Text("from")+v.Text("to") != "" {
		add("ui.survey.period", v.Text("from")+" – "+v.Text("to"))
	}
	add("survey.responsible", v.Text("responsible"))
	return rows
}

// campaignFigures are the questionnaire, how many came back as a bar, and what
// they say.
func campaignFigures(h screen.Host, s *survey.Summary) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12)
	if e := s.Edition; e.Number != "" {
		col.Add(kit.NewLink(kit.T("ui.survey.edition_of", "Name", short(e.Name), "Edition", e.Edition), func() { h.Open("questionnaire", e.QuestionnaireID) }))
	}
	col.Add(response(s))
	col.Add(figures(s))
	return col
}

// response is how many questionnaires came back, as a bar.
func response(s *survey.Summary) fyne.CanvasObject {
	b := kit.NewProgressBar()
	b.Set(int(min(s.Returned, s.Sent)), int(s.Sent))
	says := kit.T("ui.survey.returned", "Returned", s.Returned, "Sent", s.Sent)
	if s.Sent == 0 {
		says = kit.T("ui.survey.returned_only", "Returned", s.Returned)
	}
	return kit.VBox(6, kit.HBox(kit.Gap8, kit.Grow(kit.NewText(says).Shortened()), kit.Bold(s.Response.String())), b)
}

// questionnairePanel is what the table shows of the marked questionnaire.
func questionnairePanel(h screen.Host, l register.Line) fyne.CanvasObject {
	r, v := h.Shop().Surveys.Questionnaires, l.Values
	buttons := []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("questionnaire", l.ID) }),
		kit.NewButton(kit.T("ui.survey.preview"), "printer", func() { h.Print("questionnaire", "questionnaire", l.ID) }).Off(screen.NoPrint(h, "questionnaire")),
	}
	var q *survey.Questionnaire
	return book.Panel(v.Text("name"), l.Number,
		[]*kit.Pill{pill(r, v, "state"), kit.NewPill(kit.T("ui.survey.edition", "Edition", v.Text("edition")), kit.ToneNeutral)}, buttons,
		book.Later(h, func(ctx context.Context) error {
			qs, err := r.Load(ctx, l.ID)
			if err == nil && len(qs) > 0 {
				q = qs[0]
			}
			return err
		}, func() fyne.CanvasObject {
			if q == nil {
				return kit.Small("")
			}
			return listed(q.Questions, false)
		}))
}

// listed are the questions of a questionnaire as they are read; whole with
// everything that is asked with them.
func listed(qs []survey.Question, whole bool) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12)
	if whole {
		col = kit.VBox(kit.Gap16)
	}
	for i := range qs {
		q := &qs[i]
		words := strconv.Itoa(i+1) + ". " + q.Text
		says := kind(q.Type)
		if q.Topic != "" {
			says += " · " + topic(q.Topic)
		}
		if q.Required {
			says += " · " + kit.T("questionnaire.questions.required")
		}
		line := kit.VBox(2, kit.Paragraph(words), kit.Small(says).Shortened())
		if whole {
			line = kit.VBox(kit.Gap4, kit.Paragraph(words), kit.Small(says).Shortened())
			for _, o := range particulars(q) {
				line.Add(o)
			}
		}
		col.Add(line)
	}
	return col
}

// answerPanel is what the table shows of the marked answer.
func answerPanel(h screen.Host, l register.Line) fyne.CanvasObject {
	r, v := h.Shop().Surveys.Answers, l.Values
	title := v.Text("customer_name")
	if title == "" {
		title = v.Text("respondent")
	}
	if title == "" {
		title = kit.T("ui.survey.unnamed")
	}
	buttons := []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("answer", l.ID) }),
		kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print("questionnaire", "answer", l.ID) }).Off(screen.NoPrint(h, "answer")),
	}
	var a reading
	return book.Panel(title, l.Number, nil, buttons,
		book.KeyValues(r.Fields(), v, "survey", "respondent", "date", "way", "serial", "score", "taken_by"),
		book.Later(h, func(ctx context.Context) error {
			var err error
			a, err = readAnswer(ctx, h, l.ID)
			return err
		}, func() fyne.CanvasObject { return a.view() }))
}
