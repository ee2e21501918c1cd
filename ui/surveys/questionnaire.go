package surveys

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	h       screen.Host
	id      int64
	number  string // of what is read
	content *fyne.Container
	editor  *book.Page // nil while an edition is read
	front   bool
	publish bool // once it is saved
}

func newQuestionnaire(h screen.Host, id int64, preset field.Values) screen.Page {
	q := &questionnairePage{h: h, id: id, content: container.NewStack()}
	if id == 0 {
		q.edit(preset)
	}
	return q
}

// edit shows the form.
func (q *questionnairePage) edit(preset field.Values) {
	q.editor = book.NewPage(q.h, q.h.Shop().Surveys.Questionnaires, q.id, preset, book.Record{
		Room: room, Icon: "file-text", Form: "questionnaire", Hide: hideInQuestionnaire, Pills: questionnairePills, Kept: q.kept,
		Actions: q.actions, Main: q.main, Typed: func(*book.Page, field.Values) { q.publish = false },
	})
	put(q.content, q.editor.Content())
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

// Room is the entry of the navigation.
func (q *questionnairePage) Room() string { return room }

// Content builds the page.
func (q *questionnairePage) Content() fyne.CanvasObject { return q.content }

// Shown shows the form of a draft, or reads the published edition.
func (q *questionnairePage) Shown() {
	q.front = true
	if q.editor != nil {
		q.editor.Shown()
		return
	}
	q.read()
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
		if err != nil {
			screen.Fail(q.h, err)
			q.h.Back()
			return
		}
		if now.State == survey.Published && now.DeletedAt == 0 && !begun {
			q.number = now.Number
			put(q.content, q.reader(now, used))
			return
		}
		q.edit(nil)
		if q.front {
			q.editor.Shown()
		}
	})
}

// begin shows the form in which the next edition is written.
func (q *questionnairePage) begin(now *survey.Questionnaire) {
	q.edit(nil)
	q.editor.Shown()
	q.editor.Hint(kit.NewBanner(kit.ToneInfo, kit.T("ui.survey.next_edition.do", "Edition", now.Edition, "Next", now.Edition+1)))
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
	})
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
	if q.editor != nil {
		q.editor.Leave(func() {})
	}
	q.editor = nil
	q.read()
}

// Leave asks when something typed is not saved.
func (q *questionnairePage) Leave(leave func()) {
	gone := func() { q.front = false; leave() }
	if q.editor == nil {
		gone()
		return
	}
	q.editor.Leave(gone)
}

// Do carries out the keyboard's commands.
func (q *questionnairePage) Do(c screen.Command) bool {
	if q.editor != nil {
		return q.editor.Do(c)
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
