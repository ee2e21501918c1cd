package db

import (
	"context"
	"database/sql"
	"fmt"
	"io"

	"kezhi/data"
)

// Apart runs f on a connection of its own that sees the file as it is at the
// first query, whoever writes meanwhile: a backup takes none of the connections
// that people's work needs, waits for no writer and holds none up. f writes
// nothing. Code data.Locked as Snapshot.
func (d *DB) Apart(ctx context.Context, f func(*sql.Conn) error) error {
	if err := d.Admit(ctx); err != nil {
		return err
	}
	source := address(d.path) + fmt.Sprintf("?_pragma=busy_timeout(%d)&_pragma=query_only(1)&_pragma=cache_size(-512)", patience.Milliseconds())
	defer d.fold() // what was written meanwhile waits in the log
	return on(ctx, source, func(c *sql.Conn) error {
		if _, err := c.ExecContext(ctx, "BEGIN DEFERRED"); err != nil {
			return err
		}
		defer func() { _, _ = c.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }()
		return f(c)
	})
}

// Inspect runs f on a file that nobody writes, such as one that was just
// restored. Nothing appears beside it.
func Inspect(ctx context.Context, path string, f func(*sql.Conn) error) error {
	return on(ctx, sealed(path), f)
}

func on(ctx context.Context, source string, f func(*sql.Conn) error) error {
	pool, err := sql.Open(driver, source)
	if err != nil {
		return Translate(err)
	}
	defer func() { _ = pool.Close() }()
	c, err := pool.Conn(ctx)
	if err != nil {
		return Translate(err)
	}
	defer func() { _ = c.Close() }()
	return Translate(f(c))
}

// Shape is how large a file is, of which layout, and how many rows each of its
// tables has.
type Shape struct {
	Layout int              `json:"layout"`
	Page   int64            `json:"page"`  // bytes
	Pages  int64            `json:"pages"` //
	Counts map[string]int64 `json:"counts"`
}

// ShapeOf reads the shape of the file that a connection sees.
func ShapeOf(ctx context.Context, c *sql.Conn) (Shape, error) {
	s := Shape{Counts: map[string]int64{}}
	for query, to := range map[string]any{
		"PRAGMA user_version": &s.Layout, "PRAGMA page_size": &s.Page, "PRAGMA page_count": &s.Pages,
	} {
		if err := c.QueryRowContext(ctx, query).Scan(to); err != nil {
			return s, err
		}
	}
	names, err := texts(ctx, c, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
	if err != nil {
		return s, err
	}
	for _, n := range names {
		var count int64
		if err := c.QueryRowContext(ctx, `SELECT count(*) FROM "`+n+`"`).Scan(&count); err != nil {
			return s, err
		}
		s.Counts[n] = count
	}
	return s, nil
}

// texts are the values of a query's only column.
func texts(ctx context.Context, c *sql.Conn, query string, args ...any) ([]string, error) {
	rows, err := c.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// Pages writes the pages of the file that a connection sees, in order: a whole
// database file. progress may be nil.
func Pages(ctx context.Context, c *sql.Conn, w io.Writer, progress func(done int64)) error {
	rows, err := c.QueryContext(ctx, "SELECT data FROM sqlite_dbpage ORDER BY pgno")
	if err != nil {
		return err
	}
	defer rows.Close()
	var page sql.RawBytes
	for n := int64(1); rows.Next(); n++ {
		if err := rows.Scan(&page); err != nil {
			return err
		}
		if _, err := w.Write(page); err != nil {
			return err
		}
		if n%256 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if progress != nil {
				progress(n)
			}
		}
	}
	return rows.Err()
}

// Whole is what is wrong with the file that a connection sees, nil where every
// page and every index is as it has to be. Code data.Damaged.
func Whole(ctx context.Context, c *sql.Conn) error {
	found, err := texts(ctx, c, "PRAGMA integrity_check(3)")
	if err != nil {
		return Translate(err)
	}
	var broken int
	if err := c.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&broken); err != nil {
		return Translate(err)
	}
	if len(found) != 1 || found[0] != "ok" || broken > 0 {
		return &data.Error{Code: data.Damaged, Key: "error.damaged", Err: fmt.Errorf("%v, %d references", found, broken)}
	}
	return nil
}
