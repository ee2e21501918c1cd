package privacy

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/search"
	"kezhi/data/vault"
)

// public are what a customer's file says of the organisation itself, also where
// it is called after one of its people.
var public = map[string][]string{"customers": {"name", "short_name", "legal_representative"}}

// retained are the tables whose rows law may require to keep, by the hold that
// says so. A contact's name stays in them until then.
var retained = map[string][]string{
	"open_complaint": {"complaints", "complaint_steps"}, "complaint": {"complaints", "complaint_steps"},
	"unpaid": {"receivables", "receivable_receipts", "receivable_dunnings"}, "receivable": {"receivables", "receivable_receipts", "receivable_dunnings"},
}

// eraseContact takes one of an organisation's people (联系人) out of its file and
// out of everything that was written about the file; the file itself stays.
func (s *Store) eraseContact(ctx context.Context, who string, o Order, r customer.Ref, hs []Hold) (*Outcome, error) {
	g := s.read(ctx)
	if o.Vault == nil {
		o.Vault = vault.Of(s.DB)
	}
	e := &eraser{o: o, id: r.ID, number: r.Number, mark: tag(o.Vault, r.Number, o.Contact), counts: map[string]int{}, kept: map[string]int{}}
	if strings.Contains(r.Name, o.Contact) {
		e.called = r.Name
	}
	var err error
	if e.terms, err = termsOfContact(g, r.ID, o.Contact); err != nil {
		return nil, err
	}
	if e.tables, err = tablesOf(g); err != nil {
		return nil, err
	}
	var kept []string
	for _, h := range hs {
		kept = append(kept, retained[h.Kind]...)
	}
	if err := e.spare(g, kept); err != nil {
		return nil, err
	}
	out := &Outcome{Name: o.Contact, Holds: hs}
	err = s.DB.Write(ctx, who, func(tx *db.Tx) error {
		return register.Erasing(tx, func() error {
			if err := e.near(tx); err != nil {
				return err
			}
			if err := e.elsewhere(tx); err != nil {
				return err
			}
			if err := tx.Do("UPDATE customers SET version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?", tx.Now.UnixMilli(), tx.Who, e.id); err != nil {
				return err
			}
			var err error
			out.Erasure, err = e.record(tx, e.kept, true)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	out.Mentions, out.Left = e.mentions, s.tidy(ctx, who)
	return out, nil
}

// spare looks for the contact everywhere but in the records of the customer that
// are kept, which it only names.
func (e *eraser) spare(g *gorm.DB, kept []string) error {
	var held []table
	e.tables = slices.DeleteFunc(e.tables, func(t table) bool {
		if slices.Contains(kept, t.name) {
			held = append(held, t)
			return true
		}
		return false
	})
	if err := e.look(g); err != nil {
		return err
	}
	// Its own row says what the organisation is called; see near.
	e.found["customers"] = slices.DeleteFunc(e.found["customers"], func(row string) bool { return row == fmt.Sprintf(`"id" = %d`, e.id) })
	for _, t := range held {
		key := e.o.Registers[t.name]
		if key == "" {
			continue
		}
		var ns []string
		var es, ds []int64
		for _, err := range []error{
			fresh(g).Raw(fmt.Sprintf(`SELECT number FROM "%s" WHERE customer_id = %d AND (%s) LIMIT 50`, t.name, e.id, e.holding(t.texts, e.words()))).Scan(&ns).Error,
			fresh(g).Raw("SELECT id FROM changes WHERE register = " + quote(key) + " AND id IN (" + db.List(e.entries) + ")").Scan(&es).Error,
			fresh(g).Raw("SELECT doc FROM search_docs WHERE doc & 15 = (SELECT code FROM search_registers WHERE name = ?) AND doc IN ("+db.List(e.docs)+")", key).Scan(&ds).Error,
		} {
			if err != nil {
				return db.Translate(err)
			}
		}
		if len(ns) > 0 {
			e.kept[key] = len(ns)
		}
		e.mentions = append(e.mentions, ns...)
		e.entries = slices.DeleteFunc(e.entries, func(id int64) bool { return slices.Contains(es, id) })
		e.docs = slices.DeleteFunc(e.docs, func(id int64) bool { return slices.Contains(ds, id) })
	}
	return nil
}

// words are by what the contact is looked for in the customer's own records: the
// name also where it is short or somebody else has it too.
func (e *eraser) words() []string { return append([]string{e.terms.Name}, e.terms.Marks...) }

// termsOfContact are the words by which a contact of a file is known, the trail
// included. Field contact where the file has nobody of that name.
func termsOfContact(g *gorm.DB, id int64, name string) (*terms, error) {
	g = fresh(g)
	var rows []struct{ Phone, Email string }
	if err := g.Raw("SELECT phone, email FROM customer_contacts WHERE record_id = ? AND name = ?", id, name).Scan(&rows).Error; err != nil {
		return nil, db.Translate(err)
	}
	if len(rows) == 0 {
		return nil, data.Wrong("contact", "privacy.error.person", "Name", name)
	}
	var phones, marks []string
	for _, r := range rows {
		phones, marks = append(phones, r.Phone), append(marks, r.Email)
	}
	var was []register.Change
	if err := g.Raw("SELECT * FROM changes WHERE register = 'customer' AND record_id = ?", id).Scan(&was).Error; err != nil {
		return nil, db.Translate(err)
	}
	for _, w := range was {
		for _, d := range w.Differences() {
			for _, x := range []any{d.Before, d.After} {
				people, _ := x.([]field.Values)
				for _, p := range people {
					if d.Key == "contacts" && p.Text("name") == name {
						phones, marks = append(phones, p.Text("phone")), append(marks, p.Text("email"))
					}
				}
			}
		}
	}
	t := &terms{Name: name}
	if err := t.weigh(g, id, []string{name}, phones, marks, "", ""); err != nil {
		return nil, err
	}
	// What is the organisation's own, or another contact's, is nobody's secret.
	var theirs []string
	err := g.Raw(`SELECT number FROM customer_phones WHERE record_id = @id UNION SELECT digits FROM customer_phones WHERE record_id = @id UNION SELECT email FROM customers WHERE id = @id
		UNION SELECT phone FROM customer_contacts WHERE record_id = @id AND name <> @name UNION SELECT email FROM customer_contacts WHERE record_id = @id AND name <> @name`,
		map[string]any{"id": id, "name": name}).Scan(&theirs).Error
	t.Marks = slices.DeleteFunc(t.Marks, func(m string) bool { return slices.Contains(theirs, m) })
	return t, db.Translate(err)
}

// near takes the contact out of the customer's own file and records, where the
// name is looked for also if it is short or somebody else has it too.
func (e *eraser) near(tx *db.Tx) error {
	r, err := about(tx.DB, e.tables, e.id, nil)
	if err != nil {
		return err
	}
	if err := tx.Do("UPDATE consents SET evidence = '' WHERE customer_id = ? AND person = ?", e.id, e.terms.Name); err != nil {
		return err
	}
	if err := e.do(tx, "customer_contacts", "DELETE FROM customer_contacts WHERE record_id = "+db.List([]int64{e.id})+" AND name = "+quote(e.terms.Name)); err != nil {
		return err
	}
	for _, t := range e.tables {
		where := r.condition(t)
		if where == "" || slices.Contains(spared, t.name) || slices.Contains(past, t.name) {
			continue
		}
		if err := e.replace(tx, t, where); err != nil {
			return err
		}
	}
	return e.nearby(tx, r)
}

// replace puts the mark in the place of the words in those rows of a table that
// have them; what the shop's own people did stays.
func (e *eraser) replace(tx *db.Tx, t table, where string) error {
	var set, columns []string
	for _, c := range t.texts {
		if t.keeps(c) || slices.Contains(t.key, c) || slices.Contains(public[t.name], c) {
			continue
		}
		set, columns = append(set, `"`+c+`" = `+e.blotted(c, e.words())), append(columns, c)
	}
	if len(set) == 0 {
		return nil
	}
	return e.do(tx, t.name, `UPDATE "`+t.name+`" SET `+strings.Join(set, ", ")+" WHERE ("+where+") AND ("+e.holding(columns, e.words())+")")
}

// nearby takes the contact out of the trail, the drafts and the search index of
// the customer's records.
func (e *eraser) nearby(tx *db.Tx, r *reach) error {
	var docs []int64
	for table, key := range e.o.Registers {
		ids := r.ids[table]
		if len(ids) == 0 {
			continue
		}
		of := "register = " + quote(key) + " AND record_id IN (" + db.List(ids) + ")"
		var es, ds []int64
		if err := fresh(tx.DB).Raw("SELECT id FROM changes WHERE "+of+" AND action <> ? AND ("+e.holding([]string{"fields"}, e.words())+")", register.Erased).Scan(&es).Error; err != nil {
			return err
		}
		e.entries = append(e.entries, es...)
		if err := e.do(tx, "drafts", "DELETE FROM drafts WHERE "+of); err != nil {
			return err
		}
		err := fresh(tx.DB).Raw("SELECT doc FROM search_docs WHERE doc & 15 = (SELECT code FROM search_registers WHERE name = ?) AND doc >> 4 IN ("+db.List(ids)+") AND ("+e.holding([]string{"body"}, e.words())+")", key).Scan(&ds).Error
		if err != nil {
			return err
		}
		docs = append(docs, ds...)
	}
	slices.Sort(e.entries)
	e.entries = slices.Compact(e.entries)
	e.counts["entries"] = len(e.entries)
	if err := register.Cut(tx, e.entries); err != nil {
		return err
	}
	return search.Cut(tx, docs, func(s string) string { return e.blot(s, e.words()) })
}
