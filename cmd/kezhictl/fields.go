package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/survey"
)

// described is a field as `fields --json` has it.
type described struct {
	Key      string      `json:"key"`
	Label    string      `json:"label"`
	Kind     string      `json:"kind"`
	Required bool        `json:"required"`
	ReadOnly bool        `json:"read_only,omitempty"`
	Max      int         `json:"max,omitempty"`
	Options  []option    `json:"options,omitempty"`
	Of       string      `json:"of,omitempty"`
	When     *when       `json:"when,omitempty"`
	Rows     []described `json:"rows,omitempty"`
}

type option struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

type when struct {
	Key string   `json:"key"`
	In  []string `json:"in"`
}

// fields prints the fields of a register. It needs no file; one that is given
// adds the shop's own fields.
func (p *program) fields() *cobra.Command {
	var kind, campaign string
	c := p.command("fields", "REGISTER [--json] [--step KIND]", 1, 1, func(c *cobra.Command, args []string) error {
		s, done, err := p.borrow()
		if err != nil {
			return err
		}
		defer done()
		r, err := p.register(s, args[0])
		if err != nil {
			return err
		}
		ds := r.Fields()
		switch {
		case kind != "" && r.Key() != "complaint":
			return usage{p.lang.T("ctl.usage.only", "Name", "--step", "Of", "complaint")}
		case campaign != "" && r.Key() != "answer":
			return usage{p.lang.T("ctl.usage.only", "Name", "--survey", "Of", "answer")}
		case kind != "":
			if ds, err = p.stepFields(kind); err != nil {
				return err
			}
		case campaign != "":
			asked, err := p.asked(c, s, campaign)
			if err != nil {
				return err
			}
			ds = append(ds, asked...)
		}
		w := newOutput(p.out)
		if p.asJSON {
			e := json.NewEncoder(w)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if err := e.Encode(p.described(ds)); err != nil {
				return err
			}
		} else {
			p.fieldsText(w, ds, "", "")
		}
		return w.end()
	})
	c.Flags().BoolVar(&p.asJSON, "json", false, p.lang.T("ctl.flag.json"))
	c.Flags().StringVar(&kind, "step", "", p.lang.T("ctl.flag.step"))
	c.Flags().StringVar(&campaign, "survey", "", p.lang.T("ctl.flag.survey"))
	p.dbFlag(c)
	return c
}

func (p *program) described(ds []field.Desc) []described {
	out := make([]described, 0, len(ds))
	for _, d := range ds {
		x := described{
			Key: d.Key, Label: p.lang.T(d.Label), Kind: string(d.Kind), Required: d.Required, ReadOnly: d.ReadOnly,
			Max: d.Max, Of: d.Of,
		}
		for _, o := range d.Options {
			x.Options = append(x.Options, option{o, field.Option(p.lang, d, o)})
		}
		if d.When != nil {
			x.When = &when{d.When.Key, d.When.In}
		}
		if d.Kind == field.Rows {
			x.Rows = p.described(d.Rows)
		}
		out = append(out, x)
	}
	return out
}

func (p *program) fieldsText(w output, ds []field.Desc, path, indent string) {
	for _, d := range ds {
		need := p.lang.T("ctl.optional")
		switch {
		case d.ReadOnly:
			need = p.lang.T("ctl.read_only")
		case d.Required:
			need = p.lang.T("ctl.required")
		}
		w.printf("%s%s%s\t%s\t%s\t%s\n", indent, path, d.Key, p.lang.T(d.Label), d.Kind, need)
		if d.Kind == field.Rows {
			p.fieldsText(w, d.Rows, path+d.Key+".", indent+"  ")
		}
	}
}

// borrow opens the file of --db, or an empty one that is gone afterwards.
func (p *program) borrow() (*shop.Shop, func(), error) {
	if p.db != "" {
		s, err := p.open(false)
		if err != nil {
			return nil, nil, err
		}
		return s, func() { _ = s.Close() }, nil
	}
	dir, err := os.MkdirTemp("", "kezhictl-")
	if err != nil {
		return nil, nil, err
	}
	s, err := shop.Open(filepath.Join(dir, "empty.db"))
	if err != nil {
		_ = os.RemoveAll(dir)
		return nil, nil, err
	}
	return s, func() { _ = s.Close(); _ = os.RemoveAll(dir) }, nil
}

// stepFields are the fields of a complaint's step.
func (p *program) stepFields(kind string) ([]field.Desc, error) {
	if k := complaint.Kind(kind); k != complaint.Receipt {
		if ds := complaint.StepFields(k); ds != nil {
			return ds, nil
		}
	}
	var known []string
	for _, k := range complaint.Kinds[1:] {
		known = append(known, string(k))
	}
	return nil, usage{p.lang.T("ctl.usage.step", "Name", kind, "Known", strings.Join(known, ", "))}
}

// asked are the questions of a campaign, as fields of its answers.
func (p *program) asked(c *cobra.Command, s *shop.Shop, number string) ([]field.Desc, error) {
	var r register.Register = s.Surveys.Campaigns
	id, err := r.Find(c.Context(), strings.ToUpper(number))
	if err != nil {
		return nil, err
	}
	return p.questions(c, s, id)
}

func (p *program) questions(c *cobra.Command, s *shop.Shop, campaign int64) ([]field.Desc, error) {
	e, err := s.Surveys.Asked(c.Context(), campaign)
	if err != nil {
		return nil, err
	}
	return survey.AnswerFields(e.Questions), nil
}
