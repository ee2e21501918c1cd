package salvage

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kezhi/data"
	"kezhi/data/check"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/patient"
	"kezhi/data/register"
	"kezhi/data/shop"
)

// finish brings the file that was filled to the present layout, puts together
// what the trail has of lost records, and gives it its name.
func finish(ctx context.Context, from, fresh, to string, r *Report) error {
	ctx = door.Within(ctx)
	s, err := shop.Open(fresh)
	if err != nil {
		return err
	}
	err = errors.Join(restore(ctx, s, r), s.Close())
	if err != nil {
		return err
	}
	if err := os.Chmod(fresh, 0o600); err != nil {
		return err
	}
	if err := patient.Sync(fresh); err != nil {
		return err
	}
	if err := r.documents(ctx, filepath.Dir(from), filepath.Dir(to)); err != nil {
		return err
	}
	if err := os.Link(fresh, to); err != nil { // unlike a change of name it never replaces what is there
		if _, e := os.Lstat(to); e == nil {
			return data.Fault(data.Refused, "salvage.error.exists", "File", to)
		}
		if err := patient.Rename(fresh, to); err != nil {
			return err
		}
	}
	patient.Settle(filepath.Dir(to))
	return r.look(ctx, to)
}

// look checks the new file and says what is still wrong with it.
func (r *Report) look(ctx context.Context, to string) error {
	s, err := shop.Open(to)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	r.Findings, err = check.Check(ctx, s)
	r.Findings = slices.DeleteFunc(r.Findings, func(f check.Finding) bool { // told as Empty
		return strings.HasPrefix(f.Number, "LOST-") || slices.Contains(f.Args, any("LOST"))
	})
	return err
}

func restore(ctx context.Context, s *shop.Shop, r *Report) error {
	err := s.DB.Write(ctx, "", func(tx *db.Tx) error {
		for _, q := range []string{
			// In a file with accounts nobody enters unasked, whatever is lost.
			"UPDATE account_state SET mode = 'closed' WHERE mode = '' AND EXISTS (SELECT 1 FROM accounts)",
			"DELETE FROM search_docs WHERE NOT EXISTS (SELECT 1 FROM search_registers)",
			`UPDATE audit_head SET n = (SELECT count(*) FROM changes), last = (SELECT max(id) FROM changes),
				value = (SELECT chain FROM changes ORDER BY id DESC LIMIT 1) WHERE n = 0 AND EXISTS (SELECT 1 FROM changes)`,
		} {
			if err := tx.Do(q); err != nil {
				return err
			}
		}
		for _, x := range s.Registers() {
			if err := rebuild(tx, x, r); err != nil {
				return err
			}
		}
		return hollow(tx, r)
	})
	if err != nil {
		return err
	}
	return check.Mend(ctx, s)
}

// rebuild puts the records of a register together whose row is lost, from what
// the trail says of them.
func rebuild(tx *db.Tx, x register.Register, r *Report) error {
	b, ok := x.(interface {
		Rebuild(*db.Tx, register.Meta, field.Values) error
	})
	table := ""
	for name, key := range registers {
		if key == x.Key() {
			table = name
		}
	}
	if !ok || table == "" {
		return nil
	}
	var lost []int64
	err := tx.Raw(`SELECT DISTINCT record_id FROM changes c WHERE register = ? AND action = 'created' AND record_id > 0 AND fields NOT IN ('', 'null', '[]')
		AND NOT EXISTS (SELECT 1 FROM `+table+` t WHERE t.id = c.record_id AND t.version > 0) ORDER BY record_id`, x.Key()).Scan(&lost).Error
	if err != nil {
		return err
	}
	for _, id := range lost {
		var cs []register.Change
		if err := tx.Where("register = ? AND record_id = ?", x.Key(), id).Order("id").Find(&cs).Error; err != nil {
			return err
		}
		m, v := fold(cs)
		if err := tx.Try(func(tx *db.Tx) error { return b.Rebuild(tx, m, v) }); err != nil {
			continue // it stays empty, or a gap in the numbers
		}
		r.Rebuilt = append(r.Rebuilt, m.Number)
	}
	return nil
}

// hollow notes the records of which only the number is left. What stood for a
// record that others have found again goes.
func hollow(tx *db.Tx, r *Report) error {
	tables := slices.Sorted(maps.Keys(registers))
	for _, table := range slices.Concat(tables, tables) { // one may refer to another
		_ = tx.Try(func(tx *db.Tx) error { return tx.Do("DELETE FROM " + table + " WHERE id = 0 AND version = 0") })
	}
	for _, table := range tables {
		var empty []string
		if err := tx.Raw("SELECT number FROM " + table + " WHERE version = 0 ORDER BY id").Scan(&empty).Error; err != nil {
			return err
		}
		r.Empty = append(r.Empty, empty...)
	}
	return nil
}

// fold is what a record was after the last entry of its trail.
func fold(cs []register.Change) (register.Meta, field.Values) {
	var m register.Meta
	v := field.Values{}
	for _, c := range cs {
		if c.Action == register.Created {
			m.CreatedAt, m.CreatedBy = c.At, c.Who
		}
		if c.Version > m.Version { // a save
			m.Version, m.UpdatedAt, m.UpdatedBy = c.Version, c.At, c.Who
		}
		switch c.Action {
		case register.Deleted:
			m.DeletedAt = c.At
		case register.Restored:
			m.DeletedAt = 0
		}
		m.ID, m.Number = c.RecordID, c.Number
		for _, d := range c.Differences() {
			if !strings.Contains(d.Key, "[") {
				v[d.Key] = d.After
			}
		}
	}
	m.Version = max(1, m.Version)
	return m, v
}

// documents copies the contents of documents beside the new file, where that
// lies in another folder. One that cannot be read is left out: the check says
// which.
func (r *Report) documents(ctx context.Context, from, to string) error {
	a, b := filepath.Join(from, "documents"), filepath.Join(to, "documents")
	if same, err := samePlace(from, to); err != nil || same {
		return err
	}
	err := filepath.WalkDir(a, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return nil //nolint:nilerr // what cannot be read is left out
		}
		rest, err := filepath.Rel(a, path)
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		switch done, err := copyFile(path, filepath.Join(b, rest)); {
		case err != nil:
			return err
		case done:
			r.Documents++
		}
		return nil
	})
	return err
}

func samePlace(a, b string) (bool, error) {
	x, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y), err
}

// copyFile copies what can be read; done is false where that is not all, or is
// there already.
func copyFile(from, to string) (done bool, err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return false, err
	}
	in, err := os.Open(from)
	if err != nil {
		return false, nil //nolint:nilerr // what cannot be read is left out
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_, err = io.Copy(out, reader{in})
	if errors.Is(err, errRead) {
		_ = out.Close()
		return false, os.Remove(to)
	}
	return err == nil, errors.Join(err, out.Sync(), out.Close())
}

// reader tells its own errors from those of whoever writes.
type reader struct{ *os.File }

var errRead = errors.New("not readable")

func (r reader) Read(b []byte) (int, error) {
	n, err := r.File.Read(b)
	if err != nil && err != io.EOF {
		err = errRead
	}
	return n, err
}
