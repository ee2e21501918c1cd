package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"kezhi/data/complaint"
	"kezhi/data/figures"
)

// both are the figures of the complaints of a period, and those of a manager.
type both struct {
	*complaint.Statistics
	Management *management `json:"management"`
}

// management are the figures of a manager with their values.
type management struct {
	*figures.Report
	Figures []figures.Figure `json:"figures"`
}

// stats prints the figures of a period: of the complaints, and of a manager for
// everybody or one person.
func (p *program) stats() *cobra.Command {
	var from, to, person string
	c := p.command("stats", "--db F --from D --to D [--person NAME] [--json]", 0, 0, func(c *cobra.Command, _ []string) error {
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
		r, err := figures.Of(c.Context(), s.DB, from, to, person)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		if p.asJSON {
			b, err := json.MarshalIndent(both{st, &management{r, r.Figures()}}, "", "  ")
			if err != nil {
				return err
			}
			w.printf("%s\n", b)
			return w.end()
		}
		p.statistics(w, st)
		p.managed(w, r)
		return w.end()
	})
	p.dbFlag(c)
	c.Flags().StringVar(&from, "from", "", p.lang.T("ctl.flag.from"))
	c.Flags().StringVar(&to, "to", "", p.lang.T("ctl.flag.to"))
	c.Flags().StringVar(&person, "person", "", p.lang.T("ctl.flag.person"))
	c.Flags().BoolVar(&p.asJSON, "json", false, p.lang.T("ctl.flag.json"))
	return c
}

// managed prints the figures of a manager: this period, the one before, what was
// wanted, what they are counted from; then the people.
func (p *program) managed(w output, r *figures.Report) {
	w.printf("\n%s\t%s\t%s\t%s\t%s\n", p.lang.T("figures.title"), p.lang.T("figures.now"), p.lang.T("figures.last"), p.lang.T("figures.target"), p.lang.T("figures.reached"))
	for _, f := range r.Figures() {
		w.printf("%s\t%s\t%s\t%s\t%s\t%s\n", p.lang.T("figures."+f.Key), f.Text(), f.LastText(), f.TargetText(), f.ReachedText(), p.lang.T("figures.from."+f.Key, f.Base()...))
	}
	for i := range r.People {
		x := &r.People[i]
		w.printf("\n%s", cell(cmp.Or(x.Name, p.lang.T("figures.nobody"))))
		for _, f := range x.Figures() {
			if f.Sort != figures.Money || !r.Hidden {
				w.printf("\t%s %s", p.lang.T("figures."+f.Key), f.Text())
			}
		}
	}
	if len(r.People) > 0 {
		w.printf("\n")
	}
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
