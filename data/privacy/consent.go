package privacy

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/audit"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// Consent is that somebody agreed to a purpose (同意), or took it back (撤回):
// a customer, or a contact of one. It is never overwritten: the last one counts.
type Consent struct {
	ID         int64 `gorm:"primaryKey"`
	CustomerID int64
	Person     string // a contact's name; "" for the customer
	Purpose    string
	Basis      string // of the purpose at that time
	Given      bool   // false: withdrawn
	Notice     int64  // edition that was shown; 0 for a withdrawal
	OnDay      string
	Way        string
	Evidence   string // 凭证: where the signed paper lies, the number of a recording
	At         int64  // unix milliseconds
	Who        string
	Edition    string // of the regulation
	Last       bool
}

// Ways in which a consent is given or withdrawn.
var Ways = []string{"signed", "in_person", "phone", "message", "online"}

// State of a person's consent to a purpose.
type State string

// The states.
const (
	StateGiven     State = "given"
	StateWithdrawn State = "withdrawn"
	StateNone      State = "none"     // never asked
	StateNeedless  State = "needless" // another basis than consent
)

// Standing is how a person stands to a purpose.
type Standing struct {
	Person  string // a contact's name; "" for the customer
	Purpose policy.Purpose
	State   State
	Last    Consent // the one that counts; ID 0: none
}

// Consents are all consents and withdrawals of a customer, the newest first.
func (s *Store) Consents(ctx context.Context, id int64) ([]Consent, error) {
	if err := account.Check(s.DB, account.See, "customer"); err != nil {
		return nil, err
	}
	if err := register.Customer(ctx, s.DB, id); err != nil {
		return nil, err
	}
	var cs []Consent
	err := s.read(ctx).Where("customer_id = ?", id).Order("id DESC").Find(&cs).Error
	return cs, db.Translate(err)
}

// Standings are how a customer and their contacts stand to each purpose of the
// regulation: the customer first, then the contacts in their order, then whoever
// is a contact no longer.
func (s *Store) Standings(ctx context.Context, id int64) ([]Standing, error) {
	if err := account.Check(s.DB, account.See, "customer"); err != nil {
		return nil, err
	}
	if err := register.Customer(ctx, s.DB, id); err != nil {
		return nil, err
	}
	g := s.read(ctx)
	p, _, err := policy.Personal(g)
	if err != nil {
		return nil, err
	}
	cs, err := s.Consents(ctx, id)
	if err != nil {
		return nil, err
	}
	people := []string{""}
	var names []string
	if err := g.Table("customer_contacts").Where("record_id = ? AND name <> ''", id).Order("pos").Pluck("name", &names).Error; err != nil {
		return nil, db.Translate(err)
	}
	for _, c := range cs {
		names = append(names, c.Person)
	}
	for _, n := range names {
		if !slices.Contains(people, n) {
			people = append(people, n)
		}
	}
	var out []Standing
	for _, who := range people {
		for _, x := range p.Purposes {
			out = append(out, standing(who, x, cs))
		}
	}
	return out, nil
}

func standing(who string, x policy.Purpose, cs []Consent) Standing {
	st := Standing{Person: who, Purpose: x, State: StateNone}
	if x.Basis != policy.Consent {
		st.State = StateNeedless
	}
	for _, c := range cs {
		if c.Last && c.Person == who && c.Purpose == x.Key {
			st.Last = c
			if st.State = StateWithdrawn; c.Given {
				st.State = StateGiven
			}
		}
	}
	return st
}

// Give puts a consent on record: c.CustomerID, Person, Purpose, Way, Evidence,
// and OnDay and Notice where they are not today's and the present one. Field
// errors: purpose, way, on, person; code data.Refused for a purpose on another
// basis.
func (s *Store) Give(ctx context.Context, who string, c Consent) error {
	c.Given = true
	return s.consent(ctx, who, c)
}

// Withdraw takes a consent back, in one step and at any time (PIPL Art. 15).
// What was done before stays lawful; from now on the person is on no list of the
// purpose.
func (s *Store) Withdraw(ctx context.Context, who string, c Consent) error {
	c.Given = false
	return s.consent(ctx, who, c)
}

func (s *Store) consent(ctx context.Context, who string, c Consent) error {
	if err := account.Check(s.DB, account.Create, Key); err != nil {
		return err
	}
	if err := register.Customer(ctx, s.DB, c.CustomerID); err != nil {
		return err
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error { return ConsentIn(tx, c) })
}

// ConsentIn is Give or Withdraw within a transaction, as c.Given says.
func ConsentIn(tx *db.Tx, c Consent) error {
	p, edition, err := policy.Personal(tx.DB)
	if err != nil {
		return err
	}
	r, err := byID(tx.DB, c.CustomerID)
	if err != nil {
		return err
	}
	c.OnDay = cmp.Or(c.OnDay, today(tx.Now))
	x, ok := p.Purpose(c.Purpose)
	switch {
	case !ok:
		return data.Wrong("purpose", "error.no_option", "Value", c.Purpose)
	case x.Basis != policy.Consent:
		return data.Fault(data.Refused, "privacy.error.basis", "Purpose", x.Name, "Basis", basisOf(x.Basis))
	case c.Given && r.StoredUntil != "":
		return r.Stored("purpose")
	case r.DeletedAt != 0:
		return data.Fault(data.Refused, "privacy.error.deleted", "Number", r.Number)
	case c.Way == "":
		return data.Wrong("way", "error.required")
	case !slices.Contains(Ways, c.Way):
		return data.Wrong("way", "error.no_option", "Value", c.Way)
	case c.OnDay > today(tx.Now):
		return data.Wrong("on", "error.future")
	case len([]rune(c.Evidence)) > 200:
		return data.Wrong("evidence", "error.too_long", "Max", 200)
	}
	if c.Person != "" {
		if err := knownPerson(tx, c); err != nil {
			return err
		}
	}
	if c.Given && c.Notice == 0 {
		all, err := notices(tx.DB)
		if err != nil {
			return err
		}
		c.Notice = all[0].Edition
	}
	if !c.Given {
		c.Notice = 0
	}
	c.ID, c.Basis, c.Edition, c.At, c.Who, c.Last = 0, x.Basis, edition, tx.Now.UnixMilli(), tx.Who, true
	c.Evidence = strings.TrimSpace(c.Evidence)
	if err := tx.Do("UPDATE consents SET last = 0 WHERE customer_id = ? AND person = ? AND purpose = ? AND last = 1", c.CustomerID, c.Person, c.Purpose); err != nil {
		return err
	}
	if err := tx.Session(&gorm.Session{NewDB: true}).Create(&c).Error; err != nil {
		return err
	}
	e := audit.Entry{Action: Given, Register: "customer", RecordID: r.ID, Number: r.Number, Fields: []field.Change{
		{Key: "consent.purpose", After: c.Purpose}, {Key: "consent.way", After: c.Way},
	}}
	if c.Person != "" {
		e.Fields = append(e.Fields, field.Change{Key: "consent.person", After: c.Person})
	}
	if e.Fields = append(e.Fields, field.Change{Key: "consent.notice", After: c.Notice}); !c.Given {
		e.Action, e.Fields = Withdrawn, e.Fields[:len(e.Fields)-1]
	}
	return audit.SayIn(tx, e)
}

func knownPerson(tx *db.Tx, c Consent) error {
	var n int64
	err := tx.Raw("SELECT (SELECT count(*) FROM customer_contacts WHERE record_id = ? AND name = ?) + (SELECT count(*) FROM consents WHERE customer_id = ? AND person = ?)",
		c.CustomerID, c.Person, c.CustomerID, c.Person).Scan(&n).Error
	if err == nil && n == 0 {
		err = data.Wrong("person", "privacy.error.person", "Name", c.Person)
	}
	return err
}

// basisOf is a lawful basis in words.
type basisOf string

// Say is the basis in the speaker's language.
func (b basisOf) Say(s data.Speaker) string { return s.T("policy.basis." + string(b)) }

// Reachable are the customers who may be on a list (policy.Lists), those of a
// mailing for instance, and how many are left out and why; both of those whom whoever
// is at the desk may see, phones masked for whoever may not see them whole.
func (s *Store) Reachable(ctx context.Context, list string) ([]customer.Ref, customer.Left, error) {
	g := s.read(ctx)
	p, _, err := policy.Personal(g)
	if err != nil {
		return nil, customer.Left{}, err
	}
	if err := account.Check(s.DB, account.Export, "customer"); err != nil {
		return nil, customer.Left{}, err
	}
	theirs, whose := register.Theirs(ctx, s.DB, "c.id")
	left, err := customer.LeftOut(g, p, list, theirs, whose...)
	if err != nil {
		return nil, left, err
	}
	var ids []int64
	err = g.Table("customers").Where("deleted_at = 0 AND do_not_disturb = 0 AND id NOT IN ("+customer.Off(p, list)+")").Order("name_key, id").Pluck("id", &ids).Error
	if err != nil {
		return nil, left, db.Translate(err)
	}
	refs, err := customer.Refs(g, ids)
	if err != nil {
		return nil, left, err
	}
	out := make([]customer.Ref, 0, len(ids))
	for _, id := range ids {
		out = append(out, refs[id])
	}
	out, err = register.Ours(ctx, s.DB, out, func(r *customer.Ref) (int64, *string) { return r.ID, &r.Phone })
	return out, left, err
}
