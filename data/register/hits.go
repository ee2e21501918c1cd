package register

import (
	"context"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/right"
	"kezhi/data/search"
)

// wider is how many times more are looked for where only some of what is found
// is somebody's to see.
const wider = 20

// Hits finds records of a register as search.Find does, at most limit (0: 50)
// of those that whoever is at the desk may see. A phone or a number that matched
// is masked for whoever may not see it whole; it is found by its last figures
// all the same.
func Hits(ctx context.Context, d *db.DB, r Register, q string, limit int) ([]search.Hit, error) {
	if limit <= 0 {
		limit = 50
	}
	o := search.Options{Registers: []string{r.Key()}, Limit: limit}
	narrow := false
	if a := d.Actor(); a != nil {
		if _, all := a.Whose(); !all {
			narrow, o.Limit = true, wider*limit
		}
	}
	hits, err := search.Find(ctx, d, q, o)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	if narrow {
		if hits, err = seen(ctx, r, hits, limit); err != nil {
			return nil, err
		}
	}
	if !May(ctx, d, right.Sensitive, r.Key()) {
		for i, h := range hits {
			if h.Why == search.Phone || h.Why == search.Number && !IsNumber(h.Match) {
				hits[i].Match = field.Mask(field.Phone, h.Match)
			}
		}
	}
	return hits, nil
}

// seen are the hits that whoever is at the desk may see.
func seen(ctx context.Context, r Register, hits []search.Hit, limit int) ([]search.Hit, error) {
	ids := make([]int64, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	ids, err := r.Seen(ctx, ids)
	if err != nil {
		return nil, err
	}
	has := make(map[int64]bool, len(ids))
	for _, id := range ids {
		has[id] = true
	}
	out := make([]search.Hit, 0, limit)
	for _, h := range hits {
		if has[h.ID] && len(out) < limit {
			out = append(out, h)
		}
	}
	return out, nil
}

// IsNumber tells whether a text is a record's number, KH-000123, and not one of
// the world's.
func IsNumber(s string) bool { return len(s) > 3 && s[2] == '-' && s[0] >= 'A' && s[0] <= 'Z' }
