package shop_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
)

func TestTheTimelineShowsReceptionsCreditPapersPaymentsAndChanges(t *testing.T) {
	ctx := context.Background()
	s, err := shop.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.Local)
	s.DB.Now = func() time.Time { return at }
	put := func(key string, v field.Values) register.Record {
		t.Helper()
		r, err := s.Register(key).Put(ctx, "林小满", register.Record{Values: v})
		if err != nil {
			t.Fatal(key, err)
		}
		return r
	}
	c := put("customer", field.Values{"kind": "organisation", "name": "渝鲲火锅", "grade": "vip", "legal_representative": "向建国", "first_contact_on": "2026-01-05"})
	put("visit", field.Values{"customer": c.Number, "way": "on_site", "at": "2026-11-18 10:00", "visitor": "周岚", "talk": "面谈"})
	put("reception", field.Values{"name": "冉红", "at": "2026-11-19 10:00", "wants": "看样", "party": "1", "customer": c.Number, "receiver": "周岚"})
	put("receivable", field.Values{"customer": c.Number, "on": "2026-11-01", "what": "货款", "amount": "100", "due_on": "2026-11-01", "receipts": []field.Values{{"on": "2026-11-02", "amount": "40"}}})
	put("plan", field.Values{"period": "month", "from": "2026-12-01"})
	if c, err = s.Customers.Get(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	c.Values["legal_representative"] = "冉红"
	if _, err := s.Customers.Put(ctx, "林小满", c); err != nil {
		t.Fatal(err)
	}
	es, err := s.Timeline(ctx, c.ID, 20)
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]int{}
	for i, e := range es {
		have[e.Register]++
		if i > 0 && e.At > es[i-1].At {
			t.Error("the newest comes first", i)
		}
	}
	for _, key := range []string{"visit", "reception", "receivable", shop.EventPayment, shop.EventPlanned, "change", "customer"} {
		if have[key] == 0 {
			t.Errorf("no %s among %v", key, have)
		}
	}
}
