package db

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"
)

// patience is how long a writer waits for another program's.
var patience = 10 * time.Second

// driver is the name under which the SQLite driver is registered.
const driver = "sqlite"

// source is the driver's name for the file: escaped, for a path may hold # or
// ?, with the pragmas that every connection needs. The cache is 3 MB for each of
// the connections: what is beyond that the system's own cache holds once, for all.
func source(path string) string {
	return address(path) + "?_txlock=immediate" +
		fmt.Sprintf("&_pragma=busy_timeout(%d)", patience.Milliseconds()) +
		"&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=wal_autocheckpoint(0)&_pragma=journal_size_limit(67108864)" +
		"&_pragma=foreign_keys(1)&_pragma=cache_size(-3072)&_pragma=temp_store(2)"
}

// sealed is the driver's name for a file that nobody writes: nothing appears
// beside it.
func sealed(path string) string { return address(path) + "?mode=ro&immutable=1" }

func address(path string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // file:///C:/…
	}
	return "file://" + (&url.URL{Path: p}).EscapedPath()
}

// Next counts a counter up within the transaction and returns its new value,
// beginning with 1: no gap when the transaction fails, no double ever.
func (tx *Tx) Next(counter string) (int64, error) {
	var v int64
	err := tx.Statement.ConnPool.QueryRowContext(tx.Statement.Context,
		"INSERT INTO counters (name, v) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET v = v + 1 RETURNING v", counter).Scan(&v)
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
