//go:build window

package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestPictures takes the README's pictures of the screens into the folder
// KEZHI_PICTURES, over the sample data KEZHI_DB, and slims the pictures of forms
// that are there already (`make pictures`).
func TestPictures(t *testing.T) {
	into, db := os.Getenv("KEZHI_PICTURES"), os.Getenv("KEZHI_DB")
	if into == "" {
		t.Skip("`make pictures` takes them")
	}
	forms, err := filepath.Glob(filepath.Join(into, "form-*.png"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range forms {
		slimFile(t, f)
	}

	d := newDesk(t)
	d.Start("客至", built(t, "kezhi"), "--db", db, "--lang", "zh-Hans")
	take := func(name string) {
		d.Settle()
		slim(t, d.Screen(), filepath.Join(into, "window-"+name+".png"))
	}
	take("today")
	for i, room := range []string{"customers", "visits", "complaints", "surveys", "desk", "grading", "credit", "settings"} {
		d.Change(room, func() { d.Press(fmt.Sprintf("ctrl+%d", i+2)) })
		take(room)
	}
	for i, record := range []string{"customer", "", "complaint", "survey"} {
		if record == "" {
			continue
		}
		d.Press(fmt.Sprintf("ctrl+%d", i+2))
		d.Settle()
		d.Change("a "+record, func() { d.Press("Down", "Down", "Return") })
		take(record)
	}
	d.Change("the entry of answers", func() { d.Press("ctrl+shift+4") })
	take("answer")
	d.Press("ctrl+2")
	d.Settle()
	d.Press("Down", "Down", "Return")
	d.Settle()
	d.Change("the preview", func() { d.Press("ctrl+p") })
	take("print")
	d.Press("Escape")
	d.Settle()
	d.Change("what was found", func() {
		d.Press("ctrl+k")
		d.Type("wang")
	})
	take("search")
	d.Press("Escape", "Escape")
	for _, tab := range []struct {
		room, steps int
		name        string
	}{{1, 1, "figures"}, {1, 2, "changes"}, {3, 1, "plans"}, {4, 3, "statistics"}, {9, 1, "policy"}, {9, 4, "rights"}, {9, 5, "privacy"}, {9, 6, "backup"}, {9, 8, "trail"}} {
		d.Press(fmt.Sprintf("ctrl+%d", tab.room))
		d.Settle()
		for range tab.steps {
			d.Change(tab.name, func() { d.Press("ctrl+Next") })
		}
		take(tab.name)
	}
	d.Close()

	// The same desk at night.
	settings := filepath.Join(d.home, ".config", "fyne", "app.kezhi.desk", "preferences.json")
	if err := os.MkdirAll(filepath.Dir(settings), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(settings, []byte(`{"theme":2}`), 0o600); err != nil {
		t.Fatal(err)
	}
	d.Start("客至", built(t, "kezhi"), "--db", db, "--lang", "zh-Hans")
	d.Press("ctrl+3")
	d.Settle()
	d.Change("a visit", func() { d.Press("Down", "Return") })
	take("visit-dark")
}
