package grading

import (
	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
)

// Asked are the indicators that a kind of review asks for, in the order of the
// sheet: the conditions first, then what has points.
func Asked(p *policy.Preset, kind string) []policy.Indicator {
	var conditions, scored []policy.Indicator
	for _, i := range p.Grading.Indicators {
		if kind == Admission && !i.Admission || kind == Stage && !i.Stage || kind != Admission && kind != Stage {
			continue
		}
		if i.Required {
			conditions = append(conditions, i)
		} else {
			scored = append(scored, i)
		}
	}
	return append(conditions, scored...)
}

// Key is the key of the field that holds an indicator's points.
func Key(i policy.Indicator) string { return prefix + i.Key }

// Sheet is what a score sheet says so far.
type Sheet struct {
	Total   int64              // points, hundredths
	Most    int64              // of so many
	Missing []policy.Indicator // not filled in
	Failed  []policy.Indicator // conditions that are not met
}

// Score adds up the points of a sheet.
func Score(p *policy.Preset, kind string, v field.Values) Sheet {
	var s Sheet
	for _, i := range Asked(p, kind) {
		x := v.Text(Key(i))
		switch {
		case x == "":
			s.Missing = append(s.Missing, i)
		case i.Required && x != Yes:
			s.Failed = append(s.Failed, i)
		}
		if i.Required {
			continue
		}
		n, err := field.ReadDecimal(x)
		if err == nil && x != "" {
			s.Total += n
		}
		s.Most += int64(i.Weight) * 100
	}
	return s
}

// ByScore is the best grade that so many points reach, "" for none. At an
// admission only grades that may be given then count.
func ByScore(p *policy.Preset, kind string, total int64) string {
	for _, g := range p.Grading.Grades {
		if g.Score > 0 && total >= int64(g.Score)*100 && (kind != Admission || g.Admission) {
			return g.Key
		}
	}
	return ""
}

// ByAmount is the grade of a year's amount in 分: the best whose bound it
// reaches, with good payment where the grade asks for it. Who has not traded is
// in reserve (储备).
func ByAmount(p *policy.Preset, amount int64, good bool) string {
	for _, g := range p.Grading.Grades {
		switch {
		case g.NoTrade != (amount == 0):
		case amount >= g.From*100 && (good || !g.GoodPayment):
			return g.Key
		}
	}
	return ""
}

// Received is what came in from a customer in the year until a day, by the
// ledger of receivables, in 分: the turnover that is proposed where nobody
// enters another.
func Received(g *gorm.DB, customerID int64, day string) (int64, error) {
	since, _ := policy.Period{N: 1, Unit: policy.Year}.Before(nil, day)
	var n int64
	err := g.Session(&gorm.Session{NewDB: true}).Raw(`SELECT coalesce(sum(p.amount), 0) FROM receivables t JOIN receivable_receipts p ON p.record_id = t.id
		WHERE t.customer_id = ? AND t.deleted_at = 0 AND p.on_day > ? AND p.on_day <= ?`, customerID, since, day).Scan(&n).Error
	return n, db.Translate(err)
}

// work fills in what follows from what was keyed in.
func (l law) work(r *Review) {
	r.Total, r.Suggested, r.Scored = 0, "", true
	switch r.Kind {
	case Turnover:
		r.Suggested = ByAmount(l.Preset, r.Amount, r.Payment == Good)
	case Change: // the person who proposes says which
	default:
		s := Score(l.Preset, r.Kind, r.Scores)
		r.Total, r.Scored = s.Total, len(s.Missing) == 0
		switch {
		case s.Most == 0:
			r.Suggested = r.GradeBefore
		case len(s.Failed) == 0:
			r.Suggested = ByScore(l.Preset, r.Kind, s.Total)
		}
	}
}

// Suggest is the grade that follows from a review as it stands in a form, and
// its sheet: what a screen shows while somebody keys it in.
func Suggest(p *policy.Preset, v field.Values, before string) (string, Sheet) {
	r := &Review{Kind: v.Text("kind"), Payment: v.Text("payment"), GradeBefore: before, Scores: v}
	r.Amount, _ = field.ReadDecimal(v.Text("amount"))
	law{Preset: p}.work(r)
	return r.Suggested, Score(p, r.Kind, v)
}

// lacks says what a proposal lacks.
func (l law) lacks(r *Review) data.Errors {
	var wrong data.Errors
	say := func(key, message string, args ...any) { wrong = append(wrong, data.Wrong(key, message, args...)) }
	s := Score(l.Preset, r.Kind, r.Scores)
	for _, i := range s.Missing {
		say(Key(i), "review.error.missing", "Indicator", i.Name)
	}
	for _, i := range s.Failed {
		say(Key(i), "review.error.condition", "Indicator", i.Name)
	}
	for _, i := range Asked(l.Preset, r.Kind) {
		if n, _ := field.ReadDecimal(r.Scores.Text(Key(i))); !i.Required && n > int64(i.Weight)*100 {
			say(Key(i), "error.out_of_range", "Least", 0, "Most", i.Weight)
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	before, to := l.Rank(r.GradeBefore), l.Rank(r.Proposed)
	graded := r.Kind == Turnover || s.Most > 0
	switch {
	case r.Proposed == "" && r.Kind == Admission && s.Most > 0:
		say("proposed", "review.error.below", "Total", points(r.Total), "Least", l.least())
	case r.Proposed == "" && (r.Kind == Admission || !graded):
		say("proposed", "error.required")
	case graded && to < l.Rank(r.Suggested):
		say("proposed", "review.error.above", "Grade", l.grade(r.Proposed), "Suggested", l.grade(r.Suggested))
	case r.Kind == Admission && !l.admits(r.Proposed):
		say("proposed", "review.error.not_at_admission", "Grade", l.grade(r.Proposed))
	case r.Kind == Change && to == before:
		say("proposed", "review.error.same", "Grade", l.grade(r.Proposed))
	}
	if r.Reason == "" && (r.Kind == Change || r.Kind != Admission && to != before || graded && to > l.Rank(r.Suggested)) {
		say("reason", "review.error.reason")
	}
	return wrong
}

// least are the fewest points from which there is a grade.
func (l law) least() int {
	n := 0
	for _, g := range l.Grading.Grades {
		if g.Score > 0 && (n == 0 || g.Score < n) {
			n = g.Score
		}
	}
	return n
}

func (l law) admits(grade string) bool {
	g, ok := l.Grade(grade)
	return ok && g.Admission
}

// points are hundredths as a person writes them, "0" for none.
func points(n int64) string {
	if n == 0 {
		return "0"
	}
	return field.ShowDecimal(n)
}
