package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Door is the way into a register: it keeps a new record within a transaction
// and returns its number.
type Door func(tx *db.Tx, v field.Values) (string, error)

// Into is the way into a table.
func Into[T any](b *register.Table[T]) Door {
	return func(tx *db.Tx, v field.Values) (string, error) {
		if err := b.Permit(tx.Statement.Context, right.Create); err != nil {
			return "", err
		}
		t, err := b.PutIn(tx, register.Record{Values: v})
		if err != nil {
			return "", err
		}
		return b.Meta(t).Number, nil
	}
}

// enough is how many wrong fields are told of; a file in which everything is
// wrong is not read to its end.
const enough = 1000

// Add keeps all records of r, or none, in one transaction, and returns their
// numbers; then they are on the disk. Only one record is held in memory at a
// time. Errors in the fields of an array's records begin with the record's
// place, "[3].name".
func Add(ctx context.Context, d *db.DB, who string, into Door, r *Reader) ([]string, error) {
	var numbers []string
	err := d.Write(ctx, who, func(tx *db.Tx) error {
		var wrong data.Errors
		for i := 0; ; i++ {
			if err := ctx.Err(); err != nil {
				return err
			}
			v, err := r.Next()
			if errors.Is(err, io.EOF) {
				return wrong.OrNil()
			}
			if v != nil {
				var number string
				n, e := into(tx, v)
				number, err = n, join(err, e)
				if err == nil {
					numbers = append(numbers, number)
					continue
				}
			}
			es := data.All(err)
			if len(es) == 0 || data.CodeOf(err) != data.Invalid {
				return err
			}
			for _, e := range es {
				if r.Array() && e.Field != Whole {
					e.Field = fmt.Sprintf("[%d].%s", i, e.Field)
				}
			}
			wrong = append(wrong, es...)
			if v == nil || len(wrong) >= enough {
				return wrong
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return numbers, nil
}

// join puts the refusals of reading before those of the register.
func join(a, b error) error {
	es := append(data.Errors{}, data.All(a)...)
	switch {
	case a == nil:
		return b
	case b == nil, len(es) == 0:
		return a
	}
	return append(es, data.All(b)...)
}

// One reads the only record of r.
func One(r *Reader) (field.Values, error) {
	v, err := r.Next()
	switch {
	case errors.Is(err, io.EOF):
		return nil, data.Wrong(Whole, "transfer.error.empty")
	case err == nil && r.Array():
		return nil, data.Wrong(Whole, "transfer.error.one")
	}
	return v, err
}
