package shop_test

import (
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data/audit"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/workday"
)

// said is the newest entry in words: the action, then its lines.
func said(t *testing.T, s *shop.Shop) string {
	t.Helper()
	ids, err := audit.IDs(t.Context(), s.DB, audit.Query{Limit: 1})
	if err != nil || len(ids) == 0 {
		t.Fatal(ids, err)
	}
	cs, err := s.OnRecord(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	l := assets.ZhHans
	return strings.Join(append([]string{cs[0].Who + " " + cs[0].Action.Say(l)}, audit.Lines(l, s.TrailFields(cs[0].Register), cs[0])...), "; ")
}

func TestWhatIsSetGoesOnRecordWithWhatWasBefore(t *testing.T) {
	s := opened(t)
	ctx := t.Context()
	must(t, s.SetIdentity(ctx, "秦若溪", shop.Identity{Name: "望江", Phone: "023-1"}))
	if got := said(t, s); got != "秦若溪 修改设置; 店铺名称：（空） → 望江; 店铺电话：（空） → 023-1" {
		t.Error(got)
	}
	must(t, s.SetIdentity(ctx, "秦若溪", shop.Identity{Name: "望江茶庄", Phone: "023-1"}))
	if got := said(t, s); got != "秦若溪 修改设置; 店铺名称：望江 → 望江茶庄" {
		t.Error(got)
	}
	must(t, s.SetStaff(ctx, "秦若溪", []shop.Member{{Name: "林小满", Post: "前台"}, {Name: "周岚"}}))
	must(t, s.SetStaff(ctx, "秦若溪", []shop.Member{{Name: "林小满", Post: "主管"}, {Name: "周岚"}}))
	if got := said(t, s); got != "秦若溪 修改设置; 员工：林小满 · 前台 → 林小满 · 主管" {
		t.Error(got)
	}
	must(t, s.SetDay(ctx, "秦若溪", workday.Day{Day: "2026-12-25", Name: "盘点"}))
	if got := said(t, s); !strings.HasPrefix(got, "秦若溪 修改设置; 节假日：") || !strings.Contains(got, "2026-12-25") {
		t.Error(got)
	}
	p, err := policy.Shipped("dealer")
	must(t, err)
	q := *p
	must(t, s.SetPolicy(ctx, "秦若溪", &q))
	if got := said(t, s); !strings.HasPrefix(got, "秦若溪 更换制度; 制度版本：") || strings.Contains(got, "policy.") {
		t.Errorf("%.300s", got)
	}
	r, err := s.VerifyTrail(ctx, nil)
	if err != nil || !r.Sound() {
		t.Fatal(r, err)
	}
}

func TestSavingASettingThatIsTheSameLeavesNoEntry(t *testing.T) {
	s := opened(t)
	for range 2 {
		if err := s.SetIdentity(t.Context(), "秦若溪", shop.Identity{Name: "望江"}); err != nil {
			t.Fatal(err)
		}
	}
	if ids, err := audit.IDs(t.Context(), s.DB, audit.Query{}); err != nil || len(ids) != 1 {
		t.Fatal(ids, err)
	}
}

func TestAVerificationIsKeptAndOnRecord(t *testing.T) {
	s := opened(t)
	if err := audit.Say(t.Context(), s.DB, audit.Entry{Who: "林小满", Action: register.Printed, Register: "customer", Fields: []field.Change{{Key: "form", After: "customer-card"}}}); err != nil {
		t.Fatal(err)
	}
	r, err := s.VerifyTrail(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.KeepVerified(t.Context(), "秦若溪", r, assets.ZhHans); err != nil {
		t.Fatal(err)
	}
	v, err := s.LastVerified(t.Context())
	if err != nil || !v.Sound || v.Who != "秦若溪" || !strings.Contains(v.Report[0], "1 条记录完整") {
		t.Fatal(v, err)
	}
	if got := said(t, s); !strings.HasPrefix(got, "秦若溪 校验记录; 结果：1 条记录完整") {
		t.Error(got)
	}
}
