package db

import (
	"context"
	"database/sql"
	"time"
)

// Snapshot runs f on a connection that sees the file as it is at the first
// query: several queries fit together, whoever writes meanwhile. It waits for
// no writer and holds none up. f writes nothing. Code data.Locked where nobody
// has signed in to a file with accounts.
func (d *DB) Snapshot(ctx context.Context, f func(*sql.Conn) error) error {
	if err := d.Admit(ctx); err != nil {
		return err
	}
	c, err := d.pool.Conn(ctx)
	if err != nil {
		return Translate(err)
	}
	defer func() { _ = c.Close() }()
	if _, err := c.ExecContext(ctx, "BEGIN DEFERRED"); err != nil {
		return Translate(err)
	}
	defer func() { _, _ = c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }()
	return Translate(f(c))
}

// Behind is how far the clock is behind the last entry of the trail, 0 where it is
// not: what is written now is dated before what was written before. Numbers and the
// order of the trail do not depend on the clock.
func (d *DB) Behind(ctx context.Context) (time.Duration, error) {
	var at int64
	if err := d.Read(ctx).Raw("SELECT coalesce((SELECT at FROM changes ORDER BY id DESC LIMIT 1), 0)").Scan(&at).Error; err != nil {
		return 0, Translate(err)
	}
	return max(0, time.UnixMilli(at).Sub(d.Now())), nil
}
