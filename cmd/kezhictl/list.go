package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/transfer"
)

// page is how many records are read at once.
const page = 500

// list prints a register: a line a record, or an array of objects.
func (p *program) list() *cobra.Command {
	var limit int
	var whole, deleted, sealed bool
	c := p.command("list", "REGISTER --db F [--json]", 1, 1, func(c *cobra.Command, args []string) error {
		s, err := p.open(false)
		if err != nil {
			return err
		}
		defer leave(s)
		r, err := p.register(s, args[0])
		if err != nil {
			return err
		}
		ids, err := r.IDs(c.Context(), register.Query{Sort: "number", Limit: limit, Deleted: deleted})
		if err != nil {
			return err
		}
		if p.asJSON {
			if err := p.leaving(c.Context(), s, r.Key(), len(ids)); err != nil {
				return err
			}
		}
		end, err := p.encrypted(sealed)
		if err != nil {
			return err
		}
		w := newOutput(p.out)
		if p.asJSON {
			err = p.listJSON(c.Context(), w, r, ids, whole)
		} else {
			err = p.listText(c.Context(), w, r, ids)
		}
		if err != nil {
			return err
		}
		return errors.Join(w.end(), end())
	})
	p.dbFlag(c)
	p.encryptFlag(c, &sealed)
	c.Flags().BoolVar(&p.asJSON, "json", false, p.lang.T("ctl.flag.json"))
	c.Flags().BoolVar(&whole, "whole", false, p.lang.T("ctl.flag.whole"))
	c.Flags().BoolVar(&deleted, "deleted", false, p.lang.T("ctl.flag.deleted"))
	c.Flags().IntVar(&limit, "limit", 0, p.lang.T("ctl.flag.limit"))
	return c
}

func (p *program) listJSON(ctx context.Context, w io.Writer, r register.Register, ids []int32, whole bool) error {
	out := &transfer.Writer{W: w, Key: r.Key(), Fields: r.Fields(), Whole: whole}
	sep := "[\n"
	put := func(m register.Meta, v field.Values) error {
		if _, err := io.WriteString(w, sep); err != nil {
			return err
		}
		sep = ",\n"
		return out.Write(m, v)
	}
	for ids := range slices.Chunk(ids, page) {
		if whole {
			for _, id := range ids {
				rec, err := r.Get(ctx, int64(id))
				if err != nil {
					return err
				}
				if err := put(rec.Meta, rec.Values); err != nil {
					return err
				}
			}
			continue
		}
		ls, err := r.Lines(ctx, ids)
		if err != nil {
			return err
		}
		for _, l := range ls {
			if err := put(l.Meta, l.Values); err != nil {
				return err
			}
		}
	}
	end := "\n]\n"
	if sep == "[\n" {
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

func (p *program) listText(ctx context.Context, w io.Writer, r register.Register, ids []int32) error {
	var shown []field.Desc
	for _, d := range r.Fields() {
		if d.Column != nil && d.Column.Shown {
			shown = append(shown, d)
		}
	}
	for ids := range slices.Chunk(ids, page) {
		ls, err := r.Lines(ctx, ids)
		if err != nil {
			return err
		}
		for _, l := range ls {
			cells := []string{l.Number}
			for _, d := range shown {
				cells = append(cells, cell(field.Show(p.lang, d, l.Values[d.Key])))
			}
			if _, err := fmt.Fprintln(w, strings.Join(cells, "\t")); err != nil {
				return err
			}
		}
	}
	return nil
}
