package credit

import (
	"context"

	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Figures are what a period brought (统计): of everybody, or of one account
// manager's customers. 分.
type Figures struct {
	Sales     int64 // 销售额: what became owed
	Orders    int64
	Collected int64 // 回款
	BadDebts  int64 // 坏账: what was written off
}

// Period counts the figures of the days from and to, both included, of the
// customers whom whoever is at the desk may see; owner "" is all of these.
func (s *Store) Period(ctx context.Context, from, to, owner string) (Figures, error) {
	if err := s.Receivables.Permit(ctx, right.Sensitive); err != nil {
		return Figures{}, err
	}
	var f Figures
	theirs, whose := register.Theirs(ctx, s.DB, "r.customer_id")
	join, and, args := "", " AND "+theirs, append([]any{from, to}, whose...)
	if owner != "" {
		join, and, args = " JOIN customers c ON c.id = r.customer_id", and+" AND c.owner = ?", append(args, owner)
	}
	g := s.DB.Read(ctx)
	err := g.Raw("SELECT coalesce(sum(r.amount), 0) AS sales, count(*) AS orders FROM receivables r"+join+
		" WHERE r.deleted_at = 0 AND r.on_day BETWEEN ? AND ?"+and, args...).Scan(&f).Error
	if err == nil {
		err = g.Raw("SELECT coalesce(sum(p.amount), 0) FROM receivable_receipts p JOIN receivables r ON r.id = p.record_id AND r.deleted_at = 0"+join+
			" WHERE p.on_day BETWEEN ? AND ?"+and, args...).Scan(&f.Collected).Error
	}
	if err == nil {
		err = g.Raw("SELECT coalesce(sum(r.written_off), 0) FROM receivables r"+join+
			" WHERE r.write_off_on <> '' AND r.write_off_on BETWEEN ? AND ? AND r.deleted_at = 0"+and, args...).Scan(&f.BadDebts).Error
	}
	return f, db.Translate(err)
}

// Account is how a customer stands (信用情况).
type Account struct {
	File    *File // nil where there is none
	Grade   policy.CreditGrade
	Used    int64 // 分: what is open
	Overdue int64 // 分
	Days    int64 // the oldest is overdue for
	Debts   int64 // how many are open
}

// Left is how much more the customer may owe; below zero where the limit is
// gone over.
func (a *Account) Left() int64 {
	if a.File == nil {
		return -a.Used
	}
	return a.File.Limit - a.Used
}

// Of is how a customer stands on a day; nothing for whoever may not see the
// amounts, or not the customer.
func (s *Store) Of(ctx context.Context, customerID int64, day string) (*Account, error) {
	if !register.May(ctx, s.DB, right.See, "credit") || !register.May(ctx, s.DB, right.Sensitive, "credit") {
		return &Account{}, nil
	}
	g := s.DB.Read(ctx)
	a := &Account{}
	theirs, whose := register.Theirs(ctx, s.DB, "customer_id")
	var x struct {
		Used, Overdue, Debts int64
		Oldest               string
	}
	err := g.Raw(`SELECT coalesce(sum(open), 0) AS used, coalesce(sum(CASE WHEN due_on < ? THEN open END), 0) AS overdue,
		count(*) AS debts, coalesce(min(due_on), '') AS oldest
		FROM receivables WHERE customer_id = ? AND open > 0 AND deleted_at = 0 AND `+theirs, append([]any{day, customerID}, whose...)...).Scan(&x).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	a.Used, a.Overdue, a.Debts, a.Days = x.Used, x.Overdue, x.Debts, max(0, between(x.Oldest, day))
	if a.File, err = s.of(g, customerID); err != nil || a.File == nil {
		return a, db.Translate(err)
	}
	if ids, err := s.Files.Seen(ctx, []int64{a.File.ID}); err != nil || len(ids) == 0 {
		a.File = nil
		return a, err
	}
	p, err := policy.Current(g)
	if err == nil {
		a.Grade, _ = p.CreditGrade(a.File.Grade)
	}
	return a, err
}

// Debts are the ids of what a customer owes, the latest first, as far as they may
// be seen; all with what was paid or written off.
func (s *Store) Debts(ctx context.Context, customerID int64, all bool, limit int) ([]int32, error) {
	if !register.May(ctx, s.DB, right.See, "receivable") {
		return nil, nil
	}
	q := s.DB.Read(ctx).Table("receivables").Where("customer_id = ? AND deleted_at = 0", customerID)
	if !all {
		q = q.Where("open > 0")
	}
	var ids []int32
	err := q.Order("on_day DESC, id DESC").Limit(limit).Pluck("id", &ids).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	return s.Receivables.Seen32(ctx, ids)
}

// ReportsOf are the ids of a customer's credit reports, the latest first, as far
// as they may be seen.
func (s *Store) ReportsOf(ctx context.Context, customerID int64, limit int) ([]int32, error) {
	if !register.May(ctx, s.DB, right.See, "credit_report") {
		return nil, nil
	}
	var ids []int32
	err := s.DB.Read(ctx).Table("credit_reports").Where("customer_id = ? AND deleted_at = 0", customerID).
		Order("on_day DESC, id DESC").Limit(limit).Pluck("id", &ids).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	return s.Reports.Seen32(ctx, ids)
}
