package db

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"kezhi/data"
)

//go:embed migrations/*.sql
var migrations embed.FS

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
// checked copy aside, then one transaction a step.
func (d *DB) migrate(ctx context.Context) error {
	c, err := d.pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	have, app, tables := 0, 0, 0
	for q, to := range map[string]*int{
		"PRAGMA user_version": &have, "PRAGMA application_id": &app,
		"SELECT count(*) FROM sqlite_master": &tables,
	} {
		if err := c.QueryRowContext(ctx, q).Scan(to); err != nil {
			return err
		}
	}
	all := steps()
	switch {
	case app != application && tables > 0:
		return data.Fault(data.Damaged, "error.not_ours", "File", d.path)
	case have > len(all):
		return data.Fault(data.Newer, "error.newer", "File", d.path, "Have", have, "Know", len(all))
	case have == len(all):
		return nil
	}
	if have > 0 {
		if err := d.aside(ctx, c, have); err != nil {
			return err
		}
	}
	if _, err := c.ExecContext(ctx, "PRAGMA foreign_keys=OFF"); err != nil {
		return err
	}
	for i := have; i < len(all); i++ {
		if err := step(ctx, c, all[i], i+1); err != nil {
			return fmt.Errorf("%s: %w", all[i], err)
		}
	}
	_, err = c.ExecContext(ctx, "PRAGMA foreign_keys=ON")
	return err
}

// aside copies the file before it is changed, and checks the copy.
func (d *DB) aside(ctx context.Context, c *sql.Conn, version int) error {
	copied := fmt.Sprintf("%s.v%d-%s.bak", d.path, version, time.Now().Format("20060102-150405"))
	if _, err := c.ExecContext(ctx, "VACUUM INTO ?", copied); err != nil {
		return err
	}
	if err := os.Chmod(copied, 0o600); err != nil {
		return err
	}
	b, err := sql.Open(driver, source(copied))
	if err != nil {
		return err
	}
	defer b.Close()
	var verdict string
	if err := b.QueryRowContext(ctx, "PRAGMA quick_check").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return data.Fault(data.Damaged, "error.damaged")
	}
	return nil
}

func step(ctx context.Context, c *sql.Conn, name string, version int) error {
	script, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, s := range split(string(script)) {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%.60q: %w", s, err)
		}
	}
	rows, err := tx.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	broken := rows.Next()
	_ = rows.Close()
	if broken {
		return data.Fault(data.Damaged, "error.damaged")
	}
	for _, s := range []string{
		fmt.Sprintf("PRAGMA user_version=%d", version),
		fmt.Sprintf("PRAGMA application_id=%d", application),
	} {
		if _, err := tx.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// split parts a script into statements at a semicolon that ends a line.
func split(script string) []string {
	var out []string
	for _, s := range strings.Split(script, ";\n") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// driver is the name under which the SQLite driver is registered.
const driver = "sqlite"
