package book

import (
	"time"

	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// offer shows that an earlier draft is there.
func (p *Page) offer(v field.Values, when time.Time) {
	p.note(Offered(when, func() { p.takeUp(v, when) }, func() {
		p.unnote()
		screen.Beside(p.Edit.DropFound, func(err error) { screen.Fail(p.H, err) })
	}))
	p.body.Refresh()
}

// takeUp goes on with a draft where it was left.
func (p *Page) takeUp(v field.Values, when time.Time) {
	p.unnote()
	p.Edit.TakeDraft()
	p.Fill(v)
	p.note(Taken(p.H, when, func() (again func()) {
		typed := p.Values()
		p.unnote()
		p.Edit.rest(p.Edit.Record())
		p.form.SetValues(p.Edit.Values())
		p.form.SetErrors(nil)
		p.Hint(nil)
		p.form.FocusFirst()
		screen.Beside(p.Edit.DropDraft, func(err error) { screen.Fail(p.H, err) })
		return func() { p.takeUp(typed, when) }
	}))
	p.body.Refresh()
	p.form.FocusFirst()
}

func (p *Page) unnote() {
	p.notes.Objects = nil
	p.notes.Refresh()
	p.body.Refresh()
}

// Offered is the banner that an earlier draft is there, to be taken up or
// dropped.
func Offered(when time.Time, take, drop func()) *kit.Banner {
	return kit.NewBanner(kit.ToneInfo, kit.T("ui.draft.found", "When", when.Format("01-02 15:04"))).
		Do(kit.T("ui.draft.take"), take).Do(kit.T("ui.draft.drop"), drop)
}

// Taken is the banner over a form that goes on with a draft. The draft can be
// dropped from there, and what drop returns brings it back.
func Taken(h screen.Host, when time.Time, drop func() (again func())) *kit.Banner {
	return kit.NewBanner(kit.ToneInfo, kit.T("ui.draft.taken", "When", when.Format("01-02 15:04"))).Do(kit.T("ui.draft.drop"), func() {
		again := drop()
		kit.NewToast(h.Window().Canvas(), kit.ToastOptions{Text: kit.T("ui.draft.dropped"), Action: kit.T("ui.undo"), OnDo: again})
	})
}
