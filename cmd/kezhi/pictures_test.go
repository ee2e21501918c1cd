//go:build window

package main_test

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPictures takes the README's pictures of the screens into the folder
// KEZHI_PICTURES, over the sample data KEZHI_DB (`make pictures`).
func TestPictures(t *testing.T) {
	into, db := os.Getenv("KEZHI_PICTURES"), os.Getenv("KEZHI_DB")
	if into == "" {
		t.Skip("`make pictures` takes them")
	}
	d := newDesk(t)
	d.Start("客至", built(t, "kezhi"), "--db", db, "--lang", "zh-Hans")
	d.save(filepath.Join(into, "window-today.png"))
	for _, p := range []struct {
		name string
		keys []string
	}{
		{"customer", []string{"ctrl+shift+1"}},
		{"visit", []string{"ctrl+shift+2"}},
		{"complaint", []string{"ctrl+shift+3"}},
	} {
		d.Change(p.name, func() { d.Press(p.keys...) })
		d.save(filepath.Join(into, "window-"+p.name+".png"))
		d.Press("Escape")
		d.Settle()
	}
}
