package db

import (
	"io/fs"
	"testing"
	"time"
)

// Impatient lets a writer wait for another program's no longer than d.
func Impatient(tb testing.TB, d time.Duration) {
	was := patience
	patience = d
	tb.Cleanup(func() { patience = was })
}

// Migrations are the steps of this program.
func Migrations() fs.FS { return embedded }

// Migrate puts other steps in the place of the program's.
func Migrate(tb testing.TB, steps fs.FS) {
	was := migrations
	migrations = steps
	tb.Cleanup(func() { migrations = was })
}
