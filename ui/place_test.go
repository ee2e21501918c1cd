package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheWindowIsNeverLargerThanTheScreen(t *testing.T) {
	for _, c := range []struct {
		was        place
		room, want fyne.Size
		full       bool
	}{
		{place{}, fyne.NewSize(1920, 1040), firstSize, false},
		{place{}, fyne.NewSize(1366, 740), fyne.NewSize(1366, 740), true},
		{place{}, fyne.NewSize(1366/1.5, 768/1.5), fyne.NewSize(1366/1.5, 768/1.5), true},
		{place{Width: 1100, Height: 700}, fyne.NewSize(1920, 1040), fyne.NewSize(1100, 700), false},
		{place{Width: 1800, Height: 1000}, fyne.NewSize(1366, 768), fyne.NewSize(1366, 768), true},
		{place{Width: 12, Height: 3}, fyne.NewSize(1920, 1040), firstSize, false},
	} {
		if got, full := within(c.was.size(), c.room); got != c.want || full != c.full {
			t.Errorf("%v in %v: %v, %v; want %v, %v", c.was, c.room, got, full, c.want, c.full)
		}
	}
}
