package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"kezhi/data/register"
	"kezhi/reports"
	"kezhi/reports/sheet"
)

// forms prints the keys and titles of the printed forms.
func (p *program) forms() *cobra.Command {
	return p.command("forms", "", 0, 0, func(*cobra.Command, []string) error {
		w := newOutput(p.out)
		for _, f := range reports.Forms() {
			w.printf("%s\t%s\n", f.Key, f.Title(p.lang))
		}
		return w.end()
	})
}

// pdf prints a form into a file: from records, from all records, or blank.
func (p *program) pdf() *cobra.Command {
	var form, out, of, from, to, person string
	var numbers []string
	var blank, all bool
	c := p.command("pdf", "--db F --form KEY (--id NUMBER… | --all | --from D --to D | --blank) --out FILE", 0, -1, func(c *cobra.Command, args []string) error {
		if len(args) > 0 && len(numbers) == 0 {
			return usage{p.lang.T("ctl.usage.too_many", "Name", args[0])}
		}
		numbers = append(numbers, args...) // --id A B C
		ways := 0
		for _, w := range []bool{len(numbers) > 0, blank, all, from != "" && to != ""} {
			if w {
				ways++
			}
		}
		switch {
		case form == "":
			return usage{p.lang.T("ctl.usage.need", "Name", "--form")}
		case out == "":
			return usage{p.lang.T("ctl.usage.need", "Name", "--out")}
		case ways != 1:
			return usage{p.lang.T("ctl.usage.which")}
		case p.db == "" && !blank:
			return usage{p.lang.T("ctl.usage.need", "Name", "--db")}
		}
		if _, ok := reports.Find(form); !ok {
			return usage{p.lang.T("ctl.usage.form", "Name", form)}
		}
		s, done, err := p.borrow()
		if err != nil {
			return err
		}
		defer done()
		j := reports.Job{Shop: s, Lang: p.lang, Who: p.writer(), Now: time.Now(), Form: form}
		switch {
		case from != "":
			j.From, j.To, j.Person = from, to, person
		case all:
			j, err = p.everything(c.Context(), j, of)
		case !blank:
			j, err = j.Pick(c.Context(), numbers...)
		}
		if err != nil {
			return err
		}
		if all && len(j.IDs) == 0 {
			return errors.New(p.lang.T("ctl.pdf.nothing"))
		}
		warnings, err := p.write(c.Context(), j, out)
		if err != nil {
			return err
		}
		for _, w := range warnings {
			p.complain(w.Message(p.lang))
		}
		return j.Note(c.Context())
	})
	p.dbFlag(c)
	c.Flags().StringVar(&form, "form", "", p.lang.T("ctl.flag.form"))
	c.Flags().StringArrayVar(&numbers, "id", nil, p.lang.T("ctl.flag.id"))
	c.Flags().BoolVar(&blank, "blank", false, p.lang.T("ctl.flag.blank"))
	c.Flags().BoolVar(&all, "all", false, p.lang.T("ctl.flag.all"))
	c.Flags().StringVar(&of, "register", "", p.lang.T("ctl.flag.register"))
	c.Flags().StringVar(&from, "from", "", p.lang.T("ctl.flag.from"))
	c.Flags().StringVar(&to, "to", "", p.lang.T("ctl.flag.to"))
	c.Flags().StringVar(&person, "person", "", p.lang.T("ctl.flag.person"))
	c.Flags().StringVar(&out, "out", "", p.lang.T("ctl.flag.out"))
	p.whoFlag(c)
	return c
}

// everything is the job for all records of a register. Where none is named it
// is the one whose records fill the form in most: a questionnaire's answers.
func (p *program) everything(ctx context.Context, j reports.Job, of string) (reports.Job, error) {
	f, _ := reports.Find(j.Form)
	switch {
	case of != "":
		r, err := p.register(j.Shop, of)
		if err != nil {
			return j, err
		}
		of = r.Key()
	case f.Takes("answer"):
		of = "answer"
	case len(f.Registers) > 0:
		of = f.Registers[0]
	}
	r := j.Shop.Register(of)
	if r == nil {
		return j, nil
	}
	j.Register = of
	ids, err := r.IDs(ctx, register.Query{Sort: "number"})
	for _, id := range ids {
		j.IDs = append(j.IDs, int64(id))
	}
	return j, err
}

// write writes the file whole or not at all; "-" is the standard output.
func (p *program) write(ctx context.Context, j reports.Job, out string) ([]sheet.Warning, error) {
	if out == "-" {
		w := newOutput(p.out)
		warnings, err := j.Write(ctx, w, nil)
		return warnings, errors.Join(err, w.end())
	}
	f, err := os.CreateTemp(filepath.Dir(out), ".kezhictl-*.pdf")
	if err != nil {
		return nil, err
	}
	warnings, err := j.Write(ctx, f, p.progress())
	if err == nil {
		err = f.Chmod(0o644)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), out)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return warnings, err
}
