package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/shop"
	"kezhi/data/transfer"
)

// add keeps the records of a JSON file: all or none, in one transaction.
func (p *program) add() *cobra.Command {
	var file string
	c := p.command("add", "REGISTER --db F --json FILE", 1, 1, func(c *cobra.Command, args []string) error {
		if file == "" {
			return usage{p.lang.T("ctl.usage.need", "Name", "--json")}
		}
		in, err := p.source(file)
		if err != nil {
			return err
		}
		defer func() { _ = in.Close() }()
		s, err := p.open(true)
		if err != nil {
			return err
		}
		defer leave(s)
		r, err := p.register(s, args[0])
		if err != nil {
			return err
		}
		numbers, err := transfer.Add(c.Context(), s.DB, p.writer(), door(s, r.Key()), transfer.NewReader(in, r.Fields()))
		if err != nil {
			return refused(err)
		}
		w := newOutput(p.out)
		for _, n := range numbers {
			w.printf("%s\n", n)
		}
		return w.end()
	})
	p.dbFlag(c)
	c.Flags().StringVar(&file, "json", "", p.lang.T("ctl.flag.file"))
	p.whoFlag(c)
	return c
}

// door is the way into a register.
func door(s *shop.Shop, key string) transfer.Door {
	switch key {
	case "customer":
		return transfer.Into(s.Customers.Table)
	case "visit":
		return transfer.Into(s.Visits.Table)
	case "complaint":
		return transfer.Into(s.Complaints.Table)
	case "survey":
		return transfer.Into(s.Surveys.Campaigns)
	case "questionnaire":
		return transfer.Into(s.Surveys.Questionnaires)
	case "review":
		return transfer.Into(s.Grading.Reviews)
	case "blacklist":
		return transfer.Into(s.Grading.Blacklist)
	}
	return transfer.Into(s.Surveys.Answers)
}

// step takes a step of a complaint.
func (p *program) step() *cobra.Command {
	var file string
	c := p.command("step", "NUMBER KIND --db F [--json FILE]", 2, 2, func(c *cobra.Command, args []string) error {
		ds, err := p.stepFields(args[1])
		if err != nil {
			return err
		}
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		r, id, err := s.Find(c.Context(), args[0])
		if err != nil {
			return err
		}
		if r.Key() != "complaint" {
			return usage{p.lang.T("ctl.usage.not_complaint", "Number", args[0])}
		}
		v, err := s.Complaints.BlankStep(c.Context(), id, complaint.Kind(args[1]), p.writer())
		if err != nil {
			return err
		}
		if file != "" {
			in, err := p.source(file)
			if err != nil {
				return err
			}
			defer func() { _ = in.Close() }()
			given, err := transfer.One(transfer.NewReader(in, ds))
			if err != nil {
				return refused(err)
			}
			for k, x := range given {
				v[k] = x
			}
		}
		now, err := r.Get(c.Context(), id)
		if err != nil {
			return err
		}
		rec, err := s.Complaints.PutStep(c.Context(), p.writer(), id, now.Version, complaint.Kind(args[1]), v)
		if err != nil {
			return refused(err)
		}
		_, err = fmt.Fprintf(p.out, "%s\t%s\n", rec.Number, rec.Values.Text("state"))
		return err
	})
	p.dbFlag(c)
	c.Flags().StringVar(&file, "json", "", p.lang.T("ctl.flag.file"))
	p.whoFlag(c)
	return c
}

// refused marks what the rules do not let in.
func refused(err error) error {
	if code := data.CodeOf(err); code == data.Invalid || code == data.Refused {
		return unacceptable{err}
	}
	return err
}

// source is the file to read, "-" the standard input. What comes through a
// pipe is read to its end first: the register is held while records are
// added, and a slow pipe would keep everybody else waiting.
func (p *program) source(file string) (io.ReadCloser, error) {
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		if i, err := f.Stat(); err == nil && i.Mode().IsRegular() {
			return f, nil
		}
		defer func() { _ = f.Close() }()
		return spool(f)
	}
	return spool(p.in)
}

func spool(in io.Reader) (io.ReadCloser, error) {
	f, err := os.CreateTemp("", "kezhictl-*.json")
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(f, in)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	s := &spooled{f}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

type spooled struct{ *os.File }

func (s *spooled) Close() error { return errors.Join(s.File.Close(), os.Remove(s.Name())) }
