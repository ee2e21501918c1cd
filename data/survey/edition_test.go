package survey_test

import (
	"context"
	"testing"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
)

func TestAQuestionnaireIsRefusedAtTheCellThatIsWrong(t *testing.T) {
	s, ctx := open(t)
	good := field.Values{"type": survey.Score, "text": "接待"}
	with := func(v field.Values) []field.Values { return rows(good, good, v) }
	for _, x := range []struct {
		questions []field.Values
		field     string
		key       string
	}{
		{nil, "questions", "questionnaire.error.no_question"},
		{with(field.Values{"type": survey.Score, "help": "?"}), "questions[2].text", "error.required"},
		{with(field.Values{"text": "x"}), "questions[2].type", "error.required"},
		{with(field.Values{"text": "x", "type": "matrices"}), "questions[2].type", "error.no_option"},
		{with(field.Values{"text": "x", "type": survey.One}), "questions[2].options", "error.two_options"},
		{with(field.Values{"text": "x", "type": survey.Many, "options": "a，a"}), "questions[2].options", "error.two_options"},
		{with(field.Values{"text": "x", "type": survey.One, "options": "a，b", "other": "b"}), "questions[2].other", "questionnaire.error.other_twice"},
		{with(field.Values{"text": "x", "type": survey.Many, "options": "a，b", "least": 3}), "questions[2].least", "error.out_of_range"},
		{with(field.Values{"text": "x", "type": survey.Many, "options": "a，b", "most": 3}), "questions[2].most", "error.out_of_range"},
		{with(field.Values{"text": "x", "type": survey.Many, "options": "a，b", "least": 2, "most": 1}), "questions[2].most", "error.out_of_range"},
		{with(field.Values{"text": "x", "type": survey.Score, "scale": 2}), "questions[2].scale", "error.out_of_range"},
		{with(field.Values{"text": "x", "type": survey.Score, "scale": 11}), "questions[2].scale", "error.out_of_range"},
		{with(field.Values{"text": "x", "type": survey.Number, "least": 5, "most": 4}), "questions[2].most", "questionnaire.error.bounds"},
		{with(field.Values{"text": "x", "type": survey.Text, "key": "Q 3"}), "questions[2].key", "questionnaire.error.key"},
		{with(field.Values{"text": "x", "type": survey.Text, "key": "a_other"}), "questions[2].key", "questionnaire.error.key"},
		{rows(field.Values{"text": "x", "type": survey.Text, "key": "a"}, field.Values{"text": "y", "type": survey.Text, "key": "a"}), "questions[1].key", "questionnaire.error.key_twice"},
	} {
		_, err := s.Questionnaires.Put(ctx, "x", register.Record{Values: field.Values{"name": "问卷", "questions": x.questions}})
		if got := refusals(err); got[x.field] != x.key {
			t.Errorf("%s: %v, want %s", x.field, got, x.key)
		}
	}
}

func TestAQuestionsKeyIsNeverGivenTwice(t *testing.T) {
	s, ctx := open(t)
	q := put(t, s.Questionnaires, field.Values{"name": "问卷", "questions": rows(
		field.Values{"type": survey.Text, "text": "甲"},
		field.Values{"type": survey.Text, "text": "乙", "key": "7"},
		field.Values{"type": survey.Text, "text": "丙", "key": "overall"},
		field.Values{"type": survey.Text, "text": "丁"},
	)})
	keys := func() (ks []string) {
		for _, r := range q.Values.Rows("questions") {
			ks = append(ks, r.Text("key"))
		}
		return ks
	}
	if got := keys(); !same(got, []string{"8", "7", "overall", "9"}) {
		t.Fatalf("keys = %v", got)
	}
	qs := q.Values.Rows("questions")
	q.Values["questions"] = append(qs[:3:3], field.Values{"type": survey.Text, "text": "戊"})
	q, err := s.Questionnaires.Put(ctx, "x", q)
	if err != nil {
		t.Fatal(err)
	}
	if got := keys(); !same(got, []string{"8", "7", "overall", "10"}) {
		t.Errorf("keys = %v", got)
	}
}

// change puts other words into a questionnaire's first question.
func change(t *testing.T, s *survey.Store, id int64, text string) register.Record {
	t.Helper()
	q, err := s.Questionnaires.Get(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	q.Values.Rows("questions")[0]["text"] = text
	if q, err = s.Questionnaires.Put(context.Background(), "x", q); err != nil {
		t.Fatal(err)
	}
	return q
}

func TestEditingWhatIsPublishedBeginsTheNextEdition(t *testing.T) {
	s, ctx := open(t)
	q := put(t, s.Questionnaires, field.Values{"name": "问卷", "questions": simple()})
	stands := func(edition, state, published string) {
		t.Helper()
		v := q.Values
		if v.Text("edition") != edition || v.Text("state") != state || v.Text("published") != published {
			t.Fatalf("edition %s, %s, published %s; want %s, %s, %s", v.Text("edition"), v.Text("state"), v.Text("published"), edition, state, published)
		}
	}
	save := func() {
		t.Helper()
		var err error
		if q, err = s.Questionnaires.Put(ctx, "x", q); err != nil {
			t.Fatal(err)
		}
	}
	stands("1", survey.Draft, "")
	q = change(t, s, q.ID, "草稿随便改")
	stands("1", survey.Draft, "")
	if _, err := s.Edition(ctx, q.ID, 0); err == nil {
		t.Error("a draft has an edition")
	}
	if err := s.Publish(ctx, "x", q.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(ctx, "x", q.ID); err != nil {
		t.Fatal(err)
	}
	q, _ = s.Questionnaires.Get(ctx, q.ID)
	stands("1", survey.Published, "1")
	q.Values["note"] = "前台用蓝色纸打印"
	save()
	stands("1", survey.Published, "1")
	q = change(t, s, q.ID, "第二版")
	stands("2", survey.Draft, "1")
	q = change(t, s, q.ID, "第二版，再改")
	stands("2", survey.Draft, "1")
	q.Values["state"] = survey.Published
	save()
	stands("2", survey.Published, "2")
	q.Values["state"] = survey.Draft
	save()
	stands("3", survey.Draft, "2")
	for edition, want := range map[int64]string{0: "第二版，再改", 1: "草稿随便改", 2: "第二版，再改"} {
		e, err := s.Edition(ctx, q.ID, edition)
		if err != nil || e.Questions[0].Text != want || e.Number != "WJ-0001" {
			t.Errorf("edition %d: %+v, %v", edition, e, err)
		}
	}
	if err := s.DB.Read(ctx).Exec("UPDATE questionnaire_editions SET body = '{}'").Error; err == nil {
		t.Error("a published edition was changed")
	}
}

func TestTheNextEditionLeavesTheFirstsAnswersAlone(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, simple())
	e, err := s.Asked(ctx, c.ID)
	if err != nil || e.Edition != 1 {
		t.Fatal(e, err)
	}
	a := put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 5, "q_2": "路过", "q_3": 9})
	before, err := s.Summarise(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	q, err := s.Questionnaires.Get(ctx, 1)
	if err != nil {
		t.Fatal(err)
	}
	q.Values["questions"] = rows(field.Values{"type": survey.YesNo, "text": "只问一题", "key": "1"})
	q.Values["state"] = survey.Draft
	if _, err = s.Questionnaires.Put(ctx, "x", q); err != nil {
		t.Fatal(err)
	}
	if err := s.Publish(ctx, "x", q.ID); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Answers.Get(ctx, a.ID); err != nil || !same(got, a) {
		t.Errorf("answer %v, %v; was %v", got, err, a)
	}
	if after, err := s.Summarise(ctx, c.ID); err != nil || !same(after, before) {
		t.Errorf("summary %+v, %v; was %+v", after, err, before)
	}
	put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 4})
	if e, err := s.Asked(ctx, c.ID); err != nil || e.Edition != 1 {
		t.Errorf("asked by %d, %v", e.Edition, err)
	}
	next := put(t, s.Campaigns, field.Values{"name": "下一次", "questionnaire": q.Number})
	if e, err := s.Asked(ctx, next.ID); err != nil || e.Edition != 2 || len(e.Questions) != 1 {
		t.Errorf("the next campaign is asked by %d, %v", e.Edition, err)
	}
	put(t, s.Answers, field.Values{"survey": next.Number, "q_1": "是"})
}

func TestACampaignKeepsItsRules(t *testing.T) {
	s, ctx := open(t)
	draft := put(t, s.Questionnaires, field.Values{"name": "草稿", "questions": simple()})
	c := running(t, s, simple())
	for _, x := range []struct {
		v     field.Values
		field string
		key   string
	}{
		{field.Values{"questionnaire": draft.Number}, "name", "error.required"},
		{field.Values{"name": "x"}, "questionnaire", "error.required"},
		{field.Values{"name": "x", "questionnaire": "WJ-0099"}, "questionnaire", "error.not_found"},
		{field.Values{"name": "x", "questionnaire": draft.Number, "state": survey.Running}, "questionnaire", "survey.error.not_published"},
		{field.Values{"name": "x", "questionnaire": draft.Number, "from": "2026-11-01", "to": "2026-10-31"}, "to", "survey.error.period"},
		{field.Values{"name": "x", "questionnaire": draft.Number, "from": "2026-02-30"}, "from", "error.date"},
		{field.Values{"name": "x", "questionnaire": draft.Number, "population": 100, "sent": 101}, "sent", "survey.error.sent"},
		{field.Values{"name": "x", "questionnaire": draft.Number, "sent": -1}, "sent", "error.out_of_range"},
		{field.Values{"name": "x", "questionnaire": draft.Number, "target": 101}, "target", "error.out_of_range"},
	} {
		_, err := s.Campaigns.Put(ctx, "x", register.Record{Values: x.v})
		if got := refusals(err); got[x.field] != x.key {
			t.Errorf("%v: %v, want %s at %s", x.v, got, x.key, x.field)
		}
	}
	planned := put(t, s.Campaigns, field.Values{"name": "计划", "questionnaire": draft.Number})
	if planned.Number != "DC-2026-0002" || planned.Values.Text("state") != survey.Planned {
		t.Errorf("planned = %v", planned)
	}
	_, err := s.Answers.Put(ctx, "x", register.Record{Values: field.Values{"survey": planned.Number, "q_1": 5}})
	if got := refusals(err); got["survey"] != "answer.error.not_published" {
		t.Errorf("answered by a draft: %v", got)
	}
	put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 5})
	if c, err = s.Campaigns.Get(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	c.Values["questionnaire"] = draft.Number
	if _, err = s.Campaigns.Put(ctx, "x", c); refusals(err)["questionnaire"] != "survey.error.questionnaire_fixed" {
		t.Errorf("another questionnaire after an answer: %v", err)
	}
}

func TestAFormOpenedBeforeTheFirstAnswerCannotTakeTheCampaignBack(t *testing.T) {
	s, ctx := open(t)
	q := put(t, s.Questionnaires, field.Values{"name": "问卷", "state": survey.Published, "questions": simple()})
	form := put(t, s.Campaigns, field.Values{"name": "调查", "questionnaire": q.Number})
	put(t, s.Answers, field.Values{"survey": form.Number, "q_1": 5})
	form.Values["note"] = "已寄出"
	c, err := s.Campaigns.Put(ctx, "x", form)
	if err != nil {
		t.Fatal(err)
	}
	if v := c.Values; v.Text("state") != survey.Running || v.Text("edition") != "1" || v.Text("returned") != "1" || v.Text("note") != "已寄出" {
		t.Errorf("campaign = %v", v)
	}
}
