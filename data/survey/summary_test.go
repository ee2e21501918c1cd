package survey_test

import (
	"fmt"
	"testing"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/survey"
)

// surveyed is a campaign with a question of each type and the answers below:
//
//	        q1 of 5  q2 of 10, weight 2  q3 of 5  q4    q5      q6   q7   q8  q9
//	topic   service  products            service
//	1       5        10                  4        A     A B     yes  9    10  好
//	2       4        9                   –        B     B C     yes  3.5  9
//	3       4        1                   –        其他  A 其他  no   0    8   慢
//	4       2        –                   –        –     –       –    –    6
//	5       1        8                   –        A     A       yes  –    0
//	6       deleted: 5 10 5 A A yes 99 10 删
func surveyed(t *testing.T) (*survey.Store, int64) {
	s, ctx := open(t)
	abc := []string{"A", "B", "C"}
	q := put(t, s.Questionnaires, field.Values{"name": "问卷", "state": survey.Published, "questions": rows(
		field.Values{"type": survey.Score, "text": "接待", "topic": "service"},
		field.Values{"type": survey.Score, "text": "产品", "topic": "products", "scale": 10, "weight": 2},
		field.Values{"type": survey.Score, "text": "速度", "topic": "service"},
		field.Values{"type": survey.One, "text": "渠道", "options": abc, "other": "其他"},
		field.Values{"type": survey.Many, "text": "看重", "options": abc, "other": "其他"},
		field.Values{"type": survey.YesNo, "text": "兑现"},
		field.Values{"type": survey.Number, "text": "次数"},
		field.Values{"type": survey.Promote, "text": "推荐"},
		field.Values{"type": survey.Text, "text": "意见"},
		field.Values{"type": survey.Score, "text": "没人答", "topic": "price"},
	)})
	c := put(t, s.Campaigns, field.Values{"name": "调查", "questionnaire": q.Number, "population": 40, "sent": 8, "target": 50})
	var last int64
	for _, v := range []field.Values{
		{"q_1": 5, "q_2": 10, "q_3": 4, "q_4": "A", "q_5": []string{"A", "B"}, "q_6": "yes", "q_7": 9, "q_8": 10, "q_9": "好"},
		{"q_1": 4, "q_2": 9, "q_4": "B", "q_5": []string{"B", "C"}, "q_6": "yes", "q_7": 3.5, "q_8": 9},
		{"q_1": 4, "q_2": 1, "q_4": "其他", "q_4_other": "电视", "q_5": []string{"A", "其他"}, "q_6": "no", "q_7": 0, "q_8": 8, "q_9": "慢"},
		{"q_1": 2, "q_8": 6},
		{"q_1": 1, "q_2": 8, "q_4": "A", "q_5": []string{"A"}, "q_6": "yes", "q_8": 0},
		{"q_1": 5, "q_2": 10, "q_3": 5, "q_4": "A", "q_5": []string{"A"}, "q_6": "yes", "q_7": 99, "q_8": 10, "q_9": "删"},
	} {
		v["survey"] = c.Number
		last = put(t, s.Answers, v).ID
	}
	if err := s.Answers.Delete(ctx, "x", last); err != nil {
		t.Fatal(err)
	}
	return s, c.ID
}

// Computed by hand from the table above.
func TestTheSummaryAgreesWithTheFiguresWorkedOutByHand(t *testing.T) {
	s, id := surveyed(t)
	sum, err := s.Summarise(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	eq := func(what string, got, want any) {
		t.Helper()
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s = %v, want %v", what, got, want)
		}
	}
	eq("population, sent, returned", []int64{sum.Population, sum.Sent, sum.Returned}, []int64{40, 8, 5})
	eq("response", sum.Response, "62.5%") // 5/8
	eq("sample", sum.Sample, "20.0%")     // 8/40

	f := sum.Questions
	eq("q1 n", f[0].N, 5)
	eq("q1 mean", f[0].Mean, "3.20")  // (5+4+4+2+1)/5
	eq("q1 csat", f[0].CSAT, "60.0%") // 5 4 4 of 5
	eq("q1 bars", f[0].Bars, "[{1 20.0%} {2 20.0%} {3 0.0%} {4 40.0%} {5 20.0%}]")
	eq("q2 n", f[1].N, 4)
	eq("q2 mean", f[1].Mean, "7.00")  // (10+9+1+8)/4
	eq("q2 csat", f[1].CSAT, "50.0%") // 10 9 of 4
	eq("q3", []any{f[2].N, f[2].Mean, f[2].CSAT}, "[1 4.00 100.0%]")
	eq("q4 n", f[3].N, 4)
	eq("q4 bars", f[3].Bars, "[{A 50.0%} {B 25.0%} {C 0.0%} {其他 25.0%}]")
	eq("q4 others", f[3].Texts, "[{DC-2026-0001-0003 电视}]")
	eq("q5 n", f[4].N, 4)
	eq("q5 bars", f[4].Bars, "[{A 75.0%} {B 50.0%} {C 25.0%} {其他 25.0%}]")
	eq("q6", []any{f[5].N, f[5].Yes}, "[4 75.0%]")
	lowest, highest := f[6].Span()
	eq("q7", []any{f[6].N, f[6].Mean, lowest, highest}, "[3 4.17 0 9]") // 12.5/3 = 4.1666…
	eq("q8 n", f[7].N, 5)
	eq("q8 nps", f[7].NPS, "0.0") // 2 of 5 promote, 2 of 5 detract
	eq("q8 counts", []int64{f[7].NPS.Promoters, f[7].NPS.Passives, f[7].NPS.Detractors}, "[2 1 2]")
	eq("q8 mean", f[7].Mean, "6.60")
	eq("q9", []any{f[8].N, f[8].Texts}, "[2 [{DC-2026-0001-0001 好} {DC-2026-0001-0003 慢}]]")
	lowest, highest = f[9].Span()
	eq("q10", []any{f[9].N, f[9].Mean, f[9].CSAT, f[9].NPS, lowest, highest}, "[0 — — — — —]")
	eq("q10 bars", f[9].Bars, "[{1 —} {2 —} {3 —} {4 —} {5 —}]")

	// Scores given: 5 + 4 + 1 = 10; of them high 3 + 2 + 1 = 6.
	eq("csat", []any{sum.CSAT, sum.CSAT.Of}, "[60.0% 10]")
	// q2 on 1–5: 10 → 5, 9 → 41/9, 1 → 1, 8 → 37/9; together 132/9 = 44/3.
	// (16 + 4 + 2×44/3) / (5 + 1 + 2×4) = (148/3)/14 = 3.5238…
	eq("mean", []any{sum.Mean, sum.Mean.N}, "[3.52 10]")
	eq("nps", []any{sum.NPS, sum.NPS.N()}, "[0.0 5]")
	// service: (16 + 4)/6 = 3.33, high 4 of 6; products: (44/3)/4 = 3.67, high 2 of 4
	eq("topics", sum.Topics, "[{service 6 66.7% 3.33} {price 0 — —} {products 4 50.0% 3.67}]")
	reached, ok := sum.Target()
	eq("target", []bool{reached, ok}, []bool{true, true})
}

func TestNothingAnsweredSaysSoInsteadOfAFigure(t *testing.T) {
	s, ctx := open(t)
	draft := put(t, s.Questionnaires, field.Values{"name": "草稿", "questions": simple()})
	c := put(t, s.Campaigns, field.Values{"name": "计划", "questionnaire": draft.Number, "target": 80})
	sum, err := s.Summarise(ctx, c.ID)
	if err != nil || len(sum.Questions) != 0 || sum.Response.String() != survey.None || sum.Mean.String() != survey.None {
		t.Errorf("before publishing: %+v, %v", sum, err)
	}
	if err := s.Publish(ctx, "x", draft.ID); err != nil {
		t.Fatal(err)
	}
	sum, err = s.Summarise(ctx, c.ID)
	if err != nil || len(sum.Questions) != 3 || sum.Questions[0].N != 0 || sum.CSAT.String() != survey.None || sum.NPS.String() != survey.None {
		t.Errorf("before the first answer: %+v, %v", sum, err)
	}
	if _, ok := sum.Target(); ok {
		t.Error("a target is reached or missed by nobody")
	}
	if _, err := s.Summarise(ctx, 99); data.CodeOf(err) != data.NotFound {
		t.Errorf("no such campaign: %v", err)
	}
}

func TestFiguresRoundHalvesAwayFromZero(t *testing.T) {
	for _, x := range []struct {
		got  fmt.Stringer
		want string
	}{
		{survey.Rate{Part: 1, Of: 3}, "33.3%"},
		{survey.Rate{Part: 2, Of: 3}, "66.7%"},
		{survey.Rate{Part: 1, Of: 16}, "6.3%"},      // 6.25
		{survey.Rate{Part: 1, Of: 2000}, "0.1%"},    // 0.05
		{survey.Rate{Part: 49, Of: 100000}, "0.0%"}, // 0.049
		{survey.Rate{Part: 3, Of: 2}, "150.0%"},
		{survey.Rate{}, "—"},
		{survey.Mean{Sum: 1, Of: 8, N: 8}, "0.13"}, // 0.125
		{survey.Mean{Sum: -1, Of: 8, N: 8}, "-0.13"},
		{survey.Mean{Sum: 25, Of: 6, N: 6}, "4.17"},
		{survey.Mean{}, "—"},
		{survey.NPS{Promoters: 1, Detractors: 2}, "-33.3"},
		{survey.NPS{Promoters: 2, Passives: 13, Detractors: 1}, "6.3"},
		{survey.NPS{Promoters: 1, Passives: 13, Detractors: 2}, "-6.3"},
		{survey.NPS{Detractors: 4}, "-100.0"},
		{survey.NPS{}, "—"},
	} {
		if got := x.got.String(); got != x.want {
			t.Errorf("%#v = %s, want %s", x.got, got, x.want)
		}
	}
}
