package kit

import (
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestMain(m *testing.M) {
	a := test.NewApp()
	Use(a, Light)
	now = func() time.Time { return time.Date(2026, 11, 22, 14, 30, 0, 0, time.Local) }
	os.Exit(m.Run())
}
