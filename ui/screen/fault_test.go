package screen_test

import (
	"context"
	"testing"

	"kezhi/ui/kit"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

func TestAPanicIsToldAndTheWindowStays(t *testing.T) {
	h := screentest.New(t)
	before := kit.Guard
	t.Cleanup(func() { kit.Guard = before })
	kit.Guard = func(f func()) { screen.Guard(h, f) }

	kit.NewButton("x", "", func() { panic("a button") }).Tapped(nil)
	h.Settle()
	h.Must("没有完成", "a button")

	screen.Beside(func(context.Context) error { panic("beside the window") }, func(err error) { screen.Fail(h, err) })
	h.Settle()
	h.Must("beside the window")

	screen.Beside(func(context.Context) error { return nil }, func(error) { panic("in its answer") })
	h.Settle()
	h.Must("in its answer")
}
