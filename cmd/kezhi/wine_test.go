//go:build window

package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// wine makes the desk one that runs Windows programs: a Windows of its own under
// the desk's home, with the function that Wine 8 lacks (see .ci/processprng.c).
// No font of the machine reaches it, so Chinese on the screen is drawn with the
// program's own. It returns the folder that Windows calls C:.
func (d *desk) wine() string {
	d.t.Helper()
	d.spare = []int{93, 97, 103, 120, 132} // Wine takes characters from these, not from media keys
	prefix := filepath.Join(d.home, "wine")
	fonts := filepath.Join(d.home, "fonts.conf")
	if err := os.WriteFile(fonts, []byte(`<?xml version="1.0"?><fontconfig></fontconfig>`), 0o600); err != nil {
		d.t.Fatal(err)
	}
	d.env = append(d.env,
		"FONTCONFIG_FILE="+fonts,
		"WINEPREFIX="+prefix,
		"WINEARCH=win64",
		"WINEDEBUG=-all",
		"WINEDLLOVERRIDES=mscoree=;mshtml=;winemenubuilder.exe=",
	)
	d.t.Cleanup(func() { d.server("-k") })
	d.run("wineboot", "-i")
	d.server("-w")
	dll := filepath.Join(prefix, "drive_c", "windows", "system32", "bcryptprimitives.dll")
	d.run("x86_64-w64-mingw32-gcc", "-shared", "-Os", "-s", "-o", dll, repo(d.t, ".ci", "processprng.c"), "-ladvapi32")
	return filepath.Join(prefix, "drive_c")
}

// server asks the prefix's wineserver to end (-k) or waits until it has (-w).
func (d *desk) server(flag string) {
	path := "/usr/lib/wine/wineserver"
	if p, err := exec.LookPath("wineserver"); err == nil {
		path = p
	}
	c := exec.Command(path, flag)
	c.Env = d.env
	if err := c.Start(); err != nil {
		d.t.Error(err)
		return
	}
	slow := time.AfterFunc(2*time.Minute, func() { _ = c.Process.Kill() })
	_ = c.Wait()
	slow.Stop()
}
