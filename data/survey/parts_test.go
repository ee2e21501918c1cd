package survey_test

import (
	"fmt"
	"testing"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
)

// wide has a date, a matrix, statements rated twice, the effort and the three
// scores of the ACSI.
func wide() []field.Values {
	ten := func(text, measure string) field.Values {
		return field.Values{"type": survey.Score, "text": text, "scale": 10, "measure": measure}
	}
	return rows(
		field.Values{"type": survey.Date, "text": "最近一次来店"},
		field.Values{"type": survey.Matrix, "text": "评价", "topic": "service", "items": []string{"态度", "速度"}, "required": "true"},
		field.Values{"type": survey.Rated, "text": "各项", "topic": "products", "items": []string{"质量", "价格", "距离"}},
		field.Values{"type": survey.Score, "text": "办事是否方便", "scale": 7, "measure": survey.Effort},
		ten("总体满意", survey.Overall), ten("与期望相比", survey.Expectation), ten("与理想相比", survey.Ideal),
	)
}

func TestAMatrixAndARatedQuestionAreAskedPartByPart(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, wide())
	e, err := s.Asked(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	run := survey.NewEntry(e.Questions, nil)
	// a date, two scores, three pairs, effort, 10 9 and 8
	last := press(run, "20261120⏎54"+"53"+"35"+"22"+"6"+"10"+"98")
	if !last.Done || last.Of != 13 {
		t.Fatalf("%+v", last)
	}
	v := run.Given()
	want := field.Values{
		"q_1": "2026-11-20", "q_2_r1": "5", "q_2_r2": "4", "q_3_i1": "5", "q_3_r1": "3", "q_3_i2": "3", "q_3_r2": "5",
		"q_3_i3": "2", "q_3_r3": "2", "q_4": "6", "q_5": "10", "q_6": "9", "q_7": "8",
	}
	if !same(v, want) {
		t.Fatalf("given %v", v)
	}
	v["survey"] = c.Number
	a := put(t, s.Answers, v)
	for k, x := range want {
		if a.Values[k] != x {
			t.Errorf("%s came back as %v", k, a.Values[k])
		}
	}
	// 5 4 · 3 5 2 · 10 of 10 as 5: the importance, the effort and the
	// comparisons say nothing of satisfaction. 24/6
	if got := a.Values.Text("score"); got != "4.00" && got != "4" {
		t.Errorf("score %s", got)
	}
	fs := survey.AnswerFields(e.Questions)
	if got := assets.En.T(fs[3].Label); got != "各项 · 质量 (importance)" {
		t.Errorf("label %q", got)
	}
	if got := assets.ZhHans.T(fs[4].Label); got != "各项 · 质量（满意程度）" {
		t.Errorf("label %q", got)
	}
}

func TestTheKeysOfADate(t *testing.T) {
	date := survey.Question{Type: survey.Date, Key: "1"}
	next := survey.Question{Type: survey.Text, Key: "2"}
	for _, x := range []struct{ keys, given, wrong string }{
		{"20261122⏎", "2026-11-22", ""},
		{"2026-11-22⏎", "2026-11-22", ""},
		{"2026-1-2+", "2026-01-02", ""},
		{"20260230⏎", "20260230", "error.date"},
		{"⏎", "", ""},
		{"2026112⌫⌫⌫⌫⌫⌫⌫20251231⏎", "2025-12-31", ""},
	} {
		e := survey.NewEntry([]survey.Question{date, next}, nil)
		last := press(e, x.keys)
		wrong := ""
		if last.Wrong != nil {
			wrong = last.Wrong.Key
		}
		if got := e.Given().Text("q_1"); got != x.given || wrong != x.wrong || (wrong == "") != (last.At == 1) {
			t.Errorf("%q: %q, %q at %d", x.keys, got, wrong, last.At)
		}
	}
}

func TestWhatAQuestionnaireOfManyPartsIsRefusedFor(t *testing.T) {
	s, ctx := open(t)
	for _, x := range []struct {
		v          field.Values
		field, key string
	}{
		{field.Values{"type": survey.Matrix, "text": "x"}, "questions[0].items", "questionnaire.error.no_item"},
		{field.Values{"type": survey.Rated, "text": "x", "items": []string{"a"}, "scale": 2}, "questions[0].scale", "error.out_of_range"},
		{field.Values{"type": survey.Text, "text": "x", "key": "a_r1"}, "questions[0].key", "questionnaire.error.key"},
		{field.Values{"type": survey.Score, "text": "x", "scale": 10, "measure": survey.Overall}, "questions[0].measure", "questionnaire.error.acsi"},
		{field.Values{"type": survey.Score, "text": "x", "measure": survey.Overall}, "questions[0].scale", "questionnaire.error.acsi_scale"},
	} {
		_, err := s.Questionnaires.Put(ctx, "x", register.Record{Values: field.Values{"name": "问卷", "questions": rows(x.v)}})
		if got := refusals(err); got[x.field] != x.key {
			t.Errorf("%v: %v, want %s", x.v, got, x.key)
		}
	}
	both := wide()
	both = append(both, both[3])
	_, err := s.Questionnaires.Put(ctx, "x", register.Record{Values: field.Values{"name": "问卷", "questions": both}})
	if got := refusals(err); got["questions[7].measure"] != "questionnaire.error.measure_twice" {
		t.Errorf("%v", got)
	}
}

// Worked out by hand:
//
//	       effort  X1 X2 X3
//	1      7       10 9  8    27 → (27−3)/27 = 88.9
//	2      5       7  6  5    18
//	3      3       4  4  –    not all three: does not count
//
// CES (7+5+3)/3 = 5.00; ACSI means 8.5, 7.5, 6.5: (22.5−3)/27×100 = 72.2
func TestEffortAndTheACSIAreWorkedOutByHand(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, wide())
	for i, v := range []field.Values{
		{"q_1": "2026-01-05", "q_2_r1": 5, "q_2_r2": 5, "q_4": 7, "q_5": 10, "q_6": 9, "q_7": 8},
		{"q_1": "2026-03-01", "q_2_r1": 4, "q_2_r2": 3, "q_4": 5, "q_5": 7, "q_6": 6, "q_7": 5},
		{"q_1": "2026-03-31", "q_2_r1": 1, "q_2_r2": 2, "q_4": 3, "q_5": 4, "q_6": 4},
	} {
		v["survey"], v["serial"] = c.Number, fmt.Sprint(i)
		put(t, s.Answers, v)
	}
	sum, err := s.Summarise(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(sum.CES, sum.CES.N, " ", sum.ACSI, " ", sum.ACSI.N); got != "5.00 3  72.2  2" && got != "5.00 3 72.2 2" {
		t.Errorf("CES and ACSI: %q", got)
	}
	// 5 5 4 3 1 2 and 10 7 4 of 10: high are 5 5 4 and the 10
	if got := fmt.Sprint(sum.CSAT, sum.CSAT.Of); got != "44.4% 9" {
		t.Errorf("CSAT %s", got)
	}
	f := sum.Questions[0]
	if got := fmt.Sprint(f.N, f.First, f.Last, f.Bars); got != "3 2026-01-05 2026-03-31 [{2026-01 33.3%} {2026-03 66.7%}]" &&
		got != "32026-01-052026-03-31[{2026-01 33.3%} {2026-03 66.7%}]" {
		t.Errorf("dates %q", got)
	}
	if f := sum.Questions[1]; f.No != "2.1" || f.Of != "评价" || f.Mean.String() != "3.33" {
		t.Errorf("%s %s %s", f.No, f.Of, f.Mean)
	}
}

// Importance and satisfaction of the answers:
//
//	       质量   价格   距离   门面
//	1      5 5    5 2    2 2    3 4
//	2      5 4    4 3    1 3    4 4
//
// Means: 5 4.5 · 4.5 2.5 · 1.5 2.5 · 3.5 4; thresholds 14.5/4 = 3.625 and
// 13.5/4 = 3.375.
func TestTheFourFieldsAreWorkedOutByHand(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, rows(field.Values{"type": survey.Rated, "text": "各项", "items": []string{"质量", "价格", "距离", "门面", "没人答"}}))
	pair := func(v field.Values, i, w, g int) {
		v[fmt.Sprint("q_1_i", i)], v[fmt.Sprint("q_1_r", i)] = w, g
	}
	for n, all := range [][4][2]int{{{5, 5}, {5, 2}, {2, 2}, {3, 4}}, {{5, 4}, {4, 3}, {1, 3}, {4, 4}}} {
		v := field.Values{"survey": c.Number, "serial": fmt.Sprint(n)}
		for i, x := range all {
			pair(v, i+1, x[0], x[1])
		}
		put(t, s.Answers, v)
	}
	a, err := s.Analyse(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	q := a.Quadrant
	got := ""
	for _, p := range q.Items {
		got += fmt.Sprint(p.No, " ", p.Text, " ", p.Importance, " ", p.Satisfaction, " ", p.Satisfaction.N, " ", p.Place, " ", p.Tie, "\n")
	}
	want := "1.1 质量 5.00 4.50 2 strength false\n1.2 价格 4.50 2.50 2 repair false\n1.3 距离 1.50 2.50 2 opportunity false\n1.4 门面 3.50 4.00 2 maintain false\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if q.Importance.String() != "3.63" || q.Satisfaction.String() != "3.38" {
		t.Errorf("thresholds %s %s", q.Importance, q.Satisfaction)
	}
}

// One statement stands on its own mean: a tie, counted as high.
func TestAStatementOnTheThresholdIsSaidToBe(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, rows(field.Values{"type": survey.Rated, "text": "各项", "items": []string{"质量"}}))
	put(t, s.Answers, field.Values{"survey": c.Number, "q_1_i1": 4, "q_1_r1": 2})
	a, err := s.Analyse(ctx, c.ID)
	if err != nil || len(a.Quadrant.Items) != 1 {
		t.Fatalf("%+v, %v", a.Quadrant, err)
	}
	if p := a.Quadrant.Items[0]; !p.Tie || p.Place != survey.Strength {
		t.Errorf("%+v", p)
	}
}
