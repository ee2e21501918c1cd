package salvage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"kezhi/data/db"
)

// table is a table as the layout has it.
type table struct {
	name    string
	columns []column // in the order in which a row keeps them
	rowid   bool     // rows have one, and lie in a tree of tables
}

type column struct {
	name    string
	kind    string
	notNull bool
	key     bool // the rowid itself: the row holds nothing in its place
}

// layout is an empty file of a version.
type layout struct {
	version int
	tables  map[string]*table
	objects map[string]string // name to SQL
}

// derived tables are made anew from the others.
func derived(name string) bool {
	return name == "search_keys" || strings.HasPrefix(name, "search_text") || strings.HasPrefix(name, "sqlite_")
}

// build makes the layout of a version in an open, empty database.
func build(ctx context.Context, c *sql.Conn, version int) (*layout, error) {
	scripts, err := db.Layout(version)
	if err != nil {
		return nil, err
	}
	for _, s := range append([]string{"PRAGMA foreign_keys=OFF"}, scripts...) {
		if _, err := c.ExecContext(ctx, s); err != nil {
			return nil, err
		}
	}
	l := &layout{version: version, tables: map[string]*table{}, objects: map[string]string{}}
	err = each(ctx, c, "SELECT type, name, coalesce(sql, '') FROM sqlite_master", func(rows *sql.Rows) error {
		var kind, name, sql string
		if err := rows.Scan(&kind, &name, &sql); err != nil {
			return err
		}
		l.objects[name] = sql
		if kind == "table" && !derived(name) {
			l.tables[name] = &table{name: name, rowid: !strings.HasSuffix(strings.ToUpper(strings.TrimSpace(sql)), "WITHOUT ROWID")}
		}
		return nil
	})
	for _, t := range l.tables {
		if err == nil {
			err = t.describe(ctx, c)
		}
	}
	return l, err
}

// describe reads the columns. A table without rowid keeps those of its key
// first.
func (t *table) describe(ctx context.Context, c *sql.Conn) error {
	var keys []int
	err := each(ctx, c, "SELECT name, upper(type), \"notnull\", pk FROM pragma_table_info('"+t.name+"')", func(rows *sql.Rows) error {
		var x column
		pk := 0
		if err := rows.Scan(&x.name, &x.kind, &x.notNull, &pk); err != nil {
			return err
		}
		x.notNull = x.notNull || pk > 0 && !t.rowid
		x.key = t.rowid && pk > 0 && x.kind == "INTEGER"
		t.columns, keys = append(t.columns, x), append(keys, pk)
		return nil
	})
	if t.rowid || err != nil {
		return err
	}
	order := make([]int, 0, len(keys))
	for i, pk := range keys {
		if pk > 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return keys[a] - keys[b] })
	for i, pk := range keys {
		if pk == 0 {
			order = append(order, i)
		}
	}
	sorted := make([]column, len(order))
	for i, at := range order {
		sorted[i] = t.columns[at]
	}
	t.columns = sorted
	return nil
}

// fits tells whether a record can be a row of the table. One that was written
// before columns were added is shorter.
func (t *table) fits(vs []any) bool {
	if len(vs) == 0 || len(vs) > len(t.columns) {
		return false
	}
	for i, v := range vs {
		c := t.columns[i]
		switch v.(type) {
		case nil:
			if c.notNull && !c.key {
				return false
			}
		case string:
			if c.kind == "INTEGER" || c.kind == "BLOB" {
				return false
			}
		case int64:
			if c.kind == "TEXT" || c.kind == "BLOB" || c.key {
				return false
			}
		case float64:
			if c.kind != "REAL" && c.kind != "" {
				return false
			}
		case []byte:
			if c.kind == "INTEGER" {
				return false
			}
		}
	}
	return true
}

// guess is the version of the layout that a table of tables belongs to: the
// latest of which something stands in it that the one before had not.
func guess(ctx context.Context, found map[string]string) (int, error) {
	before := map[string]string{}
	version := 0
	for v := 1; v <= db.Latest(); v++ {
		var l *layout
		err := scratch(ctx, ":memory:", func(c *sql.Conn) (err error) {
			l, err = build(ctx, c, v)
			return err
		})
		if err != nil {
			return 0, err
		}
		for name, sql := range l.objects {
			if before[name] != sql && found[name] == sql && sql != "" {
				version = v
			}
		}
		before = l.objects
	}
	if version == 0 {
		return db.Latest(), nil
	}
	return version, nil
}

// scratch opens a database of its own and closes it after f.
func scratch(ctx context.Context, path string, f func(*sql.Conn) error) error {
	b, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	c, err := b.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	return f(c)
}

// each calls f for every row of a query.
func each(ctx context.Context, c *sql.Conn, query string, f func(*sql.Rows) error) error {
	rows, err := c.QueryContext(ctx, query)
	if err != nil {
		return fmt.Errorf("%s: %w", query, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
