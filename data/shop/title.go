package shop

import (
	"strings"

	"kezhi/data/field"
)

// names are, for each register, the fields that tell a record from its
// neighbours: who, then what.
var names = map[string]struct{ who, what string }{
	"customer":      {"name", ""},
	"visit":         {"customer_name", "purpose"},
	"plan":          {"from", "owner"},
	"quarter":       {"from", "results"},
	"complaint":     {"complainant", "what"},
	"survey":        {"name", ""},
	"questionnaire": {"name", ""},
	"answer":        {"customer_name", "survey"},
	"review":        {"customer_name", "reason"},
	"blacklist":     {"customer_name", "reason"},
	"credit":        {"customer_name", ""},
	"credit_report": {"customer_name", "findings"},
	"receivable":    {"customer_name", "what"},
	"reception":     {"name", "wants"},
	"dispute":       {"name", "subject"},
	"request":       {"name", "what"},
	"incident":      {"what", ""},
	"handover":      {"shift", "note"},
	"change":        {"customer_name", "evidence"},
	"inspection":    {"from", "conclusion"},
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
