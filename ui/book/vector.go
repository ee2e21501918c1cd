// Package book is how any register looks in the window: its table, with the
// records' ids in a vector and the cells read page by page, and the page of one
// record with its form. It knows registers only as register.Register; the rooms
// beside it say what is particular to each.
package book

import (
	"context"
	"sync"

	"kezhi/data/register"
)

// pageLines is how many lines are read at once, pagesKept how many pages stay.
const (
	pageLines = 64
	pagesKept = 64
)

// vector is the answer to a query: all ids, four bytes each, and the cells of
// the lines that were lately in sight. It is safe for several goroutines.
type vector struct {
	reg register.Register

	mu      sync.Mutex
	ids     []int32
	at      map[int32]int // id → place, made when first asked for
	pages   map[int][]register.Line
	order   []int        // pages by age
	wanted  map[int]bool // being read
	edition int          // counts the answers, so that late pages are dropped
}

func newVector(reg register.Register) *vector {
	return &vector{reg: reg, pages: map[int][]register.Line{}, wanted: map[int]bool{}}
}

// set takes a new answer.
func (v *vector) set(ids []int32) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.ids, v.at = ids, nil
	v.pages, v.order, v.wanted = map[int][]register.Line{}, nil, map[int]bool{}
	v.edition++
}

func (v *vector) len() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.ids)
}

// id is the id at a place, 0 beyond the end.
func (v *vector) id(i int) int64 {
	v.mu.Lock()
	defer v.mu.Unlock()
	if i < 0 || i >= len(v.ids) {
		return 0
	}
	return int64(v.ids[i])
}

// place is where an id stands, -1 nowhere.
func (v *vector) place(id int64) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.at == nil {
		v.at = make(map[int32]int, len(v.ids))
		for i, x := range v.ids {
			v.at[x] = i
		}
	}
	if i, ok := v.at[int32(id)]; ok {
		return i
	}
	return -1
}

// line is the line at a place, false while it is not read yet.
func (v *vector) line(i int) (register.Line, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if i < 0 || i >= len(v.ids) {
		return register.Line{}, false
	}
	p, ok := v.pages[i/pageLines]
	if !ok {
		return register.Line{}, false
	}
	if want := int64(v.ids[i]); i%pageLines >= len(p) || p[i%pageLines].ID != want {
		for _, l := range p { // a record of the page is gone meanwhile
			if l.ID == want {
				return l, true
			}
		}
		return register.Line{}, true
	}
	return p[i%pageLines], true
}

// missing are the pages between two places that are neither read nor being
// read; they are marked as being read.
func (v *vector) missing(first, last int) (pages []int, edition int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for p := max(first, 0) / pageLines; p <= max(last, 0)/pageLines && p*pageLines < len(v.ids); p++ {
		if _, have := v.pages[p]; !have && !v.wanted[p] {
			v.wanted[p] = true
			pages = append(pages, p)
		}
	}
	return pages, v.edition
}

// read reads one page, unless a newer answer came meanwhile.
func (v *vector) read(ctx context.Context, page, edition int) error {
	v.mu.Lock()
	if v.edition != edition {
		v.mu.Unlock()
		return nil
	}
	ids := v.ids[page*pageLines : min((page+1)*pageLines, len(v.ids))]
	v.mu.Unlock()
	lines, err := v.reg.Lines(ctx, ids)
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.edition != edition {
		return nil
	}
	delete(v.wanted, page)
	if err != nil {
		return err
	}
	v.pages[page] = lines
	v.order = append(v.order, page)
	if len(v.order) > pagesKept {
		delete(v.pages, v.order[0])
		v.order = v.order[1:]
	}
	return nil
}
