package privacy

import (
	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// Request is what somebody asks of the shop about their data (请求登记), PIPL
// Art. 44–50: received, by what way, who they are was checked, answered within
// the days of the regulation. Refused is only with the reason (Art. 50).
type Request struct {
	register.Meta
	OnDay      string // received
	Kind       string
	Way        string
	CustomerID *int64
	Name       string
	Phone      string
	What       string
	Checked    string // how it was made sure who asks; "" for not yet
	Handler    string
	Due        string
	Outcome    string
	AnsweredOn string
	AnswerWay  string
	Answer     string
	Remark     string

	State     string
	KeepUntil string // the record is kept until then
	Edition   string // of the regulation that Due is of

	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
}

// TableName is GORM's name for the table.
func (Request) TableName() string { return "privacy_requests" }

// Kinds of request.
const (
	Access     = "access"     // 查阅
	CopyOf     = "copy"       // 复制
	Correction = "correction" // 更正、补充
	Erase      = "erasure"    // 删除
	Withdraw   = "withdrawal" // 撤回同意
	Complain   = "complaint"  // 投诉 about how data is dealt with
)

// Outcomes of a request.
const (
	Granted = "granted" // 已满足
	Partly  = "partly"  // 部分满足
	Refused = "refused" // 不予满足
)

func requestFields() *field.Set[Request] {
	type r = Request
	ways := []string{"in_person", "phone", "letter", "email", "online"}
	return field.NewSet("request",
		field.OfDate("on", func(x *r) *string { return &x.OnDay }).In("request.section.received").Require().Show(96, "on_day"),
		field.OfChoice("kind", func(x *r) *string { return &x.Kind }, Access, CopyOf, Correction, Erase, Withdraw, Complain).Require().Show(100, "kind").Pill(),
		field.OfChoice("way", func(x *r) *string { return &x.Way }, ways...).Require().Hidden(90, "way"),
		field.OfCustomer("customer", func(x *r) *string { return &x.CustomerNumber }),
		field.Of("customer_name", func(x *r) *string { return &x.CustomerName }).Locked().Hidden(150, ""),
		field.Of("name", func(x *r) *string { return &x.Name }).Require().Limit(60).Show(130, "name").Flex(),
		field.OfPhone("phone", func(x *r) *string { return &x.Phone }).Guard().Hidden(124, "phone"),
		field.OfMultiline("what", func(x *r) *string { return &x.What }).Limit(2000).Tall(3),
		field.OfChoice("checked", func(x *r) *string { return &x.Checked }, "identity_card", "known", "call_back", "authorised").Hidden(120, "checked"),
		field.OfPerson("handler", func(x *r) *string { return &x.Handler }).Show(90, "handler"),
		field.OfDate("due", func(x *r) *string { return &x.Due }).Locked().Show(96, "due"),
		field.OfChoice("outcome", func(x *r) *string { return &x.Outcome }, Granted, Partly, Refused).In("request.section.answer").Hidden(96, "outcome").Pill(),
		field.OfDate("answered_on", func(x *r) *string { return &x.AnsweredOn }).Hidden(96, "answered_on"),
		field.OfChoice("answer_way", func(x *r) *string { return &x.AnswerWay }, ways...),
		field.OfMultiline("answer", func(x *r) *string { return &x.Answer }).Limit(2000).Tall(3),
		field.OfMultiline("remark", func(x *r) *string { return &x.Remark }).Limit(2000).Tall(2),
		field.OfChoice("state", func(x *r) *string { return &x.State }, Opened, Done).Locked().Show(80, "state").Pill(),
		field.OfDate("keep_until", func(x *r) *string { return &x.KeepUntil }).Locked().Hidden(96, "keep_until"),
		field.OfTime("updated_at", func(x *r) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

func requestRules(tx *db.Tx, r, old *Request) data.Errors {
	var wrong data.Errors
	say := func(f, key string, args ...any) { wrong = append(wrong, data.Wrong(f, key, args...)) }
	now := today(tx.Now)
	if r.OnDay > now {
		say("on", "error.future")
	}
	r.CustomerID, r.CustomerName = nil, ""
	if r.CustomerNumber != "" {
		c, ok, err := customer.Resolve(tx.DB, r.CustomerNumber)
		switch {
		case err != nil:
			wrong = append(wrong, unexpected("customer", err))
		case !ok:
			say("customer", "error.not_found", "Number", r.CustomerNumber)
		default:
			r.CustomerID, r.CustomerName = &c.ID, c.Name
		}
	}
	if r.AnsweredOn == "" && r.Outcome == "" {
		return wrong
	}
	switch {
	case r.Outcome == "":
		say("outcome", "error.required")
	case r.AnsweredOn == "":
		say("answered_on", "error.required")
	case r.AnsweredOn > now:
		say("answered_on", "error.future")
	case r.AnsweredOn < r.OnDay:
		say("answered_on", "request.error.before", "Day", r.OnDay)
	}
	if r.Checked == "" && r.Kind != Complain && r.Outcome != Refused {
		say("checked", "request.error.unchecked")
	}
	if r.Outcome == Refused && r.Answer == "" {
		say("answer", "request.error.reason")
	}
	return wrong
}

// settleRequest says until when it is to be answered: the day stays that of the
// regulation under which it came.
func settleRequest(tx *db.Tx, r, old *Request) error {
	p, edition, err := policy.Personal(tx.DB)
	if err != nil {
		return err
	}
	cal, err := policy.Calendar(tx.DB)
	if err != nil {
		return err
	}
	if old == nil || old.OnDay != r.OnDay {
		r.Due, _ = p.Answer.After(cal, r.OnDay)
		r.Edition = edition
	}
	if r.Handler == "" {
		r.Handler = tx.Who
	}
	r.State, r.KeepUntil = Opened, ""
	if r.AnsweredOn != "" {
		r.State = Done
		r.KeepUntil, _ = p.Keep.After(cal, r.AnsweredOn)
	}
	return nil
}

func loadedRequests(g *gorm.DB, rs []*Request) error {
	var ids []int64
	for _, r := range rs {
		if r.CustomerID != nil {
			ids = append(ids, *r.CustomerID)
		}
	}
	refs, err := customer.Refs(g, ids)
	if err != nil {
		return err
	}
	for _, r := range rs {
		if r.CustomerID != nil {
			c := refs[*r.CustomerID]
			r.CustomerNumber, r.CustomerName = c.Number, c.Name
		}
	}
	return nil
}
