//go:build window

package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A receptionist's morning with nothing but a keyboard: a new customer, a visit,
// a complaint, the paper of each; then the file is read without the window.
func TestAMorningAtTheFrontDesk(t *testing.T) {
	m := newMorning(t)
	m.file = filepath.Join(m.home, "morning.db")
	m.Start("客至", built(t, "kezhi"), "--db", m.file, "--lang", "zh-Hans")
	m.work()
}

// The same morning on Windows; its file is then read on Linux.
func TestAMorningAtTheFrontDeskOnWindows(t *testing.T) {
	m := newMorning(t)
	c := m.wine()
	m.file, m.out = filepath.Join(c, "morning.db"), filepath.Join(c, "out")
	m.env = append(m.env, `KEZHI_OUT=C:\out`)
	m.run("cp", built(t, "Kezhi.exe"), filepath.Join(c, "Kezhi.exe"))
	m.Start("客至", "wine", `C:\Kezhi.exe`, "--db", `C:\morning.db`, "--lang", "zh-Hans")
	m.work()
}

type morning struct {
	*desk
	ctl  string
	file string // the database, as Linux names it
}

func newMorning(t *testing.T) *morning {
	t.Helper()
	return &morning{desk: newDesk(t), ctl: built(t, "kezhictl")}
}

// What is typed, and has to come out of the file and of the printer again.
const (
	guest    = "单雨霏"
	purpose  = "送新合同报价，听取意见"
	trouble  = "前台等候四十分钟无人接待"
	shortcut = 20 * time.Second // the longest that any save may take
)

func (m *morning) work() {
	m.t.Helper()
	m.Picture("start")

	m.Change("a new customer", func() { m.Press("ctrl+shift+1") })
	m.fill(guest)
	customer := m.save("customer", "KH-", guest)
	m.print(customer, guest)

	m.Change("a new visit", func() { m.Press("ctrl+shift+2") })
	m.choose(guest)
	m.fill(purpose)
	visit := m.save("visit", "BF-", purpose)
	m.print(visit, guest, purpose)

	m.Change("a new complaint", func() { m.Press("ctrl+shift+3") })
	m.choose(guest)
	m.fill(trouble)
	complaint := m.save("complaint", "TS-", trouble)
	m.print(complaint, guest, trouble)

	m.Change("what was found", func() {
		m.Press("ctrl+k")
		m.Type("shanyufei")
	})
	m.Picture("found")
	m.Press("Escape")
	m.Close()
	m.run(m.ctl, "check", "--db", m.file)
}

// fill types texts into fields, the focus being in the first; "" passes one by.
func (m *morning) fill(texts ...string) {
	m.t.Helper()
	for i, s := range texts {
		if i > 0 {
			m.Press("Tab")
		}
		if s != "" {
			m.Type(s)
		}
	}
}

// choose takes a customer in a field that proposes some, and goes to the next.
func (m *morning) choose(name string) {
	m.t.Helper()
	m.Change("a proposed customer", func() { m.Type(name) })
	m.Press("Down", "Return", "Tab")
	m.Settle()
}

// save presses Ctrl+S and returns the number under which the register then has
// a record with the text, read by another program from the same file.
func (m *morning) save(register, prefix, text string) (number string) {
	m.t.Helper()
	m.Press("ctrl+s")
	m.until("a kept "+register, shortcut, func() bool {
		for line := range strings.Lines(m.run(m.ctl, "list", register, "--db", m.file)) {
			n, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if strings.HasPrefix(n, prefix) && strings.Contains(m.run(m.ctl, "show", "--db", m.file, n, "--json"), text) {
				number = n
				return true
			}
		}
		return false
	})
	m.Settle()
	m.Picture(register)
	return number
}

// print saves the PDF of the record on the screen and reads it.
func (m *morning) print(texts ...string) {
	m.t.Helper()
	had := m.pdfs()
	m.Change("the preview", func() { m.Press("ctrl+p") })
	m.Press("ctrl+s")
	var file string
	m.until("a PDF of "+texts[0], shortcut, func() bool {
		for name := range m.pdfs() {
			if !had[name] {
				file = name
			}
		}
		return file != ""
	})
	m.run("qpdf", "--check", file)
	got := strings.Join(strings.Fields(m.run("pdftotext", "-layout", file, "-")), "")
	for _, want := range texts {
		if !strings.Contains(got, want) {
			m.t.Errorf("%s does not say %q but\n%s", filepath.Base(file), want, got)
		}
	}
	m.Press("Escape")
	m.Settle()
}

// pdfs are the files in the program's folder for paper; half a file has another
// name.
func (m *morning) pdfs() map[string]bool {
	m.t.Helper()
	all := map[string]bool{}
	names, err := filepath.Glob(filepath.Join(m.out, "*.pdf"))
	if err != nil {
		m.t.Fatal(err)
	}
	for _, n := range names {
		if s, err := os.Stat(n); err == nil && s.Size() > 0 {
			all[n] = true
		}
	}
	return all
}
