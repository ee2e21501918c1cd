package kit

import (
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestAMenuHigherThanTheWindowScrollsToItsLastLine(t *testing.T) {
	b := NewButton("more", "", nil)
	w := test.NewWindow(NewRoot(b))
	defer w.Close()
	w.Resize(fyne.NewSize(400, 300))
	taken := -1
	var items []MenuItem
	for i := range 40 {
		items = append(items, MenuItem{Text: strconv.Itoa(i), OnTap: func() { taken = i }})
	}
	ShowMenuUnder(b, items)
	o, ok := w.Canvas().Overlays().Top().(*overlay)
	if !ok || o.size.Height > 300 {
		t.Fatalf("the menu is %v high", o.size)
	}
	o.onKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if y := o.content.(*Scroll).Offset(); y < 40*menuLine-o.size.Height {
		t.Errorf("scrolled to %v", y)
	}
	o.onKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if taken != 39 {
		t.Errorf("took %d", taken)
	}
}
