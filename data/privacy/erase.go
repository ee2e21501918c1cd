package privacy

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/audit"
	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/search"
	"kezhi/data/vault"
)

// Erasure is that a person's data was erased (依法删除), PIPL Art. 47. It names
// nobody: the number of the file alone is left, and what was counted.
type Erasure struct {
	ID         int64 `gorm:"primaryKey"`
	Number     string
	CustomerID int64
	Customer   string // the number of the file
	Person     bool   // it was of a person, not of an organisation
	Contact    bool   // it was of one of an organisation's people alone
	Mark       string // of the contact's name, by the file's keys; see Gone
	Why        string
	Request    string // number of the request that it answers, "" for none
	OnDay      string
	At         int64 // unix milliseconds
	Who        string
	Edition    string         // of the regulation
	Counts     map[string]int `gorm:"serializer:json"` // what went: rows by table, documents, entries of the trail
	Kept       map[string]int `gorm:"serializer:json"` // what is left without a name, for the shop's figures; of a contact, what law requires to keep as it is
}

// Order says what is to be erased and what the store has to know for it.
type Order struct {
	Number  string // of the customer
	Contact string // name of one of its people, who alone is erased; "" for the whole file
	// Vault is whose keys tell an erased contact again; nil for the file's own.
	Vault   *vault.Vault
	Why     string
	Request string
	// Registers are the registers' keys by their tables.
	Registers map[string]string
	Documents *document.Store
}

// Outcome is what came of it. Where Holds are there and no Erasure, nothing was
// erased: the file is only stored from now on. A contact is erased all the same,
// but for the records that the holds are about.
type Outcome struct {
	Erasure  *Erasure
	Name     string   // of the person, for the certificate that is handed over; it is kept nowhere
	Holds    []Hold   // why it could not be erased yet, the longest first
	Mentions []string // records of others in which the name stands that were left alone: it is also somebody else's, or too short to be looked for
	// Left says why the file could not be written anew, so that deleted texts may
	// still stand in its free places; nil: nothing is left.
	Left error
}

// Erase takes a person's data out of every register, the drafts, the search
// index, the documents and the trail's texts; figures without a name stay. Where
// law requires keeping, the file is locked to storage only instead. Of an
// organisation one of its people alone may be erased. Errors:
// fields why and contact; codes data.NotFound, data.Refused where it was erased already,
// data.Denied.
func (s *Store) Erase(ctx context.Context, who string, o Order) (*Outcome, error) {
	if err := account.Check(s.DB, account.Delete, Key); err != nil {
		return nil, err
	}
	r, err := one(s.read(ctx), o.Number)
	if err == nil {
		err = register.Customer(ctx, s.DB, r.ID)
	}
	if err != nil {
		return nil, err
	}
	return s.erase(ctx, who, o, true)
}

// erase does it for Erase and for an approved list; the file is written anew
// once, after the last.
func (s *Store) erase(ctx context.Context, who string, o Order, last bool) (*Outcome, error) {
	if o.Why = strings.TrimSpace(o.Why); o.Why == "" {
		return nil, data.Wrong("why", "error.required")
	}
	g := s.read(ctx)
	r, err := one(g, o.Number)
	if err != nil {
		return nil, err
	}
	var erased []string
	if err := g.Table("customers").Where("id = ?", r.ID).Pluck("erased_on", &erased).Error; err != nil {
		return nil, db.Translate(err)
	}
	if erased[0] != "" {
		return nil, data.Fault(data.Refused, "privacy.error.erased", "Number", r.Number, "Day", erased[0])
	}
	hs, err := holds(g, r.ID, today(s.DB.Now()))
	if err != nil {
		return nil, err
	}
	if o.Contact != "" {
		return s.eraseContact(ctx, who, o, r, hs)
	}
	if len(hs) > 0 {
		err := s.DB.Write(ctx, who, func(tx *db.Tx) error { return store(tx, r.ID, r.Number, hs, words) })
		return &Outcome{Holds: hs}, err
	}
	e := &eraser{o: o, id: r.ID, number: r.Number, counts: map[string]int{}}
	if e.terms, err = termsOf(g, r.ID); err != nil {
		return nil, err
	}
	if e.tables, err = tablesOf(g); err != nil {
		return nil, err
	}
	if err := e.look(g); err != nil {
		return nil, err
	}
	out := &Outcome{Name: e.terms.Name, Mentions: e.mentions}
	err = s.DB.Write(ctx, who, func(tx *db.Tx) error {
		var err error
		out.Erasure, err = e.erase(tx, r.Kind == "person")
		return err
	})
	if err != nil {
		return nil, err
	}
	if o.Documents != nil {
		_, out.Left = o.Documents.Discard(ctx, e.hashes)
	}
	if last && out.Left == nil {
		out.Left = s.tidy(ctx, who)
	}
	return out, nil
}

// tidy has nothing of what went left in the full-text index, in the file's free
// places and in its log.
func (s *Store) tidy(ctx context.Context, who string) error {
	if err := s.DB.Write(ctx, who, search.Tidy); err != nil {
		return err
	}
	return s.DB.Compact(ctx)
}

// eraser is an erasure while it is carried out.
type eraser struct {
	o      Order
	id     int64
	number string
	terms  *terms
	mark   string // of the contact's name
	called string // name of the organisation in which the contact's stands, "" for none
	tables []table

	found    map[string][]string // rows of others that name the person: conditions by table
	docs     []int64             // and entries of the search index
	entries  []int64             // and of the trail
	mentions []string

	counts map[string]int
	kept   map[string]int // records that law requires to keep as they are, by register; of a contact alone
	hashes []string       // of documents that went
}

// erase does it within the transaction.
func (e *eraser) erase(tx *db.Tx, person bool) (*Erasure, error) {
	var out *Erasure
	err := register.Erasing(tx, func() error {
		besides, err := e.strays(tx)
		if err != nil {
			return err
		}
		r, err := about(tx.DB, e.tables, e.id, besides)
		if err != nil {
			return err
		}
		keptRows := e.figures(r)
		if err := e.owned(tx, r); err != nil {
			return err
		}
		if err := e.blank(tx, r); err != nil {
			return err
		}
		if err := e.steps(tx, r.ids["complaint_steps"]); err != nil {
			return err
		}
		if err := e.elsewhere(tx); err != nil {
			return err
		}
		if err := tx.Do("UPDATE customers SET name = number, do_not_disturb = 1, erased_on = ?, deleted_at = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?",
			today(tx.Now), tx.Now.UnixMilli(), tx.Now.UnixMilli(), tx.Who, e.id); err != nil {
			return err
		}
		out, err = e.record(tx, keptRows, person)
		return err
	})
	return out, err
}

// strays are records without a customer that tell of the person by the telephone
// number: a visitor at the desk, a complaint by telephone.
func (e *eraser) strays(tx *db.Tx) (map[string][]int64, error) {
	out := map[string][]int64{}
	for _, p := range e.terms.Phones {
		if !slices.Contains(e.terms.Marks, p) {
			continue // somebody else's too
		}
		for table, sql := range map[string]string{
			"receptions":       "SELECT id FROM receptions WHERE customer_id IS NULL AND phone_key = ?",
			"complaints":       "SELECT id FROM complaints WHERE customer_id IS NULL AND replace(replace(phone, ' ', ''), '-', '') = ?",
			"answers":          "SELECT id FROM answers WHERE customer_id IS NULL AND replace(replace(phone, ' ', ''), '-', '') = ?",
			"privacy_requests": "SELECT id FROM privacy_requests WHERE customer_id IS NULL AND replace(replace(phone, ' ', ''), '-', '') = ?",
		} {
			var ids []int64
			if err := fresh(tx.DB).Raw(sql, p).Scan(&ids).Error; err != nil {
				return nil, err
			}
			out[table] = append(out[table], ids...)
		}
	}
	return out, nil
}

// figures counts what stays without a name, for the shop's figures.
func (e *eraser) figures(r *reach) map[string]int {
	out := map[string]int{}
	for table, key := range e.o.Registers {
		if n := len(r.ids[table]); n > 0 && table != "customers" {
			out[key] = n
		}
	}
	return out
}

// owned takes away what hangs on the person's records: documents, drafts, the
// search index, the texts of the trail.
func (e *eraser) owned(tx *db.Tx, r *reach) error {
	var entries []int64
	for table, key := range e.o.Registers {
		ids := r.ids[table]
		if len(ids) == 0 {
			continue
		}
		of := "register = " + quote(key) + " AND record_id IN (" + db.List(ids) + ")"
		var es []int64
		if err := fresh(tx.DB).Raw("SELECT id FROM changes WHERE "+of+" AND action <> ? AND fields NOT IN ('', 'null', '[]')", register.Erased).Scan(&es).Error; err != nil {
			return err
		}
		entries = append(entries, es...)
		var hs []string
		if err := fresh(tx.DB).Raw("SELECT hash FROM documents WHERE " + of).Scan(&hs).Error; err != nil {
			return err
		}
		e.hashes = append(e.hashes, hs...)
		for _, t := range e.tables {
			if !t.owned || t.name == "changes" || t.name == "grade_changes" {
				continue
			}
			sql := `DELETE FROM "` + t.name + `" WHERE ` + of
			if !t.goes() {
				set := t.blanks()
				if set == "" {
					continue
				}
				sql = `UPDATE "` + t.name + `" SET ` + set + " WHERE " + of
			}
			if err := e.do(tx, t.name, sql); err != nil {
				return err
			}
		}
		if err := unfind(tx, table, key, ids); err != nil {
			return err
		}
	}
	for _, id := range e.entries {
		if !slices.Contains(entries, id) {
			entries = append(entries, id)
		}
	}
	slices.Sort(entries)
	e.entries, e.counts["entries"] = entries, len(entries)
	return register.Cut(tx, entries)
}

// unfind has the person's records found by their numbers alone, the file not at
// all.
func unfind(tx *db.Tx, table, key string, ids []int64) error {
	var rows []struct {
		ID     int64
		Number string
	}
	err := fresh(tx.DB).Raw("SELECT id, number FROM "+table+" WHERE id IN ("+db.List(ids)+") AND id << 4 | (SELECT code FROM search_registers WHERE name = ?) IN (SELECT doc FROM search_docs)", key).Scan(&rows).Error
	if err != nil {
		return err
	}
	for _, r := range rows {
		if key == "customer" {
			err = search.Remove(tx, key, r.ID)
		} else {
			err = search.Put(tx, search.Entry{Register: key, ID: r.ID, Numbers: []string{r.Number}})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// blank takes the texts of the person's rows away.
func (e *eraser) blank(tx *db.Tx, r *reach) error {
	for _, t := range e.tables {
		where := r.condition(t)
		if where == "" || t.name == "changes" || slices.Contains(past, t.name) {
			continue
		}
		sql := `DELETE FROM "` + t.name + `" WHERE ` + where
		switch set := t.blanks(); {
		case t.goes():
		case t.name == "complaint_steps":
			continue
		case t.name == "survey_values":
			// What was ticked stays, what was written goes.
			sql = "UPDATE survey_values SET value = CASE WHEN type IN ('text', 'date') THEN '' ELSE value END, other = '' WHERE " + where
		case set == "":
			continue
		default:
			sql = `UPDATE "` + t.name + `" SET ` + set + " WHERE " + where
		}
		if err := e.do(tx, t.name, sql); err != nil {
			return err
		}
	}
	// What waits for somebody waits no more.
	if err := tx.Do("UPDATE change_reports SET deleted_at = ? WHERE customer_id = ? AND recorded_on = '' AND deleted_at = 0", tx.Now.UnixMilli(), e.id); err != nil {
		return err
	}
	return tx.Do("UPDATE reviews SET deleted_at = ? WHERE customer_id = ? AND state NOT IN ('approved', 'rejected') AND deleted_at = 0", tx.Now.UnixMilli(), e.id)
}

// do runs a statement and counts the rows.
func (e *eraser) do(tx *db.Tx, table, sql string) error {
	r, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, sql)
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if n > 0 {
		e.counts[table] += int(n)
	}
	return err
}

// steps takes what was written out of the steps of complaints; what was decided
// and when stays, for it makes the figures.
func (e *eraser) steps(tx *db.Tx, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	var ss []complaint.Step
	if err := fresh(tx.DB).Where("id IN ?", ids).Find(&ss).Error; err != nil {
		return err
	}
	for _, s := range ss {
		var v map[string]any
		if err := json.Unmarshal([]byte(s.Stored), &v); err != nil {
			v = map[string]any{}
		}
		ds := complaint.StepFields(s.Kind)
		for k := range v {
			d, ok := field.Find(ds, k)
			if !ok || personal(d) {
				delete(v, k)
			}
		}
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if err := tx.Do(`UPDATE complaint_steps SET "values" = ? WHERE id = ?`, string(b), s.ID); err != nil {
			return err
		}
		e.counts["complaint_steps"]++
	}
	return nil
}

// personal tells whether a field may say something about the customer: what is
// written freely. Days, choices, figures and the shop's own people do not.
func personal(d field.Desc) bool {
	switch d.Kind {
	case field.Date, field.DateTime, field.Bool, field.Choice, field.Choices, field.Integer, field.Decimal, field.Person, field.People:
		return d.Sensitive
	}
	return true
}

// record keeps the erasure and puts it on the trail.
func (e *eraser) record(tx *db.Tx, keptRows map[string]int, person bool) (*Erasure, error) {
	_, edition, err := policy.Personal(tx.DB)
	if err != nil {
		return nil, err
	}
	if err := e.answer(tx); err != nil {
		return nil, err
	}
	counter, format := register.Yearly("SC", 4)(tx.Now)
	n, err := tx.Next(counter)
	if err != nil {
		return nil, err
	}
	e.counts["documents"] = len(e.hashes)
	x := &Erasure{
		Number: fmt.Sprintf(format, n), CustomerID: e.id, Customer: e.number, Person: person, Contact: e.o.Contact != "", Mark: e.mark, Why: blot(e.o.Why, e.terms.all()), Request: e.o.Request,
		OnDay: today(tx.Now), At: tx.Now.UnixMilli(), Who: tx.Who, Edition: edition, Counts: e.counts, Kept: keptRows,
	}
	if err := fresh(tx.DB).Create(x).Error; err != nil {
		return nil, err
	}
	return x, audit.SayIn(tx, audit.Entry{Action: register.Erased, Register: "customer", RecordID: e.id, Number: e.number, Fields: []field.Change{
		{Key: "certificate", After: x.Number}, {Key: "why", After: x.Why}, {Key: register.Entries, After: ranges(e.entries)},
	}})
}

// answer notes at the request that it was granted.
func (e *eraser) answer(tx *db.Tx) error {
	var rs []Request
	if err := fresh(tx.DB).Where("number = ? AND state = ? AND deleted_at = 0", e.o.Request, Opened).Find(&rs).Error; err != nil || len(rs) == 0 {
		return err
	}
	if rs[0].Checked == "" {
		return data.Fault(data.Refused, "request.error.unchecked")
	}
	p, _, err := policy.Personal(tx.DB)
	if err != nil {
		return err
	}
	cal, err := policy.Calendar(tx.DB)
	if err != nil {
		return err
	}
	day := today(tx.Now)
	until, _ := p.Keep.After(cal, day)
	return tx.Do("UPDATE privacy_requests SET outcome = ?, answered_on = ?, state = ?, keep_until = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?",
		Granted, day, Done, until, tx.Now.UnixMilli(), tx.Who, rs[0].ID)
}

// ranges are ids in few words, "3-7 9".
func ranges(ids []int64) string {
	var parts []string
	for i := 0; i < len(ids); {
		j := i
		for j+1 < len(ids) && ids[j+1] == ids[j]+1 {
			j++
		}
		if parts = append(parts, fmt.Sprint(ids[i])); j > i {
			parts[len(parts)-1] = fmt.Sprintf("%d-%d", ids[i], ids[j])
		}
		i = j + 1
	}
	return strings.Join(parts, " ")
}

// Erasures are those of a customer, or all for 0, the newest first.
func (s *Store) Erasures(ctx context.Context, customer int64) ([]Erasure, error) {
	if err := account.Check(s.DB, account.See, Key); err != nil {
		return nil, err
	}
	if customer == 0 {
		if err := register.Shopwide(ctx, s.DB); err != nil {
			return nil, err
		}
	} else if err := register.Customer(ctx, s.DB, customer); err != nil {
		return nil, err
	}
	q := s.read(ctx).Order("id DESC").Limit(1000)
	if customer != 0 {
		q = q.Where("customer_id = ?", customer)
	}
	var es []Erasure
	err := q.Find(&es).Error
	return es, db.Translate(err)
}
