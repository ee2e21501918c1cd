package complaints

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// page is the place of one complaint in the window. It shows the form of the
// entry while that is written, and otherwise the complaint's case.
type page struct {
	h      screen.Host
	id     int64 // 0 until the first save
	preset field.Values
	front  screen.Page // what is shown: a *book.Page or a *casePage
	stack  *fyne.Container
	resume string // the draft to go on with: of the entry or of a step
	record int64  // of that draft
}

func newPage(h screen.Host, id int64, preset field.Values) *page {
	return &page{h: h, id: id, preset: preset}
}

// Room is the entry of the navigation.
func (p *page) Room() string { return "complaint" }

// Content builds the page.
func (p *page) Content() fyne.CanvasObject {
	if p.stack == nil {
		p.stack = container.NewStack()
		if p.id == 0 || p.resume == "complaint" {
			e := entryPage(p, p.preset)
			if p.resume != "" {
				e.Resume(p.resume, p.record)
			}
			p.front = e
		} else {
			c := newCasePage(p.h, p.id, p.edit)
			c.resume = p.resume == draftKey
			p.front = c
		}
		p.stack.Objects = []fyne.CanvasObject{p.front.Content()}
	}
	return p.stack
}

// Resume has the page go on with a draft when it is first shown.
func (p *page) Resume(draft string, record int64) { p.resume, p.record = draft, record }

// Shown reads again what is in front.
func (p *page) Shown() { p.front.Shown() }

// Close ends what runs beside what is in front.
func (p *page) Close() {
	if c, ok := p.front.(interface{ Close() }); ok {
		c.Close()
	}
}

// Leave asks what is in front.
func (p *page) Leave(leave func()) { p.front.Leave(leave) }

// Do lets what is in front carry out a command. Esc goes from the entry back
// to the case.
func (p *page) Do(c screen.Command) bool {
	if p.front.Do(c) {
		return true
	}
	if _, entry := p.front.(*book.Page); c == screen.Escape && entry && p.id != 0 {
		desk{p.h, p}.Back()
		return true
	}
	return false
}

// put shows another page in this place.
func (p *page) put(n screen.Page) {
	kit.CloseFlyouts(p.h.Window().Canvas())
	p.h.Window().Canvas().Unfocus()
	p.front = n
	p.stack.Objects = []fyne.CanvasObject{n.Content()}
	p.stack.Refresh()
	n.Shown()
}

// edit shows the form of the entry, once the case may go.
func (p *page) edit() {
	p.front.Leave(func() { p.put(entryPage(p, nil)) })
}

// kept shows the case of the entry that was saved. The first time it offers
// the receipt, which the complainant takes along.
func (p *page) kept(r register.Record, first bool) {
	p.id = r.ID
	p.front.Leave(func() { p.put(newCasePage(p.h, p.id, p.edit)) })
	if first {
		kit.NewToast(p.h.Window().Canvas(), kit.ToastOptions{
			Text: kit.T("ui.complaint.received", "Number", r.Number), Tone: kit.ToneGood,
			Action: kit.T("ui.complaint.print_receipt"), OnDo: func() { p.h.Print(receiptForm, "complaint", r.ID) },
		})
	}
}

// desk is the window as the form of the entry sees it: back is the case, and
// what it prints is printed from there.
type desk struct {
	screen.Host
	p *page
}

// Back shows the case, or leaves an entry that was never saved.
func (d desk) Back() {
	if d.p.id == 0 {
		d.Host.Back()
		return
	}
	d.p.front.Leave(func() { d.p.put(newCasePage(d.Host, d.p.id, d.p.edit)) })
}

// Print shows the case first, so that it is there when the preview is left.
func (d desk) Print(form, reg string, ids ...int64) {
	if b, ok := d.p.front.(*book.Page); ok && reg == "complaint" {
		if r := b.Edit.Record(); r.ID != 0 {
			d.p.kept(r, false)
		}
	}
	d.Host.Print(form, reg, ids...)
}
