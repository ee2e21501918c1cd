package book

import (
	"context"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// barrier is why a record is not changed by whoever is at the desk, nil where it
// may be.
func (p *Page) barrier(ctx context.Context, id int64) (fixed, err error) {
	if id == 0 {
		return nil, nil
	}
	err = p.Reg.Changeable(ctx, id)
	switch data.CodeOf(err) {
	case data.Denied, data.Refused:
		return err, nil
	}
	return nil, err
}

// refuses says why whoever is at the desk may not do something here, "" where
// they may. Whose record it is, the register knows.
func (p *Page) refuses(v account.Verb) string { return screen.Refused(p.H, v, p.Reg.Key()) }

// noSave says why the form cannot be saved by whoever is at the desk.
func (p *Page) noSave() string {
	if p.fixed != nil {
		return data.Explain(p.fixed, kit.Lang)
	}
	if p.Edit.Record().ID == 0 {
		return p.refuses(account.Create)
	}
	return p.refuses(account.EditOwn)
}

// noDelete says why the record cannot go to the recycle bin.
func (p *Page) noDelete() string {
	if data.CodeOf(p.fixed) == data.Refused {
		return data.Explain(p.fixed, kit.Lang)
	}
	return p.refuses(account.Delete)
}
