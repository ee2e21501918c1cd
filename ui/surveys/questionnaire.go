package surveys

import (
	"context"
	"slices"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// questionnairePage is the page of a questionnaire: a draft is written in a
// form, a published edition is read, and the next edition written from it.
type questionnairePage struct {
	held    // while an edition is read, without a page
	id      int64
	preset  field.Values
	number  string // of what is read
	publish bool   // once it is saved
}

func newQuestionnaire(h screen.Host, id int64, preset field.Values) screen.Page {
	return &questionnairePage{held: hold(h), id: id, preset: preset}
}

// edit shows the form.
func (q *questionnairePage) edit() {
	q.made(book.NewPage(q.h, q.h.Shop().Surveys.Questionnaires, q.id, q.preset, book.Record{
		Room: room, Icon: "file-text", Form: "questionnaire", Hide: hideInQuestionnaire, Pills: questionnairePills, Kept: q.kept,
		Actions: q.actions, Main: q.main, Typed: func(*book.Page, field.Values) { q.publish = false },
	}))
}

// hideInQuestionnaire leaves out of the form what publishing sets.
func hideInQuestionnaire(key string) bool {
	switch key {
	case "state", "edition", "published", "updated_at", "questions.key":
		return true
	}
	return false
}

func questionnairePills(r register.Record) []*kit.Pill {
	state := r.Values.Text("state")
	return []*kit.Pill{
		kit.NewPill(kit.T("questionnaire.state."+state), Tones["state"][state]),
		kit.NewPill(kit.T("ui.survey.edition", "Edition", r.Values.Text("edition")), kit.ToneNeutral),
	}
}

// Shown shows the form of a draft, or reads the published edition.
func (q *questionnairePage) Shown() {
	switch {
	case q.again():
	case q.id == 0:
		q.edit()
	default:
		q.read()
	}
}

// read reads the questionnaire and shows it as it stands: to be written where
// it is a draft, or where somebody began to write the next edition.
func (q *questionnairePage) read() {
	var now *survey.Questionnaire
	var used []use
	begun := false
	screen.Beside(func(ctx context.Context) error {
		s := q.h.Shop().Surveys
		qs, err := s.Questionnaires.Load(ctx, q.id)
		if err != nil {
			return err
		}
		if len(qs) == 0 {
			return data.Fault(data.NotFound, "error.not_found", "Number", "")
		}
		now = qs[0]
		ds, err := s.DB.Drafts(ctx)
		if err != nil {
			return err
		}
		begun = slices.ContainsFunc(ds, func(d db.Draft) bool { return d.Register == "questionnaire" && d.RecordID == q.id })
		used, err = usedBy(ctx, q.h, now.Number)
		return err
	}, func(err error) {
		if q.failed(err) {
			return
		}
		if now.State == survey.Published && now.DeletedAt == 0 && !begun {
			q.number = now.Number
			put(q.content, q.reader(now, used))
			return
		}
		q.edit()
	})
}

// begin shows the form in which the next edition is written.
func (q *questionnairePage) begin(now *survey.Questionnaire) {
	q.edit()
	q.page.Hint(kit.NewBanner(kit.ToneInfo, kit.T("ui.survey.next_edition.do", "Edition", now.Edition, "Next", now.Edition+1)))
}

// actions offers a questionnaire of the program's own to begin a new one from.
func (q *questionnairePage) actions(p *book.Page) []*kit.Button {
	if p.Edit.Record().ID != 0 {
		return nil
	}
	var b *kit.Button
	b = kit.NewButton(kit.T("ui.survey.from"), "copy", func() { kit.ShowMenuUnder(b, q.templates(p)) })
	return []*kit.Button{b}
}

func (q *questionnairePage) templates(p *book.Page) []kit.MenuItem {
	qs, err := survey.Defaults(kit.Lang)
	if err != nil {
		screen.Fail(q.h, err)
		return nil
	}
	var items []kit.MenuItem
	for _, d := range qs {
		items = append(items, kit.MenuItem{Text: d.Name, Hint: kit.T("ui.survey.questions", "N", len(d.Questions)), OnTap: func() {
			v := q.h.Shop().Surveys.Questionnaires.Set.Encode(d)
			p.Fill(field.Values{"name": v["name"], "intro": v["intro"], "thanks": v["thanks"], "questions": v["questions"]})
		}})
	}
	return items
}

// main publishes a draft.
func (q *questionnairePage) main(p *book.Page) *kit.Button {
	r := p.Edit.Record()
	if r.ID == 0 || r.DeletedAt != 0 || r.Values.Text("state") == survey.Published {
		return nil
	}
	return kit.NewButton(kit.T("ui.survey.publish"), "badge-check", func() {
		kit.Confirm(q.h.Window().Canvas(), kit.ConfirmOptions{
			Title: kit.T("ui.survey.publish.ask", "Edition", r.Values.Text("edition")), Text: kit.T("ui.survey.publish.text"), Yes: kit.T("ui.survey.publish"),
		}, func(yes bool) {
			if !yes {
				return
			}
			q.publish = true
			if p.Edit.Dirty() {
				p.Do(screen.Save) // goes on in kept
				return
			}
			q.published()
		})
	}).Off(screen.NoEdit(q.h, "questionnaire"))
}

// kept goes on after a save: a questionnaire that was to be published is, one
// in which nothing changed that a customer reads is shown again.
func (q *questionnairePage) kept(_ *book.Page, r register.Record, _ bool) {
	q.id = r.ID
	switch {
	case q.publish:
		q.published()
	case r.Values.Text("state") == survey.Published:
		q.reread()
	}
}

func (q *questionnairePage) published() {
	q.publish = false
	who, id := q.h.Who(), q.id
	screen.Beside(func(ctx context.Context) error { return q.h.Shop().Surveys.Publish(ctx, who, id) }, func(err error) {
		if err != nil {
			screen.Fail(q.h, err)
			return
		}
		q.h.Changed()
		kit.NewToast(q.h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.survey.published"), Tone: kit.ToneGood})
		q.reread()
	})
}

// reread shows the questionnaire as it is now.
func (q *questionnairePage) reread() {
	if q.page != nil {
		q.page.Leave(func() {})
	}
	q.page = nil
	q.read()
}

// Do carries out the keyboard's commands.
func (q *questionnairePage) Do(c screen.Command) bool {
	if q.page != nil {
		return q.held.Do(c)
	}
	switch c {
	case screen.Print:
		q.h.Print("questionnaire", "questionnaire", q.id)
	case screen.New:
		q.h.New("questionnaire", nil)
	case screen.Commit:
		if q.number != "" {
			q.h.New("survey", field.Values{"questionnaire": q.number})
		}
	case screen.Delete:
		q.remove()
	default:
		return false
	}
	return true
}
