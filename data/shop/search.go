package shop

import (
	"context"

	"kezhi/data/complaint"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/search"
)

// Found is a record that answers a search, with what else matters at the desk.
type Found struct {
	Register string
	ID       int64
	Number   string
	Title    string
	Sub      string
	Why      string // which part matched: a search.Field
	Match    string // the text that matched

	// Of a customer.
	OpenComplaints int64
	LastVisitOn    string
	DoNotDisturb   bool
	Blacklisted    string // until, "" for not
	EndedOn        string // 终止, "" for not
}

// Warm reads what the first searches need, in the background at start.
func (s *Shop) Warm(ctx context.Context) error {
	defer s.DB.Slim(ctx) // the system keeps what was read
	return search.Warm(ctx, s.DB)
}

// Search finds customers, at most limit of them, and after them a few records
// of each register that people look for by words. Any other is found by its
// number, see Find.
func (s *Shop) Search(ctx context.Context, q string, limit int) ([]Found, error) {
	var hits []customer.Hit
	var err error
	if register.May(ctx, s.DB, right.See, "customer") {
		if hits, err = s.Customers.Search(ctx, q, limit); err != nil {
			return nil, err
		}
	}
	out := make([]Found, 0, len(hits)+8)
	for _, h := range hits {
		out = append(out, s.fromCustomer(h))
	}
	for _, r := range []register.Register{s.Visits, s.Complaints, s.Surveys.Campaigns, s.Surveys.Answers, s.Desk.Receptions, s.Credit.Receivables} {
		if !register.May(ctx, s.DB, right.See, r.Key()) {
			continue
		}
		fs, err := s.others(ctx, r, q, 3)
		if err != nil {
			return nil, err
		}
		out = append(out, fs...)
	}
	return out, nil
}

func (s *Shop) fromCustomer(h customer.Hit) Found {
	f := Found{
		Register: "customer", ID: h.ID, Number: h.Number, Title: h.Name, Sub: h.Phone, Why: string(h.Why), Match: h.Match,
		OpenComplaints: h.OpenComplaints, LastVisitOn: h.LastVisitOn, DoNotDisturb: h.DoNotDisturb, EndedOn: h.EndedOn,
	}
	if h.BarredUntil >= s.DB.Now().Local().Format(field.DateLayout) {
		f.Blacklisted = h.BarredUntil
	}
	return f
}

func (s *Shop) others(ctx context.Context, r register.Register, q string, limit int) ([]Found, error) {
	hits, err := register.Hits(ctx, s.DB, r, q, limit)
	if err != nil || len(hits) == 0 {
		return nil, err
	}
	ids := make([]int32, len(hits))
	for i, h := range hits {
		ids[i] = int32(h.ID)
	}
	ls, err := r.Lines(ctx, ids)
	if err != nil {
		return nil, err
	}
	by := map[int64]register.Line{}
	for _, l := range ls {
		by[l.ID] = l
	}
	var out []Found
	for _, h := range hits {
		l, ok := by[h.ID]
		if !ok {
			continue
		}
		e := entry(r.Key(), l)
		out = append(out, Found{Register: r.Key(), ID: h.ID, Number: e.Number, Title: e.Who, Sub: e.What, Why: string(h.Why), Match: h.Match})
	}
	return out, nil
}

// OpenCount is how many complaints are not closed.
func (s *Shop) OpenCount(ctx context.Context) (int64, error) {
	if !register.May(ctx, s.DB, right.See, "complaint") {
		return 0, nil
	}
	var n int64
	open := s.DB.Read(ctx).Table("complaints").Where("deleted_at = 0 AND state NOT IN ?", complaint.Closed)
	if where, args := s.Complaints.Sight(ctx); where != "" {
		open = open.Where(where, args...)
	}
	err := open.Count(&n).Error
	return n, db.Translate(err)
}
