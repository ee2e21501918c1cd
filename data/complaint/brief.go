package complaint

import (
	"context"
	"strings"
)

// brief reads of some entries what clocks and figures need, and not the rest:
// it is read of all that are open, and of all of a year.
func (s *Store) brief(ctx context.Context, rest string, args ...any) ([]Complaint, error) {
	var c Complaint
	columns := []struct {
		name string
		at   any
	}{
		{"id", &c.ID},
		{"number", &c.Number},
		{"customer_id", &c.CustomerID},
		{"complainant", &c.Complainant},
		{"what", &c.What},
		{"receiver", &c.Receiver},
		{"handler", &c.Handler},
		{"category", &c.Category},
		{"severity", &c.Severity},
		{"department", &c.Department},
		{"accused_department", &c.AccusedDepartment},
		{"on_day", &c.OnDay},
		{"state", &c.State},
		{"round", &c.Round},
		{"due", &c.Due},
		{"promised_on", &c.PromisedOn},
		{"rule_from", &c.RuleFrom},
		{"rule_within", &c.RuleWithin},
		{"rule_due", &c.RuleDue},
		{"paused_on", &c.PausedOn},
		{"answered_on", &c.AnsweredOn},
		{"rule_met", &c.RuleMet},
		{"promise_met", &c.PromiseMet},
		{"founded", &c.Founded},
		{"heard", &c.Heard},
		{"closed_on", &c.ClosedOn},
		{"corrective_owner", &c.CorrectiveOwner},
		{"score", &c.Score},
		{"next_on", &c.NextOn},
	}
	names, into := make([]string, len(columns)), make([]any, len(columns))
	for i, x := range columns {
		names[i], into[i] = x.name, x.at
	}
	rows, err := s.DB.Pool().QueryContext(ctx, "SELECT "+strings.Join(names, ",")+" FROM complaints "+rest, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var cs []Complaint
	for rows.Next() {
		c.CustomerID = nil
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		cs = append(cs, c)
	}
	return cs, rows.Err()
}
