package today

import (
	"context"

	"kezhi/data/account"
	"kezhi/data/register"
	"kezhi/data/shop"
	accounts "kezhi/ui/account"
	"kezhi/ui/kit"
)

// undecided tells whether nobody has said yet that the file needs a login or
// none, and whether it holds nothing yet: no customer, and nothing that somebody
// began and wants to find again.
func undecided(ctx context.Context, s *shop.Shop) (undecided, fresh bool, err error) {
	mode, err := account.ModeOf(ctx, s.DB)
	if err != nil || mode != account.Unset {
		return false, false, err
	}
	ids, err := s.Customers.IDs(ctx, register.Query{Limit: 1})
	if err != nil || len(ids) > 0 {
		return true, false, err
	}
	begun, err := s.DB.Drafts(ctx)
	return true, len(begun) == 0, err
}

// ask puts the choice of a login over the day of a new file, once: who puts it
// off finds it as a line on the page.
func (p *page) ask(d day) {
	var before bool
	p.h.Preference("login.put_off."+p.h.Shop().DB.File(), &before)
	if d.undecided && d.fresh && !before && !p.asked {
		p.showOffer()
	}
	if !d.undecided {
		p.hideOffer()
	}
	p.asked = true
}

func (p *page) showOffer() {
	if p.offer != nil {
		return
	}
	layer, first := accounts.Offer(p.h, p.putOff, p.Shown)
	p.offer = layer
	p.whole.Add(layer)
	p.h.Window().Canvas().Focus(first)
}

// putOff takes the choice away; it stays as a line.
func (p *page) putOff() {
	p.h.SetPreference("login.put_off."+p.h.Shop().DB.File(), true)
	p.hideOffer()
}

func (p *page) hideOffer() {
	if p.offer == nil {
		return
	}
	p.whole.Remove(p.offer)
	p.offer = nil
	kit.Relayout(p.whole)
}
