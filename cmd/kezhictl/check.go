package main

import (
	"errors"

	"github.com/spf13/cobra"

	"kezhi/data/check"
)

// check looks at the whole file and says what is broken.
func (p *program) check() *cobra.Command {
	c := p.command("check", "--db F", 0, 0, func(c *cobra.Command, _ []string) error {
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		found, err := check.Check(c.Context(), s)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		for _, f := range found {
			w.printf("%s\n", f.Text(p.lang))
		}
		if len(found) > 0 {
			return errors.Join(w.end(), errBroken)
		}
		w.printf("%s\n", p.lang.T("ctl.check.fine"))
		return w.end()
	})
	p.dbFlag(c)
	return c
}
