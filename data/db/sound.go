package db

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"

	"kezhi/data"
)

// sound looks at the file before SQLite does, which would make a foreign file
// its own and throw away a log that it cannot read. What is refused stays as
// it is, to the byte. A file of no length is a new one: somebody else may just
// be making it.
func sound(path string) error {
	log, err := logged(path)
	if err != nil {
		return err
	}
	i, err := os.Stat(path)
	switch {
	case err == nil && !i.Mode().IsRegular():
		return data.Fault(data.Damaged, "error.not_ours", "File", path)
	case errors.Is(err, fs.ErrNotExist) || err == nil && i.Size() == 0:
		if log {
			// SQLite would remove the log: records of a file that was moved
			// or lost.
			return data.Fault(data.Damaged, "error.damaged")
		}
		return nil
	case err != nil:
		return Translate(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return Translate(err)
	}
	defer func() { _ = f.Close() }()
	if log {
		return header(f, path, nil)
	}
	if rolledBack(path) {
		return nil
	}
	return header(f, path, func() (int64, error) {
		// Whoever has the file open may be folding a log into it: as long as
		// there is one, the size says nothing.
		if log, err := logged(path); err != nil || log {
			return math.MaxInt64, err
		}
		i, err := f.Stat()
		if err != nil {
			return 0, err
		}
		return i.Size(), nil
	})
}

// header judges the first hundred bytes (SQLite's file format, 1.3). Without a
// size there is a log beside the file, which may hold a newer head: then only
// SQLite can tell.
func header(f io.Reader, path string, size func() (int64, error)) error {
	h := make([]byte, 100)
	if _, err := io.ReadFull(f, h); err != nil || string(h[:16]) != "SQLite format 3\x00" {
		return data.Fault(data.Damaged, "error.not_ours", "File", path)
	}
	number := func(at int) int64 { return int64(binary.BigEndian.Uint32(h[at:])) }
	if size == nil {
		return nil
	}
	version, app, pages := number(60), number(68), number(28)
	page := int64(binary.BigEndian.Uint16(h[16:]))
	if page == 1 {
		page = 65536
	}
	switch {
	case app != application && (app != 0 || version != 0 || pages > 1):
		return data.Fault(data.Damaged, "error.not_ours", "File", path)
	case app == application && version > int64(Latest()):
		return newer(path, version)
	}
	have, err := size()
	if err == nil && have < pages*page {
		err = data.Fault(data.Damaged, "error.damaged")
	}
	return Translate(err)
}

// rolledBack tells whether a rollback journal with something in it lies beside
// the file: the power went while the file was made, and SQLite will take back
// what was half done, its head too.
func rolledBack(path string) bool {
	f, err := os.Open(path + "-journal")
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	h := make([]byte, 8)
	_, err = io.ReadFull(f, h)
	return err == nil && string(h) == "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" // SQLite's file format, 3
}

func newer(path string, have int64) error {
	return data.Fault(data.Newer, "error.newer", "File", path, "Have", have, "Know", Latest())
}

// logged tells whether a write-ahead log with something in it lies beside the
// file. A log of zeros is what a power cut leaves of one that was just begun; one
// that begins with anything but a log's mark was overwritten, and whatever it
// held is for a person to look at.
func logged(path string) (bool, error) {
	f, err := os.Open(path + "-wal")
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, Translate(err)
	}
	defer func() { _ = f.Close() }()
	h := make([]byte, 32)
	if _, err := io.ReadFull(f, h); err != nil {
		return false, nil // shorter than its head: nothing was committed
	}
	switch m := binary.BigEndian.Uint32(h); m {
	case 0x377f0682, 0x377f0683:
		return true, nil
	case 0:
		return false, nil
	}
	return false, data.Fault(data.Damaged, "error.damaged")
}
