package shop_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/shop"
)

// at sets the shop's clock to ten o'clock of a day.
func at(t testing.TB, s *shop.Shop, day string) {
	t.Helper()
	now, err := time.ParseInLocation(field.DateLayout, day, time.Local)
	must(t, err)
	s.DB.Now = func() time.Time { return now.Add(10 * time.Hour) }
}

// Fifteen working days, the National Day of 2026 and its make-up day between: the
// deadline that GB/T 35273 and the preset's source name.
func TestARequestIsDueFifteenWorkingDaysAfterItCame(t *testing.T) {
	s := opened(t)
	at(t, s, "2026-10-09")
	v := field.Values{"on": "2026-09-30", "kind": "copy", "way": "phone", "name": herName, "checked": "known"}
	r := put(t, s, "request", v)
	if got := r.Values.Text("due"); got != "2026-10-27" {
		t.Errorf("due on %s", got)
	}
	for day, want := range map[string]bool{"2026-10-26": false, "2026-10-27": true} {
		l, err := s.Privacy.Due(t.Context(), due.Query{Today: day, Until: day, Limit: 10})
		must(t, err)
		if got := slices.ContainsFunc(l.Items, func(i due.Item) bool { return i.Number == r.Number }); got != want {
			t.Errorf("to be done until %s: %v", day, got)
		}
	}

	p, err := s.Policy(t.Context())
	must(t, err)
	p.Privacy.Answer.N = 3
	must(t, s.SetPolicy(t.Context(), "林小满", p))
	r.Values["outcome"], r.Values["answered_on"] = "granted", "2026-10-09"
	r, err = s.Privacy.Requests.Put(t.Context(), "林小满", r)
	must(t, err)
	if r.Values.Text("due") != "2026-10-27" || r.Values.Text("keep_until") != "2029-10-09" {
		t.Errorf("due on %s, kept until %s", r.Values.Text("due"), r.Values.Text("keep_until"))
	}
	v["on"] = "2026-10-08"
	if got := put(t, s, "request", v).Values.Text("due"); got != "2026-10-12" { // Saturday the 10th is worked
		t.Errorf("under the new regulation due on %s", got)
	}
}

// Requests and complaints are kept for three years; files and accounts as long as
// the trade's own source says, where it says so.
func TestEveryShippedRegulationHasTheFiguresOfTheLaw(t *testing.T) {
	longer := map[string]string{"dealer": "5 year", "export": "5 year", "property": "5 year", "laboratory": "6 year"}
	for _, key := range assets.Presets {
		want := map[string]string{"customer": cmp.Or(longer[key], "3 year"), "complaint": "3 year", "receivable": cmp.Or(longer[key], "3 year")}
		p, err := policy.Shipped(key)
		must(t, err)
		if s := p.Privacy.Answer.String(); s != "15 workday" {
			t.Errorf("%s: answers in %s", key, s)
		}
		if s := p.Privacy.Keep.String(); s != "3 year" {
			t.Errorf("%s: keeps requests for %s", key, s)
		}
		for kind, years := range want {
			if s := p.Privacy.Kept(kind).Keep.String(); s != years {
				t.Errorf("%s: keeps %s for %s, want %s", key, kind, s, years)
			}
		}
	}
}

func TestAFileIsOnTheYearlyListTheDayAfterThreeYears(t *testing.T) {
	s := opened(t)
	at(t, s, "2023-11-22")
	c := put(t, s, "customer", field.Values{"kind": "person", "name": herName, "grade": "vip", "first_contact_on": "2023-11-22"})
	put(t, s, "customer", field.Values{"kind": "organisation", "name": "重庆渝鲲火锅有限公司", "grade": "vip", "first_contact_on": "2023-11-22"})
	for day, want := range map[string]int{"2026-11-22": 0, "2026-11-23": 1} {
		at(t, s, day)
		l, err := s.Privacy.List(t.Context(), "周岚", 2026)
		must(t, err)
		if len(l.Lines) != want || want == 1 && (l.Lines[0].CustomerID != c.ID || l.Lines[0].UntilDay != "2026-11-22") {
			t.Errorf("on %s: %+v", day, l.Lines)
		}
	}
}
