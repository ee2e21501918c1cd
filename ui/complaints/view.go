package complaints

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kezhi/data/complaint"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/ui/files"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

func join(words []string) string { return strings.Join(words, kit.T("data.list_comma")) }

// viewStep opens a step to be read, with its papers.
func viewStep(h screen.Host, k *complaint.Case, s *complaint.Step) {
	title := kit.Dotted(kindName(s.Kind), about(s))
	col := kit.VBox(kit.Gap12)
	if i := slices.IndexFunc(k.Steps, func(n complaint.Step) bool { return s.Superseded != 0 && n.ID == s.Superseded }); i >= 0 {
		n := k.Steps[i]
		col.Add(kit.NewBanner(kit.ToneWarning, kit.T("ui.complaint.superseded.by", "Who", n.EnteredBy, "When", field.ShowTime(n.EnteredAt))))
	}
	col.Add(readOnly(s.Kind, s.Values))
	if s.EnteredBy != "" {
		col.Add(kit.Small(kit.T("ui.complaint.entered", "Who", s.EnteredBy, "When", field.ShowTime(s.EnteredAt))))
	}
	if k.Complaint.DeletedAt == 0 {
		col.Add(kit.NewRule())
		col.Add(files.New(h, document.Owner{Register: h.Shop().Complaints, ID: k.Complaint.ID, Part: s.Part()}).Root)
	}
	open(h, title, col)
}

// viewCourse opens all steps one after the other, the newest first.
func viewCourse(h screen.Host, k *complaint.Case) {
	col := kit.VBox(kit.Gap16)
	for i := range slices.Backward(k.Steps) {
		s := &k.Steps[i]
		title := kit.HBox(kit.Gap8, kit.Bold(kindName(s.Kind)), kit.Small(about(s)), kit.Grow(kit.NewRule()))
		if s.Superseded != 0 {
			title.Add(kit.NewPill(kit.T("ui.complaint.superseded"), kit.ToneNeutral))
		}
		col.Add(kit.VBox(kit.Gap4, title, readOnly(s.Kind, s.Values)))
	}
	open(h, kit.Dotted(k.Complaint.Number, kit.T("ui.complaint.course")), col)
}

// about is when a step was taken, and in which round if that is not the first.
func about(s *complaint.Step) string {
	if s.Round > 1 {
		return kit.Dotted(field.ShowTime(s.At), kit.T("ui.complaint.round", "N", s.Round))
	}
	return field.ShowTime(s.At)
}

// viewValues opens values of a step that was never saved, to be read.
func viewValues(h screen.Host, title string, kind complaint.Kind, v field.Values) {
	open(h, title, readOnly(kind, v))
}

func open(h screen.Host, title string, o fyne.CanvasObject) {
	var d *kit.Dialog
	ok := kit.NewButton(kit.T("ui.complaint.close"), "", func() { d.Close() }).Primary()
	d = kit.NewDialog(title, kit.Fixed(kit.NewScroll(o), 0, 400), ok)
	d.Width = 720
	d.OnEnter = func() { d.Close() }
	d.Open(h.Window().Canvas(), fyne.Focusable(ok))
}

// readOnly shows the fields of a step that say something.
func readOnly(kind complaint.Kind, v field.Values) *kit.RecordForm {
	ds := complaint.StepFields(kind)
	blank := func(d field.Desc) bool {
		return v.Empty(d.Key) || !d.When.Met(v) || d.Kind == field.Bool && v.Text(d.Key) == "false"
	}
	f := kit.NewRecordForm(slices.Clone(slices.DeleteFunc(ds, func(d field.Desc) bool {
		return blank(d) || kind == complaint.Receipt && d.ReadOnly && d.Key != "customer_name"
	})), kit.FormOptions{ReadOnly: true})
	f.SetValues(v)
	return f
}
