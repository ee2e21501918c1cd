package search

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync/atomic"

	"kezhi/data/db"
)

// shares says how common tokens are. A full-text query costs what its longest
// lists cost, and three rare tokens find what twelve do: those of 有限公司
// stand in every other entry and tell nothing. What is found is checked on the
// entry anyway.
type shares struct {
	d     *db.DB
	all   int
	count map[string]int
}

// common are the shares of the file that was warmed last; a program has one
// file open. Searches in another do without.
var common atomic.Pointer[shares]

// The sample: so many places of the index, so many entries in a row at each.
const (
	samplePlaces = 50
	sampleRow    = 40
)

// sample counts the tokens of some 2,000 entries from all over the index.
func sample(ctx context.Context, d *db.DB) (*shares, error) {
	s := &shares{d: d, count: map[string]int{}}
	var last int64
	if err := d.Pool().QueryRowContext(context.WithoutCancel(ctx), "SELECT coalesce(max(doc), 0) FROM search_docs").Scan(&last); err != nil {
		return nil, err
	}
	at := int64(0)
	for i := range int64(samplePlaces) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		at = max(at, last/samplePlaces*i)
		err := each(ctx, d, "SELECT doc, body FROM search_docs WHERE doc >= ? ORDER BY doc LIMIT ?", []any{at, sampleRow}, func(rows *sql.Rows) error {
			var body string
			if err := rows.Scan(&at, &body); err != nil {
				return err
			}
			s.all++
			for t := range strings.SplitSeq(entry(body).tokens(at&maxCode), " ") {
				s.count[t]++
			}
			at++
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return s, nil
}

// of is the share of entries that have the token, 0 where it is not known.
func (s *shares) of(token string) float64 {
	if s == nil || s.all == 0 {
		return 0
	}
	return float64(s.count[token]) / float64(s.all)
}

// The shares from which a token is worth nothing beside a telling one.
const (
	telling = 0.02
	vague   = 0.05
)

// thin leaves of the tokens that must all be there the rarest few, and tells
// the share of the rarest.
func (s *shares) thin(way []string) ([]string, float64) {
	if len(way) == 0 {
		return nil, 0
	}
	if s == nil || s.all < samplePlaces*sampleRow/2 { // a small file: any query is quick
		return way[:min(len(way), maxTokens)], 0
	}
	slices.SortStableFunc(way, func(a, b string) int { return s.count[a] - s.count[b] })
	n := 1
	for n < len(way) && n < 3 && (s.of(way[n]) < vague || s.of(way[0]) > telling) {
		n++
	}
	return way[:n], s.of(way[0])
}
