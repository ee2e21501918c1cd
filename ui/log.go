package ui

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"sync"
)

// logLimit is the size in bytes at which the log begins anew; the one before
// stays beside it.
const logLimit = 1 << 20

// logFile is the program's log, beside the database.
func logFile(db string) string { return filepath.Join(filepath.Dir(db), "kezhi.log") }

// openLog writes the program's log. What is in a customer's file never goes
// there, see scrub. Without a place to write the log goes to standard error.
func openLog(db string) io.Closer {
	l := &rotating{path: logFile(db), limit: logLimit}
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
		_ = os.Rename(r.path, r.path+".1")
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
