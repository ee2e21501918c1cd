package complaints

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// panel is what the table shows of the marked complaint: whose it is, how long
// there is, what happened and what was done.
func panel(h screen.Host, l register.Line) fyne.CanvasObject {
	v := l.Values
	rest := []fyne.CanvasObject{facts(h, v, true)}
	for _, key := range []string{"what", "demand"} {
		if s := strings.TrimSpace(v.Text(key)); s != "" {
			t := kit.Paragraph(s)
			t.MaxLines = 6
			rest = append(rest, kit.NewSection(kit.T("complaint."+key)), t)
		}
	}
	var k *complaint.Case
	course := book.Later(h, func(ctx context.Context) (err error) {
		k, err = h.Shop().Complaints.Case(ctx, l.ID)
		return err
	}, func() fyne.CanvasObject {
		return kit.NewTimeline(timeline(h, k, func(s *complaint.Step) { viewStep(h, k, s) })...)
	})
	return book.Panel(v.Text("complainant"), kit.Dotted(l.Number, v.Text("received_at"), show(v, "way")), pills(register.Record(l)), []fyne.CanvasObject{
		kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("complaint", l.ID) }),
		kit.NewButton(kit.T("ui.complaint.print_receipt"), "printer", func() { h.Print(receiptForm, "complaint", l.ID) }).Off(screen.NoPrint(h, "complaint")),
	}, append(rest, kit.NewSection(kit.T("ui.complaint.course")), course)...)
}
