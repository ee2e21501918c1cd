package survey

import (
	"context"
	"slices"
)

// read sums up the answers in which all three scores of the index were given.
func (a *ACSI) read(ctx context.Context, c querier, of counted, qs []Question) error {
	keys := map[string]string{}
	for i := range qs {
		if acsi(&qs[i]) {
			keys[qs[i].Measure] = qs[i].Key
		}
	}
	if len(keys) < 3 {
		return nil
	}
	return c.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(s), 0) FROM (SELECT sum(v.amount) / 100 AS s`+of.live()+`
		AND v.question IN (?, ?, ?) GROUP BY v.record_id HAVING count(*) = 3)`,
		append(slices.Clip(of.args), keys[Overall], keys[Expectation], keys[Ideal])...).Scan(&a.N, &a.Sum)
}
