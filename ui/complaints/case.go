package complaints

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// casePage leads one complaint: its stations on top, the form of the step that
// is due, and beside it how long there is, whose it is and what was done.
type casePage struct {
	h    screen.Host
	id   int64
	edit func() // shows the form of the entry

	k      *complaint.Case
	record register.Record
	grade  string // of the customer, as the file shows it
	clocks complaint.Clocks
	papers []complaint.Paper // that the archive has to hold

	head    *fyne.Container
	body    *fyne.Container // everything under the head
	steps   *fyne.Container
	notes   *fyne.Container // above the form: conflicts, drafts, corrections
	middle  *fyne.Container
	side    *fyne.Container
	content fyne.CanvasObject

	step    *stepForm // nil where no step is being written
	draft   *drafts
	asked   bool // whether there is an old draft was looked up
	resume  bool // an old draft of a step is gone on with, not offered
	saving  bool
	passing bool // the page makes room for a preview, and comes back
	watch   book.Watch
}

func newCasePage(h screen.Host, id int64, edit func()) *casePage {
	return &casePage{h: h, id: id, edit: edit, draft: &drafts{db: h.Shop().DB, id: id}}
}

// Room is the entry of the navigation.
func (p *casePage) Room() string { return "complaint" }

// Content builds the page; what is in it comes when the case was read.
func (p *casePage) Content() fyne.CanvasObject {
	if p.content == nil {
		p.head, p.steps = container.NewStack(kit.NewPageHeader("", "").Crumb(kit.T("ui.room.complaint"), p.browse)), container.NewStack()
		p.notes = kit.VBox(kit.Gap8)
		p.middle = container.NewStack(kit.NewPanel(kit.PadAll(kit.Small(kit.T("ui.reading")), kit.Gap24)))
		p.side = container.NewStack()
		p.body = container.New(beneath{}, p.steps, container.New(beside{}, p.middle, p.side))
		p.content = kit.Page(p.head, p.body)
	}
	return p.content
}

func (p *casePage) browse() { p.h.Browse("complaint") }

// Shown reads the case: its steps may have been taken elsewhere.
func (p *casePage) Shown() {
	p.watch.Start(p.keep)
	p.read(func() {
		if p.dirty() {
			p.drawAround()
			p.step.form.FocusFirst()
			return
		}
		p.begin("")
		p.offer()
	})
}

// read reads the case anew, and then what is drawn of it.
func (p *casePage) read(then func()) {
	var k *complaint.Case
	var r register.Record
	var grade string
	var clocks complaint.Clocks
	var papers []complaint.Paper
	s := p.h.Shop()
	screen.Beside(func(ctx context.Context) error {
		var err error
		if k, err = s.Complaints.Case(ctx, p.id); err != nil {
			return err
		}
		if r, err = s.Complaints.Get(ctx, p.id); err != nil {
			return err
		}
		if clocks, err = s.Complaints.Clocks(ctx, k.Complaint); err != nil {
			return err
		}
		if papers, err = s.Complaints.Papers(ctx, k); err != nil {
			return err
		}
		grade, err = gradeOf(ctx, p.h, k.Complaint.CustomerID)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			if p.k == nil {
				p.h.Back()
			}
			return
		}
		if p.dirty() {
			// the version stays the one that was read when the step was begun,
			// so that its save is told what changed meanwhile
			k.Complaint.Version = p.k.Complaint.Version
		}
		p.k, p.record, p.grade, p.clocks, p.papers = k, r, grade, clocks, papers
		then()
	})
}

// gradeOf is the grade on a customer's file, in words.
func gradeOf(ctx context.Context, h screen.Host, id *int64) (string, error) {
	if id == nil {
		return "", nil
	}
	r, err := h.Shop().Customers.Get(ctx, *id)
	if err != nil {
		return "", err
	}
	d, _ := field.Find(h.Shop().Customers.Fields(), "grade")
	return field.Show(kit.Lang, d, r.Values["grade"]), nil
}

// drawAround draws everything but the form.
func (p *casePage) drawAround() {
	screen.Guard(p.h, func() {
		p.drawHead()
		p.drawStations()
		p.side.Objects = []fyne.CanvasObject{p.cards()}
		p.body.Refresh() // the stations take room now
	})
}

// closed tells whether nothing is left to do for the complainant.
func (p *casePage) closed() bool { return slices.Contains(complaint.Closed, p.k.State) }

// deleted tells whether the complaint is in the recycle bin.
func (p *casePage) deleted() bool { return p.record.DeletedAt != 0 }

// begin draws the page with the form of a step, "" for the one that is due, or
// with the outcome where the complaint is closed.
func (p *casePage) begin(kind complaint.Kind) {
	p.step = nil
	p.note()
	p.draft.rest()
	if kind == "" && !p.closed() {
		kind = complaint.Kind(p.k.State)
	}
	p.drawAround()
	switch {
	case p.deleted():
		p.note(kit.NewBanner(kit.ToneWarning, kit.T("ui.in_bin", "When", field.ShowTime(p.record.DeletedAt))).Do(kit.T("ui.restore"), p.restore))
		p.put(p.outcome())
	case kind == "":
		p.put(p.outcome())
	default:
		p.step = newStepForm(p, kind)
		p.put(p.step.card())
		p.step.focus()
	}
}

func (p *casePage) put(o fyne.CanvasObject) {
	p.middle.Objects = []fyne.CanvasObject{o}
	p.middle.Refresh()
}

// note shows something above the form in place of what was shown there.
func (p *casePage) note(b ...*kit.Banner) {
	p.notes.Objects = nil
	for _, x := range b {
		p.notes.Add(x)
	}
	p.notes.Hidden = len(b) == 0 // an empty box would still keep its gap
	p.notes.Refresh()
	p.middle.Refresh()
}

// turn shows the form of another step, after asking where something is typed.
func (p *casePage) turn(kind complaint.Kind) {
	p.ask(func() {
		p.read(func() {
			if kind != "" && p.k.Move(kind).Why != nil {
				kind = "" // what was saved just now leads elsewhere
			}
			p.begin(kind)
		})
	})
}

func (p *casePage) dirty() bool { return p.step != nil && p.step.dirty() }

// Leave asks when a step is typed that is not saved.
func (p *casePage) Leave(leave func()) {
	if p.passing {
		leave() // what is typed is still here when the page comes back
		return
	}
	p.ask(func() {
		p.watch.Stop()
		leave()
	})
}

// ask goes on once what is typed was saved or given up.
func (p *casePage) ask(then func()) {
	if !p.dirty() {
		then()
		return
	}
	kit.Ask(p.h.Window().Canvas(), kit.AskOptions{
		Title: kit.T("ui.leave"), Text: kit.T("ui.leave.text"),
		Answers: []string{kit.T("ui.leave.drop"), kit.T("ui.leave.stay"), kit.T("ui.save")}, Dangerous: 1,
	}, func(i int) {
		switch i {
		case 0:
			p.step = nil
			p.drop()
			then()
		case 2:
			p.saveThen(then)
		}
	})
}

// print shows a form. What is typed stays on the page meanwhile, and as a draft.
func (p *casePage) print(form string) {
	if p.k == nil {
		return
	}
	go p.keep()
	p.passing = true
	p.h.Print(form, "complaint", p.id)
	p.passing = false
}

func (p *casePage) remove() {
	kit.Confirm(p.h.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("ui.delete.ask"), Text: kit.T("ui.delete.text"), Yes: kit.T("ui.delete"), Danger: true}, func(yes bool) {
		if yes {
			p.step = nil
			p.drop()
			book.Delete(p.h, p.h.Shop().Complaints, p.id, func() {})
			p.h.Back()
		}
	})
}

func (p *casePage) restore() {
	who := p.h.Who()
	screen.Beside(func(ctx context.Context) error { return p.h.Shop().Complaints.Restore(ctx, who, p.id) }, func(err error) {
		screen.Fail(p.h, err)
		p.h.Changed()
		p.Shown()
	})
}

// Do carries out the keyboard's commands. Esc goes from a step that is not due
// back to the one that is.
func (p *casePage) Do(c screen.Command) bool {
	if p.k == nil {
		return false
	}
	switch c {
	case screen.Save, screen.Commit:
		p.saveThen(nil)
	case screen.Print:
		if p.closed() {
			p.print(recordForm)
		} else {
			p.print(p.paper())
		}
	case screen.New:
		p.h.New("complaint", nil)
	case screen.Delete:
		if !p.deleted() {
			p.remove()
		}
	case screen.Escape:
		if p.step == nil || string(p.step.kind) == p.k.State {
			return false
		}
		p.turn("")
	default:
		return false
	}
	return true
}
