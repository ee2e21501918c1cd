package credit

import (
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
)

func receivableRules(tx *db.Tx, r, old *Receivable) data.Errors {
	var w faults
	had := int64(0)
	if old != nil {
		had = old.CustomerID
	}
	if id, name := w.customer(tx, r.CustomerNumber, had); id != 0 {
		r.CustomerID, r.CustomerName = id, name
	}
	p, err := policy.Current(tx.DB)
	if err != nil {
		w.fail("customer", err)
		return w.Errors
	}
	if r.CustomerID != 0 && r.OnDay != "" {
		w.credit(tx, p, r, old)
	}
	now := today(tx.Now)
	if r.OnDay > now {
		w.say("on", "error.future")
	}
	if r.DueOn != "" && r.DueOn < r.OnDay {
		w.say("due_on", "receivable.error.due_before", "Day", r.OnDay)
	}
	w.received(r, now)
	for i, d := range r.Dunnings {
		if d.OnDay > now {
			w.say(at("dunnings", i, "on"), "error.future")
		}
		if d.Next != "" && d.Next < d.OnDay {
			w.say(at("dunnings", i, "next"), "receivable.error.next_before", "Day", d.OnDay)
		}
	}
	w.writtenOff(tx, p, r, old)
	return w.Errors
}

// received checks that no more comes in than is owed.
func (w *faults) received(r *Receivable, now string) {
	var sum int64
	for i, x := range r.Receipts {
		if x.OnDay > now {
			w.say(at("receipts", i, "on"), "error.future")
		}
		if r.Amount > 0 && sum+x.Amount > r.Amount {
			w.say(at("receipts", i, "amount"), "receivable.error.too_much", "Amount", Yuan(r.Amount), "Open", Yuan(r.Amount-sum))
			return
		}
		sum += x.Amount
	}
}

func (w *faults) writtenOff(tx *db.Tx, p *policy.Preset, r, old *Receivable) {
	if r.WriteOffOn == "" {
		if r.WriteOffReason != "" || r.WriteOffApprover != "" {
			w.say("write_off_on", "receivable.error.write_off_day")
		}
		return
	}
	if old != nil && old.WriteOffOn == r.WriteOffOn && old.WriteOffApprover == r.WriteOffApprover && r.WriteOffReason != "" {
		return
	}
	switch {
	case r.WriteOffOn > today(tx.Now):
		w.say("write_off_on", "error.future")
	case r.WriteOffOn < r.OnDay:
		w.say("write_off_on", "receivable.error.due_before", "Day", r.OnDay)
	case r.Amount > 0 && received(r) >= r.Amount:
		w.say("write_off_on", "receivable.error.nothing_open")
	}
	if r.WriteOffReason == "" {
		w.say("write_off_reason", "receivable.error.write_off_reason")
	}
	w.approver(tx, "write_off_approver", r.WriteOffApprover, p.Credit.WriteOff, "")
}

// credit checks whether the customer may owe this. What is due on the day
// itself is cash; everything later is credit, for which the file has to stand.
// A debt that is only mended is not asked about again.
func (w *faults) credit(tx *db.Tx, p *policy.Preset, r, old *Receivable) {
	f, err := terms(tx.DB, r.CustomerID)
	if err != nil {
		w.fail("customer", err)
		return
	}
	if r.DueOn == "" {
		r.DueOn = dueOn(f, r.OnDay)
	}
	if old != nil && old.CustomerID == r.CustomerID && r.Amount <= old.Amount && r.OnDay == old.OnDay && r.DueOn <= old.DueOn {
		return
	}
	if f != nil && f.StoppedOn != "" && f.StoppedOn <= r.OnDay {
		w.say("customer", "receivable.error.stopped", "Day", f.StoppedOn, "Reason", f.StopReason)
		return
	}
	if r.DueOn <= r.OnDay {
		return
	}
	if w.barred(tx, "customer", r.CustomerID, r.CustomerName, r.OnDay) {
		return
	}
	if f == nil {
		w.say("due_on", "receivable.error.no_file", "Name", r.CustomerName)
		return
	}
	w.within(tx, p, r, f)
}

// within checks grade and limit of an order on credit.
func (w *faults) within(tx *db.Tx, p *policy.Preset, r *Receivable, f *File) {
	g, _ := p.CreditGrade(f.Grade)
	switch {
	case g.Limit == policy.None:
		w.say("due_on", "receivable.error.no_credit", "Grade", g.Name, "Terms", g.Terms)
		return
	case g.Limit == policy.Small && f.Limit == 0:
		w.say("due_on", "receivable.error.no_limit", "Grade", g.Name, "Terms", g.Terms)
		return
	}
	used, err := owed(tx.DB, r)
	if err != nil {
		w.fail("amount", err)
		return
	}
	order := r.Amount - received(r)
	over := used + order - f.Limit
	if over <= 0 {
		return
	}
	if r.OverApprover != "" {
		w.approver(tx, "over_approver", r.OverApprover, p.Credit.OverLimit, "")
		return
	}
	w.say("over_approver", "receivable.error.over_limit",
		"Limit", Yuan(f.Limit), "Used", Yuan(used), "Order", Yuan(order), "Over", Yuan(over), "Level", Level(p.Credit.OverLimit))
}

// terms are the terms of a customer's file, nil where there is none.
func terms(g *gorm.DB, customerID int64) (*File, error) {
	var fs []*File
	err := g.Table("credit_files").Select("id, grade, credit_limit, days, used, stopped_on, stop_reason").
		Where("customer_id = ? AND deleted_at = 0", customerID).Find(&fs).Error
	if err != nil || len(fs) == 0 {
		return nil, err
	}
	return fs[0], nil
}

// owed is what the customer owes besides this.
func owed(g *gorm.DB, r *Receivable) (int64, error) {
	var n int64
	err := g.Table("receivables").Select("coalesce(sum(open), 0)").
		Where("customer_id = ? AND open > 0 AND deleted_at = 0 AND id <> ?", r.CustomerID, r.ID).Scan(&n).Error
	return n, err
}

// dueOn is the day on which a debt of a day falls due by the customer's terms.
func dueOn(f *File, day string) string {
	t, err := time.Parse(field.DateLayout, day)
	if f == nil || err != nil {
		return day
	}
	return t.AddDate(0, 0, int(f.Days)).Format(field.DateLayout)
}

// received is the sum of what came in.
func received(r *Receivable) int64 {
	var sum int64
	for _, x := range r.Receipts {
		sum += x.Amount
	}
	return sum
}

// settleReceivable derives the sums, the state and the day of the next dunning.
func settleReceivable(tx *db.Tx, r, _ *Receivable) error {
	p, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	r.Edition = p.Edition()
	r.Received = received(r)
	r.Open, r.WrittenOff, r.State = r.Amount-r.Received, 0, Outstanding
	switch {
	case r.Open == 0:
		r.State = Paid
	case r.WriteOffOn != "":
		r.Open, r.WrittenOff, r.State = 0, r.Open, WrittenOff
	}
	r.DunOn = dunOn(&p.Credit, r)
	return nil
}

// dunOn is the day on which something has to be done about a debt: when the last
// step said so, else when the regulation's next step begins; "" where nothing is
// left to do.
func dunOn(c *policy.Credit, r *Receivable) string {
	if r.State != Outstanding {
		return ""
	}
	done := -1
	for i, d := range r.Dunnings {
		if i == len(r.Dunnings)-1 && d.Next != "" {
			return d.Next
		}
		for n, s := range c.Dunning {
			if s.Key == d.Step {
				done = max(done, n)
			}
		}
	}
	t, err := time.Parse(field.DateLayout, r.DueOn)
	if err != nil || done+1 >= len(c.Dunning) {
		return ""
	}
	return t.AddDate(0, 0, c.Dunning[done+1].From).Format(field.DateLayout)
}

// Offer is the dunning step (催收方式) that the regulation asks for so many days
// after the due day; false where none does yet.
func Offer(c *policy.Credit, overdue int64) (policy.Dunning, bool) {
	var s policy.Dunning
	for _, d := range c.Dunning {
		if int64(d.From) <= overdue {
			s = d
		}
	}
	return s, s.Key != "" && overdue > 0
}

// savedReceivable counts what the customers owe, and indexes the debt.
func savedReceivable(tx *db.Tx, r, old *Receivable) error {
	if old != nil && old.CustomerID != r.CustomerID {
		if err := count(tx, old.CustomerID); err != nil {
			return err
		}
	}
	if err := count(tx, r.CustomerID); err != nil {
		return err
	}
	return index(tx, r)
}

// loadedReceivables fills in names and how late each is on a day.
func loadedReceivables(g *gorm.DB, rs []*Receivable, day string) error {
	for _, r := range rs {
		r.DaysOverdue = 0
		if r.Open > 0 {
			r.DaysOverdue = max(0, between(r.DueOn, day))
		}
	}
	return whose(g, rs, (*Receivable).who)
}

// between is how many days one day lies after another.
func between(from, to string) int64 {
	a, err := time.Parse(field.DateLayout, from)
	b, err2 := time.Parse(field.DateLayout, to)
	if err != nil || err2 != nil {
		return 0
	}
	return int64(b.Sub(a).Hours() / 24)
}
