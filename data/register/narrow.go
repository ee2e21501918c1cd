package register

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/right"
)

// manyDue is how much work is read of which only some is somebody's to see.
const manyDue = 5000

// Narrow lists work as find does, without what whoever is at the desk may not
// see: of registers that are not theirs to look into (registers are those that
// there is work of), of customers who are not theirs. Whoever sees everything
// pays nothing for it.
func Narrow(ctx context.Context, d *db.DB, q due.Query, find func(context.Context, due.Query) (due.List, error), registers ...string) (due.List, error) {
	a := d.Actor()
	if a == nil || door.Passes(ctx) {
		return find(ctx, q)
	}
	names, all := a.Whose()
	barred := slices.ContainsFunc(registers, func(r string) bool { return !a.May(right.See, r) })
	if all && !barred {
		return find(ctx, q)
	}
	limit := q.Limit
	q.Limit = manyDue
	l, err := find(ctx, q)
	if err != nil {
		return due.List{}, err
	}
	theirs, err := customersOf(ctx, d, l.Items, all)
	if err != nil {
		return due.List{}, err
	}
	var out due.List
	for _, i := range l.Items {
		mine := all || theirs[i.Customer] || slices.Contains(names, i.Owner) || i.Customer == 0 && i.Owner == ""
		if !mine || i.Register != "" && !a.May(right.See, i.Register) {
			continue
		}
		out.Count(q.Today, i.Day, 1)
		if len(out.Items) < limit {
			out.Items = append(out.Items, i)
		}
	}
	return out, nil
}

// customersOf are those among the customers of the work whom whoever is at the
// desk may see.
func customersOf(ctx context.Context, d *db.DB, items []due.Item, all bool) (map[int64]bool, error) {
	out := map[int64]bool{}
	if all {
		return out, nil
	}
	var ids []int64
	for _, i := range items {
		if i.Customer != 0 {
			ids = append(ids, i.Customer)
		}
	}
	slices.Sort(ids)
	where, args := Theirs(ctx, d, "id")
	for chunk := range slices.Chunk(slices.Compact(ids), 500) {
		var found []int64
		err := d.Read(ctx).Session(&gorm.Session{NewDB: true}).Raw("SELECT id FROM customers WHERE id "+among(chunk)+" AND "+where, args...).Scan(&found).Error
		if err != nil {
			return nil, db.Translate(err)
		}
		for _, id := range found {
			out[id] = true
		}
	}
	return out, nil
}

// Ours are those of rows with a customer whom whoever is at the desk may see,
// with the phones masked for whoever may not see them whole. of gives a row's
// customer and where its phone is, nil for none.
func Ours[R any](ctx context.Context, d *db.DB, rows []R, of func(*R) (customer int64, phone *string)) ([]R, error) {
	a := d.Actor()
	if a == nil || door.Passes(ctx) || len(rows) == 0 {
		return rows, nil
	}
	if !a.May(right.Sensitive, "customer") {
		for i := range rows {
			if _, phone := of(&rows[i]); phone != nil {
				*phone = field.Mask(field.Phone, *phone)
			}
		}
	}
	if _, all := a.Whose(); all {
		return rows, nil
	}
	items := make([]due.Item, len(rows))
	for i := range rows {
		items[i].Customer, _ = of(&rows[i])
	}
	theirs, err := customersOf(ctx, d, items, false)
	return slices.DeleteFunc(rows, func(r R) bool {
		id, _ := of(&r)
		return !theirs[id]
	}), err
}

// Wide tells whether whoever is at the desk sees everybody's records.
func Wide(ctx context.Context, d *db.DB) bool {
	a := d.Actor()
	if a == nil || door.Passes(ctx) {
		return true
	}
	_, all := a.Whose()
	return all
}

// Shopwide is nil where whoever is at the desk sees everybody's records, else of
// code data.Denied: for what is told of the shop as a whole and cannot be told of
// some customers alone.
func Shopwide(ctx context.Context, d *db.DB) error {
	if Wide(ctx, d) {
		return nil
	}
	return data.Fault(data.Denied, "account.error.shopwide")
}

// Customer is nil for a customer whose file whoever is at the desk may see, else of
// code data.NotFound: for what is kept in the file and is no record of a register.
func Customer(ctx context.Context, d *db.DB, id int64) error {
	if Wide(ctx, d) {
		return nil
	}
	names, _ := d.Actor().Whose()
	var n int64
	err := d.Read(ctx).Session(&gorm.Session{NewDB: true}).Table("customers").
		Where("id = ? AND (owner IN ? OR created_by IN ?)", id, names, names).Count(&n).Error
	if err == nil && n == 0 {
		err = data.Fault(data.NotFound, "error.not_found", "Number", field.ShowInteger(id))
	}
	return db.Translate(err)
}
