package register

import (
	"kezhi/data/db"
	"kezhi/data/field"
)

// Rebuild puts a record together whose row is lost, or of which only the number
// is left: values are what its trail says it was, meta is whose. Rows that
// belong to it and are there give way. Nothing goes on record, and the rules
// refuse nothing: it was acceptable when it was saved.
func (b *Table[T]) Rebuild(tx *db.Tx, meta Meta, v field.Values) error {
	t := b.blank()
	_ = b.Set.Decode(v, t)
	*b.Meta(t) = meta
	if b.Rules != nil {
		_ = b.Rules(tx, t, nil) // it finds what numbers stand for
	}
	if b.Settle != nil {
		if err := b.Settle(tx, t, nil); err != nil {
			return err
		}
	}
	*b.Meta(t) = meta
	rows, err := b.load(tx.DB, []int64{meta.ID}, false)
	if err != nil {
		return err
	}
	if len(rows) > 0 {
		err = db.Update(tx, b.SQL, meta.ID, t, rows[0])
	} else {
		var id int64
		if id, err = db.Insert(tx, b.SQL, []*T{t}); err == nil {
			err = tx.Do("UPDATE "+b.SQL+" SET id = ? WHERE id = ?", meta.ID, id)
		}
	}
	if err != nil {
		return err
	}
	b.Meta(t).ID = meta.ID
	old := b.blank()
	b.Meta(old).ID = meta.ID
	for _, p := range b.Parts {
		if err := p.load(tx.DB, []int64{meta.ID}, map[int64]*T{meta.ID: old}); err != nil {
			return err
		}
		if err := p.save(tx, meta.ID, t, old); err != nil {
			return err
		}
	}
	if b.Saved == nil {
		return nil
	}
	return b.Saved(tx, t, old)
}
