package survey

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"kezhi/data/db"
)

// Analysis is a campaign's answers in depth (满意度调查分析): besides the summary
// the quadrant, what earlier campaigns of the same questionnaire said, and how
// the customers' grades, regions and account managers differ.
type Analysis struct {
	Summary
	Quadrant Quadrant
	Trend    []Point // the earliest first, this campaign last
	Grades   []Group
	Regions  []Group
	Owners   []Group
}

// Point is one campaign of a trend.
type Point struct {
	ID       int64
	Number   string
	Name     string
	From     string
	Returned int64
	Response Rate
	CSAT     Rate
	Mean     Mean
	NPS      NPS
}

// Group is what one group of customers said.
type Group struct {
	Key  string // the grade's key, the region, the account manager; "" where the file says nothing or nobody is named
	N    int64  // answers
	CSAT Rate
	Mean Mean
	NPS  NPS
	// Rest is how many groups stand together in this line, because the list
	// would be too long; 0 for a group of its own.
	Rest int
}

const (
	trendLength = 8  // campaigns in a trend
	mostGroups  = 12 // lines of a breakdown
)

// Analyse analyses a campaign. Code data.NotFound.
func (s *Store) Analyse(ctx context.Context, id int64) (Analysis, error) {
	sum, err := s.Summarise(ctx, id)
	if err != nil {
		return Analysis{}, err
	}
	a := Analysis{Summary: sum, Quadrant: sum.Quadrant()}
	if a.Trend, err = s.trend(ctx, &sum); err != nil {
		return Analysis{}, err
	}
	err = s.DB.Snapshot(ctx, func(c *sql.Conn) error {
		for _, g := range []struct {
			by string
			to *[]Group
		}{{"grade", &a.Grades}, {"region", &a.Regions}, {"owner", &a.Owners}} {
			if *g.to, err = groups(ctx, c, s.counted(ctx, sum.Campaign.Number), &sum, g.by); err != nil {
				return err
			}
		}
		return nil
	})
	return a, db.Translate(err)
}

// trend are the campaigns of the same questionnaire up to this one that have
// answers.
func (s *Store) trend(ctx context.Context, now *Summary) ([]Point, error) {
	c := &now.Campaign
	var ids []int64
	err := s.answered(ctx).
		Where("questionnaire_id = ? AND (from_day, id) < (?, ?)", c.QuestionnaireID, c.From, c.ID).
		Order("from_day DESC, id DESC").Limit(trendLength-1).Pluck("id", &ids).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	slices.Reverse(ids)
	var ps []Point
	for _, id := range ids {
		sum, err := s.Summarise(ctx, id)
		if err != nil {
			return nil, err
		}
		ps = append(ps, sum.point())
	}
	return append(ps, now.point()), nil
}

func (s *Summary) point() Point {
	c := &s.Campaign
	return Point{c.ID, c.Number, c.Name, c.From, s.Returned, s.Response, s.CSAT, s.Mean, s.NPS}
}

// groups are the figures by a column of the customers' files as they are now.
func groups(ctx context.Context, c querier, of counted, s *Summary, by string) ([]Group, error) {
	const from = ` FROM answers LEFT JOIN customers c ON c.id = answers.customer_id`
	key := "coalesce(c." + by + ", '')"
	all, blends := map[string]*Group{}, map[string]*blend{}
	var k, question, value string
	var n int64
	err := each(ctx, c, "SELECT "+key+", count(*)"+from+" WHERE "+of.where+" GROUP BY 1", of,
		func() { all[k], blends[k] = &Group{Key: k, N: n}, &blend{} }, &k, &n)
	if err != nil {
		return nil, err
	}
	parts := map[string]*Question{}
	for _, q := range s.Edition.Parts() {
		parts[q.Key] = &q
	}
	var points int64
	err = each(ctx, c, "SELECT "+key+", v.question, v.value, v.amount / 100, count(*)"+from+" JOIN survey_values v ON v.record_id = answers.id WHERE "+of.where+" AND v.type IN ('score', 'nps') GROUP BY 1, 2, 3, 4", of,
		func() {
			if q := parts[question]; q != nil {
				all[k].count(q, points, n)
				blends[k].add(q, points, n)
			}
		}, &k, &question, &value, &points, &n)
	if err != nil {
		return nil, err
	}
	var gs []Group
	for k, g := range all {
		g.Mean = blends[k].mean()
		gs = append(gs, *g)
	}
	slices.SortFunc(gs, func(a, b Group) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Key, b.Key)) })
	return few(gs, blends), nil
}

// count adds a score given n times.
func (g *Group) count(q *Question, points, n int64) {
	_, most, _ := q.Points()
	switch {
	case q.satisfies():
		g.CSAT.Of += n
		if points >= most-1 {
			g.CSAT.Part += n
		}
	case q.Type == Promote && points >= 9:
		g.NPS.Promoters += n
	case q.Type == Promote && points >= 7:
		g.NPS.Passives += n
	case q.Type == Promote:
		g.NPS.Detractors += n
	}
}

// few puts the smallest groups together where there are too many.
func few(gs []Group, blends map[string]*blend) []Group {
	if len(gs) <= mostGroups {
		return gs
	}
	rest, all := Group{Rest: len(gs) - mostGroups + 1}, blend{}
	for _, g := range gs[mostGroups-1:] {
		rest.N += g.N
		rest.CSAT.Part += g.CSAT.Part
		rest.CSAT.Of += g.CSAT.Of
		rest.NPS.Promoters += g.NPS.Promoters
		rest.NPS.Passives += g.NPS.Passives
		rest.NPS.Detractors += g.NPS.Detractors
		b := blends[g.Key]
		all.sum, all.weight, all.n = all.sum+b.sum, all.weight+b.weight, all.n+b.n
	}
	rest.Mean = all.mean()
	return append(gs[:mostGroups-1:mostGroups-1], rest)
}
