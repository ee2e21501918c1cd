package db_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kezhi/data"
	"kezhi/data/db"
)

// filled makes a file of some hundred pages and closes it.
func filled(t *testing.T, path string) {
	t.Helper()
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	err = d.Write(context.Background(), "x", func(tx *db.Tx) error {
		for i := range 600 {
			if err := tx.Do("INSERT INTO settings (key, value) VALUES (?, ?)", fmt.Sprintf("k%05d", i), strings.Repeat("客", 300)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

// folder is everything that a folder holds.
func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	es, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range es {
		if e.IsDir() {
			all[e.Name()] = "a folder"
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

func unchanged(t *testing.T, dir string, before map[string]string) {
	t.Helper()
	after := folder(t, dir)
	if !maps.Equal(before, after) {
		t.Errorf("the folder held %v and holds %v, or their contents changed",
			slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after)))
	}
}

func overwrite(t *testing.T, path string, at int64, with []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if _, err := f.WriteAt(with, at); err != nil {
		t.Fatal(err)
	}
}

func put(t *testing.T, path string, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// foreign makes a SQLite file of another program.
func foreign(t *testing.T, path, script string) {
	t.Helper()
	b, err := sql.Open("sqlite", path)
	if err == nil {
		_, err = b.Exec(script)
	}
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatIsNotWholeIsRefusedUntouched(t *testing.T) {
	noise := bytes.Repeat([]byte("noise"), 2000)
	for name, x := range map[string]struct {
		harm func(t *testing.T, path string)
		code data.Code
		key  string
	}{
		"its head is overwritten": {func(t *testing.T, p string) { filled(t, p); overwrite(t, p, 0, noise[:100]) }, data.Damaged, "error.not_ours"},
		"it holds a letter":       {func(t *testing.T, p string) { put(t, p, "Dear manager") }, data.Damaged, "error.not_ours"},
		"it is all zeros":         {func(t *testing.T, p string) { put(t, p, strings.Repeat("\x00", 1<<16)) }, data.Damaged, "error.not_ours"},
		"its end is cut off": {func(t *testing.T, p string) {
			filled(t, p)
			if err := os.Truncate(p, 50_000); err != nil {
				t.Fatal(err)
			}
		}, data.Damaged, "error.damaged"},
		"its table of tables is overwritten": {func(t *testing.T, p string) { filled(t, p); overwrite(t, p, 100, noise[:3900]) }, data.Damaged, "error.damaged"},
		"a folder has its place": {func(t *testing.T, p string) {
			if err := os.Mkdir(p, 0o700); err != nil {
				t.Fatal(err)
			}
		}, data.Damaged, "error.not_ours"},
		"its log is overwritten": {func(t *testing.T, p string) { filled(t, p); put(t, p+"-wal", string(noise)) }, data.Damaged, "error.damaged"},
		"it is empty beside a log": {func(t *testing.T, p string) {
			put(t, p, "")
			put(t, p+"-wal", "\x37\x7f\x06\x82"+string(noise))
		}, data.Damaged, "error.damaged"},
		"it is gone and left its log": {func(t *testing.T, p string) { put(t, p+"-wal", "\x37\x7f\x06\x82"+string(noise)) }, data.Damaged, "error.damaged"},
		"it belongs to another program": {func(t *testing.T, p string) {
			foreign(t, p, "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')")
		}, data.Damaged, "error.not_ours"},
		"it bears another program's mark": {func(t *testing.T, p string) {
			foreign(t, p, "PRAGMA application_id=252006673; CREATE TABLE x (y)")
		}, data.Damaged, "error.not_ours"},
		"it is of a newer program": {func(t *testing.T, p string) {
			filled(t, p)
			overwrite(t, p, 60, binary.BigEndian.AppendUint32(nil, 999))
		}, data.Newer, "error.newer"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "kezhi.db")
			x.harm(t, path)
			before := folder(t, dir)
			d, err := db.Open(path)
			if err == nil {
				_ = d.Close()
			}
			if es := data.All(err); len(es) != 1 || es[0].Code != x.code || es[0].Key != x.key {
				t.Errorf("err = %v, want %s (%s)", err, x.code, x.key)
			}
			unchanged(t, dir, before)
		})
	}
}

func TestADamagedPageIsSaidWhenItIsMetAndNothingIsWritten(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kezhi.db")
	filled(t, path)
	i, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, path, (i.Size()-i.Size()/8)/4096*4096, bytes.Repeat([]byte{0xee}, 3*4096)) // among the last that was written
	before := folder(t, dir)
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := d.Pool().Query("SELECT key, value FROM settings")
	if err == nil {
		for rows.Next() {
			continue
		}
		err = rows.Err()
		_ = rows.Close()
	}
	if data.CodeOf(db.Translate(err)) != data.Damaged {
		t.Errorf("reading: %v, want damaged", err)
	}
	err = d.Write(context.Background(), "x", func(tx *db.Tx) error {
		if _, err := tx.Next("KH"); err != nil {
			return err
		}
		return tx.Do("UPDATE settings SET value = 'x'")
	})
	if data.CodeOf(err) != data.Damaged {
		t.Errorf("writing: %v, want damaged", err)
	}
	_ = d.Close()
	unchanged(t, dir, before)
}

func TestAnEmptyFileIsANewOne(t *testing.T) {
	for name, log := range map[string]string{"alone": "", "beside a log of zeros": strings.Repeat("\x00", 4096)} {
		path := filepath.Join(t.TempDir(), "kezhi.db")
		put(t, path, "")
		if log != "" {
			put(t, path+"-wal", log)
		}
		d, err := db.Open(path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := d.Set(context.Background(), "x", "a", 1); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_ = d.Close()
	}
}

// What a crash leaves of a log, its end torn or of zeros, loses nothing that
// was acknowledged before.
func TestALogWithATornEndIsReadUpToIt(t *testing.T) {
	dir := t.TempDir()
	from, path := filepath.Join(dir, "from.db"), filepath.Join(dir, "kezhi.db")
	d, err := db.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	if err := d.Set(context.Background(), "x", "a", 1); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal"} { // as they lie on the disk when the power goes
		b, err := os.ReadFile(from + end)
		if err != nil {
			t.Fatal(err)
		}
		if end != "" {
			b = append(b, bytes.Repeat([]byte("torn"), 700)...)
		}
		put(t, path+end, string(b))
	}
	e, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	var got int
	if err := e.Setting(context.Background(), "a", &got); err != nil || got != 1 {
		t.Errorf("a = %d, %v", got, err)
	}
}
