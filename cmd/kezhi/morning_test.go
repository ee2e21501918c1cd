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
	m.open()
	m.work()
}

// The same morning on Windows; its file is then read on Linux.
func TestAMorningAtTheFrontDeskOnWindows(t *testing.T) {
	m := newMorning(t)
	m.windows()
	m.open()
	m.work()
}

// A morning is a desk with the program on it, the file it writes, and the
// program without a window that reads the file.
type morning struct {
	*desk
	ctl     string
	file    string   // the database, as Linux names it
	program []string // starts the window over it
}

func newMorning(t *testing.T) *morning {
	t.Helper()
	m := &morning{desk: newDesk(t), ctl: built(t, "kezhictl")}
	m.file = filepath.Join(m.home, "morning.db")
	m.program = []string{built(t, "kezhi"), "--db", m.file, "--lang", "zh-Hans"}
	return m
}

// windows puts the Windows program in the place of the Linux one.
func (m *morning) windows() {
	m.t.Helper()
	c := m.wine()
	m.file, m.out = filepath.Join(c, "morning.db"), filepath.Join(c, "out")
	m.env = append(m.env, `KEZHI_OUT=C:\out`)
	m.run("cp", built(m.t, "Kezhi.exe"), filepath.Join(c, "Kezhi.exe"))
	m.program = []string{"wine", `C:\Kezhi.exe`, "--db", `C:\morning.db`, "--lang", "zh-Hans"}
}

func (m *morning) open() {
	m.t.Helper()
	m.Start("客至", m.program[0], m.program[1:]...)
	m.Reads(navigation, "客户拜访投诉满意度")
}

// What is typed, and has to come out of the file and of the printer again.
// 𬭎 is one of the characters of names that few fonts and fewer programs have.
const (
	guest    = "单雨𬭎"
	phone    = "13912345678"
	purpose  = "送新合同报价，听取意见"
	trouble  = "前台等候四十分钟无人接待，要求书面答复"
	shortcut = 20 * time.Second // the longest that any save may take
)

func (m *morning) work() {
	m.t.Helper()
	m.Picture("start")

	m.Change("a new customer", func() { m.Press("ctrl+shift+1") })
	m.Type(guest)
	m.Tab(toPhone)
	m.Type(phone)
	customer := m.save("customer", "KH-", guest, phone)
	m.print(customer, guest, phone)

	m.Change("a new visit", func() { m.Press("ctrl+shift+2") })
	m.choose("shanyu")
	m.Tab(toPurpose)
	m.Type(purpose)
	visit := m.save("visit", "BF-", customer, purpose)
	m.print(visit, guest, purpose)

	m.Change("a new complaint", func() { m.Press("ctrl+shift+3") })
	m.choose(guest[:len("单雨")])
	m.Tab(toTrouble)
	m.Type(trouble)
	complaint := m.save("complaint", "TS-", customer, guest, trouble)
	m.print(complaint, guest, trouble)

	m.Change("what was found", func() {
		m.Press("ctrl+k")
		m.Type(phone[7:])
	})
	m.Reads(top, "单雨")
	m.Picture("found")
	m.Press("Escape", "Escape")
	m.Close()
	m.run(m.ctl, "check", "--db", m.file)
}

// save presses Ctrl+S and returns the number under which the register then has
// a record with the texts, read by another program from the same file.
func (m *morning) save(register, prefix string, texts ...string) (number string) {
	m.t.Helper()
	m.Press("ctrl+s")
	m.until("a kept "+register, shortcut, func() bool {
		number = m.kept(register, texts...)
		return number != ""
	})
	if !strings.HasPrefix(number, prefix) {
		m.t.Errorf("the number of the %s is %s", register, number)
	}
	m.Settle()
	m.Picture(register)
	return number
}

// kept is the number of the register's record that has all the texts, "" if
// there is none.
func (m *morning) kept(register string, texts ...string) string {
	m.t.Helper()
records:
	for line := range strings.Lines(m.run(m.ctl, "list", register, "--db", m.file)) {
		n, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
		shown := m.run(m.ctl, "show", "--db", m.file, n, "--json")
		for _, s := range texts {
			if !strings.Contains(shown, s) {
				continue records
			}
		}
		return n
	}
	return ""
}

// print saves the PDF of the record on the screen and reads it.
func (m *morning) print(texts ...string) {
	m.t.Helper()
	had := m.pdfs()
	m.Change("the preview", func() { m.Press("ctrl+p") })
	m.Picture("preview-" + texts[0][:2])
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
		if strings.HasPrefix(filepath.Base(n), ".") {
			continue
		}
		if s, err := os.Stat(n); err == nil && s.Size() > 0 {
			all[n] = true
		}
	}
	return all
}
