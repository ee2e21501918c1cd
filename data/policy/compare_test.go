package policy_test

import (
	"reflect"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/policy"
)

func lines(ds []policy.Difference, l assets.Lang) []string {
	var out []string
	for _, d := range ds {
		var what []string
		for _, w := range d.What {
			what = append(what, l.T(w))
		}
		out = append(out, l.T(d.Section)+" | "+strings.Join(what, " › ")+" | "+d.Before.Say(l)+" → "+d.After.Say(l))
	}
	return out
}

func TestWhatChangesIsSaidInWords(t *testing.T) {
	a, b := shipped(t, "dealer"), shipped(t, "dealer")
	if ds := policy.Compare(a, b); len(ds) > 0 {
		t.Fatalf("%v", lines(ds, assets.ZhHans))
	}
	b.Grading.Grades[0].Quota = 10
	b.Grading.Grades[0].Visits = []policy.Round{{Every: policy.Period{N: 6, Unit: policy.Month}, By: policy.Manager, Share: 30}}
	b.Grading.Grades = append(b.Grading.Grades[:2:2], policy.Grade{Key: "agent", Name: policy.Words{"zh-Hans": "代理"}, Quota: 5})
	b.Blacklist.ReadmitAs = "preferred"
	b.Complaints.Deadlines[0].Within = policy.Period{N: 2, Unit: policy.Workday}
	b.Complaints.Approve[0].UpTo = 8000
	b.Desk.Rotation = true
	b.File.Settlement.Back = nil
	same(t, lines(policy.Compare(a, b), assets.ZhHans),
		"分级 | 等级 | VIP、优选、合格、潜在 → VIP、优选、代理",
		"分级 | 等级 › VIP › 占部门客户上限（%） | 15 → 10",
		"分级 | 等级 › VIP › 拜访 | 每月走访一次（客户经理） → 每 6 个月拜访一次（总经理），抽 30%",
		"分级 | 等级 › 代理 › 占部门客户上限（%） | — → 5",
		"黑名单 | 期满后只能定为 | 合格 → 优选",
		"投诉 | 书面答复期限 | 紧急 3 个工作日；其他 15 天 → 紧急 2 个工作日；其他 15 天",
		"投诉 | 审批权限 | 5,000 元以内部门负责人；其余总经理 → 8,000 元以内部门负责人；其余总经理",
		"前台接待 | 轮接 | 否 → 是",
		"客户档案 | 终止结算 › 分期退还 | 4 个月后退 40%；6 个月后退 60% → —",
	)
}

func TestEveryDifferenceOfThePresetsHasItsWords(t *testing.T) {
	for _, a := range assets.Presets {
		for _, b := range assets.Presets {
			ds := policy.Compare(shipped(t, a), shipped(t, b))
			if (len(ds) == 0) != (a == b) {
				t.Errorf("%s and %s: %d differences", a, b, len(ds))
			}
			for _, l := range assets.Langs {
				for _, s := range lines(ds, l) {
					if strings.Contains(s, "policy.") || strings.Contains(s, "visit.") || strings.Contains(s, "complaint.") {
						t.Errorf("%s: %s", l, s)
					}
				}
			}
		}
	}
}

func TestAPresetThatIsWrittenIsReadTheSame(t *testing.T) {
	for _, key := range assets.Presets {
		p := shipped(t, key)
		p.About["en"] = "“quoted”: {a}, #b \\ \"c\" <&> 👍 - no"
		p.About["zh-Hans"] = "是：否, true"
		p.Name["en"], p.Name["zh-Hant"] = "no", "2026"
		p.Surveys.Schedules[0].On = []string{"end", "01", "02-end"}
		for _, s := range []data.Speaker{nil, assets.ZhHans, assets.ZhHant, assets.En} {
			b := policy.YAML(p, s)
			q, err := policy.Parse(b)
			if err != nil {
				t.Fatalf("%s: %v\n%s", key, err, b)
			}
			if ds := policy.Compare(p, q); len(ds) > 0 || !reflect.DeepEqual(p.About, q.About) || !reflect.DeepEqual(p.Name, q.Name) || p.Edition() != q.Edition() {
				t.Errorf("%s: %v\n%s", key, lines(ds, assets.ZhHans), b)
			}
		}
	}
}

func TestAPeriodIsReadAsAPersonTypesIt(t *testing.T) {
	for in, want := range map[string]policy.Period{
		"3 个工作日": {N: 3, Unit: policy.Workday}, "３天": {N: 3, Unit: policy.Day}, "15 日": {N: 15, Unit: policy.Day}, "半年": {N: 6, Unit: policy.Month},
		"1个季度": {N: 1, Unit: policy.Quarter}, "2 Weeks": {N: 2, Unit: policy.Week}, "6 個月": {N: 6, Unit: policy.Month}, "3 workday": {N: 3, Unit: policy.Workday},
		"": {}, "不限": {}, "1 年": {N: 1, Unit: policy.Year},
	} {
		if p, err := policy.ReadPeriod(in); err != nil || p != want {
			t.Errorf("%q: %v, %v", in, p, err)
		}
	}
	for _, in := range []string{"天", "3", "3 moons", "-3 天", "三天", "99999 天"} {
		if p, err := policy.ReadPeriod(in); err == nil {
			t.Errorf("%q: %v", in, p)
		}
	}
	for _, l := range assets.Langs {
		for _, u := range []string{policy.Day, policy.Workday, policy.Week, policy.Month, policy.Quarter, policy.Year} {
			want := policy.Period{N: 6, Unit: u}
			if p, err := policy.ReadPeriod(want.Say(l)); err != nil || p != want {
				t.Errorf("%s: %q is read as %v, %v", l, want.Say(l), p, err)
			}
		}
		if p, err := policy.ReadPeriod(policy.Period{}.Say(l)); err != nil || !p.Zero() {
			t.Errorf("%s: %v, %v", l, p, err)
		}
	}
}
