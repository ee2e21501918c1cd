package complaints

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/ui/book"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// keep keeps the draft; it runs beside the window.
func (p *casePage) keep() {
	kept, err := p.draft.keep(context.Background(), p.h.Who())
	if !kept && err == nil {
		return
	}
	text := kit.T("ui.draft.kept", "When", time.Now().Format("15:04"))
	if err != nil {
		slog.Error("draft", "error", err)
		text = data.Explain(err, kit.Lang)
	}
	fyne.Do(func() {
		if p.step != nil {
			p.step.say(text)
		}
	})
}

func (p *casePage) drop() {
	screen.Beside(p.draft.drop, func(err error) { screen.Fail(p.h, err) })
}

// offer shows, once, that a step was begun earlier and not saved.
func (p *casePage) offer() {
	if p.asked {
		return
	}
	p.asked = true
	var d *draft
	var entry time.Time // of a draft of the entry
	screen.Beside(func(ctx context.Context) error {
		var err error
		if d, err = p.draft.find(ctx); err != nil {
			return err
		}
		e := book.NewEditor(p.h.Shop().DB, p.h.Shop().Complaints)
		if err = e.Load(ctx, p.id); err != nil {
			return err
		}
		_, entry, err = e.Draft(ctx)
		return err
	}, func(err error) {
		if err != nil {
			screen.Fail(p.h, err)
			return
		}
		if p.dirty() || p.deleted() {
			return
		}
		if d != nil && p.resume && p.k.Move(d.Kind).Why == nil {
			p.takeUp(d)
			return
		}
		var bs []*kit.Banner
		if d != nil {
			bs = append(bs, p.offered(d))
		}
		if !entry.IsZero() {
			text := kit.T("ui.complaint.draft.entry", "When", entry.Format("01-02 15:04"))
			bs = append(bs, kit.NewBanner(kit.ToneInfo, text).Do(kit.T("ui.complaint.look"), p.edit))
		}
		if len(bs) > 0 {
			p.note(bs...)
		}
	})
}

// offered is the banner of a step that was begun.
func (p *casePage) offered(d *draft) *kit.Banner {
	b := kit.NewBanner(kit.ToneInfo, kit.T("ui.complaint.draft", "Step", kindName(d.Kind), "When", d.at.Format("01-02 15:04")))
	if p.k.Move(d.Kind).Why == nil {
		b.Do(kit.T("ui.draft.take"), func() { p.takeUp(d) })
	} else {
		// the step was taken elsewhere: what was typed can still be read
		b.Do(kit.T("ui.complaint.look"), func() { viewValues(p.h, kindName(d.Kind), d.Kind, d.Values) })
	}
	b.Do(kit.T("ui.draft.drop"), func() {
		p.note()
		p.drop()
	})
	return b
}

// takeUp goes on with a step where it was left.
func (p *casePage) takeUp(d *draft) {
	p.begin(d.Kind)
	p.step.fill(d)
	p.note(book.Taken(p.h, d.at, func() (again func()) {
		now := draft{Kind: p.step.kind, Values: p.step.form.Values(), Papers: p.step.papers.paths, at: d.at}
		p.begin("")
		p.drop()
		return func() { p.takeUp(&now) }
	}))
}

// Close ends what runs beside the page; the window is going.
func (p *casePage) Close() { p.watch.Stop() }
