// Package policy is the regulation of a shop (客户管理制度) in figures: grades
// and quotas, how often a customer is visited, how soon a complaint is
// answered. A shop picks a preset (制度预设) and edits it; no rule of a register
// carries a figure of its own.
//
// A preset is a readable YAML file. Those that come with the program lie in
// assets/presets; the shop's own lies in its database, every edition of it, so
// that a decision can name the edition it was made under.
package policy

import (
	"kezhi/assets"
	"kezhi/data"
)

// Words are one text in the languages of the program: "zh-Hans", "zh-Hant",
// "en". What lacks a language is shown in zh-Hans.
type Words map[assets.Lang]string

// Message is a message key that says the words: for a field's options.
func (w Words) Message() string { return assets.Inline(w) }

// Say is the words in the speaker's language.
func (w Words) Say(s data.Speaker) string { return s.T(w.Message()) }

// Preset is one regulation in figures.
type Preset struct {
	Key     string `yaml:"preset"`  // "dealer"; a shop's own keeps the key of the preset it came from
	Version int    `yaml:"version"` // of the shipped file, or how often the shop has changed it
	Name    Words  `yaml:"name"`
	About   Words  `yaml:"about"`

	Grading    Grading    `yaml:"grading"`
	Blacklist  Blacklist  `yaml:"blacklist"`
	Visits     Visits     `yaml:"visits"`
	Complaints Complaints `yaml:"complaints"`
	Surveys    Surveys    `yaml:"surveys"`
	Credit     Credit     `yaml:"credit"`
	Desk       Desk       `yaml:"desk"`
	File       File       `yaml:"file"`
	Privacy    Privacy    `yaml:"privacy"`
	Management Management `yaml:"management"`
}

// Ways a grade (等级) is come by.
const (
	ByHand     = "hand"     // entered in the customer file
	ByReview   = "review"   // by a review (评价) that was approved
	ByTurnover = "turnover" // proposed from the year's amount, approved like a review
)

// Grading is how customers are graded (分级): admission (准入), stage evaluation
// (阶段评价), quotas.
type Grading struct {
	By     string  `yaml:"by"`     // ByHand, ByReview, ByTurnover
	Grades []Grade `yaml:"grades"` // the best first

	Evaluate        Period      `yaml:"evaluate"`         // from one stage evaluation to the next; zero: none
	DowngradeWithin Period      `yaml:"downgrade_within"` // after serious trouble
	Indicators      []Indicator `yaml:"indicators"`       // of the score sheets
	// Priorities are what the grades enjoy before others (四优先), in words.
	Priorities []Words `yaml:"priorities"`
}

// Grade is one of the grades.
type Grade struct {
	Key   string `yaml:"key"` // "vip"
	Name  Words  `yaml:"name"`
	Tone  string `yaml:"tone"`  // colour of its pill: primary, good, info, warning, danger, neutral
	Quota int    `yaml:"quota"` // at most so many percent of a department's customers; 0: no bound
	// ProductQuota is the same in principle of each product's customers: gone
	// over it warns.
	ProductQuota int  `yaml:"product_quota"`
	Score        int  `yaml:"score"`     // proposed from so many points of 100; 0: from none
	Admission    bool `yaml:"admission"` // may be given at the admission
	// From is the year's turnover in yuan from which the grade is proposed; Good
	// asks for good payment besides.
	From        int64   `yaml:"from"`
	GoodPayment bool    `yaml:"good_payment"`
	NoTrade     bool    `yaml:"no_trade"` // of those who have not traded (储备)
	Privileged  bool    `yaml:"privileged"`
	Visits      []Round `yaml:"visits"` // how often a customer of the grade is visited
}

// Round is a frequency of visits.
type Round struct {
	Every Period `yaml:"every"`
	Way   string `yaml:"way"` // a visit's way, "on_site"; "": any
	By    string `yaml:"by"`  // Owner, Head, Deputy, Manager
	// Share is how many percent of the customers are picked at random each
	// time (选择性); 0 and 100: all.
	Share int `yaml:"share"`
	// Unless names a way: the round falls due only where no visit of that way
	// took place within it.
	Unless string `yaml:"unless"`
}

// Who makes a visit, or is told of lateness.
const (
	Owner   = "owner"   // 客户经理, the responsible person
	Deputy  = "deputy"  // 分管副总
	Head    = "head"    // 部门负责人
	Office  = "office"  // 办公室
	Manager = "manager" // 总经理
)

// Indicator is a line of the score sheet (评价指标).
type Indicator struct {
	Key    string `yaml:"key"`
	Name   Words  `yaml:"name"`
	Hint   Words  `yaml:"hint"`   // what earns the points
	Weight int    `yaml:"weight"` // percent; the weights of a sheet are 100 together
	// Admission and Stage tell on which sheet it stands. Required: without it
	// no admission, whatever the score (准入条件): it is answered yes or no and
	// has no weight.
	Admission bool `yaml:"admission"`
	Stage     bool `yaml:"stage"`
	Required  bool `yaml:"required"`
}

// Blacklist is how a customer is barred (黑名单).
type Blacklist struct {
	For       Period `yaml:"for"`        // by default
	ReadmitAs string `yaml:"readmit_as"` // the only grade afterwards; "": any
	Remind    int    `yaml:"remind"`     // days before it ends
}

// Visits is how customers are visited (拜访).
type Visits struct {
	// Ineffective visits beyond this many in a row take a customer out of the
	// plan; 0: never.
	Ineffective int    `yaml:"ineffective"`
	Report      Period `yaml:"report"`         // the overall report (季度总结)
	DecideHours int    `yaml:"decide_hours"`   // until a meeting's decision has somebody responsible
	Remind      int    `yaml:"remind"`         // days before a visit is due
	SummaryDays int    `yaml:"summary_within"` // days after a visit until its report is written; 0: none
}

// Complaints is how soon what has to happen with a complaint (投诉).
type Complaints struct {
	Deadlines []Deadline `yaml:"deadlines"`
	// Objection is how long after receiving a report an objection to it is in time.
	Objection Period `yaml:"objection"`
	Promise   Period `yaml:"promise"` // offered at the desk for the promised day; zero: none
	// Escalate is the percentage of the time gone at which the next level is told.
	Escalate int      `yaml:"escalate"`
	Levels   []string `yaml:"levels"` // from the handler upwards: owner, head, office, manager
	// Approve says who approves by the compensation.
	Approve []Approval `yaml:"approve"`
	// Recurrence is within how long a like complaint of a customer counts as one again.
	Recurrence Period `yaml:"recurrence"`
	// Papers a closed case has to hold: keys of steps whose paper is needed.
	Papers []string `yaml:"papers"`
	// Ask says how soon after the archive an opinion is asked for; zero: not.
	Ask Period `yaml:"ask"`
}

// Deadline is how soon the written reply (书面答复) of a severity is due,
// counted from the receipt.
type Deadline struct {
	Severity string `yaml:"severity"` // ordinary, major, urgent; "": any other
	Within   Period `yaml:"within"`
}

// Approval is who approves up to an amount in yuan.
type Approval struct {
	UpTo int64  `yaml:"up_to"` // 0: any amount
	By   string `yaml:"by"`
}

// Surveys is how often satisfaction is asked for (满意度调查) and what is wanted.
type Surveys struct {
	Schedules []Schedule `yaml:"schedules"`
	Target    Target     `yaml:"target"`
	// Complain: an answer whose overall score is at most so many percent
	// proposes a complaint.
	Complain   int `yaml:"complain"`
	NotAsked   int `yaml:"not_asked"`  // months within which nobody is asked twice, for sampling
	Corrective int `yaml:"corrective"` // days until the corrective action under target is planned
}

// Schedule is when a survey is made.
type Schedule struct {
	Key   string   `yaml:"key"`
	Name  Words    `yaml:"name"`
	Every Period   `yaml:"every"` // a year, a month
	On    []string `yaml:"on"`    // the days on which it begins: "02-end", "09-01"; where it comes every month "01", "end"
	For   Period   `yaml:"for"`   // how long answers come in
	Form  string   `yaml:"form"`  // key of the questionnaire that comes with the program; "": any
}

// Target is what is wanted of a survey; percent, 0: none.
type Target struct {
	CSAT     int `yaml:"csat"`
	NPS      int `yaml:"nps"`
	Response int `yaml:"response"`
}

// Credit is on what terms customers buy (信用).
type Credit struct {
	Grades    []CreditGrade `yaml:"grades"` // the best first
	Ageing    []int         `yaml:"ageing"` // bounds of the columns in days overdue: 30, 60, 90
	Dunning   []Dunning     `yaml:"dunning"`
	Channels  []Words       `yaml:"channels"`   // of an investigation
	Measures  []Words       `yaml:"measures"`   // counter-measures of an urgent report
	OverLimit string        `yaml:"over_limit"` // who approves an order over the limit
	Approve   string        `yaml:"approve"`    // who approves a credit report; "": anybody but its reporter
	WriteOff  string        `yaml:"write_off"`  // who approves that a receivable is written off
}

// CreditGrade is one of the credit grades.
type CreditGrade struct {
	Key    string `yaml:"key"` // "A"
	Name   Words  `yaml:"name"`
	Terms  Words  `yaml:"terms"`
	Report Period `yaml:"report"` // from one credit report to the next
	// Limit says what limit there may be: Lot, Step, Small, None.
	Limit string `yaml:"limit"`
	Days  int    `yaml:"days"` // of payment after delivery; 0: cash
}

// Kinds of limit.
const (
	Lot   = "lot"   // up to one purchase lot
	Step  = "step"  // widened step by step
	Small = "small" // a small one after careful check
	None  = "none"  // no credit
)

// Dunning is a step towards somebody who is late (催收).
type Dunning struct {
	Key  string `yaml:"key"` // phone, letter, visit, lawsuit
	Name Words  `yaml:"name"`
	From int    `yaml:"from"` // days overdue
}

// Desk is the day at the front desk (前台接待).
type Desk struct {
	Rotation  bool     `yaml:"rotation"`  // 轮接 is used
	Valid     Period   `yaml:"valid"`     // of a registration
	Household []string `yaml:"household"` // relations that count as one customer: spouse, parent, child
	// Split is how a result is shared after a change of receiver that the
	// customer asked for: percent of the former and of the new one.
	Split     []int `yaml:"split"`
	Greetings int   `yaml:"greetings"` // days ahead that birthdays and holidays are listed
}

// File is what the customer file has to follow.
type File struct {
	Change     Period  `yaml:"change"`     // until a change of name, address … is recorded; zero: not asked for
	Licence    int     `yaml:"licence"`    // days before a customer's licence ends
	Review     Window  `yaml:"review"`     // the yearly review (年检)
	Categories []Words `yaml:"categories"` // of documents
	Naming     string  `yaml:"naming"`     // of documents: "{project}-{date}-{version}"; "": free
	// ContractCopies is in how many places a contract is kept (双重备份: 2).
	ContractCopies int      `yaml:"contract_copies"`
	Settlement     Settling `yaml:"settlement"` // after termination (终止)
}

// Window is a span within each year, "07-01" to "08-31"; empty: none.
type Window struct {
	From string `yaml:"from"`
	To   string `yaml:"to"`
}

// Settling is how a deposit is paid back after the end.
type Settling struct {
	Withhold int           `yaml:"withhold"` // percent of the peak deposit
	Back     []Installment `yaml:"back"`
}

// Installment is a part of what was withheld, paid after some months.
type Installment struct {
	Percent int    `yaml:"percent"`
	After   Period `yaml:"after"`
}

// Management is how the work itself is looked after (管理).
type Management struct {
	Audit  Period `yaml:"audit"`  // 稽核, from one to the next; zero: none
	Review Period `yaml:"review"` // of the regulation itself (制度评审)
}
