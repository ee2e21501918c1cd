package staff_test

import (
	"testing"

	"kezhi/data/policy"
	"kezhi/data/staff"
)

var people = []staff.Member{
	{Name: "林小满", Department: "客服部", Role: staff.Reception},
	{Name: "贺敏", Department: "销售部", Role: staff.AccountManager},
	{Name: "周岚", Department: "销售部", Role: staff.DepartmentHead, Left: true},
	{Name: "秦越", Department: "销售部", Role: staff.DepartmentHead},
	{Name: "罗安", Department: "客服部", Role: staff.DepartmentHead},
	{Name: "唐老板", Role: staff.GeneralManager},
}

func TestWhoALevelOfTheRegulationMeans(t *testing.T) {
	for _, x := range []struct{ level, owner, want string }{
		{policy.Owner, "贺敏", "贺敏"},
		{policy.Head, "贺敏", "秦越"},
		{policy.Head, "林小满", "罗安"},
		{policy.Manager, "贺敏", "唐老板"},
		{policy.Deputy, "贺敏", ""},
	} {
		if got := staff.Responsible(people, x.level, x.owner); got != x.want {
			t.Errorf("%s of %s: %q, want %q", x.level, x.owner, got, x.want)
		}
	}
}

func TestWhoMayDecide(t *testing.T) {
	for _, x := range []struct {
		name, level string
		want        bool
	}{
		{"秦越", policy.Head, true},
		{"贺敏", policy.Head, false},
		{"周岚", policy.Head, false},
		{"唐老板", policy.Head, true},
		{"秦越", policy.Manager, false},
		{"贺敏", policy.Owner, true},
		{"路人", policy.Manager, false},
	} {
		if got := staff.Answers(people, x.name, x.level); got != x.want {
			t.Errorf("%s decides as %s: %v", x.name, x.level, got)
		}
	}
	if !staff.Answers([]staff.Member{{Name: "林小满"}}, "林小满", policy.Manager) {
		t.Error("a shop without roles cannot decide anything")
	}
}
