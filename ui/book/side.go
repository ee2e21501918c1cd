package book

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Show is a value in words, "" for none.
func Show(ds []field.Desc, v field.Values, key string) string {
	d, ok := field.Find(ds, key)
	if !ok {
		return ""
	}
	return field.Show(kit.Lang, d, v[key])
}

// Pills are the values of these fields in their colours, without the empty ones.
func Pills(ds []field.Desc, tones Tones, v field.Values, keys ...string) []*kit.Pill {
	var ps []*kit.Pill
	for _, key := range keys {
		if s := Show(ds, v, key); s != "" {
			ps = append(ps, kit.NewPill(s, tones.Of(key, v.Text(key))))
		}
	}
	return ps
}

// KeyValues are fields of a record with their names; what is empty is left out,
// and a whole number that is 0, as in the table.
func KeyValues(ds []field.Desc, v field.Values, keys ...string) *kit.KeyValues {
	var rows []kit.KeyValue
	for _, key := range keys {
		d, ok := field.Find(ds, key)
		s := field.Show(kit.Lang, d, v[key])
		if !ok || s == "" || d.Kind == field.Integer && s == "0" {
			continue
		}
		rows = append(rows, kit.KeyValue{Key: kit.T(d.Label), Value: s})
	}
	return kit.NewKeyValues(rows...)
}

// Panel is the column beside a table: a title with a line under it, pills,
// buttons, and what comes after.
func Panel(title, sub string, pills []*kit.Pill, buttons []fyne.CanvasObject, rest ...fyne.CanvasObject) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12, kit.VBox(2, kit.Heading(title).Shortened(), kit.Small(sub).Shortened()))
	if len(pills) > 0 {
		marks := make([]fyne.CanvasObject, len(pills))
		for i, p := range pills {
			marks[i] = p
		}
		col.Add(kit.NewFlow(kit.Gap8, marks...))
	}
	col.Add(kit.NewFlow(kit.Gap8, buttons...))
	for _, o := range rest {
		col.Add(o)
	}
	return Column(col)
}

// Column is what stands beside a table or a form, in a panel that scrolls.
func Column(o fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewPanel(kit.NewScroll(kit.PadAll(o, kit.Gap16)))
}

// Later is room for what is read beside the window.
func Later(h screen.Host, read func(ctx context.Context) error, draw func() fyne.CanvasObject) fyne.CanvasObject {
	box := container.NewStack(kit.Small(kit.T("ui.reading")))
	put := func(o fyne.CanvasObject) {
		box.Objects = []fyne.CanvasObject{o}
		box.Refresh()
	}
	screen.Beside(read, func(err error) {
		if err != nil {
			put(kit.Small("")) // it is gone; the table will say so when it is read again
			return
		}
		screen.Guard(h, func() { put(draw()) })
	})
	return box
}
