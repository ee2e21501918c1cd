// Package logs is what the program writes down of itself: one file beside the
// database that begins anew when it is long, with nothing of a customer, and both
// packed for whoever helps.
package logs

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"sync"
)

// limit is the size in bytes at which the log begins anew; the one before stays
// beside it.
const limit = 1 << 20

// File is the program's log, beside the database.
func File(db string) string { return filepath.Join(filepath.Dir(db), "kezhi.log") }

// before is the log that a log began anew after.
func before(path string) string { return path + ".1" }

// Pack writes the log, the one before and what the program runs on as a ZIP
// archive. A log that is not there is left out.
func Pack(to io.Writer, db, version string) error {
	z := zip.NewWriter(to)
	w, err := z.Create("about.txt")
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "Kezhi %s\n%s/%s\n%s\n", version, runtime.GOOS, runtime.GOARCH, runtime.Version()); err != nil {
		return err
	}
	for _, path := range []string{File(db), before(File(db))} {
		if err := add(z, path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return z.Close()
}

func add(z *zip.Writer, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	w, err := z.Create(filepath.Base(path))
	if err != nil {
		return err
	}
	_, err = io.Copy(w, f)
	return err
}

// Open writes the program's log. What is in a customer's file never goes
// there, see scrub. Without a place to write the log goes to standard error.
func Open(db string) io.Closer {
	l := &rotating{path: File(db), limit: limit}
	var w io.Writer = os.Stderr
	if err := l.open(); err == nil {
		w = io.MultiWriter(l, os.Stderr)
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{ReplaceAttr: scrub})))
	return l
}

// rotating is a file that begins anew when it has become long; the one before
// stays beside it, and none before that.
type rotating struct {
	path  string
	limit int64

	mu   sync.Mutex
	f    *os.File
	size int64
}

func (r *rotating) open() error {
	f, err := os.OpenFile(r.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	i, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return err
	}
	r.f, r.size = f, i.Size()
	return nil
}

// Write never fails for the log's sake: what cannot be written is let go.
func (r *rotating) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.size > r.limit && r.f != nil {
		_ = r.f.Close()
		_ = os.Rename(r.path, before(r.path))
		if r.open() != nil {
			r.f = nil
		}
	}
	if r.f != nil {
		n, _ := r.f.Write(b)
		r.size += int64(n)
	}
	return len(b), nil
}

// Close ends the log.
func (r *rotating) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.f == nil {
		return nil
	}
	f := r.f
	r.f = nil
	return f.Close()
}

// private is what may be a person's in an error's text: words in Chinese, what
// was typed (it stands in quotation marks), names of files, numbers as long as a
// phone's, addresses of mail.
var private = regexp.MustCompile(`\p{Han}[\p{Han}·（）\d]*|"[^"\n]*"|“[^”]*”|[^\s:="']+@[^\s:="']+|(?:[A-Za-z]:)?[/\\][^:\n"]*|\+?\d[\d -]{5,}\d`)

// kind is how the name of a file ends that is no person's.
var kind = regexp.MustCompile(`\.(?:go|db|json|pdf|png|xlsx|csv|yaml|zip|age)$`)

// scrub takes out of what is logged whatever may be personal data.
func scrub(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey || a.Key == slog.LevelKey {
		return a
	}
	switch a.Value.Kind() {
	case slog.KindString, slog.KindAny:
		if a.Key == "stack" { // places in the program, with no value of a variable
			return a
		}
		a.Value = slog.StringValue(private.ReplaceAllStringFunc(a.Value.String(), func(x string) string { return "…" + kind.FindString(x) }))
	}
	return a
}
