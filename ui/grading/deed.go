package grading

import (
	"context"

	"kezhi/data/account"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// deed is a step of a review or an entry: what its button says, and the text it
// asks for ("" for none), by the key of the field.
type deed struct {
	key, icon, asks string
	do              func(ctx context.Context, id int64, text string) error
}

// page is a record's page on which Ctrl+Enter takes the next step.
type page struct {
	*book.Page
	deeds func(p *book.Page) []deed
}

// Do carries out the keyboard's commands.
func (p *page) Do(c screen.Command) bool {
	if c == screen.Commit {
		if ds := p.deeds(p.Page); len(ds) > 0 {
			ds[0].take(p.Page)
			return true
		}
	}
	return p.Page.Do(c)
}

// take asks what the deed needs and does it.
func (d deed) take(p *book.Page) {
	said := kit.T("ui.grading.done." + d.key)
	if d.asks == "" {
		p.Deed(said, func(ctx context.Context, id int64) error { return d.do(ctx, id, "") })
		return
	}
	kit.AskText(p.H.Window().Canvas(), kit.T("ui.grading.do."+d.key), kit.T("ui.grading.ask."+d.asks), "", func(text string) {
		p.Deed(said, func(ctx context.Context, id int64) error { return d.do(ctx, id, text) })
	})
}

func (d deed) button(p *book.Page) *kit.Button {
	b := kit.NewButton(kit.T("ui.grading.do."+d.key), d.icon, func() { d.take(p) })
	if d.key == "approve" || d.key == "refuse" {
		b.Off(screen.Refused(p.H, account.Approve, p.Reg.Key()))
	}
	return b
}

// first is the button of the main deed, nil where there is none.
func first(ds []deed, p *book.Page) *kit.Button {
	if len(ds) == 0 {
		return nil
	}
	return ds[0].button(p).Hint("Ctrl+Enter")
}

// actions are the buttons of the other deeds.
func actions(p *book.Page, ds []deed) []*kit.Button {
	var bs []*kit.Button
	for i, d := range ds {
		if i > 0 {
			bs = append(bs, d.button(p))
		}
	}
	return bs
}
