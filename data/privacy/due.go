package privacy

import (
	"context"
	"fmt"

	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/policy"
)

// Due is the work that personal data makes: requests to answer, incidents that
// are not closed, and the yearly list of what was kept long enough.
func (s *Store) Due(ctx context.Context, q due.Query) (due.List, error) {
	var l due.List
	var rs []Request
	err := s.read(ctx).Where("deleted_at = 0 AND state = ? AND due <= ?", Opened, q.Until).Order("due").Limit(500).Find(&rs).Error
	if err != nil {
		return l, db.Translate(err)
	}
	p, _, err := policy.Personal(s.read(ctx))
	if err != nil {
		return l, err
	}
	add := func(i due.Item) {
		if q.Wants(i.Day, i.Owner) {
			l.Items = append(l.Items, i)
			l.Count(q.Today, i.Day, 1)
		}
	}
	for _, r := range rs {
		i := due.Item{
			Kind: due.Privacy, Register: "request", ID: r.ID, Number: r.Number, Who: r.Name, Owner: r.Handler, Day: r.Due,
			Why: "privacy.due.request." + r.Kind, WhyArgs: []any{"Period", p.Answer},
		}
		if r.CustomerID != nil {
			i.Customer = *r.CustomerID
		}
		add(i)
	}
	var xs []Incident
	err = s.read(ctx).Where("deleted_at = 0 AND state = ? AND on_day <= ?", Opened, q.Until).Order("on_day").Limit(500).Find(&xs).Error
	if err != nil {
		return l, db.Translate(err)
	}
	for _, x := range xs {
		add(due.Item{Kind: due.Privacy, Register: "incident", ID: x.ID, Number: x.Number, What: x.What, Owner: x.Responsible, Day: x.OnDay, Why: "privacy.due.incident"})
	}
	i, ok, err := s.listDue(ctx, p, q)
	if ok {
		add(i)
	}
	return due.Join(q.Limit, l), err
}

// listDue is the yearly list, from the first day of its weeks until it is
// approved; nothing where nobody's data was kept long enough.
func (s *Store) listDue(ctx context.Context, p *policy.Privacy, q due.Query) (due.Item, bool, error) {
	if p.Review.From == "" || len(q.Today) < 5 || q.Today < q.Today[:5]+p.Review.From {
		return due.Item{}, false, nil
	}
	year := yearOf(q.Today)
	var approved []string
	if err := s.read(ctx).Table("retention_lists").Where("year = ?", year).Pluck("approved_on", &approved).Error; err != nil {
		return due.Item{}, false, db.Translate(err)
	}
	if len(approved) > 0 && approved[0] != "" {
		return due.Item{}, false, nil
	}
	n, err := s.expired(ctx, p, q.Today)
	if err != nil || n == 0 {
		return due.Item{}, false, err
	}
	return due.Item{Kind: due.Privacy, Register: Key, Day: fmt.Sprint(year) + "-" + p.Review.To, Why: "privacy.due.list", WhyArgs: []any{"N", n}}, true, nil
}
