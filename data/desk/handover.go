package desk

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Handover is what one shift leaves to the next (交接单): cash, keys, things,
// work that is open, and customers for whom somebody else is responsible from
// now on (首问责任移交). It holds once the taker has accepted it; from then on
// it is not changed.
type Handover struct {
	register.Meta
	OnDay string
	Shift string // 班次
	Giver string // 交班人
	Taker string // 接班人
	Cash  string // 备用金与票据
	Keys  string // 钥匙与设备
	Items string // 物品
	Note  string

	Left      []Left   `gorm:"-"` // 未完事项
	Customers []Passed `gorm:"-"` // 首问责任移交

	AcceptedAt int64 // unix milliseconds
	State      string
}

// Left is one thing that is open.
type Left struct {
	register.Row
	Kind     string
	What     string
	Customer string // the name
	Due      string
	Number   string // of the record
}

// TableName is GORM's name for the table.
func (Left) TableName() string { return "handover_left" }

// Passed is a customer who passes from the giver to the taker.
type Passed struct {
	register.Row
	CustomerID     int64
	Reason         string
	CustomerNumber string `gorm:"-"`
}

// TableName is GORM's name for the table.
func (Passed) TableName() string { return "handover_customers" }

// States of a handover.
const (
	Offered  = "offered"
	Accepted = "accepted"
)

// Kinds of what is left open.
const (
	LeftPromise   = "promise"
	LeftVisitor   = "visitor"
	LeftComplaint = "complaint"
	LeftOther     = "other"
)

var lefts = field.NewSet("handover.left",
	field.OfChoice("kind", func(l *Left) *string { return &l.Kind }, LeftPromise, LeftVisitor, LeftComplaint, LeftOther).Require(),
	field.Of("what", func(l *Left) *string { return &l.What }).Require().Limit(500).Broad(),
	field.Of("customer", func(l *Left) *string { return &l.Customer }).Limit(120),
	field.OfDate("due", func(l *Left) *string { return &l.Due }),
	field.Of("number", func(l *Left) *string { return &l.Number }).Limit(30),
)

var passed = field.NewSet("handover.customers",
	field.OfCustomer("customer", func(p *Passed) *string { return &p.CustomerNumber }).Require(),
	field.Of("reason", func(p *Passed) *string { return &p.Reason }).Require().Limit(500).Broad().Offer("handover.reason.leave", "handover.reason.transfer", "handover.reason.resign", "handover.reason.asked"),
)

func handoverFields() *field.Set[Handover] {
	type h = Handover
	return field.NewSet("handover",
		field.OfDate("on", func(x *h) *string { return &x.OnDay }).In("handover.section.shift").Require().Show(96, "on_day"),
		field.Of("shift", func(x *h) *string { return &x.Shift }).Limit(30).Require().Show(80, "shift").Offer("handover.shift.morning", "handover.shift.middle", "handover.shift.evening", "handover.shift.day"),
		field.OfPerson("from", func(x *h) *string { return &x.Giver }).Require().Show(90, "giver"),
		field.OfPerson("to", func(x *h) *string { return &x.Taker }).Require().Show(90, "taker"),
		field.Of("cash", func(x *h) *string { return &x.Cash }).Hidden(140, "cash"),
		field.Of("keys", func(x *h) *string { return &x.Keys }).Hidden(140, "keys"),
		field.OfMultiline("items", func(x *h) *string { return &x.Items }).Limit(2000).Tall(2),
		field.OfRows("left", func(x *h) *[]Left { return &x.Left }, lefts).In("handover.section.left"),
		field.OfRows("customers", func(x *h) *[]Passed { return &x.Customers }, passed).Limit(100).In("handover.section.customers"),
		field.OfMultiline("note", func(x *h) *string { return &x.Note }).Limit(2000).Tall(2).In("handover.section.accept").Show(200, "note").Flex(),
		field.OfTime("accepted_at", func(x *h) *int64 { return &x.AcceptedAt }).Locked().Show(132, "accepted_at"),
		field.OfChoice("state", func(x *h) *string { return &x.State }, Offered, Accepted).Locked().Show(80, "state").Pill(),
		field.OfTime("updated_at", func(x *h) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

func handoverRules(tx *db.Tx, h, old *Handover) data.Errors {
	var w faults
	if old != nil && old.State == Accepted {
		if set := handoverFields(); len(set.Diff(set.Encode(old), set.Encode(h))) > 0 {
			return data.Errors{data.Fault(data.Refused, "handover.error.accepted", "Who", old.Taker, "At", field.ShowTime(old.AcceptedAt))}
		}
		return nil
	}
	if h.Giver != "" && h.Giver == h.Taker {
		w.say("to", "handover.error.same")
	}
	if h.OnDay > today(tx.Now) {
		w.say("on", "error.future")
	}
	seen := map[int64]bool{}
	for i := range h.Customers {
		p := &h.Customers[i]
		if p.CustomerNumber == "" {
			continue // required: said already
		}
		var had *int64
		if old != nil && slices.ContainsFunc(old.Customers, func(o Passed) bool { return o.CustomerID == p.CustomerID }) {
			had = &p.CustomerID
		}
		id, name := w.customer(tx, at("customers", i, "customer"), p.CustomerNumber, had)
		if id == nil {
			continue
		}
		if p.CustomerID = *id; seen[*id] {
			w.say(at("customers", i, "customer"), "handover.error.twice", "Name", name)
		}
		seen[*id] = true
		if had == nil || h.AcceptedAt != 0 || h.Giver != old.Giver {
			w.responsible(tx, i, *id, name, h.Giver)
		}
	}
	return w.Errors
}

// responsible refuses to pass on a customer for whom somebody else answers.
func (w *faults) responsible(tx *db.Tx, i int, id int64, name, giver string) {
	var who []string
	if err := tx.Table("customers").Where("id = ?", id).Pluck("first_contact", &who).Error; err != nil {
		w.fail("customers", err)
		return
	}
	if len(who) > 0 && who[0] != "" && who[0] != giver {
		w.say(at("customers", i, "customer"), "handover.error.not_giver", "Name", name, "Who", who[0], "Giver", giver)
	}
}

func settleHandover(_ *db.Tx, h, _ *Handover) error {
	h.State = Offered
	if h.AcceptedAt != 0 {
		h.State = Accepted
	}
	return nil
}

// savedHandover passes on the first responsibility when the sheet is accepted.
func savedHandover(tx *db.Tx, h, old *Handover) error {
	if h.AcceptedAt == 0 || old != nil && old.AcceptedAt != 0 {
		return nil
	}
	for _, p := range h.Customers {
		if err := pass(tx, p.CustomerID, h.Taker); err != nil {
			return err
		}
	}
	return nil
}

// Accept takes over what is on the sheet: the customers on it pass to the
// taker in the same transaction. Code data.Refused for anybody but the taker
// and for a sheet that is accepted already, data.NotFound.
func (s *Store) Accept(ctx context.Context, who string, id int64) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Handovers.Reach(tx, right.EditOwn, id); err != nil {
			return err
		}
		h, err := s.Handovers.One(tx, id)
		switch {
		case err != nil:
			return err
		case h.AcceptedAt != 0:
			return data.Fault(data.Refused, "handover.error.accepted", "Who", h.Taker, "At", field.ShowTime(h.AcceptedAt))
		case tx.Who != h.Taker:
			return data.Fault(data.Refused, "handover.error.taker", "Who", h.Taker, "You", tx.Who)
		}
		h.AcceptedAt = tx.Now.UnixMilli()
		return s.Handovers.SaveIn(tx, h)
	})
}

// pass makes somebody responsible for a customer (首问责任人), with its trail.
func pass(tx *db.Tx, customerID int64, to string) error {
	var c []struct {
		register.Meta
		FirstContact string
	}
	err := tx.Raw("SELECT id, number, version, first_contact FROM customers WHERE id = ?", customerID).Scan(&c).Error
	if err != nil || len(c) == 0 || c[0].FirstContact == to {
		return err
	}
	if err := tx.Do("UPDATE customers SET first_contact = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE id = ?",
		to, tx.Now.UnixMilli(), tx.Who, customerID); err != nil {
		return err
	}
	c[0].Version++
	return register.Note(tx, "customer", &c[0].Meta, register.Changed, []field.Change{{Key: "first_contact", Before: c[0].FirstContact, After: to}})
}

// first puts the first person a customer spoke to on record, where nobody is.
func first(tx *db.Tx, customerID int64, who, day string) error {
	var had []string
	err := tx.Table("customers").Where("id = ?", customerID).Pluck("first_contact", &had).Error
	if err != nil || len(had) == 0 || had[0] != "" {
		return err
	}
	if err := tx.Do("UPDATE customers SET first_contact_on = ? WHERE id = ? AND first_contact_on = ''", day, customerID); err != nil {
		return err
	}
	return pass(tx, customerID, who)
}

func loadedHandovers(g *gorm.DB, hs []*Handover) error {
	var ids []int64
	for _, h := range hs {
		for _, p := range h.Customers {
			ids = append(ids, p.CustomerID)
		}
	}
	refs, err := customer.Refs(g, ids)
	if err != nil {
		return err
	}
	for _, h := range hs {
		for i := range h.Customers {
			h.Customers[i].CustomerNumber = refs[h.Customers[i].CustomerID].Number
		}
	}
	return nil
}

// LeftOpen are the rows of a new sheet: the promises and the replies among the
// work that is due, and the visitors who have not left, as far as whoever is at the
// desk may see them.
func (s *Store) LeftOpen(ctx context.Context, l data.Speaker, day string, items []due.Item) ([]field.Values, error) {
	if err := s.Receptions.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	var rows []field.Values
	kinds := map[due.Kind]string{due.Promise: LeftPromise, due.Reply: LeftComplaint}
	for _, i := range items {
		kind, ok := kinds[i.Kind]
		if !ok {
			continue
		}
		what := i.What
		if what == "" {
			what = l.T("due.kind." + string(i.Kind))
		}
		rows = append(rows, field.Values{"kind": kind, "what": short(what), "customer": i.Who, "due": i.Day, "number": i.Number})
	}
	var waiting []Reception
	sight, whose := s.Receptions.Sighted(ctx)
	err := s.DB.Read(ctx).Table("receptions").Where("on_day = ? AND left_at = 0 AND deleted_at = 0", day).Where(sight, whose...).Order("at").Limit(50).Find(&waiting).Error
	for _, r := range waiting {
		what := r.Wants
		if what == "" {
			what = l.T("handover.waiting")
		}
		rows = append(rows, field.Values{"kind": LeftVisitor, "what": short(what), "customer": r.Name, "due": r.OnDay, "number": r.Number})
	}
	return rows, db.Translate(err)
}

// short is a text that fits a line of the sheet.
func short(s string) string {
	const most = 120
	if rs := []rune(s); len(rs) > most {
		return string(rs[:most-1]) + "…"
	}
	return s
}
