// Package survey keeps the satisfaction surveys (满意度调查): the questionnaires,
// the campaigns in which they are given out, and the answers that come back.
//
// A questionnaire (问卷) is written as a draft and published. A published
// edition is never changed: whoever edits it begins the next edition. A
// campaign (调查) sends a questionnaire to a number of customers; with its
// first answer it is bound to the edition that was published last. An answer
// (答卷) belongs to one campaign and is asked by that campaign's edition for
// ever, so a summary never mixes two wordings of a question.
package survey

import (
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Campaign is one survey: who is asked what, when and how.
//
// It is planned, runs from its first answer on at the latest, and takes no
// more answers once it is closed.
type Campaign struct {
	register.Meta
	Name            string // 调查名称
	QuestionnaireID int64
	Questionnaire   string `gorm:"-"` // number of the questionnaire, "WJ-0001"
	Edition         int64  // 版次 the answers are given under; 0 until the first answer
	From            string `gorm:"column:from_day"` // the period, days
	To              string `gorm:"column:to_day"`
	Way             string
	State           string
	Population      int64  // 总体: customers the survey speaks for; 0 unknown
	Sent            int64  // 发放: questionnaires given out
	Target          int64  // target CSAT in percent, 0 none
	Responsible     string // 负责人
	Purpose         string
	Note            string

	Returned int64 `gorm:"->"` // 回收: answers that are not in the recycle bin
}

// States of a campaign.
const (
	Planned = "planned" // 计划中
	Running = "running" // 进行中
	Closed  = "closed"  // 已结束
)

// Ways in which a questionnaire is put to a customer.
const (
	OnSite = "on_site" // 现场
	Phone  = "phone"   // 电话
	Paper  = "paper"   // 纸质
	Online = "online"  // 网络
)

// Rate is the share of the questionnaires given out that came back. It passes
// 100 % where more came back than were counted out.
func (c *Campaign) Rate() Rate { return Rate{c.Returned, c.Sent} }

// Store is the three registers of surveys.
type Store struct {
	DB             *db.DB
	Questionnaires *register.Table[Questionnaire]
	Campaigns      *register.Table[Campaign]
	Answers        *register.Table[Answer]
}

// Open gives the registers of an open file.
func Open(d *db.DB) *Store {
	return &Store{
		DB:             d,
		Questionnaires: questionnaires(d),
		Campaigns:      campaigns(d),
		Answers:        answers(d),
	}
}

func campaigns(d *db.DB) *register.Table[Campaign] {
	return &register.Table[Campaign]{
		DB: d, Name: "survey", SQL: "surveys",
		Set:    campaignFields,
		Meta:   func(c *Campaign) *register.Meta { return &c.Meta },
		New:    func() *Campaign { return &Campaign{State: Planned, Way: Paper} },
		Number: register.Yearly("DC", 4),
		Rules:  campaignRules,
		Settle: settleCampaign,
		Saved:  savedCampaign,
		Loaded: loadedCampaigns,
	}
}

func settleCampaign(_ *db.Tx, c, _ *Campaign) error {
	if c.State == "" {
		c.State = Planned
	}
	if c.State == Planned && c.Returned > 0 {
		c.State = Running
	}
	return nil
}

func savedCampaign(tx *db.Tx, c, _ *Campaign) error { return indexCampaign(tx, c) }

// today is the day by the transaction's clock.
func today(tx *db.Tx) string { return tx.Now.Local().Format(field.DateLayout) }
