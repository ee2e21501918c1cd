package customers

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// panel is what the table shows of the marked file: who it is, what to do,
// whom to call, what happened.
func panel(h screen.Host, l register.Line) fyne.CanvasObject {
	name := kit.Heading(l.Values.Text("name")).Shortened()
	kind, _ := field.Find(fieldsOf, "kind")
	about := []string{l.Number, field.Show(kit.Lang, kind, l.Values["kind"])}
	for _, k := range []string{"industry", "region"} {
		if s := l.Values.Text(k); s != "" {
			about = append(about, s)
		}
	}
	head := kit.HBox(kit.Gap12, kit.NewAvatar(l.Values.Text("name")),
		kit.Grow(kit.VBox(2, name, kit.Small(strings.Join(about, " · ")).Shortened())))

	marks := kit.NewFlow(kit.Gap8)
	var ps []fyne.CanvasObject
	for _, p := range pills(h, register.Record(l)) {
		ps = append(ps, p)
	}
	for _, t := range l.Values.List("tags") {
		ps = append(ps, kit.NewPill(t, kit.ToneNeutral))
	}
	marks.Set(ps...)

	contacts := kit.VBox(kit.Gap8)
	happened := container.NewStack(Timeline(h, l.ID, false))
	begin := func(reg string) func() { return func() { begin(h, reg, l.ID) } }
	buttons := kit.NewFlow(kit.Gap8,
		kit.NewButton(kit.T("ui.do.visit"), "map-pin", begin("visit")).Off(screen.NoNew(h, "visit")),
		kit.NewButton(kit.T("ui.do.complaint"), "message-square-warning", begin("complaint")).Off(screen.NoNew(h, "complaint")),
		kit.NewButton(kit.T("ui.do.answer"), "smile", begin("answer")).Off(screen.NoNew(h, "answer")),
		kit.NewButton("", "printer", func() { h.Print("customer-card", "customer", l.ID) }).Off(screen.NoPrint(h, "customer")).Tip(kit.T("ui.print")),
		kit.NewButton("", "pencil", func() { h.Open("customer", l.ID) }).Tip(kit.T("ui.open")),
	)
	col := kit.VBox(kit.Gap12, head)
	if len(ps) > 0 {
		col.Add(marks)
	}
	col.Add(buttons)
	col.Add(kit.NewSection(kit.T("customer.contacts")))
	col.Add(contacts)
	col.Add(kit.NewSection(kit.T("ui.timeline")))
	col.Add(happened)

	var r register.Record
	screen.Beside(func(ctx context.Context) error {
		var err error
		r, err = h.Shop().Customers.Get(ctx, l.ID)
		return err
	}, func(err error) {
		if err != nil {
			return // it is gone; the table will say so when it is read again
		}
		people(contacts, r.Values)
	})
	return book.Column(col)
}

// people lists the contacts with their phones, then the customer's own phones.
func people(box *fyne.Container, v field.Values) {
	ds, _ := field.Find(fieldsOf, "contacts")
	role, _ := field.Find(ds.Rows, "buying_role")
	line := func(who, what, phone string) {
		name := kit.Bold(who)
		row := kit.HBox(kit.Gap8, name)
		if what != "" {
			row.Add(kit.Small(what))
		}
		row.Add(kit.Spacer())
		row.Add(kit.NewText(phone))
		box.Add(row)
	}
	for _, c := range v.Rows("contacts") {
		var what []string
		for _, s := range []string{c.Text("post"), field.Show(kit.Lang, role, c["buying_role"])} {
			if s != "" {
				what = append(what, s)
			}
		}
		line(c.Text("name"), strings.Join(what, " · "), c.Text("phone"))
	}
	phones, _ := field.Find(fieldsOf, "phones")
	use, _ := field.Find(phones.Rows, "use")
	for _, p := range v.Rows("phones") {
		label := field.Show(kit.Lang, use, p["use"])
		if label == "" {
			label = kit.T("customer.phone")
		}
		line(label, "", p.Text("number"))
	}
	if len(box.Objects) == 0 {
		box.Add(kit.Small(kit.T("ui.contacts.none")))
	}
	box.Refresh()
}

// begin starts a record of another register for a customer.
func begin(h screen.Host, reg string, id int64) {
	var r register.Record
	screen.Beside(func(ctx context.Context) error {
		var err error
		r, err = h.Shop().Customers.Get(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		h.New(reg, Preset(r.Meta, r.Values)(reg))
	})
}

func words(key string) []string { return strings.Fields(kit.T(key)) }
