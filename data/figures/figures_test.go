package figures_test

import (
	"context"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/credit"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/figures"
	"kezhi/data/register"
	"kezhi/data/visit"
)

// TestFiguresOfAQuarterWithWhatTheyAreCountedFrom is a small shop whose figures
// can be counted by hand.
func TestFiguresOfAQuarterWithWhatTheyAreCountedFrom(t *testing.T) {
	ctx := context.Background()
	d := dbtest.MustOpen(t)
	at := time.Date(2026, 9, 30, 10, 0, 0, 0, time.Local)
	d.Now = func() time.Time { return at }
	cs, vs, ms := customer.Open(d), visit.Open(d), credit.Open(d)
	put := func(r register.Register, v field.Values) register.Record {
		t.Helper()
		x, err := r.Put(ctx, "林小满", register.Record{Values: v})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	var ids []int64
	for i, x := range []struct{ first, owner string }{
		{"2026-01-10", "周岚"}, {"2026-02-10", "周岚"}, {"2026-03-10", "秦越"}, {"2026-05-01", "秦越"}, // before the quarter
		{"2026-07-05", "周岚"}, {"2026-09-01", "周岚"}, {"2026-08-01", ""}, // in it
	} {
		ids = append(ids, put(cs, field.Values{"kind": "person", "name": string(rune('甲' + i)), "owner": x.owner, "first_contact_on": x.first}).ID)
	}
	err := d.Write(ctx, "林小满", func(tx *db.Tx) error {
		_, err := cs.EndIn(tx, ids[3], customer.Ending{On: "2026-08-20", Reason: "停业"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	put(vs, field.Values{"customer": "KH-000001", "way": "on_site", "at": "2026-07-20 10:00", "visitor": "周岚", "talk": "面谈"})
	put(vs, field.Values{"customer": "KH-000003", "way": "phone", "at": "2026-06-30 10:00", "visitor": "秦越", "talk": "电话"})
	put(ms.Receivables, field.Values{
		"customer": "KH-000001", "on": "2026-07-02", "what": "货款", "amount": "1000", "due_on": "2026-07-02",
		"receipts": []field.Values{{"on": "2026-07-30", "amount": "600"}, {"on": "2026-09-30", "amount": "150"}},
	})
	if err := figures.SetTarget(ctx, d, "林小满", figures.Target{Year: 2026, Person: "周岚", Customers: 16, Sales: 800000}); err != nil {
		t.Fatal(err)
	}

	r, err := figures.Of(ctx, d, "2026-07-01", "2026-09-30", "")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"new": "3", "customers": "6", "growth": "50.0%", "loss": "25.0%", "visits": "1", "satisfaction": "—",
		"complaints": "0.0‰", "sales": "1,000", "collected": "750", "collected_rate": "75.0%", "bad_debts": "0",
	}
	for _, f := range r.Figures() {
		if w, ok := want[f.Key]; ok && f.Text() != w {
			t.Errorf("%s: %s, not %s (%d of %d)", f.Key, f.Text(), w, f.Part, f.Of)
		}
		switch f.Key {
		case "new": // 16 in the year are 4 in the quarter
			if f.Target != 4 || f.ReachedText() != "75.0%" || f.LastText() != "1" {
				t.Errorf("new: %+v", f)
			}
		case "growth":
			if f.Part != 2 || f.Of != 4 {
				t.Errorf("growth stands on %d of %d", f.Part, f.Of)
			}
		case "sales":
			if f.TargetText() != "2,000" || f.ReachedText() != "50.0%" {
				t.Errorf("sales: %+v", f)
			}
		}
	}
	if len(r.Months) != 3 || r.Months[0].After != 5 || r.Months[1].After != 5 || r.Months[2].After != 6 || r.Months[2].Collected != 15000 {
		t.Errorf("%+v", r.Months)
	}
	if len(r.People) != 3 || r.People[2].Name != "" || r.People[2].New != 1 {
		t.Errorf("%+v", r.People)
	}
	one, err := figures.Of(ctx, d, "2026-07-01", "2026-09-30", "秦越")
	if err != nil || one.Now.Lost != 1 || one.Now.After != 1 || one.Now.New != 0 || one.Last.Visits != 1 {
		t.Errorf("%+v %v", one, err)
	}
}

func TestThePeriodBeforeAQuarterIsTheQuarterBeforeIt(t *testing.T) {
	for _, x := range [][4]string{
		{"2026-07-01", "2026-09-30", "2026-04-01", "2026-06-30"},
		{"2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"},
		{"2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31"},
		{"2026-11-10", "2026-11-16", "2026-11-03", "2026-11-09"},
	} {
		if from, to := figures.Before(x[0], x[1]); from != x[2] || to != x[3] {
			t.Errorf("before %s–%s: %s–%s", x[0], x[1], from, to)
		}
	}
}

func TestAPeriodThatIsNoneIsRefused(t *testing.T) {
	d := dbtest.MustOpen(t)
	for _, x := range [][2]string{{"2026-02-30", "2026-03-01"}, {"2026-03-01", "2026-02-01"}, {"1900-01-01", "2026-01-01"}} {
		if _, err := figures.Of(context.Background(), d, x[0], x[1], ""); data.CodeOf(err) != data.Invalid {
			t.Error(x, err)
		}
	}
}
