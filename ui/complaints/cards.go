package complaints

import (
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/data/document"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// cards are the column beside the form.
func (p *casePage) cards() fyne.CanvasObject {
	col := kit.VBox(kit.Gap16)
	if c := p.deadlines(); c != nil {
		col.Add(c)
	}
	col.Add(p.complainant())
	course := kit.NewTimeline(timeline(p.h, p.k, func(s *complaint.Step) { viewStep(p.h, p.k, s) })...)
	col.Add(kit.NewTitledCard(kit.T("ui.complaint.course"), "", nil, course))
	if !p.deleted() {
		col.Add(kit.NewCard(files.New(p.h, document.Owner{Register: p.h.Shop().Complaints, ID: p.id}).Root))
	}
	s := kit.NewScroll(kit.Pad(col, 0, margin, 0, 0))
	s.Narrow = true
	return s
}

// complainant is who complains of what, and what they want.
func (p *casePage) complainant() fyne.CanvasObject {
	v := p.record.Values
	body := kit.VBox(kit.Gap8)
	if name := v.Text("customer_name"); name != "" {
		body.Add(kit.HBox(kit.Gap4, kit.NewLink(name, func() { screen.OpenCustomer(p.h, v.Text("customer")) })))
	}
	small := func(s string) {
		if s != "" {
			t := kit.Paragraph(s).In(kit.ColorMuted)
			t.TextSize = kit.SmallSize
			body.Add(t)
		}
	}
	if v.Text("complainant") != v.Text("customer_name") {
		body.Add(kit.Paragraph(v.Text("complainant")))
	}
	small(kit.Dotted(v.Text("phone"), v.Text("contact"), kit.T("ui.complaint.by_way", "Way", show(v, "way"))))
	for _, key := range []string{"what", "demand"} {
		if s := strings.TrimSpace(v.Text(key)); s != "" {
			body.Add(kit.Small(kit.T("complaint." + key)))
			body.Add(newFolded(s))
		}
	}
	small(against(p.record.Values.List("accused"), "accused"))
	small(against(p.record.Values.List("involved"), "involved"))
	var grade fyne.CanvasObject
	if p.grade != "" {
		grade = kit.NewPill(p.grade, kit.TonePrimary)
	}
	return kit.NewTitledCard(kit.T("complaint.complainant"), "", grade, body)
}

func against(names []string, as string) string {
	if len(names) == 0 {
		return ""
	}
	return kit.T("ui.complaint.against", "As", kit.T("ui.complaint.as."+as), "Names", join(names))
}

// foldedLines is how much of a long text is shown at first.
const foldedLines = 4

// newFolded is a text that shows its beginning, and all of it when asked.
func newFolded(s string) fyne.CanvasObject {
	t := kit.Paragraph(s)
	t.MaxLines = foldedLines
	box := kit.VBox(kit.Gap4, t)
	if len([]rune(s)) < foldedLines*12 && strings.Count(s, "\n") < foldedLines {
		return box
	}
	var all *kit.Link
	all = kit.NewLink(kit.T("ui.complaint.all"), func() {
		if t.MaxLines == 0 {
			t.MaxLines = foldedLines
			all.SetText(kit.T("ui.complaint.all"))
		} else {
			t.MaxLines = 0
			all.SetText(kit.T("ui.complaint.less"))
		}
		t.Refresh()
		box.Refresh()
	})
	box.Add(all)
	return box
}
