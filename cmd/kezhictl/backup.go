package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"kezhi/data"
	"kezhi/data/backup"
	"kezhi/data/db"
	"kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/shop"
	"kezhi/data/vault"
)

// backup makes a backup and prints its path.
func (p *program) backup() *cobra.Command {
	var to string
	c := p.command("backup", "--db F --to DIR", 0, 0, func(c *cobra.Command, _ []string) error {
		if to == "" {
			return usage{p.lang.T("ctl.usage.need", "Name", "--to")}
		}
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		if err := register.Permit(c.Context(), s.DB, right.Create, "backup"); err != nil {
			return err // before a folder is made
		}
		o := backup.Options{Program: version, Progress: p.share()}
		if vault.StateOf(s.DB) == vault.None {
			if o.Passphrase, err = p.newSecret(); err != nil {
				return err
			}
		}
		if err := os.MkdirAll(to, 0o700); err != nil {
			return db.Translate(err)
		}
		m, err := backup.Run(c.Context(), s.DB, p.writer(), to, o, p.lang)
		p.wipe(o.Progress)
		if err != nil {
			return secretive(err)
		}
		if n := len(m.Missing); n > 0 {
			p.complain("kezhictl: " + p.lang.T("backup.error.lost", "N", n))
		}
		w := newOutput(p.out)
		w.printf("%s\n", m.Path)
		return w.end()
	})
	p.dbFlag(c)
	p.whoFlag(c)
	c.Flags().StringVar(&to, "to", "", p.lang.T("ctl.backup.flag.to"))
	return c
}

// restore brings a backup back as a new file.
func (p *program) restore() *cobra.Command {
	var from string
	var lax bool
	c := p.command("restore", "--from FILE --db F", 0, 0, func(c *cobra.Command, _ []string) error {
		switch {
		case from == "":
			return usage{p.lang.T("ctl.usage.need", "Name", "--from")}
		case p.db == "":
			return usage{p.lang.T("ctl.usage.need", "Name", "--db")}
		}
		need, err := backup.Need(from)
		if err != nil {
			return err
		}
		secret, err := p.secret("ctl.passphrase" + map[string]string{"recovery": ".recovery"}[need])
		if err != nil {
			return err
		}
		o := backup.RestoreOptions{Secret: backup.Secret{Text: secret}, Lax: lax, Progress: p.share()}
		r, err := backup.Restore(c.Context(), from, p.db, o)
		p.wipe(o.Progress)
		if err != nil {
			return secretive(err)
		}
		if err := backup.Adopt(c.Context(), r.File, p.writer(), from, o.Secret); err != nil {
			return err
		}
		again, left, err := shop.Restored(c.Context(), r.File, p.writer(), nil, p.lang, filepath.Dir(from))
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		defer p.erasedSince(again, left)
		w.printf("%s\n", p.lang.T("ctl.restore.done", "File", r.File, "Made", r.Made.Local().Format("2006-01-02 15:04"),
			"Customers", r.Counts["customers"], "Documents", r.Documents, "Missing", r.Missing))
		return w.end()
	})
	p.dbFlag(c)
	c.Flags().StringVar(&from, "from", "", p.lang.T("ctl.restore.flag.from"))
	c.Flags().BoolVar(&lax, "without-documents", false, p.lang.T("ctl.restore.flag.lax"))
	return c
}

// erasedSince says who was erased since the backup was made.
func (p *program) erasedSince(again, left []privacy.Gone) {
	if n := len(again); n > 0 {
		p.complain("kezhictl: " + p.lang.T("backup.restored.erased", "N", n))
	}
	for _, x := range left {
		p.complain("kezhictl: " + p.lang.T("backup.restored.erased_left", "Number", x.Number, "Day", x.Day, "Certificate", x.Certificate))
	}
}

// secretive has a refusal of a passphrase answered as one of what was given.
func secretive(err error) error {
	if data.CodeOf(err) == data.Invalid {
		return unacceptable{err}
	}
	return err
}

// passphraseVariable names the passphrase or the recovery key for scripts.
const passphraseVariable = "KEZHI_PASSPHRASE" //nolint:gosec // the name of a variable

// newSecret is a passphrase to seal with: of the environment, or typed twice.
func (p *program) newSecret() (string, error) {
	if s := os.Getenv(passphraseVariable); s != "" {
		return s, nil
	}
	a, err := p.secret("ctl.passphrase")
	if err != nil {
		return "", err
	}
	b, err := p.secret("ctl.passphrase.again")
	if err == nil && a != b {
		err = usage{p.lang.T("ctl.passphrase.differ")}
	}
	return a, err
}

// secret is a passphrase or a recovery key: of the environment, or typed unseen.
func (p *program) secret(prompt string) (string, error) {
	if s := os.Getenv(passphraseVariable); s != "" {
		return s, nil
	}
	f, ok := p.in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return p.piped()
	}
	_, _ = io.WriteString(p.errs, p.lang.T(prompt))
	b, err := term.ReadPassword(int(f.Fd()))
	_, _ = io.WriteString(p.errs, "\n")
	return string(b), err
}

// piped is a line of what another program hands over.
func (p *program) piped() (string, error) {
	if p.in == nil {
		return "", usage{p.lang.T("ctl.usage.secret")}
	}
	line, err := bufio.NewReader(p.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", usage{p.lang.T("ctl.usage.secret")}
	}
	return line, nil
}

// share is progress in hundredths.
func (p *program) share() func(done, all int64) {
	show := p.progress()
	if show == nil {
		return nil
	}
	return func(done, all int64) { show(int(100*done/max(all, 1)), 100) }
}

// wipe takes the progress off the terminal.
func (p *program) wipe(progress func(done, all int64)) {
	if progress != nil {
		_, _ = io.WriteString(p.errs, "\r\x1b[K")
	}
}

// encrypted has what is printed sealed by a passphrase where that is wanted, as
// an .age file; end makes it whole.
func (p *program) encrypted(wanted bool) (end func() error, err error) {
	if !wanted {
		return func() error { return nil }, nil
	}
	secret, err := p.newSecret()
	if err != nil {
		return nil, err
	}
	out := p.out
	w, err := vault.Encrypt(out, secret)
	if err != nil {
		return nil, secretive(err)
	}
	p.out = w
	return func() error {
		p.out = out
		return w.Close()
	}, nil
}

func (p *program) encryptFlag(c *cobra.Command, wanted *bool) {
	c.Flags().BoolVar(wanted, "encrypt", false, p.lang.T("ctl.flag.encrypt"))
}
