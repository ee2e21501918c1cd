package grading

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/grading"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/customers"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// known is what the page of a review has to know besides the record: the
// regulation, and of the customer its grade, its department and the blacklist.
type known struct {
	number   string // of the customer that was read
	id       int64
	grade    string
	p        *policy.Preset
	standing customer.Standing
	box      *fyne.Container // the customer's banners and history
	side     *fyne.Container // points and quotas, as they stand
	warned   *fyne.Container
	asked    string // the grade whose warnings are shown
}

// reviewPage is the page of a review: the score sheet to key in, and beside it
// the points, the grade that follows and the quota, as one types.
func reviewPage(h screen.Host, id int64, preset field.Values) screen.Page {
	s := h.Shop().Grading
	if id == 0 {
		preset = with(preset, field.Values{"proposer": h.Who()})
		if before, given := preset["grade_before"]; given && before == "" && preset.Text("kind") == "" && s.Reviews.Blank().Text("kind") == grading.Stage {
			preset["kind"] = grading.Admission
		}
	}
	k := &known{box: kit.VBox(kit.Gap16), side: container.NewStack(), warned: kit.VBox(0)}
	p := book.NewPage(h, s.Reviews, id, preset, book.Record{
		Room: room, Icon: "star", Form: stageForm,
		FormOf: func(r register.Record) string { return formOf(r.Values) },
		Fields: func(r register.Record) []field.Desc { return reviewFields(h, r) },
		Hide: func(key string) bool {
			switch key {
			case "customer_name", "state", "updated_at", "total", "suggested", "department":
				return true
			}
			return false
		},
		Pills:   func(r register.Record) []*kit.Pill { return reviewPills(h, r.Values) },
		Actions: func(p *book.Page) []*kit.Button { return actions(p, reviewDeeds(p)) },
		Main:    func(p *book.Page) *kit.Button { return first(reviewDeeds(p), p) },
		Side:    k.column,
		Typed:   func(p *book.Page, _ field.Values) { k.read(p) },
	})
	return &page{Page: p, deeds: reviewDeeds}
}

// formOf is the form on which a review is printed.
func formOf(v field.Values) string {
	if v.Text("kind") == grading.Admission {
		return admissionForm
	}
	return stageForm
}

// reviewFields are the fields of the form: in a draft the score sheet says how
// many points a line has, and what is decided later is not there yet.
func reviewFields(h screen.Host, r register.Record) []field.Desc {
	draft := r.ID == 0 || r.Values.Text("state") == grading.Draft
	ds := locked(h.Shop().Grading.Reviews, !draft, r.Values)
	for i := range ds {
		if ds[i].Kind == field.Decimal && ds[i].Most > 0 && ds[i].Most <= 100_00 {
			ds[i].Label = kit.T("ui.grading.of", "Name", kit.T(ds[i].Label), "Most", field.ShowDecimal(ds[i].Most))
		}
	}
	return ds
}

func reviewPills(h screen.Host, v field.Values) []*kit.Pill {
	r := h.Shop().Grading.Reviews
	ps := []*kit.Pill{kit.NewPill(book.Show(r.Fields(), v, "kind"), kit.ToneNeutral), kit.NewPill(book.Show(r.Fields(), v, "state"), states[v.Text("state")])}
	if s := book.Show(r.Fields(), v, "proposed"); s != "" {
		ps = append(ps, kit.NewPill(s, customers.GradeTone(h, v.Text("proposed"))))
	}
	return ps
}

// reviewDeeds is what can be done about a review; the first is the main thing.
func reviewDeeds(p *book.Page) []deed {
	s, r, who := p.H.Shop().Grading, p.Edit.Record(), p.H.Who()
	if r.DeletedAt != 0 {
		return nil
	}
	switch r.Values.Text("state") {
	case grading.Draft, "":
		return []deed{{"propose", "send", "", func(ctx context.Context, id int64, _ string) error { return s.Propose(ctx, who, id) }}}
	case grading.Proposed:
		return []deed{
			{"approve", "stamp", "opinion", func(ctx context.Context, id int64, o string) error { return s.Approve(ctx, who, id, o) }},
			{"refuse", "circle-x", "opinion", func(ctx context.Context, id int64, o string) error { return s.Refuse(ctx, who, id, o) }},
			{"withdraw", "undo-2", "", func(ctx context.Context, id int64, _ string) error { return s.Withdraw(ctx, who, id) }},
		}
	}
	return nil
}

// column is what stands beside the form; what it shows is read and drawn anew.
func (k *known) column(p *book.Page) fyne.CanvasObject {
	k.number = ""
	k.read(p)
	return book.Column(kit.VBox(kit.Gap16, k.side, k.warned, k.box))
}

// read reads what belongs to the customer when another was named, and draws.
func (k *known) read(p *book.Page) {
	number := p.Values().Text("customer")
	if number == k.number && k.p != nil {
		k.draw(p)
		return
	}
	k.number = number
	var id int64
	var grade string
	var standing customer.Standing
	var preset *policy.Preset
	screen.Beside(func(ctx context.Context) error {
		var err error
		if preset, err = p.H.Shop().Policy(ctx); err != nil || number == "" {
			return err
		}
		if id, err = p.H.Shop().Customers.Find(ctx, number); err != nil {
			return nil // no such number: the form says so when it is saved
		}
		g := p.H.Shop().DB.Read(ctx)
		c, err := customer.Graded(g, id)
		if err != nil {
			return err
		}
		grade = c.Grade
		standing, err = grading.Standing(g, id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.H, err)
			return
		}
		if number != k.number {
			return
		}
		k.id, k.grade, k.standing, k.p, k.asked = id, grade, standing, preset, ""
		k.box.Objects = nil
		if id != 0 {
			k.box.Add(customers.Barred(p.H, id))
			k.box.Add(customers.Grades(p.H, id))
		}
		k.draw(p)
	})
}

// draw shows the points so far, what follows from them, and the quotas.
func (k *known) draw(p *book.Page) {
	v := p.Values()
	before := k.grade
	if p.Edit.Record().ID != 0 && p.Edit.Record().Values.Text("state") != grading.Draft {
		before = v.Text("grade_before")
	}
	to, sheet := grading.Suggest(k.p, v, before)
	if given := v.Text("proposed"); given != "" && (given != p.Edit.Record().Values.Text("suggested") || v.Text("kind") == grading.Change) {
		to = given
	}
	col := kit.VBox(kit.Gap12, kit.Bold(kit.T("ui.grading.result")))
	if sheet.Most > 0 {
		col.Add(kit.HBox(kit.Gap8, kit.Heading(kit.T("ui.grading.points", "Total", number(sheet.Total), "Most", number(sheet.Most))), kit.Spacer(), k.pill(p.H, to)))
		col.Add(kit.Small(k.says(sheet)))
	} else {
		col.Add(kit.HBox(kit.Gap8, k.pill(p.H, before), kit.NewText("→"), k.pill(p.H, to)))
	}
	if k.id != 0 {
		col.Add(k.quotas(p.H, to, before))
	}
	if ws := grading.Priorities(k.p, to); len(ws) > 0 {
		text := ""
		for _, w := range ws {
			text = kit.Dotted(text, w.Say(kit.Lang))
		}
		col.Add(kit.NewSection(kit.T("ui.grading.priorities")))
		col.Add(kit.Paragraph(text))
		col.Add(kit.Small(grading.Order(k.p, kit.Lang)))
	}
	k.side.Objects = []fyne.CanvasObject{col}
	k.side.Refresh()
	k.warn(p, to)
}

// says is what a sheet lacks, or the bounds of the grades.
func (k *known) says(s grading.Sheet) string {
	switch {
	case len(s.Failed) > 0:
		return kit.T("ui.grading.failed", "Indicator", s.Failed[0].Name.Say(kit.Lang))
	case len(s.Missing) > 0:
		return kit.T("ui.grading.missing", "N", len(s.Missing))
	}
	text := ""
	for _, g := range k.p.Grading.Grades {
		if g.Score > 0 {
			text = kit.Dotted(text, kit.T("ui.grading.bound", "Grade", g.Name.Say(kit.Lang), "Score", g.Score))
		}
	}
	return text
}

func (k *known) pill(h screen.Host, grade string) *kit.Pill {
	if g, ok := k.p.Grade(grade); ok {
		return kit.NewPill(g.Name.Say(kit.Lang), customers.GradeTone(h, grade))
	}
	return kit.NewPill(kit.T("grading.none"), kit.ToneNeutral)
}

// quotas are how many places each grade has, and how many are taken; a grade
// that is full and would be given is red.
func (k *known) quotas(h screen.Host, to, before string) fyne.CanvasObject {
	col := kit.VBox(kit.Gap8)
	for _, g := range k.p.Grading.Grades {
		most, bound := k.standing.Places(g)
		if !bound {
			continue
		}
		n := k.standing.By[g.Key]
		text := kit.NewText(kit.T("ui.grading.places", "N", n, "Most", most, "Share", k.standing.Share(g.Key)))
		if g.Key == to && before != to && n >= most {
			text.SetColor(kit.ColorDanger)
		}
		col.Add(kit.HBox(kit.Gap8, kit.NewPill(g.Name.Say(kit.Lang), customers.GradeTone(h, g.Key)), kit.Spacer(), text))
	}
	if len(col.Objects) == 0 {
		return kit.VBox(0)
	}
	title := kit.T("ui.grading.quota", "Department", k.standing.Department.Say(kit.Lang), "N", k.standing.Total)
	return kit.VBox(kit.Gap8, kit.NewSection(title), col)
}

// warn shows what is against the grade in principle only.
func (k *known) warn(p *book.Page, to string) {
	if k.id == 0 || to == k.asked {
		return
	}
	k.asked = to
	var ws []grading.Warning
	screen.Beside(func(ctx context.Context) error {
		var err error
		ws, err = p.H.Shop().Grading.Warnings(ctx, k.id, to)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.H, err)
			return
		}
		k.warned.Objects = nil
		for _, w := range ws[:min(len(ws), 3)] {
			k.warned.Add(kit.NewBanner(kit.ToneWarning, w.Text(kit.Lang)))
		}
		k.warned.Refresh()
	})
}

// number is hundredths as a person writes them, "0" for none.
func number(n int64) string {
	if n == 0 {
		return "0"
	}
	return field.ShowDecimal(n)
}

// reviewPanel is what the table shows of the marked review.
func reviewPanel(h screen.Host, l register.Line) fyne.CanvasObject {
	v := l.Values
	return book.Panel(v.Text("customer_name"), kit.Dotted(l.Number, v.Text("customer")), reviewPills(h, v), []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("review", l.ID) }),
		kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print(formOf(v), "review", l.ID) }).Off(screen.NoPrint(h, "review")),
	}, book.KeyValues(h.Shop().Grading.Reviews.Fields(), v,
		"department", "grade_before", "total", "amount", "payment", "suggested", "proposed", "reason", "proposer", "proposed_on", "due", "approver", "approved_on", "opinion", "next_on"))
}
