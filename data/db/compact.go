package db

import (
	"context"
	"os"

	"kezhi/data"
)

// large is the size of a file from which on it is compacted by way of a
// temporary file instead of memory, in bytes.
const large = 256 << 20

// Compact writes the file anew, so that nothing of what was deleted or written
// over is left in its free places, in the log beside it, or in the copies that were
// put aside before its layout was changed. Nobody writes meanwhile; code data.Busy
// where another program has the file open.
func (d *DB) Compact(ctx context.Context) error {
	if err := d.Admit(ctx); err != nil {
		return err
	}
	d.write.Lock()
	defer d.write.Unlock()
	defer d.unfold(false)()
	c, err := d.pool.Conn(ctx)
	if err != nil {
		return Translate(err)
	}
	defer func() { _ = c.Close() }()
	if i, err := os.Stat(d.path); err == nil && i.Size() > large {
		if _, err := c.ExecContext(ctx, "PRAGMA temp_store=1"); err != nil {
			return Translate(err)
		}
		defer func() { _, _ = c.ExecContext(context.WithoutCancel(ctx), "PRAGMA temp_store=2") }()
	}
	if _, err := c.ExecContext(ctx, "VACUUM"); err != nil {
		return Translate(err)
	}
	var busy, log, done int
	if err := c.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &done); err != nil {
		return Translate(err)
	}
	if busy != 0 {
		return data.Fault(data.Busy, "error.busy")
	}
	return d.DropCopies()
}
