package surveys

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// campaignPage is the page of a campaign: its plan as a form, and beside it
// what the answers say.
type campaignPage struct {
	held
	id     int64
	preset field.Values
}

func newCampaign(h screen.Host, id int64, preset field.Values) screen.Page {
	return &campaignPage{hold(h), id, preset}
}

func (c *campaignPage) make() {
	c.made(book.NewPage(c.h, c.h.Shop().Surveys.Campaigns, c.id, c.preset, book.Record{
		Room: room, Icon: "smile", Form: "survey-summary", Hide: hideInCampaign,
		Pills: campaignPills, Side: campaignSide, Main: enterAnswers,
	}))
}

// Shown shows the record; a new one takes the shop's questionnaire where there
// is only one, and the program's own are offered where there is none.
func (c *campaignPage) Shown() {
	switch {
	case c.again():
		return
	case c.id != 0:
		c.make()
		return
	}
	var have choice
	screen.Beside(func(ctx context.Context) error {
		var err error
		have, err = readChoice(ctx, c.h)
		return err
	}, func(err error) {
		if c.failed(err) {
			return
		}
		preset := field.Values{"responsible": c.h.Who()}
		if len(have.published) == 1 {
			preset["questionnaire"] = have.published[0]
		}
		for k, x := range c.preset {
			preset[k] = x
		}
		c.preset = preset
		c.make()
		c.advise(have)
	})
}

// advise says what is missing before the shop can ask.
func (c *campaignPage) advise(have choice) {
	switch {
	case have.all == 0:
		b := kit.NewBanner(kit.ToneInfo, kit.T("ui.survey.no_questionnaire"))
		c.page.Hint(b.Do(kit.T("ui.survey.take"), func() {
			take(c.h, survey.Published, func(numbers []string) {
				c.page.Hint(nil)
				c.page.Fill(field.Values{"questionnaire": numbers[0]})
			})
		}))
	case len(have.published) == 0:
		b := kit.NewBanner(kit.ToneInfo, kit.T("ui.survey.none_published"))
		c.page.Hint(b.Do(kit.T("ui.survey.to_questionnaires"), func() { c.h.Browse("questionnaire") }))
	}
}

// Do carries out the keyboard's commands; Ctrl+Enter goes on to what the
// campaign mostly asks for.
func (c *campaignPage) Do(k screen.Command) bool {
	if k == screen.Commit && c.page != nil && !c.page.Edit.Dirty() {
		if b := enterAnswers(c.page); b != nil {
			b.OnTap()
			return true
		}
	}
	return c.held.Do(k)
}

// hideInCampaign leaves out of the form what is shown beside it.
func hideInCampaign(key string) bool {
	switch key {
	case "edition", "returned", "rate", "updated_at", "sampled", "missed", "closed_on":
		return true
	}
	return false
}

func campaignPills(r register.Record) []*kit.Pill {
	ps := []*kit.Pill{kit.NewPill(kit.T("survey.state."+r.Values.Text("state")), Tones["state"][r.Values.Text("state")])}
	if len(r.Values.List("missed")) > 0 {
		ps = append(ps, kit.NewPill(kit.T("survey.missed"), kit.ToneDanger))
	}
	return ps
}

// enterAnswers is what a campaign that runs mostly asks for.
func enterAnswers(p *book.Page) *kit.Button {
	r := p.Edit.Record()
	if r.ID == 0 || r.DeletedAt != 0 || r.Values.Text("state") != survey.Running {
		return nil
	}
	return kit.NewButton(kit.T("answer.new"), "keyboard", func() { p.H.New("answer", field.Values{"survey": r.Number}) }).Off(screen.NoNew(p.H, "answer")).Hint("Ctrl+Enter")
}

// campaignSide is what the answers say, and the papers.
func campaignSide(p *book.Page) fyne.CanvasObject {
	r := p.Edit.Record()
	if r.ID == 0 {
		return kit.NewCard(kit.NewEmptyState("chart-column", kit.T("ui.survey.new"), kit.T("ui.survey.new.do"), nil))
	}
	var s survey.Analysis
	buttons := []fyne.CanvasObject{
		answersOf(p.H, r.Number),
		kit.NewButton(kit.T("ui.survey.summary"), "printer", func() { p.H.Print("survey-summary", "survey", r.ID) }).Off(screen.NoPrint(p.H, "survey")),
		kit.NewButton(kit.T("ui.survey.analysis"), "chart-column", func() { p.H.Print("survey-analysis", "survey", r.ID) }).Off(screen.NoPrint(p.H, "survey")),
		kit.NewButton(kit.T("ui.survey.blank"), "file-text", func() { p.H.Print("questionnaire", "survey", r.ID) }).Off(screen.NoPrint(p.H, "survey")),
	}
	if r.Values.Text("state") == survey.Planned && r.DeletedAt == 0 {
		buttons = append(buttons, kit.NewButton(kit.T("answer.new"), "keyboard", func() { p.H.New("answer", field.Values{"survey": r.Number}) }).Off(screen.NoNew(p.H, "answer")))
	}
	return book.Column(kit.VBox(kit.Gap12, kit.NewFlow(kit.Gap8, buttons...),
		book.Later(p.H, func(ctx context.Context) error {
			var err error
			s, err = p.H.Shop().Surveys.Analyse(ctx, r.ID)
			return err
		}, func() fyne.CanvasObject {
			col := kit.VBox(kit.Gap12)
			if b := targets(&s); b != nil {
				col.Add(b)
			}
			col.Add(sampled(p, &s.Campaign, p.Shown))
			col.Add(campaignFigures(p.H, &s.Summary))
			if s.Returned > 0 {
				col.Add(depth(p.H, &s))
				col.Add(kit.NewSection(kit.T("ui.survey.by_question")))
				col.Add(byQuestion(p.H, &s.Summary))
			}
			return col
		})))
}

// answersOf is the way to a campaign's own answers.
func answersOf(h screen.Host, number string) *kit.Button {
	return kit.NewButton(kit.T("ui.survey.answers"), "clipboard-list", func() {
		h.Narrow("answer", register.Filter{Key: "survey", In: []string{number}})
	})
}
