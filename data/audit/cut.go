package audit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"kezhi/data/register"
)

// cut is an entry whose content was erased; full where it has some all the same.
type cut struct {
	id   int64
	full bool
}

// span are entries from one to another.
type span struct{ from, to int64 }

// named are the entries that an entry names as erased by law, all before it.
func named(e register.Change) []span {
	var ss []span
	for _, d := range e.Differences() {
		list, ok := d.After.(string)
		if d.Key != register.Entries || !ok {
			continue
		}
		for _, w := range strings.Fields(list) {
			var s span
			if n, _ := fmt.Sscanf(w, "%d-%d", &s.from, &s.to); n == 1 {
				s.to = s.from
			}
			s.to = min(s.to, e.ID-1)
			ss = append(ss, s)
		}
	}
	return ss
}

// checkCut tells of entries whose content is gone or another under the digest
// of the former, without a later entry that names them as erased by law.
func (v *verifier) checkCut(ctx context.Context) error {
	slices.SortFunc(v.erased, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	n, i := 0, 0
	var reach int64 // the furthest entry of the spans that began before
	for _, c := range v.cut {
		for ; i < len(v.erased) && v.erased[i].from <= c.id; i++ {
			reach = max(reach, v.erased[i].to)
		}
		if !c.full && c.id <= reach {
			n++
			continue
		}
		e, err := v.entry(ctx, c.id-1)
		if err != nil {
			return err
		}
		v.broken(ChangedKind, e, "audit.broken.cut")
	}
	slices.SortStableFunc(v.report.Broken, func(a, b Finding) int { return cmp.Compare(a.Entry.ID, b.Entry.ID) })
	if n > 0 {
		v.tell(ErasedKind, register.Change{}, "audit.told.erased", "N", n)
	}
	return nil
}
