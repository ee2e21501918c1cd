package book

import (
	"context"
	"strings"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// merge tells what somebody else saved meanwhile; nothing typed here is lost.
func (p *Page) merge(c *register.ConflictError) {
	if c.Now.DeletedAt != 0 {
		p.deleted(c)
		return
	}
	both := p.Edit.Merge(c)
	p.form.SetValues(p.Edit.Record().Values)
	p.form.Fill(p.Edit.Values())
	ds := p.Reg.Fields()
	var lines []string
	for _, ch := range c.Changed {
		lines = append(lines, Difference(ds, ch))
	}
	text := kit.T("ui.conflict", "Who", c.Now.UpdatedBy, "When", field.ShowTime(c.Now.UpdatedAt)) + "\n" + strings.Join(lines, "\n")
	if len(both) > 0 {
		var names []string
		for _, b := range both {
			d, _ := field.Find(ds, b.Key)
			names = append(names, kit.T(d.Label))
		}
		text += "\n" + kit.T("ui.conflict.both", "Fields", strings.Join(names, kit.T("data.list_comma")))
	}
	p.notes.Objects = nil
	p.note(kit.NewBanner(kit.ToneWarning, text))
	p.body.Refresh()
	p.drawHead()
}

// deleted tells that the record went to the recycle bin meanwhile. Taken out
// again, it is merged like any other: what was typed stays.
func (p *Page) deleted(c *register.ConflictError) {
	who := p.H.Who()
	p.notes.Objects = nil
	p.note(kit.NewBanner(kit.ToneDanger, data.Explain(c, kit.Lang)).Do(kit.T("ui.restore"), func() {
		screen.Beside(func(ctx context.Context) error { return p.Reg.Restore(ctx, who, p.id) }, func(err error) {
			if err != nil {
				screen.Fail(p.H, err)
				return
			}
			p.notes.Objects = nil
			p.H.Changed()
			p.save()
		})
	}))
	p.body.Refresh()
}

func (p *Page) remove() {
	id := p.id
	kit.Confirm(p.H.Window().Canvas(), kit.ConfirmOptions{Title: kit.T("ui.delete.ask"), Text: kit.T("ui.delete.text"), Yes: kit.T("ui.delete"), Danger: true}, func(yes bool) {
		if yes {
			Delete(p.H, p.Reg, id, func() {})
			p.Edit.rest(p.Edit.Record())
			p.H.Back()
		}
	})
}

func (p *Page) restore() {
	who := p.H.Who()
	screen.Beside(func(ctx context.Context) error { return p.Reg.Restore(ctx, who, p.id) }, func(err error) {
		screen.Fail(p.H, err)
		p.form = nil
		p.loaded = false
		p.H.Changed()
		p.Shown()
	})
}
