// Package visit keeps the visit reports (拜访报告): how a customer was met, what
// was said, what was promised and what comes next.
package visit

import (
	"context"

	"gorm.io/gorm"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/register"
)

// Visit is the report of one meeting with a customer. It is written after the
// meeting by whoever went (拜访人), goes to a reviewer (审阅人), and stays open
// as long as a promise of it is not done. The last visit's day shows in the
// customer's file.
type Visit struct {
	register.Meta
	CustomerID int64
	Way        string   // 方式
	At         int64    // when it began, unix milliseconds
	Hours      int64    // how long it took, hundredths of an hour; 0: not said
	Place      string   //
	Visitor    string   // 拜访人: who went, or called
	Companions []string `gorm:"serializer:json"` // 陪同人
	Department string   // 责任部门
	Purpose    string
	Result     string // 结果评价

	Talk                string // 洽谈内容
	Needs               string // 最新需求
	Opinions            string // 意见和建议
	Competition         string // 竞争情况
	Market              string // 市场动态
	Products            string // 产品与服务: asked at every return visit, as are the next four
	Earlier             string // 前次承诺落实情况
	EarlierSatisfaction string
	OurNews             string // 我方动态, as told to the customer
	Plans               string // 客户今后计划

	Topics string // 议题 of a meeting

	NextStep string // 下一步行动
	NextBy   string // who takes it; the visitor unless said otherwise
	NextOn   string
	// NextDoneOn is the day it was taken. A later visit takes it as well.
	NextDoneOn string

	Reviewer   string // 审阅人
	Review     string // 审阅意见
	ReviewedOn string

	People    []Person   `gorm:"-"` // 受访人
	Decisions []Decision `gorm:"-"` // 决议 of a meeting
	Promises  []Promise  `gorm:"-"` // 承诺事项

	// What the register keeps or fills in.
	OnDay          string // the day of At, local time
	PromiseDue     string // the earliest promise that is not done, "" for none
	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
}

// Person is somebody who was met (受访人).
type Person struct {
	register.Row
	Name  string
	Post  string // 职务
	Phone string
}

// TableName is GORM's name for the table.
func (Person) TableName() string { return "visit_people" }

// Promise is what was promised to the customer (承诺事项): by whom, until when,
// and the day it was kept.
type Promise struct {
	register.Row
	What   string
	Owner  string
	Due    string
	DoneOn string
}

// TableName is GORM's name for the table.
func (Promise) TableName() string { return "visit_promises" }

// Decision is what a meeting decided (决议), who carries it out and until when,
// and the day it was carried out. The person may be named later, within the
// hours of the regulation.
type Decision struct {
	register.Row
	What   string
	Owner  string
	Due    string
	DoneOn string
}

// TableName is GORM's name for the table.
func (Decision) TableName() string { return "visit_decisions" }

// Store is the register of visit reports, with the plans that ask for visits
// and the overall reports that tell of them.
type Store struct {
	*register.Table[Visit]
	Plans    *Plans
	Quarters *Quarters
}

// Open gives the register of an open file.
func Open(d *db.DB) *Store {
	return &Store{Plans: openPlans(d), Quarters: openQuarters(d), Table: &register.Table[Visit]{
		DB: d, Name: "visit", SQL: "visits",
		Owners: []string{"visitor"}, Customer: "customer_id",
		Set:    fields(),
		Meta:   func(v *Visit) *register.Meta { return &v.Meta },
		New:    func() *Visit { return &Visit{Way: OnSite, At: d.Now().UnixMilli()} },
		Number: register.Yearly("BF", 6),
		Parts: []register.Part[Visit]{
			register.Rows(func(v *Visit) *[]Person { return &v.People }),
			register.Rows(func(v *Visit) *[]Decision { return &v.Decisions }),
			register.Rows(func(v *Visit) *[]Promise { return &v.Promises }),
		},
		Rules:  rules,
		Settle: settle,
		Saved:  saved,
		Loaded: loaded,
	}}
}

// ByCustomer are the ids of a customer's visits, the latest first.
func (s *Store) ByCustomer(ctx context.Context, customerID int64) ([]int32, error) {
	return register.ByCustomer(ctx, s.Table, customerID, "on_day DESC, at DESC, id DESC")
}

func loaded(g *gorm.DB, vs []*Visit) error {
	ids := make([]int64, len(vs))
	for i, v := range vs {
		ids[i] = v.CustomerID
	}
	refs, err := customer.Refs(g, ids)
	if err != nil {
		return err
	}
	for _, v := range vs {
		r := refs[v.CustomerID]
		v.CustomerNumber, v.CustomerName = r.Number, r.Name
	}
	return nil
}

func saved(tx *db.Tx, v, old *Visit) error {
	if old != nil && old.CustomerID != v.CustomerID {
		if err := customer.Visited(tx, old.CustomerID); err != nil {
			return err
		}
	}
	if err := customer.Visited(tx, v.CustomerID); err != nil {
		return err
	}
	return index(tx, v, old)
}
