package shop

import (
	"context"
	"time"

	"gorm.io/gorm"

	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Entry is a record that was entered lately, or waits to be dealt with.
type Entry struct {
	Register string
	ID       int64
	Number   string
	Who      string // the customer's or complainant's name
	What     string
	At       int64 // unix milliseconds
	By       string
	Line     register.Line
}

// Entered are the records made on a day, newest first, at most limit.
func (s *Shop) Entered(ctx context.Context, day time.Time, limit int) ([]Entry, error) {
	y, m, d := day.Local().Date()
	from := time.Date(y, m, d, 0, 0, 0, 0, time.Local)
	var cs []register.Change
	err := s.DB.Read(ctx).Where("action = ? AND at >= ? AND at < ?", register.Created, from.UnixMilli(), from.AddDate(0, 0, 1).UnixMilli()).
		Order("id DESC").Limit(limit).Find(&cs).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	by := map[string][]int32{}
	for _, c := range cs {
		by[c.Register] = append(by[c.Register], int32(c.RecordID))
	}
	lines := map[string]map[int64]register.Line{}
	for key, ids := range by {
		r := s.Register(key)
		if r == nil || !register.May(ctx, s.DB, right.See, key) {
			continue
		}
		ls, err := r.Lines(ctx, ids)
		if err != nil {
			return nil, err
		}
		lines[key] = map[int64]register.Line{}
		for _, l := range ls {
			lines[key][l.ID] = l
		}
	}
	var out []Entry
	for _, c := range cs {
		l, ok := lines[c.Register][c.RecordID]
		if !ok || l.DeletedAt != 0 {
			continue
		}
		e := entry(c.Register, l)
		e.At, e.By = c.At, c.Who
		out = append(out, e)
	}
	return out, nil
}

func entry(reg string, l register.Line) Entry {
	e := Entry{Register: reg, ID: l.ID, Number: l.Number, Line: l, At: l.CreatedAt, By: l.CreatedBy}
	e.Who, e.What = Title(reg, l.Values)
	return e
}

// OpenComplaints are the complaints that are not closed, those promised
// soonest first and those without a promise last, at most limit; and how many
// there are in all, and how many of them are past their promised day.
func (s *Shop) OpenComplaints(ctx context.Context, today time.Time, limit int) (es []Entry, all, late int64, err error) {
	if !register.May(ctx, s.DB, right.See, "complaint") {
		return nil, 0, 0, nil
	}
	day := today.Local().Format(field.DateLayout)
	open := s.DB.Read(ctx).Table("complaints").Where("deleted_at = 0 AND state NOT IN ?", complaint.Closed)
	if where, args := s.Complaints.Sight(ctx); where != "" {
		open = open.Where(where, args...)
	}
	open = open.Session(&gorm.Session{})
	if err = open.Count(&all).Error; err != nil {
		return nil, 0, 0, db.Translate(err)
	}
	if err = open.Where("promised_on <> '' AND promised_on < ?", day).Count(&late).Error; err != nil {
		return nil, 0, 0, db.Translate(err)
	}
	var ids []int32
	if err = open.Order("promised_on = '', promised_on, id").Limit(limit).Pluck("id", &ids).Error; err != nil {
		return nil, 0, 0, db.Translate(err)
	}
	ls, err := s.Complaints.Lines(ctx, ids)
	if err != nil {
		return nil, 0, 0, err
	}
	for _, l := range ls {
		es = append(es, entry("complaint", l))
	}
	return es, all, late, nil
}

// Promises are the promises made at visits that are not kept yet and are due
// by a day, the most urgent first, at most limit.
func (s *Shop) Promises(ctx context.Context, by time.Time, limit int) ([]Promise, error) {
	if !register.May(ctx, s.DB, right.See, "visit") {
		return nil, nil
	}
	theirs, whose := register.Theirs(ctx, s.DB, "v.customer_id")
	var ps []Promise
	err := s.DB.Read(ctx).Table("visit_promises AS p").
		Select("v.id AS visit_id, v.number, c.name AS customer, p.what, p.owner, p.due").
		Joins("JOIN visits v ON v.id = p.record_id").Joins("JOIN customers c ON c.id = v.customer_id").
		Where("p.done_on = '' AND v.deleted_at = 0 AND p.due <= ?", by.Local().Format(field.DateLayout)).
		Where(theirs, whose...).
		Order("p.due, v.id").Limit(limit).Find(&ps).Error
	return ps, db.Translate(err)
}

// Promise is a promise (承诺) that was made at a visit.
type Promise struct {
	VisitID  int64
	Number   string
	Customer string
	What     string
	Owner    string
	Due      string
}
