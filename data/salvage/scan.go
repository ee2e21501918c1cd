package salvage

import (
	"cmp"
	"slices"
	"strings"
)

// find is what was found of one table.
type find struct {
	*table
	leaves   []uint32 // pages with rows, in their order
	strays   []uint32 // such pages that no other leads to any more
	broken   int      // pages that should be there and are not readable
	rootless bool     // where its tree begins is not known
	spans    []span   // of rowids, one for each leaf
}

type span struct{ from, to int64 }

// scan is a look at all pages.
type scan struct {
	*image
	owned   []bool // pages whose use is known
	schema  map[string]string
	roots   map[string]uint32
	indexes []uint32
	finds   map[string]*find
	unknown int  // pages with rows of which nobody can say whose they are
	harmed  bool // an index is not whole, so that a stray page may be one of its
}

// catalogue reads the table of tables: what is in its tree, and the pages of it
// that no tree leads to.
func (s *scan) catalogue() {
	s.schema, s.roots = map[string]string{}, map[string]uint32{}
	s.owned = make([]bool, s.pages+1)
	seen := &find{}
	s.walk(1, seen, true)
	if seen.broken > 0 || len(seen.leaves) == 0 {
		for n := uint32(1); n <= s.pages; n++ {
			if !s.owned[n] && s.entries(n) {
				s.owned[n] = true
			}
		}
	}
	for _, n := range seen.leaves {
		s.entries(n)
	}
}

// entries takes a page of the table of tables in; false where it is none.
func (s *scan) entries(n uint32) bool {
	x := s.node(n)
	if x == nil || x.kind != tableLeaf || len(x.cells) == 0 {
		return false
	}
	some := false
	for i := range x.cells {
		r, _ := s.payload(x, i, func(o uint32) { s.owned[o] = true })
		vs := values(r)
		if len(vs) != 5 {
			continue
		}
		kind, _ := vs[0].(string)
		name, _ := vs[1].(string)
		root, isRoot := vs[3].(int64)
		text, _ := vs[4].(string)
		if !slices.Contains([]string{"table", "index", "trigger", "view"}, kind) || name == "" || !isRoot {
			continue
		}
		some = true
		s.schema[name] = text
		switch {
		case root < 2 || root > int64(s.pages):
		case kind == "table":
			s.roots[name] = uint32(root)
		case kind == "index":
			s.indexes = append(s.indexes, uint32(root))
		}
	}
	return some
}

// pagesOf finds the pages of every table of the layout, and then whose those
// are that nothing leads to.
func (s *scan) pagesOf(l *layout) {
	s.finds = map[string]*find{}
	for name, t := range l.tables {
		f := &find{table: t}
		s.finds[name] = f
		if root, ok := s.roots[name]; ok {
			s.walk(root, f, t.rowid)
		} else {
			f.rootless = true
		}
	}
	rest := &find{}
	for name, root := range s.roots {
		if s.finds[name] == nil { // made anew, or not known to this layout
			s.walk(root, rest, !strings.HasSuffix(strings.ToUpper(strings.TrimSpace(s.schema[name])), "WITHOUT ROWID"))
		}
	}
	for _, root := range s.indexes {
		s.walk(root, rest, false)
	}
	s.harmed = rest.broken > 0 || len(s.schema) < len(l.objects)
	s.freed()
	for n := uint32(2); n <= s.pages; n++ {
		if !s.owned[n] {
			s.stray(n)
		}
	}
}

// walk goes through a tree and notes its pages.
func (s *scan) walk(root uint32, f *find, rowid bool) {
	x := s.node(root)
	inner, leaf := byte(indexInner), byte(indexLeaf)
	if rowid {
		inner, leaf = tableInner, tableLeaf
	}
	if x == nil || x.kind != inner && x.kind != leaf || s.owned[root] {
		f.broken++
		return
	}
	s.owned[root] = true
	for i := range x.cells {
		if x.kind == inner {
			s.walk(x.child(i), f, rowid)
		}
		if x.kind != tableInner {
			s.payload(x, i, func(o uint32) { s.owned[o] = true })
		}
	}
	if x.kind == inner {
		s.walk(x.right, f, rowid)
	}
	if x.kind != tableInner {
		f.leaves = append(f.leaves, root)
		if sp, ok := s.span(x); ok && rowid {
			f.spans = append(f.spans, sp)
		}
	}
}

// span is the rowids of a page of rows.
func (s *scan) span(x *node) (sp span, ok bool) {
	for i, c := range x.cells {
		if c < 0 {
			continue
		}
		_, n := varint(x.b[c:])
		id, m := varint(x.b[c+n:])
		if n == 0 || m == 0 {
			continue
		}
		if i == 0 || !ok {
			sp.from, ok = int64(id), true
		}
		sp.to = int64(id)
	}
	return sp, ok
}

// freed marks the pages that the file keeps for later use: they hold rows that
// were deleted.
func (s *scan) freed() {
	if !s.head {
		return
	}
	for n, left := s.free, s.pages; n > 0 && n <= s.pages && left > 0 && !s.owned[n]; left-- {
		s.owned[n] = true
		b := s.page(n)
		count := int(be(b[4:]))
		for i := 0; i < count && 12+4*i <= s.usable; i++ {
			if o := be(b[8+4*i:]); o > 0 && o <= s.pages {
				s.owned[o] = true
			}
		}
		n = be(b)
	}
}

func be(b []byte) uint32 {
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

// stray gives a page that nothing leads to any more to the one table that can
// have lost it.
func (s *scan) stray(n uint32) {
	x := s.node(n)
	if x == nil || x.kind == tableInner || len(x.cells) == 0 {
		return
	}
	var owners []*find
	for _, f := range s.finds {
		if (f.broken > 0 || f.rootless) && f.rowid == (x.kind == tableLeaf) && s.like(x, f) {
			owners = append(owners, f)
		}
	}
	slices.SortFunc(owners, func(a, b *find) int { return cmp.Compare(len(b.columns), len(a.columns)) })
	switch {
	case len(owners) == 0:
	case len(owners) == 1 || s.full(x, owners[0]) && !s.full(x, owners[1]):
		owners[0].strays = append(owners[0].strays, n)
	default:
		s.unknown++
	}
}

// like tells whether the page's rows can be the table's: their values fit its
// columns, and no other page has their rowids.
func (s *scan) like(x *node, f *find) bool {
	if !f.rowid && s.harmed && f.columns[len(f.columns)-1].kind == "INTEGER" {
		return false // an index ends with a number too
	}
	good := 0
	for i := range x.cells {
		if r, _ := s.payload(x, i, func(uint32) {}); r != nil && f.fits(values(r)) {
			good++
		}
	}
	if good == 0 || good*5 < len(x.cells)*4 {
		return false
	}
	sp, ok := s.span(x)
	if !f.rowid || !ok {
		return true
	}
	return !slices.ContainsFunc(f.spans, func(o span) bool { return sp.from <= o.to && o.from <= sp.to })
}

// full tells whether rows have a value for every column.
func (s *scan) full(x *node, f *find) bool {
	for i := range x.cells {
		if r, _ := s.payload(x, i, func(uint32) {}); r != nil {
			return len(values(r)) == len(f.columns)
		}
	}
	return false
}

// rows calls each with every row of the table that can be read, those first
// that a tree leads to; nil for one that cannot.
func (s *scan) rows(f *find, each func(rowid int64, vs []any) error) error {
	for _, n := range append(slices.Clone(f.leaves), f.strays...) {
		x := s.node(n)
		if x == nil {
			continue
		}
		for i := range x.cells {
			r, id := s.payload(x, i, func(uint32) {})
			vs := values(r)
			if !f.fits(vs) {
				vs = nil
			}
			if err := each(id, vs); err != nil {
				return err
			}
		}
	}
	return nil
}
