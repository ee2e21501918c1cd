package complaints

import (
	"slices"

	"fyne.io/fyne/v2"

	"kezhi/data/account"
	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// stepForm is a step of a case being written: its form, its papers, and what
// saving it leads to.
type stepForm struct {
	p      *casePage
	kind   complaint.Kind
	move   complaint.Move
	descs  []field.Desc
	form   *kit.RecordForm
	papers *papers
	save   *kit.Button
	status *kit.Text
	kept   string // what is said of the draft
	clash  bool   // somebody else saved meanwhile
}

func newStepForm(p *casePage, kind complaint.Kind) *stepForm {
	s := &stepForm{p: p, kind: kind, move: p.k.Move(kind), descs: written(kind)}
	o := book.Options(p.h)
	o.People = s.people(o.People)
	o.Suggest = func(key, prefix string) []string { return suggest(p.h, key, prefix) }
	o.Placeholder = s.hint
	s.form = kit.NewRecordForm(s.descs, o)
	s.form.SetValues(p.k.Blank(kind, p.h.Who(), p.h.Shop().DB.Now().UnixMilli()))
	s.papers = newPapers(p.h, s.form, s.typed)
	s.save = kit.NewButton("", "", func() { p.saveThen(nil) }).Primary().Hint("Ctrl+Enter").Off(p.noStep(kind))
	s.status = kit.Small("").Shortened()
	s.form.OnChanged = func(field.Values) { s.typed() }
	s.lead()
	return s
}

// noStep says why whoever is at the desk may not take a step, "" where they may:
// who decides needs the right to.
func (p *casePage) noStep(kind complaint.Kind) string {
	if kind == complaint.Approval {
		return screen.Refused(p.h, account.Approve, "complaint")
	}
	return screen.NoEdit(p.h, "complaint")
}

// written are the fields of a step that a person fills in.
func written(kind complaint.Kind) []field.Desc {
	return slices.DeleteFunc(complaint.StepFields(kind), func(d field.Desc) bool { return d.ReadOnly })
}

// people leaves out of the names that are offered those who stand aside.
func (s *stepForm) people(all func() []string) func() []string {
	if !complaint.Recuses(s.kind) {
		return all
	}
	bars := s.p.k.Barred(s.kind)
	return func() []string {
		return slices.DeleteFunc(all(), func(name string) bool {
			return slices.ContainsFunc(bars, func(b complaint.Bar) bool { return complaint.Same(b.Name, name) })
		})
	}
}

// hint is what stands in an empty text.
func (s *stepForm) hint(key string) string {
	k := "ui.complaint.hint." + string(s.kind) + "." + key
	if t := kit.T(k); t != k {
		return t
	}
	return ""
}

// typed is called after each change.
func (s *stepForm) typed() {
	s.p.draft.typed(draft{Kind: s.kind, Values: s.form.Values(), Papers: s.papers.paths})
	s.lead()
}

func (s *stepForm) dirty() bool { return s.form.Dirty() || len(s.papers.paths) > 0 }

// fill puts an earlier draft into the form.
func (s *stepForm) fill(d *draft) {
	s.form.Fill(d.Values)
	s.papers.set(d.Papers)
	s.typed()
	s.focus()
}

// focus gives the keyboard to the first field that is still to be filled in: a
// required one before the others.
func (s *stepForm) focus() {
	v := s.form.Values()
	for _, required := range []bool{true, false} {
		for _, d := range s.descs {
			if d.Required == required && !d.ReadOnly && !d.Secondary && d.When.Met(v) && v.Empty(d.Key) {
				s.form.Focus(d.Key)
				return
			}
		}
	}
	s.form.FocusFirst()
}

// lead says on the button where saving leads.
func (s *stepForm) lead() {
	label := kit.T("ui.complaint.save")
	switch state, round := s.p.k.Leads(s.kind, s.form.Values()); {
	case s.move.Why != nil:
	case state == complaint.Archived:
		label = kit.T("ui.complaint.save.archive")
	case state == complaint.Withdrawn:
		label = kit.T("ui.complaint.save.withdraw")
	case state == string(s.kind), slices.Contains(complaint.Besides, s.kind):
	case round > s.p.k.Round:
		label = kit.T("ui.complaint.save.round", "Step", stateName(state), "N", round)
	default:
		label = kit.T("ui.complaint.save.next", "Step", stateName(state))
	}
	if s.save.Label() != label {
		s.save.SetText(label)
	}
	if s.move.Why != nil {
		s.save.Disable()
	}
	s.say(s.kept)
}

// say tells in the footer what became of the draft.
func (s *stepForm) say(kept string) {
	s.kept = kept
	s.status.SetText(kit.Dotted(kit.T("ui.complaint.save.also"), kept))
}

// card is the form in its card, with the buttons always in sight under it.
func (s *stepForm) card() fyne.CanvasObject {
	title := kit.HBox(kit.Gap8, kit.Bold(s.title()), kit.Grow(kit.NewRule()))
	if items := s.p.others(); len(items) > 0 {
		var other *kit.Button
		other = kit.NewButton(kit.T("ui.complaint.other"), "chevron-down", func() { kit.ShowMenuUnder(other, s.p.others()) }).Quiet().Small()
		title.Add(other)
	}
	col := kit.VBox(kit.Gap12, s.p.notes, title)
	if note := s.note(); note != nil {
		col.Add(note)
	}
	col.Add(s.form)
	col.Add(s.papers.row)
	foot := kit.HBox(kit.Gap12, s.save, kit.Grow(s.status))
	return kit.NewPanel(kit.VBox(0,
		kit.Grow(kit.NewScroll(kit.Pad(col, kit.Gap16, kit.Gap24, kit.Gap16, kit.Gap24))),
		kit.NewRule(),
		kit.Pad(foot, kit.Gap12, kit.Gap24, kit.Gap12, kit.Gap24)))
}

// title names the step, and the round where it is not the first.
func (s *stepForm) title() string {
	t := moveName(s.move)
	if s.p.k.Round > 1 && s.move.Due {
		t = kit.Dotted(t, kit.T("ui.complaint.round", "N", s.p.k.Round))
	}
	return t
}

// note says what must be known before writing: that this corrects what is
// written, why a proposal came back, who stands aside.
func (s *stepForm) note() fyne.CanvasObject {
	box := kit.VBox(kit.Gap8)
	if s.move.Again && !s.clash {
		text := kit.T("ui.complaint.again")
		if s.kind == complaint.Assignment {
			text = kit.T("ui.complaint.again.assignment")
		}
		if s.kind == complaint.Corrective && s.move.Due {
			text = kit.T("ui.complaint.again.corrective")
		}
		box.Add(kit.NewBanner(kit.ToneInfo, text))
	}
	if b := s.p.archivePapers(); b != nil && s.kind == complaint.Archive {
		box.Add(b)
	}
	if text := s.besides(); text != "" {
		box.Add(kit.NewBanner(kit.ToneInfo, text))
	}
	if text := s.why(); text != "" {
		box.Add(kit.NewBanner(kit.ToneWarning, text))
	}
	if text := s.aside(); text != "" {
		box.Add(kit.Paragraph(text).In(kit.ColorMuted))
	}
	if len(box.Objects) == 0 {
		return nil
	}
	return box
}

// besides tells what a step does that is taken beside the way.
func (s *stepForm) besides() string {
	if !slices.Contains(complaint.Besides, s.kind) {
		return ""
	}
	return kit.T("ui.complaint.besides." + string(s.kind))
}

// why is what made the step due once more: a proposal that was sent back, a
// complainant who was not satisfied.
func (s *stepForm) why() string {
	if !s.move.Due || len(s.p.k.Steps) == 0 {
		return ""
	}
	last := &s.p.k.Steps[len(s.p.k.Steps)-1]
	v := last.Values
	switch {
	case s.kind == complaint.Proposal && last.Kind == complaint.Approval && v.Text("decision") == complaint.SentBack:
		return kit.T("ui.complaint.sent_back", "Who", last.Who, "Why", v.Text("reason"))
	case s.kind == complaint.Investigation && last.Kind == complaint.Opinion && v.Text("satisfied") == complaint.No:
		return kit.T("ui.complaint.dissatisfied", "Why", v.Text("text"))
	case s.kind == complaint.Investigation && last.Kind == complaint.Reopening:
		return kit.T("ui.complaint.reopened", "Who", last.Who, "Why", v.Text("reason"))
	}
	return ""
}

// aside names those who have to stand aside from the step.
func (s *stepForm) aside() string {
	if !complaint.Recuses(s.kind) {
		return ""
	}
	var names []string
	for _, b := range s.p.k.Barred(s.kind) {
		n := kit.T("ui.complaint.bar", "Name", b.Name, "As", kit.T("ui.complaint.as."+string(b.As)))
		if !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return kit.T("ui.complaint.aside", "Names", join(names))
}
