// Package due is work that has a day (待办): what the regulation, a promise or a
// plan says has to be done, by whom, until when. Each register lists its own;
// whoever sits at the desk sees them all on one screen.
package due

import (
	"cmp"
	"context"
	"slices"

	"kezhi/data"
)

// Kind is what sort of work it is; its name is the message "due.kind." + Kind.
type Kind string

// The kinds of work.
const (
	Reply      Kind = "reply"      // 书面答复 of a complaint
	Approval   Kind = "approval"   // 审批 that waits
	Step       Kind = "step"       // another step of a complaint that has a day
	Corrective Kind = "corrective" // 纠正预防措施
	Promise    Kind = "promise"    // 承诺 made at a visit or at the desk
	NextStep   Kind = "next_step"  // 下一步行动 of a visit
	Visit      Kind = "visit"      // 拜访 by plan
	Evaluation Kind = "evaluation" // 阶段评价
	Blacklist  Kind = "blacklist"  // 黑名单到期
	CreditDue  Kind = "credit"     // 信用报告
	Dunning    Kind = "dunning"    // 催收
	Settlement Kind = "settlement" // 保证金退还
	Campaign   Kind = "campaign"   // 满意度调查
	Ask        Kind = "ask"        // 请客户评价 what was done about the complaint
	Review     Kind = "review"     // 年检
	Greeting   Kind = "greeting"   // 生日 and 节日问候
	Registered Kind = "registered" // 登记到期 at the front desk
	Change     Kind = "change"     // 变更登记
	Report     Kind = "report"     // 季度总结
	Backup     Kind = "backup"     // 备份
	Licence    Kind = "licence"    // 证照到期
	Audit      Kind = "audit"      // 稽核
	Regulation Kind = "regulation" // 制度评审
	Privacy    Kind = "privacy"    // 个人信息: requests, incidents, the yearly list
	Calendar   Kind = "calendar"   // 节假日安排 of a year that is not in the table
)

// Item is one piece of work.
type Item struct {
	Kind     Kind
	Register string // whose record it opens; "" for a screen of its own
	ID       int64
	Number   string
	Customer int64  // id, 0 for none
	Who      string // the customer's name, or the complainant's
	What     string // in the words of the record, "新合同报价"; may be empty
	Owner    string // who has to do it; "" for nobody in particular
	Day      string // until when, "2026-11-22"
	At       int64  // the moment, unix milliseconds, where it is more than a day; else 0

	// Why is the message key and its places of the rule that set the day,
	// "due.why.deadline", "Period", "3 workday". May be empty.
	Why     string
	WhyArgs []any
	// Act is what one click does: a key of the source that Do takes; "" where
	// the record has to be opened.
	Act string
	Pos int // of the row within the record, for Act
}

// Reason is Why in words.
func (i Item) Reason(s data.Speaker) string {
	if i.Why == "" {
		return ""
	}
	return s.T(i.Why, data.Said(s, i.WhyArgs)...)
}

// Query says which work is wanted.
type Query struct {
	Today string // "2026-11-22"
	From  string // the first day that is of interest; "": from the oldest
	Until string // the last one
	Owner string // only theirs and nobody's; "": everybody's
	Limit int    // most items; the counts are of all
}

// List is the work of one or more sources, the most urgent first.
type List struct {
	Items              []Item
	Late, Today, Later int // how many there are in all, before today, today, after
}

// Wants tells whether work of a day, and of an owner, is asked for.
func (q Query) Wants(day, owner string) bool {
	return day >= q.From && day <= q.Until && (q.Owner == "" || owner == "" || owner == q.Owner)
}

// Source lists the work of one register.
type Source interface {
	Due(ctx context.Context, q Query) (List, error)
}

// Doer is a Source of which some work is done with one click.
type Doer interface {
	// DoDue does what Item.Act names. Code data.Refused where it was done
	// meanwhile, data.NotFound.
	DoDue(ctx context.Context, who string, i Item) error
}

// Join puts lists together, the most urgent first, at most limit items.
func Join(limit int, ls ...List) List {
	var all List
	for _, l := range ls {
		all.Items = append(all.Items, l.Items...)
		all.Late += l.Late
		all.Today += l.Today
		all.Later += l.Later
	}
	slices.SortStableFunc(all.Items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.At, b.At), cmp.Compare(a.Number, b.Number))
	})
	all.Items = all.Items[:min(len(all.Items), limit)]
	return all
}

// Count adds items that are not listed to the counts.
func (l *List) Count(today, day string, n int) {
	switch {
	case day < today:
		l.Late += n
	case day == today:
		l.Today += n
	default:
		l.Later += n
	}
}
