package visit

import (
	"context"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Lengths of a plan.
const (
	ByMonth   = "month"
	ByQuarter = "quarter"
)

// Plan is a plan of visits (拜访计划) for a month or a quarter, of one person or
// of all. It is drawn up at once from how often the regulation has customers of
// a grade visited; its lines are kept as they were then. Whether a line is done
// is not entered: the visit reports tell.
type Plan struct {
	register.Meta
	Period  string
	FromDay string // the first day; whatever day of the period is entered
	ToDay   string // the last
	Owner   string // whose visits; "": everybody's
	Remark  string

	Planned int64  // how many visits are planned
	Seed    int64  // of what is picked at random (选择性走访)
	Edition string // of the preset that it follows
}

// planFields is the catalogue of the plan, in the order of the form.
func planFields() *field.Set[Plan] {
	type p = Plan
	return field.NewSet("plan",
		field.OfChoice("period", func(x *p) *string { return &x.Period }, ByMonth, ByQuarter).In("plan.section.span").Require().Show(64, "period"),
		field.OfDate("from", func(x *p) *string { return &x.FromDay }).Require().Show(94, "from_day"),
		field.OfDate("to", func(x *p) *string { return &x.ToDay }).Locked().Show(94, "to_day"),
		field.OfPerson("owner", func(x *p) *string { return &x.Owner }).Show(80, "owner"),
		field.OfInteger("planned", func(x *p) *int64 { return &x.Planned }, 0, 0).Locked().Show(78, "planned").Right(),
		field.OfMultiline("remark", func(x *p) *string { return &x.Remark }).Tall(2).Show(120, "remark").Flex(),
		field.Of("edition", func(x *p) *string { return &x.Edition }).Locked().Hidden(110, "edition"),
		field.OfInteger("seed", func(x *p) *int64 { return &x.Seed }, 0, 0).Locked(),
		field.OfTime("updated_at", func(x *p) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

// Plans is the register of plans.
type Plans struct {
	*register.Table[Plan]
}

func openPlans(d *db.DB) *Plans {
	return &Plans{&register.Table[Plan]{
		DB: d, Name: "plan", SQL: "plans",
		Owners: []string{"owner"},
		Set:    planFields(),
		Meta:   func(p *Plan) *register.Meta { return &p.Meta },
		New:    func() *Plan { return &Plan{Period: ByMonth, FromDay: planNext(d.Now())} },
		Number: register.Yearly("JH", 4),
		Rules:  planRules,
		Settle: planSettle,
		Saved:  planSaved,
	}}
}

// planNext is the month that is planned on a day: this one, from the 20th on the
// next.
func planNext(now time.Time) string {
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
	if now.Day() >= 20 {
		first = first.AddDate(0, 1, 0)
	}
	return first.Format(field.DateLayout)
}

// period is the month or the quarter that a day lies in.
func period(kind, day string) span {
	t, err := time.Parse(field.DateLayout, day)
	if err != nil {
		return span{}
	}
	months, m := 1, int(t.Month())
	if kind == ByQuarter {
		months, m = 3, (int(t.Month())-1)/3*3+1
	}
	first := time.Date(t.Year(), time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	return span{first.Format(field.DateLayout), first.AddDate(0, months, -1).Format(field.DateLayout)}
}

// planRules refuse a second plan for the same person's days, and another period
// for a plan that is drawn up.
func planRules(tx *db.Tx, p, old *Plan) data.Errors {
	s := period(p.Period, p.FromDay)
	if s.from == "" {
		return nil // required: said already
	}
	if old != nil {
		switch {
		case p.Period != old.Period:
			return data.Errors{data.Wrong("period", "plan.error.fixed")}
		case s.from != old.FromDay:
			return data.Errors{data.Wrong("from", "plan.error.fixed")}
		case p.Owner != old.Owner:
			return data.Errors{data.Wrong("owner", "plan.error.fixed")}
		}
		return nil
	}
	var had []struct{ Number, FromDay, ToDay string }
	err := tx.Table("plans").Select("number, from_day, to_day").
		Where("deleted_at = 0 AND to_day >= ? AND from_day <= ? AND (owner = ? OR owner = '' OR ? = '')", s.from, s.to, p.Owner, p.Owner).
		Order("id").Limit(1).Find(&had).Error
	if err != nil {
		e := data.Wrong("from", "error.unexpected", "Cause", err.Error())
		e.Err = err
		return data.Errors{e}
	}
	if len(had) > 0 {
		return data.Errors{data.Wrong("from", "plan.error.twice", "Number", had[0].Number, "From", had[0].FromDay, "To", had[0].ToDay)}
	}
	return nil
}

// planSettle brings the days to those of the period, and takes the seed of the
// year's earlier plans: what was drawn for a half-year stays drawn.
func planSettle(tx *db.Tx, p, old *Plan) error {
	s := period(p.Period, p.FromDay)
	p.FromDay, p.ToDay = s.from, s.to
	if old != nil {
		return nil
	}
	preset, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	p.Edition = preset.Edition()
	var seeds []int64
	err = tx.Table("plans").Where("from_day >= ? AND from_day <= ?", s.from[:4]+"-01-01", s.from[:4]+"-12-31").
		Order("id").Limit(1).Pluck("seed", &seeds).Error
	p.Seed = tx.Now.UnixMilli()
	if len(seeds) > 0 {
		p.Seed = seeds[0]
	}
	return err
}

// planSaved draws up the lines of a new plan. Code data.Refused where there is
// nobody to visit.
func planSaved(tx *db.Tx, p, old *Plan) error {
	if old != nil {
		return nil
	}
	ls, err := drawUp(tx, p)
	if err != nil {
		return err
	}
	for i := range ls {
		ls[i].PlanID, ls[i].Pos = p.ID, i
		if ls[i].LeftOut == "" {
			p.Planned++
		}
	}
	if p.Planned == 0 {
		return data.Wrong("from", "plan.error.nobody", "From", p.FromDay, "To", p.ToDay)
	}
	if _, err := db.Insert(tx, "", ls); err != nil {
		return err
	}
	return tx.Do("UPDATE plans SET planned = ? WHERE id = ?", p.Planned, p.ID)
}

// ForDay finds the plan that a day of a person's lies in: the person's own, or
// everybody's; 0 where there is none that whoever is at the desk may see.
func (s *Plans) ForDay(ctx context.Context, day, owner string) (int64, error) {
	if err := s.Permit(ctx, right.See); err != nil {
		return 0, err
	}
	var ids []int64
	err := s.DB.Read(ctx).Table(s.SQL).Where("deleted_at = 0 AND to_day >= ? AND from_day <= ? AND owner IN (?, '')", day, day, owner).
		Order("owner DESC, id").Limit(1).Pluck("id", &ids).Error
	if err == nil {
		ids, err = s.Seen(ctx, ids)
	}
	if err != nil || len(ids) == 0 {
		return 0, db.Translate(err)
	}
	return ids[0], nil
}
