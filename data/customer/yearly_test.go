package customer_test

import (
	"context"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/due"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// The yearly review is from 1 July to 31 August (dealer preset).
func TestFilesAreReviewedFromJulyToTheEndOfAugust(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	d.Now = func() time.Time { return time.Date(2025, 11, 22, 9, 0, 0, 0, time.Local) }
	p, err := policy.Shipped("dealer")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Write(ctx, "周岚", func(tx *db.Tx) error { return policy.Use(tx, p) }); err != nil {
		t.Fatal(err)
	}
	s := customer.Open(d)
	for _, x := range []struct{ name, kind, owner, checked string }{
		{"甲", customer.Organisation, "贺敏", "2025-07-02"},
		{"乙", customer.Organisation, "贺敏", "2026-07-01"},
		{"丙", customer.Organisation, "江一帆", ""},
		{"丁", customer.Person, "贺敏", ""},
	} {
		v := s.Blank()
		v["name"], v["kind"], v["owner"], v["checked_on"] = x.name, x.kind, x.owner, x.checked
		if x.kind == customer.Person {
			delete(v, "checked_on")
		}
		if _, err := s.Put(ctx, "x", register.Record{Values: v}); err != nil {
			t.Fatal(err)
		}
	}
	for _, x := range []struct {
		today, from, until, owner string
		n, late                   int
	}{
		{"2026-06-30", "", "2026-12-31", "", 0, 0},
		{"2026-07-01", "", "2026-08-31", "", 2, 0},
		{"2026-07-01", "", "2026-08-30", "", 0, 0},
		{"2026-08-31", "2026-08-31", "2026-09-07", "贺敏", 1, 0},
		{"2026-09-01", "", "2026-09-01", "", 2, 2},
		{"2026-09-01", "2026-09-01", "2026-09-08", "", 0, 0},
	} {
		l, err := customer.Yearly{DB: d}.Due(ctx, due.Query{Today: x.today, From: x.from, Until: x.until, Owner: x.owner, Limit: 9})
		if err != nil || len(l.Items) != x.n || l.Late != x.late {
			t.Errorf("%+v: %+v, %v", x, l, err)
		}
		for _, i := range l.Items {
			if i.Day != "2026-08-31" || i.Reason(assets.ZhHans) != "还有 1 户未年检（07-01 至 08-31）" {
				t.Errorf("%+v: %s", i, i.Reason(assets.ZhHans))
			}
		}
	}
}
