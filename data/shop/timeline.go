package shop

import (
	"cmp"
	"context"
	"slices"
	"time"

	"kezhi/data/db"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Event is one thing that happened with a customer (往来).
type Event struct {
	At       int64  // unix milliseconds
	Register string // what it is: visit, complaint, answer, document, customer (an edit)
	ID       int64  // of the record it opens
	Number   string
	By       string
	Line     register.Line   // of a visit, complaint or answer
	Document *document.File  // of a document
	Row      field.Values    // of what is no record of its own: a grade, a payment, a planned visit, a greeting
	Action   register.Action // of an edit
	Changes  []field.Change  // of an edit
}

// Timeline is everything that happened with a customer, newest first, at most
// limit events of each kind.
func (s *Shop) Timeline(ctx context.Context, customerID int64, limit int) ([]Event, error) {
	if err := s.Customers.Known(ctx, customerID); err != nil {
		return nil, err
	}
	var es []Event
	for _, of := range []struct {
		reg   register.Register
		table string
		when  func(register.Line) int64
	}{
		{s.Visits, "visits", whenOf("at")},
		{s.Complaints, "complaints", whenOf("received_at")},
		{s.Surveys.Answers, "answers", whenOf("date")},
		{s.Grading.Reviews, "reviews", whenOf("proposed_on")},
		{s.Grading.Blacklist, "blacklist", whenOf("from")},
		{s.Desk.Receptions, "receptions", whenOf("at")},
		{s.Credit.Files, "credit_files", whenOf("since")},
		{s.Credit.Reports, "credit_reports", whenOf("on")},
		{s.Credit.Receivables, "receivables", whenOf("on")},
		{s.Customers.Changes, "change_reports", whenOf("changed_on")},
	} {
		if a := s.DB.Actor(); a != nil && !a.May(right.See, of.reg.Key()) {
			continue
		}
		if !register.May(ctx, s.DB, right.See, of.reg.Key()) {
			continue
		}
		var ids []int32
		err := s.DB.Read(ctx).Table(of.table).Where("customer_id = ? AND deleted_at = 0", customerID).
			Order("id DESC").Limit(limit).Pluck("id", &ids).Error
		if err != nil {
			return nil, db.Translate(err)
		}
		ls, err := of.reg.Lines(ctx, ids)
		if err != nil {
			return nil, err
		}
		for _, l := range ls {
			es = append(es, Event{At: of.when(l), Register: of.reg.Key(), ID: l.ID, Number: l.Number, By: l.CreatedBy, Line: l})
		}
	}
	more, err := s.besides(ctx, customerID, limit)
	if err != nil {
		return nil, err
	}
	es = append(es, more...)
	var fs []document.File
	if register.May(ctx, s.DB, right.See, "document") {
		if fs, err = s.Documents.List(ctx, "customer", customerID); err != nil {
			return nil, err
		}
	}
	for i := range fs {
		es = append(es, Event{At: fs[i].AddedAt, Register: "document", ID: fs[i].ID, By: fs[i].AddedBy, Document: &fs[i]})
	}
	cs, err := s.Customers.History(ctx, customerID)
	if err != nil {
		return nil, err
	}
	for _, c := range cs[:min(len(cs), limit)] {
		es = append(es, Event{At: c.At, Register: "customer", ID: c.RecordID, Number: c.Number, By: c.Who, Action: c.Action, Changes: c.Differences()})
	}
	slices.SortStableFunc(es, func(a, b Event) int { return cmp.Compare(b.At, a.At) })
	return es, nil
}

// whenOf reads a moment or a day from a line; a line without one stands where
// it was entered.
func whenOf(key string) func(register.Line) int64 {
	return func(l register.Line) int64 {
		s := l.Values.Text(key)
		if t, err := time.ParseInLocation(field.TimeLayout, s, time.Local); err == nil {
			return t.UnixMilli()
		}
		if t, err := time.ParseInLocation(field.DateLayout, s, time.Local); err == nil {
			return t.Add(12 * time.Hour).UnixMilli()
		}
		return l.CreatedAt
	}
}
