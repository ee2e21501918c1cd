package book

import "kezhi/data/register"

// Settled saves what is typed, if anything, and goes on with the record as it is
// kept: for what is entered beside the form.
func (p *Page) Settled(then func(register.Record)) {
	if p.Edit.Dirty() {
		p.saveThen(then)
		return
	}
	then(p.Edit.Record())
}

// Redraw draws the column beside the form anew, with what is typed.
func (p *Page) Redraw() {
	p.Edit.Typed(p.form.Values())
	p.drawSide()
}
