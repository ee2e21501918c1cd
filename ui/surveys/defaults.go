package surveys

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/db"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// choice is what a campaign can ask by.
type choice struct {
	all       int      // questionnaires there are
	published []string // numbers of those that are published, at most two
}

// readChoice queries: call it beside the window.
func readChoice(ctx context.Context, h screen.Host) (choice, error) {
	var c choice
	r := h.Shop().Surveys.Questionnaires
	ids, err := r.IDs(ctx, register.Query{})
	if err != nil {
		return c, err
	}
	c.all = len(ids)
	ids, err = r.IDs(ctx, register.Query{Limit: 2, Filters: []register.Filter{{Key: "published", Not: []string{"0"}}}})
	if err != nil {
		return c, err
	}
	ls, err := r.Lines(ctx, ids)
	for _, l := range ls {
		c.published = append(c.published, l.Number)
	}
	return c, err
}

// take puts the questionnaires that come with the program into the register,
// as drafts or published, all or none; then gets their numbers.
func take(h screen.Host, state string, then func(numbers []string)) {
	who := h.Who()
	var numbers []string
	screen.Beside(func(ctx context.Context) error {
		qs, err := survey.Defaults(kit.Lang)
		if err != nil {
			return err
		}
		s := h.Shop().Surveys
		return s.DB.Write(ctx, who, func(tx *db.Tx) error {
			for _, q := range qs {
				q.State = state
				if err := s.Questionnaires.SaveIn(tx, q); err != nil {
					return err
				}
				numbers = append(numbers, q.Number)
			}
			return nil
		})
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		h.Changed()
		kit.NewToast(h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.survey.taken", "N", len(numbers)), Tone: kit.ToneGood})
		then(numbers)
	})
}

// noQuestionnaire is shown while the shop has none: it need not begin from an
// empty page.
func noQuestionnaire(h screen.Host) fyne.CanvasObject {
	b := kit.NewButton(kit.T("ui.survey.take"), "download", func() {
		take(h, survey.Draft, func([]string) { h.Browse("questionnaire") })
	}).Primary().Off(screen.NoNew(h, "questionnaire"))
	return kit.NewEmptyState("file-text", kit.T("ui.empty.questionnaire"), kit.T("ui.survey.take.do"), b)
}
