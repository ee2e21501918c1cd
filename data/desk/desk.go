// Package desk keeps the day at the front desk (前台接待): who came and who
// received them (来访登记), whose turn it is (轮接), what was claimed twice
// (争议), what one shift leaves to the next (交接单), and whom to greet (问候).
//
// A visitor who is registered stays the customer of whoever received them for
// as long as the regulation says; whoever comes without a valid registration
// goes to the next in line. See Decision.
package desk

import (
	"context"

	"gorm.io/gorm"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Reception is one visit to the shop (来访): somebody comes, is received by
// whom the regulation says, and goes again. It is a registration (登记) of the
// visitor for the receiver and valid for some time. Somebody who receives in
// the receiver's place (代接) helps for free and gains nothing by it.
type Reception struct {
	register.Meta
	At         int64 // unix milliseconds
	Name       string
	Phone      string
	Party      int64  // 人数
	Wants      string // 来意
	FirstTime  string // yes, no; left out: as the register knows it
	Channel    string // 来访途径
	Level      string // 意向
	CustomerID *int64 // the customer's file; nil: none
	Named      string // 指定接待人
	Receiver   string // 接待人, whose customer it is
	Helper     string // 代接人
	LeftAt     int64
	Note       string

	// A change of receiver (更换接待人): asked for by the customer it shares the
	// result between the former and the new one.
	ChangeBy      string
	ChangeReason  string
	ChangedOn     string
	Former        string // who received before
	FormerShare   int64  // percent
	ReceiverShare int64

	Household []Kin     `gorm:"-"` // who counts as the same customer
	Promises  []Promise `gorm:"-"` // 承诺事项

	// What the register keeps or fills in.
	Basis          string // why this receiver, see Decision
	BasisNumber    string // the registration that it follows from
	TurnOf         string // whose turn it took; "" for nobody's
	Edition        string // of the regulation it was decided under
	ValidUntil     string // the last day of the registration
	OnDay          string // the day of At
	PhoneKey       string // the phone's digits
	NameKey        string // sorts by pinyin
	PromiseDue     string // the earliest promise that is not kept
	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`

	decided *Decision // of a new one, by the rules
}

// Kin is somebody close to the visitor (家属): those whose relation the
// regulation names count as the same customer.
type Kin struct {
	register.Row
	Name     string
	Relation string
	Phone    string
	PhoneKey string
}

// TableName is GORM's name for the table.
func (Kin) TableName() string { return "reception_household" }

// Promise is what the visitor was promised (承诺事项): an answer, a price, a
// call, until a day or a time of it.
type Promise struct {
	register.Row
	What   string
	Owner  string
	Due    string
	Clock  string // "15:00"; "": any time that day
	DoneOn string
}

// TableName is GORM's name for the table.
func (Promise) TableName() string { return "reception_promises" }

// Store is the registers of the front desk, with today's line and the
// greetings.
type Store struct {
	DB         *db.DB
	Receptions *register.Table[Reception]
	Disputes   *register.Table[Dispute]
	Handovers  *register.Table[Handover]
}

// Open gives the registers of an open file.
func Open(d *db.DB) *Store {
	s := &Store{DB: d}
	s.Receptions = &register.Table[Reception]{
		DB: d, Name: "reception", SQL: "receptions",
		Owners: []string{"receiver", "helper"}, Customer: "customer_id",
		Set:    receptionFields(),
		Meta:   func(r *Reception) *register.Meta { return &r.Meta },
		New:    func() *Reception { return &Reception{At: d.Now().UnixMilli(), Party: 1, Channel: WalkIn} },
		Number: register.Yearly("LF", 6),
		Parts: []register.Part[Reception]{
			register.Rows(func(r *Reception) *[]Kin { return &r.Household }),
			register.Rows(func(r *Reception) *[]Promise { return &r.Promises }),
		},
		Rules: s.receptionRules, Settle: settleReception, Saved: savedReception,
		Loaded: func(g *gorm.DB, rs []*Reception) error { return whose(g, rs, (*Reception).of) },
	}
	s.Disputes = &register.Table[Dispute]{
		DB: d, Name: "dispute", SQL: "disputes",
		Customer: "customer_id",
		Set:      disputeFields(),
		Meta:     func(x *Dispute) *register.Meta { return &x.Meta },
		New:      func() *Dispute { return &Dispute{OnDay: today(d.Now()), State: Disputed} },
		Number:   register.Yearly("ZY", 4),
		Parts: []register.Part[Dispute]{
			register.Rows(func(x *Dispute) *[]Claim { return &x.Claims }),
			register.Rows(func(x *Dispute) *[]Share { return &x.Shares }),
		},
		Rules: disputeRules, Settle: settleDispute,
		Loaded: func(g *gorm.DB, xs []*Dispute) error { return whose(g, xs, (*Dispute).of) },
	}
	s.Handovers = &register.Table[Handover]{
		DB: d, Name: "handover", SQL: "handovers",
		Owners: []string{"giver", "taker"},
		Set:    handoverFields(),
		Meta:   func(h *Handover) *register.Meta { return &h.Meta },
		New:    func() *Handover { return &Handover{OnDay: today(d.Now()), State: Offered} },
		Number: register.Yearly("JJ", 6),
		Parts: []register.Part[Handover]{
			register.Rows(func(h *Handover) *[]Left { return &h.Left }),
			register.Rows(func(h *Handover) *[]Passed { return &h.Customers }),
		},
		Rules: handoverRules, Settle: settleHandover, Saved: savedHandover,
		Loaded: loadedHandovers,
	}
	return s
}

// On are the receptions of a day, the latest first, at most limit, with what
// was promised.
func (s *Store) On(ctx context.Context, day string, limit int) ([]*Reception, error) {
	var ids []int64
	err := s.DB.Read(ctx).Table("receptions").Where("deleted_at = 0 AND on_day = ?", day).Order("id DESC").Limit(limit).Pluck("id", &ids).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	return s.Receptions.Load(ctx, ids...)
}

// whose fills in the customers' names, which another table holds.
func whose[T any](g *gorm.DB, ts []*T, of func(*T) (id *int64, number, name *string)) error {
	var ids []int64
	for _, t := range ts {
		if id, _, _ := of(t); id != nil {
			ids = append(ids, *id)
		}
	}
	refs, err := customer.Refs(g, ids)
	if err != nil {
		return err
	}
	for _, t := range ts {
		if id, number, name := of(t); id != nil {
			*number, *name = refs[*id].Number, refs[*id].Name
		}
	}
	return nil
}

func (r *Reception) of() (*int64, *string, *string) {
	return r.CustomerID, &r.CustomerNumber, &r.CustomerName
}

// Fields are the descriptions of a reception's fields.
func Fields() []field.Desc { return receptionFields().Fields() }
