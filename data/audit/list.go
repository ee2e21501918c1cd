package audit

import (
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/chain"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Query says which entries; what is empty is not asked for.
type Query struct {
	From, To string // days, both included
	Who      string
	Action   string
	Register string
	RecordID int64  // with Register: of one record
	Text     string // words, all of which are in the person, the number or the fields
	Limit    int    // 0: all
}

// IDs are the places of the entries that answer the query, the newest first.
// Field errors: from, to.
func IDs(ctx context.Context, d *db.DB, q Query) ([]int32, error) {
	var ids []int32
	err := Scan(ctx, d, q, func(more []int32) { ids = append(ids, more...) })
	return ids, err
}

// stretch is how many entries are looked through for words at once.
const stretch = 20_000

// Scan hands over the places of IDs bit by bit as they are found: words are
// looked for in the entries themselves, which takes a while where there are many.
func Scan(ctx context.Context, d *db.DB, q Query, found func([]int32)) error {
	if err := lists(ctx, d); err != nil {
		return err
	}
	where, args, err := q.condition(hidden(d))
	if err != nil {
		return err
	}
	if len(strings.Fields(q.Text)) == 0 {
		ids, err := places(ctx, d, "SELECT id FROM changes WHERE "+where+" ORDER BY at DESC, id DESC", args, q.Limit)
		if err == nil {
			found(ids)
		}
		return err
	}
	top, err := places(ctx, d, "SELECT coalesce(max(id), 0) FROM changes", nil, 0)
	if err != nil {
		return err
	}
	left := q.Limit
	for to := int64(top[0]); to > 0; to -= stretch {
		ids, err := places(ctx, d, "SELECT id FROM changes WHERE id > ? AND id <= ? AND "+where+" ORDER BY id DESC", append([]any{to - stretch, to}, args...), left)
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			found(ids)
		}
		if left -= len(ids); q.Limit > 0 && left <= 0 {
			return nil
		}
	}
	return nil
}

// lists is nil where whoever is at the desk may look through the trail: it tells of
// every customer, so that who sees some of them alone is refused. They have the
// history of each record that they see.
func lists(ctx context.Context, d *db.DB) error {
	if err := may(d); err != nil {
		return err
	}
	return register.Shopwide(ctx, d)
}

// Sensitive are the registers with fields that are masked by role, and change
// reports, which quote those of the customer.
var Sensitive = []string{"customer", "change", "visit", "complaint", "answer", "credit", "credit_report", "receivable", "reception", "dispute", "request"}

// hidden are the registers whose sensitive fields whoever is at the desk sees masked.
func hidden(d *db.DB) []string {
	a := d.Actor()
	if a == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(Sensitive), func(r string) bool { return a.May(right.Sensitive, r) })
}

// condition is the query in SQL. Whoever may not see what is sensitive in a
// register finds nothing by it either.
func (q Query) condition(hidden []string) (string, []any, error) {
	var wrong data.Errors
	parts, args := []string{"1 = 1"}, []any{}
	put := func(part string, x ...any) { parts, args = append(parts, part), append(args, x...) }
	day := func(key, s string, later int, part string) {
		if s == "" {
			return
		}
		t, err := time.ParseInLocation(field.DateLayout, s, time.Local)
		if err != nil {
			wrong = append(wrong, data.Wrong(key, "audit.error.day"))
			return
		}
		put(part, t.AddDate(0, 0, later).UnixMilli())
	}
	day("from", q.From, 0, "at >= ?")
	day("to", q.To, 1, "at < ?")
	for _, x := range []struct{ column, value string }{{"who", q.Who}, {"action", q.Action}, {"register", q.Register}} {
		if x.value != "" {
			put("+"+x.column+" = ?", x.value) // the index by time has it, and the order
		}
	}
	if q.RecordID != 0 {
		put("register = ? AND record_id = ?", q.Register, q.RecordID)
	}
	for _, w := range strings.Fields(q.Text) {
		if len(hidden) == 0 {
			put("(instr(who, ?) OR instr(number, upper(?)) OR instr(fields, ?))", w, w, w)
			continue
		}
		put("(instr(who, ?) OR instr(number, upper(?)) OR register NOT IN ('"+strings.Join(hidden, "','")+"') AND instr(fields, ?))", w, w, w)
	}
	return strings.Join(parts, " AND "), args, wrong.OrNil()
}

// places runs a query for ids.
func places(ctx context.Context, d *db.DB, query string, args []any, limit int) ([]int32, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if limit > 0 {
		query, args = query+" LIMIT ?", append(args, limit)
	}
	var ids []int32
	rows, err := d.Read(ctx).Raw(query, args...).Rows()
	if err != nil {
		return nil, db.Translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int32
		if err := rows.Scan(&id); err != nil {
			return nil, db.Translate(err)
		}
		ids = append(ids, id)
	}
	return ids, db.Translate(rows.Err())
}

// Entries reads entries in the order of their places; those that are gone are
// missing. What is sensitive in them stands as it was: shop.OnRecord masks it.
func Entries(ctx context.Context, d *db.DB, ids []int32) ([]register.Change, error) {
	if err := lists(ctx, d); err != nil {
		return nil, err
	}
	by := make(map[int64]register.Change, len(ids))
	for some := range slices.Chunk(ids, 500) {
		cs, err := db.Select[register.Change](d.Read(ctx), "changes", "WHERE id IN ("+db.List(wide(some))+")")
		if err != nil {
			return nil, db.Translate(err)
		}
		for _, c := range cs {
			by[c.ID] = c
		}
	}
	out := make([]register.Change, 0, len(ids))
	for _, id := range ids {
		if c, ok := by[int64(id)]; ok {
			out = append(out, c)
		}
	}
	return out, nil
}

// Choices are what the entries can be filtered by.
type Choices struct {
	Who, Actions, Registers []string
}

// ChoicesOf reads who and what there is on record.
func ChoicesOf(ctx context.Context, d *db.DB) (Choices, error) {
	var c Choices
	if err := lists(ctx, d); err != nil {
		return c, err
	}
	for column, to := range map[string]*[]string{"who": &c.Who, "action": &c.Actions, "register": &c.Registers} {
		if err := d.Read(ctx).Raw("SELECT DISTINCT " + column + " FROM changes WHERE " + column + " <> '' ORDER BY 1").Scan(to).Error; err != nil {
			return c, db.Translate(err)
		}
	}
	return c, nil
}

func wide(ids []int32) []int64 {
	out := make([]int64, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

// End is the last entry and the beginning of its value, to be put on paper: a
// seal that no program can reach.
func End(ctx context.Context, d *db.DB) (seq int64, value string, err error) {
	var b []byte
	err = d.Read(ctx).Raw("SELECT last, value FROM audit_head").Row().Scan(&seq, &b)
	v := chain.Of(b)
	return seq, hex.EncodeToString(v[:8]), db.Translate(err)
}
