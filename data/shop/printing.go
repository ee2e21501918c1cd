package shop

import (
	"context"
	"slices"
	"strings"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/register"
	"kezhi/data/right"
)

// MayPrint is nil where whoever is at the desk may have these records of a
// register on paper, or figures of the register where there are none. Codes
// data.Denied, data.NotFound for a record that is not theirs to see.
func (s *Shop) MayPrint(ctx context.Context, of string, ids []int64) error {
	return s.handOut(ctx, right.Print, of, ids)
}

func (s *Shop) handOut(ctx context.Context, v right.Verb, of string, ids []int64) error {
	if err := register.Permit(ctx, s.DB, v, of); err != nil {
		return err
	}
	r := s.Register(of)
	if r == nil || s.DB.Actor() == nil {
		return nil
	}
	seen, err := r.Seen(ctx, ids)
	if err == nil && len(seen) < len(ids) {
		err = data.Fault(data.NotFound, "error.not_found", "Number", itoa(int(ids[0])))
	}
	return err
}

// Printing puts on record that a form of records, or of figures of a period, is
// handed out on paper or as a file. Codes as MayPrint; then nothing is noted and
// nothing may be handed out.
func (s *Shop) Printing(ctx context.Context, who, form, of string, ids []int64, from, to string) error {
	if err := s.MayPrint(ctx, of, ids); err != nil {
		return err
	}
	what := []field.Change{{Key: "form", After: form}}
	if len(ids) == 0 {
		what = append(what, field.Change{Key: "from", After: from}, field.Change{Key: "to", After: to})
		return audit.Say(ctx, s.DB, audit.Entry{Who: who, Action: register.Printed, Register: of, Fields: what})
	}
	metas, err := s.metas(ctx, of, ids)
	if err != nil {
		return err
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		for i := range metas {
			if err := register.Note(tx, of, &metas[i], register.Printed, what); err != nil {
				return err
			}
		}
		return nil
	})
}

// metas are the heads of records, a few hundred at once.
func (s *Shop) metas(ctx context.Context, of string, ids []int64) ([]register.Meta, error) {
	r := s.Register(of)
	if r == nil {
		return nil, data.Fault(data.NotFound, "error.not_found", "Number", of)
	}
	var out []register.Meta
	for chunk := range slices.Chunk(ids, 500) {
		short := make([]int32, len(chunk))
		for i, id := range chunk {
			short[i] = int32(id)
		}
		ls, err := r.Lines(door.Within(ctx), short)
		if err != nil {
			return nil, err
		}
		for _, l := range ls {
			out = append(out, l.Meta)
		}
	}
	return out, nil
}

// Exported is the trail's name for records that left the file.
const Exported register.Action = "exported"

// Exporting puts on record that n records of a register leave the file. Code
// data.Denied for whoever may not; then they stay.
func (s *Shop) Exporting(ctx context.Context, who, of string, n int) error {
	if err := register.Permit(ctx, s.DB, right.Export, of); err != nil {
		return err
	}
	return audit.Say(ctx, s.DB, audit.Entry{Who: who, Action: Exported, Register: of, Fields: []field.Change{{Key: "records", After: itoa(n)}}})
}

// Revealed is the trail's name for a sensitive value that was looked at.
const Revealed register.Action = "revealed"

// Reveal gives a value of a record that is masked for whoever is at the desk,
// key as "phone" or "phones[0].number", and puts on record that they saw it, and
// why. Whoever sees it unmasked anyway is not asked why. Field errors: why. Codes
// data.Denied, data.NotFound for a record, or a value, that is not there.
func (s *Shop) Reveal(ctx context.Context, of string, id int64, key, why string) (string, error) {
	r := s.Register(of)
	if r == nil {
		return "", data.Fault(data.NotFound, "error.not_found", "Number", of)
	}
	if _, err := r.Get(ctx, id); err != nil { // asks whether they may see it
		return "", err
	}
	rec, err := r.Get(door.Within(ctx), id)
	if err != nil {
		return "", err
	}
	value, ok := valueAt(r.Fields(), rec.Values, key)
	switch why = strings.TrimSpace(why); {
	case !ok:
		return "", data.Fault(data.NotFound, "error.not_found", "Number", key)
	case register.May(ctx, s.DB, right.Sensitive, of):
		return value, nil
	case why == "":
		return "", data.Wrong("why", "account.error.why")
	case len([]rune(why)) > 200:
		return "", data.Wrong("why", "error.too_long", "Max", 200)
	}
	err = s.DB.Write(ctx, "", func(tx *db.Tx) error {
		return register.Note(tx, of, &rec.Meta, Revealed, []field.Change{{Key: "field", After: key}, {Key: "why", After: why}})
	})
	if err != nil {
		return "", err
	}
	return value, nil
}

// valueAt is a text among values: of a field, or of a field of a row.
func valueAt(ds []field.Desc, v field.Values, key string) (string, bool) {
	top, rest, inRow := strings.Cut(key, "[")
	d, ok := field.Find(ds, top)
	if !ok {
		return "", false
	}
	if !inRow {
		x, ok := v[top].(string)
		return x, ok
	}
	n, sub, ok := strings.Cut(rest, "].")
	i, err := field.ReadInteger(n)
	rows := v.Rows(top)
	if !ok || err != nil || i < 0 || int(i) >= len(rows) {
		return "", false
	}
	return valueAt(d.Rows, rows[i], sub)
}
