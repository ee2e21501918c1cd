package backup

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"

	"filippo.io/age"

	"kezhi/data"
	"kezhi/data/db"
)

// mostManifest is how long a manifest may be: of a million documents.
const mostManifest = 256 << 20

// reading is a backup that is open for reading, its manifest read.
type reading struct {
	path string
	f    *os.File
	h    Header
	m    manifest
	id   age.Identity
	body io.Reader
}

func (r *reading) Close() { _ = r.f.Close() }

// open opens a backup with the identity that its header asks for. Errors:
// data.Damaged, data.Newer, data.Invalid for a secret that does not open it.
func open(path string, identity func(*Header) (age.Identity, error)) (_ *reading, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	r := &reading{path: path, f: f}
	defer func() {
		if err != nil {
			r.Close()
		}
	}()
	in := bufio.NewReaderSize(f, 1<<20)
	if later(in) {
		return nil, data.Fault(data.Newer, "backup.error.newer", "File", path)
	}
	var raw []byte
	if r.h, raw, err = ReadHeader(in); err != nil {
		return nil, broken(path, err)
	}
	if r.h.Layout > db.Latest() {
		return nil, data.Fault(data.Newer, "backup.error.newer", "File", path)
	}
	if r.id, err = identity(&r.h); err != nil {
		return nil, err
	}
	plain, err := age.Decrypt(in, r.id)
	if stranger(err) {
		return nil, data.Wrong("passphrase", "backup.error.other_key")
	}
	if err != nil {
		return nil, broken(path, err)
	}
	r.body = plain
	if err := r.manifest(sha256.Sum256(raw)); err != nil {
		return nil, broken(path, err)
	}
	return r, nil
}

// later tells whether a backup begins as one of a later format does.
func later(in *bufio.Reader) bool {
	b, _ := in.Peek(len(magic))
	begin := []byte(magic[:len(magic)-2])
	return bytes.HasPrefix(b, begin) && string(b) != magic && len(b) == len(magic) && b[len(begin)] > '1' && b[len(begin)] <= '9'
}

func (r *reading) manifest(header [sha256.Size]byte) error {
	var n uint32
	if err := binary.Read(r.body, binary.BigEndian, &n); err != nil {
		return err
	}
	if n > mostManifest {
		return errHeader
	}
	b, err := io.ReadAll(io.LimitReader(r.body, int64(n)))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, &r.m); err != nil {
		return err
	}
	if !bytes.Equal(r.m.Header, header[:]) || r.m.Shape.Layout != r.h.Layout {
		return errors.New("the header is another one")
	}
	return nil
}

// unpack writes the database to a path that does not exist, and proves that it
// is whole and what the manifest says. Nothing is left where it fails.
func (r *reading) unpack(ctx context.Context, path string, progress func(done, all int64)) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return db.Translate(err)
	}
	defer func() {
		_ = f.Close()
		if err != nil {
			_ = os.Remove(path)
		}
	}()
	if err := r.pages(ctx, f, progress); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return db.Translate(err)
	}
	return r.check(ctx, path)
}

func (r *reading) pages(ctx context.Context, f *os.File, progress func(done, all int64)) error {
	z, err := gzip.NewReader(r.body)
	if err != nil {
		return broken(r.path, err)
	}
	out := &steady{f: f}
	buf := make([]byte, 1<<20)
	want, page := r.m.Shape.Pages*r.m.Shape.Page, max(r.m.Shape.Page, 1)
	var done int64
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := z.Read(buf)
		if n > 0 {
			if done += int64(n); done > want {
				return broken(r.path, errors.New("more pages than there were"))
			}
			if _, err := out.Write(buf[:n]); err != nil {
				return db.Translate(err)
			}
			if progress != nil {
				progress(done/page, r.m.Shape.Pages)
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return broken(r.path, err)
		}
	}
	if done != want {
		return broken(r.path, fmt.Errorf("%d bytes of %d", done, want))
	}
	return nil
}

// check looks at the file that was restored.
func (r *reading) check(ctx context.Context, path string) error {
	err := db.Inspect(ctx, path, func(c *sql.Conn) error {
		s, err := db.ShapeOf(ctx, c)
		if err != nil {
			return err
		}
		_, chain := idOf(ctx, c)
		if !reflect.DeepEqual(s, r.m.Shape) || chain != r.m.Chain {
			return errors.New("the restored file is another one")
		}
		return db.Whole(ctx, c)
	})
	if err != nil && ctx.Err() == nil {
		return broken(r.path, err)
	}
	return err
}
