package db_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kezhi/data/db"
)

// TestTheLogIsFoldedBesidePeoplesWork: what was saved comes from the log into the file
// while that is open, also what was saved while somebody read the file as a whole.
func TestTheLogIsFoldedBesidePeoplesWork(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kezhi.db")
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	n := 0
	save := func() {
		t.Helper()
		err := d.Write(t.Context(), "林小满", func(tx *db.Tx) error {
			for range 200 {
				n++
				if err := tx.Do("INSERT INTO counters (name, v) VALUES (?, 1)", fmt.Sprintf("folded %d %s", n, strings.Repeat("·", 200))); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	inFile := func() bool {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(b), fmt.Sprintf("folded %d ", n))
	}
	folded := func(when string) {
		t.Helper()
		for began := time.Now(); !inFile(); time.Sleep(20 * time.Millisecond) {
			if time.Since(began) > 30*time.Second {
				t.Fatalf("%s: not in the file", when)
			}
		}
	}
	save()
	folded("after a save")
	err = d.Apart(t.Context(), func(c *sql.Conn) error {
		var before, after int
		if err := c.QueryRowContext(t.Context(), "SELECT count(*) FROM counters").Scan(&before); err != nil {
			return err
		}
		save()
		if inFile() {
			t.Error("the save itself has folded the log")
		}
		err := c.QueryRowContext(t.Context(), "SELECT count(*) FROM counters").Scan(&after)
		if before != after {
			t.Errorf("whoever reads sees %d rows, then %d", before, after)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	folded("after somebody read the whole file")
}
