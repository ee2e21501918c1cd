package book

import (
	"sync"
	"time"
)

// draftEvery is how often what is typed is kept.
const draftEvery = 3 * time.Second

// Watch calls a page's function every few seconds while the page is in front:
// to keep a draft of what is typed.
type Watch struct{ stop chan struct{} }

// watching are the functions of the watches that run, by their channel.
var watching sync.Map

// KeepAll keeps at once what is typed on the pages in front. It queries: call it
// beside the window.
func KeepAll() {
	watching.Range(func(_, keep any) bool {
		keep.(func())()
		return true
	})
}

// Start begins, unless it is running; keep is called on a goroutine of its own.
func (w *Watch) Start(keep func()) {
	if w.stop != nil {
		return
	}
	stop := make(chan struct{})
	w.stop = stop
	watching.Store(stop, keep)
	go func() {
		t := time.NewTicker(draftEvery)
		defer t.Stop()
		for {
			select {
			case <-stop:
				return
			case <-t.C:
				keep()
			}
		}
	}()
}

// Stop ends the watch.
func (w *Watch) Stop() {
	if w.stop != nil {
		watching.Delete(w.stop)
		close(w.stop)
		w.stop = nil
	}
}

// On tells whether the watch is running: the page is in front.
func (w *Watch) On() bool { return w.stop != nil }
