package credit_test

import (
	"context"
	"testing"
	"time"

	"kezhi/data/credit"
	"kezhi/data/customer"
	"kezhi/data/db/dbtest"
	"kezhi/data/due"
	"kezhi/data/register"
)

// full is a file of 100,000 customers with a credit file and two debts each, one
// of three open.
func full(b *testing.B) *credit.Store {
	b.Helper()
	d := dbtest.MustOpen(b)
	d.Now = func() time.Time { return clock }
	cs := customer.Open(d)
	v := cs.Blank()
	v["name"], v["owner"] = "甲", "贺敏"
	if _, err := cs.Put(b.Context(), "贺敏", register.Record{Values: v}); err != nil {
		b.Fatal(err)
	}
	var rest string
	if err := d.Pool().QueryRow(`SELECT group_concat('"' || name || '"') FROM pragma_table_info('customers') WHERE name NOT IN ('id', 'number')`).Scan(&rest); err != nil {
		b.Fatal(err)
	}
	const n = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) `
	for _, q := range []string{
		`PRAGMA foreign_keys = OFF`,
		n + `INSERT INTO customers (number, ` + rest + `) SELECT 'KH-' || i, ` + rest + ` FROM n, customers WHERE customers.id = 1 AND i > 1`,
		n + `INSERT INTO credit_files (number, version, created_at, created_by, updated_at, updated_by, customer_id, grade, credit_limit, days, since, approver, approved_on,
			edition, deposit, stopped_on, stop_reason, withheld, stop_edition, remark, reported_on, report_due, instalment_due)
			SELECT 'XY-' || i, 1, 0, '', 0, '', i, 'A', 100000, 30, '2025-01-01', '', '2025-01-01', '', 0, '', '', 0, '', '', '', date('2026-06-01', (i % 300) || ' days'), '' FROM n`,
		`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) INSERT INTO receivables (number, version, created_at, created_by, updated_at, updated_by, customer_id, on_day, what, contract, amount, due_on,
			over_approver, write_off_on, write_off_reason, write_off_approver, remark, edition, received, open, written_off, state, dun_on)
			SELECT 'YS-' || i, 1, 0, '', 0, '', 1 + i % 100000, date('2025-01-01', (i % 680) || ' days'), 'x', '', 1000, date('2025-02-01', (i % 680) || ' days'),
			'', '', '', '', '', '', CASE WHEN i % 3 THEN 1000 ELSE 0 END, CASE WHEN i % 3 THEN 0 ELSE 1000 END, 0, CASE WHEN i % 3 THEN 'paid' ELSE 'open' END,
			CASE WHEN i % 3 THEN '' ELSE date('2025-02-02', (i % 680) || ' days') END FROM n`,
		`INSERT INTO receivable_receipts (record_id, pos, on_day, amount, way, remark) SELECT id, 0, on_day, 1000, '', '' FROM receivables WHERE open = 0`,
		`ANALYZE`,
	} {
		if _, err := d.Pool().Exec(q); err != nil {
			b.Fatal(err)
		}
	}
	return credit.Open(d)
}

func BenchmarkALedgerOf100000Customers(b *testing.B) {
	s, ctx := full(b), context.Background()
	for name, f := range map[string]func() error{
		"account of a customer": func() error { _, err := s.Of(ctx, 777, "2026-11-22"); return err },
		"work of a week": func() error {
			_, err := s.Due(ctx, due.Query{Today: "2026-11-22", Until: "2026-11-29", Limit: 50})
			return err
		},
		"figures of a month": func() error { _, err := s.Period(ctx, "2026-10-01", "2026-10-31", ""); return err },
		"ageing":             func() error { _, err := s.Age(ctx, "2026-11-22", ""); return err },
		"first 50 by day": func() error {
			ids, err := s.Receivables.IDs(ctx, register.Query{Sort: "on", Desc: true, Limit: 50})
			if err == nil {
				_, err = s.Receivables.Lines(ctx, ids)
			}
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				if err := f(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
