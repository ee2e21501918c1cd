package db

import (
	"context"
	"database/sql"
	"time"
)

// count lets SQLite look at a sample of each index, so that it knows which of
// them tells records apart. Without it a search in a large file takes five times
// as long. It takes some hundredths of a second, whatever the file's size.
const count = "PRAGMA analysis_limit=400; ANALYZE"

// tune counts a file that was never counted: one made by another program, one
// just brought up to date. Other connections see it where they come after it.
func (d *DB) tune(ctx context.Context, c *sql.Conn) {
	var n int
	if err := c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_stat1").Scan(&n); err != nil || n == 0 {
		_, _ = c.ExecContext(ctx, count) // a file that cannot be written now is only slower
	}
}

// Slim gives back the memory in which the connections keep what was read: after
// a long work that reads much, which nobody asks for again.
func (d *DB) Slim(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	for range d.pool.Stats().Idle {
		c, err := d.pool.Conn(ctx)
		if err != nil {
			return
		}
		defer func() { _ = c.Close() }() // held until the end, so that each is another
		_, _ = c.ExecContext(ctx, "PRAGMA shrink_memory")
	}
}
