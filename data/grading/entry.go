package grading

import (
	"context"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/search"
	"kezhi/data/workday"
)

// Entry is an entry of the blacklist (黑名单): with whom nobody in the company,
// or nobody of one department, deals from a day until another, and why. It ends
// by itself, or is lifted before. A customer that was on it is readmitted only
// in the grade that the regulation names.
type Entry struct {
	register.Meta
	CustomerID int64
	Scope      string // customer.Company, customer.InDepartment
	Department string
	Reason     string
	From       string `gorm:"column:from_day"`
	Until      string `gorm:"column:until_day"` // the last day

	Proposer   string
	ProposedOn string
	State      string
	Approver   string
	ApprovedOn string
	Opinion    string

	LiftedBy   string // 解除人
	LiftedOn   string
	LiftReason string
	Edition    string // of the regulation

	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
}

func entries(d *db.DB, p *policy.Preset) *register.Table[Entry] {
	return &register.Table[Entry]{
		DB: d, Name: "blacklist", SQL: "blacklist",
		Owners: []string{"proposer"}, Customer: "customer_id",
		Set:  entryFields(),
		Meta: func(e *Entry) *register.Meta { return &e.Meta },
		New: func() *Entry {
			today := d.Now().Local().Format(field.DateLayout)
			e := &Entry{Scope: customer.Company, State: Draft, From: today}
			if cal, err := policy.Calendar(d.Read(door.Within(context.Background()))); err == nil {
				e.Until = until(p, cal, today)
			}
			return e
		},
		Number: register.Yearly("HM", 4),
		Rules:  entryRules,
		Settle: settleEntry,
		Saved:  savedEntry,
		Loaded: loadedEntries,
	}
}

// entryFields is the catalogue of the blacklist, in the order of the form.
func entryFields() *field.Set[Entry] {
	type e = Entry
	return field.NewSet("blacklist",
		field.OfCustomer("customer", func(x *e) *string { return &x.CustomerNumber }).In("blacklist.section.basic").Require().Known("客户编号"),
		field.Of("customer_name", func(x *e) *string { return &x.CustomerName }).Locked().Show(170, "(SELECT name_key FROM customers WHERE id = customer_id)").Flex(),
		field.OfChoice("scope", func(x *e) *string { return &x.Scope }, customer.Company, customer.InDepartment).Require().Show(86, "scope"),
		field.Of("department", func(x *e) *string { return &x.Department }).Limit(60).If("scope", customer.InDepartment).Require().Show(90, "department"),
		field.OfDate("from", func(x *e) *string { return &x.From }).Require().Show(96, "from_day"),
		field.OfDate("until", func(x *e) *string { return &x.Until }).Show(96, "until_day"),
		field.OfMultiline("reason", func(x *e) *string { return &x.Reason }).Require().Limit(2000),
		field.OfPerson("proposer", func(x *e) *string { return &x.Proposer }).Hidden(90, "proposer"),
		field.OfDate("proposed_on", func(x *e) *string { return &x.ProposedOn }).Locked().Hidden(96, "proposed_on"),
		stateField(func(x *e) *string { return &x.State }, Draft, Proposed, Approved, Refused, Lifted),

		field.OfPerson("approver", func(x *e) *string { return &x.Approver }).Locked().In("blacklist.section.decision").Hidden(90, "approver"),
		field.OfDate("approved_on", func(x *e) *string { return &x.ApprovedOn }).Locked().Hidden(96, "approved_on"),
		field.OfMultiline("opinion", func(x *e) *string { return &x.Opinion }).Locked().Tall(2),
		field.OfPerson("lifted_by", func(x *e) *string { return &x.LiftedBy }).Locked().Hidden(90, "lifted_by"),
		field.OfDate("lifted_on", func(x *e) *string { return &x.LiftedOn }).Locked().Hidden(96, "lifted_on"),
		field.OfMultiline("lift_reason", func(x *e) *string { return &x.LiftReason }).Locked().Tall(2),
		field.Of("edition", func(x *e) *string { return &x.Edition }).Locked(),
		field.OfTime("updated_at", func(x *e) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

func entryRules(tx *db.Tx, e, old *Entry) data.Errors {
	had := int64(0)
	if old != nil {
		had = old.CustomerID
	}
	c, wrong := whose(tx, e.CustomerNumber, had)
	if len(wrong) == 0 && c.ID != 0 {
		e.CustomerID, e.CustomerName = c.ID, c.Name
	}
	if e.From > tx.Now.Local().Format(field.DateLayout) {
		wrong = append(wrong, data.Wrong("from", "error.future"))
	}
	if e.Until != "" && e.Until < e.From {
		wrong = append(wrong, data.Wrong("until", "blacklist.error.until", "From", e.From))
	}
	if old != nil && old.State != Draft && old.State == e.State && old.rests() != e.rests() {
		wrong = append(wrong, data.Wrong("reason", "blacklist.error.closed", "State", stateName("blacklist", old.State)))
	}
	return wrong
}

// rests is what a decision rests on.
func (e *Entry) rests() Entry {
	return Entry{CustomerID: e.CustomerID, Scope: e.Scope, Department: e.Department, Reason: e.Reason, From: e.From, Until: e.Until, Proposer: e.Proposer}
}

func settleEntry(tx *db.Tx, e, _ *Entry) error {
	if e.Scope == customer.Company {
		e.Department = ""
	}
	if e.State != Draft {
		return nil
	}
	if e.Proposer == "" {
		e.Proposer = tx.Who
	}
	if e.Until != "" {
		return nil
	}
	l, err := lawOf(tx)
	if err != nil {
		return err
	}
	cal, err := policy.Calendar(tx.DB)
	e.Until = until(l.Preset, cal, e.From)
	return err
}

// forever is the last day where the regulation names no time.
const forever = "2099-12-31"

func until(p *policy.Preset, cal *workday.Calendar, from string) string {
	if p.Blacklist.For.Zero() {
		return forever
	}
	day, _ := p.Blacklist.For.After(cal, from)
	return day
}

func savedEntry(tx *db.Tx, e, _ *Entry) error {
	if e.DeletedAt != 0 && (e.State == Approved || e.State == Lifted) {
		return data.Fault(data.Refused, "blacklist.error.stays", "Number", e.Number)
	}
	if err := customer.Listed(tx, e.CustomerID); err != nil {
		return err
	}
	if e.DeletedAt != 0 {
		return search.Remove(tx, "blacklist", e.ID)
	}
	return search.Put(tx, BlacklistEntry(e))
}

// BlacklistEntry is what an entry of the blacklist is found by.
func BlacklistEntry(e *Entry) search.Entry {
	return search.Entry{Register: "blacklist", ID: e.ID, Numbers: []string{e.Number}, Text: []string{e.Reason}}
}

func loadedEntries(g *gorm.DB, es []*Entry) error {
	ids := make([]int64, len(es))
	for i, e := range es {
		ids[i] = e.CustomerID
	}
	refs, err := customer.Refs(g, ids)
	for _, e := range es {
		c := refs[e.CustomerID]
		e.CustomerNumber, e.CustomerName = c.Number, c.Name
	}
	return err
}
