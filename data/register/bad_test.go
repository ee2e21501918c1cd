package register_test

import (
	"context"
	"maps"
	"reflect"
	"strings"
	"testing"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/register"
)

// bad is what a person may get wrong, by register, and the one refusal that it
// meets.
var bad = []struct {
	register string
	what     string
	v        field.Values
	at, key  string
}{
	{"customer", "no name", field.Values{"name": ""}, "name", "error.required"},
	{"customer", "a name of blanks", field.Values{"name": " \u3000\t "}, "name", "error.required"},
	{"customer", "a name of 100 kB", field.Values{"name": strings.Repeat("客", 34_000)}, "name", "error.too_long"},
	{"customer", "a remark of 100 kB", field.Values{"remark": strings.Repeat("客", 34_000)}, "remark", "error.too_long"},
	{"customer", "an own column of 100 kB", field.Values{"website": strings.Repeat("x", 100_000)}, "website", "error.too_long"},
	{"customer", "a tag of 100 kB", field.Values{"tags": []string{strings.Repeat("x", 100_000)}}, "tags", "error.too_long"},
	{"customer", "a thousand tags", field.Values{"tags": tags(1000)}, "tags", "error.too_many"},
	{"customer", "a thousand contacts", field.Values{"contacts": many(1000, field.Values{"name": "冉红"})}, "contacts", "error.too_many"},
	{"customer", "a control character", field.Values{"name": "重庆\x00渝鲲"}, "name", "error.control_character"},
	{"customer", "a line in one line", field.Values{"name": "重庆\n渝鲲"}, "name", "error.control_character"},
	{"customer", "an escape in a remark", field.Values{"remark": "\x1b[2J"}, "remark", "error.control_character"},
	{"customer", "a control character in a tag", field.Values{"tags": []string{"a\x07"}}, "tags", "error.control_character"},
	{"customer", "broken UTF-8", field.Values{"name": "\xff\xfe"}, "name", "error.not_utf8"},
	{"customer", "a day that is none", field.Values{"first_contact_on": "2026-02-30"}, "first_contact_on", "error.date"},
	{"customer", "a day in the far future", field.Values{"first_contact_on": "9999-12-31"}, "first_contact_on", "error.date_range"},
	{"customer", "a day to come", field.Values{"first_contact_on": "2099-12-31"}, "first_contact_on", "error.future"},
	{"customer", "a birthday to come", field.Values{"kind": "person", "birthday": "2099-12-31"}, "birthday", "error.future"},
	{"customer", "a contact's birthday that is none", field.Values{"contacts": many(1, field.Values{"name": "冉红", "birthday": "2025-02-29"})}, "contacts[0].birthday", "error.date"},
	{"customer", "a telephone number with letters", field.Values{"phones": many(2, field.Values{"number": "138OO345678"})}, "phones[1].number", "error.phone"},
	{"customer", "a telephone number of two digits", field.Values{"phones": many(1, field.Values{"number": "12"})}, "phones[0].number", "error.phone_digits"},
	{"customer", "a place without an address", field.Values{"addresses": many(1, field.Values{"region": "重庆"})}, "addresses[0].address", "error.required"},
	{"customer", "a code with a wrong check character", field.Values{"code": "91350100M000100Y44"}, "code", "customer.error.code_check"},
	{"customer", "a code with a letter that codes lack", field.Values{"code": "91350100M0001O0Y43"}, "code", "customer.error.code_character"},
	{"customer", "a code that is too short", field.Values{"code": "91350100M0"}, "code", "customer.error.code_length"},
	{"customer", "a code in full-width digits", field.Values{"code": "９１３５０１００Ｍ０００１００Ｙ４"}, "code", "customer.error.code_length"},
	{"customer", "an identity number with a wrong check digit", field.Values{"kind": "person", "identity": "110105194912310021"}, "identity", "customer.error.identity_check"},
	{"customer", "an identity number of nobody's day", field.Values{"kind": "person", "identity": "110105194902300020"}, "identity", "customer.error.identity_birth"},
	{"customer", "an identity number with letters", field.Values{"kind": "person", "identity": "11010519491231OO2X"}, "identity", "customer.error.identity_digits"},
	{"customer", "no address of mail", field.Values{"email": "at home"}, "email", "error.email"},
	{"customer", "a capital with three decimals", field.Values{"capital": "1.234"}, "capital", "error.decimal"},
	{"customer", "a capital beyond all money", field.Values{"capital": "99999999999999999999"}, "capital", "error.decimal"},
	{"customer", "an option that is none", field.Values{"grade": "gold"}, "grade", "error.no_option"},
	{"customer", "neither yes nor no", field.Values{"do_not_disturb": "perhaps"}, "do_not_disturb", "error.bool"},
	{"customer", "a list where a text belongs", field.Values{"name": []any{"x"}}, "name", "error.want_text"},
	{"customer", "a text where rows belong", field.Values{"phones": "13812345678"}, "phones", "error.want_rows"},
	{"customer", "an object where a list belongs", field.Values{"tags": map[string]any{"a": 1}}, "tags", "error.want_list"},
	{"customer", "a field that is none", field.Values{"colour": "x"}, "colour", "error.unknown_field"},

	{"visit", "no customer", field.Values{"customer": ""}, "customer", "error.required"},
	{"visit", "a customer that is none", field.Values{"customer": "KH-999999"}, "customer", "visit.error.customer_missing"},
	{"visit", "a customer of 100 kB", field.Values{"customer": strings.Repeat("K", 100_000)}, "customer", "error.too_long"},
	{"visit", "a moment that is none", field.Values{"at": "2026-11-17 25:00"}, "at", "error.time"},
	{"visit", "a moment on a day that is none", field.Values{"at": "2026-02-30 10:00"}, "at", "error.date"},
	{"visit", "a moment in the far future", field.Values{"at": "9999-12-31 10:00"}, "at", "error.date_range"},
	{"visit", "a moment to come", field.Values{"at": "2099-12-31 10:00", "next_on": "", "promises": []any{}}, "at", "visit.error.future"},
	{"visit", "a talk of 100 kB", field.Values{"talk": strings.Repeat("谈", 34_000)}, "talk", "error.too_long"},
	{"visit", "a control character in the talk", field.Values{"talk": "a\x01b"}, "talk", "error.control_character"},
	{"visit", "a visit of a year", field.Values{"hours": "8760"}, "hours", "error.out_of_range"},
	{"visit", "a visit of less than nothing", field.Values{"hours": "-1"}, "hours", "error.out_of_range"},
	{"visit", "somebody whose number has letters", field.Values{"people": many(1, field.Values{"name": "冉红", "phone": "call me"})}, "people[0].phone", "error.phone"},
	{"visit", "a promise without a day", field.Values{"promises": many(1, field.Values{"what": "报价", "owner": "周岚"})}, "promises[0].due", "error.required"},
	{"visit", "a promise due before it was made, below an empty line", field.Values{"promises": []field.Values{{}, {"what": "报价", "owner": "周岚", "due": "2026-11-01"}}}, "promises[1].due", "visit.error.due_before"},
	{"visit", "an opinion of nobody", field.Values{"review": "同意"}, "reviewer", "visit.error.reviewer"},

	{"complaint", "nothing said", field.Values{"what": ""}, "what", "error.required"},
	{"complaint", "100 kB said", field.Values{"what": strings.Repeat("客", 34_000)}, "what", "error.too_long"},
	{"complaint", "a complainant of 100 kB", field.Values{"complainant": strings.Repeat("冉", 34_000)}, "complainant", "error.too_long"},
	{"complaint", "a control character", field.Values{"complainant": "冉\x7f红"}, "complainant", "error.control_character"},
	{"complaint", "a day that is none", field.Values{"promised_on": "2026-02-30"}, "promised_on", "error.date"},
	{"complaint", "a day in the far future", field.Values{"promised_on": "3000-01-01"}, "promised_on", "error.date_range"},
	{"complaint", "received to-morrow", field.Values{"received_at": "2026-11-19 08:00"}, "received_at", "complaint.error.received_future"},
	{"complaint", "promised before it came", field.Values{"promised_on": "2026-11-17"}, "promised_on", "complaint.error.promised_before"},
	{"complaint", "a telephone number with letters", field.Values{"phone": "call me"}, "phone", "error.phone"},
	{"complaint", "a customer that is none", field.Values{"customer": "KH-999999"}, "customer", "complaint.error.customer_missing"},
	{"complaint", "a severity that is none", field.Values{"severity": "dreadful"}, "severity", "error.no_option"},
}

func tags(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = field.ShowInteger(int64(i))
	}
	return all
}

// many are n rows, the last of which is v; those before it are like it, with a
// number of telephone that is right.
func many(n int, v field.Values) []field.Values {
	rows := make([]field.Values, n)
	for i := range rows {
		rows[i] = v.Clone()
		if _, ok := v["number"]; ok && i < n-1 {
			rows[i]["number"] = "13812345678"
		}
	}
	return rows
}

func TestBadInputIsRefusedAtItsFieldAndLeavesNothing(t *testing.T) {
	ctx := context.Background()
	h := newHouse(t)
	good := map[string]func(int) field.Values{"customer": aCustomer, "visit": aVisit, "complaint": aComplaint}
	had := map[string]register.Record{}
	for key, make := range good {
		r, err := h.registers[key].Put(ctx, "林小满", register.Record{Values: make(1)})
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		had[key] = r
	}
	before := rowsOf(t, h.DB)
	for _, x := range bad {
		t.Run(x.register+"/"+x.what, func(t *testing.T) {
			reg := h.registers[x.register]
			v := good[x.register](2)
			maps.Copy(v, x.v)
			changed := had[x.register]
			changed.Values = x.v
			for way, try := range map[string]func() error{
				"a new record":             func() error { _, err := reg.Put(ctx, "x", register.Record{Values: v}); return err },
				"a changed one":            func() error { _, err := reg.Put(ctx, "x", changed); return err },
				"a look while it is typed": func() error { return reg.Check(ctx, register.Record{Values: v}).OrNil() },
			} {
				es := data.All(try())
				if len(es) != 1 || es[0].Field != x.at || es[0].Key != x.key || es[0].Code != data.Invalid {
					t.Errorf("%s: %.300v, want %s: %s", way, es, x.at, x.key)
					continue
				}
				for _, l := range assets.Langs {
					text := es[0].Text(l)
					if text == es[0].Key || text == "" || strings.Contains(text, "<no value>") || len(text) > 500 {
						t.Errorf("%s in %s: %.200q", es[0].Key, l, text)
					}
				}
			}
			if after := rowsOf(t, h.DB); !reflect.DeepEqual(before, after) {
				t.Errorf("something was written: %v, then %v", before, after)
			}
		})
	}
	for key, r := range had {
		if now, err := h.registers[key].Get(ctx, r.ID); err != nil || !reflect.DeepEqual(now, r) {
			t.Errorf("%s changed: %v, %v", key, now, err)
		}
	}
}
