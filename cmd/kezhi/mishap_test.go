//go:build window

package main_test

import (
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The wrong date is told beside its field, nothing is written, and nothing that
// was typed goes: with the date mended, all of it is saved.
func TestAWrongDateIsToldAndNothingTypedIsLost(t *testing.T) {
	m := newMorning(t)
	m.open()
	m.Change("a new customer", func() { m.Press("ctrl+shift+1") })
	m.Type(guest)
	m.Tab(toPhone)
	m.Type(phone)
	m.Tab(toFirstContact - toPhone)
	m.Press("ctrl+a")
	m.Type("2026-02-30")
	m.Press("ctrl+s")
	m.Reads(form, "没有这一天")
	m.Picture("told")
	if n := m.kept("customer"); n != "" {
		t.Errorf("%s was written with the date 2026-02-30", n)
	}
	m.Press("ctrl+a")
	m.Type("2026-02-28")
	m.save("customer", "KH-", guest, phone, "2026-02-28")
	m.Close()
	m.run(m.ctl, "check", "--db", m.file)
}

// The power is cut while somebody types: the next start offers what was typed a
// few seconds before, and it can be saved.
func TestWhatWasTypedBeforeAPowerCutIsOfferedAgain(t *testing.T) {
	m := newMorning(t)
	m.open()
	m.Change("a new customer", func() { m.Press("ctrl+shift+1") })
	m.Type("单雨")
	m.until("a first draft", shortcut, func() bool { return strings.Contains(m.drafts(), `"单雨"`) })
	m.Type("霏")
	m.Tab(toPhone)
	m.Type(phone)
	m.until("a later draft", shortcut, func() bool {
		return strings.Contains(m.drafts(), "单雨霏") && strings.Contains(m.drafts(), phone)
	})
	m.cut()

	m.open()
	m.Reads(aside, "未保存的草稿")
	m.Reads(aside, "单雨")
	m.Picture("offered")
	m.Change("a new customer", func() { m.Press("ctrl+shift+1") })
	m.Change("the draft", func() { m.tap(form, "接着填写") })
	m.Picture("taken")
	m.save("customer", "KH-", "单雨霏", phone)
	if s := m.drafts(); s != "" {
		t.Errorf("the draft stayed after the save: %s", s)
	}
	m.Close()
	m.run(m.ctl, "check", "--db", m.file)
}

// Whoever starts the program twice gets the window that is there, not a second
// one over the same file.
func TestASecondStartRaisesTheFirstWindow(t *testing.T) {
	m := newMorning(t)
	m.open()
	first := m.window()
	second := exec.Command(m.program[0], m.program[1:]...)
	second.Env = m.env
	ended := time.AfterFunc(shortcut, func() { _ = second.Process.Kill() })
	out, err := second.CombinedOutput()
	if !ended.Stop() || err != nil {
		t.Fatalf("the second start ended with %v: %s", err, out)
	}
	if now := m.window(); now != first {
		t.Errorf("the windows are %q, before the second start %q", now, first)
	}
	m.Close()
}

// cut ends the program as a power cut does.
func (m *morning) cut() {
	m.t.Helper()
	if err := syscall.Kill(-m.prog.Process.Pid, syscall.SIGKILL); err != nil {
		m.t.Fatal(err)
	}
	<-m.done
	m.until("an empty screen", shortcut, func() bool { return !drawn(m.Screen()) })
}

// drafts are the drafts in the file, as JSON; the C sqlite3 reads them.
func (m *morning) drafts() string {
	m.t.Helper()
	return strings.TrimSpace(m.run("sqlite3", "-cmd", ".timeout 5000", m.file, `SELECT "values" FROM drafts`))
}

// window lists the program's windows by number.
func (m *morning) window() string {
	m.t.Helper()
	return strings.TrimSpace(m.run("xdotool", "search", "--onlyvisible", "--name", "客至"))
}
