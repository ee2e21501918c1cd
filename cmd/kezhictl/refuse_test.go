package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestBadInputIsRefusedAtItsFieldAndNothingIsWritten is the list of bad input
// that a desk, a script or a broken export hands in.
func TestBadInputIsRefusedAtItsFieldAndNothingIsWritten(t *testing.T) {
	db := fresh(t)
	must(t, hotpot, "add", "customer", "--db", db, "--json", "-")
	before, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ register, field, text string }{
		"no name":                     {"customer", "name", `{}`},
		"an empty name":               {"customer", "name", `{"name":"  "}`},
		"a name of 100 kB":            {"customer", "name", fmt.Sprintf(`{"name":"%s"}`, strings.Repeat("名", 34000))},
		"a remark of 100 kB":          {"customer", "remark", fmt.Sprintf(`{"name":"张","remark":"%s"}`, strings.Repeat("名", 34000))},
		"a control character":         {"customer", "name", `{"name":"张\u0000三"}`},
		"an escape character":         {"customer", "remark", `{"name":"张","remark":"\u001b[2J"}`},
		"not UTF-8":                   {"customer", "name", "{\"name\":\"\xd5\xc5\"}"},
		"30 February":                 {"customer", "first_contact_on", `{"name":"张","first_contact_on":"2026-02-30"}`},
		"the far future":              {"customer", "first_contact_on", `{"name":"张","first_contact_on":"9999-01-01"}`},
		"tomorrow's first contact":    {"customer", "first_contact_on", `{"name":"张","first_contact_on":"2099-01-01"}`},
		"letters in a phone":          {"customer", "phones[0].number", `{"name":"张","phones":[{"number":"138abc"}]}`},
		"a wrong check digit":         {"customer", "code", `{"name":"张","code":"91350100M000100Y44"}`},
		"a wrong identity":            {"customer", "identity", `{"kind":"person","name":"张","identity":"110105194912310021"}`},
		"a wrong kind":                {"customer", "kind", `{"name":"张","kind":"ghost"}`},
		"a wrong type":                {"customer", "contacts", `{"name":"张","contacts":"向建国"}`},
		"an unknown key":              {"customer", "grad", `{"name":"张","grad":"vip"}`},
		"a visit to nobody":           {"visit", "customer", `{"customer":"KH-999999","visitor":"林小满"}`},
		"a visit without customer":    {"visit", "customer", `{"visitor":"林小满"}`},
		"a visit in the future":       {"visit", "at", `{"customer":"KH-000001","visitor":"林小满","at":"2099-01-01 09:00"}`},
		"a promise without a day":     {"visit", "promises[0].due", `{"customer":"KH-000001","visitor":"林小满","promises":[{"what":"报价","owner":"林小满"}]}`},
		"a complaint without words":   {"complaint", "what", `{"complainant":"王","receiver":"林小满"}`},
		"a promise before receipt":    {"complaint", "promised_on", `{"complainant":"王","receiver":"林小满","what":"x","promised_on":"2020-01-01"}`},
		"a questionnaire of nothing":  {"questionnaire", "questions", `{"name":"x"}`},
		"a campaign without papers":   {"survey", "questionnaire", `{"name":"x","questionnaire":"WJ-0009"}`},
		"an answer to no campaign":    {"answer", "survey", `{"survey":"DC-2026-0009"}`},
		"no JSON":                     {"customer", "json", `name=张`},
		"JSON cut off":                {"customer", "json", `[{"name":"张"}`},
		"the third of an array":       {"customer", "[2].name", `[{"name":"张"},{"name":"李"},{"kind":"person"}]`},
		"a row of the second in them": {"customer", "[1].phones[0].number", `[{"name":"张"},{"name":"李","phones":[{"number":"x"}]}]`},
	} {
		t.Run(name, func(t *testing.T) {
			for _, lang := range []string{"zh-Hans", "en"} {
				a := call(t, c.text, "add", c.register, "--db", db, "--json", "-", "--lang", lang)
				if a.code != misled || a.out != "" {
					t.Errorf("%.600v", a)
				}
				found := false
				for _, line := range strings.Split(strings.TrimSpace(a.errs), "\n") {
					field, text, ok := strings.Cut(line, ": ")
					if !ok || text == "" || strings.HasPrefix(text, "error.") || strings.Contains(text, ".error.") {
						t.Errorf("no sentence: %.200q", line)
					}
					found = found || field == c.field
				}
				if !found {
					t.Errorf("nothing at %s: %.600s", c.field, a.errs)
				}
			}
		})
	}
	if out := must(t, "", "list", "customer", "--db", db); strings.Count(out, "\n") != 1 {
		t.Errorf("something was written:\n%s", out)
	}
	after, err := os.ReadFile(db)
	if err != nil || string(before) != string(after) {
		t.Errorf("the file was changed, %v", err)
	}
	must(t, "", "check", "--db", db)
}

func TestALargeFileIsAddedWhole(t *testing.T) {
	db := fresh(t)
	var b strings.Builder
	b.WriteString("\ufeff[")
	const n = 3000
	for i := range n {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, `{"name":"客户%d","remark":"%s"}`, i, strings.Repeat("备注", 200))
	}
	b.WriteString("]")
	out := must(t, b.String(), "add", "customer", "--db", db, "--json", "-")
	if lines := strings.Fields(out); len(lines) != n || lines[n-1] != fmt.Sprintf("KH-%06d", n) {
		t.Errorf("%d numbers", len(lines))
	}
}
