package main

import (
	"bufio"
	"fmt"
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
		defer s.Close()
		found, err := s.Search(c.Context(), strings.Join(args, " "), limit)
		if err != nil {
			return err
		}
		w := bufio.NewWriter(p.out)
		for _, f := range found[:min(limit, len(found))] {
			why := p.lang.T("search.why." + f.Why)
			if m := cell(f.Match); m != "" {
				why += p.lang.T("paper.colon") + clip(m, 60)
			}
			name := cell(f.Title)
			if name == "" {
				name = cell(f.Sub)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\n", f.Number, name, why)
		}
		return w.Flush()
	})
	p.dbFlag(c)
	c.Flags().IntVar(&limit, "limit", 50, p.lang.T("ctl.flag.limit_search"))
	return c
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
