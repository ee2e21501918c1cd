package visit

import (
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Quarter is the overall report of a quarter's visits (季度拜访总结): the figures
// are counted, what they mean is written by a person.
type Quarter struct {
	register.Meta
	FromDay string // the first day; whatever day of the quarter is entered
	ToDay   string
	Author  string
	Results string // 主要成效

	Problems     string // 存在问题
	Improvements string // 改进措施
	Reviewer     string
	Review       string // 审阅意见
}

// quarterFields is the catalogue of the report, in the order of the form.
func quarterFields() *field.Set[Quarter] {
	type q = Quarter
	return field.NewSet("quarter",
		field.OfDate("from", func(x *q) *string { return &x.FromDay }).In("quarter.section.span").Require().Show(110, "from_day"),
		field.OfDate("to", func(x *q) *string { return &x.ToDay }).Locked().Show(110, "to_day"),
		field.OfPerson("author", func(x *q) *string { return &x.Author }).Require().Show(90, "author"),
		field.OfMultiline("results", func(x *q) *string { return &x.Results }).Tall(3).In("quarter.section.words").Show(200, "results").Flex(),
		field.OfMultiline("problems", func(x *q) *string { return &x.Problems }).Tall(3).Hidden(200, "problems"),
		field.OfMultiline("improvements", func(x *q) *string { return &x.Improvements }).Tall(3).Show(200, "improvements"),
		field.OfPerson("reviewer", func(x *q) *string { return &x.Reviewer }).In("quarter.section.review").Hidden(90, "reviewer"),
		field.OfMultiline("review", func(x *q) *string { return &x.Review }).Tall(2),
		field.OfTime("updated_at", func(x *q) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

// Quarters is the register of overall reports.
type Quarters struct {
	*register.Table[Quarter]
}

func openQuarters(d *db.DB) *Quarters {
	return &Quarters{&register.Table[Quarter]{
		DB: d, Name: "quarter", SQL: "visit_quarters",
		Owners: []string{"author"},
		Set:    quarterFields(),
		Meta:   func(q *Quarter) *register.Meta { return &q.Meta },
		New:    func() *Quarter { return &Quarter{FromDay: quarterNow(d.Now())} },
		Number: register.Yearly("JB", 4),
		Rules:  quarterRules,
		Settle: func(_ *db.Tx, q, _ *Quarter) error {
			s := period(ByQuarter, q.FromDay)
			q.FromDay, q.ToDay = s.from, s.to
			return nil
		},
	}}
}

// quarterNow is the quarter that is reported on a day: the one that ended within
// the last month, else this one.
func quarterNow(now time.Time) string {
	return period(ByQuarter, now.AddDate(0, 0, -31).Format(field.DateLayout)).from
}

// quarterRules refuse a second report on the same quarter.
func quarterRules(tx *db.Tx, q, old *Quarter) data.Errors {
	var wrong data.Errors
	s := period(ByQuarter, q.FromDay)
	if s.from != "" {
		var had []string
		g := tx.Table("visit_quarters").Where("deleted_at = 0 AND from_day = ?", s.from)
		if old != nil {
			g = g.Where("id <> ?", old.ID)
		}
		if err := g.Limit(1).Pluck("number", &had).Error; err != nil {
			e := data.Wrong("from", "error.unexpected", "Cause", err.Error())
			e.Err = err
			return data.Errors{e}
		}
		if len(had) > 0 {
			wrong = append(wrong, data.Wrong("from", "quarter.error.twice", "Number", had[0], "From", s.from, "To", s.to))
		}
		if s.from > tx.Now.Local().Format(field.DateLayout) {
			wrong = append(wrong, data.Wrong("from", "quarter.error.future"))
		}
	}
	if q.Review != "" && q.Reviewer == "" {
		wrong = append(wrong, data.Wrong("reviewer", "visit.error.reviewer"))
	}
	return wrong
}
