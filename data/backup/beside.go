package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"filippo.io/age"

	"kezhi/data"
	"kezhi/data/document"
	"kezhi/data/patient"
)

// folder is the folder of the documents of a set, beside the backups.
func folder(set string) string { return documents + set }

const documents = "kezhi-documents-"

// beside are the documents beside the backups, each content once, sealed once.
type beside struct {
	dir string
	k   *keys
}

func (s beside) path(hash string) string {
	n := called(s.k.names, hash)
	return filepath.Join(s.dir, n[:2], n+".age")
}

// put seals a content that does not lie there yet, reads it back, and only then
// gives it its name. Codes data.NotFound and data.Damaged are of the shop's own
// folder.
func (s beside) put(ctx context.Context, shelf document.Shelf, hash string) error {
	if len(hash) != 2*sha256.Size {
		return data.Fault(data.Damaged, "document.error.damaged", "Name", hash)
	}
	path := s.path(hash)
	if i, err := os.Stat(path); err == nil && i.Size() > 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path+part, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close(); _ = os.Remove(path + part) }()
	w, err := age.Encrypt(&steady{f: f}, s.k.to...)
	if err != nil {
		return err
	}
	if err := shelf.Read(ctx, hash, w); err != nil {
		return err
	}
	if err := errors.Join(w.Close(), f.Sync()); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if err := compare(f, s.k.opens, hash); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return patient.Rename(path+part, path)
}

var errOther = errors.New("another content than was written")

// compare reads a sealed content and tells whether it is the one of the hash.
func compare(r io.Reader, id age.Identity, hash string) error {
	plain, err := age.Decrypt(r, id)
	if err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, plain); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != hash {
		return errOther
	}
	return nil
}

// tidy lets go what the rotation no longer keeps: backups of the file, and
// documents that none of those left refers to. The newest stays in any case.
func tidy(dir, file, newest string, k *keys) error {
	all, err := Copies(dir, file)
	if err != nil {
		return err
	}
	for _, c := range surplus(all, time.Local) {
		if c.Path != newest {
			if err := patient.Remove(c.Path); err != nil {
				return err
			}
		}
	}
	left, err := Copies(dir, "")
	if err != nil {
		return err
	}
	used, sure := inUse(left, k)
	if !sure {
		return nil // a document too many does no harm
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		set, ok := strings.CutPrefix(e.Name(), documents)
		if !ok || !e.IsDir() || !hexed(set, 16) {
			continue
		}
		names, ok := used[set]
		if !ok {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		} else if set == k.set {
			drop(filepath.Join(dir, e.Name()), names)
		}
	}
	return nil
}

// inUse are the names of the documents that backups refer to, by set; sure is
// false where one could not be read. Of a set of other keys all are in use.
func inUse(left []Copy, k *keys) (used map[string]map[string]bool, sure bool) {
	used = map[string]map[string]bool{}
	for _, c := range left {
		r, err := open(c.Path, func(h *Header) (age.Identity, error) {
			if used[h.Documents] == nil {
				used[h.Documents] = map[string]bool{}
			}
			if h.Documents != k.set {
				return nil, errOther
			}
			return k.opens, nil
		})
		if errors.Is(err, errOther) {
			continue
		}
		if err != nil {
			return nil, false
		}
		for _, x := range r.m.Documents {
			used[k.set][called(r.m.Names, x.Hash)+".age"] = true
		}
		r.Close()
	}
	return used, true
}

// drop removes the documents of a folder that nothing refers to.
func drop(dir string, used map[string]bool) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return
	}
	defer func() { _ = root.Close() }()
	_ = fs.WalkDir(root.FS(), ".", func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !used[e.Name()] && filepath.Ext(p) == ".age" {
			_ = root.Remove(p)
		}
		return nil
	})
}

// sweep removes what a backup that was cut off left in a folder.
func sweep(dir string) {
	left, _ := filepath.Glob(filepath.Join(dir, prefix+"*"+suffix+part))
	for _, p := range left {
		if i, err := os.Stat(p); err == nil && time.Since(i.ModTime()) > time.Hour {
			_ = os.Remove(p)
		}
	}
}
