// Package surveys is the satisfaction surveys in the window: the campaigns
// with what their answers say, the questionnaires and their editions, the
// answers, and the entry of answers from paper by the number keys.
package surveys

import (
	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// room is the entry of the navigation that the three registers share.
const room = "survey"

// Tones of what the values of the three registers say.
var Tones = book.Tones{
	"state": {
		survey.Planned: kit.ToneInfo, survey.Running: kit.TonePrimary, survey.Closed: kit.ToneNeutral,
		survey.Draft: kit.ToneWarning, survey.Published: kit.ToneGood,
	},
}

// List is the page of one of the three tables, with the tabs to the others.
func List(h screen.Host, register string) screen.Page {
	s := h.Shop().Surveys
	switch register {
	case "questionnaire":
		return tabbed(h, register, book.NewList(h, s.Questionnaires, book.Table{
			Room: room, Icon: "file-text", Sort: "name", New: true, Form: "questionnaire",
			Filters: []string{"state"}, Tones: Tones, Side: questionnairePanel, Empty: noQuestionnaire,
		}))
	case "answer":
		return tabbed(h, register, book.NewList(h, s.Answers, book.Table{
			Room: room, Icon: "clipboard-list", Sort: "date", Desc: true, New: true, Form: "questionnaire",
			Filters: []string{"survey", "date", "way"}, Tones: Tones, Side: answerPanel,
		}))
	}
	return tabbed(h, "survey", book.NewList(h, s.Campaigns, book.Table{
		Room: room, Icon: "smile", Sort: "from", Desc: true, New: true, Form: "survey-summary",
		Filters: []string{"state", "way"}, Tones: Tones, Side: campaignPanel,
	}))
}

// Page is the page of one record of the three registers; id 0 begins a new
// one, for an answer by keying it in.
func Page(h screen.Host, register string, id int64, preset field.Values) screen.Page {
	switch {
	case register == "questionnaire":
		return newQuestionnaire(h, id, preset)
	case register == "answer" && id == 0:
		return newEntry(h, preset)
	case register == "answer":
		return newAnswer(h, id)
	}
	return newCampaign(h, id, preset)
}

// pill is a value as a pill in its colour.
func pill(r register.Register, v field.Values, key string) *kit.Pill {
	return kit.NewPill(book.Show(r.Fields(), v, key), Tones[key][v.Text(key)])
}

// short is a name that fits a line of a side column.
func short(s string) string {
	const most = 18
	if rs := []rune(s); len(rs) > most {
		return string(rs[:most-1]) + "…"
	}
	return s
}

// put shows one object in a box, in place of what was there.
func put(box *fyne.Container, o fyne.CanvasObject) {
	box.Objects = []fyne.CanvasObject{o}
	box.Refresh()
}
