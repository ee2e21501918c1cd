package register

import (
	"context"
	"slices"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/right"
)

// IDs are the ids of all records that answer the query. A million take about
// a third of a second; they are four megabytes. For whoever sees a field masked
// it sorts nothing, and a filter by it is refused with data.Denied.
func (b *Table[T]) IDs(ctx context.Context, q Query) ([]int32, error) {
	if err := b.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	where, args, err := b.where(ctx, q)
	if err != nil {
		return nil, err
	}
	sight, whose := b.Sight(ctx)
	if sight != "" {
		where, args = where+" AND "+sight, append(args, whose...)
	}
	order, err := b.order(ctx, q)
	if err != nil {
		return nil, err
	}
	byID := order == "id" || order == "id DESC"
	if q.Limit > 0 {
		if byID && !q.Deleted {
			ids, done, err := b.near(ctx, len(q.Filters) == 0 && sight == "", q.Limit, where, args, order)
			if done || err != nil {
				return ids, err
			}
		}
		return b.ids(ctx, " WHERE "+where+" ORDER BY "+order+" LIMIT ?", append(args, q.Limit)...)
	}
	if !byID {
		return b.ids(ctx, " WHERE "+where+" ORDER BY "+order, args...)
	}
	ids, err := b.ids(ctx, " WHERE "+where, args...)
	slices.Sort(ids) // sooner than SQLite does
	if order == "id DESC" {
		slices.Reverse(ids)
	}
	return ids, err
}

// near walks the table from the end that is asked for: by an index, on
// deleted_at or on what is filtered, all that qualify would be sorted to give
// the first few. With filters it does not walk far, for they may let hardly
// anything through; done tells whether it found enough.
func (b *Table[T]) near(ctx context.Context, all bool, limit int, where string, args []any, order string) (ids []int32, done bool, err error) {
	if !all {
		end := "id < (SELECT min(id) FROM " + b.SQL + ") + 5000"
		if order == "id DESC" {
			end = "id > (SELECT max(id) FROM " + b.SQL + ") - 5000"
		}
		where += " AND " + end
	}
	ids, err = b.ids(ctx, " NOT INDEXED WHERE "+where+" ORDER BY "+order+" LIMIT ?", append(slices.Clip(args), limit)...)
	return ids, all || len(ids) == limit, err
}

func (b *Table[T]) ids(ctx context.Context, rest string, args ...any) ([]int32, error) {
	rows, err := b.DB.Pool().QueryContext(ctx, "SELECT id FROM "+b.SQL+rest, args...)
	if err != nil {
		return nil, db.Translate(err)
	}
	defer rows.Close()
	ids := make([]int32, 0, 1024)
	var id int64
	for rows.Next() {
		if err := rows.Scan(&id); err != nil {
			return nil, db.Translate(err)
		}
		if len(ids)&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		ids = append(ids, int32(id))
	}
	return ids, db.Translate(rows.Err())
}

// order is the order of a query. Records equal in the column stand in the
// order in which an index goes on, customers of one grade by name: that is
// read off the index, anything else would be sorted anew each time.
func (b *Table[T]) order(ctx context.Context, q Query) (string, error) {
	dir := ""
	if q.Desc {
		dir = " DESC"
	}
	c := b.column(q.Sort)
	switch {
	case b.conceals(ctx, q.Sort): // the order would tell what is masked
		return "id DESC", nil
	case q.Sort == "":
		return "id DESC", nil
	case c == "" || c == "id":
		return "id" + dir, nil
	}
	indexes, err := b.DB.Indexes(ctx, b.SQL)
	if err != nil {
		return "", err
	}
	for _, columns := range indexes {
		if len(columns) > 2 && columns[0] == "deleted_at" && columns[1] == c && columns[len(columns)-1] == "id" {
			return strings.Join(columns[1:], dir+", ") + dir, nil
		}
	}
	return c + dir + ", id" + dir, nil
}

func (b *Table[T]) column(key string) string {
	if key == "number" {
		return "id" // numbers are given in the order of ids
	}
	for _, f := range b.Set.Fields() {
		if f.Key == key && f.Column != nil {
			return f.Column.Sort
		}
	}
	return ""
}

// conceals tells whether whoever is at the desk sees a field masked.
func (b *Table[T]) conceals(ctx context.Context, key string) bool {
	d, ok := field.Find(b.Set.Fields(), key)
	return ok && d.Sensitive && b.masks(ctx)
}

// where is the condition of a query; one on what is masked is refused.
func (b *Table[T]) where(ctx context.Context, q Query) (string, []any, error) {
	parts, args := []string{"deleted_at = 0"}, []any{}
	if q.Deleted {
		parts[0] = "deleted_at <> 0"
	}
	for _, f := range q.Filters {
		c := b.column(f.Key)
		if c == "" {
			continue
		}
		if b.conceals(ctx, f.Key) {
			return "", nil, data.Fault(data.Denied, "account.error.masked_filter")
		}
		if len(f.In) > 0 {
			parts = append(parts, c+" IN (?"+strings.Repeat(",?", len(f.In)-1)+")")
			args = append(args, anys(f.In)...)
		}
		if len(f.Not) > 0 {
			parts = append(parts, c+" NOT IN (?"+strings.Repeat(",?", len(f.Not)-1)+")")
			args = append(args, anys(f.Not)...)
		}
		if f.From != "" {
			parts = append(parts, c+" >= ?")
			args = append(args, bound(b.kind(f.Key), f.From, false))
		}
		if f.To != "" {
			parts = append(parts, c+" <= ?")
			args = append(args, bound(b.kind(f.Key), f.To, true))
		}
	}
	return strings.Join(parts, " AND "), args, nil
}

func (b *Table[T]) kind(key string) field.Kind {
	for _, f := range b.Set.Fields() {
		if f.Key == key {
			return f.Kind
		}
	}
	return field.Text
}

// bound is the end of a range; among times a day alone means until its end.
func bound(k field.Kind, s string, end bool) any {
	if k != field.DateTime {
		return s
	}
	ms, err := field.ReadTime(s)
	if err != nil {
		return s
	}
	if end && len(strings.TrimSpace(s)) <= len(field.DateLayout) {
		ms += 24*60*60*1000 - 1
	}
	return ms
}

func anys(ss []string) []any {
	out := make([]any, len(ss))
	for i, s := range ss {
		out[i] = s
	}
	return out
}

// Lines reads the cells of these records.
func (b *Table[T]) Lines(ctx context.Context, ids []int32) ([]Line, error) {
	if err := b.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	wide := make([]int64, len(ids))
	for i, id := range ids {
		wide[i] = int64(id)
	}
	wide, err := b.Seen(ctx, wide)
	if err != nil {
		return nil, err
	}
	ts, err := b.load(b.DB.Read(ctx), wide, false)
	if err != nil {
		return nil, db.Translate(err)
	}
	out, masks := make([]Line, len(ts)), b.masks(ctx)
	ds := b.Set.Fields()
	for i, t := range ts {
		out[i] = Line{*b.Meta(t), b.Set.Encode(t)}
		if masks {
			out[i].Values = field.MaskAll(ds, out[i].Values)
		}
	}
	return out, nil
}
