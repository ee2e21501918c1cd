// Package salvage puts what can still be read of a damaged file into a new one
// (打捞). It reads the pages itself, past SQLite, which stops at the first that
// is wrong: the rows of every page that can be read, the newer pages of the
// write-ahead log, pages that no other leads to any more. What is kept twice is
// made anew from them, and a record whose row is lost from the trail, which has
// every field of it.
//
// It cannot tell a value that was changed within its bounds from a true one:
// SQLite keeps no sums of its pages. The chain of the trail does
// (kezhictl audit verify).
package salvage

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"kezhi/data"
	"kezhi/data/check"
	"kezhi/data/db"
	"kezhi/data/litter"
)

// Report says what became of a damaged file.
type Report struct {
	File   string  // the new one
	Pages  int     // of the damaged file
	Log    Log     // its write-ahead log
	Tables []Table // those with rows or damage, by name
	// Unknown are pages with rows of which nobody can say whose they are.
	Unknown int
	// Rebuilt are the numbers of records whose row is lost and that were put
	// together from the trail; Empty those that others refer to and of which
	// nothing but the number is left.
	Rebuilt, Empty []string
	Documents      int             // contents copied beside the new file
	Findings       []check.Finding // what is still wrong with the new file: gaps in the numbers, documents that are gone
}

// Table is what became of one table.
type Table struct {
	Name   string
	Rows   int // salvaged
	Values int // in these that are not as they were written
	Bad    int // rows that cannot be read, or do not fit
	Pages  int // pages that are not readable, with an unknown number of rows
}

// Whole tells whether nothing was lost.
func (r *Report) Whole() bool {
	for _, t := range r.Tables {
		if t.Bad+t.Pages+t.Values > 0 {
			return false
		}
	}
	return len(r.Empty)+len(r.Findings) == 0 && r.Unknown+r.Log.Damaged == 0
}

// Salvage makes a new file at to, which must not exist, of what can be read of
// the damaged one at from, which stays as it is to the byte. progress is told of
// rows done; it may be nil. Where it fails nothing is left.
//
// Errors: data.Refused where there is a file at to, data.Newer for a file of a
// newer program, data.Damaged where there is nothing of Kezhi's to be read in it,
// data.Full, data.ReadOnly; the context's error when it was cancelled.
func Salvage(ctx context.Context, from, to string, progress func(rows int)) (*Report, error) {
	if progress == nil {
		progress = func(int) {}
	}
	if _, err := os.Lstat(to); err == nil {
		return nil, data.Fault(data.Refused, "salvage.error.exists", "File", to)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, db.Translate(err)
	}
	m, err := look(from)
	if err != nil {
		return nil, err
	}
	defer m.close()
	if m.head && m.version > db.Latest() {
		return nil, data.Fault(data.Newer, "error.newer", "File", from, "Have", m.version, "Know", db.Latest())
	}
	nothing := data.Fault(data.Damaged, "salvage.error.nothing", "File", from)
	if !m.ours() {
		return nil, nothing
	}
	s := &scan{image: m}
	s.catalogue()
	if !m.head || m.version < 1 {
		if m.version, err = guess(ctx, s.schema); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return nil, db.Translate(err)
	}
	litter.Beside(to)
	dir, err := os.MkdirTemp(filepath.Dir(to), litter.Pattern(litter.Salvage, ""))
	if err != nil {
		return nil, db.Translate(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	r := &Report{File: to, Log: m.log, Pages: int(m.pages)}
	fresh := filepath.Join(dir, filepath.Base(to))
	err = scratch(ctx, fresh, func(c *sql.Conn) error { return s.fill(ctx, c, r, progress) })
	if err != nil {
		return nil, db.Translate(err)
	}
	if !slices.ContainsFunc(r.Tables, func(t Table) bool { return t.Rows > 0 }) {
		return nil, nothing
	}
	if err := finish(ctx, from, fresh, to, r); err != nil {
		return nil, db.Translate(err)
	}
	return r, nil
}

// batch is how many rows are written in a transaction.
const batch = 20_000

// fill makes a file of the damaged one's version and writes what can be read
// into it.
func (s *scan) fill(ctx context.Context, c *sql.Conn, r *Report, progress func(int)) error {
	for _, p := range []string{"PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF"} { // a file that fails is thrown away
		if _, err := c.ExecContext(ctx, p); err != nil {
			return err
		}
	}
	l, err := build(ctx, c, s.version)
	if err != nil {
		return err
	}
	again, err := bare(ctx, c)
	if err != nil {
		return err
	}
	s.pagesOf(l)
	r.Unknown = s.unknown
	done := 0
	for _, f := range s.finds {
		t := Table{Name: f.name, Pages: f.broken}
		if f.rootless && len(f.strays) == 0 {
			t.Pages = 1
		}
		if err := s.copy(ctx, c, f, &t, &done, progress); err != nil {
			return err
		}
		if t.Rows+t.Bad+t.Pages > 0 {
			r.Tables = append(r.Tables, t)
		}
	}
	if err := s.sequences(ctx, c); err != nil {
		return err
	}
	slices.SortFunc(r.Tables, func(a, b Table) int { return cmp.Compare(a.Name, b.Name) })
	if err := adopt(ctx, c, l); err != nil {
		return err
	}
	if l.objects["audit_head"] != "" {
		again = append(again, db.Guards()...)
	}
	again = append(again, fmt.Sprintf("PRAGMA user_version=%d; PRAGMA application_id=%d", l.version, db.Application))
	for _, sql := range again {
		if _, err := c.ExecContext(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}
