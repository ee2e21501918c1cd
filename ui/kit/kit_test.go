package kit

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"kezhi/ui/kit/kittest"
)

// app queues what is done beside the window; a test lets it run with Until.
var app *kittest.App

func TestMain(m *testing.M) {
	app = kittest.Use(test.NewApp(), test.NewDriver())
	Use(app, Light)
	now = func() time.Time { return time.Date(2026, 11, 22, 14, 30, 0, 0, time.Local) }
	os.Exit(m.Run())
}
