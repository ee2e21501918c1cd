package main

import (
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"kezhi/data"
	"kezhi/data/due"
	"kezhi/data/field"
)

// task is a piece of work as JSON.
type task struct {
	Day      string `json:"day"`
	Kind     string `json:"kind"`
	Register string `json:"register,omitempty"`
	Number   string `json:"number,omitempty"`
	Who      string `json:"who,omitempty"`
	What     string `json:"what,omitempty"`
	Owner    string `json:"owner,omitempty"`
	Reason   string `json:"reason,omitempty"`
	Late     bool   `json:"late,omitempty"`
}

// due prints what has to be done until some days after a day: a line each, the
// most urgent first.
func (p *program) due() *cobra.Command {
	var date, owner string
	var days, limit int
	c := p.command("due", "--db F [--date D]", 0, 0, func(c *cobra.Command, _ []string) error {
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		if date == "" {
			date = s.DB.Now().Local().Format(field.DateLayout)
		}
		today, err := time.Parse(field.DateLayout, date)
		if err != nil {
			return data.Wrong("date", "error.date")
		}
		q := due.Query{Today: date, Until: today.AddDate(0, 0, max(days, 0)).Format(field.DateLayout), Owner: owner, Limit: limit}
		l, err := s.Due(c.Context(), q)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		if p.asJSON {
			err = json.NewEncoder(w).Encode(p.tasks(l, date))
		} else {
			for _, t := range p.tasks(l, date) {
				w.printf("%s\t%s\t%s\t%s\t%s\t%s\n", t.Day, p.lang.T("due.kind."+t.Kind), cell(t.Number), cell(t.Who), cell(t.Owner), cell(join(t.What, t.Reason)))
			}
		}
		if err != nil {
			return err
		}
		return w.end()
	})
	p.dbFlag(c)
	c.Flags().StringVar(&date, "date", "", p.lang.T("ctl.due.flag.date"))
	c.Flags().IntVar(&days, "days", 7, p.lang.T("ctl.due.flag.days"))
	c.Flags().StringVar(&owner, "owner", "", p.lang.T("ctl.due.flag.owner"))
	c.Flags().IntVar(&limit, "limit", 1000, p.lang.T("ctl.flag.limit"))
	c.Flags().BoolVar(&p.asJSON, "json", false, p.lang.T("ctl.flag.json"))
	return c
}

func (p *program) tasks(l due.List, today string) []task {
	ts := make([]task, len(l.Items))
	for n, i := range l.Items {
		ts[n] = task{
			Day: i.Day, Kind: string(i.Kind), Register: i.Register, Number: i.Number, Who: i.Who, What: i.What,
			Owner: i.Owner, Reason: i.Reason(p.lang), Late: i.Day < today,
		}
	}
	return ts
}

func join(a, b string) string {
	if a != "" && b != "" {
		return a + " · " + b
	}
	return a + b
}
