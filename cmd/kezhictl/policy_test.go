package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/assets"
)

func TestTheRegulationsAreListedAndShown(t *testing.T) {
	out := must(t, "", "policy", "list")
	for _, key := range assets.Presets {
		if !strings.Contains(out, key+"@1\t") {
			t.Errorf("%s is not listed:\n%s", key, out)
		}
		text := must(t, "", "policy", "show", key, "--lang", "en")
		if !strings.HasPrefix(text, "preset: "+key+"\n") || !strings.Contains(text, "# Complaints\n") {
			t.Errorf("%s:\n%.300s", key, text)
		}
		if a := call(t, text, "policy", "check", "-"); a != (answer{}) {
			t.Errorf("%s as it is shown: %+v", key, a)
		}
	}
	if a := call(t, "", "policy", "show", "gold"); a.code != misled || !strings.Contains(a.errs, "dealer") {
		t.Errorf("%+v", a)
	}
}

func TestARegulationsFileIsCheckedLineByLine(t *testing.T) {
	text := must(t, "", "policy", "show", "dealer")
	wrong := strings.Replace(strings.Replace(text, "quota: 15", "quota: 150", 1), "downgrade_within: 5 day", "downgrade_within: 5 moons", 1)
	name := filepath.Join(t.TempDir(), "my.yaml")
	if err := os.WriteFile(name, []byte(wrong), 0o600); err != nil {
		t.Fatal(err)
	}
	a := call(t, "", "policy", "check", name)
	if a.code != failed || a.errs != "" || !strings.HasPrefix(a.out, "31:21: grading.downgrade_within: ") && !strings.Contains(a.out, ": grading.downgrade_within: “5 moons”不是期限") {
		t.Errorf("%+v", a)
	}
	db := fresh(t)
	if a := call(t, "", "policy", "use", name, "--db", db); a.code != misled || !strings.Contains(a.errs, ": grading.downgrade_within: ") {
		t.Errorf("%+v", a)
	}
	if a := call(t, "", "policy", "check", name+"x"); a.code != failed || !strings.Contains(a.errs, name+"x") {
		t.Errorf("%+v", a)
	}
}

func TestARegulationIsPutIntoForceWithItsGradesMapped(t *testing.T) {
	db := fresh(t)
	must(t, `{"name": "江城渝鲲火锅店", "grade": "preferred"}`, "add", "customer", "--db", db, "--json", "-")
	plan := must(t, "", "policy", "use", "turnover", "--db", db, "--plan")
	if !strings.Contains(plan, "customer.preferred\t优选\t1\n") || !strings.Contains(plan, "分级\t等级来源\t手工登记\t按年交易额\n") {
		t.Errorf("%s", plan)
	}
	if a := call(t, "", "policy", "use", "turnover", "--db", db); a.code != misled || !strings.HasPrefix(a.errs, "customer.preferred: ") {
		t.Errorf("%+v", a)
	}
	if out := must(t, "", "policy", "list", "--db", db); !strings.HasPrefix(out, "general@1\t") {
		t.Errorf("%s", out)
	}
	if out := must(t, "", "policy", "use", "turnover", "--db", db, "--map", "customer.preferred=key", "--who", "周岚"); out != "turnover@1\n" {
		t.Errorf("%s", out)
	}
	if out := must(t, "", "show", "--db", db, "KH-000001", "--json"); !strings.Contains(out, `"key"`) {
		t.Errorf("%s", out)
	}
	text := strings.Replace(must(t, "", "policy", "show", "--db", db), "objection: 10 day", "objection: 12 day", 1)
	if out := must(t, text, "policy", "use", "-", "--db", db, "--who", "周岚"); out != "turnover@2\n" {
		t.Errorf("%s", out)
	}
	out := must(t, "", "policy", "list", "--db", db)
	if ls := strings.Split(out, "\n"); len(ls) != 3 || !strings.HasPrefix(ls[0], "turnover@2\t") || !strings.Contains(ls[0], "周岚") {
		t.Errorf("%s", out)
	}
	if out := must(t, "", "policy", "show", "turnover@1", "--db", db); !strings.Contains(out, "objection: 10 day") {
		t.Errorf("%s", out)
	}
	if a := call(t, "", "policy", "show", "turnover@9", "--db", db); a.code != failed || !strings.Contains(a.errs, "turnover@9") {
		t.Errorf("%+v", a)
	}
	if out := must(t, "", "policy", "use", "turnover@1", "--db", db); out != "turnover@3\n" {
		t.Errorf("%s", out)
	}
	must(t, "", "check", "--db", db)
}

func TestWorkingDaysAreCountedByTheNotices(t *testing.T) {
	for _, x := range []struct{ args, want string }{
		{"2026-09-30 7", "2026-10-15"},
		{"2026-02-13 7", "2026-03-02"},
		{"2026-04-30 3", "2026-05-08"},
		{"2026-09-30 15 --calendar", "2026-10-15"},
		{"2026年9月30日 0", "2026-09-30"},
	} {
		if a := call(t, "", append([]string{"workday"}, strings.Fields(x.args)...)...); a != (answer{out: x.want + "\n"}) {
			t.Errorf("%s: %+v, want %s", x.args, a, x.want)
		}
	}
	if a := call(t, "", "workday", "2031-01-04", "5"); a.code != fine || a.out != "2031-01-10\n" || !strings.Contains(a.errs, "2031") {
		t.Errorf("%+v", a)
	}
	for _, args := range []string{"2026-02-30 1", "2026-01-01 x", "2026-01-01", "2026-01-01 99999"} {
		if a := call(t, "", append([]string{"workday"}, strings.Fields(args)...)...); a.code != misled || a.errs == "" {
			t.Errorf("%s: %+v", args, a)
		}
	}
}
