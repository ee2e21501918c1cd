package reports

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/reports/pdf"
	"kezhi/reports/sheet"
)

// Job is one order to print: a form, from these records, each on pages of its
// own, or blank where there are none.
type Job struct {
	Shop     *shop.Shop
	Lang     assets.Lang
	Who      string    // who prints, for the footer and the trail
	Now      time.Time // when, likewise
	Form     string    // key of a Form
	Register string    // whose records IDs are; "" is the form's first register
	IDs      []int64
	From, To string // the period of a form of figures, where no records are named
	Person   string // whose figures, where the form has them by person; "": everybody's
}

// chunk is how many records are read at once.
const chunk = 100

// Compose makes the pages' source, for the preview and for Write. progress may
// be nil; it hears how many records are done. Codes: data.NotFound for a
// record that is not there or a form that does not exist, data.Refused for a
// form that cannot be printed so; else the error of ctx or of the file.
func (j Job) Compose(ctx context.Context, progress func(done, total int)) (*sheet.Document, error) {
	f, of, err := j.form()
	if err != nil {
		return nil, err
	}
	p, err := j.press(ctx, f)
	if err != nil {
		return nil, err
	}
	d := &sheet.Document{Lang: j.Lang, Title: f.Title(j.Lang), Author: p.head.Shop, Created: j.Now}
	switch {
	case len(j.IDs) > 0:
	case j.From != "" && f.period != nil:
		if d.Forms, err = f.period(p, j.From, j.To); err != nil {
			return nil, err
		}
	default:
		s, err := f.blank(p)
		if err != nil {
			return nil, err
		}
		d.Forms = append(d.Forms, s)
	}
	size := chunk
	if f.Ledger {
		size = max(len(j.IDs), 1)
	}
	for ids := range slices.Chunk(j.IDs, size) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		fs, err := f.compose(p, of, ids)
		if err != nil {
			return nil, err
		}
		d.Forms = append(d.Forms, fs...)
		if progress != nil {
			progress(len(d.Forms), len(j.IDs))
		}
	}
	return d, ctx.Err()
}

// form finds the form and the register, and refuses what does not go together.
func (j Job) form() (Form, string, error) {
	f, ok := Find(j.Form)
	if !ok {
		return f, "", data.Fault(data.NotFound, "form.error.unknown", "Form", j.Form)
	}
	of := j.Register
	if of == "" {
		of = f.Registers[0]
	}
	switch {
	case len(j.IDs) == 0 && j.From != "" && f.period == nil:
		return f, of, data.Fault(data.Refused, "form.error.period", "Form", f.Title(j.Lang))
	case len(j.IDs) == 0 && !f.CanBlank:
		return f, of, data.Fault(data.Refused, "form.error.not_blank", "Form", f.Title(j.Lang))
	case len(j.IDs) > 0 && !f.Takes(of):
		return f, of, data.Fault(data.Refused, "form.error.register", "Form", f.Title(j.Lang))
	}
	return f, of, nil
}

// Write composes the form and writes it as one PDF. progress may be nil; it
// hears of composing as the first half of the work, of writing as the second.
// Errors are those of Compose, of ctx and of w; after an error what w received
// is not a whole file.
func (j Job) Write(ctx context.Context, w io.Writer, progress func(done, total int)) ([]sheet.Warning, error) {
	n := max(len(j.IDs), 1)
	half := func(at int) func(int, int) {
		if progress == nil {
			return nil
		}
		return func(done, total int) { progress(at+done*n/max(total, 1), 2*n) }
	}
	if err := j.mayLeave(ctx); err != nil {
		return nil, err
	}
	d, err := j.Compose(ctx, half(0))
	if err != nil {
		return nil, err
	}
	l, err := sheet.Lay(ctx, d)
	if err != nil {
		return nil, err
	}
	return l.Warnings, pdf.Write(ctx, w, l, half(n))
}

// mayLeave is nil where whoever is at the desk may have this on paper; a blank
// form anybody may.
func (j Job) mayLeave(ctx context.Context) error {
	_, of, err := j.form()
	if err != nil || len(j.IDs) == 0 && j.From == "" {
		return err
	}
	return j.Shop.MayPrint(ctx, of, j.IDs)
}

// Note puts on the trail that each record was printed, in one transaction, by
// the person and with the form's key; of a form of figures that it was, and for
// which period. Whoever hands out a file or a paper calls it; a preview and a
// blank form leave no note.
func (j Job) Note(ctx context.Context) error {
	_, of, err := j.form()
	if err != nil || len(j.IDs) == 0 && j.From == "" {
		return err
	}
	return j.Shop.Printing(ctx, j.Who, j.Form, of, j.IDs, j.From, j.To)
}

// Numbers are the numbers of the job's records, in their order.
func (j Job) Numbers(ctx context.Context) ([]string, error) {
	_, of, err := j.form()
	if err != nil {
		return nil, err
	}
	lines, err := j.lines(ctx, of)
	if err != nil {
		return nil, err
	}
	ns := make([]string, len(lines))
	for i := range lines {
		ns[i] = lines[i].Number
	}
	return ns, nil
}

func (j Job) lines(ctx context.Context, of string) ([]register.Line, error) {
	r := j.Shop.Register(of)
	if r == nil {
		return nil, fmt.Errorf("reports: no register %q", of)
	}
	var out []register.Line
	for ids := range slices.Chunk(j.IDs, chunk) {
		short := make([]int32, len(ids))
		for i, id := range ids {
			short[i] = int32(id)
		}
		ls, err := r.Lines(ctx, short)
		if err != nil {
			return nil, err
		}
		out = append(out, ls...)
	}
	return out, nil
}

// Pick finds the records of these numbers for the job: its Register and IDs.
// Code data.NotFound for a number that does not exist, data.Refused for one
// whose register the form does not take, or for numbers of several registers.
func (j Job) Pick(ctx context.Context, numbers ...string) (Job, error) {
	f, ok := Find(j.Form)
	if !ok {
		return j, data.Fault(data.NotFound, "form.error.unknown", "Form", j.Form)
	}
	for i, n := range numbers {
		r, id, err := j.Shop.Find(ctx, n)
		if err != nil {
			return j, err
		}
		if i == 0 {
			j.Register = r.Key()
		}
		if !f.Takes(r.Key()) || r.Key() != j.Register {
			return j, data.Fault(data.Refused, "form.error.number", "Form", f.Title(j.Lang), "Number", n)
		}
		j.IDs = append(j.IDs, id)
	}
	return j, nil
}
