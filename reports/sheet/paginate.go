package sheet

import (
	"context"
	"slices"
)

// A paginator puts items on pages of one size.
type paginator struct {
	ctx         context.Context
	x           float64
	first, rest float64 // where the body begins on the first page and on others
	bottom      float64 // where it ends
	leaves      []*leaf
	leaf        *leaf
	y           float64
	top         float64 // y below repeated heads: nothing else is on the page yet
}

func (p *paginator) turn(heads []strip) {
	p.leaf = &leaf{}
	p.leaves = append(p.leaves, p.leaf)
	p.y = p.rest
	if len(p.leaves) == 1 {
		p.y = p.first
	}
	for _, h := range p.usable(heads) {
		h.place(p.leaf, p.x, p.y)
		p.y += h.height()
	}
	p.top = p.y
}

// usable leaves out heads that would take more than half of each page.
func (p *paginator) usable(heads []strip) []strip {
	if total(heads) > (p.bottom-p.rest)/2 {
		return nil
	}
	return heads
}

func total(ss []strip) (h float64) {
	for _, s := range ss {
		h += s.height()
	}
	return h
}

func (p *paginator) fresh() bool { return p.y <= p.top }

func (p *paginator) gap(it *item) float64 {
	if p.fresh() {
		return 0
	}
	return it.gap
}

func (p *paginator) put(it *item) {
	p.y += p.gap(it)
	it.place(p.leaf, p.x, p.y)
	p.y += it.height()
}

// fill puts all items on pages.
func (p *paginator) fill(items []item) error {
	p.turn(nil)
	for i := 0; i < len(items); {
		it := &items[i]
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if it.turn {
			if i++; !p.fresh() && !onlyTurns(items[i:]) {
				p.turn(nil)
			}
			continue
		}
		room := p.bottom - p.y
		last, need := chain(items, i)
		if p.fresh() {
			need -= it.gap
		}
		if need <= room {
			for ; i < last; i++ {
				p.put(&items[i])
			}
			if items[last].height()+p.gap(&items[last]) <= p.bottom-p.y {
				p.put(&items[last])
				i++
				continue
			}
			it, room = &items[i], p.bottom-p.y
			last = i
		}
		whole := p.bottom - p.rest - total(p.usable(it.heads))
		if need-it.gap <= whole && !p.fresh() && !it.loose {
			p.turn(it.heads)
			continue
		}
		if i == last && it.height()+p.gap(it) <= room {
			p.put(it)
			i++
			continue
		}
		if least := it.least(); least+p.gap(it) <= room || least > whole {
			limit := min(room-p.gap(it), it.height()-0.5)
			if head, tail := it.cut(limit); head != nil {
				p.y += p.gap(it)
				head.place(p.leaf, p.x, p.y)
				p.y += head.height()
				it.strip = tail
				p.turn(it.heads)
				continue
			}
		}
		if !p.fresh() {
			p.turn(it.heads)
			continue
		}
		p.put(it)
		i++
	}
	return nil
}

// onlyTurns tells whether nothing is left to place.
func onlyTurns(items []item) bool {
	return !slices.ContainsFunc(items, func(it item) bool { return !it.turn })
}

// chain finds the items that are to stay together from i on, and the room
// they need at least: a loose item at the end counts with its first part.
func chain(items []item, i int) (last int, need float64) {
	for last = i; ; last++ {
		it := &items[last]
		end := !it.keep || last+1 == len(items) || items[last+1].turn
		if end && it.loose {
			return last, need + it.gap + it.least()
		}
		need += it.gap + it.height()
		if end {
			return last, need
		}
	}
}
