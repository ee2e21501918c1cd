package db

import (
	"context"
	"database/sql"
	sqldriver "database/sql/driver"
	"errors"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/internal/door"
	"kezhi/data/right"
)

// Actor is whoever is at the desk of a file with accounts; account.Session is
// one.
type Actor = right.Actor

// gate is who may read and write. A file without accounts has an open one, at
// which nobody is asked anything; that of a file with accounts is shut until
// somebody enters.
type gate struct {
	shut  bool  // the file has accounts
	epoch int64 // counts the changes of accounts and rights
	actor Actor // nil: nobody
}

// closedMode is the mode of a file with accounts, account.Closed.
const closedMode = "closed"

// locked is what a reader is told where nobody has signed in.
func locked() error { return data.Fault(data.Locked, "account.error.locked") }

// Actor is whoever entered, nil for nobody and in a file without accounts.
func (d *DB) Actor() Actor {
	if g := d.gate.Load(); g.shut {
		return g.actor
	}
	return nil
}

// Shut tells whether the file has accounts, so that somebody must enter.
func (d *DB) Shut() bool { return d.gate.Load().shut }

// Enter lets somebody in, or, with nil, whoever is there out.
func (d *DB) Enter(a Actor) {
	for {
		g := d.gate.Load()
		if d.gate.CompareAndSwap(g, &gate{g.shut, g.epoch, a}) {
			return
		}
	}
}

// Recheck reads what the file says of its accounts and has whoever is at the
// desk look at their rights again where something was changed, by this program
// or another.
func (d *DB) Recheck(ctx context.Context) error {
	var mode string
	var epoch int64
	err := d.pool.QueryRowContext(ctx, "SELECT mode, epoch FROM account_state").Scan(&mode, &epoch)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Translate(err)
	}
	for {
		old := d.gate.Load()
		now := &gate{mode == closedMode, epoch, old.actor}
		if *now == *old {
			return nil
		}
		if now.actor != nil && epoch != old.epoch {
			now.actor = now.actor.Renew(door.Within(ctx))
		}
		if !now.shut {
			now.actor = nil
		}
		if d.gate.CompareAndSwap(old, now) {
			return nil
		}
	}
}

// watchful is how soon what another program changed among the accounts counts
// here.
const watchful = time.Second

var begun = time.Now()

// watch rechecks once in a while. An error is left to whoever reads next.
func (d *DB) watch() {
	now, last := int64(time.Since(begun)), d.watched.Load()
	if now-last < int64(watchful) || !d.watched.CompareAndSwap(last, now) {
		return
	}
	ctx, stop := context.WithTimeout(context.Background(), watchful)
	defer stop()
	_ = d.Recheck(ctx)
}

// Admit is nil where the file may be read and written under the context, of code
// data.Locked where nobody has signed in to a file with accounts.
func (d *DB) Admit(ctx context.Context) error {
	if door.Passes(ctx) {
		return nil
	}
	d.watch()
	if g := d.gate.Load(); g.shut && g.actor == nil {
		return locked()
	}
	return nil
}

// name is in whose name something is kept: that of whoever is at the desk.
func (d *DB) name(ctx context.Context, who string) string {
	if a := d.Actor(); a != nil && !door.Passes(ctx) {
		return a.Name()
	}
	return who
}

// dead is a pool that turns everybody away.
var dead = sql.OpenDB(away{})

type away struct{}

func (away) Connect(context.Context) (sqldriver.Conn, error) { return nil, locked() }

func (away) Driver() sqldriver.Driver { return away{} }

func (away) Open(string) (sqldriver.Conn, error) { return nil, locked() }

// noAccounts tells whether the file is of a layout without accounts.
func noAccounts(err error) bool {
	return err != nil && strings.Contains(err.Error(), "no such table: account_state")
}
