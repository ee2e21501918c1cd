package customer

import (
	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/policy"
)

// Setting is the key of the shop's own fields among the settings.
const Setting = "customer.own_fields"

var phones = field.NewSet("customer.phones",
	field.OfChoice("use", func(p *Phone) *string { return &p.Use }, "mobile", "office", "home", "fax", "wechat"),
	field.OfPhone("number", func(p *Phone) *string { return &p.Number }).Require().Guard(),
)

var addresses = field.NewSet("customer.addresses",
	field.OfChoice("use", func(a *Address) *string { return &a.Use }, "office", "registered", "delivery", "billing", "home"),
	field.Of("region", func(a *Address) *string { return &a.Region }).Limit(60),
	field.Of("address", func(a *Address) *string { return &a.Address }).Require().Broad(),
	field.Of("postcode", func(a *Address) *string { return &a.Postcode }).Limit(12),
)

var contacts = field.NewSet("customer.contacts",
	field.Of("name", func(c *Contact) *string { return &c.Name }).Require().Limit(60),
	field.Of("post", func(c *Contact) *string { return &c.Post }).Limit(60),
	field.OfPhone("phone", func(c *Contact) *string { return &c.Phone }).Guard(),
	field.OfEmail("email", func(c *Contact) *string { return &c.Email }),
	field.OfDate("birthday", func(c *Contact) *string { return &c.Birthday }).Guard(),
	field.OfChoice("buying_role", func(c *Contact) *string { return &c.BuyingRole }, "decides", "influences", "uses", "guards"),
	field.OfChoice("influence", func(c *Contact) *string { return &c.Influence }, "high", "medium", "low"),
	field.OfChoice("attitude", func(c *Contact) *string { return &c.Attitude }, "supports", "neutral", "opposes"),
	field.OfBool("is_first", func(c *Contact) *bool { return &c.IsFirst }),
	field.OfBool("is_emergency", func(c *Contact) *bool { return &c.IsEmergency }),
	field.Of("preferences", func(c *Contact) *string { return &c.Preferences }),
	field.Of("concerns", func(c *Contact) *string { return &c.Concerns }),
	field.Of("knows", func(c *Contact) *string { return &c.Knows }),
)

var notes = field.NewSet("customer.notes",
	field.OfDate("on", func(n *Note) *string { return &n.On }).Require(),
	field.OfChoice("topic", func(n *Note) *string { return &n.Topic }, "purchase", "need", "price", "investment", "competitor", "market", "other"),
	field.Of("text", func(n *Note) *string { return &n.Text }).Require().Limit(2000).Broad(),
	field.Of("channel", func(n *Note) *string { return &n.Channel }).Limit(60),
	field.OfPerson("reporter", func(n *Note) *string { return &n.Reporter }),
)

var licences = field.NewSet("customer.licences",
	field.Of("name", func(l *Licence) *string { return &l.Name }).Require().Limit(80).Offer("customer.licence.business", "customer.licence.permit", "customer.licence.qualification", "customer.licence.registration"),
	field.Of("number", func(l *Licence) *string { return &l.Number }).Limit(80),
	field.OfDate("until", func(l *Licence) *string { return &l.Until }),
)

// fields is the catalogue of the customer file, in the order of the form.
func fields(grades []policy.Grade, own []OwnField) *field.Set[Customer] {
	type c = Customer
	fs := []*field.Field[c]{
		field.Of("name", func(x *c) *string { return &x.Name }).In("customer.section.identity").Require().Limit(120).Show(170, "name_key").Flex().Known("客户名称", "名称", "姓名", "客户", "公司名称", "单位名称"),
		field.OfChoice("kind", func(x *c) *string { return &x.Kind }, Organisation, Person).Require().Hidden(70, "kind"),
		field.Of("short_name", func(x *c) *string { return &x.ShortName }).Limit(40).Hidden(120, "short_name").Known("简称"),
		gradeField(grades).Show(74, "grade").Pill().Known("客户等级", "级别"),
		field.Of("contact", func(x *c) *string { return &x.Contact }).Locked().Show(84, "contact"),
		field.OfPhone("phone", func(x *c) *string { return &x.Phone }).Locked().Guard().Show(124, "phone"),
		field.OfRows("phones", func(x *c) *[]Phone { return &x.Phones }, phones).Limit(20).Guard().Known("电话", "手机", "联系电话", "手机号"),
		field.OfRows("addresses", func(x *c) *[]Address { return &x.Addresses }, addresses).Limit(20).Known("地址", "联系地址"),
		field.Of("code", func(x *c) *string { return &x.Code }).Limit(18).If("kind", Organisation).Check(CheckCode).Hidden(180, "code").Known("信用代码", "社会信用代码", "税号"),
		field.Of("identity", func(x *c) *string { return &x.Identity }).Limit(18).If("kind", Person).Check(CheckIdentity).Guard().Known("身份证", "身份证号码"),
		field.OfDate("birthday", func(x *c) *string { return &x.Birthday }).If("kind", Person).Guard().Known("生日", "出生日期"),
		field.Of("legal_representative", func(x *c) *string { return &x.LegalRepresentative }).Limit(60).If("kind", Organisation).Hidden(100, "legal_representative").Known("法人", "法人代表"),
		field.OfDecimal("capital", func(x *c) *int64 { return &x.Capital }).If("kind", Organisation).Known("注册资金"),
		field.OfEmail("email", func(x *c) *string { return &x.Email }).Hidden(180, "email").Known("邮箱", "电子邮箱"),
		field.Of("website", func(x *c) *string { return &x.Website }).Hidden(180, "website").Known("网站"),
		field.Of("source", func(x *c) *string { return &x.Source }).Limit(60).Hidden(100, "source").Offer("customer.source.walk_in", "customer.source.referral", "customer.source.phone", "customer.source.online", "customer.source.exhibition", "customer.source.old"),
		field.OfPerson("owner", func(x *c) *string { return &x.Owner }).Hidden(90, "owner").Known("客户经理", "负责人", "业务员"),
		field.OfPerson("first_contact", func(x *c) *string { return &x.FirstContact }).Hidden(90, "first_contact"),
		field.OfDate("first_contact_on", func(x *c) *string { return &x.FirstContactOn }).Hidden(100, "first_contact_on"),
		field.OfBool("do_not_disturb", func(x *c) *bool { return &x.DoNotDisturb }).Hidden(60, "do_not_disturb"),
		field.OfMultiline("scope", func(x *c) *string { return &x.Scope }).Limit(4000).Tall(2).If("kind", Organisation).Known("经营范围"),
		field.OfChoice("condition", func(x *c) *string { return &x.Condition }, Normal, Reduced, Suspended, Insolvent, Closed).If("kind", Organisation).Hidden(90, "condition").Known("经营状况"),
		field.OfRows("licences", func(x *c) *[]Licence { return &x.Licences }, licences).Limit(30).More(),

		field.OfRows("contacts", func(x *c) *[]Contact { return &x.Contacts }, contacts).In("customer.section.contacts").Limit(100).Known("联系人"),

		field.OfChoice("intent", func(x *c) *string { return &x.Intent }, "preferred", "ordinary", "potential").In("customer.section.classes").Hidden(80, "intent"),
		field.OfChoice("scale", func(x *c) *string { return &x.Scale }, "large", "medium", "small").Hidden(70, "scale"),
		field.OfChoice("nature", func(x *c) *string { return &x.Nature }, "trader", "producer", "end_user").Hidden(110, "nature"),
		field.Of("region", func(x *c) *string { return &x.Region }).Limit(60).Hidden(110, "region").Known("省份", "所在地区"),
		field.Of("industry", func(x *c) *string { return &x.Industry }).Limit(60).Hidden(110, "industry").Known("所属行业"),
		field.OfTags("tags", func(x *c) *[]string { return &x.Tags }).Hidden(140, "tags").Known("标签"),

		field.Of("products", func(x *c) *string { return &x.Products }).Limit(1000).In("customer.section.business").More(),
		field.Of("frequency", func(x *c) *string { return &x.Frequency }).More(),
		field.Of("volume", func(x *c) *string { return &x.Volume }).More(),
		field.OfChoice("price_sensitivity", func(x *c) *string { return &x.PriceSensitivity }, "high", "medium", "low").More(),
		field.Of("payment", func(x *c) *string { return &x.Payment }).More().Offer("customer.payment.cash", "customer.payment.transfer", "customer.payment.monthly", "customer.payment.cheque", "customer.payment.mobile"),
		field.Of("need_plan", func(x *c) *string { return &x.NeedPlan }).Limit(1000).More(),
		field.Of("investment", func(x *c) *string { return &x.Investment }).More(),
		field.Of("competitors", func(x *c) *string { return &x.Competitors }).Limit(1000).More(),
		field.OfRows("notes", func(x *c) *[]Note { return &x.Notes }, notes).More(),

		field.OfMultiline("remark", func(x *c) *string { return &x.Remark }).In("customer.section.other").Known("备注"),
		field.OfDate("last_visit_on", func(x *c) *string { return &x.LastVisitOn }).Locked().Show(96, "last_visit_on").Right(),
		field.OfInteger("open_complaints", func(x *c) *int64 { return &x.OpenComplaints }, 0, 0).Locked().Show(82, "open_complaints").Right(),
		field.OfDate("checked_on", func(x *c) *string { return &x.CheckedOn }).If("kind", Organisation).Hidden(96, "checked_on").Known("年检"),
		field.OfDate("review_on", func(x *c) *string { return &x.ReviewOn }).Locked().Hidden(96, "review_on"),
		field.OfDate("licence_until", func(x *c) *string { return &x.LicenceUntil }).Locked().Hidden(96, "licence_until"),
		field.OfDate("ended_on", func(x *c) *string { return &x.EndedOn }).Locked().Hidden(96, "ended_on").Known("终止日期"),
		field.Of("end_reason", func(x *c) *string { return &x.EndReason }).Locked(),
		field.Of("end_settlement", func(x *c) *string { return &x.EndSettlement }).Locked(),
		field.OfDate("barred_until", func(x *c) *string { return &x.BarredUntil }).Locked().Hidden(96, "barred_until"),
		field.OfTime("updated_at", func(x *c) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	}
	for _, o := range own {
		fs = append(fs, ownField(o).In("customer.section.own"))
	}
	return field.NewSet("customer", fs...)
}

// gradeField is the grade, of those that the regulation in force knows.
func gradeField(grades []policy.Grade) *field.Field[Customer] {
	f := field.OfChoice("grade", func(x *Customer) *string { return &x.Grade })
	for _, g := range grades {
		f.Options = append(f.Options, g.Key)
		f.Names = append(f.Names, g.Name.Message())
	}
	return f
}

func ownField(o OwnField) *field.Field[Customer] {
	get := func(x *Customer) string { return x.Custom[o.Key] }
	put := func(x *Customer, s string) {
		m := map[string]string{}
		for k, v := range x.Custom {
			m[k] = v
		}
		m[o.Key] = s
		x.Custom = m
	}
	f := field.OfOwn(o.Key, field.Kind(o.Kind), get, put)
	f.Options = o.Options
	f.Required = o.Required
	return f.Titled(o.Label).Hidden(120, "json_extract(custom, '$."+o.Key+"')")
}

// Fields are the descriptions of the fields that every shop has; the grades
// are those of the regulation that the program begins with.
func Fields() []field.Desc {
	var grades []policy.Grade
	if p, err := policy.Shipped(assets.Presets[0]); err == nil {
		grades = p.Grading.Grades
	}
	return fields(grades, nil).Fields()
}
