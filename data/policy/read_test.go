package policy_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/policy"
)

// said are the problems of a file as "line path sentence".
func said(t *testing.T, yaml string) []string {
	t.Helper()
	p, err := policy.Parse([]byte(yaml))
	var ps policy.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("%v, %v", p, err)
	}
	if len(data.All(err)) != len(ps) {
		t.Errorf("%d refusals of %d problems", len(data.All(err)), len(ps))
	}
	var out []string
	for _, p := range ps {
		out = append(out, fmt.Sprintf("%d %s %s", p.Line, p.Field, p.Text(assets.ZhHans)))
		if p.Line == 0 || p.Column == 0 {
			t.Errorf("%s stands nowhere", p.Field)
		}
		for _, l := range assets.Langs {
			if strings.Contains(p.Text(l), "policy.problem") || strings.Contains(p.Text(l), "<no value>") {
				t.Errorf("%s: %s", l, p.Text(l))
			}
		}
	}
	return out
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

const sound = `preset: mine
name: {zh-Hans: 自用}
grading:
  by: hand
  grades: [{key: vip, name: {zh-Hans: VIP}}]
complaints:
  deadlines: [{within: 15 day}]
`

func TestASoundPresetMayBeShort(t *testing.T) {
	p, err := policy.Parse([]byte(sound))
	if err != nil || p.Key != "mine" || p.Complaints.Deadlines[0].Within != (policy.Period{N: 15, Unit: policy.Day}) {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestEverythingThatCannotBeReadIsSaidAtOnceWithItsPlace(t *testing.T) {
	same(t, said(t, `preset: mine
name: 自用
grading:
  by: [hand]
  evalute: 6 month
  evaluate: 6 moons
  grades:
    - {key: vip, name: {zh-Hans: VIP, fr: VIP}, quota: many, admission: 1}
    - *other
  priorities: {}
visits: {remind: 7, remind: 8, ineffective: 99999999999999999999}
blacklist: {readmit_as: gold, remind: -1}
`),
		"1 complaints.deadlines 每种严重程度都要有答复期限",
		"2 name 应为若干“键: 值”",
		"4 grading.by 应为一行文字",
		"5 grading.evalute 没有“evalute”这一项，可用：by, grades, evaluate, downgrade_within, indicators, priorities",
		"6 grading.evaluate “6 moons”不是期限，应为整数加单位，如 3 workday（单位：day、workday、week、month、quarter、year）",
		"8 grading.grades[0].name.fr 没有“fr”这一项，可用：zh-Hans, zh-Hant, en",
		"8 grading.grades[0].quota 应为整数",
		"8 grading.grades[0].admission 应为 true 或 false",
		"9 grading.grades[1] 不支持别名（*），请直接写出内容",
		"10 grading.priorities 应为列表",
		"11 visits.remind “remind”写了两次",
		"11 visits.ineffective 应为整数",
		"12 blacklist.remind 应在 0 至 3660 之间",
	)
}

func TestEveryFigureThatCannotBeMeantIsSaidAtOnceWithItsPlace(t *testing.T) {
	same(t, said(t, `preset: 我的
version: 1
name: {en: Mine}
grading:
  by: lot
  grades:
    - {key: vip, name: {zh-Hans: VIP}, quota: 130, score: 80, from: 100, tone: pink}
    - {key: vip, name: {zh-Hant: 優選}, score: 90, from: 500, visits: [{way: swim, by: cat, share: 101, unless: on_site}]}
  indicators:
    - {key: a, name: {zh-Hans: 甲}, weight: 60, admission: true}
    - {key: b, name: {zh-Hans: 乙}, weight: 30, admission: true, required: true}
    - {key: c, name: {zh-Hans: 丙}, weight: 30}
blacklist: {readmit_as: gold, remind: -1}
complaints:
  deadlines:
    - {severity: dire, within: 3 workday}
    - {severity: urgent, within: ""}
  escalate: 180
  levels: [owner, owner]
  approve: [{up_to: 500, by: head}, {up_to: 200, by: manager}]
surveys:
  schedules: [{key: s, name: {zh-Hans: 调查}, every: 1 year, on: ["02-end", "13-01", "02-30"], form: nothing}]
  target: {csat: 101, nps: -200}
credit:
  grades: [{key: A, name: {zh-Hans: A}, limit: sky}]
  ageing: [30, 30]
  dunning: [{key: a, name: {zh-Hans: 一}, from: 9}, {key: b, name: {zh-Hans: 二}, from: 9}]
  over_limit: king
desk: {split: [55, 44], household: [cousin]}
file:
  review: {from: "07-32", to: ""}
  naming: "{who}-{date}"
  settlement: {withhold: 20, back: [{percent: 60, after: 4 month}, {percent: 60, after: ""}]}
`),
		"1 preset 代号由字母、数字、_ 和 - 组成，不超过 40 个字符",
		"3 name 缺少简体中文（zh-Hans）的文字",
		"5 grading.by 不能是“lot”，可用：hand, review, turnover",
		"7 grading.grades[0].quota 应在 0 至 100 之间",
		"7 grading.grades[0].tone 不能是“pink”，可用：primary, good, info, warning, danger, neutral",
		"8 grading.grades[1].key “vip”已用过",
		"8 grading.grades[1].name 缺少简体中文（zh-Hans）的文字",
		"8 grading.grades[1].score 应低于上一等级的 80",
		"8 grading.grades[1].from 应低于上一等级的 100",
		"8 grading.grades[1].visits[0].every 此项必填",
		"8 grading.grades[1].visits[0].way 不能是“swim”，可用：on_site, phone, message, questionnaire, talk, presentation, incoming",
		"8 grading.grades[1].visits[0].by 不能是“cat”，可用：owner, head, deputy, office, manager",
		"8 grading.grades[1].visits[0].share 应在 0 至 100 之间",
		"9 grading.indicators 准入评审各指标的权重合计 60，应为 100",
		"11 grading.indicators[1].weight 必备条件只答是否，不设权重",
		"12 grading.indicators[2] 指标至少要用于准入评审或阶段评价",
		"13 blacklist.readmit_as 没有“gold”这个等级",
		"13 blacklist.remind 应在 0 至 3660 之间",
		"15 complaints.deadlines 每种严重程度都要有答复期限",
		"16 complaints.deadlines[0].severity 不能是“dire”，可用：ordinary, major, urgent",
		"17 complaints.deadlines[1].within 此项必填",
		"18 complaints.escalate 应在 0 至 100 之间",
		"19 complaints.levels[1] “owner”已用过",
		"20 complaints.approve[1].up_to 最后一档不设上限，填 0",
		"22 surveys.schedules[0].on[1] “13-01”不是开始日，应如 09-01、02-end，按月的如 01、end",
		"22 surveys.schedules[0].on[2] “02-30”不是开始日，应如 09-01、02-end，按月的如 01、end",
		"22 surveys.schedules[0].form 不能是“nothing”，可用："+strings.Join(assets.Questionnaires, ", "),
		"23 surveys.target.csat 应在 0 至 100 之间",
		"23 surveys.target.nps 应在 -100 至 100 之间",
		"25 credit.grades[0].limit 不能是“sky”，可用：lot, step, small, none",
		"26 credit.ageing[1] 应大于前一项的 30",
		"27 credit.dunning[1].from 应大于前一项的 9",
		"28 credit.over_limit 不能是“king”，可用：owner, head, deputy, office, manager",
		"29 desk.split 应为两个百分数，合计 100",
		"29 desk.household[0] 不能是“cousin”，可用：spouse, parent, child, sibling",
		"31 file.review.from “07-32”不是月-日，应如 07-01",
		"31 file.review.to 此项必填",
		"32 file.naming 命名中不能有“{who}”，可用：{project}, {date}, {version}",
		"33 file.settlement.back 分期退还合计 120%，不能超过 100%",
		"33 file.settlement.back[1].after 此项必填",
	)
}

func TestAFileThatIsNoYAMLSaysWhere(t *testing.T) {
	for _, x := range []struct {
		yaml string
		line int
	}{{"preset: a\nname: {zh-Hans: x\n", 2}, {"", 1}, {"a: b\n---\nc: d\n", 1}, {"- 1\n- 2\n", 1}, {"\x00", 1}, {strings.Repeat("# 长\n", 40_000), 1}, {strings.Repeat("[", 60_000), 1}, {strings.Repeat("- ", 30_000), 1}} {
		_, err := policy.Parse([]byte(x.yaml))
		var ps policy.Problems
		if !errors.As(err, &ps) || len(ps) != 1 || ps[0].Line != x.line {
			t.Errorf("%.20q: %v", x.yaml, err)
		}
	}
}

func FuzzAnyTextMayBeAPreset(f *testing.F) {
	for _, key := range assets.Presets {
		b, err := assets.Preset(key)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(sound))
	f.Add([]byte("? [a]\n: *b\n&c : !!str d\n<<: {e: f}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := policy.Parse(b)
		if err == nil {
			if es := policy.Check(p); len(es) > 0 {
				t.Errorf("read, yet %v", es)
			}
			return
		}
		if data.Explain(err, assets.ZhHans) == "" || len(data.All(err)) == 0 {
			t.Errorf("no word about %v", err)
		}
	})
}
