package db_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"kezhi/data"
	"kezhi/data/db"
)

// disk is a small file system of its own; making one is root's privilege.
func disk(t *testing.T, options string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skip("no file system of its own:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	return dir
}

// ballast fills a disk and returns what makes room again.
func ballast(t *testing.T, dir string) func() {
	t.Helper()
	path := filepath.Join(dir, "ballast")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for b := make([]byte, 4096); err == nil; {
		_, err = f.Write(b)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	return func() { _ = os.Remove(path) }
}

func TestAFullDiskKeepsNothingOfASaveAndTakesTheNext(t *testing.T) {
	dir := disk(t, "size=16m")
	path := filepath.Join(dir, "kezhi.db")
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	makeRoom := ballast(t, dir)
	if err := big(d); data.CodeOf(err) != data.Full {
		t.Errorf("err = %v, want full", err)
	}
	settled(t, d, makeRoom)
}

func TestAFileOnAFullDiskIsNotOpenedAndStaysAsItWas(t *testing.T) {
	dir := disk(t, "size=4m")
	path := filepath.Join(dir, "kezhi.db")
	filled(t, path)
	makeRoom := ballast(t, dir)
	before := folder(t, dir)
	d, err := db.Open(path)
	if err == nil {
		err = d.Set(context.Background(), "x", "a", strings.Repeat("x", 20_000))
		_ = d.Close()
	}
	if data.CodeOf(err) != data.Full {
		t.Errorf("err = %v, want full", err)
	}
	if folder(t, dir)["kezhi.db"] != before["kezhi.db"] {
		t.Error("the file was changed")
	}
	makeRoom()
	if d, err = db.Open(path); err != nil {
		t.Fatal(err)
	}
	_ = d.Close()
}

func TestANewFileIsNotMadeOnAFullDisk(t *testing.T) {
	dir := disk(t, "size=2m")
	makeRoom := ballast(t, dir)
	path := filepath.Join(dir, "kezhi.db")
	if d, err := db.Open(path); data.CodeOf(err) != data.Full {
		t.Errorf("err = %v, want full", err)
		if err == nil {
			_ = d.Close()
		}
	}
	makeRoom()
	d, err := db.Open(path)
	if err != nil {
		t.Fatal("with room:", err)
	}
	_ = d.Close()
}

// asNobody takes root's privileges over files from the test's thread.
func asNobody(t *testing.T, dir string) {
	t.Helper()
	if os.Geteuid() != 0 {
		return
	}
	const nobody = 65534
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	err := filepath.WalkDir(dir, func(p string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chown(p, nobody, nobody))
	})
	if err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread()
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Setfsuid(0); err != nil {
			t.Error(err)
			return // the thread dies with the test
		}
		runtime.UnlockOSThread()
	})
}

func TestWhatCannotBeWrittenIsSaidAtOnce(t *testing.T) {
	mode := func(p string, m os.FileMode) {
		t.Helper()
		if err := os.Chmod(p, m); err != nil {
			t.Fatal(err)
		}
	}
	for name, forbid := range map[string]func(dir, path string){
		"a file that is read only":                func(_, path string) { mode(path, 0o400) },
		"a file that may not be read":             func(_, path string) { mode(path, 0) },
		"a folder that is read only":              func(dir, _ string) { mode(dir, 0o500) },
		"both":                                    func(dir, path string) { mode(path, 0o400); mode(dir, 0o500) },
		"a folder that is read only and is empty": func(dir, path string) { _ = os.Remove(path); mode(dir, 0o500) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "kezhi.db")
			filled(t, path)
			before := folder(t, dir)["kezhi.db"]
			asNobody(t, dir)
			forbid(dir, path)
			d, err := db.Open(path)
			if err == nil {
				_ = d.Close()
			}
			if data.CodeOf(err) != data.ReadOnly {
				t.Errorf("err = %v, want read only", err)
			}
			mode(dir, 0o700)
			if _, err := os.Stat(path); err == nil {
				mode(path, 0o600)
				if all := folder(t, dir); all["kezhi.db"] != before || len(all) != 1 {
					t.Errorf("the file was changed, or has company: %d files", len(all))
				}
			}
		})
	}
}

func TestADiskThatIsReadOnlyIsSaidAtOnce(t *testing.T) {
	dir := disk(t, "size=16m")
	path := filepath.Join(dir, "kezhi.db")
	filled(t, path)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	for _, p := range []string{path, filepath.Join(dir, "new.db"), filepath.Join(dir, "new", "kezhi.db")} {
		if d, err := db.Open(p); data.CodeOf(err) != data.ReadOnly {
			t.Errorf("%s: %v, want read only", p, err)
			if err == nil {
				_ = d.Close()
			}
		}
	}
}

func TestAFullDiskStopsAMigrationBeforeItBegins(t *testing.T) {
	dir := disk(t, "size=4m")
	path := filepath.Join(dir, "kezhi.db")
	filled(t, path)
	before := folder(t, dir)
	makeRoom := ballast(t, dir)
	db.Migrate(t, steps(t, -1, "CREATE TABLE later (x);\n"))
	d, err := db.Open(path)
	if data.CodeOf(err) != data.Full {
		t.Errorf("err = %v, want full", err)
	}
	if err == nil {
		_ = d.Close()
	}
	makeRoom()
	if folder(t, dir)["kezhi.db"] != before["kezhi.db"] {
		t.Error("the file was changed")
	}
	if all, err := filepath.Glob(path + ".*"); err != nil || len(all) > 0 {
		t.Errorf("half a copy is left: %v", all)
	}
}
