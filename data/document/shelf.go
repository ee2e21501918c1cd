package document

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

	"filippo.io/age"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/litter"
	"kezhi/data/patient"
	"kezhi/data/vault"
)

// Shelf is the folder in which contents lie, each once, under the SHA-256 of
// what it is: plain as HASH, or sealed by age as HASH.age. Both may lie side by
// side while the shop's documents are being sealed or opened.
type Shelf struct {
	Folder string
	To     age.Recipient // whom contents are sealed for; nil: they are put down plain
	Key    age.Identity  // opens them; nil: sealed ones cannot be read here
}

// sealedExt ends the name of a content that is sealed.
const sealedExt = ".age"

// Folder is where the contents of a file's documents lie.
func Folder(file string) string { return filepath.Join(filepath.Dir(file), "documents") }

// shelf is the shelf of the open file, as its keys are now.
func (s *Store) shelf() (Shelf, error) {
	to, key, err := vault.ForFiles(s.db)
	return Shelf{s.folder, to, key}, err
}

// place is where the content of a hash lies, plain or sealed.
func (s Shelf) place(hash string, sealed bool) string {
	p := filepath.Join(s.Folder, hash[:2], hash)
	if sealed {
		p += sealedExt
	}
	return p
}

// isHash tells whether a text is a SHA-256 in hexadecimal.
func isHash(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size && s == strings.ToLower(s)
}

// Put copies a content to a temporary file, and only when it is whole and on the
// disk gives it its name. One that is there already is replaced by the same,
// which mends one that was damaged. accept, which may be nil, looks at the hash
// and the length before.
func (s Shelf) Put(ctx context.Context, from io.Reader, accept func(hash string, n int64) error, progress func(done int64)) (string, error) {
	if err := os.MkdirAll(s.Folder, 0o700); err != nil {
		return "", err
	}
	to, err := os.CreateTemp(s.Folder, litter.Pattern(incoming, litter.Part))
	if err != nil {
		return "", err
	}
	defer func() { _ = to.Close(); _ = os.Remove(to.Name()) }()
	sum := sha256.New()
	n, err := s.write(ctx, to, io.TeeReader(from, sum), progress)
	if err != nil {
		return "", err
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	if accept != nil {
		if err := accept(hash, n); err != nil {
			return "", err
		}
	}
	if err := errors.Join(to.Sync(), to.Close()); err != nil {
		return "", err
	}
	at := s.place(hash, s.To != nil)
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return "", err
	}
	if err := patient.Rename(to.Name(), at); err != nil {
		// Windows does not replace what somebody is just reading.
		if s.Read(ctx, hash, io.Discard) != nil {
			return "", err
		}
	}
	_ = os.Remove(s.place(hash, s.To == nil)) // the same in the other form
	patient.Settle(s.Folder)                  // that of the content may be new
	return hash, nil
}

// write writes a content in the form in which it is to lie.
func (s Shelf) write(ctx context.Context, to io.Writer, from io.Reader, progress func(done int64)) (int64, error) {
	tell := func(done, _ int64) {
		if progress != nil {
			progress(done)
		}
	}
	if s.To == nil {
		return transfer(ctx, to, from, 0, tell)
	}
	w, err := age.Encrypt(to, s.To)
	if err != nil {
		return 0, err
	}
	n, err := transfer(ctx, w, from, 0, tell)
	if err != nil {
		return n, err
	}
	return n, w.Close()
}

// Read writes a content to w and checks on the way that it is the one of the
// hash. Errors: data.NotFound, data.Damaged, data.Refused where it is sealed and
// this PC does not know the key.
func (s Shelf) Read(ctx context.Context, hash string, w io.Writer) error {
	if !isHash(hash) {
		return data.Fault(data.Damaged, "document.error.damaged")
	}
	from, sealed, err := s.open(hash)
	if errors.Is(err, fs.ErrNotExist) {
		return fault(data.NotFound, "document.error.missing", err)
	}
	if err != nil {
		return fault(data.Damaged, "document.error.unreadable", err)
	}
	defer func() { _ = from.Close() }()
	var plain io.Reader = from
	if sealed {
		if s.Key == nil {
			return data.Fault(data.Refused, "vault.error.shut")
		}
		if plain, err = age.Decrypt(from, s.Key); err != nil {
			return fault(data.Damaged, "document.error.damaged", err)
		}
	}
	sum := sha256.New()
	_, err = transfer(ctx, io.MultiWriter(w, sum), plain, 0, nil)
	var read *readError
	switch {
	case errors.As(err, &read):
		return fault(data.Damaged, "document.error.damaged", err)
	case err != nil:
		return err
	case hex.EncodeToString(sum.Sum(nil)) != hash:
		return fault(data.Damaged, "document.error.damaged", nil)
	}
	return nil
}

func fault(c data.Code, key string, err error) error {
	return &data.Error{Code: c, Key: key, Args: []any{"Name", ""}, Err: err}
}

// open opens a content in whichever form it lies.
func (s Shelf) open(hash string) (f *os.File, sealed bool, err error) {
	if f, err = os.Open(s.place(hash, true)); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return f, true, err
	}
	f, err = os.Open(s.place(hash, false))
	return f, false, err
}

// Places are the paths at which a content may lie.
func (s Shelf) Places(hash string) []string {
	return []string{s.place(hash, true), s.place(hash, false)}
}

// Convert brings every content into the form in which it is to lie, sealed or
// plain. It may be stopped at any time, by a power cut too, and begun again:
// each content lies there whole in one form or both. A damaged one stays as it
// is and is told of in the end.
func (s Shelf) Convert(ctx context.Context, progress func(done, all int)) error {
	var wrong []string
	err := filepath.WalkDir(s.Folder, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if name := e.Name(); isHash(strings.TrimSuffix(name, sealedExt)) && strings.HasSuffix(name, sealedExt) != (s.To != nil) {
			wrong = append(wrong, strings.TrimSuffix(name, sealedExt))
		}
		return ctx.Err()
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var bad error
	for i, hash := range wrong {
		if err := s.convert(ctx, hash); data.CodeOf(err) == data.Damaged {
			bad = err
		} else if err != nil {
			return db.Translate(err)
		}
		if progress != nil {
			progress(i+1, len(wrong))
		}
	}
	return bad
}

func (s Shelf) convert(ctx context.Context, hash string) error {
	r, w := io.Pipe()
	defer func() { _ = r.Close() }()
	go func() { w.CloseWithError(s.Read(ctx, hash, w)) }()
	_, err := s.Put(ctx, r, func(h string, _ int64) error {
		if h != hash {
			return data.Fault(data.Damaged, "document.error.damaged", "Name", hash[:8])
		}
		return nil
	}, nil)
	return err
}

// Convert brings the contents of the file's documents into the form that its
// keys ask for.
func (s *Store) Convert(ctx context.Context, progress func(done, all int)) error {
	sh, err := s.shelf()
	if err != nil {
		return err
	}
	return sh.Convert(ctx, progress)
}
