package demo

import (
	"context"
	"fmt"
	"os"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/search"
	"kezhi/data/visit"
)

// From this many customers on, customers and visits are written many at a
// time. The rows are the same as if each had been saved by itself; only the
// order of the trail's entries among records differs.
const bulkFrom = 20_000

// rows of one statement, and what happens in one transaction.
const (
	bulkRows  = 100
	bulkBatch = 2000
)

// bulk holds the customers and visits that wait to be written. Ids and numbers
// are given out here: nobody else writes while the transaction runs.
type bulk struct {
	shop    *maker
	index   *search.Bulk
	host    string
	ids     map[string]int64
	given   map[string]int64 // counters
	people  []*customer.Customer
	reports []*visit.Visit
	trail   []register.Change
	entries []search.Entry // for the index, written last: each other statement would make it flush
	seen    map[int64]bool // customers who were visited
	written int            // customers
	later   []event        // visits' follow-ups
}

func newBulk(m *maker) *bulk {
	b := &bulk{shop: m, index: search.NewBulk(m.shop.DB)}
	b.host, _ = os.Hostname()
	return b
}

// begin begins a transaction.
func (b *bulk) begin() {
	b.ids, b.given, b.seen, b.later = map[string]int64{}, map[string]int64{}, map[int64]bool{}, b.later[:0]
}

// end writes what waits, and the counters.
func (b *bulk) end(tx *db.Tx) error {
	if err := b.flush(tx); err != nil {
		return err
	}
	for _, e := range b.later {
		if err := b.review(tx, e); err != nil {
			return err
		}
	}
	if err := b.flush(tx); err != nil { // the trail
		return err
	}
	for id := range b.seen {
		if err := customer.Visited(tx, id); err != nil {
			return err
		}
	}
	for name, v := range b.given {
		if err := run(tx, "INSERT INTO counters (name, v) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET v = excluded.v", name, v); err != nil {
			return err
		}
	}
	for _, e := range b.entries {
		if err := b.index.Put(tx, e); err != nil {
			return err
		}
	}
	b.entries = b.entries[:0]
	return b.index.Flush(tx)
}

// close makes the last of it findable; ctx may have ended.
func (b *bulk) close(ctx context.Context) error {
	return b.index.Close(context.WithoutCancel(ctx))
}

// customer keeps a customer.
func (b *bulk) customer(tx *db.Tx, c *customer.Customer) error {
	t := b.shop.shop.Customers.Table
	if es := t.Set.Decode(t.Set.Encode(c), c); len(es) > 0 {
		return es
	}
	if es := t.Rules(tx, c, nil); len(es) > 0 {
		return es
	}
	if err := t.Settle(tx, c, nil); err != nil {
		return err
	}
	if err := fresh(b, tx, t, c); err != nil {
		return err
	}
	b.people = append(b.people, c)
	if len(b.people) < bulkRows {
		return nil
	}
	return b.flushCustomers(tx)
}

// visit keeps a visit. The rules are those of Decode and Settle; that its
// customer exists is known.
func (b *bulk) visit(tx *db.Tx, v *visit.Visit, customerID int64, name string) error {
	t := b.shop.shop.Visits.Table
	if es := t.Set.Decode(t.Set.Encode(v), v); len(es) > 0 {
		return es
	}
	v.CustomerID, v.CustomerName = customerID, name
	if err := t.Settle(tx, v, nil); err != nil {
		return err
	}
	if err := fresh(b, tx, t, v); err != nil {
		return err
	}
	b.seen[customerID] = true
	b.reports = append(b.reports, v)
	if len(b.reports) < bulkRows {
		return nil
	}
	return b.flush(tx)
}

// fresh gives a new record its id and number and notes it on the trail.
func fresh[T any](b *bulk, tx *db.Tx, t *register.Table[T], r *T) error {
	m := t.Meta(r)
	if _, ok := b.ids[t.SQL]; !ok {
		var last int64
		if err := tx.Raw("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?", t.SQL).Scan(&last).Error; err != nil {
			return err
		}
		b.ids[t.SQL] = last
	}
	counter, format := t.Number(tx.Now)
	if _, ok := b.given[counter]; !ok {
		var last int64
		if err := tx.Raw("SELECT coalesce(max(v), 0) FROM counters WHERE name = ?", counter).Scan(&last).Error; err != nil {
			return err
		}
		b.given[counter] = last
	}
	b.ids[t.SQL]++
	b.given[counter]++
	at := tx.Now.UnixMilli()
	*m = register.Meta{
		ID: b.ids[t.SQL], Number: fmt.Sprintf(format, b.given[counter]), Version: 1,
		CreatedAt: at, CreatedBy: tx.Who, UpdatedAt: at, UpdatedBy: tx.Who,
	}
	b.note(tx, t.Name, m, register.Created, t.Set.Diff(nil, t.Set.Encode(r)))
	return nil
}

func (b *bulk) note(tx *db.Tx, name string, m *register.Meta, a register.Action, ds []field.Change) {
	b.trail = append(b.trail, register.Change{
		At: tx.Now.UnixMilli(), Who: tx.Who, Host: b.host, Register: name, RecordID: m.ID, Number: m.Number, Action: a, Fields: written(ds),
	})
}

func (b *bulk) flush(tx *db.Tx) error {
	if err := b.flushCustomers(tx); err != nil {
		return err
	}
	return b.flushVisits(tx)
}

func (b *bulk) flushCustomers(tx *db.Tx) error {
	var ps []customer.Phone
	var as []customer.Address
	var cs []customer.Contact
	var ns []customer.Note
	var tags []any
	for _, c := range b.people {
		for i, x := range c.Phones {
			x.Row = register.Row{RecordID: c.ID, Pos: i}
			ps = append(ps, x)
		}
		for i, x := range c.Addresses {
			x.Row = register.Row{RecordID: c.ID, Pos: i}
			as = append(as, x)
		}
		for i, x := range c.Contacts {
			x.Row = register.Row{RecordID: c.ID, Pos: i}
			cs = append(cs, x)
		}
		for i, x := range c.Notes {
			x.Row = register.Row{RecordID: c.ID, Pos: i}
			ns = append(ns, x)
		}
		for _, t := range c.Tags {
			tags = append(tags, t, c.ID)
		}
		b.entries = append(b.entries, customer.Entry(c))
	}
	b.written += len(b.people)
	err := many(tx, b.people)
	if err == nil {
		err = many(tx, ps)
	}
	if err == nil {
		err = many(tx, as)
	}
	if err == nil {
		err = many(tx, cs)
	}
	if err == nil {
		err = many(tx, ns)
	}
	if err == nil && len(tags) > 0 {
		err = run(tx, "INSERT OR IGNORE INTO customer_tags (tag, record_id) VALUES "+marks(len(tags)/2), tags...)
	}
	if err == nil {
		err = register.Keep(tx, b.trail)
	}
	b.people, b.trail = b.people[:0], b.trail[:0]
	return err
}

func (b *bulk) flushVisits(tx *db.Tx) error {
	var ps []visit.Person
	var qs []visit.Promise
	var ds []visit.Decision
	for _, v := range b.reports {
		for i, x := range v.People {
			x.Row = register.Row{RecordID: v.ID, Pos: i}
			ps = append(ps, x)
		}
		for i, x := range v.Promises {
			x.Row = register.Row{RecordID: v.ID, Pos: i}
			qs = append(qs, x)
		}
		for i, x := range v.Decisions {
			x.Row = register.Row{RecordID: v.ID, Pos: i}
			ds = append(ds, x)
		}
		b.entries = append(b.entries, visit.Entry(v))
	}
	err := many(tx, b.reports)
	if err == nil {
		err = many(tx, ps)
	}
	if err == nil {
		err = many(tx, qs)
	}
	if err == nil {
		err = many(tx, ds)
	}
	if err == nil {
		err = register.Keep(tx, b.trail)
	}
	b.reports, b.trail = b.reports[:0], b.trail[:0]
	return err
}

// review writes the follow-up of a visit: what changed, and nothing else.
func (b *bulk) review(tx *db.Tx, e event) error {
	t := b.shop.shop.Visits.Table
	of := e
	of.at = e.began
	v, _ := b.shop.visit(of)
	if es := t.Set.Decode(t.Set.Encode(v), v); len(es) > 0 {
		return es
	}
	if err := t.Settle(tx, v, nil); err != nil {
		return err
	}
	v.UpdatedAt = e.began.UnixMilli()
	before := t.Set.Encode(v)
	old := *v
	if !b.shop.followUp(e, v) {
		return nil
	}
	b.shop.as(tx, e.at, v.Visitor)
	if v.Review != "" {
		tx.Who = v.Reviewer
	}
	if err := t.Settle(tx, v, &old); err != nil {
		return err
	}
	v.ID, v.UpdatedAt = e.subject, tx.Now.UnixMilli()
	err := tx.Statement.ConnPool.QueryRowContext(tx.Statement.Context,
		"UPDATE visits SET version = 2, updated_at = ?, updated_by = ?, reviewer = ?, review = ?, reviewed_on = ?, promise_due = ? WHERE id = ? RETURNING number",
		v.UpdatedAt, tx.Who, v.Reviewer, v.Review, v.ReviewedOn, v.PromiseDue, v.ID).Scan(&v.Number)
	if err != nil {
		return err
	}
	for i, p := range v.Promises {
		if p.DoneOn == "" {
			continue
		}
		if err := run(tx, "UPDATE visit_promises SET done_on = ? WHERE record_id = ? AND pos = ?", p.DoneOn, v.ID, i); err != nil {
			return err
		}
	}
	b.note(tx, t.Name, &v.Meta, register.Changed, t.Set.Diff(before, t.Set.Encode(v)))
	return nil
}
