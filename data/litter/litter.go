// Package litter names temporary files after the program that makes them, so that
// what a killed one left behind (遗留的临时文件) is known as such and taken away at
// the next start, while nothing is touched that a living one works with.
package litter

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// Pattern is the pattern for os.CreateTemp and os.MkdirTemp.
func Pattern(prefix, suffix string) string {
	return prefix + strconv.Itoa(os.Getpid()) + "-*" + suffix
}

// old is how long nothing was written to a file whose program seems to live, before
// that is taken for another one with its number.
const old = 24 * time.Hour

// Sweep removes from a folder what was named by Pattern and whose program is gone.
// What an earlier version named without its program goes after a day.
func Sweep(dir, prefix, suffix string) {
	ours := regexp.MustCompile("^" + regexp.QuoteMeta(prefix) + `(?:(\d+)-)?\d[\d.]*` + regexp.QuoteMeta(suffix) + "(?:-journal|-wal|-shm)?$")
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		m := ours.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		path := filepath.Join(dir, e.Name())
		if pid, err := strconv.Atoi(m[1]); err == nil && !alive(pid) || time.Since(touched(path)) > old {
			_ = os.RemoveAll(path)
		}
	}
}

// Of the folders and files beside a data file.
const (
	Proof   = "kezhi-proof-" // backups are proven in these
	Salvage = ".salvage-"
	Part    = ".part"
)

// Beside removes what killed programs left in the folder of a data file: copies on
// their way, proofs of backups, attempts to salvage.
func Beside(file string) {
	dir := filepath.Dir(file)
	Sweep(dir, filepath.Base(file)+".", Part)
	Sweep(dir, Proof, "")
	Sweep(dir, Salvage, "")
}

// touched is when something was last written to a file, or to a folder and what
// lies in it.
func touched(path string) (last time.Time) {
	_ = filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // what is gone meanwhile is not old
		}
		if i, err := e.Info(); err == nil && i.ModTime().After(last) {
			last = i.ModTime()
		}
		return nil
	})
	return last
}

// alive tells whether a program with the number runs; where that cannot be told it
// does.
func alive(pid int) bool {
	if pid == os.Getpid() {
		return true
	}
	return !errors.Is(probe(pid), os.ErrProcessDone)
}
