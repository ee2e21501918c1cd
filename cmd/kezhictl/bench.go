package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/search"
	"kezhi/data/shop"
)

// bench measures finding on a file: how long a keystroke's answer takes, by
// what is typed. It writes nothing.
func (p *program) bench() *cobra.Command {
	rounds := 40
	c := p.command("bench", "--db F [--rounds N]", 0, 0, func(c *cobra.Command, _ []string) error {
		if rounds < 1 {
			return usage{p.lang.T("ctl.usage.flag_bad", "Name", "--rounds", "Value", rounds)}
		}
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		if err := s.Warm(c.Context()); err != nil {
			return err
		}
		mix, err := typed(c, s, rounds)
		if err != nil {
			return err
		}
		for _, m := range mix {
			var took []time.Duration
			hits := 0
			for _, q := range m.queries {
				from := time.Now()
				found, err := s.Search(c.Context(), q, 50)
				if err != nil {
					return err
				}
				took = append(took, time.Since(from))
				hits += len(found)
			}
			if len(took) == 0 {
				continue
			}
			slices.Sort(took)
			_, err = fmt.Fprintf(p.out, "%s\tn=%d\tp50=%.2fms\tp95=%.2fms\tmax=%.2fms\thits=%d\n", m.name, len(took),
				ms(took[len(took)/2]), ms(took[len(took)*95/100]), ms(took[len(took)-1]), hits)
			if err != nil {
				return err
			}
		}
		return p.benchDay(c, s, min(rounds, 10))
	})
	p.dbFlag(c)
	c.Flags().IntVar(&rounds, "rounds", rounds, p.lang.T("ctl.flag.rounds"))
	return c
}

// benchDay measures the screen of the day and the run of the grades over the
// whole register, each beside the least that the file has to be asked for it in
// plain SQL: how much of each register is due, and every customer's grade.
func (p *program) benchDay(c *cobra.Command, s *shop.Shop, rounds int) error {
	ctx := c.Context()
	now := s.DB.Now().Local()
	day := func(n int) string { return now.AddDate(0, 0, n).Format(field.DateLayout) }
	bare := func(query string, args ...any) func() (int, error) {
		return func() (int, error) {
			rows, err := s.DB.Pool().QueryContext(ctx, query, args...)
			if err != nil {
				return 0, err
			}
			defer rows.Close()
			n := 0
			for rows.Next() {
				n++
			}
			return n, rows.Err()
		}
	}
	for _, m := range []struct {
		name string
		do   func() (int, error)
	}{
		{"today", func() (int, error) {
			late, err := s.Due(ctx, due.Query{Today: day(0), Until: day(-1), Limit: 40})
			if err != nil {
				return 0, err
			}
			next, err := s.Due(ctx, due.Query{Today: day(0), From: day(0), Until: day(7), Limit: 40})
			return late.Late + next.Today + next.Later, err
		}},
		{"today-sql", bare(`SELECT id FROM complaints WHERE deleted_at = 0 AND next_on <> '' AND next_on <= ?1
			UNION ALL SELECT record_id FROM visit_promises WHERE done_on = '' AND due <= ?1
			UNION ALL SELECT id FROM visits WHERE deleted_at = 0 AND next_on <> '' AND next_on <= ?1
			UNION ALL SELECT id FROM receivables WHERE deleted_at = 0 AND dun_on <> '' AND dun_on <= ?1`, day(7))},
		{"evaluation", func() (int, error) {
			ls, err := s.Grading.Evaluate(ctx, day(0))
			return len(ls), err
		}},
		{"evaluation-sql", bare("SELECT id, grade, owner FROM customers WHERE deleted_at = 0")},
	} {
		var took []time.Duration
		n := 0
		for range rounds {
			from := time.Now()
			var err error
			if n, err = m.do(); err != nil {
				return err
			}
			took = append(took, time.Since(from))
		}
		slices.Sort(took)
		_, err := fmt.Fprintf(p.out, "%s\tn=%d\tp50=%.2fms\tp95=%.2fms\tmax=%.2fms\tlines=%d\n", m.name, len(took),
			ms(took[len(took)/2]), ms(took[len(took)*95/100]), ms(took[len(took)-1]), n)
		if err != nil {
			return err
		}
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// mixed are queries of one sort.
type mixed struct {
	name    string
	queries []string
}

// typed makes queries of what people type, from records spread over the file.
func typed(c *cobra.Command, s *shop.Shop, n int) ([]mixed, error) {
	ids, err := s.Customers.IDs(c.Context(), register.Query{Sort: "number"})
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	var pick []int64
	for i := range n {
		pick = append(pick, int64(ids[i*len(ids)/n]))
	}
	cs, err := s.Customers.Load(c.Context(), pick...)
	if err != nil {
		return nil, err
	}
	sorts := []mixed{{name: "name"}, {name: "middle"}, {name: "one"}, {name: "pinyin"}, {name: "phone4"}, {name: "number"}, {name: "words"}, {name: "none"}}
	add := func(i int, q string) { sorts[i].queries = append(sorts[i].queries, q) }
	for _, k := range cs {
		name := []rune(k.Name)
		add(0, k.Name)
		add(1, string(name[len(name)/2:]))
		add(2, string(name[:1]))
		if py := search.Pinyin(k.Name); py != "" {
			add(3, py)
		}
		if len(k.Phones) > 0 && len(k.Phones[0].Digits) >= 4 {
			d := k.Phones[0].Digits
			add(4, d[len(d)-4:])
		}
		add(5, k.Number)
		if len(k.Contacts) > 0 {
			add(6, string(name[:min(2, len(name))])+" "+k.Contacts[0].Name)
		}
		add(7, string(name[:1])+"囧龘")
	}
	return sorts, nil
}
