package surveys

import (
	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

func tabbed(_ screen.Host, _ string, p screen.Page) screen.Page { return p }

func questionnairePanel(_ screen.Host, l register.Line) fyne.CanvasObject { return kit.NewCard(kit.Heading(l.Number)) }
func answerPanel(_ screen.Host, l register.Line) fyne.CanvasObject        { return kit.NewCard(kit.Heading(l.Number)) }
func campaignPanel(_ screen.Host, l register.Line) fyne.CanvasObject      { return kit.NewCard(kit.Heading(l.Number)) }

func newQuestionnaire(h screen.Host, id int64, preset field.Values) screen.Page {
	return book.NewPage(h, h.Shop().Surveys.Questionnaires, id, preset, book.Record{Room: room, Form: "questionnaire"})
}
func newEntry(h screen.Host, preset field.Values) screen.Page {
	return book.NewPage(h, h.Shop().Surveys.Answers, 0, preset, book.Record{Room: room, Form: "questionnaire"})
}
func newAnswer(h screen.Host, id int64) screen.Page {
	return book.NewPage(h, h.Shop().Surveys.Answers, id, nil, book.Record{Room: room, Form: "questionnaire"})
}
func newCampaign(h screen.Host, id int64, preset field.Values) screen.Page {
	return book.NewPage(h, h.Shop().Surveys.Campaigns, id, preset, book.Record{Room: room, Form: "survey-summary"})
}
