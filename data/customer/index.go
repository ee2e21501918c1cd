package customer

import (
	"context"
	"strings"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/search"
)

func sortKey(name string) string { return search.SortKey(name) }

func index(tx *db.Tx, c, old *Customer) error {
	if c.DeletedAt != 0 {
		return search.Remove(tx, "customer", c.ID)
	}
	if old == nil || old.DeletedAt != 0 {
		return search.Put(tx, Entry(c))
	}
	return search.Change(tx, Entry(old), Entry(c))
}

// Entry is what the customer is found by.
func Entry(c *Customer) search.Entry {
	e := search.Entry{
		Register: "customer", ID: c.ID,
		Names:   some(c.Name, c.ShortName),
		People:  some(c.LegalRepresentative),
		Numbers: some(c.Number, c.Code, c.found()),
		Tags:    c.Tags,
		Text:    some(c.Email),
	}
	if c.Kind != Person {
		e.Alike = some(search.Pinyin(core(c.Kind, c.Name)))
	}
	for _, p := range c.Phones {
		e.Phones = append(e.Phones, p.Number)
	}
	for _, p := range c.Contacts {
		e.People = append(e.People, some(p.Name)...)
		e.Phones = append(e.Phones, some(p.Phone)...)
		e.Text = append(e.Text, some(p.Email)...)
	}
	for _, a := range c.Addresses {
		e.Places = append(e.Places, a.Region+a.Address)
	}
	return e
}

func some(ss ...string) []string {
	out := make([]string, 0, len(ss))
	for _, s := range ss {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Hit is a customer that was found, with what matters at the desk.
type Hit struct {
	ID             int64
	Number         string
	Name           string
	Phone          string
	Grade          string
	OpenComplaints int64
	LastVisitOn    string
	DoNotDisturb   bool
	BarredUntil    string       // on the blacklist until; may be past
	EndedOn        string       // 终止
	Why            search.Field // what matched
	Match          string       // the text that matched; an identity number is masked
}

// Search finds customers by anything a person remembers of them, best first,
// at most limit (0: 50). See search.Find.
func (s *Store) Search(ctx context.Context, q string, limit int) ([]Hit, error) {
	if err := s.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	hits, err := register.Hits(ctx, s.DB, s, q, limit)
	if err != nil {
		return nil, err
	}
	same, err := s.byIdentity(ctx, q)
	if err != nil {
		return nil, err
	}
	hs, err := enrich(ctx, s.DB, append(same, hits...))
	if !register.May(ctx, s.DB, right.Sensitive, s.Name) {
		for i := range hs {
			hs[i].Phone = field.Mask(field.Phone, hs[i].Phone)
		}
	}
	return hs, err
}

// enrich adds to hits among the customers what the desk shows of them, in
// their order; hits in other registers are left out.
func enrich(ctx context.Context, d *db.DB, hits []search.Hit) ([]Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ids := make([]any, 0, len(hits))
	for _, h := range hits {
		if h.Register == "customer" {
			ids = append(ids, h.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := d.Pool().QueryContext(context.WithoutCancel(ctx),
		`SELECT id, number, name, phone, grade, open_complaints, last_visit_on, do_not_disturb, barred_until, ended_on, identity
		FROM customers WHERE deleted_at = 0 AND id IN (?`+strings.Repeat(",?", len(ids)-1)+`)`, ids...)
	if err != nil {
		return nil, db.Translate(err)
	}
	defer rows.Close()
	by := make(map[int64]Hit, len(ids))
	identities := map[int64]string{}
	for rows.Next() {
		var h Hit
		var identity string
		if err := rows.Scan(&h.ID, &h.Number, &h.Name, &h.Phone, &h.Grade, &h.OpenComplaints, &h.LastVisitOn, &h.DoNotDisturb, &h.BarredUntil, &h.EndedOn, &identity); err != nil {
			return nil, db.Translate(err)
		}
		by[h.ID], identities[h.ID] = h, identity
	}
	if err := rows.Err(); err != nil {
		return nil, db.Translate(err)
	}
	out := make([]Hit, 0, len(hits))
	for _, h := range hits {
		c, ok := by[h.ID]
		if !ok || h.Register != "customer" {
			continue
		}
		c.Why, c.Match = h.Why, h.Match
		if c.Match != "" && c.Match == identities[h.ID] {
			c.Match = mask(c.Match)
		}
		out = append(out, c)
	}
	return out, nil
}

// mask hides the day of birth and the order number of an identity number.
func mask(identity string) string {
	if len(identity) < 10 {
		return identity
	}
	return identity[:4] + strings.Repeat("*", len(identity)-8) + identity[len(identity)-4:]
}
