package main

import (
	"fmt"

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
		defer s.Close()
		found, err := check.Check(c.Context(), s)
		if err != nil {
			return err
		}
		for _, f := range found {
			fmt.Fprintln(p.out, f.Text(p.lang))
		}
		if len(found) > 0 {
			return broken
		}
		_, err = fmt.Fprintln(p.out, p.lang.T("ctl.check.fine"))
		return err
	})
	p.dbFlag(c)
	return c
}
