// Package dbtest opens real database files for tests.
package dbtest

import (
	"path/filepath"
	"testing"

	"kezhi/data/db"
)

// MustOpen opens a new file in the test's own folder and closes it at the end.
func MustOpen(tb testing.TB) *db.DB {
	tb.Helper()
	d, err := db.Open(filepath.Join(tb.TempDir(), "kezhi.db"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := d.Close(); err != nil {
			tb.Error(err)
		}
	})
	return d
}
