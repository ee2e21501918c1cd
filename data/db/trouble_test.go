package db_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/data"
	"kezhi/data/db"
)

// big is a write that needs some room, with a number.
func big(d *db.DB) error {
	return d.Write(context.Background(), "x", func(tx *db.Tx) error {
		if _, err := tx.Next("KH"); err != nil {
			return err
		}
		return tx.Do("INSERT INTO settings (key, value) VALUES ('big', ?)", strings.Repeat("客", 1_000_000))
	})
}

// settled checks that the failed write left nothing and that, with room, it
// goes through, with the first number.
func settled(t *testing.T, d *db.DB, makeRoom func()) {
	t.Helper()
	count := func(query string) (n int) {
		if err := d.Pool().QueryRow(query).Scan(&n); err != nil {
			t.Errorf("%s: %v", query, err)
		}
		return n
	}
	if n := count("SELECT count(*) FROM settings WHERE key = 'big'") + count("SELECT count(*) FROM counters"); n != 0 {
		t.Errorf("%d rows of the failed write are left", n)
	}
	makeRoom()
	if err := big(d); err != nil {
		t.Errorf("with room: %v", err)
	}
	if n := count("SELECT v FROM counters WHERE name = 'KH'"); n != 1 {
		t.Errorf("the number after the failure is %d", n)
	}
	var verdict string
	if err := d.Pool().QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
		t.Errorf("integrity: %s, %v", verdict, err)
	}
}

func TestAFullFileKeepsNothingOfASaveAndTakesTheNext(t *testing.T) {
	d, err := db.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	d.Pool().SetMaxOpenConns(1) // the bound is the connection's
	limit := func(pages string) {
		if _, err := d.Pool().Exec("PRAGMA max_page_count=" + pages); err != nil {
			t.Fatal(err)
		}
	}
	limit("120")
	if err := big(d); data.CodeOf(err) != data.Full || data.All(err)[0].Key != "error.full" {
		t.Errorf("err = %v, want full", err)
	}
	settled(t, d, func() { limit("1000000") })
}

func TestAFileWhereAFolderShouldBeIsNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	put(t, file, "x")
	if _, err := db.Open(filepath.Join(file, "shop", "kezhi.db")); data.CodeOf(err) != data.ReadOnly {
		t.Errorf("err = %v", err)
	}
}
