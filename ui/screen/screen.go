// Package screen is what all screens share: the window they stand in, and work
// done beside it. Screens never run a query on the window's own goroutine.
package screen

import (
	"context"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/ui/kit"
)

// Page is one screen of the window. It is built anew each time it is shown
// from elsewhere; going back shows the same one again.
type Page interface {
	// Room is the entry of the navigation it belongs to, "customer".
	Room() string
	// Content is the page's objects; it is asked once.
	Content() fyne.CanvasObject
	// Shown is called each time the page comes to the front: read again what
	// may have changed, put the focus where the work begins.
	Shown()
	// Leave is asked before the page goes. It calls leave at once, or after
	// the person was asked about what is not saved, or not at all.
	Leave(leave func())
	// Do carries out a command of the keyboard and tells whether it knew it.
	Do(c Command) bool
}

// Resumer is a page that can go on with a draft. Resume is called before the
// page is shown.
type Resumer interface {
	Resume(draft string, record int64)
}

// Narrower is a table that takes filters.
type Narrower interface {
	Narrow(fs ...register.Filter)
}

// Command is what a shortcut asks of the page in front.
type Command int

// The commands.
const (
	Save   Command = iota // Ctrl+S
	New                   // Ctrl+N
	Print                 // Ctrl+P
	Commit                // Ctrl+Enter
	Escape                // Esc
	Delete                // Ctrl+Delete
	Reveal                // Ctrl+E
)

// Host is the window as a page sees it.
type Host interface {
	Shop() *shop.Shop
	// Who is the person at the desk.
	Who() string
	Window() fyne.Window
	// Show puts a page in front; Back goes to the one before.
	Show(Page)
	Back()
	// Open shows the record of a register, New an empty one with some fields
	// filled in.
	Open(register string, id int64)
	New(register string, preset field.Values)
	// Resume opens the page on which a draft was typed and goes on with it: the
	// draft's register, "complaint.step" for a step, and its record, which is not
	// above 0 where that is new.
	Resume(draft string, record int64)
	// Browse shows a register's table.
	Browse(register string)
	// Narrow shows a register's table with these filters and no others, on the
	// way back to the page in front.
	Narrow(reg string, fs ...register.Filter)
	// Print shows the preview of a form with these records of a register; no ids: blank.
	Print(form, register string, ids ...int64)
	// Staff are the people of the shop, as last read.
	Staff() []shop.Member
	// Changed tells the window that records were saved: figures in the
	// navigation and tables are read again.
	Changed()
	// Preference keeps how a person likes a screen between starts, as JSON.
	Preference(key string, into any)
	SetPreference(key string, v any)
}

// Today is the day at the desk.
func Today(h Host) string { return h.Shop().DB.Now().Local().Format(field.DateLayout) }

// FindCustomer reads the id of a customer's number beside the window and goes on
// with it; that there is none is told.
func FindCustomer(h Host, number string, then func(id int64)) {
	var id int64
	Beside(func(ctx context.Context) (err error) {
		id, err = h.Shop().Customers.Find(ctx, number)
		return err
	}, func(err error) {
		if err != nil {
			Fail(h, err)
			return
		}
		then(id)
	})
}

// OpenCustomer opens the file of a customer's number.
func OpenCustomer(h Host, number string) {
	FindCustomer(h, number, func(id int64) { h.Open("customer", id) })
}

var running atomic.Int64

// Running is how many works beside the window are not done. Tests wait for
// none.
func Running() int { return int(running.Load()) }

// Beside runs work on another goroutine and then, on the window's own, done
// with its error. A panic in work comes to done as an error and to the log; one
// in done is caught by kit.Guard.
func Beside(work func(ctx context.Context) error, done func(error)) (cancel func()) {
	ctx, cancel := context.WithCancel(context.Background())
	running.Add(1)
	go func() {
		err := guarded(ctx, work)
		fyne.Do(func() {
			defer running.Add(-1)
			defer cancel()
			if done != nil {
				kit.Guard(func() { done(err) })
			}
		})
	}()
	return cancel
}
