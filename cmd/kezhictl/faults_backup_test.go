//go:build faults

package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/data/backup"
	"kezhi/data/check"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/vault"
)

// stocked is a shop with keys, customers with identity numbers, and documents; key is
// its recovery key.
func stocked(t *testing.T, file string, customers, papers int) (key string) {
	t.Helper()
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if key, err = vault.SetUp(t.Context(), s.DB, "林小满"); err != nil {
		t.Fatal(err)
	}
	leave(s)
	stock(t, file, customers, papers)
	return key
}

// stock adds them.
func stock(t *testing.T, file string, customers, papers int) {
	t.Helper()
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer leave(s)
	for i := range customers {
		_, err := s.Customers.Put(t.Context(), "林小满", register.Record{Values: field.Values{"kind": "person", "name": fmt.Sprintf("仇英骥%d", i), "identity": identity}})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range papers {
		p := filepath.Join(t.TempDir(), fmt.Sprintf("合同%d.txt", i))
		if err := os.WriteFile(p, []byte(strings.Repeat(paper(i), 2000)), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Documents.Add(t.Context(), "林小满", document.Owner{Register: s.Customers, ID: 1}, p, field.Values{}, nil); err != nil {
			t.Fatal(err)
		}
	}
}

const identity = "11010519491231002X"

func paper(i int) string { return fmt.Sprintf("合同正文 %d ", i) }

// took is a little more than what a command takes that nobody kills.
func took(t *testing.T, args ...string) time.Duration {
	t.Helper()
	began := time.Now()
	must(t, "", args...)
	return time.Since(began) * 5 / 4
}

// littered are the names of what is beside a file and should not be after a start.
func littered(t *testing.T, file string) []string {
	t.Helper()
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	leave(s)
	var out []string
	_ = filepath.WalkDir(filepath.Dir(file), func(p string, _ os.DirEntry, err error) error {
		if n := filepath.Base(p); err == nil && (strings.HasPrefix(n, "kezhi-proof-") || strings.HasSuffix(n, ".part") && filepath.Dir(p) != filepath.Join(filepath.Dir(file), "places")) {
			out = append(out, p)
		}
		return nil
	})
	return out
}

// TestFaultKillDuringBackups: whatever has a backup's name is whole, one that was
// acknowledged is there, the shop's file is as it was, and nothing is left about.
func TestFaultKillDuringBackups(t *testing.T) {
	file, to := fresh(t), t.TempDir()
	key := stocked(t, file, 60, 4)
	most := took(t, "backup", "--db", file, "--to", to)
	n, survived, lost, cut := rounds(), 0, 0, 0
	for i := range n {
		done, out := killed(t, most, "backup", "--db", file, "--to", to)
		if cut++; done {
			cut--
			if _, err := os.Stat(strings.TrimSpace(out)); err != nil {
				lost++
			}
		}
		good := len(littered(t, file)) == 0
		all, err := backup.Copies(to, "")
		good = good && err == nil
		for _, c := range all {
			if _, err := backup.Look(c.Path, backup.Secret{Text: key}); err != nil {
				t.Errorf("%s: %v", c.Path, err)
				good = false
			}
		}
		if i%10 == 9 && len(all) > 0 { // to the last byte
			back := filepath.Join(t.TempDir(), "back.db")
			_, err := backup.Restore(t.Context(), all[0].Path, back, backup.RestoreOptions{Secret: backup.Secret{Text: key}})
			good = good && err == nil && whole(t, file)
		}
		if good {
			survived++
		}
	}
	tell(t, fmt.Sprintf("kill -9 during backups (%d before they were done)", cut), n, survived, lost)
}

// TestFaultKillDuringRestores: a file is there whole or not at all, the backup is as
// it was, and the next restore goes through.
func TestFaultKillDuringRestores(t *testing.T) {
	file, to := fresh(t), t.TempDir()
	key := stocked(t, file, 60, 4)
	t.Setenv(passphraseVariable, key)
	from := strings.TrimSpace(must(t, "", "backup", "--db", file, "--to", to))
	most := took(t, "restore", "--from", from, "--db", filepath.Join(t.TempDir(), "kezhi.db"))
	n, survived, lost, cut := rounds(), 0, 0, 0
	for i := range n {
		back := filepath.Join(t.TempDir(), "kezhi.db")
		done, _ := killed(t, most, "restore", "--from", from, "--db", back)
		_, err := os.Stat(back)
		if !done {
			cut++
		}
		if done && err != nil {
			lost++
		}
		if err != nil {
			must(t, "", "restore", "--from", from, "--db", back)
		}
		have := counted(t, back)
		lost += 60 - have
		if have == 60 && len(littered(t, back)) == 0 && (i%10 < 9 || whole(t, back)) {
			survived++
		}
		_ = os.RemoveAll(filepath.Dir(back))
	}
	tell(t, fmt.Sprintf("kill -9 during restores (%d before they were done)", cut), n, survived, lost)
}

// TestFaultKillDuringSealing: what there was is sealed, or opened again, by a program
// that is killed meanwhile. Every document and every number is read as it was, and the
// next sealing leaves nothing in the clear.
func TestFaultKillDuringSealing(t *testing.T) {
	file := fresh(t)
	stocked(t, file, 60, 4)
	n, survived, lost := rounds(), 0, 0
	for i := range n {
		c, out := spawn(t, file, 0, childDeed+"=seals")
		if out.Scan() {
			time.Sleep(time.Duration(rand.Int64N(int64(120 * time.Millisecond))))
		}
		_ = c.Process.Kill()
		_ = c.Wait()
		s, err := shop.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		gone := unread(t, s)
		lost += gone
		good := gone == 0
		if i%10 == 9 {
			if err := s.Seal(t.Context(), "林小满", true, nil); err != nil {
				t.Error(err)
			}
			good = good && unread(t, s) == 0 && !slices.ContainsFunc(contents(t, file), func(b string) bool {
				return strings.Contains(b, paper(0)) || strings.Contains(b, identity)
			})
			found, err := check.Check(t.Context(), s)
			good = good && err == nil && len(found) == 0
		}
		leave(s)
		if good && len(littered(t, file)) == 0 {
			survived++
		}
	}
	tell(t, "kill -9 while the shop is sealed and opened again", n, survived, lost)
}

// unread counts what cannot be read as it was.
func unread(t *testing.T, s *shop.Shop) (lost int) {
	t.Helper()
	for id := range int64(60) {
		r, err := s.Customers.Get(t.Context(), id+1)
		if err != nil || r.Values.Text("identity") != identity {
			lost++
		}
	}
	bad, err := s.Documents.Verify(t.Context(), nil)
	if err != nil {
		t.Error(err)
	}
	return lost + len(bad)
}

// contents are what lies beside a file, and the file.
func contents(t *testing.T, file string) (out []string) {
	t.Helper()
	_ = filepath.WalkDir(filepath.Dir(file), func(p string, e os.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			if f, err := os.Open(p); err == nil {
				b, _ := io.ReadAll(f)
				_ = f.Close()
				out = append(out, string(b))
			}
		}
		return nil
	})
	return out
}
