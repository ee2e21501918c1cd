package check

import (
	"context"
	"slices"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/register"
)

// rules asks the rules of each register about each of its records, as if it
// were saved unchanged.
func (c *checker) rules() error {
	s := c.shop
	for _, look := range []func() error{
		func() error { return obey(c, s.Customers.Table) },
		func() error { return obey(c, s.Visits.Table) },
		func() error { return obey(c, s.Visits.Plans.Table) },
		func() error { return obey(c, s.Visits.Quarters.Table) },
		func() error { return obey(c, s.Complaints.Table) },
		func() error { return obey(c, s.Surveys.Campaigns) },
		func() error { return obey(c, s.Surveys.Questionnaires) },
		func() error { return obey(c, s.Surveys.Answers) },
		func() error { return obey(c, s.Grading.Reviews) },
		func() error { return obey(c, s.Grading.Blacklist) },
		func() error { return obey(c, s.Credit.Files) },
		func() error { return obey(c, s.Credit.Reports) },
		func() error { return obey(c, s.Credit.Receivables) },
		func() error { return obey(c, s.Desk.Receptions) },
		func() error { return obey(c, s.Desk.Disputes) },
		func() error { return obey(c, s.Desk.Handovers) },
		func() error { return obey(c, s.Privacy.Requests) },
		func() error { return obey(c, s.Privacy.Incidents) },
	} {
		if err := look(); err != nil {
			return err
		}
	}
	return nil
}

// chunk is how many records are read at once.
const chunk = 500

func obey[T any](c *checker, b *register.Table[T]) error {
	ctx := context.WithoutCancel(c.ctx)
	tx := &db.Tx{DB: b.DB.Read(ctx), Now: b.DB.Now()}
	told := 0
	for _, bin := range []bool{false, true} {
		ids, err := b.IDs(c.ctx, register.Query{Sort: "number", Deleted: bin})
		if err != nil {
			return err
		}
		for ids := range slices.Chunk(ids, chunk) {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			wide := make([]int64, len(ids))
			for i, id := range ids {
				wide[i] = int64(id)
			}
			ts, err := b.Load(ctx, wide...)
			if err != nil {
				return err
			}
			for _, t := range ts {
				probe := *t
				wrong := b.Set.Decode(b.Set.Encode(t), &probe)
				if b.Rules != nil && len(wrong) == 0 {
					wrong = b.Rules(tx, &probe, t)
				}
				for _, e := range wrong {
					if e.Code == data.Refused && strings.HasPrefix(e.Key, "privacy.error.") {
						break // only stored, or erased: it is not to be changed, and nothing is wrong with it
					}
					if told++; told > few {
						return nil
					}
					c.found = append(c.found, Finding{Rule, b.Meta(t).Number, e.Field, e.Key, e.Args})
				}
			}
		}
	}
	return nil
}
