package document

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/litter"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Open gives the path of a copy of the document's content under its name, for
// the system's viewer; the content itself is never handed out. The copy cannot
// be written, so that nobody edits what the next start takes away (see Sweep).
// That it was opened is put on record.
// Errors: data.NotFound where there is no such document or its content is gone,
// data.Damaged where the content is not what was added, data.Refused for a
// document in the recycle bin, data.Full.
func (s *Store) Open(ctx context.Context, who string, id int64) (string, error) {
	d, err := s.Get(ctx, id)
	if err != nil {
		return "", err
	}
	if d.DeletedAt != 0 {
		return "", data.Fault(data.Refused, "document.error.deleted", "Name", d.Name)
	}
	dir, err := s.Aside()
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, CleanName(d.Name))
	if err := s.copy(ctx, &d, path); err != nil {
		_ = os.RemoveAll(dir)
		return "", err
	}
	if err := s.db.Write(ctx, who, func(tx *db.Tx) error { return note(tx, &d, Opened, told(nil, &d)[:1]) }); err != nil {
		_ = os.RemoveAll(dir)
		return "", err
	}
	return path, os.Chmod(path, 0o400)
}

// Aside makes a folder for a copy that somebody looks at and nobody keeps. When this
// program is gone the next start takes it away.
func (s *Store) Aside() (dir string, err error) {
	if err := os.MkdirAll(s.opened, 0o700); err != nil {
		return "", db.Translate(err)
	}
	dir, err = os.MkdirTemp(s.opened, litter.Pattern("", ""))
	return dir, db.Translate(err)
}

// Copy writes the document's content to path, which must not exist: it leaves
// the file. Errors as Open; nothing is left where it fails.
func (s *Store) Copy(ctx context.Context, d *File, path string) error {
	if err := s.may(ctx, right.Export, d.Register, d.RecordID); err != nil {
		return err
	}
	return s.copy(ctx, d, path)
}

// CopyTo is Copy into a writer, for whoever seals what leaves the file.
func (s *Store) CopyTo(ctx context.Context, d *File, w io.Writer) error {
	if err := s.may(ctx, right.Export, d.Register, d.RecordID); err != nil {
		return err
	}
	return db.Translate(s.read(ctx, d, w))
}

func (s *Store) copy(ctx context.Context, d *File, path string) error {
	to, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return db.Translate(err)
	}
	err = s.read(ctx, d, to)
	if e := to.Close(); err == nil {
		err = e
	}
	if err != nil {
		_ = os.Remove(path)
	}
	return db.Translate(err)
}

// read writes the content to w and checks it on the way.
func (s *Store) read(ctx context.Context, d *File, w io.Writer) error {
	sh, err := s.shelf()
	if err != nil {
		return err
	}
	err = sh.Read(ctx, d.Hash, w)
	for _, e := range data.All(err) {
		e.Args = []any{"Name", d.Name}
	}
	return err
}

// Sweep removes what programs that are gone left: the copies that viewers read, a
// recovery sheet among them, and copying that was cut off. Every start calls it; what
// a living program uses stays.
func (s *Store) Sweep() {
	litter.Sweep(s.opened, "", "")
	litter.Sweep(s.folder, incoming, litter.Part)
}

// Fault is a document whose content is gone or is not what was added.
type Fault struct {
	File File
	Err  error // code data.NotFound or data.Damaged
}

// Verify reads the content of every document, also of those in the recycle bin,
// and returns those that are not whole. Each content is read once. progress may
// be nil; it counts contents.
func (s *Store) Verify(ctx context.Context, progress func(done, total int64)) ([]Fault, error) {
	if err := register.Permit(ctx, s.db, right.See, "settings"); err != nil {
		return nil, err
	}
	ds, err := s.list(ctx, "1 = 1")
	if err != nil {
		return nil, err
	}
	by := map[string][]File{}
	var hashes []string
	for _, d := range ds {
		if by[d.Hash] == nil {
			hashes = append(hashes, d.Hash)
		}
		by[d.Hash] = append(by[d.Hash], d)
	}
	var bad []Fault
	for i, h := range hashes {
		err := s.read(ctx, &by[h][0], io.Discard)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			for _, d := range by[h] {
				bad = append(bad, Fault{d, err})
			}
		}
		if progress != nil {
			progress(int64(i+1), int64(len(hashes)))
		}
	}
	return bad, nil
}

// Unreferenced are the paths of contents that no document of this file refers
// to: left where an entry could not be written, or of another file in the same
// folder. They take room and do no harm.
func (s *Store) Unreferenced(ctx context.Context) ([]string, error) {
	if err := register.Permit(ctx, s.db, right.See, "settings"); err != nil {
		return nil, err
	}
	var hashes []string
	if err := s.db.Read(ctx).Table("documents").Distinct().Pluck("hash", &hashes).Error; err != nil {
		return nil, db.Translate(err)
	}
	known := make(map[string]bool, len(hashes))
	for _, h := range hashes {
		known[h] = true
	}
	var out []string
	err := filepath.WalkDir(s.folder, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if !known[strings.TrimSuffix(e.Name(), sealedExt)] && !strings.HasSuffix(e.Name(), litter.Part) {
			out = append(out, p)
		}
		return ctx.Err()
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return out, err
}
