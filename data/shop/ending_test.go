package shop_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/shop"
)

// TestTheEndOfARelationKeepsTheFileAndSettlesTheDeposit: 20 percent of the
// deposit are withheld, of which 40 percent come back after 4 months and 60
// after 6; no visit is due any more.
func TestTheEndOfARelationKeepsTheFileAndSettlesTheDeposit(t *testing.T) {
	ctx := context.Background()
	s, err := shop.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.Local)
	s.DB.Now = func() time.Time { return at }
	dealer, err := policy.Shipped("dealer")
	if err != nil {
		t.Fatal(err)
	}
	dealer.Grading.By = policy.ByHand
	for i := range dealer.Grading.Grades {
		dealer.Grading.Grades[i].Quota = 0
	}
	if err := s.SetPolicy(ctx, "方正", dealer); err != nil {
		t.Fatal(err)
	}
	put := func(key string, v field.Values) register.Record {
		t.Helper()
		r, err := s.Register(key).Put(ctx, "林小满", register.Record{Values: v})
		if err != nil {
			t.Fatal(key, err)
		}
		return r
	}
	c := put("customer", field.Values{"kind": "organisation", "name": "渝鲲火锅", "grade": "vip", "first_contact_on": "2026-01-05"})
	f := put("credit", field.Values{"customer": c.Number, "grade": "D", "deposit": "10000", "since": "2026-01-05"})
	visits := func() int {
		t.Helper()
		l, err := s.Due(ctx, due.Query{Today: "2026-11-20", Until: "2026-11-27", Limit: 50})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, i := range l.Items {
			if i.Kind == due.Visit {
				n++
			}
		}
		return n
	}
	if visits() != 1 {
		t.Error("a visit is due before", visits())
	}
	for _, x := range []struct {
		e    customer.Ending
		want string
	}{
		{customer.Ending{On: "2026-11-20"}, "customer.error.end_reason"},
		{customer.Ending{On: "2026-11-21", Reason: "停业"}, "error.future"},
		{customer.Ending{On: "2025-12-31", Reason: "停业"}, "customer.error.end_before"},
	} {
		if es := data.All(s.End(ctx, "林小满", c.ID, x.e)); len(es) == 0 || es[0].Key != x.want {
			t.Error(x, es)
		}
	}
	if err := s.End(ctx, "林小满", c.ID, customer.Ending{On: "2026-11-19", Reason: "停业", Settlement: "货款结清"}); err != nil {
		t.Fatal(err)
	}
	if visits() != 0 {
		t.Error("none is due after", visits())
	}
	r, err := s.Customers.Get(ctx, c.ID)
	if err != nil || r.DeletedAt != 0 || r.Values.Text("ended_on") != "2026-11-19" {
		t.Error("the file stays", r.Values.Text("ended_on"), err)
	}
	if f, err = s.Credit.Files.Get(ctx, f.ID); err != nil {
		t.Fatal(err)
	}
	is := f.Values.Rows("instalments")
	if f.Values.Text("withheld") != "2000" || len(is) != 2 || is[0].Text("amount") != "800" || is[0].Text("due") != "2027-03-19" || is[1].Text("amount") != "1200" || is[1].Text("due") != "2027-05-19" {
		t.Error(f.Values.Text("withheld"), is)
	}
	if err := s.End(ctx, "林小满", c.ID, customer.Ending{On: "2026-11-19", Reason: "停业"}); data.CodeOf(err) != data.Refused {
		t.Error("it ends once", err)
	}
	fs, err := s.Search(ctx, "渝鲲", 5)
	if err != nil || len(fs) == 0 || fs[0].EndedOn != "2026-11-19" {
		t.Error("the desk sees it", fs, err)
	}
	if err := s.Customers.Resume(ctx, "林小满", c.ID); err != nil || visits() != 1 {
		t.Error("taken up again", err, visits())
	}
}
