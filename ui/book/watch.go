package book

import "time"

// draftEvery is how often what is typed is kept.
const draftEvery = 3 * time.Second

// Watch calls a page's function every few seconds while the page is in front:
// to keep a draft of what is typed.
type Watch struct{ stop chan struct{} }

// Start begins, unless it is running; keep is called on a goroutine of its own.
func (w *Watch) Start(keep func()) {
	if w.stop != nil {
		return
	}
	stop := make(chan struct{})
	w.stop = stop
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
		close(w.stop)
		w.stop = nil
	}
}

// On tells whether the watch is running: the page is in front.
func (w *Watch) On() bool { return w.stop != nil }
