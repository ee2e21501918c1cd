package inspection_test

import (
	"context"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db/dbtest"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/inspection"
	"kezhi/data/policy"
	"kezhi/data/register"
)

func TestTheWorkIsAuditedEachQuarterAndTheRegulationReviewedEachYear(t *testing.T) {
	ctx := context.Background()
	d := dbtest.MustOpen(t)
	at := func(day string) {
		now, _ := time.ParseInLocation(field.DateLayout, day, time.Local)
		d.Now = func() time.Time { return now.Add(9 * time.Hour) }
	}
	at("2026-08-03")
	// The file begins in the third quarter: nothing from before is audited.
	if _, err := customer.Open(d).Put(ctx, "林小满", register.Record{Values: field.Values{"kind": "person", "name": "冉红"}}); err != nil {
		t.Fatal(err)
	}
	s := inspection.Open(d)
	due := func(today, until string) map[string]string {
		t.Helper()
		l, err := s.Due(ctx, due.Query{Today: today, Until: until, Limit: 9})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, i := range l.Items {
			out[string(i.Kind)] += i.Day + " "
		}
		return out
	}
	if got := due("2026-09-20", "2026-09-27"); len(got) != 0 {
		t.Error("ten days before the end of the quarter", got)
	}
	if got := due("2026-09-24", "2026-10-01"); got["audit"] != "2026-09-30 " {
		t.Error("1 quarter", got)
	}
	if got := due("2026-12-28", "2027-01-04"); got["audit"] != "2026-09-30 2026-12-31 " || got["regulation"] != "2026-12-31 " {
		t.Error("1 year", got)
	}

	at("2026-10-08")
	put := func(v field.Values) error {
		_, err := s.Put(ctx, "方正", register.Record{Values: v})
		return err
	}
	audit := field.Values{"kind": "audit", "from": "2026-09-15", "on": "2026-10-08", "inspector": "方正", "conclusion": "符合", "measures": "补证照"}
	for _, x := range []struct{ key, value, want string }{
		{"owner", "", "inspection.error.owner"}, {"owner", "秦越", "inspection.error.due"}, {"on", "2026-06-30", "inspection.error.before"}, {"due", "2026-10-20", ""},
	} {
		audit[x.key] = x.value
		es := data.All(put(audit))
		got := ""
		if len(es) > 0 {
			got = es[0].Key
		}
		if x.key == "on" {
			audit["on"] = "2026-10-08"
		}
		if got != x.want {
			t.Errorf("%s %s: %q, not %q", x.key, x.value, got, x.want)
		}
	}
	if es := data.All(put(audit)); len(es) == 0 || es[0].Key != "inspection.error.twice" {
		t.Error("a quarter is audited once", es)
	}
	if got := due("2026-10-21", "2026-10-28"); got["audit"] != "" || got["corrective"] != "2026-10-20 " {
		t.Error("what is to be put right", got)
	}
}

func TestASpanIsThePeriodThatADayLiesIn(t *testing.T) {
	for _, x := range []struct {
		every     policy.Period
		day       string
		from, end string
	}{
		{policy.Period{N: 1, Unit: policy.Quarter}, "2026-11-22", "2026-10-01", "2026-12-31"},
		{policy.Period{N: 6, Unit: policy.Month}, "2026-06-30", "2026-01-01", "2026-06-30"},
		{policy.Period{N: 1, Unit: policy.Year}, "2026-02-28", "2026-01-01", "2026-12-31"},
		{policy.Period{N: 1, Unit: policy.Month}, "2024-02-10", "2024-02-01", "2024-02-29"},
	} {
		if from, to := inspection.Span(x.every, x.day); from != x.from || to != x.end {
			t.Errorf("%v %s: %s–%s", x.every, x.day, from, to)
		}
	}
}
