package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheProgramKnowsNoWindow(t *testing.T) {
	c := exec.Command("go", "list", "-deps", ".")
	c.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range strings.Fields(string(out)) {
		if strings.HasPrefix(p, "fyne.io/") || strings.HasPrefix(p, "kezhi/ui") || p == "runtime/cgo" {
			t.Errorf("it depends on %s", p)
		}
	}
}

func TestHelpIsThereInEveryLanguage(t *testing.T) {
	commands := []string{"", "add", "bench", "check", "demo", "fields", "forms", "list", "pdf", "search", "show", "step"}
	for _, lang := range []string{"zh-Hans", "en"} {
		for _, name := range commands {
			args := []string{"--help", "--lang", lang}
			if name != "" {
				args = append([]string{name}, args...)
			}
			a := call(t, "", args...)
			if a.code != fine || a.errs != "" || strings.Contains(a.out, "ctl.") || !strings.Contains(a.out, "kezhictl") {
				t.Errorf("%v: %+v", args, a)
			}
			if han := strings.ContainsAny(a.out, "用选显"); han != (lang == "zh-Hans") {
				t.Errorf("%v is in another language:\n%s", args, a.out)
			}
		}
	}
	if a, b := call(t, "", "help", "add"), call(t, "", "add", "-h"); a != b || a.code != fine {
		t.Errorf("%+v\n%+v", a, b)
	}
}

func TestWrongUseIsAnsweredWithTwo(t *testing.T) {
	db := fresh(t)
	must(t, hotpot, "add", "customer", "--db", db, "--json", "-")
	for _, args := range [][]string{
		{},
		{"nothing"},
		{"help", "nothing"},
		{"list"},
		{"list", "customer"},
		{"list", "customer", "visit", "--db", db},
		{"list", "guest", "--db", db},
		{"list", "customer", "--db"},
		{"list", "customer", "--db", db, "--nothing"},
		{"list", "customer", "--db", db, "--limit", "x"},
		{"search", "--db", db},
		{"search", "--db", db, "--limit", "0", "x"},
		{"show", "--db", db},
		{"fields"},
		{"fields", "guest"},
		{"fields", "complaint", "--step", "nothing"},
		{"fields", "visit", "--step", "reply"},
		{"add", "customer", "--db", db},
		{"add", "guest", "--db", db, "--json", "-"},
		{"demo", "--customers", "5"},
		{"demo", "--db", db, "--customers", "0"},
		{"demo", "--db", db, "--customers", "-1"},
		{"demo", "--db", db, "--customers", "many"},
		{"demo", "--db", db, "--today", "2026-02-30"},
		{"pdf", "--db", db, "--form", "customer-card", "--out", "x.pdf"},
		{"pdf", "--db", db, "--form", "nothing", "--blank", "--out", "x.pdf"},
		{"pdf", "--db", db, "--form", "customer-card", "--blank", "--all", "--out", "x.pdf"},
		{"pdf", "--db", db, "--form", "customer-card", "--blank"},
		{"pdf", "--db", db, "--blank", "--out", "x.pdf"},
		{"forms", "x"},
		{"check"},
		{"step", "KH-000001", "reply", "--db", db},
		{"step", "KH-000001", "nothing", "--db", db},
		{"list", "customer", "--db", db, "--lang", "de"},
	} {
		a := call(t, "", args...)
		if a.code != misled || a.out != "" || !strings.HasPrefix(a.errs, "kezhictl: ") || strings.Contains(a.errs, "ctl.") {
			t.Errorf("%v: %+v", args, a)
		}
	}
}

func TestWhatCannotBeDoneIsAnsweredWithOne(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "a.db")
	must(t, hotpot, "add", "customer", "--db", db, "--json", "-")
	letter := filepath.Join(dir, "letter.db")
	if err := os.WriteFile(letter, []byte(strings.Repeat("a letter to the manager ", 20)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"list", "customer", "--db", filepath.Join(dir, "none.db")},
		{"search", "--db", filepath.Join(dir, "none.db"), "x"},
		{"check", "--db", letter},
		{"list", "customer", "--db", letter},
		{"show", "--db", db, "KH-000009"},
		{"show", "--db", db, "nonsense"},
		{"add", "customer", "--db", db, "--json", filepath.Join(dir, "none.json")},
		{"demo", "--db", db, "--customers", "3"},
		{"pdf", "--db", db, "--form", "customer-card", "--id", "KH-000009", "--out", filepath.Join(dir, "x.pdf")},
		{"pdf", "--db", db, "--form", "customer-card", "--id", "KH-000001", "--out", filepath.Join(dir, "none", "x.pdf")},
		{"pdf", "--db", db, "--form", "visit-summary", "--all", "--out", filepath.Join(dir, "x.pdf")},
		{"pdf", "--db", db, "--form", "visit-summary", "--id", "KH-000001", "--out", filepath.Join(dir, "x.pdf")},
	} {
		a := call(t, "", args...)
		if a.code != failed || a.errs == "" || strings.Contains(a.errs, "ctl.") {
			t.Errorf("%v: %+v", args, a)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "none.db")); err == nil {
		t.Error("reading made a file")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.pdf")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".kezhictl-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFieldsNeedNoFile(t *testing.T) {
	out := must(t, "", "fields", "customer")
	for _, line := range []string{"name\t名称\ttext\t必填\n", "\n  phones.number\t", "\nopen_complaints\t"} {
		if !strings.Contains(out, line) {
			t.Errorf("without %q:\n%s", line, out)
		}
	}
	for _, r := range registers(t) {
		if out := must(t, "", "fields", r, "--json"); !strings.HasPrefix(out, "[") || !strings.Contains(out, `"required": true`) {
			t.Errorf("%s: %.200s", r, out)
		}
	}
	if out := must(t, "", "fields", "complaint", "--step", "assignment"); !strings.Contains(out, "handler\t") {
		t.Error(out)
	}
}
