//go:build !windows

package shop_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"kezhi/assets"
	"kezhi/data/backup"
	"kezhi/data/shop"
)

// TestWhatTheProgramMakesIsItsUsersAlone walks everything that a day's work
// leaves: data folder, keys, anchors, backups, the cache. The mask of the
// process lets everybody read, so that what is private is so by the program.
func TestWhatTheProgramMakesIsItsUsersAlone(t *testing.T) {
	mask := syscall.Umask(0)
	defer syscall.Umask(mask)
	home := t.TempDir()
	keys, places := filepath.Join(home, "keys"), filepath.Join(home, "backups")
	t.Setenv("KEZHI_KEYS", keys)
	t.Setenv("KEZHI_ANCHORS", "")
	t.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
	t.Setenv("TMPDIR", filepath.Join(home, "tmp"))
	must(t, os.Mkdir(filepath.Join(home, "tmp"), 0o700))
	must(t, os.Mkdir(places, 0o700)) // a stick that is plugged in
	s, err := shop.Open(filepath.Join(home, "data", "kezhi.db"))
	must(t, err)
	defer func() { _ = s.Close() }()

	number, id := her(t, s)
	private(t, home)
	setUp(t, s)
	private(t, home)
	dir, err := s.Documents.Aside()
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "恢复页.pdf"), []byte("x"), 0o600))
	_, err = backup.Run(t.Context(), s.DB, "周岚", places, backup.Options{}, assets.ZhHans)
	must(t, err)
	_, _, err = s.ExportPerson(t.Context(), "周岚", assets.ZhHans, id, filepath.Join(home, "copy"))
	must(t, err)
	private(t, home)
	_, err = s.Erase(t.Context(), "周岚", number, "本人申请", "")
	must(t, err)
	must(t, s.Close())
	if n := private(t, home); n < 6 {
		t.Errorf("only %d files were looked at", n)
	}
}

// private finds files and folders that others than their owner may open.
func private(t *testing.T, home string) (files int) {
	t.Helper()
	must(t, filepath.WalkDir(home, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == home {
			return err
		}
		i, err := e.Info()
		if err != nil {
			return nil //nolint:nilerr // gone meanwhile
		}
		if !e.IsDir() {
			files++
		}
		if m := i.Mode().Perm(); m&0o077 != 0 {
			t.Errorf("%s is open to others: %v", path, m)
		}
		return nil
	}))
	return files
}
