package complaints

import (
	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// told are the fields of each step that the outcome names.
var told = []struct {
	kind complaint.Kind
	keys []string
}{
	{complaint.Withdrawal, []string{"by", "reason"}},
	{complaint.Investigation, []string{"founded", "facts", "cause"}},
	{complaint.Proposal, []string{"measures", "responses", "compensation"}},
	{complaint.Approval, []string{"decision", "opinion"}},
	{complaint.Reply, []string{"way", "text"}},
	{complaint.Opinion, []string{"satisfied", "text"}},
	{complaint.Corrective, []string{"reason", "action", "owner", "effect"}},
	{complaint.Archive, []string{"place", "missing"}},
	{complaint.Followup, []string{"score", "text", "answer"}},
}

// outcome is what became of a complaint that is closed, in place of a form.
func (p *casePage) outcome() fyne.CanvasObject {
	col := kit.VBox(kit.Gap12, p.notes)
	banner := kit.NewBanner(kit.ToneGood, kit.Dotted(kit.T("ui.complaint.archived", "On", p.record.Values.Text("closed_on")), p.record.Values.Text("archive_number")))
	switch {
	case p.deleted():
		banner = nil
	case p.k.State == complaint.Withdrawn:
		banner = kit.NewBanner(kit.ToneNeutral, kit.T("ui.complaint.withdrawn"))
	}
	if banner != nil {
		col.Add(banner)
	}
	if b := p.archivePapers(); b != nil && p.k.State == complaint.Archived {
		col.Add(b)
	}
	for _, t := range told {
		s := p.k.Standing(t.kind)
		if s == nil {
			continue
		}
		var rows []kit.KeyValue
		for _, key := range t.keys {
			d, _ := field.Find(complaint.StepFields(t.kind), key)
			if x := field.Show(kit.Lang, d, s.Values[key]); x != "" && d.When.Met(s.Values) {
				rows = append(rows, kit.KeyValue{Key: kit.T(d.Label), Value: x})
			}
		}
		title := kit.HBox(kit.Gap8, kit.Bold(kindName(t.kind)), kit.Small(kit.Dotted(when(p.h, s.At), s.Who)), kit.Grow(kit.NewRule()),
			kit.NewButton("", "eye", func() { viewStep(p.h, p.k, s) }).Quiet().Small().Tip(kit.T("ui.complaint.look")))
		kv := kit.NewKeyValues(rows...)
		kv.Width = 116
		col.Add(kit.VBox(kit.Gap4, title, kv))
	}
	return kit.NewPanel(kit.VBox(0,
		kit.Grow(kit.NewScroll(kit.Pad(col, kit.Gap16, kit.Gap24, kit.Gap16, kit.Gap24))),
		kit.NewRule(), kit.Pad(p.closing(), kit.Gap12, kit.Gap24, kit.Gap12, kit.Gap24)))
}

// closing are the buttons under the outcome: the record on paper, and the
// steps that may still be taken.
func (p *casePage) closing() fyne.CanvasObject {
	foot := kit.HBox(kit.Gap8)
	paper := kit.NewButton(kit.T("ui.complaint.record"), "printer", func() { p.print(recordForm) }).Off(screen.NoPrint(p.h, "complaint"))
	due := p.k.Move(complaint.Archive)
	if due.Due && due.Why == nil {
		foot.Add(kit.NewButton(kit.T("ui.complaint.to_archive"), "archive", func() { p.turn(complaint.Archive) }).Primary().Off(p.noStep(complaint.Archive)))
	} else {
		paper.Primary().Hint("Ctrl+P")
	}
	foot.Add(paper)
	if p.k.Move(complaint.Followup).Why == nil {
		foot.Add(kit.NewButton(kindName(complaint.Followup), "star", func() { p.turn(complaint.Followup) }).Off(p.noStep(complaint.Followup)))
	}
	if p.k.Move(complaint.Reopening).Why == nil {
		foot.Add(kit.NewButton(kindName(complaint.Reopening), "rotate-ccw", func() { p.turn(complaint.Reopening) }).Off(p.noStep(complaint.Reopening)))
	}
	return foot
}
