package shop

import (
	"context"
	"time"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/right"
)

// What happened with a customer and is no record of its own.
const (
	EventGrade    = "grade"    // 等级变动 that no review decided
	EventPayment  = "payment"  // 回款
	EventPlanned  = "plan"     // 计划拜访
	EventGreeting = "greeting" // 问候
)

// besides are the events of a customer that are rows of something else. Who may
// not see the register that they are of is not shown them.
func (s *Shop) besides(ctx context.Context, customerID int64, limit int) ([]Event, error) {
	var es []Event
	for _, of := range []struct{ kind, register, from string }{
		{EventGrade, "review", `SELECT at, '' AS day, record_id AS id, number, approver AS by, grade_from AS one, grade_to AS two, reason AS three
			FROM grade_changes WHERE customer_id = ? AND register <> 'review'`},
		{EventPayment, "receivable", `SELECT 0 AS at, p.on_day AS day, t.id, t.number, '' AS by, CAST(p.amount AS TEXT) AS one, p.way AS two, t.what AS three
			FROM receivables t JOIN receivable_receipts p ON p.record_id = t.id WHERE t.customer_id = ? AND t.deleted_at = 0`},
		{EventPlanned, "plan", `SELECT 0 AS at, l.day, p.id, p.number, l.visitor AS by, l.grade AS one, l.way AS two, l.left_out AS three
			FROM plan_lines l JOIN plans p ON p.id = l.plan_id WHERE l.customer_id = ? AND p.deleted_at = 0`},
		{EventGreeting, "customer", `SELECT at, on_day AS day, customer_id AS id, '' AS number, who AS by, occasion AS one, way AS two, '' AS three
			FROM greetings WHERE customer_id = ?`},
	} {
		if a := s.DB.Actor(); a != nil && (!a.May(right.See, of.register) || of.kind == EventPayment && !a.May(right.Sensitive, of.register)) {
			continue
		}
		rows, err := db.Select[happening](s.DB.Read(ctx), "("+of.from+")", "ORDER BY at DESC, day DESC LIMIT ?", customerID, limit)
		if err != nil {
			return nil, db.Translate(err)
		}
		for _, r := range rows {
			es = append(es, r.event(of.kind))
		}
	}
	return es, nil
}

// happening is such a row as it is read.
type happening struct {
	At              int64
	Day             string
	ID              int64
	Number, By      string
	One, Two, Three string
}

func (h happening) event(kind string) Event {
	if t, err := time.ParseInLocation(field.DateLayout, h.Day, time.Local); err == nil && h.At == 0 {
		h.At = t.Add(12 * time.Hour).UnixMilli()
	}
	e := Event{At: h.At, Register: kind, ID: h.ID, Number: h.Number, By: h.By, Row: field.Values{}}
	for i, key := range map[string][3]string{
		EventGrade: {"from", "to", "reason"}, EventPayment: {"amount", "way", "what"},
		EventPlanned: {"grade", "way", "left_out"}, EventGreeting: {"occasion", "way", ""},
	}[kind] {
		e.Row[key] = [3]string{h.One, h.Two, h.Three}[i]
	}
	return e
}
