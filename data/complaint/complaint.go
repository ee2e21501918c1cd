// Package complaint keeps the complaint register (投诉登记) and leads each
// complaint through its steps, from the receipt to the archive, after
// ISO 10002 / GB/T 19012 and, for laboratories, ISO/IEC 17025 §7.9.
//
// The entry that the desk writes is a record like any other. What happens to it
// afterwards are steps (see Kind): they are only ever added, and the state of
// the complaint follows from them (see Case).
package complaint

import (
	"context"

	"gorm.io/gorm"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/register"
)

// Complaint is the entry in the register: who complained of what, what they
// want, and what was promised at the desk. It is acknowledged at once with a
// receipt (受理回执), and from then on its state is the step that comes next.
// It ends in the archive; one that the complainant withdraws (撤诉) goes there
// too. An accused person and whoever did the work complained of stand aside
// (回避): see Barred.
type Complaint struct {
	register.Meta
	ReceivedAt int64  // 受理时间, unix milliseconds
	Way        string // 投诉方式
	Receiver   string // 受理人
	CustomerID *int64 // nil: a stranger may complain

	Complainant string // 投诉人
	Phone       string
	Contact     string // other means: e-mail, address, WeChat

	Product          string
	Service          string
	Contract         string // 合同/单号
	Report           string // 涉及报告
	ReportReceivedOn string // an objection to a report is in time for some days after
	LateReason       string // 逾期受理理由: why one that is not in time is taken all the same

	What      string   // 投诉内容
	Demand    string   // 诉求
	Responses []string `gorm:"serializer:json"` // 期望的处理方式, ISO 10002
	Evidence  string   // 提交材料
	Originals bool     // 原件留存

	Category   string // 类别
	Severity   string // 严重程度; the assessment confirms it
	PromisedOn string // 承诺答复日期
	Promise    string

	Department        string   // 转交部门
	AccusedDepartment string   // 被投诉部门
	Accused           []string `gorm:"serializer:json"` // 被投诉人
	Involved          []string `gorm:"serializer:json"` // 原经办人
	Remark            string

	// What follows from the steps.
	OnDay     string // the day of ReceivedAt, local time
	State     string // the Kind of the step that is due, or Archived or Withdrawn
	Round     int64  // 1, and one more each time it is reopened
	Handler   string // 处理人
	Due       string // 处理期限, as assigned
	Founded   string // 是否属实: yes, partly, no
	Satisfied string // yes, no
	RepliedOn string // day of the last reply
	ClosedOn  string // day it was archived

	// The regulation's deadline, see clock.go.
	RuleFrom    string // the day from which it counts
	RuleWithin  string // how long there is, "3 workday"
	RuleEdition string // of the regulation that says so, "laboratory@1"
	RuleDue     string // 规定答复日期
	RuleUnknown string // years without a table of holidays on the way, "2027"
	PausedOn    string // 暂停 since; "" while the clock runs
	PausedUntil string // the day by which the customer was asked to answer
	AnsweredOn  string // day of the first reply
	RuleMet     string // yes, no; "" before the reply
	PromiseMet  string // likewise
	Heard       string // the customer's opinion of the first reply: yes, no

	CorrectiveOwner string // of an action whose effect is not verified yet
	CorrectiveDue   string
	ArchiveNumber   string // 档案号, by year: "TSDA-2026-000012"
	AskOn           string // the day on which the customer is asked about the handling
	AskedOn         string // the day on which they were
	Score           string // what they said, one of Scores
	NextOn          string // the day of what comes next, "" for nothing that has a day

	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
}

// Closed are the states in which nothing is left to do for the customer.
var Closed = []string{string(Archived), string(Withdrawn)}

// Store is the register of complaints.
type Store struct {
	*register.Table[Complaint]
}

// Open gives the register of an open file.
func Open(d *db.DB) *Store {
	return &Store{&register.Table[Complaint]{
		DB: d, Name: "complaint", SQL: "complaints",
		Owners: []string{"receiver", "handler"}, Customer: "customer_id",
		Set:  entry,
		Meta: func(c *Complaint) *register.Meta { return &c.Meta },
		New: func() *Complaint {
			return &Complaint{Way: ByPhone, Severity: Ordinary, ReceivedAt: d.Now().UnixMilli(), State: string(Assessment), Round: 1}
		},
		Number: register.Yearly("TS", 6),
		Rules:  rules,
		Settle: settle,
		Saved:  saved,
		Loaded: loaded,
		Masked: maskTold,
	}}
}

// ByCustomer are the ids of a customer's complaints, the latest first.
func (s *Store) ByCustomer(ctx context.Context, customerID int64) ([]int32, error) {
	return register.ByCustomer(ctx, s.Table, customerID, "received_at DESC, id DESC")
}

func loaded(g *gorm.DB, cs []*Complaint) error {
	var ids []int64
	for _, c := range cs {
		if c.CustomerID != nil {
			ids = append(ids, *c.CustomerID)
		}
	}
	refs, err := customer.Refs(g, ids)
	if err != nil {
		return err
	}
	for _, c := range cs {
		if c.CustomerID != nil {
			r := refs[*c.CustomerID]
			c.CustomerNumber, c.CustomerName = r.Number, r.Name
		}
	}
	return nil
}

func saved(tx *db.Tx, c, old *Complaint) error {
	var ids []int64
	if old != nil && old.CustomerID != nil {
		ids = append(ids, *old.CustomerID)
	}
	if c.CustomerID != nil && (len(ids) == 0 || ids[0] != *c.CustomerID) {
		ids = append(ids, *c.CustomerID)
	}
	for _, id := range ids {
		if err := customer.Complained(tx, id); err != nil {
			return err
		}
	}
	return index(tx, c)
}
