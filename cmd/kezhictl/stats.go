package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"kezhi/data/complaint"
)

// stats prints the figures of the complaints of a period.
func (p *program) stats() *cobra.Command {
	var from, to string
	c := p.command("stats", "--db F --from D --to D [--json]", 0, 0, func(c *cobra.Command, _ []string) error {
		if from == "" || to == "" {
			return usage{p.lang.T("ctl.usage.need", "Name", "--from, --to")}
		}
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		st, err := s.Complaints.Statistics(c.Context(), from, to)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		if p.asJSON {
			b, err := json.MarshalIndent(st, "", "  ")
			if err != nil {
				return err
			}
			w.printf("%s\n", b)
			return w.end()
		}
		p.statistics(w, st)
		return w.end()
	})
	p.dbFlag(c)
	c.Flags().StringVar(&from, "from", "", p.lang.T("ctl.flag.from"))
	c.Flags().StringVar(&to, "to", "", p.lang.T("ctl.flag.to"))
	c.Flags().BoolVar(&p.asJSON, "json", false, p.lang.T("ctl.flag.json"))
	return c
}

// statistics prints figures as lines of name and value, then the tables.
func (p *program) statistics(w output, s *complaint.Statistics) {
	name := func(key string) string { return p.lang.T("form.complaint-statistics." + key) }
	line := func(key, value string) { w.printf("%s\t%s\n", name("figure."+key), value) }
	part := func(key string, r complaint.Rate) { line(key, fmt.Sprintf("%s\t%d/%d", r, r.Part, r.Of)) }
	line("received", strconv.FormatInt(s.Received, 10))
	line("open", strconv.FormatInt(s.Open, 10))
	line("withdrawn", strconv.FormatInt(s.Withdrawn, 10))
	line("rate", s.Rate.PerMille())
	part("in_time", s.InTime)
	part("promise", s.Promise)
	line("reply", s.Reply.String())
	line("closing", s.Closing.String())
	part("founded", s.Founded)
	part("reopened", s.Reopened)
	part("recurring", s.Recurring)
	part("satisfied", s.Satisfied)
	part("handling", s.Handling)
	part("escalated", s.Escalated)
	for _, t := range []struct {
		key string
		of  []complaint.Slice
	}{{"category", s.Category}, {"department", s.Department}} {
		w.printf("\n%s\t%s\t%s\t%s\n", name(t.key), name("n"), name("percent"), name("cumulative"))
		for _, x := range t.of {
			w.printf("%s\t%d\t%.1f%%\t%.1f%%\n", cell(cmp.Or(x.Key, name("none"))), x.N, x.Percent, x.Cumulative)
		}
	}
	w.printf("\n")
	for _, x := range s.Severity {
		w.printf("%s\t%d\n", p.lang.T("complaint.severity."+x.Key), x.N)
	}
	w.printf("\n")
	for _, m := range s.Month {
		w.printf("%s\t%d\t%s\n", m.Month, m.N, m.InTime)
	}
}
