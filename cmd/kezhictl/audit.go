package main

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
)

// audit shows what is on record, and proves that nobody touched it.
func (p *program) audit() *cobra.Command {
	c := p.command("audit", "verify | list", 0, 0, func(*cobra.Command, []string) error {
		return usage{p.lang.T("ctl.usage.no_command")}
	})
	c.AddCommand(p.auditVerify(), p.auditList())
	return c
}

// auditVerify says whether the trail is what was written, and if not, which
// entry is the first that is broken.
func (p *program) auditVerify() *cobra.Command {
	c := p.command("audit.verify", "", 0, 0, func(c *cobra.Command, _ []string) error {
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		r, err := s.VerifyTrail(c.Context(), nil)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		if p.asJSON {
			err = p.reportJSON(w, r)
		} else {
			for _, line := range r.Text(p.lang) {
				w.printf("%s\n", line)
			}
		}
		if err == nil && !r.Sound() {
			err = errBroken
		}
		return errors.Join(w.end(), err)
	})
	c.Use = "verify --db F [--json]"
	p.dbFlag(c)
	c.Flags().BoolVar(&p.asJSON, "json", false, p.lang.T("ctl.flag.json"))
	return c
}

// found is a finding as JSON.
type found struct {
	Kind  audit.Kind `json:"kind"`
	Text  string     `json:"text"`
	Entry *entry     `json:"entry,omitempty"`
}

func (p *program) reportJSON(w output, r *audit.Report) error {
	all := func(fs []audit.Finding) []found {
		out := make([]found, len(fs))
		for i, f := range fs {
			out[i] = found{Kind: f.Kind, Text: f.Text(p.lang)}
			if f.Entry.ID != 0 {
				e := p.entry(nil, f.Entry)
				out[i].Entry = &e
			}
		}
		return out
	}
	return indented(w, map[string]any{
		"sound": r.Sound(), "entries": r.Entries, "seals": r.Seals, "anchors": r.Anchors, "sealed_to": r.SealedTo, "confirmed": r.Keyed,
		"broken": all(r.Broken), "more": r.More, "told": all(r.Told),
	})
}

func indented(w output, x any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(x)
}

// entry is an entry of the trail as JSON.
type entry struct {
	ID       int64          `json:"id"`
	At       string         `json:"at"`
	Who      string         `json:"who"`
	Host     string         `json:"host"`
	Action   string         `json:"action"`
	Register string         `json:"register"`
	Number   string         `json:"number,omitempty"`
	Version  int64          `json:"version,omitempty"`
	Fields   []field.Change `json:"fields,omitempty"`
	Text     []string       `json:"text,omitempty"`
}

func (p *program) entry(ds []field.Desc, c register.Change) entry {
	return entry{
		ID: c.ID, At: time.UnixMilli(c.At).Format(time.RFC3339Nano), Who: c.Who, Host: c.Host, Action: string(c.Action), Register: c.Register,
		Number: c.Number, Version: c.Version, Fields: c.Differences(), Text: audit.Lines(p.lang, ds, c),
	}
}

// auditList prints entries of the trail, the newest first.
func (p *program) auditList() *cobra.Command {
	var q audit.Query
	var number string
	c := p.command("audit.list", "", 0, 0, func(c *cobra.Command, _ []string) error {
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		if number != "" {
			if q, err = s.OnRecordOf(c.Context(), q, number); err != nil {
				return err
			}
		}
		ids, err := audit.IDs(c.Context(), s.DB, q)
		if data.CodeOf(err) == data.Invalid {
			return unacceptable{err}
		}
		if err != nil {
			return err
		}
		if p.asJSON {
			if err := p.leaving(c.Context(), s, "audit", len(ids)); err != nil {
				return err
			}
		}
		return p.entries(c, s, ids)
	})
	c.Use = "list --db F [--json]"
	p.dbFlag(c)
	f := c.Flags()
	f.StringVar(&q.From, "from", "", p.lang.T("ctl.flag.from"))
	f.StringVar(&q.To, "to", "", p.lang.T("ctl.flag.to"))
	f.StringVar(&q.Who, "who", "", p.lang.T("ctl.audit.flag.who"))
	f.StringVar(&q.Action, "action", "", p.lang.T("ctl.audit.flag.action"))
	f.StringVar(&q.Register, "register", "", p.lang.T("ctl.audit.flag.register"))
	f.StringVar(&number, "number", "", p.lang.T("ctl.audit.flag.number"))
	f.StringVar(&q.Text, "text", "", p.lang.T("ctl.audit.flag.text"))
	f.IntVar(&q.Limit, "limit", 0, p.lang.T("ctl.flag.limit"))
	f.BoolVar(&p.asJSON, "json", false, p.lang.T("ctl.flag.json"))
	return c
}

// entries prints entries, some hundred at a time.
func (p *program) entries(c *cobra.Command, s *shop.Shop, ids []int32) error {
	w := newOutput(p.out)
	sep := "[\n"
	for len(ids) > 0 {
		n := min(page, len(ids))
		cs, err := s.OnRecord(c.Context(), ids[:n])
		if err != nil {
			return err
		}
		ids = ids[n:]
		for _, x := range cs {
			ds := s.TrailFields(x.Register)
			if !p.asJSON {
				w.printf("%d\t%s\t%s\t%s\t%s\t%s\t%s\n", x.ID, field.ShowTime(x.At), cell(x.Who), cell(x.Host), x.Action.Say(p.lang), x.Number,
					clip(cell(strings.Join(audit.Lines(p.lang, ds, x), " · ")), 200))
				continue
			}
			b, err := json.Marshal(p.entry(ds, x))
			if err != nil {
				return err
			}
			w.printf("%s  %s", sep, b)
			sep = ",\n"
		}
	}
	if p.asJSON {
		if sep == "[\n" {
			w.printf("[]\n")
		} else {
			w.printf("\n]\n")
		}
	}
	return w.end()
}
