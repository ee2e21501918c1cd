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

// use is a campaign in which a questionnaire is given out.
type use struct {
	id           int64
	number, name string
	state        string
}

// mostUses are listed beside a questionnaire.
const mostUses = 12

// usedBy lists the newest campaigns of a questionnaire. It queries.
func usedBy(ctx context.Context, h screen.Host, number string) ([]use, error) {
	r := h.Shop().Surveys.Campaigns
	ids, err := r.IDs(ctx, register.Query{Limit: mostUses, Filters: []register.Filter{{Key: "questionnaire", In: []string{number}}}})
	if err != nil {
		return nil, err
	}
	ls, err := r.Lines(ctx, ids)
	var us []use
	for _, l := range ls {
		us = append(us, use{l.ID, l.Number, l.Values.Text("name"), l.Values.Text("state")})
	}
	return us, err
}

// reader shows a published edition: it is never changed, but campaigns and the
// next edition begin from it.
func (q *questionnairePage) reader(now *survey.Questionnaire, used []use) fyne.CanvasObject {
	head := kit.NewPageHeader(now.Name, now.Number).Crumb(kit.T("ui.room."+room), q.h.Back).
		Pills(kit.NewPill(kit.T("questionnaire.state."+now.State), Tones["state"][now.State]),
			kit.NewPill(kit.T("ui.survey.edition", "Edition", now.Edition), kit.ToneNeutral)).
		Actions(
			kit.NewButton("", "history", func() { book.ShowHistory(q.h, q.h.Shop().Surveys.Questionnaires, q.id) }).Tip(kit.T("ui.history")),
			kit.NewButton("", "trash-2", q.remove).Tip(kit.T("ui.delete")).Off(screen.NoDelete(q.h, "questionnaire")),
			kit.NewButton(kit.T("ui.survey.preview"), "printer", func() { q.h.Print("questionnaire", "questionnaire", q.id) }).Off(screen.NoPrint(q.h, "questionnaire")),
			kit.NewButton(kit.T("ui.survey.next_edition"), "pencil", func() { q.begin(now) }).Off(screen.NoNew(q.h, "questionnaire")),
			kit.NewButton(kit.T("ui.survey.begin"), "play", func() { q.h.New("survey", field.Values{"questionnaire": now.Number}) }).Off(screen.NoNew(q.h, "survey")).Primary().Hint("Ctrl+Enter"))
	paper := kit.VBox(kit.Gap16)
	if now.Intro != "" {
		paper.Add(kit.Paragraph(now.Intro).In(kit.ColorMuted))
	}
	paper.Add(kit.NewSection(kit.T("ui.survey.questions", "N", len(now.Questions))))
	paper.Add(listed(now.Questions, true))
	if now.Thanks != "" {
		paper.Add(kit.NewRule())
		paper.Add(kit.Paragraph(now.Thanks).In(kit.ColorMuted))
	}
	main := kit.NewPanel(kit.NewScroll(kit.PadAll(paper, kit.Gap24)))
	return kit.Page(head, kit.Sides(main, kit.NewPanel(kit.NewScroll(kit.PadAll(q.beside(now, used), kit.Gap16))), 300))
}

// beside is where the questionnaire is used, and what the shop noted.
func (q *questionnairePage) beside(now *survey.Questionnaire, used []use) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12, kit.NewSection(kit.T("ui.survey.uses")))
	if len(used) == 0 {
		col.Add(kit.Paragraph(kit.T("ui.survey.uses.none")).In(kit.ColorMuted))
	}
	for _, u := range used {
		col.Add(kit.VBox(2, kit.NewLink(short(u.name), func() { q.h.Open("survey", u.id) }),
			kit.HBox(kit.Gap8, kit.Small(u.number), kit.NewPill(kit.T("survey.state."+u.state), Tones["state"][u.state]))))
	}
	if now.Note != "" {
		col.Add(kit.NewSection(kit.T("questionnaire.note")))
		col.Add(kit.Paragraph(now.Note))
	}
	return col
}

func (q *questionnairePage) remove() {
	kit.Confirm(q.h.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("ui.delete.ask"), Text: kit.T("ui.delete.text"), Yes: kit.T("ui.delete"), Danger: true}, func(yes bool) {
		if yes {
			book.Delete(q.h, q.h.Shop().Surveys.Questionnaires, q.id, func() {})
			q.h.Back()
		}
	})
}

// particulars are what else is asked with a question: the points and their
// meaning, the options, the bounds.
func particulars(q *survey.Question) []fyne.CanvasObject {
	var os []fyne.CanvasObject
	if q.Help != "" {
		os = append(os, kit.Paragraph(q.Help).In(kit.ColorMuted))
	}
	var marks []fyne.CanvasObject
	mark := func(s string) { marks = append(marks, kit.NewPill(s, kit.ToneNeutral)) }
	least, most, points := q.Points()
	switch {
	case len(q.Items) > 0:
		for _, item := range q.Items {
			mark(item)
		}
	case points:
		for p := least; p <= most; p++ {
			s := strconv.FormatInt(p, 10)
			switch {
			case p == least && q.LowLabel != "":
				s += " " + q.LowLabel
			case p == most && q.HighLabel != "":
				s += " " + q.HighLabel
			}
			mark(s)
		}
	case q.Type == survey.YesNo:
		mark(kit.T("answer.yes"))
		mark(kit.T("answer.no"))
	case q.Type == survey.Number && (q.Least != 0 || q.Most != 0):
		mark(strconv.FormatInt(q.Least, 10) + "–" + strconv.FormatInt(q.Most, 10) + " " + q.Unit)
	default:
		for _, o := range q.Choices() {
			if rs := []rune(o); len(rs) > 30 {
				o = string(rs[:29]) + "…"
			}
			mark(o)
		}
	}
	if len(marks) > 0 {
		os = append(os, kit.NewFlow(kit.Gap8, marks...))
	}
	return os
}
