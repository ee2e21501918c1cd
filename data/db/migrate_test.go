package db_test

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kezhi/data"
	"kezhi/data/db"
)

// steps are the program's first n steps of migration (all: -1), and more.
func steps(t *testing.T, n int, more ...string) fstest.MapFS {
	t.Helper()
	names, err := fs.Glob(db.Migrations(), "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	if n >= 0 {
		names = names[:n]
	}
	m := fstest.MapFS{}
	for _, name := range names {
		b, err := fs.ReadFile(db.Migrations(), name)
		if err != nil {
			t.Fatal(err)
		}
		m[name] = &fstest.MapFile{Data: b}
	}
	for i, s := range more {
		m[fmt.Sprintf("migrations/9%03d_later.sql", i)] = &fstest.MapFile{Data: []byte(s)}
	}
	return m
}

// schema is what a file is made of, by name.
func schema(t *testing.T, d *db.DB) map[string]string {
	t.Helper()
	rows, err := d.Pool().Query("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]string{}
	for rows.Next() {
		var name, sql string
		if err := rows.Scan(&name, &sql); err != nil {
			t.Fatal(err)
		}
		all[name] = sql
	}
	return all
}

func backups(t *testing.T, path string) []string {
	t.Helper()
	all, err := filepath.Glob(path + ".*")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const shopkeeper = `INSERT INTO customers (id, number, version, created_at, created_by, updated_at, updated_by, kind, name, short_name, code, identity,
	legal_representative, capital, email, website, scope, source, owner, first_contact, first_contact_on, birthday, do_not_disturb, intent, scale, nature,
	region, industry, grade, products, frequency, volume, price_sensitivity, payment, need_plan, investment, competitors, remark, custom, tags, name_key, phone, contact)
	VALUES (7, 'KH-000007', 1, 1, 'x', 1, 'x', 'person', '仇英骥', '', '', '', '', 0, '', '', '', '', '', '', '', '', 0, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '{}', '[]', '', '', '');
	INSERT INTO customer_phones VALUES (7, 0, 'mobile', '13812345678', '13812345678')`

func mustExec(t *testing.T, d *db.DB, script string) {
	t.Helper()
	if _, err := d.Pool().Exec(script); err != nil {
		t.Fatal(err)
	}
}

func mustOpen(t *testing.T, path string) *db.DB {
	t.Helper()
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func mustClose(t *testing.T, d *db.DB) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, d *db.DB, query string) (n int) {
	t.Helper()
	if err := d.Pool().QueryRow(query).Scan(&n); err != nil {
		t.Errorf("%s: %v", query, err)
	}
	return n
}

func TestAFileOfEveryEarlierVersionComesUpToDate(t *testing.T) {
	fresh := mustOpen(t, filepath.Join(t.TempDir(), "kezhi.db"))
	defer func() { _ = fresh.Close() }()
	want := schema(t, fresh)
	for v := 1; v < db.Latest(); v++ {
		t.Run(fmt.Sprint("from ", v), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "客至.db")
			db.Migrate(t, steps(t, v))
			d := mustOpen(t, path)
			mustExec(t, d, "INSERT INTO settings VALUES ('a', '1')")
			if v > 1 {
				mustExec(t, d, shopkeeper)
			}
			mustClose(t, d)
			db.Migrate(t, db.Migrations())
			d = mustOpen(t, path)
			defer func() { _ = d.Close() }()
			if got := schema(t, d); !maps.Equal(got, want) {
				t.Errorf("the file is made of %v, a new one of %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
			}
			if number(t, d, "SELECT value FROM settings WHERE key = 'a'") != 1 || v > 1 && number(t, d, "SELECT count(*) FROM customer_phones") != 1 {
				t.Error("what was kept is gone")
			}
			if all := backups(t, path); !slices.ContainsFunc(all, func(p string) bool { return strings.HasPrefix(p, fmt.Sprintf("%s.v%d-", path, v)) }) {
				t.Errorf("beside the file lie %v", all)
			}
		})
	}
}

func TestAStepThatFailsLeavesTheFileAndACopy(t *testing.T) {
	for name, x := range map[string]struct {
		steps []string
		code  data.Code
	}{
		"in its middle": {[]string{"CREATE TABLE half (x);\nINSERT INTO settings VALUES ('half', '1');\nINSERT INTO nowhere VALUES (1);\n"}, ""},
		"after one that went through": {[]string{
			"CREATE TABLE half (x);\nINSERT INTO settings VALUES ('half', '1');\n", "DROP TABLE nowhere;\n",
		}, ""},
		"with a reference to nothing": {[]string{"CREATE TABLE half (x);\nINSERT INTO settings VALUES ('half', '1');\nDELETE FROM customers;\n"}, data.Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "kezhi.db")
			d := mustOpen(t, path)
			mustExec(t, d, shopkeeper)
			want := schema(t, d)
			mustClose(t, d)
			before := folder(t, dir)["kezhi.db"]
			db.Migrate(t, steps(t, -1, x.steps...))
			if d, err := db.Open(path); err == nil || data.CodeOf(err) != x.code {
				t.Errorf("err = %v", err)
				if err == nil {
					_ = d.Close()
				}
			}
			if folder(t, dir)["kezhi.db"] != before {
				t.Error("the file was changed")
			}
			db.Migrate(t, db.Migrations())
			copies := backups(t, path)
			if len(copies) != 1 || !strings.HasSuffix(copies[0], ".bak") {
				t.Fatalf("beside the file lie %v", copies)
			}
			if i, err := os.Stat(copies[0]); err != nil || runtime.GOOS != "windows" && i.Mode().Perm() != 0o600 {
				t.Errorf("the copy: %v, %v", i.Mode(), err)
			}
			for _, p := range []string{path, copies[0]} { // the copy opens like the file
				d := mustOpen(t, p)
				if got := schema(t, d); !maps.Equal(got, want) || number(t, d, "SELECT count(*) FROM customer_phones") != 1 ||
					number(t, d, "SELECT count(*) FROM settings") != 0 {
					t.Errorf("%s: not as it was", filepath.Base(p))
				}
				mustClose(t, d)
			}
		})
	}
}

func TestATableMadeAnewKeepsWhatBelongsToIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kezhi.db")
	d := mustOpen(t, path)
	mustExec(t, d, shopkeeper)
	before := schema(t, d)
	mustClose(t, d)
	anew := strings.Replace(before["table customers"], "CREATE TABLE customers", "CREATE TABLE made", 1)
	script := anew + ";\nINSERT INTO made SELECT * FROM customers;\nDROP TABLE customers;\nALTER TABLE made RENAME TO customers;\n"
	for name, sql := range before {
		if strings.HasPrefix(name, "index customers_") || strings.HasPrefix(name, "trigger customers_") {
			script += sql + ";\n"
		}
	}
	db.Migrate(t, steps(t, -1, script))
	d = mustOpen(t, path)
	t.Cleanup(func() { mustClose(t, d) })
	if n := number(t, d, "SELECT count(*) FROM customer_phones JOIN customers ON id = record_id"); n != 1 {
		t.Errorf("%d telephone numbers are left", n)
	}
	if got := slices.Sorted(maps.Keys(schema(t, d))); !slices.Equal(got, slices.Sorted(maps.Keys(before))) {
		t.Errorf("the file is made of %v", got)
	}
	for i, c := range connections(t, d) {
		if _, err := c.ExecContext(context.Background(), "INSERT INTO customer_phones VALUES (99, 0, '', '', '')"); err == nil {
			t.Errorf("connection %d takes a telephone number of nobody", i)
		}
	}
}

// connections are all that a file may have at a time.
func connections(t *testing.T, d *db.DB) []*sql.Conn {
	t.Helper()
	var all []*sql.Conn
	for range d.Pool().Stats().MaxOpenConnections {
		c, err := d.Pool().Conn(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	t.Cleanup(func() {
		for _, c := range all {
			_ = c.Close()
		}
	})
	return all
}

func TestOneCopyAVersionStaysOfTheLastThree(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kezhi.db")
	mustClose(t, mustOpen(t, path))
	for _, name := range []string{
		"kezhi.db.v2-20250101-090000.bak", "kezhi.db.v3-20250301-090000.bak", "kezhi.db.v3-20250302-090000.bak", "kezhi.db.v4-20250401-090000.bak",
		"kezhi.db.v1-notes.txt", "kezhi.db.vx-20250101.bak", "other.db.v1-20250101-090000.bak",
	} {
		put(t, filepath.Join(dir, name), "x")
	}
	db.Migrate(t, steps(t, -1, "CREATE TABLE later (x);\n"))
	mustClose(t, mustOpen(t, path))
	var left []string
	for name := range folder(t, dir) {
		if !strings.HasPrefix(name, fmt.Sprintf("kezhi.db.v%d-", db.Latest()-1)) {
			left = append(left, name)
		}
	}
	slices.Sort(left)
	want := []string{
		"kezhi.db", "kezhi.db.v1-notes.txt", "kezhi.db.v3-20250302-090000.bak", "kezhi.db.v4-20250401-090000.bak",
		"kezhi.db.vx-20250101.bak", "other.db.v1-20250101-090000.bak",
	}
	if !slices.Equal(left, want) || len(folder(t, dir)) != len(want)+1 {
		t.Errorf("left are %v", left)
	}
}

func TestANewerFileIsRefusedEvenWhenItsVersionStandsInTheLog(t *testing.T) {
	dir := t.TempDir()
	from, path := filepath.Join(dir, "from.db"), filepath.Join(dir, "kezhi.db")
	d := mustOpen(t, from)
	mustExec(t, d, "PRAGMA user_version=999")
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(from + end)
		if err != nil {
			t.Fatal(err)
		}
		put(t, path+end, string(b))
	}
	mustClose(t, d)
	if d, err := db.Open(path); data.CodeOf(err) != data.Newer {
		t.Errorf("err = %v, want newer", err)
		if err == nil {
			_ = d.Close()
		}
	}
}
