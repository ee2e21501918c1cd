package db_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
)

func TestOpenKeepsThePragmasOnEveryConnection(t *testing.T) {
	d := dbtest.MustOpen(t)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		var got string
		if err := d.Pool().QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %q, %v; want %s", pragma, got, err, want)
		}
	}
}

func TestOpenTakesAPathOfAnyName(t *testing.T) {
	for _, name := range []string{"a#1.db", "客 户?.db", "100%.db"} {
		p := filepath.Join(t.TempDir(), name)
		d, err := db.Open(p)
		if err != nil {
			t.Fatal(name, err)
		}
		_ = d.Close()
		if i, err := os.Stat(p); err != nil || i.Size() == 0 {
			t.Errorf("%s: the file is not where it should be", name)
		}
	}
}

func TestANewerFileIsRefusedUntouched(t *testing.T) {
	p := filepath.Join(t.TempDir(), "k.db")
	d, err := db.Open(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Pool().Exec("PRAGMA user_version=999"); err != nil {
		t.Fatal(err)
	}
	_ = d.Close()
	before, _ := os.ReadFile(p)
	if _, err = db.Open(p); data.CodeOf(err) != data.Newer {
		t.Fatalf("err = %v, want newer", err)
	}
	after, _ := os.ReadFile(p)
	if string(before) != string(after) {
		t.Error("the file was changed")
	}
}

func TestSomeOtherFileIsRefused(t *testing.T) {
	p := filepath.Join(t.TempDir(), "k.db")
	_ = os.WriteFile(p, []byte("a letter to the manager, nothing more, and longer than a hundred bytes so that a header could be read from it"), 0o600)
	if _, err := db.Open(p); data.CodeOf(err) != data.Damaged {
		t.Fatalf("err = %v, want damaged", err)
	}
}

func TestCountersHaveNoGapAfterAFailure(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	var got []int64
	for i := range 4 {
		_ = d.Write(ctx, "x", func(tx *db.Tx) error {
			n, err := tx.Next("TS-2026")
			if err != nil || i == 1 {
				return data.Fault(data.Refused, "x")
			}
			got = append(got, n)
			return nil
		})
	}
	if len(got) != 3 || got[0] != 1 || got[1] != 2 || got[2] != 3 {
		t.Errorf("numbers = %v", got)
	}
}

func TestAFileThatWasNeverCountedIsCounted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kezhi.db")
	open := func() *db.DB {
		t.Helper()
		d, err := db.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	counted := func(d *db.DB) (n int) {
		t.Helper()
		if err := d.Pool().QueryRowContext(t.Context(), "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'drafts'").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	d := open()
	if err := d.KeepDraft(t.Context(), db.Draft{Register: "customer", Values: "{}"}); err != nil {
		t.Fatal(err)
	}
	if n := counted(d); n != 0 {
		t.Errorf("counted %d indexes of a table that was empty at the start", n)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if d = open(); counted(d) == 0 {
		t.Error("what was written is not counted at the close")
	}
	if _, err := d.Pool().ExecContext(t.Context(), "DELETE FROM sqlite_stat1"); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if d = open(); counted(d) == 0 {
		t.Error("a file without figures is not counted at the start")
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}
