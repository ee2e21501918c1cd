package book

import (
	"context"
	"strings"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// reasons for which somebody looks at what is masked, beside those they write.
var reasons = []string{"call", "check", "document", "asked"}

// AskWhy asks why somebody wants to see a value whole, shows it by see where
// that is put on record, and a refusal in the dialog.
func AskWhy(h screen.Host, what string, see func(ctx context.Context, why string) error, seen func()) {
	in := kit.NewTextField("")
	other := kit.NewLabelled(kit.T("account.reveal.why"), true, in)
	other.Above = true
	var d *kit.Dialog
	busy := false
	ask := func(why string) {
		if busy {
			return
		}
		busy = true
		screen.Beside(func(ctx context.Context) error { return see(ctx, why) }, func(err error) {
			busy = false
			if err != nil {
				other.SetWrong(data.Explain(err, kit.Lang))
				return
			}
			d.Close()
			seen()
		})
	}
	col := kit.VBox(kit.Gap8, kit.Paragraph(kit.T("account.reveal.note")).In(kit.ColorMuted))
	var first *kit.Button
	for _, r := range reasons {
		words := kit.T("account.reveal.reason." + r)
		b := kit.NewButton(words, "", func() { ask(words) })
		if first == nil {
			first = b
		}
		col.Add(b)
	}
	col.Add(other)
	in.OnSubmit(func() { ask(strings.TrimSpace(in.Text())) })
	d = kit.NewDialog(kit.T("account.reveal.title", "Field", what), col,
		kit.NewButton(kit.T("kit.cancel"), "", func() { d.Close() }),
		kit.NewButton(kit.T("account.reveal.do"), "eye", func() { ask(strings.TrimSpace(in.Text())) }).Primary())
	d.Width = 400
	d.Open(h.Window().Canvas(), first)
}

// reveal asks for the whole of a masked value of the page's record and shows it
// for as long as the page lives.
func (p *Page) reveal(path string) {
	id := p.Edit.Record().ID
	d, ok := described(p.Reg.Fields(), path)
	if id == 0 || !ok {
		return
	}
	var plain string
	AskWhy(p.H, kit.T(d.Label), func(ctx context.Context, why string) (err error) {
		plain, err = p.H.Shop().Reveal(ctx, p.Reg.Key(), id, path, why)
		return err
	}, func() {
		p.seen[path] = plain
		p.showPlain(path, plain)
	})
}

func (p *Page) showPlain(path, plain string) {
	p.form.SetPlain(path, plain)
	p.Edit.Reveal(path, plain)
}

// unmask shows again what was seen before and is still the same.
func (p *Page) unmask() {
	for path, plain := range p.seen {
		d, ok := described(p.Reg.Fields(), path)
		now, _ := p.Edit.Values().At(path).(string)
		if ok && field.IsMasked(now) && field.Mask(d.Kind, plain) == now {
			p.showPlain(path, plain)
		}
	}
}

// described is the description of the field at a path.
func described(ds []field.Desc, path string) (field.Desc, bool) {
	head, rest, rows := strings.Cut(path, "[")
	d, ok := field.Find(ds, head)
	if !rows || !ok {
		return d, ok
	}
	_, rest, _ = strings.Cut(rest, "].")
	return described(d.Rows, rest)
}

// Reveal takes the whole of a value that was read masked: it is no change.
func (e *Editor) Reveal(path, plain string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	base := e.base.Values.Clone()
	base.SetAt(path, plain)
	e.base.Values = base
	values := e.values.Clone()
	values.SetAt(path, plain)
	e.values = values
}
