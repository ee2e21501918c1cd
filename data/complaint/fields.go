package complaint

import "kezhi/data/field"

// Ways a complaint comes in (投诉方式).
const (
	ByPhone   = "phone"     // 电话
	InPerson  = "in_person" // 来访
	InWriting = "writing"   // 书面
	Online    = "online"    // 网络
	Forwarded = "forwarded" // 上级转来
)

// Severities (严重程度).
const (
	Ordinary = "ordinary" // 一般
	Major    = "major"    // 重大
	Urgent   = "urgent"   // 紧急
)

// Yes, partly, no: what is founded, ours, satisfied.
const (
	Yes    = "yes"
	Partly = "partly"
	No     = "no"
)

// Responses are what a complainant can want and a proposal can give
// (ISO 10002, 7.7).
var Responses = []string{"refund", "exchange", "repair", "replacement", "technical_help", "information", "compensation", "apology", "gift", "other"}

// Scores are how satisfied a customer is with the handling (满意程度), the best
// first; the first two count as satisfied.
var Scores = []string{"5", "4", "3", "2", "1"}

var states = []string{
	string(Assessment), string(Assignment), string(Investigation), string(Proposal), string(Approval), string(Reply),
	string(Opinion), string(Corrective), string(Archive), string(Archived), string(Withdrawn),
}

// entry is the catalogue of the register entry, in the order of the form.
var entry = func() *field.Set[Complaint] {
	type c = Complaint
	return field.NewSet("complaint",
		field.OfTime("received_at", func(x *c) *int64 { return &x.ReceivedAt }).In("complaint.section.receipt").Require().Hidden(140, "received_at").Known("投诉时间", "登记时间"),
		field.OfDate("on", func(x *c) *string { return &x.OnDay }).Locked().Show(96, "on_day"),
		field.OfChoice("way", func(x *c) *string { return &x.Way }, ByPhone, InPerson, InWriting, Online, Forwarded).Require().Hidden(80, "way"),
		field.OfPerson("receiver", func(x *c) *string { return &x.Receiver }).Require().Hidden(90, "receiver").Known("登记人", "接待人"),
		field.OfCustomer("customer", func(x *c) *string { return &x.CustomerNumber }).Known("客户编号"),
		field.Of("customer_name", func(x *c) *string { return &x.CustomerName }).Locked().Hidden(180, "(SELECT name_key FROM customers WHERE id = customer_id)"),
		field.Of("complainant", func(x *c) *string { return &x.Complainant }).Require().Limit(60).Show(84, "complainant").Known("投诉人姓名", "姓名"),
		field.OfPhone("phone", func(x *c) *string { return &x.Phone }).Guard().Hidden(120, "phone").Known("联系电话", "电话"),
		field.Of("contact", func(x *c) *string { return &x.Contact }).Guard().Known("联系方式", "联系地址"),

		field.Of("product", func(x *c) *string { return &x.Product }).In("complaint.section.what").Hidden(140, "product").Known("产品", "涉及产品/服务"),
		field.Of("service", func(x *c) *string { return &x.Service }).Hidden(140, "service").Known("服务"),
		field.Of("contract", func(x *c) *string { return &x.Contract }).Limit(100).Hidden(120, "contract").Known("合同号", "订单号", "单号"),
		field.Of("report", func(x *c) *string { return &x.Report }).Limit(100).More().Hidden(120, "report").Known("报告编号"),
		field.OfDate("report_received_on", func(x *c) *string { return &x.ReportReceivedOn }).More(),
		field.Of("late_reason", func(x *c) *string { return &x.LateReason }).Limit(500).Broad().More(),
		field.OfMultiline("what", func(x *c) *string { return &x.What }).Require().Tall(4).Show(200, "what").Flex().Known("投诉事项", "内容"),
		field.OfMultiline("demand", func(x *c) *string { return &x.Demand }).Tall(2).Hidden(160, "demand").Known("投诉人诉求", "要求"),
		field.OfChoices("responses", func(x *c) *[]string { return &x.Responses }, Responses...).Broad(),
		field.OfMultiline("evidence", func(x *c) *string { return &x.Evidence }).Tall(2).Known("证据", "证据材料"),
		field.OfBool("originals", func(x *c) *bool { return &x.Originals }),

		field.Of("category", func(x *c) *string { return &x.Category }).In("complaint.section.class").Limit(40).Hidden(110, "category").Known("投诉类别", "类型").
			Offer("complaint.category.attitude", "complaint.category.waiting", "complaint.category.quality", "complaint.category.charges",
				"complaint.category.delivery", "complaint.category.after_sales", "complaint.category.data", "complaint.category.other"),
		field.OfChoice("severity", func(x *c) *string { return &x.Severity }, Ordinary, Major, Urgent).Require().Show(72, "severity").Pill().Known("等级"),
		field.OfDate("promised_on", func(x *c) *string { return &x.PromisedOn }).Show(104, "promised_on").Known("答复期限"),
		field.Of("promise", func(x *c) *string { return &x.Promise }).Limit(500),
		field.Of("department", func(x *c) *string { return &x.Department }).Limit(60).Hidden(100, "department"),
		field.Of("accused_department", func(x *c) *string { return &x.AccusedDepartment }).Limit(60).Hidden(100, "accused_department"),
		field.OfPeople("accused", func(x *c) *[]string { return &x.Accused }).Hidden(100, "accused"),
		field.OfPeople("involved", func(x *c) *[]string { return &x.Involved }).Hidden(100, "involved").Known("经办人"),
		field.OfMultiline("remark", func(x *c) *string { return &x.Remark }).Tall(2).More(),

		field.OfChoice("state", func(x *c) *string { return &x.State }, states...).In("complaint.section.state").Locked().Show(104, "state").Pill(),
		field.OfPerson("handler", func(x *c) *string { return &x.Handler }).Locked().Hidden(90, "handler"),
		field.OfDate("rule_due", func(x *c) *string { return &x.RuleDue }).Locked().Hidden(104, "rule_due"),
		field.OfDate("paused_on", func(x *c) *string { return &x.PausedOn }).Locked(),
		field.OfDate("due", func(x *c) *string { return &x.Due }).Locked().Hidden(100, "due"),
		field.OfInteger("round", func(x *c) *int64 { return &x.Round }, 0, 0).Locked().Hidden(70, "round").Right(),
		field.OfChoice("founded", func(x *c) *string { return &x.Founded }, Yes, Partly, No).Locked().Hidden(90, "founded"),
		field.OfChoice("satisfied", func(x *c) *string { return &x.Satisfied }, Yes, No).Locked().Hidden(90, "satisfied"),
		field.OfDate("replied_on", func(x *c) *string { return &x.RepliedOn }).Locked().Hidden(100, "replied_on"),
		field.OfDate("answered_on", func(x *c) *string { return &x.AnsweredOn }).Locked().Hidden(100, "answered_on"),
		field.OfChoice("rule_met", func(x *c) *string { return &x.RuleMet }, Yes, No).Locked().Hidden(90, "rule_met"),
		field.OfChoice("promise_met", func(x *c) *string { return &x.PromiseMet }, Yes, No).Locked().Hidden(90, "promise_met"),
		field.OfDate("closed_on", func(x *c) *string { return &x.ClosedOn }).Locked().Hidden(100, "closed_on"),
		field.Of("archive_number", func(x *c) *string { return &x.ArchiveNumber }).Locked().Hidden(130, "archive_number"),
		field.OfChoice("score", func(x *c) *string { return &x.Score }, Scores...).Locked().Hidden(90, "score"),
		field.OfTime("updated_at", func(x *c) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}()

// Fields are the descriptions of the register entry's fields.
func Fields() []field.Desc { return entry.Fields() }
