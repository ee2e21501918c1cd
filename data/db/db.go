// Package db opens the one file that holds everything, keeps it whole and
// hands out transactions. The few statements that differ between SQLite and
// another database are in dialect.go.
package db

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/glebarez/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"kezhi/data"
	"kezhi/data/litter"
	"kezhi/data/patient"
)

// DB is an open file. It is safe for use by several goroutines.
type DB struct {
	path  string
	gorm  *gorm.DB
	pool  *sql.DB
	write sync.Mutex
	wrote atomic.Bool // something, since it was opened
	veil  atomic.Pointer[veil]

	folding folder

	gate    atomic.Pointer[gate]
	watched atomic.Int64
	// Now is the clock; tests set it.
	Now func() time.Time
}

// Tx is a running transaction: who writes, and when by the program's clock.
type Tx struct {
	*gorm.DB
	Who string
	Now time.Time

	late map[string]func(*Tx) error
}

// Late has f run once all else of the transaction is done, once for each key:
// for a rule that only the whole can break, such as a share of all records.
// Where f returns an error nothing is kept.
func (tx *Tx) Late(key string, f func(*Tx) error) {
	if tx.late == nil {
		tx.late = map[string]func(*Tx) error{}
	}
	tx.late[key] = f
}

// Try runs f within the transaction and undoes what f alone wrote where it
// returns an error, which is Try's.
func (tx *Tx) Try(f func(*Tx) error) error {
	whole := tx.DB
	defer func() { tx.DB = whole }()
	return whole.Transaction(func(g *gorm.DB) error {
		tx.DB = g
		return f(tx)
	})
}

// end runs what was to come late.
func (tx *Tx) end() error {
	for _, key := range slices.Sorted(maps.Keys(tx.late)) {
		if err := tx.late[key](tx); err != nil {
			return err
		}
	}
	return nil
}

// Path is the default place of the file: %LocalAppData%\Kezhi\kezhi.db on
// Windows, $XDG_DATA_HOME/kezhi/kezhi.db or ~/.local/share/kezhi/kezhi.db
// elsewhere.
func Path() (string, error) {
	if dir := os.Getenv("LOCALAPPDATA"); dir != "" {
		return filepath.Join(dir, "Kezhi", "kezhi.db"), nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "kezhi", "kezhi.db"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".local", "share", "kezhi", "kezhi.db"), nil
}

// Open opens the file, makes it where there is none, and brings an older one
// up to date after a copy was put aside; what killed programs left beside it goes.
// Errors have the codes data.Newer (the
// file is left untouched), data.Damaged, data.ReadOnly, data.Full, data.Busy,
// or data.Refused for a file on a network share, where SQLite's locks cannot
// be trusted.
func Open(path string) (*DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := local(path); err != nil {
		return nil, err
	}
	litter.Beside(path)
	if err := sound(path); err != nil {
		return nil, err
	}
	if err := makeRoom(path); err != nil {
		return nil, Translate(err)
	}
	// Where several programs make the file at once, SQLite turns some away
	// without waiting.
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		d, err := open(path)
		if data.CodeOf(err) != data.Busy || time.Since(began) > patience {
			return d, err
		}
	}
}

func open(path string) (*DB, error) {
	pool, err := sql.Open(driver, source(path))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(4)
	pool.SetMaxIdleConns(4)
	g, err := gorm.Open(&sqlite.Dialector{Conn: pool}, &gorm.Config{
		Logger:                 logger.Discard,
		TranslateError:         true,
		SkipDefaultTransaction: true,
		NowFunc:                func() time.Time { return time.Now().UTC() },
	})
	d := &DB{path: path, gorm: g, pool: pool, Now: time.Now}
	d.gate.Store(&gate{})
	if err == nil {
		err = d.migrate(context.Background())
	}
	if err == nil {
		if err = d.Recheck(context.Background()); noAccounts(err) {
			err = nil
		}
	}
	if err != nil {
		_ = pool.Close()
		return nil, Translate(err)
	}
	return d, nil
}

// Wrote tells whether this program has written something since it opened the
// file.
func (d *DB) Wrote() bool { return d.wrote.Load() }

// File is the path of the open file.
func (d *DB) File() string { return d.path }

// Folder is where the documents and copies that belong to the file lie.
func (d *DB) Folder() string { return filepath.Dir(d.path) }

// Close closes the file and folds the write-ahead log into it, unless another
// program has the file open too. It waits for no other writer.
func (d *DB) Close() error {
	d.write.Lock()
	defer d.write.Unlock()
	defer d.unfold(true)()
	if d.wrote.Load() {
		_, _ = d.pool.Exec("PRAGMA busy_timeout=0; " + count)
	}
	return d.pool.Close()
}

// Read gives a handle for queries. Nothing is written through it. Where nobody
// has signed in to a file with accounts it bears the error data.Locked.
func (d *DB) Read(ctx context.Context) *gorm.DB {
	g := d.gorm.WithContext(ctx)
	if err := d.Admit(ctx); err != nil {
		g.Statement.ConnPool = dead
		_ = g.AddError(err)
	}
	return g
}

// Pool is the bare connection pool, for the queries that must be fast. Where
// nobody has signed in to a file with accounts all fail with data.Locked.
func (d *DB) Pool() *sql.DB {
	if d.Admit(context.Background()) != nil {
		return dead
	}
	return d.pool
}

// Write runs f in one transaction as who. When f returns nil and Write
// returns nil, what f wrote is on the disk; otherwise nothing of it is. In a
// file with accounts who is always whoever signed in; code data.Locked where
// nobody has.
func (d *DB) Write(ctx context.Context, who string, f func(*Tx) error) error {
	if err := d.Admit(ctx); err != nil {
		return err
	}
	who = d.name(ctx, who)
	d.write.Lock()
	defer d.write.Unlock()
	d.wrote.Store(true)
	err := d.gorm.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		tx := &Tx{DB: g, Who: who, Now: d.Now()}
		if err := f(tx); err != nil {
			return err
		}
		return tx.end()
	})
	if err == nil {
		d.foldSoon()
	}
	return Translate(err)
}

// Translate turns the errors of SQLite and of the file system that a person
// can do something about into a data.Error; others pass unchanged.
func Translate(err error) error {
	if err == nil || len(data.All(err)) > 0 {
		return err
	}
	fault := func(c data.Code, key string) error {
		e := data.Fault(c, key)
		e.Err = err
		return e
	}
	var coded interface{ Code() int }
	if errors.As(err, &coded) {
		switch coded.Code() {
		case 19<<8 | 10: // IOERR_SHMSIZE: no room for the index of the log
			return fault(data.Full, "error.full")
		case 3<<8 | 10: // IOERR_WRITE: a quota is used up; SQLite does not tell that from a bad disk
			return fault(data.Full, "error.unwritten")
		}
		switch coded.Code() & 0xff {
		case 5, 6: // BUSY, LOCKED
			return fault(data.Busy, "error.busy")
		case 8, 3, 23: // READONLY, PERM, AUTH
			return fault(data.ReadOnly, "error.read_only")
		case 14: // CANTOPEN
			return fault(data.ReadOnly, "error.cannot_open")
		case 11, 26: // CORRUPT, NOTADB
			return fault(data.Damaged, "error.damaged")
		case 13: // FULL
			return fault(data.Full, "error.full")
		case 10: // IOERR
			return fault(data.Damaged, "error.disk")
		}
	}
	switch {
	case full(err):
		return fault(data.Full, "error.full")
	case errors.Is(err, os.ErrPermission), readOnly(err):
		return fault(data.ReadOnly, "error.read_only")
	case errors.Is(err, syscall.ENOTDIR): // a file where a folder should be
		return fault(data.ReadOnly, "error.cannot_open")
	}
	return err
}

// makeRoom makes the file where there is none, for its owner alone: what
// SQLite puts beside it takes over its mode.
func makeRoom(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	patient.Settle(filepath.Dir(path))
	return f.Close()
}
