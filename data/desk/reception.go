package desk

import (
	"context"
	"slices"
	"time"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/search"
)

// A visitor may be entered a little ahead of their coming, not more.
const ahead = 24 * time.Hour

func (s *Store) receptionRules(tx *db.Tx, r, old *Reception) data.Errors {
	var w faults
	var had *int64
	if old != nil {
		had = old.CustomerID
	}
	r.CustomerID, r.CustomerName = w.customer(tx, "customer", r.CustomerNumber, had)
	on, now := dayOf(r.At), today(tx.Now)
	if r.At > tx.Now.Add(ahead).UnixMilli() {
		w.say("at", "reception.error.future")
	}
	if r.LeftAt != 0 && r.LeftAt < r.At {
		w.say("left_at", "reception.error.left_before", "At", field.ShowTime(r.At))
	}
	for i, p := range r.Promises {
		switch {
		case p.Due != "" && p.Due < on:
			w.say(at("promises", i, "due"), "reception.error.due_before", "Day", on)
		case p.DoneOn != "" && p.DoneOn < on:
			w.say(at("promises", i, "done_on"), "reception.error.done_before", "Day", on)
		case p.DoneOn > max(now, on):
			w.say(at("promises", i, "done_on"), "reception.error.done_future")
		}
	}
	if r.Helper != "" && r.Helper == r.Receiver {
		w.say("helper", "reception.error.helper", "Who", r.Helper)
	}
	if old == nil {
		w.received(tx, r)
	} else {
		w.changed(r, old)
	}
	return w.Errors
}

// received decides who receives a new visitor. Another may be entered, but not
// in place of whoever has a valid registration.
func (w *faults) received(tx *db.Tx, r *Reception) {
	p, err := policy.Current(tx.DB)
	if err != nil {
		w.fail("receiver", err)
		return
	}
	d, err := decide(tx.DB, p, Arrival{
		Day: dayOf(r.At), Phone: r.Phone, CustomerID: r.CustomerID, Named: r.Named, Household: r.Household, AtDesk: tx.Who,
	})
	switch {
	case err != nil:
		w.fail("receiver", err)
		return
	case r.Receiver != "" && r.Receiver != d.Receiver && d.Basis == Return:
		w.say("receiver", "reception.error.claimed", "Who", d.Receiver, "Number", d.From.Number, "Until", d.From.ValidUntil, "Other", r.Receiver)
		return
	case r.Receiver == "" && d.Receiver == "":
		w.say("receiver", "reception.error.nobody")
		return
	case r.Receiver != "" && r.Receiver != d.Receiver:
		d = Decision{Receiver: r.Receiver, Helper: r.Helper, Basis: ByHand, Turn: d.Turn}
	}
	if r.ChangeBy != "" {
		w.say("change_by", "reception.error.change_new")
	}
	r.decided = &d
}

// changed checks a change of receiver: somebody asked for it, for a reason.
func (w *faults) changed(r, old *Reception) {
	if r.Receiver == "" {
		w.say("receiver", "error.required")
	}
	if r.Receiver == old.Receiver {
		return
	}
	switch {
	case r.ChangeBy == "":
		w.say("change_by", "reception.error.change_by", "From", old.Receiver, "To", r.Receiver)
	case r.ChangeReason == "":
		w.say("change_reason", "reception.error.change_reason")
	}
}

func settleReception(tx *db.Tx, r, old *Reception) error {
	p, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	r.OnDay, r.PhoneKey, r.NameKey = dayOf(r.At), PhoneKey(r.Phone), search.SortKey(r.Name)
	for i := range r.Household {
		r.Household[i].PhoneKey = PhoneKey(r.Household[i].Phone)
	}
	r.PromiseDue = ""
	for i := range r.Promises {
		x := &r.Promises[i]
		if x.Clock != "" {
			x.Clock, _ = clockOf(x.Clock)
		}
		if x.DoneOn == "" && (r.PromiseDue == "" || x.Due < r.PromiseDue) {
			r.PromiseDue = x.Due
		}
	}
	if old == nil || old.OnDay != r.OnDay {
		if r.ValidUntil, err = validUntil(tx, p, r.OnDay); err != nil {
			return err
		}
	}
	if old == nil {
		return enter(tx, p, r)
	}
	if r.Receiver != old.Receiver {
		change(p, r, old, today(tx.Now))
	}
	return nil
}

// validUntil is the last day of a registration of a day: to the same day of the
// next month, where the regulation says one month. One without a length is of
// the day.
func validUntil(tx *db.Tx, p *policy.Preset, day string) (string, error) {
	c, err := policy.Calendar(tx.DB)
	if err != nil || p.Desk.Valid.Zero() {
		return day, err
	}
	until, _ := p.Desk.Valid.After(c, day)
	return until, nil
}

// enter settles who receives a new visitor and takes the turn.
func enter(tx *db.Tx, p *policy.Preset, r *Reception) error {
	d := r.decided
	r.Receiver, r.Basis, r.Edition = d.Receiver, d.Basis, p.Edition()
	if r.Helper == "" {
		r.Helper = d.Helper
	}
	if d.From != nil {
		r.BasisNumber = d.From.Number
	}
	if r.FirstTime == "" {
		known, err := known(tx, r)
		if err != nil {
			return err
		}
		r.FirstTime = map[bool]string{true: "no", false: "yes"}[known]
	}
	if !d.Turn || r.OnDay != today(tx.Now) {
		return nil
	}
	took, err := take(tx, r.OnDay, r.Receiver)
	if took {
		r.TurnOf = r.Receiver
	}
	return err
}

// known tells whether the visitor was here before, or is a customer whom
// somebody visited.
func known(tx *db.Tx, r *Reception) (bool, error) {
	var n int64
	err := tx.Raw(`SELECT EXISTS (SELECT 1 FROM receptions WHERE phone_key = ? AND phone_key <> '' AND +deleted_at = 0)
		OR EXISTS (SELECT 1 FROM receptions WHERE customer_id = ? AND +deleted_at = 0)`, r.PhoneKey, r.CustomerID).Scan(&n).Error
	return n > 0, err
}

// change keeps the former receiver, the first one where it changes again, and
// shares the result between the two where the customer asked for the change.
func change(p *policy.Preset, r, old *Reception, day string) {
	r.ChangedOn, r.Edition = day, p.Edition()
	if r.ChangeBy == Mistake {
		return
	}
	if r.Former == "" {
		r.Former = old.Receiver
	}
	r.FormerShare, r.ReceiverShare = 0, 0
	if r.Former == r.Receiver {
		r.Former = ""
		return
	}
	if s := p.Desk.Split; len(s) == 2 && r.ChangeBy == ByCustomer {
		r.FormerShare, r.ReceiverShare = int64(s[0]), int64(s[1])
	}
}

// savedReception keeps the first person the customer spoke to (首问责任人) where
// nobody is on record yet, and gives a turn back when the entry is thrown away.
func savedReception(tx *db.Tx, r, old *Reception) error {
	if old != nil && r.TurnOf != "" && (r.DeletedAt == 0) != (old.DeletedAt == 0) {
		n := 1
		if r.DeletedAt != 0 {
			n = -1
		}
		if err := giveBack(tx, r.OnDay, r.TurnOf, n); err != nil {
			return err
		}
	}
	if r.CustomerID != nil && r.DeletedAt == 0 && (old == nil || old.CustomerID == nil) {
		if err := first(tx, *r.CustomerID, r.Receiver, r.OnDay); err != nil {
			return err
		}
	}
	if r.DeletedAt != 0 {
		return search.Remove(tx, "reception", r.ID)
	}
	return search.Put(tx, Entry(r))
}

// Entry is what a reception is found by.
func Entry(r *Reception) search.Entry {
	e := search.Entry{
		Register: "reception", ID: r.ID, Numbers: []string{r.Number},
		People: []string{r.Name}, Text: []string{r.Wants, r.Note},
	}
	if r.Phone != "" {
		e.Phones = append(e.Phones, r.Phone)
	}
	for _, p := range r.Promises {
		e.Text = append(e.Text, p.What)
	}
	return e
}

// Left notes that a visitor left, now. Code data.Refused where that is on
// record, data.NotFound.
func (s *Store) Left(ctx context.Context, who string, id int64) error {
	return s.edit(ctx, who, id, func(tx *db.Tx, r *Reception) error {
		if r.LeftAt != 0 {
			return data.Fault(data.Refused, "reception.error.left", "At", field.ShowTime(r.LeftAt))
		}
		r.LeftAt = max(tx.Now.UnixMilli(), r.At)
		return nil
	})
}

// Promised adds a promise to a reception. Field errors are those of the
// promise: what, owner, due, clock.
func (s *Store) Promised(ctx context.Context, who string, id int64, v field.Values) error {
	r, err := s.Receptions.Get(ctx, id)
	if err != nil {
		return err
	}
	rows := r.Values.Rows("promises")
	r.Values = field.Values{"promises": append(slices.Clone(rows), v)}
	_, err = s.Receptions.Put(ctx, who, r)
	for _, e := range data.All(err) {
		if prefix := at("promises", len(rows), ""); len(e.Field) > len(prefix) && e.Field[:len(prefix)] == prefix {
			e.Field = e.Field[len(prefix):]
		}
	}
	return err
}

// Keep notes that a promise was kept on a day (兑现). Code data.Refused where
// that is on record, data.NotFound.
func (s *Store) Keep(ctx context.Context, who string, id int64, pos int, day string) error {
	return s.edit(ctx, who, id, func(_ *db.Tx, r *Reception) error {
		switch {
		case pos < 0 || pos >= len(r.Promises):
			return data.Fault(data.NotFound, "error.not_found", "Number", r.Number)
		case r.Promises[pos].DoneOn != "":
			return data.Fault(data.Refused, "reception.error.kept", "Day", r.Promises[pos].DoneOn)
		}
		r.Promises[pos].DoneOn = max(day, r.OnDay)
		return nil
	})
}

// Change gives a visitor another receiver: by is ByCustomer, ByShop or Mistake.
// Field errors: receiver, change_by, change_reason.
func (s *Store) Change(ctx context.Context, who string, id int64, to, by, reason string) (register.Record, error) {
	r, err := s.Receptions.Get(ctx, id)
	if err != nil {
		return r, err
	}
	if to == r.Values.Text("receiver") {
		return r, data.Wrong("receiver", "reception.error.same", "Who", to)
	}
	r.Values = field.Values{"receiver": to, "change_by": by, "change_reason": reason}
	return s.Receptions.Put(ctx, who, r)
}

func (s *Store) edit(ctx context.Context, who string, id int64, f func(tx *db.Tx, r *Reception) error) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		r, err := s.Receptions.One(tx, id)
		if err != nil {
			return err
		}
		if err := s.Receptions.Edits(tx, id, r.Receiver); err != nil {
			return err
		}
		if err := f(tx, r); err != nil {
			return err
		}
		return s.Receptions.SaveIn(tx, r)
	})
}

// Known is what the desk knows of somebody who stands before it.
type Known struct {
	Decision
	Customers []customer.Ref // whose phone it is
	Last      *Registration  // the last reception, valid or not
	Open      int64          // promises to them that are not kept
	Barred    string         // on the company's blacklist until; "": not
}

// Known tells of an arrival while it is typed: the customers who have the
// phone, and who will receive. Where one customer has it the decision is
// theirs. Of customers and receptions whoever is at the desk is told what they may
// see; who receives a visitor, and by which registration, everybody at the front
// desk is told, or the regulation could not be kept.
func (s *Store) Known(ctx context.Context, a Arrival) (*Known, error) {
	if err := s.Receptions.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	g := s.DB.Read(ctx)
	k := &Known{}
	if key := PhoneKey(a.Phone); len(key) >= 7 {
		ids, err := search.SamePhone(ctx, s.DB, "customer", a.Phone, 5)
		if err != nil {
			return nil, err
		}
		ids = slices.DeleteFunc(ids, func(id int64) bool { return register.Customer(ctx, s.DB, id) != nil })
		refs, err := customer.Refs(g, ids)
		if err != nil {
			return nil, db.Translate(err)
		}
		for _, id := range ids {
			if r, ok := refs[id]; ok && r.DeletedAt == 0 {
				if !register.May(ctx, s.DB, right.Sensitive, "customer") {
					r.Phone = a.Phone // as it was typed
				}
				k.Customers = append(k.Customers, r)
			}
		}
		if len(k.Customers) == 1 && a.CustomerID == nil {
			a.CustomerID = &k.Customers[0].ID
		}
	}
	var err error
	if k.Decision, err = s.Whose(ctx, a); err != nil {
		return nil, err
	}
	return k, db.Translate(s.history(ctx, a, k))
}

// history adds what is on record of the visitor.
func (s *Store) history(ctx context.Context, a Arrival, k *Known) error {
	g := s.DB.Read(ctx)
	var ids []int64
	err := g.Raw(`SELECT id FROM receptions WHERE phone_key = @phone AND phone_key <> '' AND +deleted_at = 0
		UNION SELECT id FROM receptions WHERE customer_id = @customer AND +deleted_at = 0`,
		map[string]any{"phone": PhoneKey(a.Phone), "customer": a.CustomerID}).Scan(&ids).Error
	if err == nil {
		ids, err = s.Receptions.Seen(ctx, ids)
	}
	if err != nil {
		return err
	}
	var last []Registration
	err = g.Raw("SELECT id, number, name, receiver, former, at, on_day, valid_until FROM receptions WHERE id IN (" + db.List(ids) + ") ORDER BY at DESC, id DESC LIMIT 1").Scan(&last).Error
	if err != nil {
		return err
	}
	if len(last) > 0 {
		k.Last = &last[0]
	}
	err = g.Raw("SELECT count(*) FROM reception_promises p WHERE p.done_on = '' AND p.record_id IN (" + db.List(ids) + ")").Scan(&k.Open).Error
	if err != nil || a.CustomerID == nil {
		return err
	}
	bars, err := customer.Bars(g, *a.CustomerID, a.Day)
	if len(bars) > 0 && bars[0].Scope == customer.Company {
		k.Barred = bars[0].Until
	}
	return err
}
