// Command kezhictl is Kezhi without a window, for administrators, scripts and
// tests: it fills a file with sample data, finds, lists, shows and adds
// records, prints forms and checks the file. It keeps the same rules as the
// window, and may run beside one that has the same file open.
//
// It answers 0 when all went well, 1 when something could not be done and 2
// when it was called wrongly or what it was given to keep is not acceptable.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/policy"
)

// version is set by the build.
var version = "0"

// The answers to the shell.
const (
	fine   = 0
	failed = 1
	misled = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// program is one call of the command.
type program struct {
	lang   assets.Lang
	in     io.Reader
	out    io.Writer
	errs   io.Writer
	db     string // --db
	who    string // --who
	asJSON bool
}

// run does what the arguments say and gives the answer to the shell.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	p := &program{lang: spoken(args), in: in, out: out, errs: errs}
	root := p.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	return p.answer(root.ExecuteContext(ctx))
}

// usage is an error in how the command was called.
type usage struct{ text string }

func (u usage) Error() string { return u.text }

// unacceptable are the refusals of what was to be kept.
type unacceptable struct{ error }

func (u unacceptable) Unwrap() error { return u.error }

// errBroken says that a check found something; it was printed already.
var errBroken = errors.New("broken")

// answer says on stderr what went wrong: the refusals of fields as
// "field: message", one a line.
func (p *program) answer(err error) int {
	var u usage
	var no unacceptable
	switch {
	case err == nil:
		return fine
	case errors.Is(err, errBroken):
		return failed
	case errors.As(err, &u):
		p.complain("kezhictl: " + u.text + "\n" + p.lang.T("ctl.see_help"))
		return misled
	case errors.Is(err, context.Canceled):
		p.complain("kezhictl: " + p.lang.T("ctl.cancelled"))
		return failed
	}
	refusals := data.All(err)
	var ps policy.Problems
	if errors.As(err, &ps) {
		p.at(ps)
		refusals = nil
	}
	for _, e := range refusals {
		if e.Field == "" {
			p.complain("kezhictl: " + e.Text(p.lang))
		} else {
			p.complain(e.Field + ": " + e.Text(p.lang))
		}
	}
	if len(refusals)+len(ps) == 0 {
		p.complain("kezhictl: " + p.plain(err))
	}
	if errors.As(err, &no) {
		return misled
	}
	return failed
}

// at says where in a regulation's file what is wrong.
func (p *program) at(ps policy.Problems) {
	for _, x := range ps {
		p.complain(x.At(p.lang))
	}
}

// plain is an error without a message of its own.
func (p *program) plain(err error) string {
	var path *os.PathError
	switch {
	case errors.As(err, &path) && errors.Is(err, os.ErrNotExist):
		return p.lang.T("ctl.error.no_file", "File", path.Path)
	case errors.As(err, &path) && errors.Is(err, os.ErrPermission):
		return p.lang.T("ctl.error.no_access", "File", path.Path)
	}
	return p.lang.T("ctl.error.failed", "Cause", err.Error())
}

// spoken is the language that --lang asks for, read before anything else so
// that the help and the complaints about other flags are in it too.
func spoken(args []string) assets.Lang {
	for i, a := range args {
		s := ""
		switch {
		case a == "--":
			return assets.ZhHans
		case a == "--lang" && i+1 < len(args):
			s = args[i+1]
		case len(a) > 7 && a[:7] == "--lang=":
			s = a[7:]
		}
		for _, l := range assets.Langs {
			if string(l) == s {
				return l
			}
		}
	}
	return assets.ZhHans
}
