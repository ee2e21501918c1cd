package shop

import (
	"context"

	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Share is how many customers are of a grade.
type Share struct {
	Grade policy.Grade // its Key is "" for those without one
	N     int64
}

// Grades is how the customers are divided among the grades (等级分布), the best
// first, those without a grade last.
func (s *Shop) Grades(ctx context.Context) ([]Share, error) {
	if err := register.Permit(ctx, s.DB, right.See, "customer"); err != nil {
		return nil, err
	}
	p, err := s.Policy(ctx)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		Grade string
		N     int64
	}
	theirs, args := register.Theirs(ctx, s.DB, "id")
	err = s.DB.Read(ctx).Raw("SELECT grade, count(*) AS n FROM customers WHERE deleted_at = 0 AND "+theirs+" GROUP BY grade", args...).Scan(&rows).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	by := map[string]int64{}
	for _, r := range rows {
		if _, ok := p.Grade(r.Grade); !ok {
			r.Grade = ""
		}
		by[r.Grade] += r.N
	}
	var out []Share
	for _, g := range p.Grading.Grades {
		out = append(out, Share{g, by[g.Key]})
	}
	if by[""] > 0 {
		out = append(out, Share{N: by[""]})
	}
	return out, nil
}
