package settings

import (
	"context"
	"log/slog"
	"strings"

	"kezhi/data/audit"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/ui/kit"
	"kezhi/ui/screen"
)

// trailPage is how many entries are read at once, trailKept how many such pages
// stay.
const (
	trailPage = 64
	trailKept = 64
)

// noted is an entry with what is needed to show it.
type noted struct {
	register.Change
	fields []field.Desc
	name   string // of the record
}

// trailRows are entries of the trail as a table shows them: all places, four
// bytes each, and the entries that were lately in sight. It is used on the
// window's goroutine alone.
type trailRows struct {
	s       *shop.Shop
	arrived func()

	ids     []int32
	pages   map[int][]noted
	order   []int
	wanted  map[int]bool
	edition int
}

func newTrailRows(s *shop.Shop, arrived func()) *trailRows {
	r := &trailRows{s: s, arrived: arrived}
	r.clear()
	return r
}

func (r *trailRows) clear() {
	r.pages, r.order, r.wanted = map[int][]noted{}, nil, map[int]bool{}
}

// begin begins a new answer; the former one stays until something came.
func (r *trailRows) begin() int {
	r.edition++
	return r.edition
}

// take takes an answer or more of it, and tells whether it is still wanted.
func (r *trailRows) take(edition int, ids []int32, more bool) bool {
	if edition != r.edition {
		return false
	}
	if more {
		delete(r.pages, len(r.ids)/trailPage) // was not full
		delete(r.wanted, len(r.ids)/trailPage)
		r.ids = append(r.ids, ids...)
		return true
	}
	r.ids = ids
	r.clear()
	return true
}

// Len is how many entries there are.
func (r *trailRows) Len() int { return len(r.ids) }

// entry is the entry of a row, false where it is not read yet.
func (r *trailRows) entry(i int) (noted, bool) {
	if i < 0 || i >= len(r.ids) {
		return noted{}, false
	}
	for _, x := range r.pages[i/trailPage] {
		if x.ID == int64(r.ids[i]) {
			return x, true
		}
	}
	return noted{}, false
}

// Row is an entry's cells.
func (r *trailRows) Row(i int) (kit.Row, bool) {
	x, ok := r.entry(i)
	if !ok {
		return kit.Row{ID: int64(r.ids[i])}, false
	}
	what := []rune(strings.Join(strings.Fields(strings.Join(audit.Lines(kit.Lang, x.fields, x.Change), " · ")), " "))
	return kit.Row{ID: x.ID, Cells: []kit.Cell{
		{Text: field.ShowTime(x.At), Muted: true},
		{Text: x.Who},
		{Text: x.Action.Say(kit.Lang), Tone: toneOf(x.Action)},
		{Text: x.Number, Muted: true, Small: true},
		{Text: x.name},
		{Text: string(what[:min(len(what), 160)]), Muted: true},
	}}, true
}

// toneOf colours what somebody who looks through the record wants to see.
func toneOf(a register.Action) kit.Tone {
	switch a {
	case register.Deleted, register.Erased, "login_failed", "backup_failed", "incident":
		return kit.ToneDanger
	case "revealed", "exported", "rights_changed", "user_changed", "user_added", "password_changed", "document_opened":
		return kit.ToneWarning
	}
	return kit.ToneNeutral
}

// Want reads what is in sight and not there yet.
func (r *trailRows) Want(first, last int) {
	edition := r.edition
	for p := max(first, 0) / trailPage; p <= max(last, 0)/trailPage && p*trailPage < len(r.ids); p++ {
		if r.pages[p] != nil || r.wanted[p] {
			continue
		}
		r.wanted[p] = true
		ids := r.ids[p*trailPage : min((p+1)*trailPage, len(r.ids))]
		var xs []noted
		screen.Beside(func(ctx context.Context) (err error) {
			xs, err = r.read(ctx, ids)
			return err
		}, func(err error) {
			if err != nil {
				slog.Error("trail", "error", err)
			}
			if edition == r.edition {
				r.keep(p, xs)
				r.arrived()
			}
		})
	}
}

func (r *trailRows) keep(p int, xs []noted) {
	delete(r.wanted, p)
	r.pages[p] = xs
	r.order = append(r.order, p)
	if len(r.order) > trailKept {
		delete(r.pages, r.order[0])
		r.order = r.order[1:]
	}
}

// read reads entries, and the names of the records that they are of.
func (r *trailRows) read(ctx context.Context, ids []int32) ([]noted, error) {
	cs, err := r.s.OnRecord(ctx, ids)
	if err != nil {
		return nil, err
	}
	xs := make([]noted, len(cs))
	of := map[string][]int32{}
	fields := map[string][]field.Desc{}
	for i, c := range cs {
		if _, known := fields[c.Register]; !known {
			fields[c.Register] = r.s.TrailFields(c.Register)
		}
		xs[i] = noted{Change: c, fields: fields[c.Register]}
		if c.RecordID > 0 {
			of[c.Register] = append(of[c.Register], int32(c.RecordID))
		}
	}
	for key, ids := range of {
		reg := r.s.Register(key)
		if reg == nil {
			continue
		}
		ls, err := reg.Lines(ctx, ids)
		if err != nil {
			continue // whoever may not see the register sees no names of it
		}
		names := map[int64]string{}
		for _, l := range ls {
			names[l.ID], _ = shop.Title(key, l.Values)
		}
		for i := range xs {
			if xs[i].Register == key {
				xs[i].name = names[xs[i].RecordID]
			}
		}
	}
	return xs, nil
}
