//go:build faults

package main

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kezhi/data/check"
	"kezhi/data/db"
	"kezhi/data/register"
	"kezhi/data/shop"
)

// rounds is how often each fault is tried: KEZHI_FAULTS of 250.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv("KEZHI_FAULTS")); err == nil {
		return n
	}
	return 250
}

// tell prints a line of the table of faults.
func tell(t *testing.T, what string, tried, survived, lost int) {
	t.Helper()
	fmt.Printf("FAULT\t%s\t%d\t%d\t%d\n", what, tried, survived, lost)
	if survived != tried || lost > 0 {
		t.Errorf("%s: %d of %d survived, %d lost", what, survived, tried, lost)
	}
}

// killed starts the program and kills it after a while, shorter than it takes;
// done tells that it was quicker.
func killed(t *testing.T, most time.Duration, args ...string) (done bool, out string) {
	t.Helper()
	c := exec.Command(binary, args...)
	var b strings.Builder
	c.Stdout = &b
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(time.Duration(rand.Int64N(int64(most))), func() { _ = c.Process.Kill() })
	return c.Wait() == nil, b.String()
}

// whole tells whether a file opens and nothing is wrong with it; of some kinds
// of findings nothing is said.
func whole(t *testing.T, db string, but ...check.Kind) bool {
	t.Helper()
	s, err := shop.Open(db)
	if err != nil {
		t.Error(err)
		return false
	}
	defer leave(s)
	found, err := check.Check(t.Context(), s)
	found = slices.DeleteFunc(found, func(f check.Finding) bool { return slices.Contains(but, f.Kind) })
	if err != nil || len(found) > 0 {
		t.Errorf("%v, %v", found, err)
	}
	return err == nil && len(found) == 0
}

// TestFaultKillDuringSaves: every number that was given out is there.
func TestFaultKillDuringSaves(t *testing.T) {
	file, told, survived := fresh(t), []string{}, 0
	n := rounds()
	for i := range n {
		c, out := spawn(t, file, 0)
		enough := 1 + rand.IntN(40)
		for k := 0; out.Scan(); {
			told = append(told, out.Text())
			if k++; k == enough {
				time.Sleep(time.Duration(rand.IntN(1500)) * time.Microsecond)
				_ = c.Process.Kill()
			}
		}
		_ = c.Wait()
		if i%25 < 24 || whole(t, file) { // a check reads all; each kill would take longer than the last
			survived++
		}
	}
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	lost := 0
	for _, number := range told {
		if _, err := s.Customers.Find(t.Context(), number); err != nil {
			lost++
		}
	}
	leave(s)
	tell(t, fmt.Sprintf("kill -9 during saves (%d acknowledged)", len(told)), n, survived, lost)
}

// TestFaultKillDuringImports: an import is there as a whole or not at all, and
// whole where it was acknowledged.
func TestFaultKillDuringImports(t *testing.T) {
	const size = 150
	var b strings.Builder
	for i := range size {
		fmt.Fprintf(&b, `%c{"name":"重庆渝鲲%d火锅有限公司","phones":[{"number":"1381234%04d"}],"tags":["餐饮"]}`, ",["[b2i(i == 0)], i, i)
	}
	b.WriteString("]")
	in := filepath.Join(t.TempDir(), "in.json")
	if err := os.WriteFile(in, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	n, survived, lost, acknowledged := rounds(), 0, 0, 0
	file := fresh(t)
	must(t, "[]", "add", "customer", "--db", file, "--json", "-")
	for i := range n {
		if i%20 == 19 { // a file that grows takes longer each time
			file = fresh(t)
			must(t, "[]", "add", "customer", "--db", file, "--json", "-")
			acknowledged = 0
		}
		done, out := killed(t, 350*time.Millisecond, "add", "customer", "--db", file, "--json", in)
		have := counted(t, file)
		if done {
			acknowledged += strings.Count(out, "\n")
		}
		if have < acknowledged {
			lost += acknowledged - have
		}
		acknowledged = have // killed after the save, before it was said
		if have%size == 0 && whole(t, file) {
			survived++
		}
	}
	tell(t, "kill -9 during imports (arrays of 150)", n, survived, lost)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func counted(t *testing.T, file string) int {
	t.Helper()
	s, err := shop.Open(file)
	if err != nil {
		t.Error(err)
		return -1
	}
	defer leave(s)
	ids, err := s.Customers.IDs(t.Context(), register.Query{})
	if err != nil {
		t.Error(err)
	}
	return len(ids)
}

// TestFaultKillDuringMigrations: a file of an older layout is as it was, or up to
// date; every record and the draft are there, and the copy put aside is whole or
// not there.
func TestFaultKillDuringMigrations(t *testing.T) {
	old := filepath.Join(t.TempDir(), "old.db")
	outdated(t, old, 7, 300)
	content, err := os.ReadFile(old)
	if err != nil {
		t.Fatal(err)
	}
	n, survived, lost := rounds(), 0, 0
	for range n {
		file := filepath.Join(t.TempDir(), "kezhi.db")
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		killed(t, 250*time.Millisecond, "list", "customer", "--db", file)
		if have := counted(t, file); have != 300 {
			lost += 300 - have
			continue
		}
		s, err := shop.Open(file)
		if err != nil {
			t.Error(err)
			continue
		}
		drafts, err := s.DB.Drafts(t.Context())
		leave(s)
		if err != nil || len(drafts) != 1 {
			t.Errorf("%d drafts, %v", len(drafts), err)
			lost++
			continue
		}
		if whole(t, file, check.Index) { // the old file was made without one
			survived++
		}
		_ = os.RemoveAll(filepath.Dir(file))
	}
	tell(t, "kill -9 during migrations (layout 7, 300 customers)", n, survived, lost)
}

// outdated makes a file of an older layout with customers and a draft.
func outdated(t *testing.T, path string, version, customers int) {
	t.Helper()
	scripts, err := db.Layout(version)
	if err != nil {
		t.Fatal(err)
	}
	scripts = append(scripts, fmt.Sprintf(`PRAGMA user_version=%d; PRAGMA application_id=%d; PRAGMA synchronous=OFF`, version, db.Application),
		`INSERT INTO drafts (register, record_id, at, who, version, "values") VALUES ('customer', 0, 1, '林小满', 0, '{"name":"单雨霏"}')`)
	for i := range customers {
		scripts = append(scripts, fmt.Sprintf(`INSERT INTO customers (number, version, created_at, created_by, updated_at, updated_by, kind, name, short_name, code, identity,
			legal_representative, capital, email, website, scope, source, owner, first_contact, first_contact_on, birthday, do_not_disturb, intent, scale, nature,
			region, industry, grade, products, frequency, volume, price_sensitivity, payment, need_plan, investment, competitors, remark, custom, tags, name_key, phone, contact)
			VALUES ('KH-%06d', 1, 1, 'x', 1, 'x', 'person', '仇英骥%d', '', '', '', '', 0, '', '', '', '', '林小满', '', '', '', 0, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '{}', '[]', '', '', '')`, i+1, i))
	}
	scripts = append(scripts, fmt.Sprintf("INSERT INTO counters VALUES ('KH', %d)", customers))
	b, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scripts {
		if _, err := b.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}
