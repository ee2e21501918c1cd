package survey_test

import (
	"slices"
	"testing"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/survey"
)

// twenty are customers of whom each fourth is VIP and each fifth is not to be
// disturbed.
func twenty(t *testing.T, s *survey.Store) (numbers []string) {
	t.Helper()
	for i := range 20 {
		v := field.Values{"kind": customer.Person, "name": string(rune('一'+i)) + "某", "region": "重庆"}
		if i%4 == 0 {
			v["grade"] = "vip"
		}
		if i%5 == 0 {
			v["do_not_disturb"] = "true"
		}
		numbers = append(numbers, put(t, customer.Open(s.DB), v).Number)
	}
	return numbers
}

func TestWhoIsAsked(t *testing.T) {
	s, ctx := open(t)
	numbers := twenty(t, s)
	c := running(t, s, simple())
	put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 4, "customer": numbers[1], "date": "2026-10-01"})
	put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 4, "customer": numbers[2], "date": "2026-08-22"})
	again := put(t, s.Campaigns, field.Values{"name": "再问", "questionnaire": "WJ-0001", "from": "2026-11-20"})
	for _, x := range []struct {
		how  survey.Sampling
		want survey.Candidates
	}{
		{survey.Sampling{By: survey.Everybody}, survey.Candidates{Population: 20, Quiet: 4, Eligible: 16}},
		{survey.Sampling{By: survey.Everybody, Grades: []string{"vip"}}, survey.Candidates{Population: 5, Quiet: 1, Eligible: 4}},
		// 2026-08-22 is three months ago to the day: it lies no more within them
		{survey.Sampling{By: survey.Everybody, Months: 3}, survey.Candidates{Population: 20, Quiet: 4, Asked: 1, Eligible: 15}},
		{survey.Sampling{By: survey.Everybody, Months: 4}, survey.Candidates{Population: 20, Quiet: 4, Asked: 2, Eligible: 14}},
	} {
		got, err := s.Candidates(ctx, again.ID, x.how)
		if err != nil || got != x.want {
			t.Errorf("%+v: %+v, %v", x.how, got, err)
		}
	}
	// Who was chosen for another campaign was asked too.
	if _, err := s.Sample(ctx, "x", again.ID, survey.Sampling{By: survey.Everybody, Grades: []string{"vip"}}); err != nil {
		t.Fatal(err)
	}
	third := put(t, s.Campaigns, field.Values{"name": "三问", "questionnaire": "WJ-0001"})
	got, err := s.Candidates(ctx, third.ID, survey.Sampling{Months: 3})
	if err != nil || got.Eligible != 16-1-4 {
		t.Errorf("%+v, %v", got, err)
	}
}

func names(ms []survey.Member) (out []string) {
	for _, m := range ms {
		out = append(out, m.Number)
	}
	return out
}

func TestALotIsDrawnAlikeFromItsSeed(t *testing.T) {
	s, ctx := open(t)
	twenty(t, s)
	c := running(t, s, simple())
	draw := func(seed int64) []string {
		t.Helper()
		if _, err := s.Sample(ctx, "林小满", c.ID, survey.Sampling{By: survey.ByLot, Size: 6, Seed: seed}); err != nil {
			t.Fatal(err)
		}
		ms, err := s.Members(ctx, c.ID, false, 0)
		if err != nil || len(ms) != 6 {
			t.Fatal(ms, err)
		}
		return names(ms)
	}
	a, b, again := draw(7), draw(8), draw(7)
	if !slices.Equal(a, again) || slices.Equal(a, b) {
		t.Errorf("%v %v %v", a, b, again)
	}
	cs, err := s.Campaigns.Load(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if x := cs[0]; x.Population != 20 || x.Sampled != 6 || x.Sent != 6 || x.SampleSeed != 7 || x.Sampling().Size != 6 {
		t.Errorf("%+v", x)
	}
	_, err = s.Sample(ctx, "x", c.ID, survey.Sampling{By: survey.ByLot, Size: 17})
	if got := refusals(err); got["size"] != "survey.error.sample_size" {
		t.Errorf("%v", err)
	}
	_, err = s.Sample(ctx, "x", c.ID, survey.Sampling{By: survey.ByLot})
	if got := refusals(err); got["size"] != "error.required" {
		t.Errorf("%v", err)
	}
}

func TestWhoHasAnsweredIsMarked(t *testing.T) {
	s, ctx := open(t)
	twenty(t, s)
	c := running(t, s, simple())
	if _, err := s.Sample(ctx, "x", c.ID, survey.Sampling{By: survey.ByLot, Size: 3, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	ms, err := s.Members(ctx, c.ID, true, 0)
	if err != nil || len(ms) != 3 {
		t.Fatal(ms, err)
	}
	a := put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 4, "customer": ms[1].Number})
	open := func(want ...string) {
		t.Helper()
		ms, err := s.Members(ctx, c.ID, true, 0)
		if err != nil || !slices.Equal(names(ms), want) {
			t.Errorf("open %v, want %v, %v", names(ms), want, err)
		}
	}
	open(ms[0].Number, ms[2].Number)
	a.Values["customer"] = ms[0].Number // it was somebody else
	a, err = s.Answers.Put(ctx, "x", a)
	if err != nil {
		t.Fatal(err)
	}
	open(ms[1].Number, ms[2].Number)
	if _, err := s.Sample(ctx, "x", c.ID, survey.Sampling{By: survey.Everybody}); data.CodeOf(err) != data.Refused {
		t.Errorf("drawn anew after an answer: %v", err)
	}
	if err := s.Answers.Delete(ctx, "x", a.ID); err != nil {
		t.Fatal(err)
	}
	open(ms[0].Number, ms[1].Number, ms[2].Number)
	sum, err := s.Summarise(ctx, c.ID)
	if err != nil || sum.Sample.String() != "15.0%" || sum.Response.String() != "0.0%" {
		t.Errorf("%s %s %v", sum.Sample, sum.Response, err)
	}
}

func TestTheFiguresByGradeRegionAndOwnerAndTheTrend(t *testing.T) {
	s, ctx := open(t)
	numbers := twenty(t, s)
	first := put(t, s.Questionnaires, field.Values{"name": "问卷", "state": survey.Published, "questions": simple()})
	begin := func(day string, scores ...int) int64 {
		c := put(t, s.Campaigns, field.Values{"name": day, "questionnaire": first.Number, "state": survey.Running, "from": day, "sent": 10})
		for i, n := range scores {
			put(t, s.Answers, field.Values{"survey": c.Number, "q_1": n, "q_3": 2 * n, "customer": numbers[i]})
		}
		return c.ID
	}
	begin("2025-11-01", 2, 3)
	begin("2026-03-01")
	begin("2026-05-01", 4, 3)
	id := begin("2026-11-01", 5, 4, 2, 4, 1)
	a, err := s.Analyse(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	var trend []string
	for _, p := range a.Trend {
		trend = append(trend, p.Name+" "+p.CSAT.String()+" "+p.NPS.String()+" "+p.Response.String())
	}
	if want := []string{"2025-11-01 0.0% -100.0 20.0%", "2026-05-01 50.0% -50.0 20.0%", "2026-11-01 60.0% -20.0 50.0%"}; !slices.Equal(trend, want) {
		t.Errorf("trend %q", trend)
	}
	var grades []string
	for _, g := range a.Grades {
		grades = append(grades, g.Key+" "+g.CSAT.String()+" "+g.Mean.String()+" "+g.NPS.String())
	}
	// nobody in particular: 4 2 4; VIP, the first and the fifth: 5 1
	if want := []string{" 66.7% 3.33 -33.3", "vip 50.0% 3.00 0.0"}; !slices.Equal(grades, want) {
		t.Errorf("grades %q", grades)
	}
	if len(a.Regions) != 1 || a.Regions[0].Key != "重庆" || a.Regions[0].N != 5 || len(a.Owners) != 1 {
		t.Errorf("%+v %+v", a.Regions, a.Owners)
	}
}
