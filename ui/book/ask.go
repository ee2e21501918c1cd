package book

import (
	"context"
	"slices"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Question asks for a few values in a dialog over a page.
type Question struct {
	Title, Note string
	Yes         string // what the button says, "" for 保存
	Danger      bool   // what is done cannot be taken back
	Fields      []field.Desc
	Values      field.Values
	First       string // the field to begin in, "" for the last: the others are filled in
	// Keep enters what was typed and gives the words that say so, "" for none.
	// What is wrong is shown at the fields, a refusal over the dialog; what was
	// typed stays.
	Keep func(context.Context, field.Values) (said string, err error)
	Then func()
}

// Ask asks. Enter in the last field is the button too, and in the field to begin
// in where nothing is missing.
func Ask(h screen.Host, q Question) {
	form := kit.NewRecordForm(q.Fields, Options(h))
	form.SetValues(q.Values)
	var d *kit.Dialog
	busy := false
	save := func() {
		if busy {
			return
		}
		busy = true
		typed, said := form.Values(), ""
		screen.Beside(func(ctx context.Context) (err error) {
			said, err = q.Keep(ctx, typed)
			return err
		}, func(err error) {
			busy = false
			if es := data.All(err); len(es) > 0 && es[0].Code == data.Invalid && es[0].Field != "" {
				form.SetErrors(es)
				return
			}
			if err == nil { // else what was typed stays, to be tried again
				d.Close()
			}
			done(h, said, err, q.Then)
		})
	}
	last := q.Fields[len(q.Fields)-1].Key
	if q.First == "" {
		q.First = last
	}
	onEnter(form.Input(q.First), func() {
		if q.missing(form.Values()) {
			h.Window().Canvas().FocusNext()
			return
		}
		save()
	})
	onEnter(form.Input(last), save)
	content := kit.VBox(kit.Gap12)
	if q.Note != "" {
		content.Add(kit.Paragraph(q.Note).In(kit.ColorMuted))
	}
	content.Add(form)
	d = kit.NewDialog(q.Title, content, kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }), q.button(save))
	d.Width, d.OnEnter = 620, save
	d.Open(h.Window().Canvas(), nil)
	form.Focus(q.First)
}

// onEnter does something for Enter in a field that has one line.
func onEnter(in kit.Input, do func()) {
	if in, ok := in.(interface{ OnSubmit(func()) }); ok {
		in.OnSubmit(do)
	}
}

// missing tells whether a field that is needed is empty.
func (q Question) missing(v field.Values) bool {
	return slices.ContainsFunc(q.Fields, func(d field.Desc) bool { return d.Required && v.Text(d.Key) == "" })
}

func (q Question) button(save func()) *kit.Button {
	if q.Yes == "" {
		q.Yes = kit.T("ui.save")
	}
	if q.Danger {
		return kit.NewButton(q.Yes, "", save).Danger()
	}
	return kit.NewButton(q.Yes, "", save).Primary().Hint("Enter")
}

// Carry runs something beside the window, says what was done, "" for nothing,
// and goes on.
func Carry(h screen.Host, said string, work func(context.Context) error, then func()) {
	screen.Beside(work, func(err error) { done(h, said, err, then) })
}

func done(h screen.Host, said string, err error, then func()) {
	if err != nil {
		screen.Fail(h, err)
		return
	}
	if said != "" {
		kit.NewToast(h.Window().Canvas(), kit.ToastOptions{Text: said, Tone: kit.ToneGood})
	}
	h.Changed()
	then()
}
