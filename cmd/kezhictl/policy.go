package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/shop"
)

// policy shows, checks and puts into force the regulation of a shop.
func (p *program) policy() *cobra.Command {
	c := p.command("policy", "list | show | check | use", 0, 0, func(*cobra.Command, []string) error {
		return usage{p.lang.T("ctl.usage.no_command")}
	})
	c.AddCommand(p.policyList(), p.policyShow(), p.policyCheck(), p.policyUse())
	return c
}

// part makes a command within policy.
func (p *program) part(name, args string, least, most int, do func(c *cobra.Command, args []string) error) *cobra.Command {
	c := p.command("policy."+name, "", least, most, do)
	c.Use = strings.TrimSpace(name + " " + args)
	return c
}

// policyList prints the presets that come with the program, and of a file the
// editions that were in force, the one in force first.
func (p *program) policyList() *cobra.Command {
	c := p.part("list", "[--db F]", 0, 0, func(c *cobra.Command, _ []string) error {
		w := newOutput(p.out)
		if p.db == "" {
			for _, key := range assets.Presets {
				q, err := policy.Shipped(key)
				if err != nil {
					return err
				}
				w.printf("%s\t%s\t%s\n", q.Edition(), q.Name.Say(p.lang), q.About.Say(p.lang))
			}
			return w.end()
		}
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		es, err := s.Editions(c.Context())
		if err != nil {
			return err
		}
		for _, e := range es {
			w.printf("%s\t%s\t%s\t%s\n", e.Edition, field.ShowTime(e.At), cell(e.Who), e.Name.Say(p.lang))
		}
		if len(es) == 0 {
			q, err := s.Policy(c.Context())
			if err != nil {
				return err
			}
			w.printf("%s\t\t\t%s\n", q.Edition(), q.Name.Say(p.lang))
		}
		return w.end()
	})
	p.dbFlag(c)
	return c
}

// policyShow prints a regulation as YAML.
func (p *program) policyShow() *cobra.Command {
	c := p.part("show", "[KEY | EDITION] [--db F]", 0, 1, func(c *cobra.Command, args []string) error {
		q, err := p.regulation(c.Context(), args)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		w.printf("%s", policy.YAML(q, p.lang))
		return w.end()
	})
	p.dbFlag(c)
	return c
}

// regulation is the one that the arguments name: a preset, an edition of the
// file, else the one in force.
func (p *program) regulation(ctx context.Context, args []string) (*policy.Preset, error) {
	if len(args) > 0 && slices.Contains(assets.Presets, args[0]) {
		return policy.Shipped(args[0])
	}
	if len(args) == 0 && p.db == "" {
		return policy.Shipped(assets.Presets[0])
	}
	if p.db == "" {
		return nil, usage{p.lang.T("ctl.usage.policy", "Name", args[0], "Known", strings.Join(assets.Presets, ", "))}
	}
	s, err := p.open(false)
	if err != nil {
		return nil, err
	}
	defer leave(s)
	if len(args) == 0 {
		return s.Policy(ctx)
	}
	return s.Edition(ctx, args[0])
}

// policyCheck says what is wrong with a file.
func (p *program) policyCheck() *cobra.Command {
	return p.part("check", "FILE", 1, 1, func(_ *cobra.Command, args []string) error {
		b, err := p.text(args[0])
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		_, err = policy.Parse(b)
		var ps policy.Problems
		if errors.As(err, &ps) {
			for _, x := range ps {
				w.printf("%s\n", x.At(p.lang))
			}
			return errors.Join(w.end(), errBroken)
		}
		return err
	})
}

// text reads a file, "-" the standard input.
func (p *program) text(name string) ([]byte, error) {
	if name == "-" {
		return io.ReadAll(p.in)
	}
	return os.ReadFile(name)
}

// policyUse puts a preset, a former edition or a file into force, or says what
// that would change.
func (p *program) policyUse() *cobra.Command {
	var pairs []string
	var plan bool
	c := p.part("use", "KEY | EDITION | FILE --db F", 1, 1, func(c *cobra.Command, args []string) error {
		m, err := p.mapping(pairs)
		if err != nil {
			return err
		}
		s, err := p.open(true)
		if err != nil {
			return err
		}
		defer leave(s)
		q, err := p.chosen(c.Context(), s, args[0])
		if err != nil {
			return err
		}
		if plan {
			return p.plan(c.Context(), s, q, m)
		}
		err = s.Switch(c.Context(), p.writer(), q, m)
		if data.CodeOf(err) == data.Invalid {
			return unacceptable{err}
		}
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		w.printf("%s\n", q.Edition())
		return w.end()
	})
	p.dbFlag(c)
	p.whoFlag(c)
	c.Flags().StringArrayVar(&pairs, "map", nil, p.lang.T("ctl.flag.map"))
	c.Flags().BoolVar(&plan, "plan", false, p.lang.T("ctl.flag.plan"))
	return c
}

// mapping reads "customer.vip=key".
func (p *program) mapping(pairs []string) (shop.Mapping, error) {
	m := shop.Mapping{}
	for _, s := range pairs {
		from, to, ok := strings.Cut(s, "=")
		if !ok {
			return nil, usage{p.lang.T("ctl.usage.flag_bad", "Name", "--map", "Value", s)}
		}
		m[from] = to
	}
	return m, nil
}

func (p *program) chosen(ctx context.Context, s *shop.Shop, name string) (*policy.Preset, error) {
	if slices.Contains(assets.Presets, name) {
		return policy.Shipped(name)
	}
	key, _, edition := strings.Cut(name, "@")
	if _, err := os.Stat(name); err != nil && edition && key != "" {
		q, err := s.Edition(ctx, name)
		if err != nil {
			return nil, err
		}
		again := *q // what is put into force gets another version
		return &again, nil
	}
	b, err := p.text(name)
	if err != nil {
		return nil, err
	}
	q, err := policy.Parse(b)
	if err != nil {
		return nil, unacceptable{err}
	}
	return q, nil
}

// plan prints what would change, the grades that need a mapping, and with it the
// quotas that would be exceeded.
func (p *program) plan(ctx context.Context, s *shop.Shop, q *policy.Preset, m shop.Mapping) error {
	plan, err := s.PlanSwitch(ctx, q)
	if err != nil {
		return err
	}
	w := newOutput(p.out)
	for _, d := range plan.Changes {
		what := make([]string, len(d.What))
		for i, k := range d.What {
			what[i] = p.lang.T(k)
		}
		w.printf("%s\t%s\t%s\t%s\n", p.lang.T(d.Section), cell(strings.Join(what, " · ")), cell(d.Before.Say(p.lang)), cell(d.After.Say(p.lang)))
	}
	for _, x := range plan.Strangers {
		w.printf("%s\t%s\t%d\n", x.Field(), cell(x.Name.Say(p.lang)), x.N)
	}
	for _, x := range plan.Over(m) {
		w.printf("%s\n", cell(x.Text(p.lang)))
	}
	return w.end()
}
