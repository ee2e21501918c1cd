package field_test

import (
	"reflect"
	"testing"

	"kezhi/data/field"
)

type sheet struct {
	Name  string
	Given field.Values
}

var sheets = field.NewSet("sheet",
	field.Of("name", func(s *sheet) *string { return &s.Name }),
).Loose("q_", func(s *sheet) *field.Values { return &s.Given })

func TestLooseValuesComeAndGoWithTheRecord(t *testing.T) {
	shared := field.Values{"q_1": "5"}
	a := sheet{Given: shared}
	if es := sheets.Decode(field.Values{"name": "x", "q_2": []any{"y"}, "other": "z"}, &a); len(es) != 1 || es[0].Field != "other" {
		t.Errorf("wrong = %v", es)
	}
	want := field.Values{"name": "x", "q_1": "5", "q_2": []any{"y"}}
	if got := sheets.Encode(&a); !reflect.DeepEqual(got, want) {
		t.Errorf("encoded %v, want %v", got, want)
	}
	if len(shared) != 1 {
		t.Errorf("a map that another record shares was written into: %v", shared)
	}
	cs := sheets.Diff(field.Values{"name": "x", "q_1": "5", "q_3": "same"}, field.Values{"name": "y", "q_2": "4", "q_3": "same"})
	if want := []field.Change{{Key: "name", Before: "x", After: "y"}, {Key: "q_1", Before: "5"}, {Key: "q_2", After: "4"}}; !reflect.DeepEqual(cs, want) {
		t.Errorf("changes = %v", cs)
	}
}

func TestAcceptKeepsTheRulesOfTheDescriptions(t *testing.T) {
	ds := []field.Desc{
		{Key: "n", Kind: field.Decimal, Max: 20, Most: 10_00},
		{Key: "must", Kind: field.Text, Max: 3, Required: true},
		{Key: "many", Kind: field.Choices, Max: 2, Options: []string{"a", "b", "other"}},
		{Key: "which", Kind: field.Text, Max: 9, When: &field.When{Key: "many", In: []string{"other"}}},
	}
	for _, x := range []struct {
		given, kept field.Values
		wrong       map[string]string
	}{
		{field.Values{"n": 0, "must": " x "}, field.Values{"n": "0", "must": "x"}, nil},
		{field.Values{"n": "", "must": "x", "gone": ""}, field.Values{"must": "x"}, nil},
		{field.Values{"must": "x", "many": []any{"a", "other"}, "which": "c"}, field.Values{"must": "x", "many": []string{"a", "other"}, "which": "c"}, nil},
		{field.Values{"must": "x", "many": []any{"a"}, "which": "c"}, field.Values{"must": "x", "many": []string{"a"}}, nil},
		{field.Values{"n": 11, "many": "d", "gone": "1"}, field.Values{}, map[string]string{
			"n": "error.out_of_range", "must": "error.required", "many": "error.no_option", "gone": "error.unknown_field",
		}},
	} {
		kept, es := field.Accept(ds, x.given)
		wrong := map[string]string{}
		for _, e := range es {
			wrong[e.Field] = e.Key
		}
		if !reflect.DeepEqual(kept, x.kept) || len(wrong) != len(x.wrong) {
			t.Errorf("%v: kept %v, wrong %v", x.given, kept, wrong)
		}
		for f, k := range x.wrong {
			if wrong[f] != k {
				t.Errorf("%v: %s: %q, want %q", x.given, f, wrong[f], k)
			}
		}
	}
}

type mute struct{}

func (mute) T(key string, _ ...any) string {
	if key == "answer.yes" {
		return "是"
	}
	return key
}

func TestAnOptionMayBringItsOwnName(t *testing.T) {
	d := field.Desc{Label: "兑现了吗", Kind: field.Choice, Options: []string{"yes", "1", "x"}, Names: []string{"answer.yes", "1 很不满意"}}
	for option, want := range map[string]string{"yes": "是", "1": "1 很不满意", "x": "x"} {
		if got := field.Option(mute{}, d, option); got != want {
			t.Errorf("%s = %q, want %q", option, got, want)
		}
	}
}
