package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/litter"
	"kezhi/data/patient"
)

// keep is of how many versions a copy stays beside the file.
const keep = 3

// aside copies the file before its layout is changed, as
// kezhi.db.v6-20261122-143000.bak, and checks the copy before it takes that
// name. Of each version the last copy stays, of the last three versions: a
// migration that fails at every start does not fill the disk. A copy is as readable
// as the file was when it was made: all go once a backup of the file as it is now is
// proven, and where the file is written anew so that something is left in it no more
// (see DropCopies).
func (d *DB) aside(ctx context.Context, c *sql.Conn, version int, now time.Time) error {
	f, err := os.CreateTemp(d.Folder(), litter.Pattern(filepath.Base(d.path)+".", litter.Part)) // for its owner alone
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
	if err := patient.Sync(part); err != nil {
		return err
	}
	if err := patient.Rename(part, fmt.Sprintf("%s.v%d-%s.bak", d.path, version, now.Format("20060102-150405"))); err != nil {
		return err
	}
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

// DropCopies removes the copies that were put aside before the layout was changed:
// they hold what was sealed or erased since as it was.
func (d *DB) DropCopies() error {
	var err error
	for _, c := range copies(d.path) {
		if e := os.Remove(c.path); !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return Translate(err)
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
