package survey_test

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/search"
	"kezhi/data/survey"
)

// rows are questions as a form or JSON gives them.
func rows(vs ...field.Values) []field.Values { return vs }

// simple asks a score, an option and a promoter question.
func simple() []field.Values {
	return rows(
		field.Values{"type": survey.Score, "text": "接待", "topic": "service", "required": "true"},
		field.Values{"type": survey.One, "text": "渠道", "options": []string{"介绍", "路过"}, "other": "其他"},
		field.Values{"type": survey.Promote, "text": "推荐"},
	)
}

func open(t testing.TB) (*survey.Store, context.Context) {
	t.Helper()
	d := dbtest.MustOpen(t)
	d.Now = func() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.Local) }
	return survey.Open(d), context.Background()
}

func put(t testing.TB, r register.Register, v field.Values) register.Record {
	t.Helper()
	out, err := r.Put(context.Background(), "林小满", register.Record{Values: v})
	if err != nil {
		t.Fatalf("%s: %v", r.Key(), err)
	}
	return out
}

// running publishes a questionnaire and begins a campaign with it.
func running(t testing.TB, s *survey.Store, qs []field.Values) register.Record {
	t.Helper()
	q := put(t, s.Questionnaires, field.Values{"name": "问卷", "state": survey.Published, "questions": qs})
	return put(t, s.Campaigns, field.Values{"name": "调查", "questionnaire": q.Number, "state": survey.Running, "sent": 10})
}

func someone(t testing.TB, s *survey.Store, name string) string {
	t.Helper()
	return put(t, customer.Open(s.DB), field.Values{"kind": customer.Person, "name": name}).Number
}

// refusals are what is wrong, field to key.
func refusals(err error) map[string]string {
	m := map[string]string{}
	for _, e := range data.All(err) {
		m[e.Field] = e.Key
	}
	return m
}

func same(a, b any) bool { return reflect.DeepEqual(a, b) }

func TestAnAnswerComesBackAsItWasGiven(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, rows(
		field.Values{"type": survey.Score, "text": "接待"},
		field.Values{"type": survey.One, "text": "渠道", "options": []any{"介绍", "路过"}, "other": "其他"},
		field.Values{"type": survey.Many, "text": "看重", "options": "质量、价格、服务", "other": "其他"},
		field.Values{"type": survey.YesNo, "text": "兑现"},
		field.Values{"type": survey.Number, "text": "次数", "unit": "次"},
		field.Values{"type": survey.Text, "text": "意见"},
		field.Values{"type": survey.Promote, "text": "推荐"},
	))
	who := someone(t, s, "单雨霏")
	given := field.Values{
		"q_1": 5.0, "q_2": "其他", "q_2_other": "电视", "q_3": []any{"服务", "质量", "其他"}, "q_3_other": "离家近",
		"q_4": true, "q_5": 0, "q_6": "送货快一点\n谢谢", "q_7": "10",
	}
	v := field.Values{"survey": c.Number, "customer": who, "respondent": "单女士", "phone": "13800138000", "date": "2026-11-20", "serial": "A-17"}
	for k, x := range given {
		v[k] = x
	}
	r := put(t, s.Answers, v)
	got, err := s.Answers.Get(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Number != "DC-2026-0001-0001" {
		t.Errorf("number = %s", got.Number)
	}
	for k, want := range map[string]any{
		"q_1": "5", "q_2": "其他", "q_2_other": "电视", "q_3": []string{"质量", "服务", "其他"}, "q_3_other": "离家近",
		"q_4": "yes", "q_5": "0", "q_6": "送货快一点\n谢谢", "q_7": "10",
		"customer": who, "customer_name": "单雨霏", "score": "5", "survey": "DC-2026-0001", "way": survey.Paper,
	} {
		if !same(got.Values[k], want) {
			t.Errorf("%s = %#v, want %#v", k, got.Values[k], want)
		}
	}
	if now, err := s.Campaigns.Get(ctx, c.ID); err != nil || now.Values.Text("returned") != "1" || now.Values.Text("rate") != "10.0%" || now.Values.Text("edition") != "1" {
		t.Errorf("campaign = %v, %v", now.Values, err)
	}
}

func TestWhatIsWrongWithAnAnswerIsSaidAtItsQuestion(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, rows(
		field.Values{"type": survey.Score, "text": "接待", "required": true},
		field.Values{"type": survey.Score, "text": "十分制", "scale": 10},
		field.Values{"type": survey.One, "text": "渠道", "options": []string{"介绍", "路过"}},
		field.Values{"type": survey.Many, "text": "看重", "options": []string{"质量", "价格", "服务"}, "least": 2, "most": 2},
		field.Values{"type": survey.YesNo, "text": "兑现"},
		field.Values{"type": survey.Number, "text": "次数", "least": 0, "most": 99},
		field.Values{"type": survey.Promote, "text": "推荐"},
		field.Values{"type": survey.Text, "text": "意见"},
	))
	for _, x := range []struct {
		key   string
		given any
		want  string
	}{
		{"q_1", "6", "error.out_of_range"},
		{"q_1", "0", "error.out_of_range"},
		{"q_1", "4.5", "error.out_of_range"},
		{"q_1", "", "error.required"},
		{"q_1", nil, "error.required"},
		{"q_1", []any{"5"}, "error.want_text"},
		{"q_2", "11", "error.out_of_range"},
		{"q_3", "电视", "error.no_option"},
		{"q_3", "3", "error.no_option"},
		{"q_4", []any{"质量"}, "answer.error.least"},
		{"q_4", []any{"质量", "价格", "服务"}, "error.too_many"},
		{"q_4", []any{"质量", "电视"}, "error.no_option"},
		{"q_4", 7.0, "error.want_list"},
		{"q_5", "也许", "error.no_option"},
		{"q_6", "100", "error.out_of_range"},
		{"q_6", "-1", "error.out_of_range"},
		{"q_6", "多次", "error.decimal"},
		{"q_7", "11", "error.out_of_range"},
		{"q_8", strings.Repeat("长", 4001), "error.too_long"},
		{"q_8", "响铃\a", "error.control_character"},
		{"q_9", "5", "error.unknown_field"},
		{"q_3_other", "电视", "error.unknown_field"},
		{"date", "2026-02-30", "error.date"},
		{"date", "2026-11-23", "error.future"},
		{"survey", "DC-2026-0099", "error.not_found"},
		{"customer", "KH-000099", "error.not_found"},
		{"phone", "call me", "error.phone"},
	} {
		v := field.Values{"survey": c.Number, "date": "2026-11-20", "q_1": "5"}
		v[x.key] = x.given
		if x.given == nil {
			delete(v, x.key)
		}
		_, err := s.Answers.Put(ctx, "x", register.Record{Values: v})
		if got := refusals(err); got[x.key] != x.want {
			t.Errorf("%s %v: %v, want %s", x.key, x.given, got, x.want)
		}
	}
	if ids, err := s.Answers.IDs(ctx, register.Query{}); err != nil || len(ids) != 0 {
		t.Errorf("something was written: %v, %v", ids, err)
	}
	if r := put(t, s.Answers, field.Values{"survey": c.Number, "q_1": "5"}); r.Number != "DC-2026-0001-0001" {
		t.Errorf("refused answers used up numbers: %s", r.Number)
	}
}

func TestAnAnswerIsUnderstoodHoweverItIsWritten(t *testing.T) {
	s, _ := open(t)
	c := running(t, s, rows(
		field.Values{"type": survey.Score, "text": "接待"},
		field.Values{"type": survey.One, "text": "渠道", "options": []string{"介绍", "路过"}},
		field.Values{"type": survey.Many, "text": "看重", "options": []string{"质量", "价格", "3"}},
		field.Values{"type": survey.YesNo, "text": "兑现"},
		field.Values{"type": survey.Number, "text": "次数"},
	))
	for _, x := range []struct {
		key         string
		given, want any
	}{
		{"q_1", json.Number("5"), "5"},
		{"q_1", json.Number("5.0"), "5"},
		{"q_1", " ５ ", "5"},
		{"q_2", json.Number("2"), "路过"},
		{"q_2", "1", "介绍"},
		{"q_3", []any{json.Number("2"), "质量"}, []string{"质量", "价格"}},
		{"q_3", []string{"3", "1"}, []string{"质量", "3"}},
		{"q_3", "价格，质量", []string{"质量", "价格"}},
		{"q_4", "否", survey.No},
		{"q_4", true, survey.Yes},
		{"q_4", json.Number("2"), survey.No},
		{"q_5", json.Number("0"), "0"},
		{"q_5", "1,234.50", "1234.5"},
	} {
		r := put(t, s.Answers, field.Values{"survey": c.Number, x.key: x.given})
		if got := r.Values[x.key]; !same(got, x.want) {
			t.Errorf("%s %v = %#v, want %#v", x.key, x.given, got, x.want)
		}
	}
}

func TestEverythingWrongWithAnAnswerIsSaidAtOnce(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, simple())
	_, err := s.Answers.Put(ctx, "x", register.Record{Values: field.Values{"survey": c.Number, "date": "2026-02-30", "phone": "x", "q_1": 9, "q_2": "电视", "q_3": 11}})
	got := refusals(err)
	for f, key := range map[string]string{
		"date": "error.date", "phone": "error.phone", "q_1": "error.out_of_range", "q_2": "error.no_option", "q_3": "error.out_of_range",
	} {
		if got[f] != key {
			t.Errorf("%s: %q, want %q", f, got[f], key)
		}
	}
}

func TestAnEmptySheetIsNoAnswer(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, rows(field.Values{"type": survey.Text, "text": "意见"}))
	_, err := s.Answers.Put(ctx, "x", register.Record{Values: field.Values{"survey": c.Number, "q_1": "  "}})
	if got := refusals(err); got["q_1"] != "answer.error.empty" {
		t.Error(got)
	}
}

func TestAQuestionnaireIsNotAnsweredTwice(t *testing.T) {
	s, ctx := open(t)
	c, who := running(t, s, simple()), someone(t, s, "仇英骥")
	first := put(t, s.Answers, field.Values{"survey": c.Number, "customer": who, "serial": "0007", "q_1": 5})
	_, err := s.Answers.Put(ctx, "x", register.Record{Values: field.Values{"survey": c.Number, "customer": who, "serial": "0007", "q_1": 4}})
	got := refusals(err)
	if got["customer"] != "answer.error.twice_customer" || got["serial"] != "answer.error.twice_serial" {
		t.Fatalf("refusals = %v", got)
	}
	for _, e := range data.All(err) {
		if !strings.Contains(e.Text(assets.ZhHans), first.Number) {
			t.Errorf("%s does not name %s: %s", e.Field, first.Number, e.Text(assets.ZhHans))
		}
	}
	first.Values["q_1"] = "3"
	if _, err := s.Answers.Put(ctx, "x", first); err != nil {
		t.Errorf("the answer stands in its own way: %v", err)
	}

	other := running(t, s, simple())
	put(t, s.Answers, field.Values{"survey": other.Number, "customer": who, "serial": "0007", "q_1": 5})
	put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 5})
	put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 5})

	if err := s.Answers.Delete(ctx, "x", first.ID); err != nil {
		t.Fatal(err)
	}
	second := put(t, s.Answers, field.Values{"survey": c.Number, "customer": who, "q_1": 4})
	if err := s.Answers.Restore(ctx, "x", first.ID); refusals(err)["customer"] != "answer.error.twice_customer" {
		t.Errorf("restored beside %s: %v", second.Number, err)
	}
}

func TestAClosedOrDeletedCampaignTakesNoAnswer(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, simple())
	a := put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 5})
	c, err := s.Campaigns.Get(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	c.Values["state"] = survey.Closed
	if c, err = s.Campaigns.Put(ctx, "x", c); err != nil {
		t.Fatal(err)
	}
	_, err = s.Answers.Put(ctx, "x", register.Record{Values: field.Values{"survey": c.Number, "q_1": 5}})
	if got := refusals(err); got["survey"] != "answer.error.closed" {
		t.Errorf("closed: %v", got)
	}
	a.Values["q_1"] = "4"
	if a, err = s.Answers.Put(ctx, "x", a); err != nil {
		t.Errorf("an old answer cannot be mended: %v", err)
	}
	if err := s.Campaigns.Delete(ctx, "x", c.ID); err != nil {
		t.Fatal(err)
	}
	_, err = s.Answers.Put(ctx, "x", register.Record{Values: field.Values{"survey": c.Number, "q_1": 5}})
	if got := refusals(err); got["survey"] != "error.not_found" {
		t.Errorf("deleted: %v", got)
	}
	other := running(t, s, simple())
	a.Values["survey"] = other.Number
	if _, err = s.Answers.Put(ctx, "x", a); refusals(err)["survey"] != "answer.error.moved" {
		t.Errorf("moved: %v", err)
	}
}

func TestTheTrailSaysWhichAnswerWasMended(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, simple())
	a := put(t, s.Answers, field.Values{"survey": c.Number, "q_1": 5, "q_2": "路过"})
	a.Values["q_1"], a.Values["q_2"] = "4", ""
	if _, err := s.Answers.Put(ctx, "乙", a); err != nil {
		t.Fatal(err)
	}
	h, err := s.Answers.History(ctx, a.ID)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range h[0].Differences() {
		got[d.Key] = fmt.Sprintf("%v → %v", d.Before, d.After)
	}
	for k, want := range map[string]string{"q_1": "5 → 4", "q_2": "路过 → <nil>", "score": "5 → 4"} {
		if got[k] != want {
			t.Errorf("%s: %q, want %q", k, got[k], want)
		}
	}
}

func TestEightWritersNumberEachCampaignWithoutGap(t *testing.T) {
	s, ctx := open(t)
	q := put(t, s.Questionnaires, field.Values{"name": "问卷", "state": survey.Published, "questions": simple()})
	var cs []register.Record
	for range 2 {
		cs = append(cs, put(t, s.Campaigns, field.Values{"name": "调查", "questionnaire": q.Number}))
	}
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for i := range 20 {
				v := field.Values{"survey": cs[i%2].Number, "q_1": fmt.Sprint(1 + i%5), "serial": fmt.Sprintf("%d-%d", w, i)}
				if i%4 == 3 {
					v["q_1"] = "9"
				}
				if _, err := s.Answers.Put(ctx, "x", register.Record{Values: v}); (err != nil) != (i%4 == 3) {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for i, want := range []int{80, 40} {
		ids, err := s.Answers.IDs(ctx, register.Query{Filters: []register.Filter{{Key: "survey", In: []string{cs[i].Number}}}})
		if err != nil || len(ids) != want {
			t.Fatalf("%s: %d answers, %v", cs[i].Number, len(ids), err)
		}
		ls, err := s.Answers.Lines(ctx, ids)
		if err != nil {
			t.Fatal(err)
		}
		for k, l := range ls {
			if n := fmt.Sprintf("%s-%04d", cs[i].Number, want-k); l.Number != n {
				t.Fatalf("%s, want %s", l.Number, n)
			}
		}
		if c, err := s.Campaigns.Get(ctx, cs[i].ID); err != nil || c.Values.Text("returned") != fmt.Sprint(want) || c.Values.Text("state") != survey.Running {
			t.Errorf("%s: %v, %v", c.Number, c.Values, err)
		}
	}
}

func TestCampaignsAndAnswersAreFoundUntilDeleted(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, simple())
	a := put(t, s.Answers, field.Values{"survey": c.Number, "respondent": "单雨霏", "serial": "A-0017", "q_1": 5})
	found := func(q, reg string, id int64) bool {
		hits, err := search.Find(ctx, s.DB, q, search.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(hits, func(h search.Hit) bool { return h.Register == reg && h.ID == id })
	}
	for q, reg := range map[string]string{"调查": "survey", "DC-2026-0001": "survey", "单雨": "answer", "shanyufei": "answer", "A-0017": "answer", a.Number: "answer"} {
		if !found(q, reg, 1) {
			t.Errorf("%s does not find the %s", q, reg)
		}
	}
	if err := s.Answers.Delete(ctx, "x", a.ID); err != nil {
		t.Fatal(err)
	}
	if found("单雨", "answer", a.ID) {
		t.Error("a deleted answer is found")
	}
}
