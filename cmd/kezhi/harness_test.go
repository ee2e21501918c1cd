//go:build window

package main_test

import (
	"image"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// yardstick builds testdata/empty for Linux, or for Windows with its
// cross-compiler, and returns the program.
func yardstick(tb testing.TB, windows bool) string {
	tb.Helper()
	p := filepath.Join(tb.TempDir(), "empty.exe")
	c := exec.Command("go", "build", "-buildvcs=false", "-tags", "x11,migrated_fynedo", "-o", p, "./testdata/empty")
	if windows {
		c = exec.Command("go", "build", "-buildvcs=false", "-trimpath", "-tags", "migrated_fynedo", "-o", p, "./testdata/empty")
		c.Env = append(c.Environ(), "CGO_ENABLED=1", "GOOS=windows", "GOARCH=amd64", "CC=x86_64-w64-mingw32-gcc")
	}
	if b, err := c.CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, b)
	}
	return p
}

// The tests of the window are worth what the typing is worth: it arrives whole,
// in Chinese, in the program and on the screen.
func TestTheDeskTypesChineseAndReadsTheScreen(t *testing.T) {
	const text = "单雨霏 zhang伟 渝鲲火锅（VIP），每逢周三下午两点来店，喝龙井，不吃辣；去年十一月投诉过前台等候太久，已由店长当面致歉并补偿两张券。𠮷"
	d := newDesk(t)
	d.Start("客至", yardstick(t, false), "-entry")
	d.Change("what was typed", func() { d.Type(text) })
	d.until("the program to have the text", 10*time.Second, func() bool {
		all := strings.Split(strings.TrimSpace(d.log.String()), "\n")
		return all[len(all)-1] == text
	})
	d.Reads(image.Rect(0, 0, 400, 40), "客户拜访投诉满意度")
	d.Close()
}

func TestTheDeskTypesChineseIntoAWindowsProgram(t *testing.T) {
	const text = "单雨霏 zhang伟 渝鲲火锅（VIP）"
	d := newDesk(t)
	c := d.wine()
	d.run("cp", yardstick(t, true), filepath.Join(c, "empty.exe"))
	d.Start("客至", "wine", `C:\empty.exe`, "-entry")
	d.Change("what was typed", func() { d.Type(text) })
	d.until("the program to have the text", 20*time.Second, func() bool {
		all := strings.Split(strings.TrimSpace(strings.ReplaceAll(d.log.String(), "\r", "")), "\n")
		return all[len(all)-1] == text
	})
	d.Reads(image.Rect(0, 0, 400, 40), "客户拜访投诉满意度")
	d.Close()
}
