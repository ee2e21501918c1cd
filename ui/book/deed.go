package book

import (
	"context"

	"kezhi/data/register"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// Deed saves what is typed and does something that changes the record beside
// the form, such as a decision; then the page shows the record anew and says so.
// A refusal is shown at the field that it is about.
func (p *Page) Deed(said string, do func(ctx context.Context, id int64) error) {
	p.Settled(func(r register.Record) {
		screen.Beside(func(ctx context.Context) error {
			if err := do(ctx, r.ID); err != nil {
				return err
			}
			return p.Edit.Load(ctx, r.ID)
		}, func(err error) {
			if err != nil {
				p.refused(err)
				return
			}
			p.form = nil // other fields may be typed into now
			p.show(false)
			p.H.Changed()
			kit.NewToast(p.H.Window().Canvas(), kit.ToastOptions{Text: said, Tone: kit.ToneGood})
		})
	})
}
