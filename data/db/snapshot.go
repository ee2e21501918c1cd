package db

import (
	"context"
	"database/sql"
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
