package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestAPageScrollsByKeys(t *testing.T) {
	s := NewScroll(Fixed(Small(""), 100, 1000))
	page := VBox(0, Fixed(NewScroll(Small("short")), 200, 40), Fixed(s, 200, 300))
	inWindow(t, page, 200, 340)
	if got := ScrollIn(page); got != s {
		t.Fatalf("the part that scrolls is %v", got)
	}
	for _, c := range []struct {
		key  fyne.KeyName
		want float32
	}{
		{fyne.KeyUp, 0},
		{fyne.KeyDown, 48},
		{fyne.KeyPageDown, 300},
		{fyne.KeyPageUp, 48},
		{fyne.KeyEnd, 700},
		{fyne.KeyDown, 700},
		{fyne.KeyHome, 0},
	} {
		if !s.Key(c.key) || s.Offset() != c.want {
			t.Errorf("%s: at %v, want %v", c.key, s.Offset(), c.want)
		}
	}
	if s.Key(fyne.KeyA) {
		t.Error("A scrolls")
	}
}
