package db

import (
	"context"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"kezhi/data"
)

// source is the driver's name for the file: escaped, for a path may hold # or
// ?, with the pragmas that every connection needs.
func source(path string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // file:///C:/…
	}
	return "file://" + (&url.URL{Path: p}).EscapedPath() + "?_txlock=immediate" +
		"&_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-65536)&_pragma=temp_store(2)"
}

// Next counts a counter up within the transaction and returns its new value,
// beginning with 1: no gap when the transaction fails, no double ever.
func (tx *Tx) Next(counter string) (int64, error) {
	var v int64
	err := tx.Raw("INSERT INTO counters (name, v) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET v = v + 1 RETURNING v", counter).Scan(&v).Error
	return v, err
}

// Indexes are the columns, in order, of each index that holds all rows of the
// table.
func (d *DB) Indexes(ctx context.Context, table string) ([][]string, error) {
	rows, err := d.pool.QueryContext(ctx, `SELECT l.name, c.name FROM pragma_index_list(?) l, pragma_index_info(l.name) c
		WHERE l.partial = 0 ORDER BY l.name, c.seqno`, table)
	if err != nil {
		return nil, Translate(err)
	}
	defer rows.Close()
	var all [][]string
	last := ""
	for rows.Next() {
		var index, column string
		if err := rows.Scan(&index, &column); err != nil {
			return nil, Translate(err)
		}
		if index != last || len(all) == 0 {
			all = append(all, nil)
			last = index
		}
		all[len(all)-1] = append(all[len(all)-1], column)
	}
	return all, Translate(rows.Err())
}

// sound refuses a file that is no SQLite database before the driver touches it.
func sound(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return Translate(err)
	}
	defer f.Close()
	head := make([]byte, 100)
	n, err := io.ReadFull(f, head)
	if n == 0 {
		return nil // new
	}
	if err != nil || !strings.HasPrefix(string(head), "SQLite format 3\x00") {
		return data.Fault(data.Damaged, "error.not_ours", "File", path)
	}
	return nil
}
