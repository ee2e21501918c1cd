package account

import (
	"slices"

	"kezhi/data/staff"
)

// pseudo are what rights are given to besides registers.
var pseudo = []string{"document", "policy", "settings", Register, "audit", "backup", "privacy"}

// registers are the keys of the registers, as a person meets them.
var registers = []string{
	"customer", "visit", "plan", "quarter", "complaint", "survey", "questionnaire", "answer",
	"review", "blacklist", "credit", "credit_report", "receivable", "reception", "dispute", "handover", "change", "inspection", "request", "incident",
}

// Registers are what rights are given to: the registers, then what is none.
func Registers() []string { return append(slices.Clone(registers), pseudo...) }

// The rights that go together.
var (
	look  = []Verb{See}
	write = []Verb{See, Create, EditOwn, Print}
	own   = []Verb{See, Create, EditOwn, Print, Sensitive}
	lead  = []Verb{See, Create, EditOwn, EditAll, Delete, Approve, Print, Export, Sensitive}
	weigh = []Verb{See, Create, EditOwn, Approve, Print, Export, Sensitive}
)

// Standard is the table of rights that a shop begins with.
func Standard() Rights {
	r := Rights{}
	for _, role := range staff.Roles {
		r[role] = map[string][]Verb{}
		for _, key := range Registers() {
			r[role][key] = []Verb{}
		}
	}
	give := func(role staff.Role, vs []Verb, keys ...string) {
		for _, key := range keys {
			r[role][key] = slices.Clone(vs)
		}
	}
	give(staff.Reception, write, "customer", "complaint", "answer", "dispute", "handover", "change", "request", "incident")
	give(staff.Reception, []Verb{See, Create, EditOwn, EditAll, Print, Sensitive}, "reception")
	give(staff.Reception, look, "visit", "plan", "survey", "questionnaire", "blacklist", "policy")
	give(staff.Reception, []Verb{See, Create}, "document", "privacy")

	give(staff.AccountManager, own, "customer", "visit", "plan", "quarter", "complaint", "answer", "review", "blacklist",
		"credit", "credit_report", "receivable", "reception", "dispute", "handover", "change", "request", "incident")
	give(staff.AccountManager, look, "survey", "questionnaire", "policy")
	give(staff.AccountManager, []Verb{See, Create, EditOwn}, "document")
	give(staff.AccountManager, []Verb{See, Create}, "privacy")

	give(staff.DepartmentHead, lead, registers...)
	give(staff.DepartmentHead, lead, "document")
	give(staff.DepartmentHead, []Verb{See, Create}, "privacy")
	give(staff.DepartmentHead, look, "policy")

	give(staff.DeputyManager, weigh, registers...)
	give(staff.DeputyManager, []Verb{See, Create, EditOwn, Export}, "document")
	give(staff.DeputyManager, look, "policy", "settings", "privacy")

	give(staff.Office, write, registers...)
	give(staff.Office, lead, "complaint", "survey", "questionnaire", "answer", "privacy", "request", "incident", "inspection")
	give(staff.Office, []Verb{See, Create, EditOwn}, "document")
	give(staff.Office, look, "policy")

	give(staff.Archivist, look, registers...)
	give(staff.Archivist, []Verb{See, Create, EditOwn, EditAll, Delete, Print, Export, Sensitive}, "customer", "change", "document")
	give(staff.Archivist, []Verb{See, Print, Export}, "visit", "answer", "review", "credit", "credit_report")
	give(staff.Archivist, lead, "privacy", "request", "incident")
	give(staff.Archivist, []Verb{See, Create}, "backup")
	give(staff.Archivist, look, "policy", "audit")

	give(staff.GeneralManager, lead, Registers()...)
	give(staff.GeneralManager, look, Register)

	give(staff.Administrator, Verbs, Registers()...)
	return r
}
