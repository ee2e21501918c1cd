package customer

import (
	"context"
	"time"

	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
)

// Yearly is the yearly review of the files (年检): within the regulation's weeks
// each organisation's papers are looked at again, and the day is entered in its
// file.
type Yearly struct{ DB *db.DB }

// Due is one piece of work for each account manager from the first of the weeks
// on, until it is done: how many of the files that were there then are left, by
// the last day.
func (y Yearly) Due(ctx context.Context, q due.Query) (due.List, error) {
	var l due.List
	g := y.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil || p.File.Review.From == "" || len(q.Today) < len(field.DateLayout) {
		return l, err
	}
	year := q.Today[:5]
	from, to := year+p.File.Review.From, year+p.File.Review.To
	first, err := time.ParseInLocation(field.DateLayout, from, time.Local)
	if err != nil || q.Today < from || !q.Wants(to, "") {
		return l, err
	}
	rows := []struct {
		Owner string
		N     int
	}{}
	w := g.Table("customers").Select("owner, count(*) AS n").
		Where("deleted_at = 0 AND ended_on = '' AND kind = ? AND checked_on < ? AND created_at < ?", Organisation, from, first.UnixMilli()).Group("owner").Order("owner")
	if q.Owner != "" {
		w = w.Where("owner IN ?", []string{q.Owner, ""})
	}
	if err := w.Scan(&rows).Error; err != nil {
		return l, db.Translate(err)
	}
	for _, r := range rows {
		l.Items = append(l.Items, due.Item{
			Kind: due.Review, Register: "customer", Owner: r.Owner, Day: to,
			Why: "customer.why.yearly", WhyArgs: []any{"N", r.N, "From", p.File.Review.From, "To", p.File.Review.To},
		})
		l.Count(q.Today, to, 1)
	}
	return l, nil
}
