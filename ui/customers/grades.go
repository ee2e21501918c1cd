package customers

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// barred says above the file of a customer on the blacklist who put it there,
// until when and why.
func barred(p *book.Page) fyne.CanvasObject {
	return Barred(p.H, p.Edit.Record().ID)
}

// Barred is the banners of a customer on the blacklist, one an entry; nothing
// for any other.
func Barred(h screen.Host, id int64) fyne.CanvasObject {
	box := kit.VBox(kit.Gap8)
	var bs []customer.Bar
	var ls []register.Line
	screen.Beside(func(ctx context.Context) error {
		var err error
		if bs, err = h.Shop().Grading.Bars(ctx, id); err != nil {
			return err
		}
		ls, err = h.Shop().Customers.Lines(ctx, []int32{int32(id)})
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		gone := false
		for _, l := range ls {
			if on := l.Values.Text("ended_on"); on != "" {
				box.Add(kit.NewBanner(kit.ToneDanger, kit.T("ui.end.banner", "Day", on, "Reason", l.Values.Text("end_reason"))))
				gone = true
			}
		}
		for _, b := range bs {
			key := "ui.grading.barred"
			if b.Scope == customer.InDepartment {
				key = "ui.grading.barred_department"
			}
			reason := strings.Join(strings.Fields(b.Reason), " ")
			box.Add(kit.NewBanner(kit.ToneDanger, kit.T(key, "Department", string(b.Department), "From", b.From, "Until", b.Until, "Reason", reason)).
				Do(kit.T("ui.open"), func() { h.Open("blacklist", b.ID) }))
		}
		if len(bs) > 0 || gone {
			box.Add(kit.VBox(0)) // with a gap below
			box.Refresh()
			h.Window().Content().Refresh()
		}
	})
	return box
}

// mostGrades is how many changes of grade are listed at first.
const mostGrades = 5

// Grades is the history of a customer's grade, the latest first; nothing where
// it never had one.
func Grades(h screen.Host, id int64) fyne.CanvasObject {
	box := container.NewStack()
	var cs []customer.GradeChange
	screen.Beside(func(ctx context.Context) error {
		var err error
		cs, err = h.Shop().Customers.Grades(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		if len(cs) == 0 {
			return
		}
		d, _ := field.Find(h.Shop().Grading.Reviews.Fields(), "proposed") // knows former grades too
		name := func(key string) string {
			if key == "" {
				return kit.T("grading.none")
			}
			return field.Show(kit.Lang, d, key)
		}
		var items []kit.TimelineItem
		for _, c := range cs[:min(len(cs), mostGrades)] {
			it := kit.TimelineItem{
				Kind: kit.T("ui.grading.hand"), Title: kit.T("ui.grading.from_to", "From", name(c.GradeFrom), "To", name(c.GradeTo)),
				Sub: kit.Dotted(c.OnDay, c.Number, c.Proposer),
			}
			if c.Register != "" {
				it.Kind = kit.T("ui.grading.kind." + c.Kind)
				it.Sub = kit.Dotted(c.OnDay, kit.T("ui.grading.who", "Proposer", c.Proposer, "Approver", c.Approver))
				it.OnTap = func() { h.Open(c.Register, c.RecordID) }
			}
			items = append(items, it)
		}
		box.Objects = []fyne.CanvasObject{kit.VBox(kit.Gap8, kit.Bold(kit.T("ui.grading.history")), kit.NewTimeline(items...))}
		box.Refresh()
		h.Window().Content().Refresh()
	})
	return box
}
