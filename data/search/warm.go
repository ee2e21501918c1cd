package search

import (
	"context"
	"database/sql"
	"errors"

	"kezhi/data/db"
)

// Warm counts which tokens are common, so that searches in a large file ask for
// the telling ones, and reads the index once, so that the first search does not
// wait for the disk. It goes on in small statements until all is read or the context ends,
// and is meant for a goroutine of its own at the start: a million customers
// take some seconds. The file is read through SQLite on purpose: opening it
// beside SQLite and closing it again would drop SQLite's locks on it.
func Warm(ctx context.Context, d *db.DB) error {
	s, err := sample(ctx, d)
	if err != nil {
		return db.Translate(err)
	}
	common.Store(s)
	for _, t := range []struct {
		query string
		first any
	}{
		{"SELECT key FROM search_keys WHERE key > ? ORDER BY key LIMIT 1 OFFSET 20000", ""},
		{"SELECT id FROM search_text_data WHERE id > ? ORDER BY id LIMIT 1 OFFSET 500", int64(-1)},
		{"SELECT doc FROM search_docs WHERE doc > ? ORDER BY doc LIMIT 1 OFFSET 5000", int64(-1)},
	} {
		for at := t.first; ; {
			if err := ctx.Err(); err != nil {
				return err
			}
			err := d.Pool().QueryRowContext(context.WithoutCancel(ctx), t.query, at).Scan(&at)
			if errors.Is(err, sql.ErrNoRows) {
				break
			}
			if err != nil {
				return db.Translate(err)
			}
		}
	}
	return nil
}
