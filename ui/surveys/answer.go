package surveys

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// reading is an answer with the questions it was asked by.
type reading struct {
	register.Record
	edition survey.Edition
}

// readAnswer reads an answer and its edition. It queries: call it beside the
// window.
func readAnswer(ctx context.Context, h screen.Host, id int64) (reading, error) {
	var out reading
	s := h.Shop().Surveys
	as, err := s.Answers.Load(ctx, id)
	if err == nil && len(as) == 0 {
		err = data.Fault(data.NotFound, "error.not_found", "Number", strconv.FormatInt(id, 10))
	}
	if err != nil {
		return out, err
	}
	if out.Record, err = s.Answers.Get(ctx, id); err != nil {
		return out, err
	}
	cs, err := s.Campaigns.Load(ctx, as[0].SurveyID)
	if err == nil && len(cs) == 0 {
		err = data.Fault(data.NotFound, "error.not_found", "Number", as[0].Survey)
	}
	if err == nil {
		out.edition, err = s.Edition(ctx, cs[0].QuestionnaireID, as[0].Edition)
	}
	return out, err
}

// view is every question with what was answered.
func (a *reading) view() fyne.CanvasObject {
	col := kit.VBox(kit.Gap12)
	parts := a.edition.Parts()
	for i := range parts {
		q := &parts[i]
		says, c := told(q, a.Values), kit.ColorText
		if says == "" {
			says, c = kit.T("ui.survey.unanswered"), kit.ColorFaint
		}
		value := kit.Paragraph(says).In(c)
		value.Bold = c == kit.ColorText
		col.Add(kit.VBox(2, kit.Paragraph(titled(q)).In(kit.ColorMuted), value))
	}
	return col
}

// answer is the page of an answer that was entered: a record form of whose it
// is and of what was asked.
type answer struct {
	held
	id int64
}

func newAnswer(h screen.Host, id int64) screen.Page { return &answer{hold(h), id} }

// Shown reads the questions at first, and shows the record.
func (a *answer) Shown() {
	if a.again() {
		return
	}
	var r reading
	screen.Beside(func(ctx context.Context) error {
		var err error
		r, err = readAnswer(ctx, a.h, a.id)
		return err
	}, func(err error) {
		if a.failed(err) {
			return
		}
		a.made(book.NewPage(a.h, askedBy(a.h, r.edition), a.id, nil, book.Record{
			Room: room, Icon: "clipboard-list", Form: "questionnaire", Hide: hideInAnswer, Pills: answerPills, Side: answerSide,
		}))
	})
}

// hideInAnswer leaves out of the form what the reference to the customer says,
// and what is shown beside the title.
func hideInAnswer(key string) bool {
	return key == "customer_name" || key == "updated_at" || key == "score"
}

func answerPills(r register.Record) []*kit.Pill {
	var ps []*kit.Pill
	if s := r.Values.Text("score"); s != "" && s != "0" {
		ps = append(ps, kit.NewPill(kit.T("ui.event.score", "Score", s), kit.TonePrimary))
	}
	return ps
}

// answerSide is the campaign of the answer, and the complaint that a poor
// opinion may become.
func answerSide(p *book.Page) fyne.CanvasObject {
	r := p.Edit.Record()
	var c campaign
	var poor proposal
	return book.Column(kit.VBox(kit.Gap12, kit.Bold(kit.T("survey.one")),
		book.Later(p.H, func(ctx context.Context) error {
			s := p.H.Shop().Surveys
			id, err := s.Campaigns.Find(ctx, r.Values.Text("survey"))
			if err != nil {
				return err
			}
			cs, err := s.Campaigns.Load(ctx, id)
			if err == nil && len(cs) > 0 {
				c.Campaign = *cs[0]
				poor, err = readProposal(ctx, p.H, r.ID)
			}
			return err
		}, func() fyne.CanvasObject {
			if b := poor.follow(p.H, r.ID, p.Shown); b != nil {
				p.Hint(b)
			}
			col := kit.VBox(kit.Gap8, kit.NewLink(short(c.Name), func() { p.H.Open("survey", c.ID) }),
				kit.Small(c.Number+" · "+kit.T("ui.survey.edition", "Edition", strconv.FormatInt(c.Edition, 10))))
			if name := r.Values.Text("customer_name"); name != "" {
				col.Add(kit.NewSection(kit.T("answer.customer")))
				col.Add(kit.NewLink(short(name), func() { openNumber(p.H, r.Values.Text("customer")) }))
			}
			if about := r.Values.Text("complaint"); about != "" {
				col.Add(kit.NewSection(kit.T("answer.complaint")))
				col.Add(kit.NewLink(about, func() { openNumber(p.H, about) }))
			}
			if poor.is == nil {
				col.Add(kit.NewFlow(kit.Gap8, kit.NewButton(kit.T("ui.quick.complaint"), "message-square-warning", func() { complain(p.H, r.ID, p.Shown) })))
			}
			return col
		})))
}

// openNumber shows the record of a number.
func openNumber(h screen.Host, number string) {
	var reg string
	var id int64
	screen.Beside(func(ctx context.Context) error {
		r, i, err := h.Shop().Find(ctx, number)
		if err == nil {
			reg, id = r.Key(), i
		}
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		h.Open(reg, id)
	})
}
