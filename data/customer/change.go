package customer

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
	"kezhi/data/workday"
)

// Report is the record of what changed at a customer (变更登记): name, legal
// representative, capital, address, scope, condition. The save that changes the
// file opens it; it is recorded within the time of the regulation, with evidence,
// and reviewed by somebody else.
type Report struct {
	register.Meta
	CustomerID int64
	ChangedOn  string // 变更日期: when it changed at the customer; the day of the save until somebody knows better
	Due        string // recorded until
	Edition    string // of the preset that set the day
	Evidence   string // 证明材料
	Recorder   string // 登记人
	RecordedOn string // "": still to be recorded
	Reviewer   string // 审核人
	Review     string
	ReviewedOn string
	Remark     string

	Items []Item `gorm:"-"`

	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
	Owner          string `gorm:"-"`
}

// Item is one thing that changed (变更事项): what it was, what it is.
type Item struct {
	register.Row
	Item   string
	Before string
	After  string
}

// TableName is GORM's name for the table.
func (Item) TableName() string { return "change_items" }

// What a change report is about.
const (
	ItemName      = "name"
	ItemLegal     = "legal_representative"
	ItemCapital   = "capital"
	ItemAddress   = "address"
	ItemScope     = "scope"
	ItemCondition = "condition"
)

var itemSet = field.NewSet("change.items",
	field.OfChoice("item", func(i *Item) *string { return &i.Item }, ItemName, ItemLegal, ItemCapital, ItemAddress, ItemScope, ItemCondition, "other").Require(),
	field.Of("before", func(i *Item) *string { return &i.Before }).Limit(4000),
	field.Of("after", func(i *Item) *string { return &i.After }).Limit(4000).Require(),
)

// reportFields is the catalogue of the change report, in the order of the form.
func reportFields() *field.Set[Report] {
	type r = Report
	name := "(SELECT name_key FROM customers c WHERE c.id = customer_id)"
	return field.NewSet("change",
		field.OfCustomer("customer", func(x *r) *string { return &x.CustomerNumber }).In("change.section.what").Require().Known("客户编号"),
		field.Of("customer_name", func(x *r) *string { return &x.CustomerName }).Locked().Show(170, name).Flex(),
		field.OfPerson("owner", func(x *r) *string { return &x.Owner }).Locked().Hidden(84, "(SELECT owner FROM customers c WHERE c.id = customer_id)"),
		field.OfDate("changed_on", func(x *r) *string { return &x.ChangedOn }).Require().Show(100, "changed_on").Known("变更日期"),
		field.OfDate("due", func(x *r) *string { return &x.Due }).Locked().Show(100, "due"),
		field.OfRows("items", func(x *r) *[]Item { return &x.Items }, itemSet).Limit(20).Require(),

		field.OfMultiline("evidence", func(x *r) *string { return &x.Evidence }).In("change.section.record").Tall(2).Known("证明材料"),
		field.OfPerson("recorder", func(x *r) *string { return &x.Recorder }).Show(98, "recorder").Known("登记人"),
		field.OfDate("recorded_on", func(x *r) *string { return &x.RecordedOn }).Show(100, "recorded_on").Known("登记日期"),

		field.OfPerson("reviewer", func(x *r) *string { return &x.Reviewer }).In("change.section.review").Hidden(84, "reviewer").Known("审核人"),
		field.OfDate("reviewed_on", func(x *r) *string { return &x.ReviewedOn }).Hidden(100, "reviewed_on"),
		field.OfMultiline("review", func(x *r) *string { return &x.Review }).Tall(2),
		field.OfMultiline("remark", func(x *r) *string { return &x.Remark }).Tall(2),
		field.Of("edition", func(x *r) *string { return &x.Edition }).Locked(),
		field.OfTime("updated_at", func(x *r) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

// Changes is the register of change reports.
type Changes struct {
	*register.Table[Report]
}

func openChanges(d *db.DB) *Changes {
	return &Changes{&register.Table[Report]{
		DB: d, Name: "change", SQL: "change_reports",
		Owners: []string{"recorder"}, Customer: "customer_id",
		Set:    reportFields(),
		Meta:   func(r *Report) *register.Meta { return &r.Meta },
		New:    func() *Report { return &Report{ChangedOn: day(d.Now())} },
		Number: register.Yearly("BG", 4),
		Parts:  []register.Part[Report]{register.Rows(func(r *Report) *[]Item { return &r.Items })},
		Rules:  reportRules,
		Settle: settleReport,
		Loaded: loadedReports,
	}}
}

// ByCustomer are the ids of a customer's change reports, the latest first.
func (s *Changes) ByCustomer(ctx context.Context, customerID int64) ([]int32, error) {
	return register.ByCustomer(ctx, s.Table, customerID, "changed_on DESC, id DESC")
}

func loadedReports(g *gorm.DB, rs []*Report) error {
	ids := make([]int64, len(rs))
	for i, r := range rs {
		ids[i] = r.CustomerID
	}
	refs, err := Refs(g, ids)
	if err != nil {
		return err
	}
	owners, err := Owners(g, ids)
	for _, r := range rs {
		r.CustomerNumber, r.CustomerName, r.Owner = refs[r.CustomerID].Number, refs[r.CustomerID].Name, owners[r.CustomerID]
	}
	return err
}

// Owners are the account managers of these customers.
func Owners(g *gorm.DB, ids []int64) (map[int64]string, error) {
	rows, err := db.Select[struct {
		ID    int64
		Owner string
	}](g, "(SELECT id, owner FROM customers WHERE id IN ("+db.List(ids)+"))", "")
	by := map[int64]string{}
	for _, r := range rows {
		by[r.ID] = r.Owner
	}
	return by, err
}

// reportRules refuse a record without evidence, one before the change, and a
// review by whoever recorded it.
func reportRules(tx *db.Tx, r, old *Report) data.Errors {
	var wrong data.Errors
	say := func(key, message string, args ...any) { wrong = append(wrong, data.Wrong(key, message, args...)) }
	if r.CustomerNumber != "" {
		c, ok, err := Resolve(tx.DB, r.CustomerNumber)
		switch {
		case err != nil:
			say("customer", "error.unexpected", "Cause", err.Error())
		case !ok:
			say("customer", "change.error.customer", "Number", r.CustomerNumber)
		case old != nil && old.CustomerID != c.ID:
			say("customer", "change.error.other_customer")
		default:
			r.CustomerID, r.CustomerName = c.ID, c.Name
		}
	}
	today := day(tx.Now)
	for _, x := range []struct{ key, day string }{{"changed_on", r.ChangedOn}, {"recorded_on", r.RecordedOn}, {"reviewed_on", r.ReviewedOn}} {
		if x.day > today {
			say(x.key, "error.future")
		}
	}
	if r.RecordedOn != "" {
		if r.RecordedOn < r.ChangedOn {
			say("recorded_on", "change.error.before", "Day", r.ChangedOn)
		}
		if strings.TrimSpace(r.Evidence) == "" {
			say("evidence", "change.error.evidence")
		}
		if r.Recorder == "" {
			say("recorder", "change.error.recorder")
		}
	}
	if r.ReviewedOn != "" || r.Review != "" {
		wrong = append(wrong, reviewed(tx, r)...)
	}
	return wrong
}

func reviewed(tx *db.Tx, r *Report) data.Errors {
	switch {
	case r.RecordedOn == "":
		return data.Errors{data.Wrong("reviewed_on", "change.error.not_recorded")}
	case r.Reviewer == "":
		return data.Errors{data.Wrong("reviewer", "change.error.reviewer")}
	case r.ReviewedOn == "":
		return data.Errors{data.Wrong("reviewed_on", "change.error.review_day")}
	case r.ReviewedOn < r.RecordedOn:
		return data.Errors{data.Wrong("reviewed_on", "change.error.review_before", "Day", r.RecordedOn)}
	case r.Reviewer == r.Recorder:
		ms, err := staff.List(tx.DB)
		if err == nil && slices.ContainsFunc(ms, func(m staff.Member) bool { return !m.Left && m.Name != r.Recorder }) {
			return data.Errors{data.Wrong("reviewer", "change.error.reviewer_self", "Name", r.Reviewer)}
		}
	}
	return nil
}

// settleReport sets the day until which it is recorded, by the regulation in
// force, from the day of the change on.
func settleReport(tx *db.Tx, r, old *Report) error {
	if old != nil && old.ChangedOn == r.ChangedOn {
		return nil
	}
	p, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	r.Edition, r.Due = p.Edition(), ""
	if p.File.Change.Zero() {
		return nil
	}
	var c *workday.Calendar
	if p.File.Change.Unit == policy.Workday {
		if c, err = policy.Calendar(tx.DB); err != nil {
			return err
		}
	}
	r.Due, _ = p.File.Change.After(c, r.ChangedOn)
	return nil
}

// notice opens a change report for what a save changed, where the regulation
// asks for one; what is open already takes it in.
func (s *Changes) notice(tx *db.Tx, c, old *Customer) error {
	if old == nil || old.DeletedAt != c.DeletedAt {
		return nil
	}
	items := changedItems(c, old)
	if len(items) == 0 {
		return nil
	}
	p, err := policy.Current(tx.DB)
	if err != nil || p.File.Change.Zero() {
		return err
	}
	var open []int64
	err = tx.Table(s.SQL).Where("customer_id = ? AND deleted_at = 0 AND recorded_on = ''", c.ID).Order("id DESC").Limit(1).Pluck("id", &open).Error
	if err != nil {
		return err
	}
	r := &Report{CustomerID: c.ID, CustomerNumber: c.Number, ChangedOn: day(tx.Now)}
	if len(open) > 0 {
		if r, err = s.One(tx, open[0]); err != nil {
			return err
		}
	}
	if r.Items = merged(r.Items, items); len(r.Items) > 0 {
		return s.SaveIn(tx, r)
	}
	// It is as it was before: there is nothing to record.
	return s.drop(tx, r)
}

// drop puts a report that has nothing left to say into the recycle bin.
func (s *Changes) drop(tx *db.Tx, r *Report) error {
	if r.ID == 0 {
		return nil
	}
	r.Version++
	if err := tx.Do("UPDATE change_reports SET deleted_at = ?, version = ?, updated_at = ?, updated_by = ? WHERE id = ?",
		tx.Now.UnixMilli(), r.Version, tx.Now.UnixMilli(), tx.Who, r.ID); err != nil {
		return err
	}
	return register.Note(tx, s.Name, &r.Meta, register.Deleted, nil)
}

// merged adds changes to those of a report: what a thing was at first stays, and
// what is again as it was goes.
func merged(had, more []Item) []Item {
	out := slices.Clone(had)
	for _, m := range more {
		i := slices.IndexFunc(out, func(x Item) bool { return x.Item == m.Item })
		if i < 0 {
			out = append(out, m)
			continue
		}
		out[i].After = m.After
	}
	return slices.DeleteFunc(out, func(x Item) bool { return x.Before == x.After })
}

// changedItems are the things of the regulation that a save changed. What was
// empty is filled in, not changed; only of the condition nothing said means that
// all is well.
func changedItems(c, old *Customer) []Item {
	var items []Item
	things := []struct{ item, before, after string }{
		{ItemName, old.Name, c.Name},
		{ItemLegal, old.LegalRepresentative, c.LegalRepresentative},
		{ItemCapital, amount(old.Capital), amount(c.Capital)},
		{ItemAddress, seat(old), seat(c)},
		{ItemScope, old.Scope, c.Scope},
	}
	if old.Condition != c.Condition {
		things = append(things, struct{ item, before, after string }{ItemCondition, stands(old.Condition), stands(c.Condition)})
	}
	for _, x := range things {
		if x.before != "" && x.before != x.after {
			items = append(items, Item{Item: x.item, Before: x.before, After: x.after})
		}
	}
	for i := range items {
		if items[i].After == "" {
			items[i].After = "—"
		}
	}
	return items
}

// stands is how a business stands in the words of the paper form: a report is
// read beside it.
func stands(condition string) string {
	return assets.ZhHans.T("customer.condition." + cmp.Or(condition, Normal))
}

func amount(n int64) string {
	if n == 0 {
		return ""
	}
	return field.ShowDecimal(n)
}

// seat is the address that the regulation means: the registered one, else the
// first.
func seat(c *Customer) string {
	for _, a := range c.Addresses {
		if a.Use == "registered" {
			return a.Region + a.Address
		}
	}
	if len(c.Addresses) == 0 {
		return ""
	}
	return c.Addresses[0].Region + c.Addresses[0].Address
}

// Due lists the changes that are to be recorded, and those that wait for their
// review.
func (s *Changes) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.work, "change")
}

func (s *Changes) work(ctx context.Context, q due.Query) (due.List, error) {
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return due.List{}, err
	}
	var l due.List
	if !p.File.Change.Zero() {
		c, err := policy.Calendar(g)
		if err != nil {
			return l, err
		}
		rs, err := db.Select[openReport](g, `(SELECT r.id, r.number, r.customer_id, c.name, c.owner, r.changed_on, r.due AS day,
			(SELECT group_concat(item) FROM change_items i WHERE i.record_id = r.id) AS items
			FROM change_reports r JOIN customers c ON c.id = r.customer_id WHERE r.recorded_on = '' AND r.deleted_at = 0 AND r.due <= ? ORDER BY r.due)`, "", q.Until)
		if err != nil {
			return l, db.Translate(err)
		}
		for _, r := range rs {
			if q.Wants(r.Day, r.Owner) {
				i := r.item(due.Change, r.Owner)
				_, within := p.File.Change.Count(c, r.ChangedOn)
				i.Why, i.WhyArgs = "change.why.record", []any{"Items", itemNames(r.Items), "Day", r.ChangedOn, "Period", within}
				l.Items = append(l.Items, i)
				l.Count(q.Today, r.Day, 1)
			}
		}
	}
	rs, err := db.Select[openReport](g, `(SELECT r.id, r.number, r.customer_id, c.name, r.reviewer AS owner, r.changed_on, r.recorded_on AS day, '' AS items
		FROM change_reports r JOIN customers c ON c.id = r.customer_id
		WHERE r.recorded_on <> '' AND r.reviewer <> '' AND r.reviewed_on = '' AND r.deleted_at = 0 AND r.recorded_on <= ? ORDER BY r.recorded_on)`, "", q.Until)
	for _, r := range rs {
		if q.Wants(r.Day, r.Owner) {
			i := r.item(due.Approval, r.Owner)
			i.Why = "change.why.review"
			l.Items = append(l.Items, i)
			l.Count(q.Today, r.Day, 1)
		}
	}
	return due.Join(q.Limit, l), db.Translate(err)
}

// openReport is a change report as the list of the day shows it.
type openReport struct {
	ID, CustomerID                        int64
	Number, Name, Owner, ChangedOn, Items string
	Day                                   string
}

func (r openReport) item(k due.Kind, owner string) due.Item {
	return due.Item{Kind: k, Register: "change", ID: r.ID, Number: r.Number, Customer: r.CustomerID, Who: r.Name, Owner: owner, Day: r.Day}
}

// itemNames are things that changed, in words.
type itemNames string

// Say names them.
func (n itemNames) Say(s data.Speaker) string {
	var out []string
	for _, k := range strings.Split(string(n), ",") {
		if k != "" {
			out = append(out, s.T("change.items.item."+k))
		}
	}
	return strings.Join(out, s.T("data.list_comma"))
}
