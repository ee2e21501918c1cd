package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/workday"
)

// workday prints the day some working days, or calendar days, after another.
func (p *program) workday() *cobra.Command {
	var calendar bool
	c := p.command("workday", "DATE N [--calendar] [--db F]", 2, 2, func(c *cobra.Command, args []string) error {
		day, err := field.CanonicalDate(args[0])
		if err != nil || day == "" {
			return usage{p.lang.T("ctl.usage.date", "Name", args[0])}
		}
		n, err := strconv.Atoi(args[1])
		if err != nil || n < 0 || n > 10_000 {
			return usage{p.lang.T("ctl.usage.flag_range", "Name", "N", "Least", 0, "Most", 10_000)}
		}
		cal := workday.New()
		if p.db != "" {
			s, err := p.open(false)
			if err != nil {
				return err
			}
			defer leave(s)
			if cal, err = s.Calendar(c.Context()); err != nil {
				return err
			}
		}
		unit := policy.Workday
		if calendar {
			unit = policy.Day
		}
		to, unknown := policy.Period{N: n, Unit: unit}.After(cal, day)
		if len(unknown) > 0 {
			p.complain("kezhictl: " + policy.Unknown(unknown).Say(p.lang))
		}
		w := newOutput(p.out)
		w.printf("%s\n", to)
		return w.end()
	})
	c.Flags().BoolVar(&calendar, "calendar", false, p.lang.T("ctl.flag.calendar"))
	p.dbFlag(c)
	return c
}
