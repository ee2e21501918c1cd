package desk

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Dispute is a customer whom several of the shop claim (客户归属争议). The
// program finds by the registrations who is in the right; a person decides and
// says how the result is shared.
type Dispute struct {
	register.Meta
	OnDay       string
	Name        string
	Phone       string
	CustomerID  *int64
	Subject     string // 事由
	AskedChange bool   // the customer asked for another receiver (客户要求更换)
	Decision    string
	DecidedBy   string
	DecidedOn   string

	Claims []Claim `gorm:"-"` // 主张
	Shares []Share `gorm:"-"` // 分配

	// What the register finds.
	Rule           string
	Entitled       string // who is in the right
	EntitledNumber string // by which registration
	Edition        string // of the regulation
	State          string
	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
}

// Claim is one of the shop who claims the customer by a registration.
type Claim struct {
	register.Row
	Who       string
	Reception string // number of the registration, "LF-2026-000001"
	OnDay     string
	Relation  string // of who is registered there to the customer
}

// TableName is GORM's name for the table.
func (Claim) TableName() string { return "dispute_claims" }

// Share is somebody's part of the result, in percent.
type Share struct {
	register.Row
	Who     string
	Percent int64
}

// TableName is GORM's name for the table.
func (Share) TableName() string { return "dispute_shares" }

// States of a dispute.
const (
	Disputed = "open"
	Decided  = "decided"
)

// Rules by which a dispute is found.
const (
	Earlier   = "earlier" // the earlier valid registration
	Changed   = "changed" // the customer asked for another receiver
	OnlyValid = "only"    // one registration is valid
	NoneValid = "none"    // none is: the customer is new to everybody
)

func (x *Dispute) of() (*int64, *string, *string) {
	return x.CustomerID, &x.CustomerNumber, &x.CustomerName
}

var claims = field.NewSet("dispute.claims",
	field.OfPerson("who", func(c *Claim) *string { return &c.Who }).Require(),
	field.OfRecord("reception", "reception", func(c *Claim) *string { return &c.Reception }),
	field.OfDate("on", func(c *Claim) *string { return &c.OnDay }),
	field.OfChoice("relation", func(c *Claim) *string { return &c.Relation }, Self, Spouse, Parent, Child, Sibling, Other).Require(),
)

var shares = field.NewSet("dispute.shares",
	field.OfPerson("who", func(s *Share) *string { return &s.Who }).Require(),
	field.OfInteger("percent", func(s *Share) *int64 { return &s.Percent }, 1, 100),
)

func disputeFields() *field.Set[Dispute] {
	type d = Dispute
	return field.NewSet("dispute",
		field.OfDate("on", func(x *d) *string { return &x.OnDay }).In("dispute.section.claims").Require().Show(96, "on_day"),
		field.Of("name", func(x *d) *string { return &x.Name }).Require().Limit(60).Show(120, "name").Flex(),
		field.OfPhone("phone", func(x *d) *string { return &x.Phone }).Guard().Hidden(122, "phone"),
		field.OfCustomer("customer", func(x *d) *string { return &x.CustomerNumber }),
		field.Of("customer_name", func(x *d) *string { return &x.CustomerName }).Locked().Hidden(150, "(SELECT name_key FROM customers WHERE id = customer_id)"),
		field.OfBool("asked_change", func(x *d) *bool { return &x.AskedChange }),
		field.OfMultiline("subject", func(x *d) *string { return &x.Subject }).Require().Tall(2).Show(200, "subject"),
		field.OfRows("claims", func(x *d) *[]Claim { return &x.Claims }, claims).Limit(10).Require(),

		field.OfChoice("rule", func(x *d) *string { return &x.Rule }, Earlier, Changed, OnlyValid, NoneValid).Locked().In("dispute.section.finding").Hidden(140, "rule"),
		field.OfPerson("entitled", func(x *d) *string { return &x.Entitled }).Locked().Show(84, "entitled"),
		field.OfRecord("entitled_number", "reception", func(x *d) *string { return &x.EntitledNumber }).Locked(),

		field.OfRows("shares", func(x *d) *[]Share { return &x.Shares }, shares).Limit(5).In("dispute.section.decision"),
		field.OfMultiline("decision", func(x *d) *string { return &x.Decision }).Tall(2),
		field.OfPerson("decided_by", func(x *d) *string { return &x.DecidedBy }).Show(80, "decided_by"),
		field.OfDate("decided_on", func(x *d) *string { return &x.DecidedOn }).Show(96, "decided_on"),
		field.OfChoice("state", func(x *d) *string { return &x.State }, Disputed, Decided).Locked().Show(80, "state").Pill(),
		field.OfTime("updated_at", func(x *d) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

// Finding is what the regulation says to a dispute.
type Finding struct {
	Rule     string
	Entitled *Registration  // by which somebody is in the right; nil: none is valid
	Valid    []Registration // the valid registrations, the earliest first
	Shares   []Share        // as the regulation has them
	Claims   []ClaimFinding // what is to be said to each claim, in their order
}

// ClaimFinding says how a claim stands.
type ClaimFinding struct {
	Key  string // message key
	Args []any
}

// Say is the finding on a claim in words.
func (c ClaimFinding) Say(s data.Speaker) string { return s.T(c.Key, data.Said(s, c.Args)...) }

// Say is the finding in words.
func (f *Finding) Say(s data.Speaker) string {
	e := f.Entitled
	if e == nil {
		return s.T("dispute.finding.none")
	}
	key := "dispute.finding." + f.Rule
	if f.Rule == Changed {
		return s.T(key, "Former", f.Shares[0].Who, "FormerShare", f.Shares[0].Percent, "Who", f.Shares[1].Who, "Share", f.Shares[1].Percent)
	}
	return s.T(key, "Who", e.Receiver, "Number", e.Number, "Day", e.OnDay, "Until", e.ValidUntil)
}

// Find says what the regulation in force says to the claims, saved or not.
func (s *Store) Find(ctx context.Context, v field.Values) (*Finding, error) {
	if err := s.Disputes.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	x := &Dispute{}
	_ = s.Disputes.Set.Decode(v, x) // what is wrong with the rest does not matter here
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return nil, err
	}
	f, err := find(g, p, x)
	return f, db.Translate(err)
}

// find applies the rules: a claim counts by a registration that is valid on the
// day of the dispute, of the customer or of the household; the earlier one
// wins; help is free. Where the customer asked for another receiver the result
// is shared between the first and the second of them.
func find(g *gorm.DB, p *policy.Preset, x *Dispute) (*Finding, error) {
	f := &Finding{Rule: NoneValid}
	for _, c := range x.Claims {
		r, say, err := claimed(g, p, x, c)
		if err != nil {
			return nil, err
		}
		f.Claims = append(f.Claims, say)
		if r != nil {
			f.Valid = append(f.Valid, *r)
		}
	}
	slices.SortStableFunc(f.Valid, func(a, b Registration) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	if len(f.Valid) == 0 {
		return f, nil
	}
	f.Entitled, f.Rule = &f.Valid[0], Earlier
	if len(f.Valid) == 1 {
		f.Rule = OnlyValid
	}
	f.Shares = []Share{{Who: f.Entitled.Receiver, Percent: 100}}
	f.split(p, x)
	return f, nil
}

// split shares the result after a change that the customer asked for.
func (f *Finding) split(p *policy.Preset, x *Dispute) {
	former, now := "", ""
	for _, r := range f.Valid {
		if r.Former != "" && r.ChangeBy == ByCustomer {
			former, now = r.Former, r.Receiver
		}
	}
	if x.AskedChange && former == "" {
		former = f.Entitled.Receiver
		for _, r := range f.Valid[1:] {
			if now == "" && r.Receiver != former {
				now = r.Receiver
			}
		}
	}
	if former == "" || now == "" || len(p.Desk.Split) != 2 {
		return
	}
	f.Rule = Changed
	f.Shares = []Share{{Who: former, Percent: int64(p.Desk.Split[0])}, {Who: now, Percent: int64(p.Desk.Split[1])}}
}

// claimed is the registration that a claim goes by, nil with the reason where
// it does not count.
func claimed(g *gorm.DB, p *policy.Preset, x *Dispute, c Claim) (*Registration, ClaimFinding, error) {
	if c.Reception == "" {
		return nil, ClaimFinding{"dispute.claim.unregistered", []any{"Who", c.Who}}, nil
	}
	var rs []struct {
		Registration
		Helper string
	}
	err := g.Session(&gorm.Session{NewDB: true}).Raw(`SELECT id, number, name, receiver, former, change_by, at, on_day, valid_until, helper
		FROM receptions WHERE number = ? AND deleted_at = 0`, c.Reception).Scan(&rs).Error
	if err != nil || len(rs) == 0 {
		return nil, ClaimFinding{"dispute.claim.missing", []any{"Number", c.Reception}}, err
	}
	r := rs[0]
	args := []any{"Who", c.Who, "Number", r.Number, "Day", r.OnDay, "Until", r.ValidUntil, "Receiver", r.Receiver}
	switch {
	case c.Who == r.Helper:
		return nil, ClaimFinding{"dispute.claim.helped", args}, nil
	case c.Who != r.Receiver && c.Who != r.Former:
		return nil, ClaimFinding{"dispute.claim.other", args}, nil
	case c.Relation != Self && c.Relation != "" && !slices.Contains(p.Desk.Household, c.Relation):
		return nil, ClaimFinding{"dispute.claim.kin", append(args, "Relation", relation(c.Relation))}, nil
	case x.OnDay > r.ValidUntil || x.OnDay < r.OnDay:
		return nil, ClaimFinding{"dispute.claim.expired", args}, nil
	}
	return &r.Registration, ClaimFinding{"dispute.claim.valid", args}, nil
}

// relation is a relation in words.
type relation string

// Say words it.
func (r relation) Say(s data.Speaker) string { return s.T("dispute.claims.relation." + string(r)) }

func disputeRules(tx *db.Tx, x, old *Dispute) data.Errors {
	var w faults
	var had *int64
	if old != nil {
		had = old.CustomerID
	}
	x.CustomerID, x.CustomerName = w.customer(tx, "customer", x.CustomerNumber, had)
	now := today(tx.Now)
	if x.OnDay > now {
		w.say("on", "error.future")
	}
	for i, c := range x.Claims {
		w.claim(tx, x, i, c)
	}
	if len(x.Claims) == 1 {
		w.say("claims", "dispute.error.one")
	}
	if x.DecidedBy == "" && x.DecidedOn == "" {
		return w.Errors
	}
	w.decision(x, now)
	return w.Errors
}

func (w *faults) claim(tx *db.Tx, x *Dispute, i int, c Claim) {
	for j := range i {
		if x.Claims[j].Who == c.Who && x.Claims[j].Reception == c.Reception {
			w.say(at("claims", i, "who"), "dispute.error.twice", "Who", c.Who)
		}
	}
	if c.Reception == "" {
		return
	}
	var n int64
	if err := tx.Table("receptions").Where("number = ?", c.Reception).Count(&n).Error; err != nil {
		w.fail("claims", err)
	} else if n == 0 {
		w.say(at("claims", i, "reception"), "error.not_found", "Number", c.Reception)
	}
}

// decision checks who decided, and that the whole is shared out.
func (w *faults) decision(x *Dispute, now string) {
	if x.DecidedBy == "" {
		w.say("decided_by", "dispute.error.decided_by")
	}
	if slices.ContainsFunc(x.Claims, func(c Claim) bool { return c.Who == x.DecidedBy }) {
		w.say("decided_by", "dispute.error.own", "Who", x.DecidedBy)
	}
	switch {
	case x.DecidedOn > now:
		w.say("decided_on", "error.future")
	case x.DecidedOn != "" && x.DecidedOn < x.OnDay:
		w.say("decided_on", "dispute.error.decided_before", "Day", x.OnDay)
	}
	sum, seen := int64(0), map[string]bool{}
	for i, s := range x.Shares {
		if sum += s.Percent; seen[s.Who] {
			w.say(at("shares", i, "who"), "dispute.error.share_twice", "Who", s.Who)
		}
		seen[s.Who] = true
	}
	if sum != 100 {
		w.say("shares", "dispute.error.sum", "Sum", sum)
	}
	if x.Decision == "" {
		w.say("decision", "dispute.error.decision")
	}
}

func settleDispute(tx *db.Tx, x, old *Dispute) error {
	for i := range x.Claims {
		c := &x.Claims[i]
		if c.Reception == "" || c.OnDay != "" {
			continue
		}
		if err := tx.Table("receptions").Where("number = ?", c.Reception).Limit(1).Pluck("on_day", &c.OnDay).Error; err != nil {
			return err
		}
	}
	x.State = Disputed
	if x.DecidedBy != "" {
		x.State = Decided
		if x.DecidedOn == "" {
			x.DecidedOn = max(today(tx.Now), x.OnDay)
		}
		if old != nil && old.State == Decided {
			return nil // what was found then stands
		}
	}
	p, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	f, err := find(tx.DB, p, x)
	if err != nil {
		return err
	}
	x.Rule, x.Edition, x.Entitled, x.EntitledNumber = f.Rule, p.Edition(), "", ""
	if f.Entitled != nil {
		x.Entitled, x.EntitledNumber = f.Entitled.Receiver, f.Entitled.Number
		if f.Rule == Changed {
			x.Entitled = f.Shares[0].Who
		}
	}
	return nil
}
