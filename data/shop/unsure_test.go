package shop_test

import (
	"testing"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/data/workday"
)

// No notice for 2030 is known: ten working days from the end of 2029 run
// through Monday to Friday there, and the record says so until the days are
// entered.
func TestADayThatWasCountedThroughAnUnknownYearSaysSo(t *testing.T) {
	s := opened(t)
	says := func(reg string, v field.Values) string {
		t.Helper()
		xs, err := shop.Unsettled(t.Context(), s.DB, reg, v)
		if err != nil {
			t.Fatal(err)
		}
		if len(xs) == 0 {
			return ""
		}
		return xs[0].Field + ": " + xs[0].Text(assets.ZhHans)
	}
	const years = "（2029、2030 年节假日未录入，按周一至周五计算）"
	for _, x := range []struct {
		reg  string
		v    field.Values
		want string
	}{
		{"change", field.Values{"changed_on": "2029-12-24", "due": "2030-01-07", "edition": "general@1"}, "due: 10 个工作日" + years},
		{"change", field.Values{"changed_on": "2029-12-24", "due": "2030-01-08", "edition": "general@1"}, ""}, // not as it is counted
		{"change", field.Values{"changed_on": "2026-11-16", "due": "2026-11-30", "edition": "general@1"}, ""},
		{"change", field.Values{"changed_on": "2029-12-24"}, ""},
		{"request", field.Values{"on": "2029-12-24", "due": "2030-01-14", "edition": "general@1"}, "due: 15 个工作日" + years},
		{"visit", field.Values{"on": "2029-12-24"}, ""},
	} {
		if got := says(x.reg, x.v); got != x.want {
			t.Errorf("%s %v: %q, want %q", x.reg, x.v, got, x.want)
		}
	}
	if err := s.SetPolicy(t.Context(), "周岚", preset(t, "laboratory")); err != nil {
		t.Fatal(err)
	}
	if got := says("complaint", field.Values{"received_at": "2029-12-31 09:00", "promised_on": "2030-01-03"}); got != "promised_on: 3 个工作日（2029、2030 年节假日未录入，按周一至周五计算）" {
		t.Errorf("%q", got)
	}
	for _, d := range []workday.Day{{Day: "2029-10-01", Name: "国庆节"}, {Day: "2030-01-01", Name: "元旦"}} {
		if err := s.SetDay(t.Context(), "周岚", d); err != nil {
			t.Fatal(err)
		}
	}
	if got := says("change", field.Values{"changed_on": "2029-12-24", "due": "2030-01-08", "edition": "general@1"}); got != "" {
		t.Errorf("the days are entered: %q", got)
	}
}
