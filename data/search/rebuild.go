package search

import (
	"context"

	"kezhi/data/db"
)

// Rebuild makes keys and texts anew from the entries, in one transaction: for
// an index that is not whole, or that an older program made in another way.
// progress is told how many entries are done; it may be nil.
func Rebuild(ctx context.Context, d *db.DB, progress func(done int)) error {
	return d.Write(ctx, "", func(tx *db.Tx) error { return RebuildIn(tx, progress) })
}

// RebuildIn is Rebuild within a transaction.
func RebuildIn(tx *db.Tx, progress func(done int)) error {
	for _, s := range []string{"DELETE FROM search_keys", "INSERT INTO search_text (search_text) VALUES ('delete-all')"} {
		if err := exec(tx, s); err != nil {
			return err
		}
	}
	b := NewBulk(nil)
	done, last := 0, int64(-1)
	for {
		if err := tx.Statement.Context.Err(); err != nil {
			return err
		}
		var docs []struct {
			Doc  int64
			Body string
		}
		if err := tx.Raw("SELECT doc, body FROM search_docs WHERE doc > ? ORDER BY doc LIMIT 500", last).Scan(&docs).Error; err != nil {
			return err
		}
		if len(docs) == 0 {
			break
		}
		for _, each := range docs {
			last = each.Doc
			if err := b.put(tx, last, last&maxCode, "", entry(each.Body)); err != nil {
				return err
			}
		}
		if done += len(docs); progress != nil {
			progress(done)
		}
	}
	if err := b.Flush(tx); err != nil {
		return err
	}
	return b.keys(tx)
}
