package audit

import (
	"slices"
	"testing"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/register"
)

func TestWhatWasSeenAndWhoWasAddedIsToldInWords(t *testing.T) {
	ds := []field.Desc{{Key: "phones", Label: "customer.phones", Kind: field.Rows, Rows: []field.Desc{{Key: "number", Label: "customer.phones.number"}}}}
	for _, x := range []struct {
		action register.Action
		fields string
		want   []string
	}{
		{
			"revealed", `[{"key":"field","before":null,"after":"phones[0].number"},{"key":"why","before":null,"after":"给客户回电话"}]`,
			[]string{"看了哪一栏：电话 · 号码", "原因：给客户回电话"},
		},
		{
			"user_changed", `[{"key":"role","before":"reception","after":"administrator"},{"key":"disabled","before":"false","after":"true"}]`,
			[]string{"角色：前台 → 管理员", "停用：否 → 是"},
		},
		{
			"consent_given", `[{"key":"consent.purpose","before":null,"after":"marketing"},{"key":"consent.way","before":null,"after":"signed"}]`,
			[]string{"目的：营销祝福", "方式：书面签字"},
		},
		{"created", `[{"key":"q_11","before":null,"after":"yes"},{"key":"q_2","before":null,"after":"4"}]`, []string{"第 11 题：是", "第 2 题：4"}},
		{"revealed", `[{"key":"field","before":null,"after":"gone.number"}]`, []string{"看了哪一栏：gone.number"}},
	} {
		if got := Lines(assets.ZhHans, ds, register.Change{Action: x.action, Fields: x.fields}); !slices.Equal(got, x.want) {
			t.Errorf("%q, want %q", got, x.want)
		}
	}
}
