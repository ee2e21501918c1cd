package db

import (
	"context"
	"database/sql"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// folder folds the write-ahead log into the file beside people's work. SQLite itself
// would have the save do it that fills the log, and after a backup, which keeps the
// log from being folded as long as it reads, that one save would wait for all.
type folder struct {
	mu      sync.Mutex // held while the log is folded
	planned atomic.Bool
	closed  bool
}

// foldAfter is how long after a save the log is folded, with what others saved
// meanwhile; foldAtOnce is the length in bytes from which a save does so itself: more
// is written than can be folded beside it.
const (
	foldAfter  = 500 * time.Millisecond
	foldAtOnce = 256 << 20
)

// foldSoon has the log folded in a moment. It belongs under the lock of a write.
func (d *DB) foldSoon() {
	if i, err := os.Stat(d.path + "-wal"); err == nil && i.Size() > foldAtOnce {
		d.fold()
		return
	}
	if d.folding.planned.CompareAndSwap(false, true) {
		time.AfterFunc(foldAfter, d.fold)
	}
}

// fold folds what no reader still needs. It holds up neither readers nor writers; what
// cannot be folded now is the next time.
func (d *DB) fold() {
	d.folding.planned.Store(false)
	d.folding.mu.Lock()
	defer d.folding.mu.Unlock()
	if d.folding.closed {
		return
	}
	_ = on(context.Background(), address(d.path)+"?mode=rw&_pragma=cache_size(-64)&_pragma=wal_autocheckpoint(0)", func(c *sql.Conn) error {
		_, err := c.ExecContext(context.Background(), "PRAGMA wal_checkpoint(PASSIVE)")
		return err
	})
}

// unfold keeps the log from being folded until the returned function is called.
func (d *DB) unfold(closed bool) func() {
	d.folding.mu.Lock()
	d.folding.closed = d.folding.closed || closed
	return d.folding.mu.Unlock
}
