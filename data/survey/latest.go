package survey

import (
	"context"

	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/right"
)

// Latest is the trend up to the last campaign that has answers, the earliest
// first, and that campaign; nil where nobody has answered yet. Answers are those
// that whoever is at the desk may see, as in Summarise.
func (s *Store) Latest(ctx context.Context) ([]Point, *Campaign, error) {
	if err := s.Campaigns.Permit(ctx, right.See); err != nil {
		return nil, nil, err
	}
	var ids []int64
	err := s.answered(ctx).
		Order("from_day DESC, id DESC").Limit(1).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return nil, nil, db.Translate(err)
	}
	sum, err := s.Summarise(ctx, ids[0])
	if err != nil {
		return nil, nil, err
	}
	ps, err := s.trend(ctx, &sum)
	return ps, &sum.Campaign, err
}

// answered are the campaigns that have answers for whoever is at the desk.
func (s *Store) answered(ctx context.Context) *gorm.DB {
	g := s.DB.Read(ctx).Table("surveys").Where("deleted_at = 0 AND returned > 0")
	if sight, whose := s.Answers.Sight(ctx); sight != "" {
		g = g.Where("number IN (SELECT survey FROM answers WHERE deleted_at = 0 AND "+sight+")", whose...)
	}
	return g
}
