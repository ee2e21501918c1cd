//go:build window

package main_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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

// Where the display has no OpenGL no window can be drawn: a box says so and what
// to do, the log says why, the exit code is 3, and no data file is made.
func TestWithoutOpenGLABoxSaysWhatToDo(t *testing.T) {
	d := newDesk(t, "-extension", "GLX")
	said, file := filepath.Join(d.home, "said"), filepath.Join(d.home, "shop", "kezhi.db")
	// What a desktop shows boxes with, so that the test sees what it is given.
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + said + "'\n"
	if err := os.WriteFile(filepath.Join(d.home, "zenity"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	c := exec.CommandContext(ctx, built(t, "kezhi"), "--db", file, "--lang", "zh-Hans")
	c.Env = append(slices.Clone(d.env), "PATH="+d.home+":"+os.Getenv("PATH"))
	out, _ := c.CombinedOutput()
	if code := c.ProcessState.ExitCode(); code != 3 {
		t.Fatalf("exit code %d: %s", code, out)
	}
	log := filepath.Join(filepath.Dir(file), "kezhi.log")
	box, err := os.ReadFile(said)
	if err != nil {
		t.Fatalf("no box: %v; %s", err, out)
	}
	for _, s := range []string{"--title=客至打不开窗口", "OpenGL 2.1", "您的数据没有受影响", "远程桌面", "日志：" + log} {
		if !strings.Contains(string(box), s) || s[0] != '-' && !strings.Contains(string(out), s) {
			t.Errorf("not said: %s. The box: %s\nOn standard error: %s", s, box, out)
		}
	}
	if b, err := os.ReadFile(log); err != nil || !strings.Contains(string(b), "msg=graphics") {
		t.Errorf("the log: %s, %v", b, err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a data file was made")
	}
}

// On Windows the compatibility mode, where it lies beside the program, is started by
// itself once the PC's own OpenGL has failed, and not before. With Mesa's libraries
// (`make compat`) the shop opens in it; with others, which stand for it where they were
// not built, the box says that it did not open either.
func TestWhereWindowsHasNoOpenGLTheCompatibilityModeIsStarted(t *testing.T) {
	const trouble = "客至打不开窗口"
	d := newDesk(t, "-extension", "GLX")
	c := d.wine()
	d.env = append(d.env, "WINEDLLOVERRIDES=mscoree=;mshtml=;winemenubuilder.exe=;opengl32=n,b")
	d.run("cp", built(t, "Kezhi.exe"), filepath.Join(c, "Kezhi.exe"))
	start := func(title string) {
		d.launch("wine", `C:\Kezhi.exe`, "--db", `C:\shop\kezhi.db`, "--lang", "zh-Hans")
		d.appears(title, 2*time.Minute)
	}
	log := func() string {
		b, _ := os.ReadFile(filepath.Join(c, "shop", "kezhi.log"))
		return string(b)
	}
	if err := os.MkdirAll(filepath.Join(c, "shop"), 0o700); err != nil {
		t.Fatal(err)
	}

	start(trouble)
	d.Press("Return")
	<-d.done
	if code := d.prog.ProcessState.ExitCode(); code != 3 || strings.Contains(log(), "compatibility") || !strings.Contains(log(), `msg=graphics error="WGL:`) {
		t.Fatalf("without it: exit code %d; the log: %s", code, log())
	}

	mesa := d.compat(filepath.Join(c, "compat"))
	start("客至") // that it goes on in compatibility mode is told the first time
	d.Press("Return")
	<-d.done
	// What it has started goes on, so that its own end is told by the code alone.
	if code := d.prog.ProcessState.ExitCode(); code != 0 || !strings.Contains(log(), "compatibility mode started") {
		t.Fatalf("with it: exit code %d; the log: %s", code, log())
	}
	if !mesa {
		d.appears(trouble, 2*time.Minute)
		d.Press("Return")
		return
	}
	d.appears("客至", 2*time.Minute)
	d.until("a drawn window", 2*time.Minute, func() bool { return drawn(d.Screen()) })
	d.Settle()
	d.Reads(navigation, "客户拜访投诉满意度")
	d.Press("alt+F4")
	d.until("an empty screen", time.Minute, func() bool { return !drawn(d.Screen()) })
}

// compat puts the libraries of the compatibility mode into a folder, and tells
// whether they are Mesa's.
func (d *desk) compat(to string) (mesa bool) {
	d.t.Helper()
	if err := os.MkdirAll(to, 0o700); err != nil {
		d.t.Fatal(err)
	}
	for _, name := range []string{"opengl32.dll", "libgallium_wgl.dll", "libglapi.dll"} {
		if b, err := os.ReadFile(repo(d.t, "dist", "compat", name)); err == nil {
			mesa = true
			if err := os.WriteFile(filepath.Join(to, name), b, 0o700); err != nil {
				d.t.Fatal(err)
			}
			continue
		}
		none := filepath.Join(d.home, "none.c")
		if err := os.WriteFile(none, []byte("int none;\n"), 0o600); err != nil {
			d.t.Fatal(err)
		}
		d.run("x86_64-w64-mingw32-gcc", "-shared", "-s", "-o", filepath.Join(to, name), none)
	}
	return mesa
}

// appears waits for a window that has title in its name.
func (d *desk) appears(title string, limit time.Duration) {
	d.t.Helper()
	d.until("a window named "+title, limit, func() bool { return d.xdo("search", "--onlyvisible", "--name", title) == nil })
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
