package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// search prints what answers a query, a line a record: number, name, why.
func (p *program) search() *cobra.Command {
	limit := 50
	c := p.command("search", "--db F [--limit N] QUERY", 1, -1, func(c *cobra.Command, args []string) error {
		if limit < 1 {
			return usage{p.lang.T("ctl.usage.flag_bad", "Name", "--limit", "Value", limit)}
		}
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		found, err := s.Search(c.Context(), strings.Join(args, " "), limit)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		for _, f := range found[:min(limit, len(found))] {
			why := p.lang.T("search.why." + f.Why)
			if m := cell(f.Match); m != "" {
				why += p.lang.T("paper.colon") + clip(m, 60)
			}
			name := cell(f.Title)
			if name == "" {
				name = cell(f.Sub)
			}
			w.printf("%s\t%s\t%s\n", f.Number, name, why)
		}
		return w.end()
	})
	p.dbFlag(c)
	c.Flags().IntVar(&limit, "limit", 50, p.lang.T("ctl.flag.limit_search"))
	return c
}
