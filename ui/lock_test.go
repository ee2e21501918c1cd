package ui

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kezhi/data/account"
	"kezhi/data/shop"
	"kezhi/data/staff"
	"kezhi/ui/kit"
	"kezhi/ui/kit/kittest"
	"kezhi/ui/screen"
)

const password = "horse lamp rain 42"

// opened is the program's window over a file with the accounts lin and shan.
func opened(t *testing.T) (*Window, *kittest.App) {
	t.Helper()
	t.Setenv("KEZHI_KEYS", t.TempDir())
	file := filepath.Join(t.TempDir(), "kezhi.db")
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := s.SetStaff(ctx, "林小满", []staff.Member{{Name: "林小满"}, {Name: "单雨霏"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := account.SetUp(ctx, s.DB, "林小满", "lin", password); err != nil {
		t.Fatal(err)
	}
	if _, err := account.AddUser(ctx, s.DB, account.User{Login: "shan", Name: "单雨霏", Role: staff.Reception, Scope: account.All}, password); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	a := kittest.Use(test.NewTempApp(t), test.NewDriver())
	kit.Use(a, kit.Light)
	w := newWindow(a, Options{File: file})
	w.win.Resize(fyne.NewSize(1366, 768))
	w.open()
	settle(t, a)
	t.Cleanup(func() {
		w.idle.stop()
		if w.deaf != nil {
			w.deaf()
		}
		for _, p := range w.pages {
			if c, ok := p.(interface{ Close() }); ok {
				c.Close()
			}
		}
		settle(t, a)
		if err := w.shop.Close(); err != nil {
			t.Error(err)
		}
	})
	return w, a
}

func settle(t *testing.T, a *kittest.App) {
	t.Helper()
	a.Until(t, "the work beside the window to end", func() bool { return screen.Running() == 0 })
}

func come(t *testing.T, w *Window, a *kittest.App, login string) {
	t.Helper()
	c := w.win.Canvas()
	if login != "" {
		w.seat.login.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
		test.Type(c.Focused(), login)
		c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	test.Type(c.Focused(), password)
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	settle(t, a)
	if w.locked() {
		t.Fatalf("%s did not come in", login)
	}
}

func TestAWindowLockedAndOpenedByTheSamePersonStandsWhereItStood(t *testing.T) {
	w, a := opened(t)
	if !w.locked() || len(w.pages) > 0 {
		t.Fatal("a file with accounts is open to anybody")
	}
	come(t, w, a, "lin")
	if w.who != "林小满" || w.front().Room() != "today" {
		t.Fatalf("%s at %v", w.who, w.front())
	}
	w.New("customer", nil)
	settle(t, a)
	page, at := w.front(), w.win.Canvas().Focused()
	test.Type(at, "渝鲲火锅")

	w.Lock()
	if !w.locked() {
		t.Fatal("not locked")
	}
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	kit.Inform(w.win.Canvas(), "late", "an answer that comes while the window is locked")
	if _, ok := w.win.Canvas().Overlays().Top().(*kit.Curtain); !ok {
		t.Error("a dialog stands over the page to sign in")
	}
	settle(t, a)
	if w.shop.DB.Actor() != nil {
		t.Error("the file is not locked")
	}
	come(t, w, a, "")
	if w.front() != page {
		t.Errorf("another page is in front: %v", w.front())
	}
	kit.Strip(w.win.Canvas())
	if w.win.Canvas().Focused() != at {
		t.Error("the keyboard is elsewhere")
	}
	ds, err := w.shop.DB.Drafts(context.Background())
	if err != nil || len(ds) != 1 {
		t.Errorf("the draft was not kept: %v, %v", ds, err)
	}
}

func TestSomebodyElseGetsTheDayAndNothingOfTheOneBefore(t *testing.T) {
	w, a := opened(t)
	come(t, w, a, "lin")
	w.New("customer", nil)
	settle(t, a)
	was := w.front()
	test.Type(w.win.Canvas().Focused(), "渝鲲火锅")
	kit.Inform(w.win.Canvas(), "open", "a dialog that was open")
	begun := time.Now()
	w.switchUser()
	come(t, w, a, "shan")
	t.Logf("switched in %v", time.Since(begun))
	if w.who != "单雨霏" || len(w.pages) != 1 || w.front() == was || w.front().Room() != "today" {
		t.Fatalf("%s, %d pages, %v", w.who, len(w.pages), w.front())
	}
	if w.win.Canvas().Overlays().Top() != nil {
		t.Error("a dialog of the one before is open")
	}
	if w.shuts("credit") == "" || w.shuts("customer") != "" {
		t.Error("the rooms are not those of the reception")
	}
	w.Browse("credit")
	settle(t, a)
	if w.front().Room() != "today" {
		t.Error("went to a room that is shut")
	}
}

func TestTheWindowLocksItselfAfterTheMinutesAndAnyKeyPutsItOff(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.Local)
	locked := 0
	i := idle{over: func() { locked++ }}
	i.start(10*time.Minute, now)
	i.touch(now.Add(9 * time.Minute))
	i.look(now.Add(11 * time.Minute))
	if locked != 0 {
		t.Fatal("locked two minutes after a key")
	}
	i.touch(now.Add(20 * time.Minute)) // the computer slept: the timer did not run
	if locked != 1 {
		t.Fatal("not locked after eleven minutes")
	}
	i.touch(now.Add(40 * time.Minute))
	if locked != 1 {
		t.Error("locked twice")
	}
	i.start(0, now)
	i.touch(now.Add(24 * time.Hour))
	if locked != 1 {
		t.Error("locked though it never should")
	}
}

func TestARoomOpensWhereSomethingMayBeSeen(t *testing.T) {
	w, a := opened(t)
	come(t, w, a, "shan")
	w.Browse("grading") // the reception sees the blacklist, not the reviews
	settle(t, a)
	if w.front().Room() != "grading" || w.win.Canvas().Overlays().Top() != nil {
		t.Errorf("%v", w.front())
	}
	if w.landing("grading") != "blacklist" || w.shuts("review") == "" || w.landing("desk") != "desk" || w.landing("policy") != "policy" {
		t.Error("another page of the room is shown")
	}
}
