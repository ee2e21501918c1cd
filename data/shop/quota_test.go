package shop_test

import (
	"slices"
	"testing"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/data/staff"
)

// The dealer's regulation allows 15 % VIP and 30 % preferred customers in a
// department.
func TestTheQuotasAreSaidBeforeASwitchThatWouldExceedThem(t *testing.T) {
	s := opened(t)
	if err := s.SetStaff(t.Context(), "周岚", []staff.Member{{Name: "江一帆", Department: "销售部"}, {Name: "罗维", Department: "客服部"}}); err != nil {
		t.Fatal(err)
	}
	put := func(owner, grade string, n int) {
		t.Helper()
		for range n {
			v := s.Customers.Blank()
			v["name"], v["owner"], v["grade"] = "客户"+owner+grade, owner, grade
			if _, err := s.Customers.PutAll(t.Context(), "周岚", []field.Values{v}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := s.SetPolicy(t.Context(), "周岚", preset(t, "turnover")); err != nil { // vip, key, regular, reserve
		t.Fatal(err)
	}
	put("江一帆", "vip", 3)
	put("江一帆", "key", 6)
	put("江一帆", "regular", 11)
	put("罗维", "vip", 1)
	put("罗维", "regular", 9)
	put("", "regular", 2)
	plan, err := s.PlanSwitch(t.Context(), preset(t, "dealer"))
	if err != nil {
		t.Fatal(err)
	}
	says := func(m shop.Mapping) []string {
		var out []string
		for _, x := range plan.Over(m) {
			out = append(out, x.Text(assets.ZhHans))
		}
		return out
	}
	// 3 of 20 are 15 %, 6 of 20 are 30 %: as many as the quotas allow.
	fits := shop.Mapping{"customer.key": "preferred", "customer.regular": "qualified", "customer.reserve": ""}
	if got := says(fits); got != nil {
		t.Errorf("%q", got)
	}
	if got := says(nil); got != nil {
		t.Errorf("nothing is chosen yet: %q", got)
	}
	for _, x := range []struct {
		m    shop.Mapping
		want []string
	}{
		{shop.Mapping{"customer.key": "vip"}, []string{"销售部的VIP客户将有 9 位，占 20 位的 45.0 %，超过上限 15 %（3 位）"}},
		{shop.Mapping{"customer.regular": "preferred"}, []string{
			"本店的优选客户将有 2 位，占 2 位的 100.0 %，超过上限 30 %（0 位）",
			"客服部的优选客户将有 9 位，占 10 位的 90.0 %，超过上限 30 %（3 位）",
			"销售部的优选客户将有 11 位，占 20 位的 55.0 %，超过上限 30 %（6 位）",
		}},
	} {
		if got := says(x.m); !slices.Equal(got, x.want) {
			t.Errorf("%v: %q, want %q", x.m, got, x.want)
		}
	}
	// It is a warning: the switch is allowed, and what is in force then refuses
	// one more.
	over := shop.Mapping{"customer.key": "vip", "customer.regular": "qualified"}
	if err := s.Switch(t.Context(), "周岚", preset(t, "dealer"), over); err != nil {
		t.Fatal(err)
	}
	v := s.Customers.Blank()
	v["name"], v["owner"], v["grade"] = "又一位", "江一帆", "vip"
	if _, err := s.Customers.PutAll(t.Context(), "周岚", []field.Values{v}); err == nil {
		t.Error("one more VIP customer was taken")
	}
}
