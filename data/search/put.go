package search

import (
	"database/sql"
	"errors"
	"slices"
	"strings"

	"kezhi/data/db"
)

// doc is a record's place in the index: the newest records of a register last.
func doc(id, code int64) int64 { return id<<codeBits | code }

const (
	codeBits = 4
	maxCode  = 1<<codeBits - 1
)

// Put makes a record findable by the entry, and by nothing else any more. It
// belongs into the transaction that saves the record.
func Put(tx *db.Tx, e Entry) error {
	code, old, err := known(tx, e.Register, e.ID)
	if err != nil {
		return err
	}
	body := e.body()
	if old != nil && *old == body {
		return nil
	}
	now := entry(body)
	d := doc(e.ID, code)
	var gone, came []string
	came = now.keys(code)
	text := now.tokens(code)
	same := false
	if old != nil {
		was := entry(*old)
		gone, came = difference(was.keys(code), came)
		same = was.tokens(code) == text
	}
	if err := dropKeys(tx, d, gone); err != nil {
		return err
	}
	if err := addKeys(tx, d, came); err != nil {
		return err
	}
	if err := exec(tx, "INSERT OR REPLACE INTO search_docs (doc, body) VALUES (?, ?)", d, body); err != nil || same {
		return err
	}
	if old != nil {
		if err := exec(tx, "DELETE FROM search_text WHERE rowid = ?", d); err != nil {
			return err
		}
	}
	return exec(tx, "INSERT INTO search_text (rowid, tokens) VALUES (?, ?)", d, text)
}

// Change is Put for a record that is in the index already, where it was found by
// the entry was: nothing is asked of the file where that is the same.
func Change(tx *db.Tx, was, now Entry) error {
	if was.body() == now.body() {
		return nil
	}
	return Put(tx, now)
}

// Remove makes a record unfindable: it went to the recycle bin.
func Remove(tx *db.Tx, register string, id int64) error {
	code, old, err := known(tx, register, id)
	if err != nil || old == nil {
		return err
	}
	d := doc(id, code)
	if err := dropKeys(tx, d, entry(*old).keys(code)); err != nil {
		return err
	}
	if err := exec(tx, "DELETE FROM search_docs WHERE doc = ?", d); err != nil {
		return err
	}
	return exec(tx, "DELETE FROM search_text WHERE rowid = ?", d)
}

// known gives the register's code, a new one where it has none, and the body
// of the record's entry, nil where there is none.
func known(tx *db.Tx, register string, id int64) (code int64, body *string, err error) {
	err = tx.Statement.ConnPool.QueryRowContext(tx.Statement.Context,
		`SELECT code, (SELECT body FROM search_docs WHERE doc = ? | code) FROM search_registers WHERE name = ?`,
		id<<codeBits, register).Scan(&code, &body)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.Statement.ConnPool.QueryRowContext(tx.Statement.Context,
			`INSERT INTO search_registers (code, name) SELECT coalesce(max(code), -1) + 1, ? FROM search_registers RETURNING code`,
			register).Scan(&code)
		if err == nil && code > maxCode {
			err = errors.New("search: too many registers")
		}
	}
	return code, body, err
}

func exec(tx *db.Tx, query string, args ...any) error {
	_, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, query, args...)
	return err
}

func dropKeys(tx *db.Tx, d int64, keys []string) error {
	for chunk := range slices.Chunk(keys, 100) {
		args := make([]any, 1, len(chunk)+1)
		args[0] = d
		for _, k := range chunk {
			args = append(args, k)
		}
		if err := exec(tx, "DELETE FROM search_keys WHERE doc = ? AND key IN ("+marksFor(len(chunk), "?")+")", args...); err != nil {
			return err
		}
	}
	return nil
}

func addKeys(tx *db.Tx, d int64, keys []string) error {
	for chunk := range slices.Chunk(keys, 100) {
		args := make([]any, 0, 2*len(chunk))
		for _, k := range chunk {
			args = append(args, k, d)
		}
		if err := exec(tx, "INSERT OR IGNORE INTO search_keys (key, doc) VALUES "+marksFor(len(chunk), "(?,?)"), args...); err != nil {
			return err
		}
	}
	return nil
}

func marksFor(n int, p string) string { return strings.Repeat(p+",", n-1) + p }

// difference gives what only old and what only now has; both are sorted.
func difference(old, now []string) (gone, came []string) {
	for len(old) > 0 && len(now) > 0 {
		switch {
		case old[0] == now[0]:
			old, now = old[1:], now[1:]
		case old[0] < now[0]:
			gone, old = append(gone, old[0]), old[1:]
		default:
			came, now = append(came, now[0]), now[1:]
		}
	}
	return append(gone, old...), append(came, now...)
}
