package survey_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
)

// twelve are options of which 1, 10, 11 and 12 begin alike.
var twelve = strings.Split("a b c d e f g h i j k l", " ")

// keys are the names in which the tests write keys: ⏎ Enter, ⌫ Back.
var keys = strings.NewReplacer("⏎", "\r", "⌫", "\b")

func press(e *survey.Entry, s string) (last survey.Step) {
	last = e.Now()
	for _, k := range keys.Replace(s) {
		last = e.Press(k)
	}
	return last
}

func score(scale int64) survey.Question { return survey.Question{Type: survey.Score, Scale: scale} }

func TestKeysAnswerAQuestion(t *testing.T) {
	one := survey.Question{Type: survey.One, Options: twelve[:3], Other: "其他"}
	many := survey.Question{Type: survey.Many, Options: twelve[:3], Other: "其他", Least: 1, Most: 2}
	long := survey.Question{Type: survey.Many, Options: twelve}
	number := survey.Question{Type: survey.Number, Most: 50}
	below := survey.Question{Type: survey.Number, Least: -50, Most: 50}
	text := survey.Question{Type: survey.Text}
	for _, x := range []struct {
		q     survey.Question
		keys  string
		given any    // of the question
		on    bool   // the next question is asked
		wrong string // of the last key
	}{
		{score(0), "", nil, false, ""},
		{score(0), "1", "1", true, ""},
		{score(0), "5", "5", true, ""},
		{score(0), "0", nil, false, "error.out_of_range"},
		{score(0), "6", nil, false, "error.out_of_range"},
		{score(0), "63", "3", true, ""},
		{score(0), "x", nil, false, ""},
		{score(0), ".", nil, false, ""},
		{score(0), "⏎", nil, true, ""},
		{score(0), "+", nil, true, ""},
		{score(0), "-", nil, false, ""},
		{score(0), "⌫", nil, false, ""},
		{score(9), "9", "9", true, ""},
		{score(10), "1", "1", false, ""}, // waits, and counts as it stands
		{score(10), "1⏎", "1", true, ""},
		{score(10), "1+", "1", true, ""},
		{score(10), "10", "10", true, ""},
		{score(10), "12", "1", false, "error.out_of_range"},
		{score(10), "1⌫7", "7", true, ""},
		{score(10), "0", nil, false, "error.out_of_range"},
		{score(10), "2", "2", true, ""},

		{survey.Question{Type: survey.Promote}, "0", "0", true, ""},
		{survey.Question{Type: survey.Promote}, "9", "9", true, ""},
		{survey.Question{Type: survey.Promote}, "1⏎", "1", true, ""},
		{survey.Question{Type: survey.Promote}, "10", "10", true, ""},
		{survey.Question{Type: survey.Promote}, "15", "1", false, "error.out_of_range"},

		{survey.Question{Type: survey.YesNo}, "1", survey.Yes, true, ""},
		{survey.Question{Type: survey.YesNo}, "2", survey.No, true, ""},
		{survey.Question{Type: survey.YesNo}, "3", nil, false, "error.out_of_range"},
		{survey.Question{Type: survey.YesNo}, "0", nil, false, "error.out_of_range"},

		{one, "2", "b", true, ""},
		{one, "5", nil, false, "error.out_of_range"},
		{one, "4", "其他", false, ""}, // asks which
		{one, "4⏎", "其他", true, ""},
		{one, "4+", "其他", true, ""},
		{one, "4-2", "b", true, ""},
		{one, "4⌫2", "b", true, ""},
		{survey.Question{Type: survey.One, Options: twelve}, "1", "a", false, ""},
		{survey.Question{Type: survey.One, Options: twelve}, "12", "l", true, ""},
		{survey.Question{Type: survey.One, Options: twelve}, "13", "a", false, "error.out_of_range"},
		{survey.Question{Type: survey.One, Options: twelve}, "1⏎", "a", true, ""},
		{survey.Question{Type: survey.One, Options: twelve}, "9", "i", true, ""},

		{many, "1", []string{"a"}, false, ""},
		{many, "13", []string{"a", "c"}, false, ""},
		{many, "11", nil, false, ""},
		{many, "123", []string{"a", "b"}, false, "error.too_many"},
		{many, "1213", []string{"b", "c"}, false, ""},
		{many, "5", nil, false, "error.out_of_range"},
		{many, "12⏎", []string{"a", "b"}, true, ""},
		{many, "12+", []string{"a", "b"}, true, ""},
		{many, "⏎", nil, true, ""},
		{many, "12⌫", nil, false, ""},
		{many, "14⏎", []string{"a", "其他"}, false, ""}, // asks which
		{many, "14⏎⏎", []string{"a", "其他"}, true, ""},
		{survey.Question{Type: survey.Many, Options: twelve[:3], Least: 2}, "1⏎", []string{"a"}, false, "answer.error.least"},
		{long, "1", []string{"a"}, false, ""},
		{long, "15", []string{"a", "e"}, false, ""},
		{long, "1⏎", []string{"a"}, false, ""},
		{long, "1⏎⏎", []string{"a"}, true, ""},
		{long, "12", []string{"l"}, false, ""},
		{long, "111", []string{"k", "a"}, false, ""},
		{long, "1⌫2", []string{"b"}, false, ""},
		{long, "0", nil, false, "error.out_of_range"},

		{number, "12", "12", false, ""},
		{number, "12⏎", "12", true, ""},
		{number, "3.5+", "3.5", true, ""},
		{number, "0⏎", "0", true, ""},
		{number, "51⏎", "51", false, "error.out_of_range"},
		{number, "51⏎⌫⏎", "5", true, ""},
		{number, "1.2.3⏎", "1.2.3", false, "error.decimal"},
		{number, "12-", "12", false, ""},
		{number, "12⌫⌫", nil, false, ""},
		{number, "⏎", nil, true, ""},
		{below, "-5⏎", "-5", true, ""},
		{below, "-51⏎", "-51", false, "error.out_of_range"},

		{text, "送货快", "送货快", false, ""},
		{text, "a-b+1⏎", "a-b+1", true, ""},
		{text, "好⌫⏎", nil, true, ""},
		{text, "+", nil, true, ""},
		{text, "\t\a", nil, false, ""},
		{text, "⏎", nil, true, ""},

		{survey.Question{Type: "matrix"}, "5", nil, false, ""},
		{survey.Question{Type: "matrix"}, "5⏎", nil, true, ""},
	} {
		x.q.Key = "1"
		e := survey.NewEntry([]survey.Question{x.q, {Key: "2", Type: survey.Text}}, nil)
		last := press(e, x.keys)
		wrong := ""
		if last.Wrong != nil {
			wrong = last.Wrong.Key
			if last.Wrong.Field != "q_1" {
				t.Errorf("%s %q: refused at %s", x.q.Type, x.keys, last.Wrong.Field)
			}
		}
		if on := last.At == 1; on != x.on || wrong != x.wrong {
			t.Errorf("%s %q: on %v, wrong %q; want %v, %q", x.q.Type, x.keys, on, wrong, x.on, x.wrong)
		}
		if got := e.Given()["q_1"]; !same(got, x.given) {
			t.Errorf("%s %q: given %#v, want %#v", x.q.Type, x.keys, got, x.given)
		}
	}
}

func TestLookingAtTheAnswersLeavesAFigureWaiting(t *testing.T) {
	e := survey.NewEntry([]survey.Question{{Key: "1", Type: survey.Promote}, {Key: "2", Type: survey.Many, Options: twelve}}, nil)
	press(e, "1")
	if got := e.Given(); got["q_1"] != "1" {
		t.Errorf("waiting: %v", got)
	}
	if press(e, "0"); e.Given()["q_1"] != "10" {
		t.Errorf("then: %v", e.Given())
	}
	press(e, "1")
	if got := e.Given(); !same(got["q_2"], []string{"a"}) {
		t.Errorf("waiting: %v", got)
	}
	if press(e, "2"); !same(e.Given()["q_2"], []string{"l"}) {
		t.Errorf("then: %v", e.Given())
	}
}

func TestARequiredQuestionIsNotPassedOver(t *testing.T) {
	for _, kind := range []string{survey.Score, survey.One, survey.Many, survey.YesNo, survey.Text, survey.Number, survey.Promote} {
		q := survey.Question{Key: "1", Type: kind, Required: true, Options: twelve[:3]}
		for _, k := range "⏎+" {
			last := press(survey.NewEntry([]survey.Question{q}, nil), string(k))
			if last.Done || last.Wrong == nil || last.Wrong.Key != "error.required" || last.Wrong.Field != "q_1" {
				t.Errorf("%s %c: %+v", kind, k, last)
			}
		}
	}
}

func TestTheTextBesideTheOtherOptionIsAskedFor(t *testing.T) {
	for _, kind := range []string{survey.One, survey.Many} {
		tick := map[string]string{survey.One: "3", survey.Many: "3⏎"}[kind]
		q := survey.Question{Key: "1", Type: kind, Options: twelve[:2], Other: "其他"}
		e := survey.NewEntry([]survey.Question{q, {Key: "2", Type: survey.Score}}, nil)
		last := press(e, tick)
		if !last.Other || !last.Writing || last.Hint != "answer.entry.other" || last.At != 0 {
			t.Fatalf("%s: %+v", kind, last)
		}
		e.Type("电视 3+2-1")
		if last = press(e, "⏎"); last.At != 1 || last.Other {
			t.Errorf("%s: %+v", kind, last)
		}
		if got := e.Given().Text("q_1_other"); got != "电视 3+2-1" {
			t.Errorf("%s: %q", kind, got)
		}
		// Back to the question; another choice takes the text with it.
		if last = press(e, "-"); last.At != 0 || last.Other || !same(last.Picked, []int{2}) {
			t.Errorf("%s: %+v", kind, last)
		}
		press(e, map[string]string{survey.One: "1", survey.Many: "31⏎"}[kind])
		if got := e.Given(); got["q_1_other"] != nil || e.Now().At != 1 {
			t.Errorf("%s: %v", kind, got)
		}
	}
}

func TestGoingBackShowsWhatWasGiven(t *testing.T) {
	qs := []survey.Question{
		{Key: "1", Type: survey.Score},
		{Key: "2", Type: survey.Many, Options: twelve[:3]},
		{Key: "3", Type: survey.Number},
		{Key: "4", Type: survey.Text},
	}
	e := survey.NewEntry(qs, nil)
	last := press(e, "4"+"13⏎"+"12⏎"+"好⏎")
	if !last.Done || last.At != 4 || last.Question != nil || last.Hint != "answer.entry.done" {
		t.Fatalf("%+v", last)
	}
	if last = press(e, "5x⏎+"); !last.Done || last.Wrong != nil {
		t.Errorf("after the end: %+v", last)
	}
	if last = press(e, "-"); last.At != 3 || last.Typed != "好" || !last.Moved || !last.Writing {
		t.Errorf("text: %+v", last)
	}
	if last = press(e, "⌫⌫"); last.At != 2 || last.Typed != "12" || e.Given()["q_4"] != nil {
		t.Errorf("number: %+v", last)
	}
	if last = press(e, "-"); last.At != 1 || !same(last.Picked, []int{0, 2}) {
		t.Errorf("choices: %+v", last)
	}
	if last = press(e, "-"); last.At != 0 || !same(last.Picked, []int{3}) {
		t.Errorf("score: %+v", last)
	}
	if last = press(e, "⌫"); last.At != 0 || last.Picked != nil || e.Given()["q_1"] != nil {
		t.Errorf("taken back: %+v", last)
	}
	if last = press(e, "⌫-"); last.At != 0 || last.Moved {
		t.Errorf("before the first: %+v", last)
	}
	if last = press(e, "2"); last.At != 1 || e.Given()["q_1"] != "2" {
		t.Errorf("given anew: %+v", last)
	}
	if last = e.Go(9); !last.Done {
		t.Errorf("to the end: %+v", last)
	}
	if last = e.Go(-1); last.At != 0 {
		t.Errorf("to the first: %+v", last)
	}
}

func TestAnAnswerIsMendedWhereItIsWrong(t *testing.T) {
	qs := []survey.Question{{Key: "1", Type: survey.Score}, {Key: "2", Type: survey.Score}}
	given := field.Values{"q_1": "5", "q_2": "1"}
	e := survey.NewEntry(qs, given)
	if now := e.Now(); !same(now.Picked, []int{4}) || now.Of != 2 {
		t.Errorf("%+v", now)
	}
	press(e, "⏎3")
	if got := e.Given(); !same(got, field.Values{"q_1": "5", "q_2": "3"}) {
		t.Errorf("given = %v", got)
	}
	if given["q_2"] != "1" {
		t.Error("the entry wrote into the caller's map")
	}
}

// A monkey at the keypad: whatever is pressed, the place stays within the
// questionnaire, every hint has its text, and where no number or text was
// mistyped the register accepts what was given.
func TestAnyKeysInAnyOrderLeaveAnAnswerThatCanBeSaved(t *testing.T) {
	s, ctx := open(t)
	c := running(t, s, rows(
		field.Values{"type": survey.Score, "text": "甲"},
		field.Values{"type": survey.Score, "text": "乙", "scale": 10},
		field.Values{"type": survey.One, "text": "丙", "options": twelve, "other": "其他"},
		field.Values{"type": survey.Many, "text": "丁", "options": twelve, "other": "其他", "most": 3},
		field.Values{"type": survey.YesNo, "text": "戊"},
		field.Values{"type": survey.Number, "text": "己"},
		field.Values{"type": survey.Promote, "text": "庚"},
		field.Values{"type": survey.Text, "text": "辛"},
	))
	asked, err := s.Asked(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	const pad = "0123456789⏎⏎⏎+-⌫."
	r := rand.New(rand.NewPCG(1, 2))
	for run := range 300 {
		e := survey.NewEntry(asked.Questions, nil)
		var pressed strings.Builder
		for range 60 {
			k := []rune(pad)[r.IntN(len([]rune(pad)))]
			pressed.WriteRune(k)
			last := press(e, string(k))
			if last.At < 0 || last.At > last.Of || last.Done != (last.Question == nil) || last.Hint == "" {
				t.Fatalf("run %d, %s: %+v", run, pressed.String(), last)
			}
		}
		v := e.Given()
		v["survey"] = c.Number
		for _, w := range data.All(check(s, v)) {
			if w.Field != "q_6" && w.Key != "answer.error.empty" {
				t.Fatalf("%s gave %v: %v", pressed.String(), v, w)
			}
		}
	}
}

func check(s *survey.Store, v field.Values) error {
	full := s.Answers.Blank()
	maps.Copy(full, v)
	return s.Answers.Check(context.Background(), register.Record{Values: full}).OrNil()
}

func TestTheDefaultQuestionnaireIsKeyedInWithThirtyKeys(t *testing.T) {
	qs, err := survey.Defaults(assets.ZhHans)
	if err != nil {
		t.Fatal(err)
	}
	e := survey.NewEntry(qs[0].Questions, nil)
	const all = "55555555" + "1" + "123⏎" + "1" + "10" + "12⏎" + "⏎⏎"
	if last := press(e, all); !last.Done || utf8.RuneCountInString(all) > 30 {
		t.Errorf("%+v", last)
	}
	if got := e.Given(); len(got) != 13 || got["q_12"] != "10" || got["q_13"] != "12" {
		t.Errorf("given = %v", got)
	}
}
