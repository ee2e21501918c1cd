package search

import (
	"kezhi/data/db"
)

// Cut writes entries of the index anew with texts that change takes words out
// of.
func Cut(tx *db.Tx, docs []int64, change func(string) string) error {
	for _, d := range docs {
		var body string
		err := tx.Statement.ConnPool.QueryRowContext(tx.Statement.Context, "SELECT body FROM search_docs WHERE doc = ?", d).Scan(&body)
		if err != nil {
			return err
		}
		code := d & maxCode
		was, now := entry(body), entry(change(body))
		gone, came := difference(was.keys(code), now.keys(code))
		if err := dropKeys(tx, d, gone); err != nil {
			return err
		}
		if err := addKeys(tx, d, came); err != nil {
			return err
		}
		if err := exec(tx, "UPDATE search_docs SET body = ? WHERE doc = ?", change(body), d); err != nil {
			return err
		}
		if err := exec(tx, "DELETE FROM search_text WHERE rowid = ?", d); err != nil {
			return err
		}
		if err := exec(tx, "INSERT INTO search_text (rowid, tokens) VALUES (?, ?)", d, now.tokens(code)); err != nil {
			return err
		}
	}
	return nil
}

// Tidy writes the full-text index in one piece, so that nothing of entries that
// went is left in it.
func Tidy(tx *db.Tx) error {
	return exec(tx, "INSERT INTO search_text (search_text) VALUES ('optimize')")
}
