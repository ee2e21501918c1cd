package screentest

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"kezhi/ui/kit/kittest"
	"kezhi/ui/screen"
)

func newApp(t testing.TB) *kittest.App {
	return kittest.Use(test.NewTempApp(t), test.NewDriver())
}

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
	h.app.Until(h.t, what, come)
}
