package shop

import (
	"strings"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/register"
)

// names are, for each register, the fields that tell a record from its
// neighbours: who, then what.
var names = map[string]struct{ who, what string }{
	"customer":      {"name", ""},
	"visit":         {"customer_name", "purpose"},
	"complaint":     {"complainant", "what"},
	"survey":        {"name", ""},
	"questionnaire": {"name", ""},
	"answer":        {"customer_name", "survey"},
}

// Title is a record's name in one line: the customer's name and what it is
// about. Without either it is the number.
func Title(reg string, v field.Values) (who, what string) {
	n := names[reg]
	who = v.Text(n.who)
	if who == "" && reg == "answer" {
		who = v.Text("respondent")
	}
	if n.what != "" {
		what = strings.Join(strings.Fields(v.Text(n.what)), " ")
	}
	return who, what
}

// label is the name of a register's option in the speaker's language.
func label(s data.Speaker, r register.Register, key string, v field.Values) string {
	d, ok := field.Find(r.Fields(), key)
	if !ok {
		return ""
	}
	return field.Show(s, d, v[key])
}
