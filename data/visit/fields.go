package visit

import "kezhi/data/field"

// Ways of meeting a customer (方式).
const (
	OnSite        = "on_site"       // 走访
	ByPhone       = "phone"         // 电话
	ByMessage     = "message"       // 邮件/短信
	Questionnaire = "questionnaire" // 问卷
	Talk          = "talk"          // 恳谈会
	Presentation  = "presentation"  // 推介会
	Incoming      = "incoming"      // 来访: they come to us
)

// Results of a visit (结果评价).
const (
	Deal        = "deal"        // 成交
	Intent      = "intent"      // 达成意向
	InTouch     = "in_touch"    // 保持联系
	Ineffective = "ineffective" // 无效果
)

// most hours a visit may take, in hundredths: a week at a fair.
const mostHours = 168_00

var people = field.NewSet("visit.people",
	field.Of("name", func(p *Person) *string { return &p.Name }).Require().Limit(60),
	field.Of("post", func(p *Person) *string { return &p.Post }).Limit(60),
	field.OfPhone("phone", func(p *Person) *string { return &p.Phone }).Guard(),
)

var decisions = field.NewSet("visit.decisions",
	field.Of("what", func(d *Decision) *string { return &d.What }).Require().Limit(500).Broad(),
	field.OfPerson("owner", func(d *Decision) *string { return &d.Owner }),
	field.OfDate("due", func(d *Decision) *string { return &d.Due }),
	field.OfDate("done_on", func(d *Decision) *string { return &d.DoneOn }),
)

var promises = field.NewSet("visit.promises",
	field.Of("what", func(p *Promise) *string { return &p.What }).Require().Limit(500).Broad(),
	field.OfPerson("owner", func(p *Promise) *string { return &p.Owner }).Require(),
	field.OfDate("due", func(p *Promise) *string { return &p.Due }).Require(),
	field.OfDate("done_on", func(p *Promise) *string { return &p.DoneOn }),
)

// fields is the catalogue of the visit report, in the order of the form.
func fields() *field.Set[Visit] {
	type v = Visit
	hours := field.OfDecimal("hours", func(x *v) *int64 { return &x.Hours })
	hours.Most = mostHours
	return field.NewSet("visit",
		field.OfCustomer("customer", func(x *v) *string { return &x.CustomerNumber }).In("visit.section.basic").Require().Known("客户编号"),
		field.Of("customer_name", func(x *v) *string { return &x.CustomerName }).Locked().Show(160, "(SELECT name_key FROM customers WHERE id = customer_id)").Flex(),
		field.OfChoice("way", func(x *v) *string { return &x.Way }, OnSite, ByPhone, ByMessage, Questionnaire, Talk, Presentation, Incoming).Require().Show(66, "way").Known("拜访方式"),
		field.OfTime("at", func(x *v) *int64 { return &x.At }).Require().Hidden(140, "at").Known("拜访时间", "日期"),
		field.OfDate("on", func(x *v) *string { return &x.OnDay }).Locked().Show(96, "on_day"),
		field.Of("place", func(x *v) *string { return &x.Place }).Hidden(140, "place").Known("拜访地点"),
		field.OfPerson("visitor", func(x *v) *string { return &x.Visitor }).Require().Show(74, "visitor").Known("业务员"),
		field.OfPeople("companions", func(x *v) *[]string { return &x.Companions }).Hidden(120, "companions").Known("陪同"),
		field.Of("department", func(x *v) *string { return &x.Department }).Limit(60).Hidden(100, "department").Known("部门"),
		hours.Hidden(80, "hours").Right(),
		field.OfRows("people", func(x *v) *[]Person { return &x.People }, people).Limit(50).Known("受访人及职务"),
		field.Of("purpose", func(x *v) *string { return &x.Purpose }).Show(132, "purpose").Known("目的").Offer("visit.purpose.quarter", "visit.purpose.follow_up", "visit.purpose.first", "visit.purpose.order", "visit.purpose.payment", "visit.purpose.complaint", "visit.purpose.greeting"),
		field.OfChoice("result", func(x *v) *string { return &x.Result }, Deal, Intent, InTouch, Ineffective).Show(90, "result").Pill().Known("结果"),

		field.OfMultiline("talk", func(x *v) *string { return &x.Talk }).Narrow().Tall(4).In("visit.section.talk").Known("洽谈", "拜访内容"),
		field.OfMultiline("needs", func(x *v) *string { return &x.Needs }).Narrow().Tall(4).Known("客户需求"),
		field.OfMultiline("opinions", func(x *v) *string { return &x.Opinions }).Narrow().Known("意见", "建议", "意见建议"),
		field.OfMultiline("competition", func(x *v) *string { return &x.Competition }).Narrow(),
		field.OfMultiline("market", func(x *v) *string { return &x.Market }).Narrow().More(),
		field.OfMultiline("products", func(x *v) *string { return &x.Products }).Narrow().More(),
		field.OfMultiline("earlier", func(x *v) *string { return &x.Earlier }).Narrow().More(),
		field.OfChoice("earlier_satisfaction", func(x *v) *string { return &x.EarlierSatisfaction }, "satisfied", "fairly", "dissatisfied", "none").More().Hidden(100, "earlier_satisfaction"),
		field.OfMultiline("our_news", func(x *v) *string { return &x.OurNews }).Narrow().More(),
		field.OfMultiline("plans", func(x *v) *string { return &x.Plans }).Narrow().More(),

		field.OfMultiline("topics", func(x *v) *string { return &x.Topics }).If("way", Talk, Presentation).In("visit.section.minutes").Known("会议议题"),
		field.OfRows("decisions", func(x *v) *[]Decision { return &x.Decisions }, decisions).Limit(50).If("way", Talk, Presentation).Known("会议决定", "决议事项"),

		field.OfRows("promises", func(x *v) *[]Promise { return &x.Promises }, promises).Limit(50).In("visit.section.next"),
		field.OfDate("promise_due", func(x *v) *string { return &x.PromiseDue }).Locked().Hidden(110, "promise_due"),
		field.Of("next_step", func(x *v) *string { return &x.NextStep }).Limit(1000).Broad().Known("下一步", "下一步计划"),
		field.OfPerson("next_by", func(x *v) *string { return &x.NextBy }).Hidden(90, "next_by"),
		field.OfDate("next_on", func(x *v) *string { return &x.NextOn }).Hidden(110, "next_on"),
		field.OfDate("next_done_on", func(x *v) *string { return &x.NextDoneOn }).Hidden(110, "next_done_on"),

		field.OfPerson("reviewer", func(x *v) *string { return &x.Reviewer }).In("visit.section.review").Hidden(90, "reviewer"),
		field.OfDate("reviewed_on", func(x *v) *string { return &x.ReviewedOn }).Hidden(110, "reviewed_on"),
		field.OfMultiline("review", func(x *v) *string { return &x.Review }).Tall(2),
		field.OfTime("updated_at", func(x *v) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

// Fields are the descriptions of the fields.
func Fields() []field.Desc { return fields().Fields() }
