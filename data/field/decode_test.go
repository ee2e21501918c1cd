package field_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"kezhi/data"
	"kezhi/data/field"
)

// everything has a field of each kind.
type everything struct {
	Text, Lines, Day, Choice, Phone, Email, Person, Customer, Of string
	At, Number, Amount                                           int64
	Yes                                                          bool
	Tags, Choices, People                                        []string
	Rows                                                         []line
	Own                                                          map[string]string
}

type line struct {
	Name string
	On   string
	N    int64
	Yes  bool
	Kind string
}

var lines = field.NewSet("all.rows",
	field.Of("name", func(l *line) *string { return &l.Name }).Require(),
	field.OfDate("on", func(l *line) *string { return &l.On }),
	field.OfInteger("n", func(l *line) *int64 { return &l.N }, 0, 0),
	field.OfBool("yes", func(l *line) *bool { return &l.Yes }),
	field.OfChoice("kind", func(l *line) *string { return &l.Kind }, "a", "b"),
)

var all = field.NewSet("all",
	field.Of("text", func(e *everything) *string { return &e.Text }).Require().Limit(20),
	field.OfMultiline("lines", func(e *everything) *string { return &e.Lines }),
	field.OfDate("day", func(e *everything) *string { return &e.Day }),
	field.OfChoice("choice", func(e *everything) *string { return &e.Choice }, "a", "b"),
	field.OfPhone("phone", func(e *everything) *string { return &e.Phone }).If("choice", "a"),
	field.OfEmail("email", func(e *everything) *string { return &e.Email }),
	field.OfPerson("person", func(e *everything) *string { return &e.Person }),
	field.OfCustomer("customer", func(e *everything) *string { return &e.Customer }),
	field.OfRecord("of", "survey", func(e *everything) *string { return &e.Of }),
	field.OfTime("at", func(e *everything) *int64 { return &e.At }),
	field.OfInteger("number", func(e *everything) *int64 { return &e.Number }, -5, 5),
	field.OfDecimal("amount", func(e *everything) *int64 { return &e.Amount }),
	field.OfBool("yes", func(e *everything) *bool { return &e.Yes }),
	field.OfTags("tags", func(e *everything) *[]string { return &e.Tags }),
	field.OfChoices("choices", func(e *everything) *[]string { return &e.Choices }, "x", "y"),
	field.OfPeople("people", func(e *everything) *[]string { return &e.People }),
	field.OfRows("rows", func(e *everything) *[]line { return &e.Rows }, lines),
	field.OfOwn("own", field.Text, func(e *everything) string { return e.Own["own"] },
		func(e *everything, s string) { e.Own = map[string]string{"own": s} }),
)

// FuzzAnyJSONMayBeARecord decodes what JSON holds; what is accepted must come
// back the same when it is shown in a form and saved again.
func FuzzAnyJSONMayBeARecord(f *testing.F) {
	for _, s := range []string{
		`{"text":"x","day":"2026-2-3","at":"2026-11-22 14:30","number":3,"amount":"1,234.50","yes":true,"tags":["a","a"],"choices":"x;y","choice":"b"}`,
		`{"text":1.5,"rows":[{},{"name":"x","n":"7","on":"20261122"},{"kind":"b"}],"own":"o","people":[1,true]}`,
		`{"text":null,"rows":{"name":"x"},"tags":{"a":1},"at":[],"yes":"maybe","choice":["a"]}`,
		`{"text":"x\u0000","lines":"a\r\nb\rc\t","email":"a@b","phone":"x","nobody":1,"choice":"a"}`,
		`{"rows":[null]}`, `{"rows":[[]]}`, `{"text":"e\u0301 \ud83d\ude00","number":1e300,"amount":-0.005,"day":20261122}`, `[]`, `null`, `{"text":"\u3000\u00a0x\u2003"}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var v field.Values
		if json.Unmarshal([]byte(s), &v) != nil {
			return
		}
		var e everything
		if es := all.Decode(v, &e); len(es) > 0 {
			for _, x := range es {
				if x.Field == "" && x.Key != "error.unknown_field" || x.Key == "" || x.Code != data.Invalid {
					t.Errorf("%s: a refusal that says nothing: %+v", s, x)
				}
			}
			_ = all.Place(v, es)
			return
		}
		var again everything
		first := all.Encode(&e)
		if es := all.Decode(first, &again); len(es) > 0 {
			t.Fatalf("%s: %v is accepted, but not again: %v", s, first, es)
		}
		if second := all.Encode(&again); !reflect.DeepEqual(first, second) || len(all.Diff(first, second)) > 0 {
			t.Errorf("%s: %v, then %v", s, first, second)
		}
		for _, d := range all.Fields() {
			_ = field.Show(mute{}, d, first[d.Key])
		}
		_ = field.Raw(all.Fields(), v)
	})
}

func TestPlaceFindsTheRowAmongThoseTyped(t *testing.T) {
	v := field.Values{"rows": []any{
		map[string]any{}, map[string]any{"name": "a"}, map[string]any{"kind": "b", "n": "0"}, map[string]any{"name": "b"},
	}}
	for given, want := range map[string]string{
		"rows[0].name": "rows[1].name", "rows[1].on": "rows[3].on", "rows[2].on": "rows[2].on", "rows": "rows", "text": "text",
		"rows[x].on": "rows[x].on", "tags[0]": "tags[0]", "": "", "rows[1]": "rows[3]",
	} {
		if es := all.Place(v, data.Errors{data.Wrong(given, "x")}); es[0].Field != want {
			t.Errorf("%s: %s, want %s", given, es[0].Field, want)
		}
	}
}
