package backup

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/age"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/document"
	"kezhi/data/litter"
	"kezhi/data/patient"
)

// Restored says what came back.
type Restored struct {
	File      string // the new file
	Made      time.Time
	Layout    int
	Counts    map[string]int64 // rows of each table
	Documents int              // contents that came back or were there
	Missing   int              // contents that are not in the backup
}

// RestoreOptions say how a backup is brought back.
type RestoreOptions struct {
	Secret Secret
	// Lax brings the file back even where documents are missing or damaged.
	Lax bool
	// Progress may be nil.
	Progress func(done, all int64)
}

// Restore brings a backup back as a new file. It writes beside the target,
// proves what it wrote — every page, the count of every table, the head of the
// trail, each document by its hash — and only then gives it its name. to must
// not exist: nothing is ever written over. Where Restore fails nothing new is
// left. Errors: data.Invalid at "passphrase", data.Damaged, data.Newer for a
// backup of a newer program, data.Refused where the target exists or documents
// are missing, data.Full, data.ReadOnly.
func Restore(ctx context.Context, from, to string, o RestoreOptions) (out Restored, err error) {
	if to, err = filepath.Abs(to); err != nil {
		return out, err
	}
	for _, p := range []string{to, to + "-wal", to + "-shm"} {
		if exists(p) {
			return out, data.Fault(data.Refused, "backup.error.exists", "File", p)
		}
	}
	r, err := open(from, o.Secret.identity)
	if err != nil {
		return out, err
	}
	defer r.Close()
	undo := &undo{}
	defer func() {
		if err != nil {
			undo.all()
		}
	}()
	if err := undo.mkdir(filepath.Dir(to)); err != nil {
		return out, db.Translate(err)
	}
	litter.Beside(to)
	tmp := to + strings.Replace(litter.Pattern(".", part), "*", time.Now().Format("150405"), 1)
	undo.add(tmp)
	if err := r.unpack(ctx, tmp, o.Progress); err != nil {
		return out, err
	}
	out = Restored{File: to, Made: r.h.Made, Layout: r.h.Layout, Counts: r.m.Shape.Counts, Missing: len(r.m.Missing)}
	missing, err := r.documents(ctx, tmp, to, undo, o.Lax)
	if err != nil {
		return out, err
	}
	out.Documents, out.Missing = len(r.m.Documents)-missing, out.Missing+missing
	if exists(to) {
		return out, data.Fault(data.Refused, "backup.error.exists", "File", to)
	}
	if err := patient.Rename(tmp, to); err != nil {
		return out, db.Translate(err)
	}
	return out, nil
}

// documents brings the documents of a restored file back, in the form that the
// file asks for. They lie under their hashes: those that are there already stay.
func (r *reading) documents(ctx context.Context, file, to string, undo *undo, lax bool) (missing int, err error) {
	if len(r.m.Documents) == 0 {
		return 0, nil
	}
	shelf := document.Shelf{Folder: document.Folder(to)}
	if shelf.To, err = recipient(ctx, file); err != nil {
		return 0, err
	}
	if shelf.To != nil {
		shelf.Key = r.id // where it is the file's own
	}
	if err := undo.mkdir(shelf.Folder); err != nil {
		return 0, db.Translate(err)
	}
	from := beside{filepath.Join(filepath.Dir(r.path), folder(r.h.Documents)), &keys{opens: r.id, names: r.m.Names}}
	for _, x := range r.m.Documents {
		if err := ctx.Err(); err != nil {
			return missing, err
		}
		if len(x.Hash) != 64 {
			return missing, broken(r.path, errOther)
		}
		if shelf.Read(ctx, x.Hash, io.Discard) == nil {
			continue
		}
		for _, p := range shelf.Places(x.Hash) {
			if err := undo.mkdir(filepath.Dir(p)); err != nil {
				return missing, db.Translate(err)
			}
			undo.add(p)
		}
		if err := from.take(ctx, shelf, x.Hash); data.CodeOf(err) == data.Damaged {
			missing++
		} else if err != nil {
			return missing, db.Translate(err)
		}
	}
	if missing > 0 && !lax {
		return missing, data.Fault(data.Refused, "backup.error.documents", "N", missing, "All", len(r.m.Documents), "Folder", from.dir)
	}
	return missing, nil
}

// take puts a content back on the shelf. Code data.Damaged where it is not there
// or is not what it was.
func (s beside) take(ctx context.Context, shelf document.Shelf, hash string) error {
	f, err := os.Open(s.path(hash))
	if err != nil {
		return data.Fault(data.Damaged, "document.error.missing", "Name", hash)
	}
	defer func() { _ = f.Close() }()
	plain, err := age.Decrypt(f, s.k.opens)
	if err != nil {
		return data.Fault(data.Damaged, "document.error.damaged", "Name", hash)
	}
	bad := false
	_, err = shelf.Put(ctx, watched{plain, &bad}, func(h string, _ int64) error {
		if h != hash {
			return data.Fault(data.Damaged, "document.error.damaged", "Name", hash)
		}
		return nil
	}, nil)
	if err != nil && bad {
		return data.Fault(data.Damaged, "document.error.damaged", "Name", hash)
	}
	return err
}

// watched tells whether reading failed.
type watched struct {
	r   io.Reader
	bad *bool
}

func (w watched) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	*w.bad = *w.bad || err != nil && !errors.Is(err, io.EOF)
	return n, err
}

// recipient is whom the documents of a restored file are sealed for, nil where
// they lie plain.
func recipient(ctx context.Context, file string) (to age.Recipient, err error) {
	err = db.Inspect(ctx, file, func(c *sql.Conn) error {
		var s string
		var seals bool
		err := c.QueryRowContext(ctx, "SELECT recipient, seals FROM vault").Scan(&s, &seals)
		if err != nil || !seals {
			return nil // a file without keys, or of a layout without such
		}
		r, err := age.ParseX25519Recipient(s)
		if err != nil {
			return data.Fault(data.Damaged, "vault.error.damaged")
		}
		to = r
		return nil
	})
	return to, err
}

// undo are the files and folders that were made, to be taken away again.
type undo struct{ paths []string }

// add notes a path that does not exist yet.
func (u *undo) add(path string) {
	if !exists(path) {
		u.paths = append(u.paths, path)
	}
}

// mkdir makes a folder and notes which parts of its path are new.
func (u *undo) mkdir(dir string) error {
	var made []string
	for p := dir; !exists(p) && p != filepath.Dir(p); p = filepath.Dir(p) {
		made = append(made, p)
	}
	for i := len(made) - 1; i >= 0; i-- {
		u.paths = append(u.paths, made[i])
	}
	return os.MkdirAll(dir, 0o700)
}

// all takes everything away, the last first; folders only where they are empty.
func (u *undo) all() {
	for i := len(u.paths) - 1; i >= 0; i-- {
		_ = os.Remove(u.paths[i])
	}
}

// Look opens a backup far enough to say what it is: its header, and whether the
// secret opens it.
func Look(path string, s Secret) (Header, error) {
	r, err := open(path, s.identity)
	if err != nil {
		return Header{}, err
	}
	defer r.Close()
	return r.h, nil
}

// Need tells what opens a backup: "passphrase" or "recovery".
func Need(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	h, _, err := ReadHeader(f)
	if err != nil {
		return "", broken(path, err)
	}
	if len(h.Locked) > 0 {
		return "passphrase", nil
	}
	return "recovery", nil
}
