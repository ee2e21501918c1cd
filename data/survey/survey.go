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
	"context"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/policy"
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
	TargetNPS       int64  // target NPS, 0 none
	TargetResponse  int64  // target response rate in percent, 0 none
	Responsible     string // 负责人
	Purpose         string
	Note            string

	Schedule string // key of the schedule it was begun for, "" for none
	DueDay   string // the day on which that schedule asked for it
	Preset   string // edition of the regulation it was begun under, "general@3"

	// The sample, see Sampling.
	Sampled      int64    // 样本: customers chosen; 0: nobody was chosen by name
	SampleBy     string   //
	SampleGrades []string `gorm:"serializer:json"`
	SampleSize   int64    // of a random sample
	SampleSeed   int64
	SampleMonths int64

	ClosedDay string   // the day it was closed
	Missed    []string `gorm:"serializer:json"` // figures under target when it was closed, see Miss

	Conclusion  string // 分析结论
	Improvement string // 改进意见

	// The corrective and preventive action (纠正预防措施) that figures under target ask for.
	Cause      string
	Action     string
	ActionBy   string
	ActionDue  string
	ActionDone string
	Effect     string // Effective, Ineffective
	EffectBy   string
	EffectDay  string

	Approver       string
	ApprovedDay    string
	Departments    []string `gorm:"serializer:json"` // to which the report was sent
	DistributedDay string

	Returned int64 `gorm:"->"` // 回收: answers that are not in the recycle bin
}

// Outcomes of the check whether a corrective action had effect.
const (
	Effective   = "effective"   // 有效
	Ineffective = "ineffective" // 无效
)

// Chosen is how many customers are asked: the sample, or where nobody was
// chosen by name, the questionnaires given out.
func (c *Campaign) Chosen() int64 {
	if c.Sampled > 0 {
		return c.Sampled
	}
	return c.Sent
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
		New:    func() *Campaign { return newCampaign(d) },
		Number: register.Yearly("DC", 4),
		Rules:  campaignRules,
		Settle: settleCampaign,
		Saved:  savedCampaign,
		Loaded: loadedCampaigns,
	}
}

// newCampaign is a campaign with the targets of the regulation in force.
func newCampaign(d *db.DB) *Campaign {
	c := &Campaign{State: Planned, Way: Paper}
	if d != nil {
		// Without a regulation there is no target; a file that cannot be read
		// says so when the campaign is saved.
		if p, err := policy.Current(d.Read(door.Within(context.Background()))); err == nil {
			c.aim(p)
		}
	}
	return c
}

// aim takes the targets of a regulation.
func (c *Campaign) aim(p *policy.Preset) {
	t := p.Surveys.Target
	c.Target, c.TargetNPS, c.TargetResponse, c.Preset = int64(t.CSAT), int64(t.NPS), int64(t.Response), p.Edition()
}

func settleCampaign(tx *db.Tx, c, old *Campaign) error {
	if c.State == "" {
		c.State = Planned
	}
	if c.State == Planned && c.Returned > 0 {
		c.State = Running
	}
	for _, l := range []*[]string{&c.SampleGrades, &c.Missed, &c.Departments} {
		if *l == nil {
			*l = []string{}
		}
	}
	switch {
	case c.State != Closed:
		c.ClosedDay = ""
	case old == nil || old.State != Closed:
		c.ClosedDay = today(tx)
	}
	if c.Approver != "" && c.ApprovedDay == "" {
		c.ApprovedDay = today(tx)
	}
	if c.Effect != "" && c.EffectDay == "" {
		c.EffectDay = today(tx)
	}
	return nil
}

func savedCampaign(tx *db.Tx, c, _ *Campaign) error { return indexCampaign(tx, c) }

// today is the day by the transaction's clock.
func today(tx *db.Tx) string { return tx.Now.Local().Format(field.DateLayout) }
