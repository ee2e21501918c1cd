package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"kezhi/data"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrations holds the scripts; tests put others in its place.
var migrations fs.FS = embedded

// application marks the file as Kezhi's: "KEZH".
const application = 0x4b455a48

// Latest is the version of the file's layout that this program writes.
func Latest() int { return len(steps()) }

func steps() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err)
	}
	return names // Glob sorts
}

// migrate brings the file to the latest layout: refuse a newer one, put a
// checked copy aside, then all steps in one transaction, so that a step that
// fails leaves the file as it was.
func (d *DB) migrate(ctx context.Context) error {
	c, err := d.pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	have, err := d.version(ctx, c)
	if err != nil {
		return err
	}
	if have == len(steps()) {
		d.tune(ctx, c)
		return nil
	}
	if have > 0 {
		if err := d.aside(ctx, c, have, time.Now()); err != nil {
			return err
		}
	}
	// A table that is made anew must not take along what refers to it; what
	// is broken then is found before the commit.
	if _, err := c.ExecContext(ctx, "PRAGMA foreign_keys=OFF"); err != nil {
		return err
	}
	err = d.climb(ctx, c)
	if _, e := c.ExecContext(ctx, "PRAGMA foreign_keys=ON"); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	// The new version stands in the file itself at once, where an older
	// program looks for it. Another program that reads may hold this up.
	_, _ = c.ExecContext(ctx, count)
	_, _ = c.ExecContext(ctx, "PRAGMA wal_checkpoint(PASSIVE)")
	return nil
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// version is the file's version, 0 for a new one. Codes data.Newer,
// data.Damaged for a file of another program.
func (d *DB) version(ctx context.Context, q querier) (int, error) {
	have, app, tables := 0, 0, 0
	for query, to := range map[string]*int{
		"PRAGMA user_version": &have, "PRAGMA application_id": &app,
		"SELECT count(*) FROM sqlite_master": &tables,
	} {
		if err := q.QueryRowContext(ctx, query).Scan(to); err != nil {
			return 0, err
		}
	}
	switch {
	case app != application && tables > 0:
		return 0, data.Fault(data.Damaged, "error.not_ours", "File", d.path)
	case have > Latest():
		return 0, newer(d.path, int64(have))
	}
	return have, nil
}

// climb takes the steps that the file lacks. It asks for the version anew,
// within the transaction: another program may just have taken them.
func (d *DB) climb(ctx context.Context, c *sql.Conn) error {
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	all := steps()
	have, err := d.version(ctx, tx)
	if err != nil || have == len(all) {
		return err
	}
	for _, name := range all[have:] {
		script, err := fs.ReadFile(migrations, name)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(script)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if deed := deeds[name]; deed != nil {
			if err := deed(ctx, tx); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	var broken int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&broken); err != nil {
		return err
	}
	if broken > 0 {
		return data.Fault(data.Damaged, "error.damaged")
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version=%d; PRAGMA application_id=%d", len(all), application)); err != nil {
		return err
	}
	return tx.Commit()
}
