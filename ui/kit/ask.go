package kit

import (
	"fyne.io/fyne/v2"
)

// ConfirmOptions word a question with two answers.
type ConfirmOptions struct {
	Title, Text string
	Yes, No     string // "" : 确定, 取消
	Danger      bool   // Yes takes something away: red, and No has the keyboard
}

// Confirm asks; answer gets true for yes, false for no and Esc.
func Confirm(c fyne.Canvas, o ConfirmOptions, answer func(bool)) {
	if o.Yes == "" {
		o.Yes = T("kit.ok")
	}
	if o.No == "" {
		o.No = T("kit.cancel")
	}
	var d *Dialog
	say := func(yes bool) func() {
		return func() { d.Close(); answer(yes) }
	}
	no := NewButton(o.No, "", say(false))
	yes := NewButton(o.Yes, "", say(true))
	first := yes
	if o.Danger {
		yes.Danger()
		first = no
	} else {
		yes.Primary()
	}
	d = NewDialog(o.Title, Paragraph(o.Text).In(ColorMuted), no, yes)
	d.OnCancel = func() { answer(false) }
	d.Open(c, first)
}

// Inform says something that needs to be read.
func Inform(c fyne.Canvas, title, text string) {
	var d *Dialog
	ok := NewButton(T("kit.understood"), "", func() { d.Close() }).Primary()
	d = NewDialog(title, Paragraph(text).In(ColorMuted), ok)
	d.Open(c, ok)
}

// AskOptions word a question with several answers.
type AskOptions struct {
	Title, Text string
	Answers     []string // the last is the primary one, beside it the others
	Dangerous   int      // index+1 of an answer that takes something away, 0: none
}

// Ask asks; answer gets the index of the chosen answer, -1 for Esc.
func Ask(c fyne.Canvas, o AskOptions, answer func(int)) {
	var d *Dialog
	var buttons []*Button
	for i, a := range o.Answers {
		b := NewButton(a, "", func() { d.Close(); answer(i) })
		switch {
		case i == o.Dangerous-1:
			b.Danger()
		case i == len(o.Answers)-1:
			b.Primary()
		}
		buttons = append(buttons, b)
	}
	d = NewDialog(o.Title, Paragraph(o.Text).In(ColorMuted), buttons...)
	d.OnCancel = func() { answer(-1) }
	var first fyne.Focusable
	if n := len(buttons); n > 0 {
		first = buttons[n-1]
	}
	d.Open(c, first)
}

// AskText asks for one line of text; answer is called only for a given one.
func AskText(c fyne.Canvas, title, label, value string, answer func(string)) {
	in := NewTextField("")
	in.SetText(value)
	var d *Dialog
	done := func() {
		d.Close()
		answer(in.Text())
	}
	in.OnSubmit(done)
	l := NewLabelled(label, false, in)
	l.Above = true
	d = NewDialog(title, l, NewButton(T("kit.cancel"), "", func() { d.Close() }), NewButton(T("kit.ok"), "", done).Primary())
	d.Open(c, in.entry)
}
