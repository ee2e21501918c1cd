// Package kittest is Fyne's app for tests with one thing mended: what fyne.Do
// is given runs on the test's own goroutine, when the test asks for it, and not
// wherever it was called. So tests are as single-threaded as the window is.
package kittest

import (
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// App is an app of Fyne's test package whose work for the window is queued.
type App struct {
	fyne.App
	driver *driver
}

type driver struct {
	fyne.Driver
	mu    sync.Mutex
	queue []func()
}

// Use makes an app of Fyne's test package the current one, its work queued over
// a driver of the same package.
func Use(a fyne.App, d fyne.Driver) *App {
	x := &App{App: a, driver: &driver{Driver: d}}
	fyne.SetCurrentApp(x)
	return x
}

// Driver implements fyne.App.
func (a *App) Driver() fyne.Driver { return a.driver }

// NewWindow implements fyne.App.
func (a *App) NewWindow(title string) fyne.Window { return a.driver.CreateWindow(title) }

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

// Drain runs what is queued and tells whether there was something.
func (a *App) Drain() bool {
	d := a.driver
	d.mu.Lock()
	q := d.queue
	d.queue = nil
	d.mu.Unlock()
	for _, f := range q {
		f()
	}
	return len(q) > 0
}

// patience is how long a test waits for anything.
const patience = 20 * time.Second

// Until lets queued work run until something has come true and nothing is
// queued, and fails the test where that does not come.
func (a *App) Until(t testing.TB, what string, come func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); ; {
		if !a.Drain() && come() {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
		time.Sleep(time.Millisecond)
	}
}
