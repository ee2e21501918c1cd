//go:build window

package main_test

import (
	"fmt"
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
	take := func(name string) { d.save(filepath.Join(into, "window-"+name+".png")) }
	take("today")
	for i, room := range []string{"customers", "visits", "complaints", "surveys", "settings"} {
		d.Change(room, func() { d.Press(fmt.Sprintf("ctrl+%d", i+2)) })
		take(room)
	}
	for i, record := range []string{"customer", "visit", "complaint", "answer"} {
		d.Change("a new "+record, func() { d.Press(fmt.Sprintf("ctrl+shift+%d", i+1)) })
		take("new-" + record)
		d.Press("Escape")
		d.Settle()
	}
	d.Change("what was found", func() {
		d.Press("ctrl+k")
		d.Type("wang")
	})
	take("search")
}
