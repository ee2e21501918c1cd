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
	all   int     // entries of the sample
	docs  float64 // entries of the index, at most
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
	s.docs = float64(last >> codeBits)
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
	// One that was seen once tells no more than one that was not; the others are
	// cut from the texts that they were read in.
	often := map[string]int{}
	for t, n := range s.count {
		if n > 1 {
			often[strings.Clone(t)] = n
		}
	}
	s.count = often
	return s, nil
}

// of is the share of entries that have the token: one the sample has not seen
// may still have hundreds of a million.
func (s *shares) of(token string) float64 {
	return float64(max(s.count[token], 1)) / float64(s.all)
}

// Shares of entries: beside a token up to telling, one beyond vague is not worth
// asking for; and where tokens together let so few entries through, chance
// alone speaking, no more are asked for.
const (
	enough  = 20 // entries
	telling = 0.02
	vague   = 0.05
)

// thin leaves of the tokens that must all be there the rarest few, at most so
// many, and tells the share of the rarest.
func (s *shares) thin(way []string, most int) ([]string, float64) {
	if len(way) == 0 {
		return nil, 0
	}
	if s == nil || s.all < samplePlaces*sampleRow/2 { // a small file: any query is quick
		return way[:min(len(way), maxTokens)], 0
	}
	slices.SortStableFunc(way, func(a, b string) int { return s.count[a] - s.count[b] })
	rarest := s.of(way[0])
	n, joint := 1, rarest
	for n < min(len(way), most) && joint*s.docs > enough && (s.of(way[n]) < vague || rarest > telling) {
		joint *= s.of(way[n])
		n++
	}
	return way[:n], rarest
}
