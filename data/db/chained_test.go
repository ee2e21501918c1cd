package db_test

import (
	"path/filepath"
	"testing"

	"kezhi/data/audit"
	"kezhi/data/db"
)

func TestTheTrailOfAnOlderFileIsTiedWhenItIsOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kezhi.db")
	t.Run("before", func(t *testing.T) {
		db.Migrate(t, steps(t, 17))
		d, err := db.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		_, err = d.Pool().Exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
			INSERT INTO changes (at, who, host, register, record_id, number, version, action, fields)
			SELECT 1795000000000 + i, '林小满', 'PC', 'customer', i, 'KH-' || i, 1, 'created', '[]' FROM n;
			DELETE FROM changes WHERE id = 7`) // such a file may have gaps
		if err != nil {
			t.Fatal(err)
		}
	})
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for range 2 {
		r, err := audit.Verify(t.Context(), d, audit.Options{Inside: true})
		if err != nil || !r.Sound() || r.Entries < 2499 {
			t.Fatalf("%+v, %v", r, err)
		}
		if err := audit.Say(t.Context(), d, audit.Entry{Who: "林小满", Action: "login"}); err != nil {
			t.Fatal(err)
		}
	}
}
