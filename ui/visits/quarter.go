package visits

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/visit"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// newQuarter is the page of the report on a quarter: what a person writes, and
// beside it what the registers tell.
func newQuarter(h screen.Host, id int64, preset field.Values) screen.Page {
	if id == 0 {
		all := field.Values{"author": h.Who()}
		for k, v := range preset {
			all[k] = v
		}
		preset = all
	}
	return book.NewPage(h, h.Shop().Visits.Quarters, id, preset, book.Record{
		Room: room, Icon: "chart-column", Form: quarterForm, Side: quarterSide,
		Hide: func(key string) bool { return key == "updated_at" || key == "to" },
		Title: func(r register.Record) string {
			return kit.T("ui.quarter.named", "From", r.Values.Text("from"), "To", r.Values.Text("to"))
		},
	})
}

func quarterSide(p *book.Page) fyne.CanvasObject {
	r := p.Edit.Record()
	if r.ID == 0 {
		return kit.NewCard(kit.NewEmptyState("chart-column", kit.T("ui.quarter.figures"), kit.T("ui.quarter.after_save"), nil))
	}
	return book.Column(figures(p.H, r.Values))
}

// quarterPanel is what the table shows of the marked report.
func quarterPanel(h screen.Host, l register.Line) fyne.CanvasObject {
	v := l.Values
	return book.Column(kit.VBox(kit.Gap12,
		kit.VBox(2, kit.Heading(v.Text("from")+" – "+v.Text("to")).Shortened(), kit.Small(l.Number+" · "+v.Text("author"))),
		kit.NewFlow(kit.Gap8,
			kit.NewButton(kit.T("ui.open"), "folder-open", func() { h.Open("quarter", l.ID) }),
			kit.NewButton(kit.T("ui.print"), "printer", func() { h.Print(quarterForm, "quarter", l.ID) }).Off(screen.NoPrint(h, "quarter"))),
		figures(h, v)))
}

// figures are what the registers tell of a quarter, read beside the window.
func figures(h screen.Host, v field.Values) fyne.CanvasObject {
	box := container.NewStack(kit.Small(kit.T("ui.reading")))
	var f *visit.Figures
	var preset *policy.Preset
	screen.Beside(func(ctx context.Context) error {
		var err error
		if preset, err = h.Shop().Policy(ctx); err != nil {
			return err
		}
		f, err = h.Shop().Visits.Figures(ctx, v.Text("from"), v.Text("to"))
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(h, err)
			return
		}
		screen.Guard(h, func() {
			box.Objects = []fyne.CanvasObject{drawFigures(h, f, preset)}
			box.Refresh()
		})
	})
	return box
}

func drawFigures(h screen.Host, f *visit.Figures, preset *policy.Preset) fyne.CanvasObject {
	col := kit.VBox(kit.Gap12, kit.Paragraph(kit.T("ui.quarter.visits", "N", f.Visits, "Customers", f.Customers)))
	if len(f.Plans) == 0 {
		col.Add(kit.Paragraph(kit.T("ui.quarter.no_plan")).In(kit.ColorMuted))
	} else {
		col.Add(share(kit.T("ui.plan.progress", "Done", f.All.Done, "Planned", f.All.Planned), f.All))
		for _, g := range f.Grades {
			col.Add(share(gradeName(preset, g.Key), g.Progress))
		}
	}
	if len(f.Results) > 0 {
		col.Add(kit.NewSection(kit.T("ui.quarter.results")))
		var rows []kit.KeyValue
		for _, t := range f.Results {
			if t.Key != "" {
				rows = append(rows, kit.KeyValue{Key: kit.T("visit.result." + t.Key), Value: strconv.Itoa(t.N)})
			}
		}
		col.Add(kit.NewKeyValues(rows...))
	}
	if len(f.Ineffective) > 0 {
		col.Add(kit.NewSection(kit.T("ui.quarter.ineffective")))
		for _, x := range f.Ineffective {
			says := kit.T("ui.quarter.ineffective.once", "N", x.N)
			if x.InRow > 1 {
				says = kit.T("ui.quarter.ineffective.of", "N", x.N, "Row", x.InRow)
			}
			col.Add(kit.VBox(0, kit.NewLink(x.Name, func() { h.Open("customer", x.CustomerID) }), kit.Small(says)))
		}
	}
	if f.Open > 0 {
		col.Add(kit.NewSection(kit.T("ui.quarter.promises", "N", f.Open)))
		for _, x := range f.Promises {
			col.Add(kit.VBox(0, kit.NewLink(x.What, func() { h.Open("visit", x.VisitID) }), kit.Small(x.Due+" · "+x.Owner+" · "+x.Name).Shortened()))
		}
	}
	return col
}
