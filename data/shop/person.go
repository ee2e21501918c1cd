package shop

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/data/vault"
)

// Person is everything that is held of a customer (个人信息副本), PIPL Art. 45:
// the file, every record of every register, the documents, the consents, and who
// did what with it.
type Person struct {
	Customer  Held // one record
	Records   []Held
	Documents []document.File
	Consents  []privacy.Consent
	Requests  Held
	Trail     []register.Change
	Purposes  *policy.Privacy
	Made      time.Time
}

// Number is that of the customer's file.
func (p *Person) Number() string { return p.Customer.Records[0].Number }

// Held are a register's records of the customer, the oldest first.
type Held struct {
	Register register.Register
	Records  []register.Record
}

// Person gathers what is held of a customer, and puts it on record that a copy
// was made. Code data.NotFound, data.Denied, data.Refused for a file that was
// erased.
func (s *Shop) Person(ctx context.Context, who string, id int64) (*Person, error) {
	p, err := s.person(ctx, id)
	if err != nil {
		return nil, err
	}
	return p, audit.Say(ctx, s.DB, audit.Entry{Who: who, Action: privacy.Copied, Register: "customer", RecordID: id, Number: p.Number()})
}

// Held is Person without a word on record: for the paper, whose print is there.
func (s *Shop) Held(ctx context.Context, id int64) (*Person, error) { return s.person(ctx, id) }

func (s *Shop) person(ctx context.Context, id int64) (*Person, error) {
	if err := account.Check(s.DB, account.Export, privacy.Key); err != nil {
		return nil, err
	}
	p := &Person{Made: s.DB.Now()}
	r, err := s.Customers.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	p.Customer = Held{s.Customers, []register.Record{r}}
	es, err := s.Privacy.Erasures(ctx, id)
	if err != nil {
		return nil, err
	}
	if len(es) > 0 {
		return nil, data.Fault(data.Refused, "privacy.error.erased", "Number", r.Number, "Day", es[0].OnDay)
	}
	of := map[string][]int64{"customer": {id}}
	for _, r := range s.Registers() {
		h, err := s.held(ctx, r, id)
		if err != nil {
			return nil, err
		}
		for _, x := range h.Records {
			of[r.Key()] = append(of[r.Key()], x.ID)
		}
		switch {
		case len(h.Records) == 0:
		case r.Key() == "request":
			p.Requests = h
		default:
			p.Records = append(p.Records, h)
		}
	}
	for _, r := range s.Registers() {
		for _, x := range of[r.Key()] {
			ds, err := s.Documents.List(ctx, r.Key(), x)
			if err != nil {
				return nil, err
			}
			p.Documents = append(p.Documents, ds...)
		}
	}
	if p.Consents, err = s.Privacy.Consents(ctx, id); err != nil {
		return nil, err
	}
	if p.Purposes, _, err = policy.Personal(s.DB.Read(ctx)); err != nil {
		return nil, err
	}
	p.Trail, err = register.Trail(ctx, s.DB, "customer", id)
	return p, err
}

// held are a register's records of a customer, those in the recycle bin too.
func (s *Shop) held(ctx context.Context, r register.Register, customer int64) (Held, error) {
	h := Held{Register: r}
	t, ok := r.(interface{ InTable() string })
	if !ok || r.Key() == "customer" {
		return h, nil
	}
	var n int
	g := s.DB.Read(ctx)
	if err := g.Raw("SELECT count(*) FROM pragma_table_info(?) WHERE name = 'customer_id'", t.InTable()).Scan(&n).Error; err != nil || n == 0 {
		return h, db.Translate(err)
	}
	var ids []int64
	if err := s.DB.Read(ctx).Table(t.InTable()).Where("customer_id = ?", customer).Order("id").Pluck("id", &ids).Error; err != nil {
		return h, db.Translate(err)
	}
	for _, id := range ids {
		x, err := r.Get(ctx, id)
		switch data.CodeOf(err) {
		case data.NotFound, data.Denied:
			continue // not theirs to see who makes the copy
		}
		if err != nil {
			return h, err
		}
		h.Records = append(h.Records, x)
	}
	return h, nil
}

// WritePerson writes it as JSON that a person and another program can read: every
// field with its name and its value in words.
func WritePerson(w io.Writer, l assets.Lang, p *Person) error {
	type entry struct {
		Name  string `json:"name"`
		Value any    `json:"value"`
	}
	var values func(ds []field.Desc, v field.Values) []entry
	values = func(ds []field.Desc, v field.Values) []entry {
		out := []entry{}
		for _, d := range ds {
			if v.Empty(d.Key) {
				continue
			}
			if rows := v.Rows(d.Key); len(rows) > 0 {
				all := make([][]entry, len(rows))
				for i, r := range rows {
					all[i] = values(d.Rows, r)
				}
				out = append(out, entry{l.T(d.Label), all})
				continue
			}
			out = append(out, entry{l.T(d.Label), field.Show(l, d, v[d.Key])})
		}
		return out
	}
	type record struct {
		Number string  `json:"number"`
		Fields []entry `json:"fields"`
	}
	records := func(ds []field.Desc, rs []register.Record) []record {
		out := make([]record, len(rs))
		for i, r := range rs {
			out[i] = record{r.Number, values(ds, r.Values)}
		}
		return out
	}
	type of struct {
		Register string   `json:"register"`
		Records  []record `json:"records"`
	}
	out := struct {
		Made      string   `json:"made"`
		Customer  record   `json:"customer"`
		Records   []of     `json:"records"`
		Requests  []record `json:"requests"`
		Consents  []any    `json:"consents"`
		Documents []any    `json:"documents"`
		Trail     []any    `json:"trail"`
	}{Made: p.Made.Local().Format(field.TimeLayout), Records: []of{}, Requests: []record{}, Consents: []any{}, Documents: []any{}, Trail: []any{}}
	out.Customer = records(p.Customer.Register.Fields(), p.Customer.Records)[0]
	if p.Requests.Register != nil {
		out.Requests = records(p.Requests.Register.Fields(), p.Requests.Records)
	}
	for _, h := range p.Records {
		out.Records = append(out.Records, of{l.T("account.register." + h.Register.Key()), records(h.Register.Fields(), h.Records)})
	}
	for _, d := range p.Documents {
		out.Documents = append(out.Documents, map[string]any{"name": d.Name, "category": d.Category, "note": d.Note, "bytes": d.Size, "sha256": d.Hash})
	}
	for _, c := range p.Consents {
		state := "consent.state.withdrawn"
		if c.Given {
			state = "consent.state.given"
		}
		x, _ := p.Purposes.Purpose(c.Purpose)
		out.Consents = append(out.Consents, map[string]any{
			"person": c.Person, "purpose": x.Name.Say(l), "state": l.T(state), "day": c.OnDay, "way": l.T("consent.way." + c.Way), "notice": c.Notice, "evidence": c.Evidence,
		})
	}
	for _, c := range p.Trail {
		out.Trail = append(out.Trail, map[string]any{"at": field.ShowTime(c.At), "who": c.Who, "action": string(c.Action), "fields": c.Differences()})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

// Erase erases a person's data; see privacy.Store.Erase.
func (s *Shop) Erase(ctx context.Context, who, number, why, request string) (*privacy.Outcome, error) {
	o := s.order()
	o.Number, o.Why, o.Request = number, why, request
	return s.erase(ctx, who, o)
}

// ApproveRetention approves the yearly list and erases who is on it.
func (s *Shop) ApproveRetention(ctx context.Context, who string, year int, why string, progress func(done, all int)) (erased, locked int, err error) {
	o := s.order()
	o.Why = why
	if erased, locked, err = s.Privacy.Approve(ctx, who, year, o, progress); err != nil {
		return erased, locked, err
	}
	return erased, locked, privacy.Remember(ctx, s.DB)
}

// EraseContact erases one of an organisation's people; see privacy.Store.Erase.
func (s *Shop) EraseContact(ctx context.Context, who, number, contact, why, request string) (*privacy.Outcome, error) {
	o := s.order()
	o.Number, o.Contact, o.Why, o.Request = number, contact, why, request
	return s.erase(ctx, who, o)
}

// erase erases, and writes that down outside of the file too.
func (s *Shop) erase(ctx context.Context, who string, o privacy.Order) (*privacy.Outcome, error) {
	out, err := s.Privacy.Erase(ctx, who, o)
	if err == nil && out.Left == nil {
		out.Left = privacy.Remember(ctx, s.DB)
	}
	return out, err
}

// order is what an erasure has to know of the shop.
func (s *Shop) order() privacy.Order {
	o := privacy.Order{Registers: map[string]string{}, Documents: s.Documents}
	for _, r := range s.Registers() {
		if t, ok := r.(interface{ InTable() string }); ok {
			o.Registers[t.InTable()] = r.Key()
		}
	}
	return o
}

// ExportPerson writes the copy as JSON and the documents into a folder that it
// makes, and gives the paths. Code data.Refused where the folder is not empty.
func (s *Shop) ExportPerson(ctx context.Context, who string, l assets.Lang, id int64, dir string) (*Person, []string, error) {
	return s.ExportPersonSealed(ctx, who, l, id, dir, "")
}

// ExportPersonSealed is ExportPerson with each file sealed by a passphrase, as an
// .age file: nothing of the person comes onto the disk in the clear. "" leaves them
// open. Code data.Invalid at "passphrase" for one that is too short; then nothing is
// written and nothing goes on record.
func (s *Shop) ExportPersonSealed(ctx context.Context, who string, l assets.Lang, id int64, dir, passphrase string) (*Person, []string, error) {
	if passphrase != "" {
		if _, err := vault.Encrypt(io.Discard, passphrase); err != nil {
			return nil, nil, err
		}
	}
	if es, err := os.ReadDir(dir); err == nil && len(es) > 0 {
		return nil, nil, data.Fault(data.Refused, "privacy.error.folder", "Folder", dir)
	}
	p, err := s.Person(ctx, who, id)
	if err != nil {
		return nil, nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, db.Translate(err)
	}
	var paths []string
	put := func(name string, write func(io.Writer) error) error {
		at, err := leaves(filepath.Join(dir, name), passphrase, write)
		if err == nil {
			paths = append(paths, at)
		}
		return err
	}
	if err := put(p.Number()+".json", func(w io.Writer) error { return WritePerson(w, l, p) }); err != nil {
		return nil, nil, err
	}
	for i := range p.Documents {
		d := &p.Documents[i]
		err := put(d.Register+"-"+itoa(int(d.ID))+"-"+document.CleanName(d.Name), func(w io.Writer) error { return s.Documents.CopyTo(ctx, d, w) })
		if err != nil {
			return p, paths, err
		}
	}
	return p, paths, nil
}

// leaves writes a file that leaves the shop, sealed where there is a passphrase,
// whole or not at all, and gives its path.
func leaves(at, passphrase string, write func(io.Writer) error) (string, error) {
	if passphrase != "" {
		at += ".age"
	}
	f, err := os.OpenFile(at, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", db.Translate(err)
	}
	var to io.WriteCloser = f
	if passphrase != "" {
		to, err = vault.Encrypt(f, passphrase)
	}
	if err == nil {
		err = write(to)
	}
	if to != nil && to != io.WriteCloser(f) {
		if e := to.Close(); err == nil {
			err = e
		}
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		_ = os.Remove(at)
		return "", db.Translate(err)
	}
	return at, nil
}

// RequestsOf are what a customer asked of the shop about their data, the newest
// first.
func (s *Shop) RequestsOf(ctx context.Context, customer int64) ([]register.Line, error) {
	var ids []int32
	err := s.DB.Read(ctx).Table("privacy_requests").Where("customer_id = ? AND deleted_at = 0", customer).Order("id DESC").Limit(20).Pluck("id", &ids).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	return s.Privacy.Requests.Lines(ctx, ids)
}
