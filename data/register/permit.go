package register

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/right"
)

// What whoever is at the desk may do is asked here, once for all registers. In
// a file without accounts there is nobody to ask.

// actor is whoever is at the desk, nil where nothing is to be asked.
func (b *Table[T]) actor(ctx context.Context) db.Actor {
	if door.Passes(ctx) {
		return nil
	}
	return b.DB.Actor()
}

// Permit is nil where whoever is at the desk may do something with the
// register, else of code data.Denied.
func (b *Table[T]) Permit(ctx context.Context, v right.Verb) error {
	return Permit(ctx, b.DB, v, b.Name)
}

// masks tells whether whoever is at the desk sees what is sensitive masked.
func (b *Table[T]) masks(ctx context.Context) bool {
	a := b.actor(ctx)
	return a != nil && b.Set.Hides() && !a.May(right.Sensitive, b.Name)
}

// Sight is the condition by which a query of the register's table finds only
// what whoever is at the desk may see, "" for everything.
func (b *Table[T]) Sight(ctx context.Context) (where string, args []any) {
	a := b.actor(ctx)
	if a == nil {
		return "", nil
	}
	names, all := a.Whose()
	if all {
		return "", nil
	}
	return b.of(names, true)
}

// Sighted is Sight as a condition that can be joined to others as it is: "1 = 1"
// for everything.
func (b *Table[T]) Sighted(ctx context.Context) (where string, args []any) {
	if where, args = b.Sight(ctx); where == "" {
		where = "1 = 1"
	}
	return where, args
}

// of is the condition for what these people are responsible for or have
// entered, and, where asked for, for what belongs to a customer of theirs; ""
// for a register that is everybody's.
func (b *Table[T]) of(names []string, customers bool) (string, []any) {
	if len(b.Owners) == 0 && b.Customer == "" {
		return "", nil
	}
	among := " IN (?" + strings.Repeat(",?", len(names)-1) + ")"
	parts, args := []string{"created_by" + among}, anys(names)
	for _, c := range b.Owners {
		parts, args = append(parts, c+among), append(args, anys(names)...)
	}
	if b.Customer != "" && customers {
		parts = append(parts, b.Customer+" IN (SELECT id FROM customers WHERE deleted_at = 0 AND owner"+among+")")
		args = append(args, anys(names)...)
	}
	return "(" + strings.Join(parts, " OR ") + ")", args
}

// Theirs is the condition by which a query finds only what belongs to the
// customers for whom whoever is at the desk, or their department, is responsible,
// "1 = 1" for all: column holds the customer's id. It is for figures of several
// registers, whose own records Sight narrows by the same: who has entered a file
// for somebody else sees the file, not what is done with the customer.
func Theirs(ctx context.Context, d *db.DB, column string) (where string, args []any) {
	a := d.Actor()
	if a == nil || door.Passes(ctx) {
		return "1 = 1", nil
	}
	names, all := a.Whose()
	if all {
		return "1 = 1", nil
	}
	among := " IN (?" + strings.Repeat(",?", len(names)-1) + ")"
	return column + " IN (SELECT id FROM customers WHERE owner" + among + ")", anys(names)
}

// May tells whether whoever is at the desk may do something with a register.
func May(ctx context.Context, d *db.DB, v right.Verb, register string) bool {
	if a := d.Actor(); a != nil && !door.Passes(ctx) {
		return a.May(v, register)
	}
	return d.Admit(ctx) == nil
}

// Permit is nil where whoever is at the desk may do something with a register
// or with what rights are given to besides, else of code data.Denied.
func Permit(ctx context.Context, d *db.DB, v right.Verb, register string) error {
	if a := d.Actor(); a != nil && !door.Passes(ctx) {
		return a.Check(v, register)
	}
	return d.Admit(ctx)
}

// Known is an id that whoever is at the desk may see, data.NotFound for another;
// data.Denied where they may see none.
func (b *Table[T]) Known(ctx context.Context, id int64) error {
	if err := b.Permit(ctx, right.See); err != nil {
		return err
	}
	ids, err := b.Seen(ctx, []int64{id})
	if err == nil && len(ids) == 0 {
		err = b.missing(field.ShowInteger(id))
	}
	return err
}

// Seen32 is Seen for ids as a query gives them.
func (b *Table[T]) Seen32(ctx context.Context, ids []int32) ([]int32, error) {
	if where, _ := b.Sight(ctx); where == "" {
		return ids, nil
	}
	wide := make([]int64, len(ids))
	for i, id := range ids {
		wide[i] = int64(id)
	}
	wide, err := b.Seen(ctx, wide)
	ids = make([]int32, len(wide))
	for i, id := range wide {
		ids[i] = int32(id)
	}
	return ids, err
}

// Conceal masks what is sensitive in records that were read past Load, for
// whoever may not see it.
func (b *Table[T]) Conceal(ctx context.Context, ts ...*T) {
	if b.masks(ctx) {
		for _, t := range ts {
			b.Set.Mask(t)
		}
	}
}

// Seen are those of the ids that whoever is at the desk may see, in their order.
func (b *Table[T]) Seen(ctx context.Context, ids []int64) ([]int64, error) {
	where, args := b.Sight(ctx)
	if where == "" || len(ids) == 0 {
		return ids, nil
	}
	return b.those(b.DB.Read(ctx), ids, where, args)
}

func (b *Table[T]) those(g *gorm.DB, ids []int64, where string, args []any) ([]int64, error) {
	has := make(map[int64]bool, len(ids))
	for chunk := range slices.Chunk(ids, 500) {
		var found []int64
		err := g.Session(&gorm.Session{NewDB: true}).Raw("SELECT id FROM "+b.SQL+" WHERE id "+among(chunk)+" AND "+where, args...).Scan(&found).Error
		if err != nil {
			return nil, db.Translate(err)
		}
		for _, id := range found {
			has[id] = true
		}
	}
	out := make([]int64, 0, len(has))
	for _, id := range ids {
		if has[id] {
			out = append(out, id)
		}
	}
	return out, nil
}

// Reach is nil where whoever is at the desk may do something to this record:
// they have the right, and see it. Code data.Denied, data.NotFound for a record
// that is not theirs to see. It belongs into the transaction that does it.
func (b *Table[T]) Reach(tx *db.Tx, v right.Verb, id int64) error {
	ctx := tx.Statement.Context
	a := b.actor(ctx)
	if a == nil {
		return nil
	}
	if err := a.Check(v, b.Name); err != nil {
		return err
	}
	if where, args := b.Sight(ctx); where != "" {
		ids, err := b.those(tx.DB, []int64{id}, where, args)
		if err == nil && len(ids) == 0 {
			err = b.missing(field.ShowInteger(id))
		}
		return err
	}
	return nil
}

// Edits is nil where whoever is at the desk may change this record: anybody's,
// or what they are responsible for or have entered; so may those named, who
// answer for the part that is changed. Codes as Reach.
func (b *Table[T]) Edits(tx *db.Tx, id int64, named ...string) error {
	a := b.actor(tx.Statement.Context)
	if a == nil {
		return nil
	}
	if err := b.Reach(tx, right.EditOwn, id); err != nil || a.May(right.EditAll, b.Name) || slices.Contains(named, a.Name()) {
		return err
	}
	where, args := b.of([]string{a.Name()}, false)
	if where == "" {
		where, args = "created_by = ?", []any{a.Name()}
	}
	ids, err := b.those(tx.DB, []int64{id}, where, args)
	if err != nil || len(ids) > 0 {
		return err
	}
	t, err := b.One(tx, id)
	if err != nil {
		return err
	}
	m := b.Meta(t)
	return data.Fault(data.Denied, "account.error.not_yours", "Number", m.Number, "Owner", b.owner(tx, m))
}

// barred is what bars a record; nothing bars one that is not there yet.
func (b *Table[T]) barred(old *T) *data.Error {
	if old == nil || b.Bars == nil {
		return nil
	}
	return b.Bars(old)
}

// Changeable is nil where a record may be changed, as it stands, by whoever is at
// the desk. Codes data.Denied and data.NotFound as Reach; data.Refused where
// nobody may.
func (b *Table[T]) Changeable(ctx context.Context, id int64) error {
	tx := &db.Tx{DB: b.DB.Read(ctx)}
	if err := b.Edits(tx, id); err != nil {
		return db.Translate(err)
	}
	t, err := b.One(tx, id)
	if err != nil {
		return err
	}
	if e := b.barred(t); e != nil {
		return e
	}
	return nil
}

// owner is the first of those who are responsible for a record.
func (b *Table[T]) owner(tx *db.Tx, m *Meta) string {
	for _, c := range b.Owners {
		var who string
		if err := tx.Table(b.SQL).Where("id = ?", m.ID).Pluck(c, &who).Error; err == nil && who != "" {
			return who
		}
	}
	return m.CreatedBy
}

// shown are values as whoever is at the desk sees them.
func (b *Table[T]) shown(ctx context.Context, v field.Values) field.Values {
	if b.masks(ctx) {
		return field.MaskAll(b.Set.Fields(), v)
	}
	return v
}

// Values are the values of a record that was read with Load, as whoever is at
// the desk sees them: amounts that are hidden from them have stars.
func (b *Table[T]) Values(ctx context.Context, t *T) field.Values {
	v := b.Set.Encode(t)
	if b.masks(ctx) {
		v = field.Starred(b.Set.Fields(), v)
	}
	return v
}

// unmask puts what is stored in the place of what whoever is at the desk saw
// masked and sent back.
func (b *Table[T]) unmask(ctx context.Context, v field.Values, old *T) (field.Values, data.Errors) {
	if !b.masks(ctx) {
		return v, nil
	}
	stored := field.Values{}
	if old != nil {
		stored = b.Set.Encode(old)
	}
	v = v.Clone()
	return v, field.Unmask(b.Set.Fields(), v, stored)
}

// untouched gives the values of a record that was read masked and is saved
// again those that are stored, where they are as the mask left them.
func (b *Table[T]) untouched(ctx context.Context, v field.Values, old *T) field.Values {
	if old == nil || !b.masks(ctx) {
		return v
	}
	seen := b.copy(old)
	b.Set.Mask(seen)
	stored, shown := b.Set.Encode(old), b.Set.Encode(seen)
	for k, x := range v {
		if reflect.DeepEqual(x, shown[k]) {
			v[k] = stored[k]
		}
	}
	return v
}

// Veil masks entries of the trail of this register for whoever may not see what
// is sensitive.
func (b *Table[T]) Veil(ctx context.Context, cs []Change) []Change {
	if !b.masks(ctx) {
		return cs
	}
	ds := b.Set.Fields()
	for i := range cs {
		vs := b.maskChanges(ds, cs[i].Differences())
		if text, err := json.Marshal(vs); err == nil && len(vs) > 0 {
			cs[i].Fields = string(text)
		}
	}
	return cs
}

// maskChanges masks what is sensitive among changes.
func (b *Table[T]) maskChanges(ds []field.Desc, cs []field.Change) []field.Change {
	for i, c := range cs {
		d, ok := field.Find(ds, c.Key)
		if !ok {
			if b.Masked != nil {
				cs[i].Before, cs[i].After = b.Masked(c.Key, c.Before), b.Masked(c.Key, c.After)
			}
			continue
		}
		cs[i].Before, cs[i].After = field.MaskValue(d, c.Before), field.MaskValue(d, c.After)
	}
	return cs
}

// ByCustomer are the ids of a customer's records in a table that are not in the
// bin and that whoever is at the desk may see, in this order; none for whoever
// may not see the register.
func ByCustomer[T any](ctx context.Context, b *Table[T], customerID int64, order string) ([]int32, error) {
	if !May(ctx, b.DB, right.See, b.Name) {
		return nil, nil
	}
	var ids []int32
	err := b.DB.Read(ctx).Table(b.SQL).Where("customer_id = ? AND deleted_at = 0", customerID).Order(order).Pluck("id", &ids).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	return b.Seen32(ctx, ids)
}
