package desk

import "kezhi/data/field"

// Ways in which a visitor comes to the shop (来访途径).
const (
	WalkIn      = "walk_in"
	Appointment = "appointment"
	Referral    = "referral"
	Online      = "online"
	Advert      = "advert"
	Regular     = "regular" // 老客户
	Other       = "other"
)

// Relations of the household.
const (
	Self    = "self" // in a dispute: the visitor
	Spouse  = "spouse"
	Parent  = "parent"
	Child   = "child"
	Sibling = "sibling"
)

// Who asks for a change of receiver.
const (
	ByCustomer = "customer" // 客户要求: the result is shared
	ByShop     = "shop"     // 内部调整
	Mistake    = "mistake"  // 登记有误
)

// mostParty is how many may come at once: a coach.
const mostParty = 200

var household = field.NewSet("reception.household",
	field.Of("name", func(k *Kin) *string { return &k.Name }).Require().Limit(60),
	field.OfChoice("relation", func(k *Kin) *string { return &k.Relation }, Spouse, Parent, Child, Sibling, Other).Require(),
	field.OfPhone("phone", func(k *Kin) *string { return &k.Phone }).Guard(),
)

var promises = field.NewSet("reception.promises",
	field.Of("what", func(p *Promise) *string { return &p.What }).Require().Limit(500).Broad(),
	field.OfPerson("owner", func(p *Promise) *string { return &p.Owner }).Require(),
	field.OfDate("due", func(p *Promise) *string { return &p.Due }).Require(),
	field.Of("clock", func(p *Promise) *string { return &p.Clock }).Limit(8).Check(checkClock),
	field.OfDate("done_on", func(p *Promise) *string { return &p.DoneOn }),
)

// receptionFields is the catalogue of the visitor register, in the order of the
// form.
func receptionFields() *field.Set[Reception] {
	type r = Reception
	return field.NewSet("reception",
		field.Of("name", func(x *r) *string { return &x.Name }).In("reception.section.visitor").Require().Limit(60).Show(86, "name_key").Known("姓名", "来访人", "客户姓名"),
		field.OfPhone("phone", func(x *r) *string { return &x.Phone }).Guard().Show(124, "phone").Known("电话", "联系电话", "手机"),
		field.OfInteger("party", func(x *r) *int64 { return &x.Party }, 1, mostParty).Hidden(60, "party").Right().Known("人数"),
		field.OfTime("at", func(x *r) *int64 { return &x.At }).Require().Show(132, "at").Known("来访时间", "时间", "日期"),
		field.Of("wants", func(x *r) *string { return &x.Wants }).Limit(500).Broad().Show(110, "wants").Flex().Known("来意", "事由").Offer("reception.wants.look", "reception.wants.order", "reception.wants.pick_up", "reception.wants.pay", "reception.wants.advice", "reception.wants.after_sales", "reception.wants.complain", "reception.wants.talk"),
		field.OfChoice("first_time", func(x *r) *string { return &x.FirstTime }, "yes", "no").Hidden(66, "first_time").Known("是否首次", "首次来访"),
		field.OfChoice("channel", func(x *r) *string { return &x.Channel }, WalkIn, Appointment, Referral, Online, Advert, Regular, Other).Hidden(84, "channel").Known("来访途径", "渠道"),
		field.OfCustomer("customer", func(x *r) *string { return &x.CustomerNumber }).Known("客户编号"),
		field.Of("customer_name", func(x *r) *string { return &x.CustomerName }).Locked().Hidden(150, "(SELECT name_key FROM customers WHERE id = customer_id)"),

		field.OfPerson("named", func(x *r) *string { return &x.Named }).In("reception.section.receiver").Hidden(80, "named").Known("指定接待人"),
		field.OfPerson("receiver", func(x *r) *string { return &x.Receiver }).Show(76, "receiver").Known("接待人", "接待人员"),
		field.OfPerson("helper", func(x *r) *string { return &x.Helper }).Hidden(78, "helper").Known("代接人"),
		field.OfChoice("basis", func(x *r) *string { return &x.Basis }, Turn, Return, Named, AtDesk, ByHand).Locked().Hidden(84, "basis").Pill(),
		field.OfRecord("basis_number", "reception", func(x *r) *string { return &x.BasisNumber }).Locked(),
		field.OfChoice("level", func(x *r) *string { return &x.Level }, "A", "B", "C").Show(56, "level").Pill().Known("意向", "意向等级"),
		field.OfTime("left_at", func(x *r) *int64 { return &x.LeftAt }).Hidden(132, "left_at").Known("离开时间"),
		field.OfDate("valid_until", func(x *r) *string { return &x.ValidUntil }).Locked().Show(96, "valid_until"),

		field.OfChoice("change_by", func(x *r) *string { return &x.ChangeBy }, ByCustomer, ByShop, Mistake).In("reception.section.change").Hidden(90, "change_by"),
		field.Of("change_reason", func(x *r) *string { return &x.ChangeReason }).If("change_by", ByCustomer, ByShop, Mistake),
		field.OfPerson("former", func(x *r) *string { return &x.Former }).Locked().Hidden(80, "former"),
		field.OfInteger("former_share", func(x *r) *int64 { return &x.FormerShare }, 0, 100).Locked().If("change_by", ByCustomer),
		field.OfInteger("receiver_share", func(x *r) *int64 { return &x.ReceiverShare }, 0, 100).Locked().If("change_by", ByCustomer),
		field.OfDate("changed_on", func(x *r) *string { return &x.ChangedOn }).Locked(),

		field.OfRows("household", func(x *r) *[]Kin { return &x.Household }, household).Limit(20).In("reception.section.household"),
		field.OfRows("promises", func(x *r) *[]Promise { return &x.Promises }, promises).Limit(50).In("reception.section.after"),
		field.OfDate("promise_due", func(x *r) *string { return &x.PromiseDue }).Locked().Hidden(110, "promise_due"),
		field.OfMultiline("note", func(x *r) *string { return &x.Note }).Tall(2),
		field.OfDate("on", func(x *r) *string { return &x.OnDay }).Locked().Hidden(96, "on_day"),
		field.OfTime("updated_at", func(x *r) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}
