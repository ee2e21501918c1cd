package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/data/db"
)

func TestTheRecordIsVerifiedAndTheFirstBrokenEntryIsNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kezhi.db")
	call(t, "", "demo", "--db", file, "--customers", "20", "--seed", "1")
	if a := call(t, "", "audit", "verify", "--db", file); a.code != fine || !strings.Contains(a.out, "完整") {
		t.Fatal(a)
	}
	d, err := db.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range append([]string{"DROP TRIGGER changes_stay", "UPDATE changes SET who = '某人' WHERE id = 7"}, db.Guards()[0]) {
		if _, err := d.Pool().Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	a := call(t, "", "audit", "verify", "--db", file)
	if first, _, _ := strings.Cut(a.out, "\n"); a.code != failed || !strings.HasPrefix(first, "第 7 条") || !strings.Contains(first, "某人") {
		t.Fatal(a)
	}
	a = call(t, "", "audit", "verify", "--db", file, "--json", "--lang", "en")
	var r struct {
		Sound  bool
		Broken []struct {
			Kind  string
			Entry struct{ ID int64 }
		}
	}
	if err := json.Unmarshal([]byte(a.out), &r); err != nil || a.code != failed || r.Sound || r.Broken[0].Kind != "changed" || r.Broken[0].Entry.ID != 7 {
		t.Fatal(a, err)
	}
}

func TestTheRecordIsListedByItsFilters(t *testing.T) {
	file := filepath.Join(t.TempDir(), "kezhi.db")
	call(t, "", "demo", "--db", file, "--customers", "20", "--seed", "1")
	a := call(t, "", "audit", "list", "--db", file, "--number", "KH-000003", "--action", "created", "--json")
	var es []entry
	if err := json.Unmarshal([]byte(a.out), &es); err != nil || len(es) != 1 || es[0].Number != "KH-000003" || es[0].Register != "customer" {
		t.Fatal(a, err)
	}
	if a := call(t, "", "audit", "list", "--db", file, "--limit", "3"); strings.Count(a.out, "\n") != 3 {
		t.Fatal(a)
	}
	if a := call(t, "", "audit", "list", "--db", file, "--from", "yesterday"); a.code != misled || !strings.HasPrefix(a.errs, "from: ") {
		t.Fatal(a)
	}
	if a := call(t, "", "audit", "list", "--db", file, "--who", "nobody", "--json"); strings.TrimSpace(a.out) != "[]" {
		t.Fatal(a)
	}
}
