package credit

import (
	"context"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// Receive enters a payment that came in for a debt. Field errors are those of
// the payment: on, amount, way, remark.
func (s *Store) Receive(ctx context.Context, who string, id int64, v field.Values) (register.Record, error) {
	return s.append(ctx, who, id, "receipts", v)
}

// Dun enters a dunning step. Field errors are those of the step: on, step, who,
// result, next.
func (s *Store) Dun(ctx context.Context, who string, id int64, v field.Values) (register.Record, error) {
	return s.append(ctx, who, id, "dunnings", v)
}

func (s *Store) append(ctx context.Context, who string, id int64, key string, v field.Values) (register.Record, error) {
	r, err := s.Receivables.Get(ctx, id)
	if err != nil {
		return r, err
	}
	rows := r.Values.Rows(key)
	r.Values = field.Values{key: append(rows, v)}
	out, err := s.Receivables.Put(ctx, who, r)
	return out, inRow(err, key, len(rows))
}

// inRow turns what is wrong with a row into what is wrong with its fields.
func inRow(err error, key string, i int) error {
	for _, e := range data.All(err) {
		e.Field = strings.TrimPrefix(e.Field, at(key, i, ""))
	}
	return err
}

// NewReceipt is a payment of what is open, to-day; of an amount that is masked
// nothing is offered.
func NewReceipt(r register.Record, now string) field.Values {
	open := r.Values.Text("open")
	if field.IsMasked(open) {
		open = ""
	}
	return field.Values{"on": now, "amount": open, "way": ways[0], "remark": ""}
}

// NewDunning is the dunning step that the regulation asks for on a day.
func NewDunning(p *policy.Preset, r register.Record, who, now string) field.Values {
	v := field.Values{"on": now, "step": "", "who": who, "result": "", "next": ""}
	if step, ok := Offer(&p.Credit, between(r.Values.Text("due_on"), now)); ok {
		v["step"] = step.Key
	}
	return v
}

// Replan works out anew what follows from the regulation and has a day: after
// another one was put into force.
func (s *Store) Replan(tx *db.Tx) error {
	p, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	var ids []int64
	if err := tx.Table("credit_files").Where("deleted_at = 0").Order("id").Pluck("id", &ids).Error; err != nil {
		return err
	}
	for _, id := range ids {
		f, err := s.Files.One(tx, id)
		if err != nil {
			return err
		}
		had := f.ReportDue
		if err := plan(tx.DB, p, f); err != nil {
			return err
		}
		if f.ReportDue != had {
			if err := tx.Do("UPDATE credit_files SET report_due = ? WHERE id = ?", f.ReportDue, id); err != nil {
				return err
			}
		}
	}
	ids = nil
	if err := tx.Table("receivables").Where("open > 0").Order("id").Pluck("id", &ids).Error; err != nil {
		return err
	}
	for _, id := range ids {
		r, err := s.Receivables.One(tx, id)
		if err != nil {
			return err
		}
		if day := dunOn(&p.Credit, r); day != r.DunOn {
			if err := tx.Do("UPDATE receivables SET dun_on = ? WHERE id = ?", day, id); err != nil {
				return err
			}
		}
	}
	return nil
}
