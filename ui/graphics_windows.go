package ui

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/sys/windows"

	"kezhi/ui/kit"
)

// box shows a text in a box of the system's.
func box(title, text, _ string) {
	t, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	c, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, t, c, windows.MB_OK|windows.MB_ICONERROR|windows.MB_SETFOREGROUND)
}

func hasCompatible() bool { return true }

// libraries are what the compatibility mode consists of: an OpenGL that draws by
// software, Mesa's, see .ci/compat.
var libraries = []string{"opengl32.dll", "libgallium_wgl.dll", "libglapi.dll"}

// startCompatible starts the program anew where Windows finds Mesa before its
// own OpenGL: a copy of the program lies in a folder with it, for Windows looks
// into the program's folder first. started is false where the folder compat is
// neither beside the program nor was there before.
func startCompatible() (started bool, err error) {
	exe, err := os.Executable()
	if err != nil {
		return false, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return false, err
	}
	to := filepath.Join(cache, "Kezhi", "compat")
	beside := filepath.Join(filepath.Dir(exe), "compat")
	switch err := renew(beside, to); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	}
	again := filepath.Join(to, "Kezhi.exe")
	if err := replace(exe, again); err != nil {
		return false, err
	}
	first := filepath.Join(to, "told")
	if _, err := os.Stat(first); err != nil {
		box(kit.T("ui.name"), kit.T("graphics.compat"), "")
		_ = os.WriteFile(first, nil, 0o600)
	}
	c := exec.Command(again, os.Args[1:]...)
	c.Env = append(os.Environ(), compatible+"=1")
	return true, c.Start()
}

// renew copies the libraries, where they lie beside the program; otherwise those
// of an earlier start have to be there.
func renew(from, to string) error {
	for _, name := range libraries {
		if _, err := os.Stat(filepath.Join(from, name)); err == nil {
			err = replace(filepath.Join(from, name), filepath.Join(to, name))
			if err != nil {
				return err
			}
		} else if _, err := os.Stat(filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a copy of a file in another's place, unless it is the same size
// and no older.
func replace(from, to string) error {
	a, err := os.Stat(from)
	if err != nil {
		return err
	}
	if b, err := os.Stat(to); err == nil && b.Size() == a.Size() && !b.ModTime().Before(a.ModTime()) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o700) //nolint:gosec // a program has to be one that may be started
}
