package db

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"kezhi/data"
)

// keep is of how many versions a copy stays beside the file.
const keep = 3

// aside copies the file before its layout is changed, as
// kezhi.db.v6-20261122-143000.bak, and checks the copy before it takes that
// name. Of each version the last copy stays, of the last three versions: a
// migration that fails at every start does not fill the disk.
func (d *DB) aside(ctx context.Context, c *sql.Conn, version int, now time.Time) error {
	f, err := os.CreateTemp(d.Folder(), filepath.Base(d.path)+".*.part") // for its owner alone
	if err != nil {
		return err
	}
	part := f.Name()
	defer func() { _ = os.Remove(part) }()
	if err := f.Close(); err != nil {
		return err
	}
	if _, err := c.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return err
	}
	switch copied, err := whole(ctx, part); {
	case err != nil:
		return err
	case copied != version:
		return nil // another program took the steps meanwhile, and has the copy
	}
	if err := flush(part); err != nil {
		return err
	}
	if err := os.Rename(part, fmt.Sprintf("%s.v%d-%s.bak", d.path, version, now.Format("20060102-150405"))); err != nil {
		return err
	}
	_ = flush(d.Folder()) // Windows has no such thing
	for _, old := range surplus(copies(d.path)) {
		_ = os.Remove(old)
	}
	return nil
}

// whole checks a copy and returns its version.
func whole(ctx context.Context, path string) (version int, err error) {
	b, err := sql.Open(driver, sealed(path))
	if err != nil {
		return 0, err
	}
	defer func() { _ = b.Close() }()
	var verdict string
	if err := b.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return 0, err
	}
	if verdict != "ok" {
		return 0, data.Fault(data.Damaged, "error.damaged")
	}
	err = b.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		if f, err = os.Open(path); err != nil { // a folder
			return err
		}
	}
	defer func() { _ = f.Close() }()
	return f.Sync()
}

// saved is a copy that was put aside.
type saved struct {
	path    string
	version int
	at      string
}

// copies are the copies beside a file, the newest first.
func copies(path string) []saved {
	var all []saved
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), filepath.Base(path)+".v")
		version, at, dash := strings.Cut(strings.TrimSuffix(rest, ".bak"), "-")
		n, err := strconv.Atoi(version)
		if ok && dash && err == nil && strings.HasSuffix(rest, ".bak") {
			all = append(all, saved{filepath.Join(filepath.Dir(path), e.Name()), n, at})
		}
	}
	slices.SortFunc(all, func(a, b saved) int {
		if a.version != b.version {
			return b.version - a.version
		}
		return strings.Compare(b.at, a.at)
	})
	return all
}

// surplus are those of the copies that may go.
func surplus(all []saved) []string {
	var gone []string
	versions := map[int]bool{}
	for _, c := range all {
		if versions[c.version] || len(versions) == keep {
			gone = append(gone, c.path)
			continue
		}
		versions[c.version] = true
	}
	return gone
}
