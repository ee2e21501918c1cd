package visits

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/visit"
	"kezhi/ui/book"
	"kezhi/ui/customers"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// planLines are the lines of a plan in a table, what is done of them, and the
// marked one with what can be done with it.
type planLines struct {
	h      screen.Host
	id     int64
	plan   register.Record
	preset *policy.Preset
	today  string
	all    []visit.PlanLine
	shown  []int  // places in all
	state  string // of the lines that are shown, "": every
	loaded bool

	head    *fyne.Container
	bar     *kit.ProgressBar
	says    *kit.Text
	filters *fyne.Container
	table   *kit.RecordTable
	side    *fyne.Container
	content fyne.CanvasObject
}

func newPlanLines(h screen.Host, id int64) *planLines {
	p := &planLines{h: h, id: id, head: container.NewStack(), bar: kit.NewProgressBar(), says: kit.Bold(""), filters: kit.HBox(kit.Gap8), side: container.NewStack()}
	col := func(key string, width float32) kit.TableColumn {
		return kit.TableColumn{Key: key, Title: kit.T("ui.plan.column." + key), Width: width}
	}
	name := col("customer", 190)
	name.Flex = true
	state := col("state", 86)
	state.Pill = true
	grade := col("grade", 70)
	grade.Pill = true
	p.table = kit.NewRecordTable([]kit.TableColumn{
		col("day", 92), name, grade, col("way", 76), col("by", 70), state, col("done", 164), col("contact", 76), col("phone", 116),
	}, nil)
	p.table.GiveWay = true
	p.table.SetSource(p, false)
	p.table.OnOpen = func(row int, _ int64) { p.act(row) }
	p.table.OnSelect = func(int, int64) { p.drawSide() }
	p.table.OnMenu = func(row int, _ int64) []kit.MenuItem { return p.menu(row) }
	strip := kit.Pad(kit.VBox(kit.Gap8, kit.HBox(kit.Gap16, p.says, kit.Spacer(), p.filters), p.bar), kit.Gap12, kit.Gap16, kit.Gap12, kit.Gap16)
	p.content = kit.Page(p.head, kit.Sides(kit.NewPanel(kit.VBox(0, strip, kit.NewRule(), kit.Grow(p.table))), p.side, 304))
	p.drawHead()
	return p
}

// Len is how many lines are shown.
func (p *planLines) Len() int { return len(p.shown) }

// Want has nothing to do: all is read.
func (p *planLines) Want(int, int) {}

// Row is a line's cells.
func (p *planLines) Row(i int) (kit.Row, bool) {
	l := p.line(i)
	state := l.State(p.today)
	day := kit.Cell{Text: l.Day}
	if state == visit.LineLate {
		day.Tone = kit.ToneDanger
	}
	g, _ := p.preset.Grade(l.Grade)
	done := kit.Cell{Muted: true}
	switch state {
	case visit.LineDone:
		done = kit.Cell{Text: l.VisitedOn[len("2026-"):] + "　" + l.VisitNumber, Small: true}
	case visit.LineLeft:
		done.Text = reason(l)
	}
	return kit.Row{ID: l.ID, Cells: []kit.Cell{
		day,
		{Text: l.Name},
		{Text: g.Name.Say(kit.Lang), Tone: gradeTone(g), Pill: true},
		{Text: way(l.Way)},
		{Text: l.Visitor},
		{Text: kit.T("plan.state." + state), Tone: stateTones[state], Pill: true},
		done,
		{Text: l.Contact},
		{Text: l.Phone, Muted: true},
	}}, true
}

func (p *planLines) line(i int) *visit.PlanLine { return &p.all[p.shown[i]] }

// marked is the line that is marked, nil for none.
func (p *planLines) marked() *visit.PlanLine {
	row, _ := p.table.Marked()
	if row < 0 || row >= len(p.shown) {
		return nil
	}
	return p.line(row)
}

// reason is why a line is left out, in words.
func reason(l *visit.PlanLine) string {
	key, args := l.Why()
	return kit.T(key, args...)
}

// Shown reads the plan anew.
func (p *planLines) Shown() {
	var all []visit.PlanLine
	screen.Beside(func(ctx context.Context) error {
		s := p.h.Shop()
		var err error
		if p.plan, err = s.Visits.Plans.Get(ctx, p.id); err != nil {
			return err
		}
		if p.preset, err = s.Policy(ctx); err != nil {
			return err
		}
		all, err = s.Visits.Plans.Planned(ctx, p.id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			if !p.loaded {
				p.h.Back()
			}
			return
		}
		p.today = screen.Today(p.h)
		p.all = all
		p.narrow(p.state)
		if !p.loaded {
			p.loaded = true
			p.table.FocusFirst()
			p.table.Mark(0)
		}
		p.drawHead()
	})
}

// narrow shows the lines of one state, "" for all.
func (p *planLines) narrow(state string) {
	_, id := p.table.Marked()
	p.state, p.shown = state, nil
	at := -1
	for i := range p.all {
		if s := p.all[i].State(p.today); state == "" || s == state {
			if p.all[i].ID == id {
				at = len(p.shown)
			}
			p.shown = append(p.shown, i)
		}
	}
	p.table.Empty = nil
	if len(p.shown) == 0 {
		p.table.Empty = kit.NewEmptyState("search-x", kit.T("ui.plan.empty"), kit.T("ui.plan.empty.do"), nil)
	}
	p.table.Refresh()
	switch {
	case at >= 0:
		p.table.Mark(at)
	case len(p.shown) > 0:
		p.table.Mark(0)
	}
	p.drawProgress()
	p.drawSide()
}

func (p *planLines) drawHead() {
	if p.plan.ID == 0 {
		return
	}
	v := p.plan.Values
	who := v.Text("owner")
	if who == "" {
		who = kit.T("ui.plan.everybody")
	}
	reg := p.h.Shop().Visits.Plans
	h := kit.NewPageHeader(kit.T("ui.plan.of", "From", v.Text("from"), "To", v.Text("to")), p.plan.Number).
		Crumb(kit.T("ui.room."+room), p.h.Back).
		Pills(kit.NewPill(who, kit.ToneNeutral), kit.NewPill(kit.T("plan.period."+v.Text("period")), Tones["period"][v.Text("period")])).
		Actions(kit.NewButton("", "history", func() { book.ShowHistory(p.h, reg, p.id) }).Tip(kit.T("ui.history")), kit.NewButton("", "trash-2", p.remove).Tip(kit.T("ui.delete")).Off(screen.NoDelete(p.h, "plan")),
			kit.NewButton(kit.T("ui.print"), "printer", p.print).Hint("Ctrl+P").Off(screen.NoPrint(p.h, "plan")))
	p.head.Objects = []fyne.CanvasObject{h}
	p.head.Refresh()
}

// drawProgress says how much is done, with the states to choose from.
func (p *planLines) drawProgress() {
	x := visit.ProgressOf(p.all, p.today)
	p.bar.Set(x.Done, x.Planned)
	p.says.SetText(kit.T("ui.plan.progress", "Done", x.Done, "Planned", x.Planned))
	p.filters.Objects = nil
	for _, f := range []struct {
		state, key string
		n          int
	}{
		{"", "ui.plan.all", len(p.all)},
		{visit.LineLate, "ui.plan.show.late", x.Late},
		{visit.LineDue, "ui.plan.show.due", x.Planned - x.Done - x.Late},
		{visit.LineDone, "ui.plan.show.done", x.Done},
		{visit.LineLeft, "ui.plan.show.left", x.Left},
	} {
		tone := kit.ToneNeutral
		if f.state == p.state {
			tone = kit.TonePrimary
		}
		pill := kit.NewPill(kit.T(f.key, "N", strconv.Itoa(f.n)), tone)
		pill.OnTap = func() { p.narrow(f.state) }
		p.filters.Add(pill)
	}
	p.filters.Refresh()
}

// drawSide shows the marked line, and what is done by person and grade.
func (p *planLines) drawSide() {
	col := kit.VBox(kit.Gap12)
	if l := p.marked(); l != nil {
		col.Add(p.card(l))
		col.Add(kit.NewRule())
	}
	owners, grades := map[string]*visit.Progress{}, map[string]*visit.Progress{}
	var ownerKeys, gradeKeys []string
	add := func(m map[string]*visit.Progress, keys *[]string, key string, l *visit.PlanLine) {
		if m[key] == nil {
			m[key] = new(visit.Progress)
			*keys = append(*keys, key)
		}
		m[key].Add(l, p.today)
	}
	for i := range p.all {
		add(owners, &ownerKeys, p.all[i].Visitor, &p.all[i])
		add(grades, &gradeKeys, p.all[i].Grade, &p.all[i])
	}
	if p.plan.Values.Text("owner") == "" {
		col.Add(kit.NewSection(kit.T("ui.plan.by_owner")))
		for _, k := range ownerKeys {
			name := k
			if name == "" {
				name = kit.T("ui.plan.nobody")
			}
			col.Add(share(name, *owners[k]))
		}
	}
	col.Add(kit.NewSection(kit.T("ui.plan.by_grade")))
	for _, k := range gradeKeys {
		col.Add(share(gradeName(p.preset, k), *grades[k]))
	}
	p.side.Objects = []fyne.CanvasObject{book.Column(col)}
	p.side.Refresh()
}

// gradeName is what the regulation calls a grade.
func gradeName(preset *policy.Preset, key string) string {
	if g, ok := preset.Grade(key); ok {
		return g.Name.Say(kit.Lang)
	}
	return key
}

// share is how much is done of a part, as a bar.
func share(name string, x visit.Progress) fyne.CanvasObject {
	b := kit.NewProgressBar()
	b.Set(x.Done, x.Planned)
	figures := kit.HBox(kit.Gap8, kit.Grow(kit.NewText(name).Shortened()))
	if x.Late > 0 {
		figures.Add(kit.Small(kit.T("ui.plan.late", "N", x.Late)).In(kit.ColorDanger))
	}
	figures.Add(kit.NewText(strconv.Itoa(x.Done) + " / " + strconv.Itoa(x.Planned)))
	return kit.VBox(kit.Gap4, figures, b)
}

// card is the marked line and what can be done with it.
func (p *planLines) card(l *visit.PlanLine) fyne.CanvasObject {
	state := l.State(p.today)
	col := kit.VBox(kit.Gap8,
		kit.VBox(2, kit.Heading(l.Name).Shortened(), kit.Small(l.Number+" · "+l.Contact+" "+l.Phone).Shortened()),
		kit.NewFlow(kit.Gap8, kit.NewPill(kit.T("plan.state."+state), stateTones[state]), kit.NewPill(way(l.Way), kit.ToneNeutral)))
	switch state {
	case visit.LineLeft:
		col.Add(kit.Paragraph(reason(l)).In(kit.ColorMuted))
		if l.LeftOut != visit.LeftBarred {
			col.Add(kit.NewFlow(kit.Gap8, kit.NewButton(kit.T("ui.plan.take_back"), "rotate-ccw", func() { p.takeBack(l) }).Off(screen.NoEdit(p.h, "plan"))))
		}
	case visit.LineDone:
		col.Add(kit.NewFlow(kit.Gap8, kit.NewButton(kit.T("ui.plan.open_visit", "Number", l.VisitNumber), "folder-open", func() { p.h.Open("visit", l.VisitID) })))
	default:
		col.Add(kit.NewFlow(kit.Gap8,
			kit.NewButton(kit.T("ui.plan.visit"), "map-pin", func() { p.report(l) }).Primary().Hint("Enter").Off(screen.NoNew(p.h, "visit")),
			kit.NewButton(kit.T("ui.plan.move"), "", func() { p.move(l) }).Off(screen.NoEdit(p.h, "plan")),
			kit.NewButton(kit.T("ui.plan.leave_out"), "", func() { p.leaveOut(l) }).Off(screen.NoEdit(p.h, "plan"))))
		if l.MovedFrom != "" {
			col.Add(kit.Paragraph(kit.T("ui.plan.moved", "Day", l.MovedFrom, "Note", l.Note)).In(kit.ColorMuted))
		}
	}
	return col
}

func (p *planLines) menu(row int) []kit.MenuItem {
	if row < 0 || row >= len(p.shown) {
		return nil
	}
	l := p.line(row)
	customer := kit.MenuItem{Text: kit.T("ui.plan.open_customer"), Icon: "users", OnTap: func() { p.h.Open("customer", l.CustomerID) }}
	switch {
	case l.State(p.today) == visit.LineDone:
		return []kit.MenuItem{{Text: kit.T("ui.plan.open_visit", "Number", l.VisitNumber), Icon: "folder-open", Hint: "Enter", OnTap: func() { p.act(row) }}, customer}
	case l.LeftOut == visit.LeftBarred:
		return []kit.MenuItem{customer}
	case l.LeftOut != "":
		return []kit.MenuItem{{Text: kit.T("ui.plan.take_back"), Icon: "rotate-ccw", OnTap: func() { p.takeBack(l) }}, customer}
	}
	return []kit.MenuItem{
		{Text: kit.T("ui.plan.visit"), Icon: "map-pin", Hint: "Enter", OnTap: func() { p.act(row) }},
		customer,
		{Text: kit.T("ui.plan.move"), Icon: "calendar-days", OnTap: func() { p.move(l) }},
		{Text: kit.T("ui.plan.leave_out"), Icon: "x", Rule: true, OnTap: func() { p.leaveOut(l) }},
	}
}

// act opens what a line asks for: the report that did it, a new one, or the
// customer of one that is left out.
func (p *planLines) act(row int) {
	if row < 0 || row >= len(p.shown) {
		return
	}
	switch l := p.line(row); l.State(p.today) {
	case visit.LineDone:
		p.h.Open("visit", l.VisitID)
	case visit.LineLeft:
		p.h.Open("customer", l.CustomerID)
	default:
		p.report(l)
	}
}

// report begins the report of the visit that a line asks for.
func (p *planLines) report(l *visit.PlanLine) {
	id := l.CustomerID
	more := field.Values{}
	if l.Way != "" {
		more["way"] = l.Way
	}
	if l.Visitor != "" {
		more["visitor"] = l.Visitor
	}
	var r register.Record
	screen.Beside(func(ctx context.Context) error {
		var err error
		r, err = p.h.Shop().Customers.Get(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		v := customers.Preset(r.Meta, r.Values)("visit")
		for k, x := range more {
			v[k] = x
		}
		p.h.New("visit", v)
	})
}

func (p *planLines) leaveOut(l *visit.PlanLine) {
	id, who := l.ID, p.h.Who()
	kit.AskText(p.h.Window().Canvas(), kit.T("ui.plan.leave_out.ask", "Name", l.Name), kit.T("ui.plan.leave_out.reason"), "", func(s string) {
		p.change(func(ctx context.Context) error { return p.h.Shop().Visits.Plans.LeaveOut(ctx, who, id, s) })
	})
}

func (p *planLines) takeBack(l *visit.PlanLine) {
	id, who := l.ID, p.h.Who()
	p.change(func(ctx context.Context) error { return p.h.Shop().Visits.Plans.TakeBack(ctx, who, id) })
}

// change does something to a line and shows the plan as it is then.
func (p *planLines) change(do func(context.Context) error) {
	screen.Beside(do, func(err error) {
		if len(data.All(err)) > 0 {
			kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{Text: data.Explain(err, kit.Lang), Tone: kit.ToneDanger})
			return
		}
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		p.h.Changed()
		p.Shown()
	})
}

func (p *planLines) remove() { book.Delete(p.h, p.h.Shop().Visits.Plans, p.id, p.h.Back) }

func (p *planLines) print() { p.h.Print(planForm, "plan", p.id) }

// do carries out the keyboard's commands.
func (p *planLines) do(c screen.Command) bool {
	switch c {
	case screen.Print:
		p.print()
	case screen.New:
		p.h.New("plan", nil)
	case screen.Delete:
		p.remove()
	case screen.Commit:
		row, _ := p.table.Marked()
		p.act(row)
	default:
		return false
	}
	return true
}

// planPanel is what the table of plans shows of the marked one.
func planPanel(h screen.Host, l register.Line) fyne.CanvasObject {
	v := l.Values
	who := v.Text("owner")
	if who == "" {
		who = kit.T("ui.plan.everybody")
	}
	col := kit.VBox(kit.Gap12,
		kit.VBox(2, kit.Heading(v.Text("from")+" – "+v.Text("to")).Shortened(), kit.Small(l.Number+" · "+who)),
		kit.NewFlow(kit.Gap8,
			kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("plan", l.ID) }),
			kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print(planForm, "plan", l.ID) }).Off(screen.NoPrint(h, "plan"))))
	if s := v.Text("remark"); s != "" {
		col.Add(kit.Paragraph(s))
	}
	box := container.NewStack(kit.Small(kit.T("ui.reading")))
	col.Add(box)
	var ls []visit.PlanLine
	var preset *policy.Preset
	screen.Beside(func(ctx context.Context) error {
		var err error
		if preset, err = h.Shop().Policy(ctx); err != nil {
			return err
		}
		ls, err = h.Shop().Visits.Plans.Planned(ctx, l.ID)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		screen.Guard(h, func() {
			box.Objects = []fyne.CanvasObject{progressBy(ls, preset, screen.Today(h))}
			box.Refresh()
		})
	})
	return book.Column(col)
}

// progressBy is the progress of lines in all and by grade.
func progressBy(ls []visit.PlanLine, preset *policy.Preset, today string) fyne.CanvasObject {
	x := visit.ProgressOf(ls, today)
	col := kit.VBox(kit.Gap12, share(kit.T("ui.plan.progress", "Done", x.Done, "Planned", x.Planned), x))
	for _, g := range preset.Grading.Grades {
		var of visit.Progress
		for i := range ls {
			if ls[i].Grade == g.Key {
				of.Add(&ls[i], today)
			}
		}
		if of.Planned > 0 {
			col.Add(share(g.Name.Say(kit.Lang), of))
		}
	}
	if x.Left > 0 {
		col.Add(kit.Small(kit.T("ui.plan.left", "N", x.Left)))
	}
	return col
}
