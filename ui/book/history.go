package book

import (
	"context"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// ShowHistory opens the trail of a record's changes: who, when, before, after.
func ShowHistory(h screen.Host, reg register.Register, id int64) {
	var cs []register.Change
	screen.Beside(func(ctx context.Context) error {
		var err error
		cs, err = reg.History(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		box := kit.VBox(kit.Gap12)
		for _, c := range cs {
			head := kit.HBox(kit.Gap8, kit.Bold(c.Action.Say(kit.Lang)), kit.Small(field.ShowTime(c.At)+" · "+c.Who+" · "+c.Host))
			box.Add(head)
			for _, d := range c.Differences() {
				box.Add(kit.Paragraph(Difference(reg.Fields(), d)).In(kit.ColorMuted))
			}
			box.Add(kit.NewRule())
		}
		var d *kit.Dialog
		ok := kit.NewButton(kit.T("kit.understood"), "", func() { d.Close() }).Primary()
		d = kit.NewDialog(kit.T("ui.history"), kit.Fixed(kit.NewScroll(box), 640, 420), ok)
		d.Width = 700
		d.Open(h.Window().Canvas(), fyne.Focusable(ok))
	})
}
