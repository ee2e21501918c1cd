package document

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/patient"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Open gives the documents of an open file. Their folders are made when the
// first is added.
func Open(d *db.DB) *Store {
	return &Store{
		db:     d,
		folder: Folder(d.File()),
		opened: filepath.Join(d.Folder(), "cache", "documents"),
	}
}

// Owner is the record, or the part of a record, that a document belongs to.
type Owner struct {
	Register register.Register
	ID       int64
	Part     string
}

// Add copies the file at path into the folder of documents and attaches it to
// its owner; v are Fields, a name that they lack is the file's own. progress
// may be nil; it is told how many of how many bytes are copied. When Add
// returns nil the content and the entry are on the disk; otherwise there is no
// entry, and no content that was not there before, but for one whose entry
// failed (see Unreferenced).
//
// Errors: data.Errors at "name" for an empty file, a folder, one of more than
// Most bytes (which is not read), data.NotFound for no such file or owner,
// data.Refused for an owner in the recycle bin, data.Full, data.ReadOnly; the
// context's error when it was cancelled.
func (s *Store) Add(ctx context.Context, who string, to Owner, path string, v field.Values, progress func(done, total int64)) (File, error) {
	if err := register.Permit(ctx, s.db, right.Create, "document"); err != nil {
		return File{}, err
	}
	d := File{Register: to.Register.Key(), RecordID: to.ID, Part: to.Part}
	rec, err := to.Register.Get(ctx, to.ID)
	if err != nil {
		return d, err
	}
	if rec.DeletedAt != 0 {
		return d, data.Fault(data.Refused, "document.error.record_deleted", "Number", rec.Number)
	}
	own := filepath.Base(path)
	given := field.Values{"name": CleanName(own)}
	for k, x := range v {
		if k != "name" || v.Text("name") != "" {
			given[k] = x
		}
	}
	if es := set.Decode(given, &d); len(es) > 0 {
		return d, es
	}
	d.Name = withExt(CleanName(d.Name), ext(own))

	from, size, err := source(path)
	if err != nil {
		return d, err
	}
	defer func() { _ = from.Close() }()
	if d.Hash, err = s.keep(ctx, from, own, size, progress); err != nil {
		return d, db.Translate(err)
	}
	d.Size = size
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		d.AddedAt, d.AddedBy = tx.Now.UnixMilli(), tx.Who
		if err := tx.Create(&d).Error; err != nil {
			return err
		}
		return register.Note(tx, d.Register, &rec.Meta, Added, told(nil, &d))
	})
	return d, err
}

// source opens a file that may be added. Only its size is looked at.
func source(path string) (*os.File, int64, error) {
	name := CleanName(filepath.Base(path))
	wrong := func(key string, args ...any) error {
		return data.Wrong("name", key, append([]any{"Name", name}, args...)...)
	}
	i, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, 0, &data.Error{Code: data.NotFound, Field: "name", Key: "document.error.no_file", Args: []any{"Name", name}, Err: err}
	case err != nil:
		return nil, 0, unreadable(name, err)
	case i.IsDir():
		return nil, 0, wrong("document.error.folder")
	case !i.Mode().IsRegular():
		return nil, 0, wrong("document.error.not_a_file")
	case i.Size() == 0:
		return nil, 0, wrong("document.error.empty")
	case i.Size() > Most:
		return nil, 0, wrong("document.error.too_large", "Size", Size(i.Size()), "Max", Size(Most))
	}
	f, err := patient.Open(path, os.O_RDONLY, 0)
	if data.CodeOf(err) == data.Busy {
		return nil, 0, err
	}
	if err != nil {
		return nil, 0, unreadable(name, err)
	}
	return f, i.Size(), nil
}

func unreadable(name string, err error) error {
	e := data.Wrong("name", "document.error.unreadable", "Name", name)
	e.Err = err
	return e
}

// keep puts the content on the shelf: exactly as many bytes as the file had.
func (s *Store) keep(ctx context.Context, from io.Reader, name string, size int64, progress func(done, total int64)) (string, error) {
	sh, err := s.shelf()
	if err != nil {
		return "", err
	}
	whole := func(_ string, n int64) error {
		if n != size {
			return data.Wrong("name", "document.error.changed", "Name", name)
		}
		return nil
	}
	hash, err := sh.Put(ctx, io.LimitReader(from, size+1), whole, func(done int64) {
		if progress != nil {
			progress(min(done, size), size)
		}
	})
	var read *readError
	if errors.As(err, &read) {
		return "", unreadable(name, read.err)
	}
	return hash, err
}

// incoming begins the name of what is being copied.
const incoming = "incoming-"

type readError struct{ err error }

func (e *readError) Error() string { return e.err.Error() }

func (e *readError) Unwrap() error { return e.err }

// transfer copies and looks at the context between pieces. An error of reading
// is a *readError.
func transfer(ctx context.Context, to io.Writer, from io.Reader, total int64, progress func(done, total int64)) (int64, error) {
	buf := make([]byte, 1<<20)
	var done int64
	for {
		if err := ctx.Err(); err != nil {
			return done, err
		}
		n, err := from.Read(buf)
		if n > 0 {
			if _, err := to.Write(buf[:n]); err != nil {
				return done, err
			}
			done += int64(n)
			if progress != nil {
				progress(done, total)
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return done, nil
		case err != nil:
			return done, &readError{err}
		}
	}
}

// Size is a number of bytes as people read it, in thousands: 2.1 GB.
func Size(n int64) string {
	f, unit := float64(n), "B"
	for _, u := range []string{"KB", "MB", "GB"} {
		if f < 1000 {
			break
		}
		f, unit = f/1000, u
	}
	if unit == "B" || f >= 100 || f == float64(int64(f)) {
		return fmt.Sprintf("%.0f %s", f, unit)
	}
	return fmt.Sprintf("%.1f %s", f, unit)
}
