package visit_test

import (
	"fmt"
	"testing"
	"time"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/due"
	"kezhi/data/policy"
	"kezhi/data/visit"
)

// BenchmarkDueWithoutAPlan asks a shop of 100,000 customers, 15 percent of them
// VIP and 30 percent 优选, who is due by the rounds of the regulation.
func BenchmarkDueWithoutAPlan(b *testing.B) {
	for _, preset := range []string{"dealer", "turnover"} {
		b.Run(preset, func(b *testing.B) {
			d := many(b, preset)
			s := visit.Open(d)
			var l due.List
			for b.Loop() {
				var err error
				if l, err = s.Due(ctx, due.Query{Today: "2026-11-22", Until: "2026-11-29", Limit: 50}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(l.Late+l.Today+l.Later), "due")
		})
	}
}

// many is a file of 100,000 customers with a visit each for two of three.
func many(b *testing.B, preset string) *db.DB {
	d := dbtest.MustOpen(b)
	d.Now = func() time.Time { return clock }
	p, err := policy.Shipped(preset)
	if err != nil {
		b.Fatal(err)
	}
	grades := p.Grading.Grades
	customer.Open(d)
	err = d.Write(ctx, "x", func(tx *db.Tx) error {
		if err := policy.Use(tx, p); err != nil {
			return err
		}
		for from := 0; from < 100_000; from += 100 {
			var cs []*customer.Customer
			var vs []*visit.Visit
			for i := from; i < from+100; i++ {
				c := &customer.Customer{Kind: customer.Organisation, Name: fmt.Sprintf("客户%06d", i), Owner: []string{"贺敏", "江一帆", "罗维"}[i%3], FirstContactOn: "2025-01-05", Tags: []string{}, Custom: map[string]string{}}
				switch n := i % 100; {
				case n < 15:
					c.Grade = grades[0].Key
				case n < 45:
					c.Grade = grades[1].Key
				case n < 90:
					c.Grade = grades[2].Key
				}
				c.ID, c.Number = int64(i+1), fmt.Sprintf("KH-%06d", i+1)
				cs = append(cs, c)
				if i%3 > 0 {
					day := clock.AddDate(0, 0, -(i*7)%400)
					v := &visit.Visit{CustomerID: c.ID, Way: []string{"on_site", "phone"}[i%2], At: day.UnixMilli(), OnDay: day.Format("2006-01-02"), Visitor: c.Owner, Companions: []string{}, Result: "in_touch"}
					v.Number = fmt.Sprintf("BF-2026-%06d", i+1)
					vs = append(vs, v)
				}
			}
			if _, err := db.Insert(tx, "customers", cs); err != nil {
				return err
			}
			if _, err := db.Insert(tx, "visits", vs); err != nil {
				return err
			}
		}
		return tx.Do(`UPDATE customers AS c SET last_visit_on = coalesce((SELECT max(on_day) FROM visits v WHERE v.customer_id = c.id), ''),
			last_on_site_on = coalesce((SELECT max(on_day) FROM visits v WHERE v.customer_id = c.id AND way = 'on_site'), '')`)
	})
	if err != nil {
		b.Fatal(err)
	}
	return d
}

// BenchmarkPlan draws up the plan of a month for 100,000 customers and reads it.
func BenchmarkPlan(b *testing.B) {
	d := many(b, "dealer")
	s := visit.Open(d)
	month := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		p := &visit.Plan{Period: visit.ByMonth, FromDay: month.Format("2006-01-02")}
		if err := s.Plans.Save(ctx, "x", p); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(p.Planned), "lines")
		month = month.AddDate(0, 1, 0)
	}
}
