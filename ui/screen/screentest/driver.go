package screentest

import (
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kezhi/ui/screen"
)

// driver is Fyne's driver for tests with one thing mended: what fyne.Do is
// given runs on the test's goroutine, in Settle, and not wherever it was called.
// So tests are as single-threaded as the window is.
type driver struct {
	fyne.Driver
	mu    sync.Mutex
	queue []func()
}

// DoFromGoroutine implements fyne.Driver.
func (d *driver) DoFromGoroutine(f func(), wait bool) {
	done := make(chan struct{})
	d.mu.Lock()
	d.queue = append(d.queue, func() { defer close(done); f() })
	d.mu.Unlock()
	if wait {
		<-done
	}
}

// drain runs what is queued and tells whether there was something.
func (d *driver) drain() bool {
	d.mu.Lock()
	q := d.queue
	d.queue = nil
	d.mu.Unlock()
	for _, f := range q {
		f()
	}
	return len(q) > 0
}

// app is Fyne's app for tests with the driver above.
type app struct {
	fyne.App
	driver *driver
}

// Driver implements fyne.App.
func (a *app) Driver() fyne.Driver { return a.driver }

// NewWindow implements fyne.App.
func (a *app) NewWindow(title string) fyne.Window { return a.driver.CreateWindow(title) }

func newApp(t testing.TB) *app {
	a := &app{App: test.NewTempApp(t), driver: &driver{Driver: test.NewDriver()}}
	fyne.SetCurrentApp(a)
	return a
}

// patience is how long a test waits for anything.
const patience = 20 * time.Second

// Settle lets all work that was begun beside the window come to its end, and
// shows it.
func (h *Host) Settle() {
	h.t.Helper()
	h.Until("the work beside the window to end", func() bool { return screen.Running() == 0 })
}

// Until lets work go on until something has come true, and fails the test
// where it does not. Timers and searches of a field need it: Settle does not
// know of them.
func (h *Host) Until(what string, come func() bool) {
	h.t.Helper()
	for end := time.Now().Add(patience); ; {
		if !h.app.driver.drain() && come() {
			return
		}
		if time.Now().After(end) {
			h.t.Fatalf("waited in vain for %s", what)
		}
		time.Sleep(time.Millisecond)
	}
}
