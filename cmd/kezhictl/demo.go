package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"kezhi/data/demo"
)

// demo fills a file with sample data.
func (p *program) demo() *cobra.Command {
	var customers int
	var seed uint64
	var mixed bool
	var today string
	c := p.command("demo", "--db F --customers N --seed S", 0, 0, func(c *cobra.Command, _ []string) error {
		o := demo.Options{Customers: customers, Seed: seed, Mixed: mixed}
		if customers < 1 || customers > demo.Most {
			return usage{p.lang.T("ctl.usage.flag_range", "Name", "--customers", "Least", 1, "Most", demo.Most)}
		}
		if today != "" {
			t, err := time.ParseInLocation(time.DateOnly, today, time.Local)
			if err != nil || t.After(time.Now()) {
				return usage{p.lang.T("ctl.usage.flag_bad", "Name", "--today", "Value", today)}
			}
			o.Now = t.Add(17 * time.Hour)
		}
		s, err := p.open(true)
		if err != nil {
			return err
		}
		defer leave(s)
		o.Progress = p.progress()
		n, err := demo.Fill(c.Context(), s, o)
		if o.Progress != nil {
			_, _ = fmt.Fprint(p.errs, "\r\x1b[K")
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.out, p.lang.T("ctl.demo.done", "Customers", n.Customers, "Visits", n.Visits,
			"Complaints", n.Complaints, "Steps", n.Steps, "Campaigns", n.Campaigns, "Answers", n.Answers))
		return err
	})
	p.dbFlag(c)
	c.Flags().IntVar(&customers, "customers", 2000, p.lang.T("ctl.flag.customers"))
	c.Flags().Uint64Var(&seed, "seed", 1, p.lang.T("ctl.flag.seed"))
	c.Flags().StringVar(&today, "today", "", p.lang.T("ctl.flag.today"))
	c.Flags().BoolVar(&mixed, "mixed", false, p.lang.T("ctl.flag.mixed"))
	return c
}

// progress shows on a terminal how far the work is, and nothing elsewhere.
func (p *program) progress() func(done, all int) {
	f, ok := p.errs.(*os.File)
	if !ok {
		return nil
	}
	if i, err := f.Stat(); err != nil || i.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	last := time.Time{}
	return func(done, all int) {
		if time.Since(last) < 100*time.Millisecond {
			return
		}
		last = time.Now()
		_, _ = fmt.Fprintf(f, "\r%d / %d", done, all)
	}
}
