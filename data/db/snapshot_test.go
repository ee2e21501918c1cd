package db_test

import (
	"context"
	"database/sql"
	"testing"

	"kezhi/data/db"
	"kezhi/data/db/dbtest"
)

func TestASnapshotSeesNothingOfLaterWrites(t *testing.T) {
	d, ctx := dbtest.MustOpen(t), context.Background()
	count := func(c *sql.Conn) (n int) {
		if err := c.QueryRowContext(ctx, "SELECT count(*) FROM settings").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	var before, after int
	err := d.Snapshot(ctx, func(c *sql.Conn) error {
		before = count(c)
		if err := d.Write(ctx, "x", func(tx *db.Tx) error {
			return tx.Exec("INSERT INTO settings (key, value) VALUES ('a', '1')").Error
		}); err != nil {
			return err
		}
		after = count(c)
		return nil
	})
	if err != nil || before != after {
		t.Errorf("saw %d, then %d: %v", before, after, err)
	}
	if err := d.Snapshot(ctx, func(c *sql.Conn) error { after = count(c); return nil }); err != nil || after != before+1 {
		t.Errorf("the next one sees %d: %v", after, err)
	}
}
