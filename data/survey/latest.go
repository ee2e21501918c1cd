package survey

import (
	"context"

	"kezhi/data/db"
	"kezhi/data/right"
)

// Latest is the trend up to the last campaign that has answers, the earliest
// first, and that campaign; nil where nobody has answered yet.
func (s *Store) Latest(ctx context.Context) ([]Point, *Campaign, error) {
	if err := s.Campaigns.Permit(ctx, right.See); err != nil {
		return nil, nil, err
	}
	var ids []int64
	err := s.DB.Read(ctx).Table("surveys").Where("deleted_at = 0 AND returned > 0").
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
