package ui

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
)

// logLimit is the size in bytes at which the log begins anew; the one before
// stays beside it.
const logLimit = 1 << 20

// openLog writes the program's log beside the database. Fields' contents never
// go there. Without a place to write the log goes to standard error.
func openLog(file string) io.Closer {
	path := filepath.Join(filepath.Dir(file), "kezhi.log")
	if i, err := os.Stat(path); err == nil && i.Size() > logLimit {
		_ = os.Rename(path, path+".1")
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return io.NopCloser(nil)
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(io.MultiWriter(f, os.Stderr), nil)))
	return f
}
