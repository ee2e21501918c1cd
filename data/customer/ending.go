package customer

import (
	"context"
	"encoding/json"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// Ending is how a relation ended (终止).
type Ending struct {
	On         string
	Reason     string
	Settlement string // how accounts were settled (结算)
}

// EndIn ends the relation with a customer: the file stays, nobody is due for a
// visit, a review or the yearly review any more. Code data.Refused where it has
// ended already, data.Errors for what is wrong.
func (s *Store) EndIn(tx *db.Tx, id int64, e Ending) (*Customer, error) {
	if err := s.Edits(tx, id); err != nil {
		return nil, err
	}
	c, err := s.One(tx, id)
	if err != nil {
		return nil, err
	}
	if c.EndedOn != "" {
		return nil, data.Fault(data.Refused, "customer.error.ended", "Name", c.Name, "Day", c.EndedOn)
	}
	var wrong data.Errors
	switch {
	case e.On == "":
		wrong = append(wrong, data.Wrong("ended_on", "error.required"))
	case e.On > day(tx.Now):
		wrong = append(wrong, data.Wrong("ended_on", "error.future"))
	case e.On < c.FirstContactOn:
		wrong = append(wrong, data.Wrong("ended_on", "customer.error.end_before", "Day", c.FirstContactOn))
	}
	if strings.TrimSpace(e.Reason) == "" {
		wrong = append(wrong, data.Wrong("end_reason", "customer.error.end_reason"))
	}
	for _, x := range []struct{ key, text string }{{"end_reason", e.Reason}, {"end_settlement", e.Settlement}} {
		if len([]rune(x.text)) > 500 {
			wrong = append(wrong, data.Wrong(x.key, "error.too_long", "Max", 500))
		}
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	c.EndedOn, c.EndReason, c.EndSettlement = e.On, strings.TrimSpace(e.Reason), strings.TrimSpace(e.Settlement)
	return c, s.SaveIn(tx, c)
}

// Resume takes the relation up again: that it had ended stays in the trail. Code
// data.Refused where it had not.
func (s *Store) Resume(ctx context.Context, who string, id int64) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Edits(tx, id); err != nil {
			return err
		}
		if err := s.Edits(tx, id); err != nil {
			return err
		}
		c, err := s.One(tx, id)
		if err != nil {
			return err
		}
		if c.EndedOn == "" {
			return data.Fault(data.Refused, "customer.error.not_ended", "Name", c.Name)
		}
		c.EndedOn, c.EndReason, c.EndSettlement = "", "", ""
		return s.SaveIn(tx, c)
	})
}

// Licences is the work that customers' licences make: a new one is asked for
// from the days of the regulation on before the old one ends.
type Licences struct{ DB *db.DB }

// Due lists the customers whose licence ends within the days of the regulation,
// or has ended.
func (s Licences) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.work, "customer")
}

func (s Licences) work(ctx context.Context, q due.Query) (due.List, error) {
	var l due.List
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil || p.File.Licence == 0 {
		return l, err
	}
	ahead := policy.Period{N: p.File.Licence, Unit: policy.Day}
	last, _ := ahead.After(nil, q.Until)
	rs, err := db.Select[struct {
		ID                                          int64
		Number, Name, Owner, Licences, LicenceUntil string
	}](g, "(SELECT id, number, name, owner, licences, licence_until FROM customers WHERE licence_until <> '' AND licence_until <= ? AND licence_until >= ? AND deleted_at = 0 AND ended_on = '' ORDER BY licence_until)", "", last, q.From)
	if err != nil {
		return l, db.Translate(err)
	}
	for _, r := range rs {
		// From the first day of the time ahead on it is work of the day, once it
		// has ended it is late.
		day, _ := ahead.Before(nil, r.LicenceUntil)
		if day < q.Today {
			day = min(q.Today, r.LicenceUntil)
		}
		if !q.Wants(day, r.Owner) {
			continue
		}
		l.Count(q.Today, day, 1)
		i := due.Item{Kind: due.Licence, Register: "customer", ID: r.ID, Number: r.Number, Customer: r.ID, Who: r.Name, Owner: r.Owner, Day: day}
		i.Why, i.WhyArgs = "customer.why.licence", []any{"Name", licenceName(r.Licences, r.LicenceUntil), "Day", r.LicenceUntil}
		if r.LicenceUntil < q.Today {
			i.Why = "customer.why.licence.over"
		}
		l.Items = append(l.Items, i)
	}
	return due.Join(q.Limit, l), nil
}

// licenceName is the licence that ends on a day.
func licenceName(kept, day string) string {
	var ls []Licence
	_ = json.Unmarshal([]byte(kept), &ls)
	for _, l := range ls {
		if l.Until == day {
			return l.Name
		}
	}
	return ""
}
