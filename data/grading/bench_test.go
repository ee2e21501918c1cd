package grading_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"kezhi/data/due"
	"kezhi/data/policy"
	"kezhi/data/shop"
)

// many is a shop of 100,000 customers under the dealer's regulation, none of
// whom was ever evaluated.
func many(b *testing.B) *shop.Shop {
	b.Helper()
	s, err := shop.Open(filepath.Join(b.TempDir(), "kezhi.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	p, err := policy.Shipped("dealer")
	if err != nil {
		b.Fatal(err)
	}
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.Local)
	s.DB.Now = func() time.Time { return now }
	if err := s.SetPolicy(b.Context(), "方正", p); err != nil {
		b.Fatal(err)
	}
	if err := s.SetStaff(b.Context(), "方正", people); err != nil {
		b.Fatal(err)
	}
	columns := "number, version, created_at, created_by, updated_at, updated_by, kind, name, short_name, code, identity, legal_representative, capital, email, website, scope, source, owner, first_contact, first_contact_on, birthday, do_not_disturb, intent, scale, nature, region, industry, grade, products, frequency, volume, price_sensitivity, payment, need_plan, investment, competitors, remark, custom, tags, name_key, phone, contact"
	_, err = s.DB.Pool().Exec(fmt.Sprintf(`INSERT INTO customers (%s)
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
		SELECT 'KH-' || i, 1, %d, '', 0, '', 'organisation', '客户' || i, '', '', '', '', 0, '', '', '', '', CASE i %% 2 WHEN 0 THEN '江一帆' ELSE '谭晓琴' END, '', '', '', 0,
			'', '', '', '', '', CASE WHEN i %% 10 = 0 THEN 'vip' ELSE 'qualified' END, '', '', '', '', '', '', '', '', '', '{}', '[]', i, '', '' FROM n`, columns, now.UnixMilli()))
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func BenchmarkEvaluateAHundredThousandOfWhomAllAreDue(b *testing.B) {
	s := many(b)
	for b.Loop() {
		ls, err := s.Grading.Evaluate(b.Context(), "2026-09-02")
		if err != nil || len(ls) != 100_000 {
			b.Fatal(len(ls), err)
		}
	}
}

func BenchmarkDueAmongAHundredThousand(b *testing.B) {
	s := many(b)
	for b.Loop() {
		l, err := s.Grading.Due(b.Context(), due.Query{Today: "2026-09-02", Until: "2026-09-09", Limit: 200})
		if err != nil || l.Today != 100_000 {
			b.Fatal(l.Today, err)
		}
	}
}
