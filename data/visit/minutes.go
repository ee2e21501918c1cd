package visit

import (
	"context"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
)

// minuted is the condition of a visit v that has minutes.
const minuted = "v.way IN ('" + Talk + "', '" + Presentation + "')"

// isMeeting tells whether the visit has minutes (会议纪要). What was written into
// them stays where its way is corrected, and is not asked for.
func (v *Visit) isMeeting() bool { return v.Way == Talk || v.Way == Presentation }

// CarryOut notes the day on which a decision of a meeting was carried out
// (落实). Code data.Refused where it was already, data.NotFound.
func (s *Store) CarryOut(ctx context.Context, who string, id int64, pos int, day string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		v, err := s.One(tx, id)
		switch {
		case err != nil:
			return err
		case pos < 0 || pos >= len(v.Decisions):
			return data.Fault(data.NotFound, "error.not_found", "Number", v.Number)
		case v.Decisions[pos].DoneOn != "":
			return data.Fault(data.Refused, "visit.error.carried", "Day", v.Decisions[pos].DoneOn)
		}
		if err := s.Edits(tx, id, v.Decisions[pos].Owner); err != nil {
			return err
		}
		v.Decisions[pos].DoneOn = max(day, v.OnDay)
		return s.SaveIn(tx, v)
	})
}

// undecidedDue are the decisions that nobody carries out yet: whoever was at the
// meeting names somebody within the hours of the regulation.
func (s *Store) undecidedDue(ctx context.Context, q due.Query, preset *policy.Preset) (due.List, error) {
	var l due.List
	hours := preset.Visits.DecideHours
	if hours == 0 {
		return l, nil
	}
	// The moments between which a visit's decisions fall due on the days asked for.
	first, end, err := within(q.From, q.Until)
	if err != nil {
		return l, err
	}
	limit := (time.Duration(hours) * time.Hour).Milliseconds()
	fs, err := db.Select[found](s.DB.Read(ctx), `(SELECT v.id, v.number, v.customer_id AS customer, (SELECT name FROM customers c WHERE c.id = v.customer_id) AS who,
		d.what, v.visitor AS owner, v.at + ? AS at, d.pos
		FROM visit_decisions d CROSS JOIN visits v ON v.id = d.record_id
		WHERE d.done_on = '' AND d.owner = '' AND v.deleted_at = 0 AND `+minuted+` AND v.at >= ? AND v.at < ? AND (? = '' OR v.visitor = ?) ORDER BY v.at, d.pos)`, "",
		limit, first-limit, end-limit, q.Owner, q.Owner)
	for _, f := range fs {
		f.Day = day(f.At)
		l.Count(q.Today, f.Day, 1)
		if len(l.Items) == q.Limit {
			continue
		}
		i := f.item(due.NextStep, "visit")
		i.At, i.Why, i.WhyArgs = f.At, "due.why.decide", []any{"Hours", hours}
		l.Items = append(l.Items, i)
	}
	return l, err
}

// within are the moments at which the first day begins, or 0, and the last ends.
func within(from, until string) (first, end int64, err error) {
	if from != "" {
		t, err := time.ParseInLocation(field.DateLayout, from, time.Local)
		if err != nil {
			return 0, 0, err
		}
		first = t.UnixMilli()
	}
	t, err := time.ParseInLocation(field.DateLayout, until, time.Local)
	return first, t.AddDate(0, 0, 1).UnixMilli(), err
}

// decisionsDue are the decisions that somebody carries out by a day.
func (s *Store) decisionsDue(ctx context.Context, q due.Query, _ *policy.Preset) (due.List, error) {
	fs, l, err := s.listed(ctx, q,
		"v.id, v.number, v.customer_id AS customer, (SELECT name FROM customers c WHERE c.id = v.customer_id) AS who, d.what, d.owner, d.due AS day, d.pos",
		"visit_decisions d CROSS JOIN visits v ON v.id = d.record_id WHERE d.done_on = '' AND d.owner <> '' AND d.due <> '' AND v.deleted_at = 0 AND "+minuted, "d.due", "d.owner")
	for _, f := range fs {
		i := f.item(due.NextStep, "visit")
		i.Act = ActDecision
		l.Items = append(l.Items, i)
	}
	return l, err
}
