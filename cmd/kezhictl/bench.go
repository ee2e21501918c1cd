package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

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
		return nil
	})
	p.dbFlag(c)
	c.Flags().IntVar(&rounds, "rounds", rounds, p.lang.T("ctl.flag.rounds"))
	return c
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
