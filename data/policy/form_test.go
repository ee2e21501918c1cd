package policy_test

import (
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/policy"
)

func TestAFormThatIsGivenBackChangesNothing(t *testing.T) {
	words := map[assets.Lang]map[string]string{}
	for _, l := range assets.Langs {
		words[l] = assets.Messages(l)
	}
	for _, key := range assets.Presets {
		p := shipped(t, key)
		for _, section := range policy.Sections {
			for _, l := range assets.Langs {
				_, v := policy.Form(p, section, l)
				q, es := policy.Fill(p, section, v, l)
				if len(es) > 0 {
					t.Fatalf("%s %s: %v", key, section, es)
				}
				a, b := strings.Split(string(policy.YAML(p, nil)), "\n"), strings.Split(string(policy.YAML(q, nil)), "\n")
				for i := range a {
					if i >= len(b) || a[i] != b[i] {
						t.Fatalf("%s %s %s: line %d was\n%s\nand is\n%s", key, section, l, i, a[i], strings.Join(b[i:i+1], ""))
					}
				}
				ds, _ := policy.Form(p, section, l)
				worded(t, l, words[l], ds)
				for _, f := range policy.Figures(p, section) {
					if s := l.T(f.Label) + f.Value.Say(l); strings.Contains(s, "policy.") || strings.Contains(s, "visit.") || strings.Contains(s, "complaint.") {
						t.Errorf("%s %s: %s", key, l, s)
					}
				}
			}
		}
	}
}

func TestFiguresAreFilledInAsAPersonTypesThem(t *testing.T) {
	p := shipped(t, "dealer")
	_, v := policy.Form(p, "grading", assets.ZhHans)
	v["evaluate"] = "3个月"
	rows := v.Rows("grades")
	rows[0]["quota"], rows[1]["name"] = "10", "优先"
	rows[1], rows[2] = rows[2], rows[1]
	rows[1]["score"], rows[2]["score"] = "80", "60"
	v["grades"] = append(rows, field.Values{"name": "代理", "quota": "5", "visits": []field.Values{{"every": "半年", "by": "head"}}})
	q, es := policy.Fill(p, "grading", v, assets.ZhHans)
	if len(es) > 0 {
		t.Fatal(es)
	}
	same(t, lines(policy.Compare(p, q), assets.ZhHans),
		"分级 | 等级 | VIP、优选、合格、潜在 → VIP、合格、优先、潜在、代理",
		"分级 | 等级 › VIP › 占部门客户上限（%） | 15 → 10",
		"分级 | 等级 › 合格 › 建议分数线 | 60 → 80",
		"分级 | 等级 › 优先 › 建议分数线 | 75 → 60",
		"分级 | 等级 › 代理 › 占部门客户上限（%） | — → 5",
		"分级 | 等级 › 代理 › 拜访 | — → 每 6 个月拜访一次（部门负责人）",
		"分级 | 阶段评价周期 | 6 个月 → 3 个月",
	)
	if g := q.Grading.Grades; g[1].Key != "qualified" || g[2].Key != "preferred" || g[4].Key != "own1" {
		t.Errorf("%+v", g)
	}
}

func TestWhatCannotBeMeantIsSaidAtItsField(t *testing.T) {
	p := shipped(t, "dealer")
	_, v := policy.Form(p, "grading", assets.ZhHans)
	v["evaluate"] = "常常"
	v.Rows("grades")[1]["quota"] = "many"
	v.Rows("grades")[1].Rows("visits")[0]["every"] = "3"
	_, es := policy.Fill(p, "grading", v, assets.ZhHans)
	var got []string
	for _, e := range es {
		got = append(got, e.Field+" "+e.Text(assets.ZhHans))
	}
	if s := strings.Join(got, "\n"); !strings.Contains(s, "evaluate “常常”不是期限") || !strings.Contains(s, "grades[1].quota ") || !strings.Contains(s, "grades[1].visits[0].every “3”不是期限") {
		t.Errorf("%s", s)
	}
	_, v = policy.Form(p, "grading", assets.ZhHans)
	v.Rows("grades")[1]["quota"] = "130"
	if _, es = policy.Fill(p, "grading", v, assets.ZhHans); len(es) != 1 || es[0].Field != "grades[1].quota" {
		t.Errorf("%v", es)
	}
	_, v = policy.Form(p, "surveys", assets.ZhHans)
	v["target.csat"] = "101"
	if _, es = policy.Fill(p, "surveys", v, assets.ZhHans); len(es) != 1 || es[0].Field != "target.csat" {
		t.Errorf("%v", es)
	}
	_, v = policy.Form(p, "grading", assets.ZhHans)
	v["grades"] = v.Rows("grades")[:2]
	if _, es = policy.Fill(p, "grading", v, assets.ZhHans); len(es) != 1 || es[0].Field != "blacklist.readmit_as" {
		t.Errorf("%v", es)
	}
}

func worded(t *testing.T, l assets.Lang, words map[string]string, ds []field.Desc) {
	t.Helper()
	for _, d := range ds {
		if words[d.Label] == "" {
			t.Errorf("%s lacks %s", l, d.Label)
		}
		for _, o := range d.Options {
			if s := field.Option(l, d, o); s == o && l != assets.En || strings.Contains(s, "."+o) {
				t.Errorf("%s: %s has no words for %s", l, d.Label, o)
			}
		}
		worded(t, l, words, d.Rows)
	}
}
