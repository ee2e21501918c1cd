package reports

import (
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/reports/sheet"
)

// documents adds the list of a record's documents (档案材料), nothing where there
// are none.
func (d *draft) documents(fs []document.File) {
	if len(fs) == 0 {
		return
	}
	label := func(key string, n int) sheet.Cell { return sheet.Label(d.lang.T("document." + key)).Span(n) }
	d.section(d.lang.T("document.title"), sheet.Row{
		label("name", 12), label("category", 5), label("note", 5), label("added_at", 4), label("added_by", 4),
	})
	for _, f := range fs {
		cell := func(s string, n int) sheet.Cell { return sheet.Value(s).Span(n).Half() }
		day := field.ShowTime(f.AddedAt)[:len(field.DateLayout)]
		d.rows(sheet.Row{cell(f.Name, 12), cell(f.Category, 5), cell(f.Note, 5), cell(day, 4).At(sheet.Center), cell(f.AddedBy, 4)})
	}
	d.end()
}
