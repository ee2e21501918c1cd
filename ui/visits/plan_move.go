package visits

import (
	"context"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/visit"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// moving is what is asked when a planned visit is put off.
type moving struct{ day, note string }

var moveFields = field.NewSet("ui.plan.move",
	field.OfDate("day", func(m *moving) *string { return &m.day }).Require(),
	field.Of("note", func(m *moving) *string { return &m.note }).Require().Limit(200),
)

// move asks to which day a line is put off, and why.
func (p *planLines) move(l *visit.PlanLine) {
	form := kit.NewRecordForm(moveFields.Fields(), kit.FormOptions{})
	form.SetValues(moveFields.Encode(&moving{}))
	var d *kit.Dialog
	id, who := l.ID, p.h.Who()
	ok := kit.NewButton(kit.T("ui.plan.move"), "", func() {
		var m moving
		if es := moveFields.Decode(form.Values(), &m); len(es) > 0 {
			form.SetErrors(es)
			return
		}
		screen.Beside(func(ctx context.Context) error { return p.h.Shop().Visits.Plans.Move(ctx, who, id, m.day, m.note) }, func(err error) {
			if es := data.All(err); len(es) > 0 && data.CodeOf(err) == data.Invalid {
				form.SetErrors(es)
				return
			}
			if err != nil {
				screen.Fail(p.h, err)
				return
			}
			d.Close()
			p.h.Changed()
			p.Shown()
		})
	}).Primary()
	no := kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() })
	d = kit.NewDialog(kit.T("ui.plan.move.title", "Name", l.Name), kit.Fixed(kit.NewScroll(form), 0, 120), no, ok)
	d.Width = 620
	form.OnChanged = func(field.Values) { d.Locked = form.Dirty() }
	d.Open(p.h.Window().Canvas(), nil)
	form.FocusFirst()
}
