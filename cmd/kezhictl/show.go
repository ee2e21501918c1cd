package main

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"kezhi/data/complaint"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/transfer"
)

// show prints one record whole.
func (p *program) show() *cobra.Command {
	c := p.command("show", "--db F NUMBER [--json]", 1, 1, func(c *cobra.Command, args []string) error {
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		r, id, err := s.Find(c.Context(), args[0])
		if err != nil {
			return err
		}
		rec, err := r.Get(c.Context(), id)
		if err != nil {
			return err
		}
		ds, err := p.describe(c, s, r, id)
		if err != nil {
			return err
		}
		var steps []complaint.Step
		if r.Key() == "complaint" {
			if steps, err = s.Complaints.Steps(c.Context(), id); err != nil {
				return err
			}
			steps = steps[1:] // the receipt is the record itself
		}
		if p.asJSON {
			if err := p.leaving(c.Context(), s, r.Key(), 1); err != nil {
				return err
			}
		}
		w := newOutput(p.out)
		if p.asJSON {
			err = showJSON(w, r.Key(), ds, rec, steps)
		} else {
			p.showText(w, ds, rec, steps)
		}
		if err != nil {
			return err
		}
		return w.end()
	})
	p.dbFlag(c)
	c.Flags().BoolVar(&p.asJSON, "json", false, p.lang.T("ctl.flag.json"))
	return c
}

// describe are the fields of a record: an answer has its questions among them.
func (p *program) describe(c *cobra.Command, s *shop.Shop, r register.Register, id int64) ([]field.Desc, error) {
	ds := r.Fields()
	if r.Key() != "answer" {
		return ds, nil
	}
	as, err := s.Surveys.Answers.Load(c.Context(), id)
	if err != nil || len(as) == 0 {
		return ds, err
	}
	asked, err := p.questions(c, s, as[0].SurveyID)
	return append(ds, asked...), err
}

func showJSON(w io.Writer, key string, ds []field.Desc, rec register.Record, steps []complaint.Step) error {
	out := &transfer.Writer{W: w, Key: key, Fields: ds, Whole: true, Indent: "  "}
	for _, s := range steps {
		out.Also = append(out.Also, transfer.Part{
			Head:   []transfer.Pair{{Key: "kind", Value: string(s.Kind)}, {Key: "round", Value: s.Round}, {Key: "superseded", Value: s.Superseded != 0}},
			Fields: complaint.StepFields(s.Kind), Values: s.Values,
		})
	}
	out.AlsoKey = "_steps"
	if err := out.Write(rec.Meta, rec.Values); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (p *program) showText(w output, ds []field.Desc, rec register.Record, steps []complaint.Step) {
	colon := p.lang.T("paper.colon")
	line := func(indent string, d field.Desc, x any) {
		s := field.Show(p.lang, d, x)
		if s == "" {
			return
		}
		if strings.Contains(s, "\n") {
			s = "\n" + indent + "  " + strings.ReplaceAll(s, "\n", "\n"+indent+"  ")
		}
		w.printf("%s%s%s%s\n", indent, p.lang.T(d.Label), colon, s)
	}
	w.printf("%s\n", rec.Number)
	for _, d := range ds {
		line("", d, rec.Values[d.Key])
	}
	for _, s := range steps {
		w.printf("\n%s\n", p.lang.T("complaint.step."+string(s.Kind)))
		for _, d := range complaint.StepFields(s.Kind) {
			line("  ", d, s.Values[d.Key])
		}
	}
}
