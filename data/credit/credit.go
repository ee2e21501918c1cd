// Package credit keeps on what terms customers buy (信用): the credit file
// (信用档案) of each, the credit reports (信用调查报告) by which its grade
// changes, and the receivables (应收账款) with what was paid and what was done
// about lateness.
//
// Who may buy on credit follows from the grade, who decides follows from the
// regulation in force: no figure of it stands here.
package credit

import (
	"context"

	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// File is the credit file (信用档案) of a customer. It is opened when trade
// begins (客户交易卡) and approved then; after that its grade, limit and days
// change only by a report that was approved. It ends with the notice that
// trade stops (停止交易通知), which settles the deposit.
type File struct {
	register.Meta
	CustomerID  int64
	Grade       string // key of the regulation's credit grade
	Limit       int64  `gorm:"column:credit_limit"` // 信用额度, 分
	Days        int64  // 账期: days of payment after delivery; 0: the grade's
	Since       string // 交易起始日期
	Approver    string
	ApprovedOn  string
	Edition     string // of the preset under which grade and limit were decided
	Deposit     int64  // 保证金 at its peak, 分
	StoppedOn   string // 停止交易日期
	StopReason  string
	Withheld    int64  // of the deposit after the end, 分
	StopEdition string // of the preset under which the deposit is settled
	Remark      string

	Instalments []Instalment `gorm:"-"` // 保证金退还

	// What the register keeps or fills in.
	ReportedOn     string // day of the last report that was approved
	ReportDue      string // the next one is due; "" after the end
	InstalmentDue  string // the earliest instalment that is not paid
	Used           int64  `gorm:"->"` // 已用额度: what is open, 分
	OldestDue      string `gorm:"->"` // the earliest day on which something open falls due
	Overdue        int64  `gorm:"-"`  // of Used, past its day
	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
	Owner          string `gorm:"-"` // 客户经理

	byReport bool // the change that is saved comes from an approved report
}

// TableName is GORM's name for the table.
func (File) TableName() string { return "credit_files" }

// Instalment is a part of the withheld deposit that is paid back.
type Instalment struct {
	register.Row
	Due    string
	Amount int64 // 分
	PaidOn string
	PaidBy string // who paid it out
}

// TableName is GORM's name for the table.
func (Instalment) TableName() string { return "credit_instalments" }

// Report is a credit report (客户信用调查报告): regular by the grade's schedule,
// urgent (紧急报告) when things suddenly worsen. It proposes a grade and a limit;
// somebody else decides.
type Report struct {
	register.Meta
	CustomerID  int64
	Kind        string
	OnDay       string
	Channels    []string `gorm:"serializer:json"` // 调查渠道
	Findings    string
	Business    string // 经营状况
	Payment     string // 付款记录
	HadGrade    string // the file's when the report was made
	HadLimit    int64
	HadUsed     int64
	HadOverdue  int64
	Grade       string // proposed
	Limit       int64  `gorm:"column:credit_limit"`
	Days        int64
	Measures    []string `gorm:"serializer:json"` // 应对措施
	MeasureNote string
	Reporter    string
	Approver    string
	Decision    string // "" until it is decided
	DecidedOn   string
	Opinion     string // 审批意见
	Edition     string // of the preset under which it was written, then decided

	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
	Owner          string `gorm:"-"`
}

// TableName is GORM's name for the table.
func (Report) TableName() string { return "credit_reports" }

// Kinds of report.
const (
	Regular = "regular" // 定期
	Urgent  = "urgent"  // 紧急
)

// Decisions on a report.
const (
	Approved = "approved"
	Refused  = "refused"
)

// Receivable is what a customer owes for one delivery (应收账款). It is open
// until it is received in full, or written off (核销) with an approver's word.
type Receivable struct {
	register.Meta
	CustomerID       int64
	OnDay            string
	What             string
	Contract         string
	Amount           int64 // 分
	DueOn            string
	OverApprover     string // 超额批准人: who approved it beyond the limit
	WriteOffOn       string
	WriteOffReason   string
	WriteOffApprover string
	Remark           string
	Edition          string

	Receipts []Receipt `gorm:"-"`
	Dunnings []Dunning `gorm:"-"`

	// What the register keeps or fills in.
	Received       int64
	Open           int64
	WrittenOff     int64
	State          string
	DunOn          string // the next dunning step is due; "" for none
	DaysOverdue    int64  `gorm:"-"`
	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
	Owner          string `gorm:"-"`
}

// TableName is GORM's name for the table.
func (Receivable) TableName() string { return "receivables" }

// States of a receivable.
const (
	Outstanding = "open"
	Paid        = "paid"
	WrittenOff  = "written_off"
)

// Receipt is a payment that came in (收款).
type Receipt struct {
	register.Row
	OnDay  string
	Amount int64 // 分
	Way    string
	Remark string
}

// TableName is GORM's name for the table.
func (Receipt) TableName() string { return "receivable_receipts" }

// Dunning is a step towards a customer who is late (催收).
type Dunning struct {
	register.Row
	OnDay  string
	Step   string // key of the regulation's step
	Who    string
	Result string
	Next   string // the day on which it is taken up again
}

// TableName is GORM's name for the table.
func (Dunning) TableName() string { return "receivable_dunnings" }

// Store is the three registers of credit.
type Store struct {
	DB          *db.DB
	Files       *register.Table[File]
	Reports     *register.Table[Report]
	Receivables *register.Table[Receivable]
}

// Open gives the registers of an open file, with the grades, steps and channels
// of the regulation in force. Those of earlier ones stay readable. A regulation
// that cannot be read has none; whoever opens the shop says so.
func Open(d *db.DB) *Store {
	s := &Store{DB: d}
	known, _ := policy.Known(d.Read(door.Within(context.Background())))
	s.Files = &register.Table[File]{
		DB: d, Name: "credit", SQL: "credit_files",
		Customer: "customer_id",
		Set:      fileFields(known),
		Meta:     func(f *File) *register.Meta { return &f.Meta },
		New:      func() *File { return &File{Since: today(d.Now())} },
		Number:   register.Plain("XY"),
		Parts:    []register.Part[File]{register.Rows(func(f *File) *[]Instalment { return &f.Instalments })},
		Rules:    discreet(d, "credit", fileRules), Settle: settleFile, Saved: savedFile,
		Loaded: func(g *gorm.DB, fs []*File) error { return loadedFiles(g, fs, today(d.Now())) },
	}
	s.Reports = &register.Table[Report]{
		DB: d, Name: "credit_report", SQL: "credit_reports",
		Owners: []string{"reporter"}, Customer: "customer_id",
		Set:    reportFields(known),
		Meta:   func(r *Report) *register.Meta { return &r.Meta },
		New:    func() *Report { return &Report{Kind: Regular, OnDay: today(d.Now())} },
		Number: register.Yearly("XD", 6),
		Rules:  discreet(d, "credit_report", reportRules), Settle: s.settleReport, Saved: s.savedReport, Loaded: loadedReports,
	}
	s.Receivables = &register.Table[Receivable]{
		DB: d, Name: "receivable", SQL: "receivables",
		Customer: "customer_id",
		Set:      receivableFields(known),
		Meta:     func(r *Receivable) *register.Meta { return &r.Meta },
		New:      func() *Receivable { return &Receivable{OnDay: today(d.Now()), State: Outstanding} },
		Number:   register.Yearly("YS", 6),
		Parts: []register.Part[Receivable]{
			register.Rows(func(r *Receivable) *[]Receipt { return &r.Receipts }),
			register.Rows(func(r *Receivable) *[]Dunning { return &r.Dunnings }),
		},
		Rules: discreet(d, "receivable", receivableRules), Settle: settleReceivable, Saved: savedReceivable,
		Loaded: func(g *gorm.DB, rs []*Receivable) error { return loadedReceivables(g, rs, today(d.Now())) },
	}
	return s
}

// whose fills in the customers' names, which other tables hold.
func whose[T any](g *gorm.DB, ts []*T, of func(*T) (id int64, number, name, owner *string)) error {
	ids := make([]int64, len(ts))
	for i, t := range ts {
		ids[i], _, _, _ = of(t)
	}
	var rs []struct {
		ID                  int64
		Number, Name, Owner string
	}
	if err := g.Table("customers").Select("id, number, name, owner").Where("id IN ?", ids).Find(&rs).Error; err != nil {
		return err
	}
	by := map[int64]int{}
	for i, r := range rs {
		by[r.ID] = i
	}
	for _, t := range ts {
		id, number, name, owner := of(t)
		if i, ok := by[id]; ok {
			*number, *name, *owner = rs[i].Number, rs[i].Name, rs[i].Owner
		}
	}
	return nil
}

func (f *File) who() (int64, *string, *string, *string) {
	return f.CustomerID, &f.CustomerNumber, &f.CustomerName, &f.Owner
}

func (r *Report) who() (int64, *string, *string, *string) {
	return r.CustomerID, &r.CustomerNumber, &r.CustomerName, &r.Owner
}

func (r *Receivable) who() (int64, *string, *string, *string) {
	return r.CustomerID, &r.CustomerNumber, &r.CustomerName, &r.Owner
}

func loadedReports(g *gorm.DB, rs []*Report) error { return whose(g, rs, (*Report).who) }
