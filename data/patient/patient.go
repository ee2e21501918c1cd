// Package patient opens, renames and removes files of which another program, mostly a
// virus scanner that looks at what was just written, has hold for a moment
// (文件被占用). Windows refuses such a file; it is tried again for some seconds, and
// then said in a sentence that names the file.
package patient

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kezhi/data"
)

// How long it is tried, and how often. Tests set them.
var (
	patience = 5 * time.Second
	pause    = 20 * time.Millisecond
)

// Refuse stands for the system in tests: an error of it is what the system says to
// an "open", a "rename" or a "remove" of the path. It is nil otherwise.
var Refuse func(do, path string) error

// Open is os.OpenFile, patiently. Code data.Busy where somebody else keeps the file.
func Open(path string, flag int, mode fs.FileMode) (f *os.File, err error) {
	err = try("open", path, func() (err error) {
		f, err = os.OpenFile(path, flag, mode)
		return err
	})
	return f, err
}

// Rename is os.Rename, patiently, and once it returns a power cut does not take the
// new name back. Code data.Busy where somebody else keeps the file.
func Rename(from, to string) error {
	err := try("rename", to, func() error { return os.Rename(from, to) })
	if err == nil {
		Settle(filepath.Dir(to))
	}
	return err
}

// Settle brings the entries of a folder to the disk, where the system can: Windows
// does so with the file itself.
func Settle(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		_ = f.Close()
	}
}

// Sync brings a file to the disk that others wrote.
func Sync(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Remove is os.Remove, patiently. Code data.Busy where somebody else keeps the file.
func Remove(path string) error {
	return try("remove", path, func() error { return os.Remove(path) })
}

// Replace gives fresh the name of old, and old the name aside, so that at no moment,
// a power cut included, there is no file under the name. aside must not exist. Where
// it fails each file has the name it had.
func Replace(old, aside, fresh string) error {
	if _, err := os.Lstat(aside); err == nil {
		return &fs.PathError{Op: "rename", Path: aside, Err: fs.ErrExist}
	}
	linked := os.Link(old, aside) == nil
	if !linked { // a disk that knows one name for a file
		if err := Rename(old, aside); err != nil {
			return err
		}
	}
	err := Rename(fresh, old)
	switch {
	case err == nil:
		return nil
	case linked:
		return errors.Join(err, os.Remove(aside))
	}
	return errors.Join(err, Rename(aside, old))
}

func try(do, path string, f func() error) error {
	for began := time.Now(); ; time.Sleep(pause) {
		err := refused(do, path)
		if err == nil {
			err = f()
		}
		if err == nil || !taken(do, err) {
			return err
		}
		if time.Since(began) > patience {
			return &data.Error{Code: data.Busy, Key: "error.held", Args: []any{"File", path}, Err: err}
		}
	}
}

func refused(do, path string) error {
	if Refuse == nil {
		return nil
	}
	return Refuse(do, path)
}
