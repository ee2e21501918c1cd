package grading

import (
	"kezhi/data/field"
	"kezhi/data/policy"
)

// prefix of the keys under which the points of the indicators stand.
const prefix = "score_"

// Answers to a required condition of the admission (准入条件).
const (
	Yes = "yes"
	No  = "no"
)

// mostAmount is the greatest amount of a year, 分.
const mostAmount = 1_000_000_000_000_00

// reviewFields is the catalogue of the review, in the order of the form. The
// lines of the score sheet are the indicators of the regulation in force; those
// of a former one are shown with the reviews that were decided under it.
func reviewFields(p *policy.Preset, known []*policy.Preset) *field.Set[Review] {
	type v = Review
	amount := field.OfDecimal("amount", func(x *v) *int64 { return &x.Amount })
	amount.Most = mostAmount
	fs := []*field.Field[v]{
		field.OfCustomer("customer", func(x *v) *string { return &x.CustomerNumber }).In("review.section.basic").Require().Known("客户编号"),
		field.Of("customer_name", func(x *v) *string { return &x.CustomerName }).Locked().Show(160, "(SELECT name_key FROM customers WHERE id = customer_id)").Flex(),
		field.OfChoice("kind", func(x *v) *string { return &x.Kind }, kinds(p)...).Require().Show(84, "kind"),
		field.Of("department", func(x *v) *string { return &x.Department }).Locked().Hidden(90, "department"),
		gradeField("grade_before", func(x *v) *string { return &x.GradeBefore }, p, known).Locked().Show(76, "grade_before"),
	}
	section := "review.section.conditions"
	for _, required := range []bool{true, false} {
		for _, i := range p.Grading.Indicators {
			if i.Required != required {
				continue
			}
			f := indicatorField(i, known)
			if section != "" {
				f.In(section)
				section = ""
			}
			fs = append(fs, f)
		}
		section = "review.section.sheet"
	}
	fs = append(fs, former(p, known)...)
	fs = append(fs,
		amount.If("kind", Turnover).In("review.section.turnover").Hidden(110, "amount").Right(),
		field.OfChoice("payment", func(x *v) *string { return &x.Payment }, Good, Bad).If("kind", Turnover),
		field.OfDecimal("total", func(x *v) *int64 { return &x.Total }).Locked().Show(70, "total").Right(),
		gradeField("suggested", func(x *v) *string { return &x.Suggested }, p, known).Locked().Hidden(90, "suggested"),

		gradeField("proposed", func(x *v) *string { return &x.Proposed }, p, known).In("review.section.proposal").Show(76, "proposed").Pill(),
		field.OfDate("trouble_on", func(x *v) *string { return &x.TroubleOn }).If("kind", Change, Stage),
		field.OfMultiline("reason", func(x *v) *string { return &x.Reason }).Limit(2000).Tall(2),
		field.OfPerson("proposer", func(x *v) *string { return &x.Proposer }).Hidden(90, "proposer"),
		field.OfDate("proposed_on", func(x *v) *string { return &x.ProposedOn }).Locked().Show(96, "proposed_on"),
		stateField(func(x *v) *string { return &x.State }, Draft, Proposed, Approved, Refused),
		field.OfDate("due", func(x *v) *string { return &x.Due }).Locked().Hidden(96, "due"),

		field.OfPerson("approver", func(x *v) *string { return &x.Approver }).Locked().In("review.section.decision").Hidden(90, "approver"),
		field.OfDate("approved_on", func(x *v) *string { return &x.ApprovedOn }).Locked().Hidden(96, "approved_on"),
		field.OfMultiline("opinion", func(x *v) *string { return &x.Opinion }).Locked().Tall(2),
		field.OfDate("next_on", func(x *v) *string { return &x.NextOn }).Locked().Hidden(96, "next_on"),
		field.Of("edition", func(x *v) *string { return &x.Edition }).Locked(),
		field.OfTime("updated_at", func(x *v) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
	return field.NewSet("review", fs...)
}

// former are the lines of former score sheets that the present ones lack.
func former(p *policy.Preset, known []*policy.Preset) []*field.Field[Review] {
	have := map[string]*field.Field[Review]{}
	for _, i := range p.Grading.Indicators {
		have[i.Key] = nil
	}
	var fs []*field.Field[Review]
	for _, old := range known {
		for _, i := range old.Grading.Indicators {
			f, ok := have[i.Key]
			if ok && f == nil {
				continue
			}
			if !ok {
				f = indicatorField(i, known)
				f.When = &field.When{Key: "edition"}
				have[i.Key] = f
				fs = append(fs, f)
			}
			f.When.In = append(f.When.In, old.Edition())
		}
	}
	return fs
}

// kinds are the kinds of review that a regulation has.
func kinds(p *policy.Preset) []string {
	if p.Grading.By == policy.ByTurnover {
		return []string{Turnover, Admission, Stage, Change}
	}
	return []string{Admission, Stage, Change, Turnover}
}

// indicatorField is a line of the score sheet: a condition is met or not, an
// indicator has points up to its weight, the greatest that it ever had: what was
// decided under a former regulation stays right.
func indicatorField(i policy.Indicator, known []*policy.Preset) *field.Field[Review] {
	key := prefix + i.Key
	kind := field.Decimal
	if i.Required {
		kind = field.Choice
	}
	f := field.OfOwn(key, kind, func(x *Review) string { return x.Scores.Text(key) }, func(x *Review, s string) {
		x.Scores = x.Scores.Clone()
		if x.Scores == nil {
			x.Scores = field.Values{}
		}
		x.Scores[key] = s
		if s == "" {
			delete(x.Scores, key)
		}
	}).Titled(i.Name.Message())
	if i.Required {
		f.Options, f.Names = []string{Yes, No}, []string{"review.yes", "review.no"}
	} else {
		f.Most = int64(i.Weight) * 100
		for _, p := range known {
			for _, j := range p.Grading.Indicators {
				if j.Key == i.Key {
					f.Most = max(f.Most, int64(j.Weight)*100)
				}
			}
		}
	}
	switch {
	case i.Admission && i.Stage:
		f.If("kind", Admission, Stage)
	case i.Admission:
		f.If("kind", Admission)
	default:
		f.If("kind", Stage)
	}
	return f
}
