package complaints

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/complaint"
	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// panel is what the table shows of the marked complaint: whose it is, how long
// there is, what happened and what was done.
func panel(h screen.Host, l register.Line) fyne.CanvasObject {
	v := l.Values
	marks := kit.NewFlow(kit.Gap8)
	var ps []fyne.CanvasObject
	for _, p := range pills(register.Record{Meta: l.Meta, Values: v}) {
		ps = append(ps, p)
	}
	marks.Set(ps...)
	col := kit.VBox(kit.Gap12,
		kit.VBox(2, kit.Heading(v.Text("complainant")).Shortened(), kit.Small(kit.Dotted(l.Number, v.Text("received_at"), show(v, "way"))).Shortened()),
		marks,
		kit.NewFlow(kit.Gap8,
			kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("complaint", l.ID) }),
			kit.NewButton(kit.T("ui.complaint.print_receipt"), "printer", func() { h.Print(receiptForm, "complaint", l.ID) }).Off(screen.NoPrint(h, "complaint"))),
		facts(h, v, true),
	)
	for _, key := range []string{"what", "demand"} {
		if s := strings.TrimSpace(v.Text(key)); s != "" {
			t := kit.Paragraph(s)
			t.MaxLines = 6
			col.Add(kit.NewSection(kit.T("complaint." + key)))
			col.Add(t)
		}
	}
	course := container.NewStack(kit.Small(kit.T("ui.reading")))
	col.Add(kit.NewSection(kit.T("ui.complaint.course")))
	col.Add(course)

	var k *complaint.Case
	screen.Beside(func(ctx context.Context) error {
		var err error
		k, err = h.Shop().Complaints.Case(ctx, l.ID)
		return err
	}, func(err error) {
		if err != nil {
			return // it is gone; the table will say so when it is read again
		}
		course.Objects = []fyne.CanvasObject{kit.NewTimeline(timeline(h, k, func(s *complaint.Step) { viewStep(h, k, s) })...)}
		course.Refresh()
		col.Refresh()
	})
	return kit.NewPanel(kit.NewScroll(kit.PadAll(col, kit.Gap16)))
}
