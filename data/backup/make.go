package backup

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/document"
	"kezhi/data/litter"
	"kezhi/data/patient"
	"kezhi/data/right"
	"kezhi/data/vault"
)

// Make makes a backup in a folder, proves it, and lets those go that the rotation
// no longer keeps. Nothing of it is seen under a backup's name before it is whole
// and on the disk. Errors: data.Invalid at "passphrase" where the file has no
// keys and there is none; data.NotFound, data.Full, data.ReadOnly, data.Damaged
// with what is the matter with the folder.
func Make(ctx context.Context, d *db.DB, dir string, o Options) (Made, error) {
	if err := may(ctx, d, right.Create); err != nil {
		return Made{}, err
	}
	if vault.StateOf(d) == vault.Shut && o.Passphrase == "" {
		return Made{}, data.Fault(data.Refused, "vault.error.shut")
	}
	began := time.Now()
	m, err := (&making{ctx: ctx, d: d, dir: dir, o: o, at: d.Now()}).run()
	m.Took = time.Since(began)
	return m, at(dir, err)
}

// making is a backup on its way.
type making struct {
	ctx context.Context
	d   *db.DB
	dir string
	o   Options
	at  time.Time

	file string
	k    *keys
	head Header
	raw  []byte
	m    manifest
	said time.Time
}

func (b *making) run() (Made, error) {
	if err := b.prepare(); err != nil {
		return Made{}, err
	}
	// Most documents are sealed before the file is looked at as a whole: a long
	// look holds up the folding of the log.
	if err := b.d.Apart(b.ctx, func(c *sql.Conn) error { return b.documents(c) }); err != nil {
		return Made{}, err
	}
	path := filepath.Join(b.dir, name(b.at, b.file))
	for exists(path) {
		b.at = b.at.Add(time.Second)
		path = filepath.Join(b.dir, name(b.at, b.file))
	}
	f, err := patient.Open(path+part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return Made{}, err
	}
	defer func() { _ = f.Close(); _ = os.Remove(path + part) }()
	if err := b.d.Apart(b.ctx, func(c *sql.Conn) error { return b.write(c, f) }); err != nil {
		return Made{}, err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return Made{}, err
	}
	if err := b.prove(path + part); err != nil {
		return Made{}, err
	}
	if err := patient.Rename(path+part, path); err != nil {
		return Made{}, err
	}
	if err := tidy(b.dir, b.file, path, b.k); err != nil {
		return Made{}, err
	}
	i, err := os.Stat(path)
	if err != nil {
		return Made{}, err
	}
	_ = b.d.DropCopies() // what it holds is in the backup, sealed
	return Made{Path: path, At: b.at, Size: i.Size(), Documents: len(b.m.Documents), Missing: b.m.Missing}, nil
}

func (b *making) prepare() error {
	if i, err := os.Stat(b.dir); err != nil {
		return err
	} else if !i.IsDir() {
		return data.Fault(data.NotFound, "backup.error.no_folder", "Folder", b.dir)
	}
	sweep(b.dir)
	err := b.d.Apart(b.ctx, func(c *sql.Conn) error {
		b.file, _ = idOf(b.ctx, c)
		return nil
	})
	if err != nil {
		return err
	}
	b.k, err = keysFor(b.d, b.dir, b.file, b.o.Passphrase)
	return err
}

// documents seals the contents that do not lie beside the backups yet.
func (b *making) documents(c *sql.Conn) error {
	all, err := contentsOf(b.ctx, c)
	if err != nil {
		return err
	}
	to, key, err := vault.ForFiles(b.d)
	if err != nil {
		return err
	}
	shelf := document.Shelf{Folder: document.Folder(b.d.File()), To: to, Key: key}
	beside := beside{filepath.Join(b.dir, folder(b.k.set)), b.k}
	b.m.Documents, b.m.Missing = nil, nil
	for i, x := range all {
		switch err := beside.put(b.ctx, shelf, x.Hash); data.CodeOf(err) {
		case data.NotFound, data.Damaged: // of the shop's own folder: what is left is worth a backup
			b.m.Missing = append(b.m.Missing, x.Hash)
		default:
			if err != nil {
				return err
			}
			b.m.Documents = append(b.m.Documents, x)
		}
		b.tell(int64(i), int64(len(all)))
	}
	return b.ctx.Err()
}

// write writes the whole backup as the connection sees the file.
func (b *making) write(c *sql.Conn, f *os.File) (err error) {
	if err := b.documents(c); err != nil {
		return err
	}
	if b.m.Shape, err = db.ShapeOf(b.ctx, c); err != nil {
		return err
	}
	_, b.m.Chain = idOf(b.ctx, c)
	b.head = Header{
		Made: b.at.UTC().Truncate(time.Second), Program: clip(b.o.Program), Layout: b.m.Shape.Layout,
		File: b.file, Documents: b.k.set, Locked: b.k.locked,
	}
	if b.raw, err = b.head.bytes(); err != nil {
		return err
	}
	sum := sha256.Sum256(b.raw)
	b.m.Header, b.m.Names = sum[:], b.k.names
	out := bufio.NewWriterSize(&steady{f: f}, 1<<20)
	if _, err := out.Write(b.raw); err != nil {
		return err
	}
	w, err := age.Encrypt(out, b.k.to...)
	if err != nil {
		return err
	}
	if err := b.body(c, w); err != nil {
		return err
	}
	return errors.Join(w.Close(), out.Flush())
}

// body is what is sealed: the manifest and the pages.
func (b *making) body(c *sql.Conn, w io.Writer) error {
	m, err := json.Marshal(b.m)
	if err != nil {
		return err
	}
	if _, err := w.Write(binary.BigEndian.AppendUint32(nil, uint32(len(m)))); err != nil {
		return err
	}
	if _, err := w.Write(m); err != nil {
		return err
	}
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return err
	}
	// Half of the way is making, half proving.
	if err := db.Pages(b.ctx, c, z, func(done int64) { b.tell(done, 2*b.m.Shape.Pages) }); err != nil {
		return err
	}
	return z.Close()
}

// prove restores the backup to a temporary file beside the shop's own, and
// compares.
func (b *making) prove(path string) error {
	dir, err := os.MkdirTemp(b.d.Folder(), litter.Pattern(litter.Proof, ""))
	if err != nil {
		return db.Translate(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	r, err := open(path, func(*Header) (age.Identity, error) { return b.k.opens, nil })
	if err != nil {
		return err
	}
	defer r.Close()
	half := b.m.Shape.Pages
	return r.unpack(b.ctx, filepath.Join(dir, "proof.db"), func(done, _ int64) { b.tell(half+done, 2*half) })
}

// tell says how far the work is, not too often.
func (b *making) tell(done, all int64) {
	if b.o.Progress != nil && time.Since(b.said) > 50*time.Millisecond {
		b.said = time.Now()
		b.o.Progress(done, all)
	}
}

// steady brings what it writes to the disk bit by bit: all at once, the disk
// would be busy for seconds while somebody saves.
type steady struct {
	f *os.File
	n int
}

func (s *steady) Write(p []byte) (int, error) {
	n, err := s.f.Write(p)
	if s.n += n; err == nil && s.n >= 4<<20 {
		s.n = 0
		err = s.f.Sync()
	}
	return n, err
}

func clip(s string) string { return s[:min(len(s), 40)] }

func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, os.ErrNotExist)
}
