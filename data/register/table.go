package register

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/right"
)

// Table keeps the records of the type T. The functions may be nil; those that
// take a *db.Tx run within the saving transaction.
type Table[T any] struct {
	DB     *db.DB
	Name   string // the register's key, "customer"
	SQL    string // the table's name, "customers"
	Set    *field.Set[T]
	Meta   func(*T) *Meta
	New    func() *T // a blank record; nil: the zero value
	Number Numbering
	Parts  []Part[T]
	// Owners are the columns with who is responsible for a record, Customer
	// that of the customer it belongs to: by them it is known whose it is. A
	// register with neither is everybody's.
	Owners   []string
	Customer string
	// Rules returns what is wrong with the record as a whole; old is nil for
	// a new one. It may resolve references.
	Rules func(tx *db.Tx, t, old *T) data.Errors
	// Bars says why a record as it stands is changed by nobody, nor moved to the
	// recycle bin or out of it; nil where nothing bars it.
	Bars func(t *T) *data.Error
	// Settle sets what is derived from other fields before it is written.
	Settle func(tx *db.Tx, t, old *T) error
	// Saved does what else belongs to the save: indexes, figures elsewhere.
	// A record that was deleted or restored comes here too.
	Saved func(tx *db.Tx, t, old *T) error
	// Sealed are the keys of the fields whose values the trail keeps sealed where
	// the shop seals what is confidential.
	Sealed []string
	// Masked masks what the trail tells besides the register's fields, for whoever
	// may not see what is sensitive.
	Masked func(key string, x any) any
	// Loaded fills in what other tables hold: names behind numbers.
	Loaded func(g *gorm.DB, ts []*T) error
}

// Key is the register's name.
func (b *Table[T]) Key() string { return b.Name }

// Fields are the descriptions of the fields.
func (b *Table[T]) Fields() []field.Desc { return b.Set.Fields() }

func (b *Table[T]) blank() *T {
	if b.New != nil {
		return b.New()
	}
	return new(T)
}

// Blank are the values of a new record.
func (b *Table[T]) Blank() field.Values { return b.Set.Encode(b.blank()) }

// Load reads whole records in the order of ids; those that are gone, or that
// whoever is at the desk may not see, are missing. What is sensitive is masked
// for whoever may not see that; amounts are 0 then. Code data.Denied.
func (b *Table[T]) Load(ctx context.Context, ids ...int64) ([]*T, error) {
	if err := b.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	ids, err := b.Seen(ctx, ids)
	if err != nil {
		return nil, err
	}
	ts, err := b.load(b.DB.Read(ctx), ids, true)
	if b.masks(ctx) {
		for _, t := range ts {
			b.Set.Mask(t)
		}
	}
	return ts, db.Translate(err)
}

func (b *Table[T]) load(g *gorm.DB, ids []int64, parts bool) ([]*T, error) {
	by := make(map[int64]*T, len(ids))
	for chunk := range slices.Chunk(ids, 500) {
		ts, err := db.Select[T](g, b.SQL, "WHERE id "+among(chunk))
		if err != nil {
			return nil, err
		}
		for i := range ts {
			by[b.Meta(&ts[i]).ID] = &ts[i]
		}
		if parts {
			for _, p := range b.Parts {
				if err := p.load(g, chunk, by); err != nil {
					return nil, err
				}
			}
		}
	}
	out := make([]*T, 0, len(ids))
	for _, id := range ids {
		if t := by[id]; t != nil {
			out = append(out, t)
		}
	}
	if b.Loaded != nil && len(out) > 0 {
		if err := b.Loaded(g, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// among is the rest of a condition on an id: written out, for the driver takes
// longer over values that are handed to it.
func among(ids []int64) string {
	if len(ids) == 1 {
		return "= " + strconv.FormatInt(ids[0], 10)
	}
	b := append(make([]byte, 0, 8*len(ids)+8), "IN ("...)
	for i, id := range ids {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, id, 10)
	}
	return string(append(b, ')'))
}

// One reads one record within a transaction. Code data.NotFound.
func (b *Table[T]) One(tx *db.Tx, id int64) (*T, error) {
	ts, err := b.load(tx.DB, []int64{id}, true)
	if err != nil {
		return nil, err
	}
	if len(ts) == 0 {
		return nil, b.missing(fmt.Sprint(id))
	}
	return ts[0], nil
}

func (b *Table[T]) missing(number string) error {
	return data.Fault(data.NotFound, "error.not_found", "Number", number)
}

// Get reads a record.
func (b *Table[T]) Get(ctx context.Context, id int64) (Record, error) {
	if err := b.Permit(ctx, right.See); err != nil {
		return Record{}, err
	}
	ids, err := b.Seen(ctx, []int64{id})
	if err != nil {
		return Record{}, err
	}
	ts, err := b.load(b.DB.Read(ctx), ids, true)
	if err != nil {
		return Record{}, db.Translate(err)
	}
	if len(ts) == 0 {
		return Record{}, b.missing(fmt.Sprint(id))
	}
	return b.seen(ctx, b.record(ts[0])), nil
}

// seen is a record as whoever is at the desk sees it.
func (b *Table[T]) seen(ctx context.Context, r Record) Record {
	r.Values = b.shown(ctx, r.Values)
	return r
}

func (b *Table[T]) record(t *T) Record { return Record{*b.Meta(t), b.Set.Encode(t)} }

// Find gives the id of a number.
func (b *Table[T]) Find(ctx context.Context, number string) (int64, error) {
	if err := b.Permit(ctx, right.See); err != nil {
		return 0, err
	}
	var ids []int64
	err := b.DB.Read(ctx).Table(b.SQL).Where("number = ?", number).Pluck("id", &ids).Error
	if err == nil {
		ids, err = b.Seen(ctx, ids)
	}
	if err == nil && len(ids) == 0 {
		err = b.missing(number)
	}
	if err != nil {
		return 0, db.Translate(err)
	}
	return ids[0], nil
}

// Put saves a record of Values; see Register.
func (b *Table[T]) Put(ctx context.Context, who string, r Record) (Record, error) {
	var out Record
	err := b.DB.Write(ctx, who, func(tx *db.Tx) (err error) {
		if err := b.writes(tx, r.ID); err != nil {
			return err
		}
		out, _, err = b.put(tx, r)
		return err
	})
	if err != nil {
		return Record{}, err
	}
	return b.seen(ctx, out), nil
}

// writes is nil where whoever is at the desk may save the record: make one (id
// 0), or change it.
func (b *Table[T]) writes(tx *db.Tx, id int64) error {
	if id == 0 {
		return b.Permit(tx.Statement.Context, right.Create)
	}
	return b.Edits(tx, id)
}

// PutAll saves new records, all or none.
func (b *Table[T]) PutAll(ctx context.Context, who string, vs []field.Values) ([]Record, error) {
	out := make([]Record, 0, len(vs))
	err := b.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := b.Permit(ctx, right.Create); err != nil {
			return err
		}
		var wrong data.Errors
		for i, v := range vs {
			r, _, err := b.put(tx, Record{Values: v})
			if es := data.All(err); len(es) > 0 && data.CodeOf(err) == data.Invalid {
				for _, e := range es {
					e.Field = fmt.Sprintf("[%d].%s", i, e.Field)
				}
				wrong = append(wrong, es...)
				continue
			}
			if err != nil {
				return err
			}
			out = append(out, b.seen(ctx, r))
		}
		return wrong.OrNil()
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// PutIn saves a record of Values within a transaction, for a deed that has
// asked whether it may.
func (b *Table[T]) PutIn(tx *db.Tx, r Record) (*T, error) {
	_, t, err := b.put(tx, r)
	return t, err
}

func (b *Table[T]) put(tx *db.Tx, r Record) (Record, *T, error) {
	t, old, err := b.merge(tx, r)
	if err != nil {
		return Record{}, nil, err
	}
	v, es := b.unmask(tx.Statement.Context, r.Values, old)
	if es = append(es, b.wrong(tx, v, t, old)...); len(es) > 0 {
		return Record{}, nil, es
	}
	now, err := b.save(tx, t, old)
	return Record{*b.Meta(t), now}, t, err
}

// wrong decodes the values into the record and asks the rules of the whole
// record too, so that a person sees at once everything that is wrong. A field
// is complained of once, and of rows that could not be read the rules say
// nothing: they would see others.
func (b *Table[T]) wrong(tx *db.Tx, v field.Values, t, old *T) data.Errors {
	if e := b.barred(old); e != nil {
		return data.Errors{e}
	}
	es := b.Set.Decode(v, t)
	if b.Rules == nil {
		return es
	}
	said := map[string]bool{}
	for _, e := range es {
		said[top(e)] = true
	}
	for _, e := range b.Set.Place(v, b.Rules(tx, t, old)) {
		if !said[top(e)] {
			es = append(es, e)
		}
	}
	return es
}

// top is the key of the record's own field that a refusal is about.
func top(e *data.Error) string {
	key, _, _ := strings.Cut(e.Field, "[")
	return key
}

func (b *Table[T]) merge(tx *db.Tx, r Record) (t, old *T, err error) {
	if r.ID == 0 {
		return b.blank(), nil, nil
	}
	if old, err = b.One(tx, r.ID); err != nil {
		return nil, nil, err
	}
	if m := b.Meta(old); m.Version != r.Version {
		return nil, nil, b.conflict(tx, old, r)
	}
	return b.copy(old), old, nil
}

// copy is the record once more: what is written into one, its rows too, is not
// seen in the other. Lists and maps are never written into but replaced.
func (b *Table[T]) copy(t *T) *T {
	c := *t
	for _, p := range b.Parts {
		p.own(&c)
	}
	return &c
}

// Save saves a record of the type T: a new one where its ID is 0. The fields
// are checked as Put checks them.
func (b *Table[T]) Save(ctx context.Context, who string, t *T) error {
	return b.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := b.writes(tx, b.Meta(t).ID); err != nil {
			return err
		}
		return b.saveIn(tx, t, true)
	})
}

// SaveIn is Save within a transaction, for a deed that has asked whether it may,
// of a record that was read whole, with One.
func (b *Table[T]) SaveIn(tx *db.Tx, t *T) error { return b.saveIn(tx, t, false) }

// saveIn saves a record; seen: it may be as whoever is at the desk saw it masked.
func (b *Table[T]) saveIn(tx *db.Tx, t *T, seen bool) error {
	m := b.Meta(t)
	var old *T
	if m.ID != 0 {
		var err error
		if old, err = b.One(tx, m.ID); err != nil {
			return err
		}
		if b.Meta(old).Version != m.Version {
			return b.conflict(tx, old, b.record(t))
		}
	}
	probe := *t
	v, es := b.Set.Encode(t), data.Errors(nil)
	if seen {
		v, es = b.unmask(tx.Statement.Context, b.untouched(tx.Statement.Context, v, old), old)
	}
	if es = append(es, b.wrong(tx, v, &probe, old)...); len(es) > 0 {
		return es
	}
	*t = probe
	_, err := b.save(tx, t, old)
	return err
}

// save writes a record that nothing is wrong with, and gives its values.
func (b *Table[T]) save(tx *db.Tx, t, old *T) (field.Values, error) {
	if b.Settle != nil {
		if err := b.Settle(tx, t, old); err != nil {
			return nil, err
		}
	}
	m := b.Meta(t)
	m.UpdatedAt, m.UpdatedBy = tx.Now.UnixMilli(), tx.Who
	m.Version++
	action, before := Changed, field.Values(nil)
	if old == nil {
		if err := b.number(tx, m); err != nil {
			return nil, err
		}
		m.CreatedAt, m.CreatedBy = m.UpdatedAt, tx.Who
		action = Created
		var err error
		if m.ID, err = db.Insert(tx, b.SQL, []*T{t}); err != nil {
			return nil, err
		}
	} else {
		before = b.Set.Encode(old)
		if err := db.Update(tx, b.SQL, m.ID, t, old); err != nil {
			return nil, err
		}
	}
	for _, p := range b.Parts {
		if err := p.save(tx, m.ID, t, old); err != nil {
			return nil, err
		}
	}
	if b.Saved != nil {
		if err := b.Saved(tx, t, old); err != nil {
			return nil, err
		}
	}
	now := b.Set.Encode(t)
	return now, Note(tx, b.Name, m, action, b.veil(m.ID, b.Set.Diff(before, now)))
}

func (b *Table[T]) number(tx *db.Tx, m *Meta) error {
	if b.Number == nil || m.Number != "" {
		return nil
	}
	counter, format := b.Number(tx.Now)
	n, err := tx.Next(counter)
	if err != nil {
		return err
	}
	m.Number = fmt.Sprintf(format, n)
	return nil
}

// Check returns what is wrong with the values, without saving them.
func (b *Table[T]) Check(ctx context.Context, r Record) data.Errors {
	tx := &db.Tx{DB: b.DB.Read(ctx), Now: b.DB.Now()}
	if err := b.writes(tx, r.ID); err != nil {
		return data.All(err)
	}
	t, old, err := b.merge(tx, r)
	if err != nil {
		return data.All(err)
	}
	v, es := b.unmask(ctx, r.Values, old)
	return append(es, b.wrong(tx, v, t, old)...)
}

// Delete moves a record to the recycle bin.
func (b *Table[T]) Delete(ctx context.Context, who string, id int64) error {
	return b.bin(ctx, who, id, Deleted)
}

// Restore takes a record out of the recycle bin.
func (b *Table[T]) Restore(ctx context.Context, who string, id int64) error {
	return b.bin(ctx, who, id, Restored)
}

func (b *Table[T]) bin(ctx context.Context, who string, id int64, a Action) error {
	return b.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := b.Reach(tx, right.Delete, id); err != nil {
			return err
		}
		old, err := b.One(tx, id)
		if err != nil {
			return err
		}
		if e := b.barred(old); e != nil {
			return e
		}
		t := b.copy(old)
		m := b.Meta(t)
		if (m.DeletedAt != 0) == (a == Deleted) {
			return nil
		}
		m.DeletedAt = 0
		if a == Deleted {
			m.DeletedAt = tx.Now.UnixMilli()
		}
		m.Version++
		m.UpdatedAt, m.UpdatedBy = tx.Now.UnixMilli(), tx.Who
		err = tx.Table(b.SQL).Where("id = ?", id).Updates(map[string]any{
			"deleted_at": m.DeletedAt, "version": m.Version, "updated_at": m.UpdatedAt, "updated_by": m.UpdatedBy,
		}).Error
		if err != nil {
			return err
		}
		if b.Saved != nil {
			if err := b.Saved(tx, t, old); err != nil {
				return err
			}
		}
		return Note(tx, b.Name, m, a, nil)
	})
}

// History is the trail of changes of a record.
func (b *Table[T]) History(ctx context.Context, id int64) ([]Change, error) {
	if err := b.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	if ids, err := b.Seen(ctx, []int64{id}); err != nil || len(ids) == 0 {
		return nil, err
	}
	cs, err := Trail(ctx, b.DB, b.Name, id)
	return b.Veil(ctx, cs), err
}
