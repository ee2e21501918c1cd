package customers

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// ending is what the page of a file says of the end of the relation, with the
// button that ends it or takes it up again.
func ending(p *book.Page) fyne.CanvasObject {
	r := p.Edit.Record()
	on := r.Values.Text("ended_on")
	if r.DeletedAt != 0 {
		return kit.VBox(0)
	}
	if on == "" {
		return kit.HBox(0, kit.NewButton(kit.T("ui.end"), "circle-x", func() { askEnd(p) }).Quiet().Small().Off(screen.NoEdit(p.H, "customer")), kit.Spacer())
	}
	rows := []kit.KeyValue{{Key: kit.T("customer.ended_on"), Value: on}, {Key: kit.T("customer.end_reason"), Value: r.Values.Text("end_reason")}}
	if s := r.Values.Text("end_settlement"); s != "" {
		rows = append(rows, kit.KeyValue{Key: kit.T("customer.end_settlement"), Value: s})
	}
	again := kit.NewButton(kit.T("ui.end.resume"), "rotate-ccw", func() { resume(p) }).Small().Off(screen.NoEdit(p.H, "customer"))
	return kit.NewTitledCard(kit.T("ui.end.ended"), "", again, kit.NewKeyValues(rows...))
}

// endFields describe what is asked when a relation ends.
var endFields = field.NewSet("customer",
	field.OfDate("ended_on", func(e *customer.Ending) *string { return &e.On }).Require(),
	field.Of("end_reason", func(e *customer.Ending) *string { return &e.Reason }).Require().Limit(500).Broad().Offer("ui.end.reason.closed", "ui.end.reason.idle", "ui.end.reason.other", "ui.end.reason.breach"),
	field.OfMultiline("end_settlement", func(e *customer.Ending) *string { return &e.Settlement }).Limit(500).Tall(3),
)

// askEnd asks when and why the relation ended and how accounts were settled.
func askEnd(p *book.Page) {
	e := customer.Ending{On: p.H.Shop().DB.Now().Local().Format(time.DateOnly)}
	form := kit.NewRecordForm(endFields.Fields(), kit.FormOptions{})
	form.SetValues(endFields.Encode(&e))
	var d *kit.Dialog
	id := p.Edit.Record().ID
	ok := kit.NewButton(kit.T("ui.end"), "", func() {
		next := e
		if es := endFields.Decode(form.Values(), &next); len(es) > 0 {
			form.SetErrors(es)
			return
		}
		who := p.H.Who()
		screen.Beside(func(ctx context.Context) error { return p.H.Shop().End(ctx, who, id, next) }, func(err error) {
			if es := data.All(err); len(es) > 0 && data.CodeOf(err) == data.Invalid {
				form.SetErrors(es)
				return
			}
			if err != nil {
				screen.Fail(p.H, err)
				return
			}
			d.Close()
			ended(p)
		})
	}).Primary()
	no := kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() })
	d = kit.NewDialog(kit.T("ui.end.title", "Name", p.Edit.Record().Values.Text("name")),
		kit.VBox(kit.Gap12, kit.Paragraph(kit.T("ui.end.says")).In(kit.ColorMuted), kit.Fixed(kit.NewScroll(form), 0, 240)), no, ok)
	d.Width = 720
	form.OnChanged = func(field.Values) { d.Locked = form.Dirty() }
	d.Open(p.H.Window().Canvas(), nil)
	form.FocusFirst()
}

func resume(p *book.Page) {
	r := p.Edit.Record()
	kit.Confirm(p.H.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("ui.end.resume"), Text: kit.T("ui.end.resume.says", "Name", r.Values.Text("name")), Yes: kit.T("ui.end.resume"), No: kit.T("kit.cancel")}, func(yes bool) {
		if !yes {
			return
		}
		who := p.H.Who()
		screen.Beside(func(ctx context.Context) error { return p.H.Shop().Customers.Resume(ctx, who, r.ID) }, func(err error) {
			if err != nil {
				screen.Fail(p.H, err)
				return
			}
			ended(p)
		})
	})
}

// ended shows the file as it is now.
func ended(p *book.Page) {
	p.H.Changed()
	p.H.Back()
	p.H.Open("customer", p.Edit.Record().ID)
}
