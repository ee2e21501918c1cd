package survey_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/survey"
)

func shipped(t testing.TB, key string) *policy.Preset {
	t.Helper()
	p, err := policy.Shipped(key)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func begins(p *policy.Preset, from, to string) (out []string) {
	for _, b := range survey.Schedules(p, from, to) {
		out = append(out, b.Key+" "+b.Day+" "+b.Until)
	}
	return out
}

// At least yearly; the end of February and the beginning of September; monthly.
func TestSurveysBeginAsTheShippedRegulationsSay(t *testing.T) {
	for _, x := range []struct {
		preset, from, to string
		want             []string
	}{
		{"general", "2025-01-01", "2026-12-31", []string{"yearly 2025-11-01 2025-12-01", "yearly 2026-11-01 2026-12-01"}},
		{"travel", "2026-01-01", "2026-12-31", []string{"spring 2026-02-28 2026-03-28", "autumn 2026-09-01 2026-10-01"}},
		{"travel", "2028-02-28", "2028-03-01", []string{"spring 2028-02-29 2028-03-29"}},
		{"laboratory", "2026-10-15", "2026-12-31", []string{"monthly 2026-11-01 2026-12-01", "yearly 2026-11-01 2026-12-01", "monthly 2026-12-01 2027-01-01"}},
		{"general", "2026-11-02", "2027-10-31", nil},
	} {
		if got := begins(shipped(t, x.preset), x.from, x.to); !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.preset, got, x.want)
		}
	}
}

func TestSchedulesOfTheShopsOwn(t *testing.T) {
	p := shipped(t, "general")
	with := func(every string, on ...string) []string {
		e, err := policy.ParsePeriod(every)
		if err != nil {
			t.Fatal(err)
		}
		p.Surveys.Schedules = []policy.Schedule{{Key: "s", Every: e, On: on, For: policy.Period{N: 7, Unit: policy.Day}}}
		var days []string
		for _, b := range survey.Schedules(p, "2026-01-01", "2026-07-31") {
			days = append(days, b.Day[5:])
		}
		return days
	}
	for _, x := range []struct {
		every string
		on    []string
		want  []string
	}{
		{"1 month", []string{"end"}, []string{"01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31"}},
		{"1 month", []string{"31"}, []string{"01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31"}},
		{"1 quarter", []string{"15"}, []string{"01-15", "04-15", "07-15"}},
		{"6 month", nil, []string{"01-01", "07-01"}},
		{"1 year", []string{"06-01", "03-10"}, []string{"03-10", "06-01"}},
	} {
		if got := with(x.every, x.on...); !slices.Equal(got, x.want) {
			t.Errorf("%s on %v: %v", x.every, x.on, got)
		}
	}
}

func use(t testing.TB, s *survey.Store, p *policy.Preset) {
	t.Helper()
	if err := s.DB.Write(context.Background(), "x", func(tx *db.Tx) error { return policy.Use(tx, p) }); err != nil {
		t.Fatal(err)
	}
}

func dues(t testing.TB, s *survey.Store, today string) []due.Item {
	t.Helper()
	until, _ := policy.Period{N: 7, Unit: policy.Day}.After(nil, today)
	l, err := s.Due(context.Background(), due.Query{Today: today, Until: until, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	if n := l.Late + l.Today + l.Later; n != len(l.Items) {
		t.Errorf("%d counted of %d", n, len(l.Items))
	}
	return l.Items
}

func on(s *survey.Store, day string) {
	at, _ := time.ParseInLocation(field.DateLayout, day, time.Local)
	s.DB.Now = func() time.Time { return at.Add(10 * time.Hour) }
}

func TestASurveyThatNobodyBeganIsDueAndBegunWithOneClick(t *testing.T) {
	s, ctx := open(t)
	on(s, "2026-01-10")
	if err := s.Seed(ctx, "林小满", assets.ZhHans); err != nil {
		t.Fatal(err)
	}
	use(t, s, shipped(t, "travel"))
	if got := dues(t, s, "2026-02-20"); len(got) != 0 {
		t.Errorf("eight days before: %+v", got)
	}
	got := dues(t, s, "2026-02-22")
	if len(got) != 1 || got[0].Day != "2026-02-28" || got[0].Kind != due.Campaign || got[0].ID != 0 ||
		got[0].Reason(assets.ZhHans) != "春季客户情况调查：制度要求每 1 年调查一次；2026-03-28 前收回答卷" {
		t.Fatalf("%+v", got)
	}
	// Nobody did it: of two that are late only the last is asked for.
	got = dues(t, s, "2026-09-05")
	if len(got) != 2 || got[0].Day != "2026-02-28" || got[1].Day != "2026-09-01" {
		t.Fatalf("%+v", got)
	}
	on(s, "2026-09-05")
	if err := s.DoDue(ctx, "贺敏", got[1]); err != nil {
		t.Fatal(err)
	}
	if err := s.DoDue(ctx, "贺敏", got[1]); data.CodeOf(err) != data.Refused {
		t.Errorf("begun twice: %v", err)
	}
	c, err := s.Campaigns.Load(ctx, 1)
	if err != nil || len(c) != 1 {
		t.Fatal(c, err)
	}
	if c := c[0]; c.Name != "2026年09月秋季客户情况调查" || c.From != "2026-09-05" || c.To != "2026-10-05" || c.State != survey.Running ||
		c.Questionnaire != "WJ-0001" || c.Target != 85 || c.Preset != "travel@1" || c.Responsible != "贺敏" || c.DueDay != "2026-09-01" {
		t.Errorf("%+v", c)
	}
	if got := dues(t, s, "2026-09-05"); len(got) != 1 || got[0].Day != "2026-02-28" {
		t.Errorf("still due: %+v", got)
	}
	got = dues(t, s, "2026-10-01")
	if len(got) != 2 || got[1].Day != "2026-10-05" || got[1].Number != "DC-2026-0001" || got[1].Act != "" {
		t.Errorf("answers run out: %+v", got)
	}
}

func TestACampaignBegunByHandWithinTheSpanIsEnough(t *testing.T) {
	s, _ := open(t)
	on(s, "2026-01-10")
	q := put(t, s.Questionnaires, field.Values{"name": "问卷", "state": survey.Published, "questions": simple()})
	on(s, "2026-11-10")
	put(t, s.Campaigns, field.Values{"name": "年度", "questionnaire": q.Number, "from": "2026-10-28", "to": "2026-11-20"})
	for _, i := range dues(t, s, "2026-11-10") {
		if i.Act != "" {
			t.Errorf("%+v", i)
		}
	}
}

// under makes a closed campaign with a CSAT of 50 % where 85 are wanted.
func under(t *testing.T, s *survey.Store) register.Record {
	t.Helper()
	c := running(t, s, simple())
	for i, n := range []int{5, 2} {
		put(t, s.Answers, field.Values{"survey": c.Number, "q_1": n, "serial": string(rune('a' + i))})
	}
	r, err := s.Campaigns.Get(context.Background(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	r.Values["state"], r.Values["conclusion"] = survey.Closed, "接待要改进"
	return mend(t, s, r)
}

func mend(t *testing.T, s *survey.Store, r register.Record) register.Record {
	t.Helper()
	out, err := s.Campaigns.Put(context.Background(), "周岚", r)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestUnderTargetNothingIsApprovedWithoutACorrectiveAction(t *testing.T) {
	s, ctx := open(t)
	c := under(t, s)
	if got := c.Values.List("missed"); !same(got, []string{"csat"}) || c.Values.Text("closed_on") != "2026-11-22" {
		t.Fatalf("missed %v, closed %s", got, c.Values.Text("closed_on"))
	}
	c.Values["approver"] = "周岚"
	_, err := s.Campaigns.Put(ctx, "周岚", c)
	got := refusals(err)
	for _, k := range []string{"cause", "action", "action_by", "action_due"} {
		if got[k] != "survey.error.corrective.csat" {
			t.Errorf("%s: %v", k, got)
		}
	}
	if text := data.Explain(err, assets.ZhHans); text[:len("满意度 50.0%，低于目标 85%")] != "满意度 50.0%，低于目标 85%" {
		t.Error(text)
	}
	c.Values["cause"], c.Values["action"], c.Values["action_by"], c.Values["action_due"] = "人手不足", "增加一人", "贺敏", "2026-12-10"
	c = mend(t, s, c)
	if c.Values.Text("approved_on") != "2026-11-22" {
		t.Errorf("approved on %s", c.Values.Text("approved_on"))
	}
}

func TestTheCorrectiveActionIsDueUntilItHadEffect(t *testing.T) {
	s, _ := open(t)
	c := under(t, s)
	at := func(why, day, owner string) {
		t.Helper()
		for _, i := range dues(t, s, "2027-03-01") {
			if i.Kind == due.Corrective {
				if i.Why != why || i.Day != day || i.Owner != owner {
					t.Errorf("%+v, want %s %s %s", i, why, day, owner)
				}
				return
			}
		}
		if why != "" {
			t.Errorf("nothing due, want %s", why)
		}
	}
	at("due.why.survey_corrective", "2026-12-22", "") // 30 days after the end
	c.Values["cause"], c.Values["action"], c.Values["action_by"], c.Values["action_due"] = "人手不足", "增加一人", "贺敏", "2026-12-10"
	c = mend(t, s, c)
	at("due.why.survey_action", "2026-12-10", "贺敏")
	on(s, "2027-01-20")
	c.Values["effect"] = survey.Effective
	if got := refusals(func() error { _, err := s.Campaigns.Put(context.Background(), "x", c); return err }()); got["action_done"] != "survey.error.effect_early" {
		t.Errorf("%v", got)
	}
	c.Values["effect"], c.Values["action_done"] = "", "2026-12-09"
	c = mend(t, s, c)
	at("due.why.survey_effect", "2026-12-09", "贺敏")
	c.Values["effect"], c.Values["effect_by"] = survey.Ineffective, "周岚"
	c = mend(t, s, c)
	at("due.why.survey_ineffective", "2027-01-20", "贺敏")
	c.Values["effect"] = survey.Effective
	mend(t, s, c)
	at("", "", "")
}

func TestAnAnswerMendedAfterTheEndIsJudgedAnew(t *testing.T) {
	s, ctx := open(t)
	c := under(t, s)
	a, err := s.Answers.Get(ctx, 2)
	if err != nil {
		t.Fatal(err)
	}
	a.Values["q_1"] = "5"
	if _, err := s.Answers.Put(ctx, "x", a); err != nil {
		t.Fatal(err)
	}
	c, err = s.Campaigns.Get(ctx, c.ID)
	if err != nil || len(c.Values.List("missed")) != 0 {
		t.Errorf("%v, %v", c.Values.List("missed"), err)
	}
}

// The regulation proposes a complaint up to 40 % of 5 points: 2.00.
func TestAPoorOpinionProposesAComplaintOnce(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, simple())
	poor := put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 2, "respondent": "冉红"})
	put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 3})
	find := func() *due.Item {
		for _, i := range dues(t, s, "2026-11-22") {
			if i.Register == "answer" {
				return &i
			}
		}
		return nil
	}
	i := find()
	if i == nil || i.ID != poor.ID || i.Who != "冉红" || i.Reason(assets.En) != "Mean score 2.00, at most 2.00: is it a complaint?" {
		t.Fatalf("%+v", i)
	}
	if err := s.Decline(ctx, "周岚", poor.ID, " "); data.CodeOf(err) != data.Invalid {
		t.Errorf("without a reason: %v", err)
	}
	if err := s.Decline(ctx, "周岚", poor.ID, "客户说是误填"); err != nil {
		t.Fatal(err)
	}
	if err := s.Decline(ctx, "周岚", poor.ID, "又一次"); data.CodeOf(err) != data.Refused {
		t.Errorf("twice: %v", err)
	}
	if i := find(); i != nil {
		t.Errorf("still proposed: %+v", i)
	}
	as, err := s.Answers.Load(ctx, poor.ID)
	if err != nil {
		t.Fatal(err)
	}
	low, most, f, err := s.Proposal(ctx, as[0])
	if err != nil || !low || most != 200 || f == nil || f.Declined != "客户说是误填" {
		t.Errorf("%v %d %+v %v", low, most, f, err)
	}
}
