package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"kezhi/data/salvage"
)

// recovery puts what can be read of a damaged file into a new one.
func (p *program) recovery() *cobra.Command {
	var from string
	c := p.command("recover", "--from DAMAGED --db NEW", 0, 0, func(c *cobra.Command, _ []string) error {
		for name, v := range map[string]string{"--from": from, "--db": p.db} {
			if v == "" {
				return usage{p.lang.T("ctl.usage.need", "Name", name)}
			}
		}
		if _, err := os.Stat(from); err != nil {
			return err
		}
		r, err := salvage.Salvage(c.Context(), from, p.db, nil)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		for _, t := range r.Tables {
			w.printf("%s\t%d\t%d\t%d\n", t.Name, t.Rows, t.Bad, t.Pages)
		}
		for _, line := range r.Lines(p.lang) {
			w.printf("%s\n", line)
		}
		if !r.Whole() {
			return errors.Join(w.end(), errBroken)
		}
		return w.end()
	})
	c.Flags().StringVar(&from, "from", "", p.lang.T("ctl.recover.from"))
	c.Flags().StringVar(&p.db, "db", "", p.lang.T("ctl.recover.to"))
	return c
}
