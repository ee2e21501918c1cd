package credit

import (
	"slices"

	"kezhi/assets"
	"kezhi/data/field"
	"kezhi/data/policy"
)

// Ways in which money comes in (收款方式).
var ways = []string{"transfer", "cash", "mobile", "cheque", "draft", "offset"}

var instalments = field.NewSet("credit.instalments",
	field.OfDate("due", func(i *Instalment) *string { return &i.Due }).Require(),
	positive(field.OfDecimal("amount", func(i *Instalment) *int64 { return &i.Amount })).Require(),
	field.OfDate("paid_on", func(i *Instalment) *string { return &i.PaidOn }),
	field.OfPerson("paid_by", func(i *Instalment) *string { return &i.PaidBy }),
)

var receipts = field.NewSet("receivable.receipts",
	field.OfDate("on", func(r *Receipt) *string { return &r.OnDay }).Require(),
	positive(field.OfDecimal("amount", func(r *Receipt) *int64 { return &r.Amount })).Require(),
	field.OfChoice("way", func(r *Receipt) *string { return &r.Way }, ways...),
	field.Of("remark", func(r *Receipt) *string { return &r.Remark }),
)

// dunnings are the fields of a dunning step, of the steps that are known.
func dunnings(known []*policy.Preset) *field.Set[Dunning] {
	step := field.OfChoice("step", func(d *Dunning) *string { return &d.Step })
	for _, p := range known {
		for _, s := range p.Credit.Dunning {
			offer(&step.Desc, s.Key, s.Name)
		}
	}
	return field.NewSet("receivable.dunnings",
		field.OfDate("on", func(d *Dunning) *string { return &d.OnDay }).Require(),
		step.Require(),
		field.OfPerson("who", func(d *Dunning) *string { return &d.Who }).Require(),
		field.Of("result", func(d *Dunning) *string { return &d.Result }).Limit(500).Broad(),
		field.OfDate("next", func(d *Dunning) *string { return &d.Next }),
	)
}

// most is the greatest amount of money, in hundredths: a hundred milliard yuan.
const most = 100_000_000_000_00

// longest is the most days of payment: two years.
const longest = 730

// positive is an amount that is there, amount one that may be nothing. How much
// a customer owes, and may owe, is for those alone who may see what is sensitive.
func positive[T any](f *field.Field[T]) *field.Field[T] {
	f.Least, f.Most = 1, most
	return f.Guard()
}

func amount[T any](f *field.Field[T]) *field.Field[T] {
	f.Most = most
	return f.Guard()
}

// offer adds an option with its name, once.
func offer(d *field.Desc, key string, name policy.Words) {
	if slices.Contains(d.Options, key) {
		return
	}
	d.Options, d.Names = append(d.Options, key), append(d.Names, name.Message())
}

// grade is a credit grade of the regulations that are known.
func grade[T any](known []*policy.Preset, key string, at func(*T) *string) *field.Field[T] {
	f := field.OfChoice(key, at)
	for _, p := range known {
		for _, g := range p.Credit.Grades {
			offer(&f.Desc, g.Key, g.Name)
		}
	}
	return f
}

// words is a choice among texts of the regulation, kept as they stand in
// Chinese.
func words[T any](known []*policy.Preset, key string, at func(*T) *[]string, of func(*policy.Credit) []policy.Words) *field.Field[T] {
	f := field.OfChoices(key, at)
	for _, p := range known {
		for _, w := range of(&p.Credit) {
			offer(&f.Desc, w[assets.ZhHans], w)
		}
	}
	return f.Limit(len(f.Options))
}

// sort is by the customer's name or another column of its file.
func sort(column string) string {
	return "(SELECT " + column + " FROM customers WHERE id = customer_id)"
}

// fileFields is the catalogue of the credit file, in the order of the form.
func fileFields(known []*policy.Preset) *field.Set[File] {
	type f = File
	return field.NewSet("credit",
		field.OfCustomer("customer", func(x *f) *string { return &x.CustomerNumber }).In("credit.section.terms").Require().Known("客户编号"),
		field.Of("customer_name", func(x *f) *string { return &x.CustomerName }).Locked().Show(180, sort("name_key")).Flex(),
		field.OfPerson("owner", func(x *f) *string { return &x.Owner }).Locked().Hidden(84, sort("owner")),
		grade(known, "grade", func(x *f) *string { return &x.Grade }).Require().Show(74, "grade").Pill().Known("信用等级"),
		amount(field.OfDecimal("limit", func(x *f) *int64 { return &x.Limit })).Show(100, "credit_limit").Right().Known("信用额度", "额度"),
		days("days", func(x *f) *int64 { return &x.Days }).Hidden(70, "days").Right().Known("账期"),
		field.OfDate("since", func(x *f) *string { return &x.Since }).Hidden(100, "since").Known("交易起始日期"),
		field.OfPerson("approver", func(x *f) *string { return &x.Approver }).Hidden(84, "approver"),
		field.OfDate("approved_on", func(x *f) *string { return &x.ApprovedOn }).Locked().Hidden(100, "approved_on"),
		amount(field.OfDecimal("used", func(x *f) *int64 { return &x.Used })).Locked().Show(100, "used").Right(),
		amount(field.OfDecimal("overdue", func(x *f) *int64 { return &x.Overdue })).Locked().Show(100, "").Right(),
		field.OfDate("oldest_due", func(x *f) *string { return &x.OldestDue }).Locked().Hidden(100, "oldest_due"),
		field.OfDate("reported_on", func(x *f) *string { return &x.ReportedOn }).Locked().Hidden(100, "reported_on"),
		field.OfDate("report_due", func(x *f) *string { return &x.ReportDue }).Locked().Show(100, "report_due"),
		field.OfMultiline("remark", func(x *f) *string { return &x.Remark }).Tall(2),

		amount(field.OfDecimal("deposit", func(x *f) *int64 { return &x.Deposit })).In("credit.section.end").Hidden(100, "deposit").Right().Known("保证金"),
		field.OfDate("stopped_on", func(x *f) *string { return &x.StoppedOn }).Hidden(100, "stopped_on"),
		field.OfMultiline("stop_reason", func(x *f) *string { return &x.StopReason }).Tall(2),
		amount(field.OfDecimal("withheld", func(x *f) *int64 { return &x.Withheld })).Locked(),
		field.OfDate("instalment_due", func(x *f) *string { return &x.InstalmentDue }).Locked().Hidden(100, "instalment_due"),
		field.OfRows("instalments", func(x *f) *[]Instalment { return &x.Instalments }, instalments).Limit(24),
		field.OfTime("updated_at", func(x *f) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

func days[T any](key string, at func(*T) *int64) *field.Field[T] {
	return field.OfInteger(key, at, 0, longest)
}

// reportFields is the catalogue of the credit report, in the order of the form.
func reportFields(known []*policy.Preset) *field.Set[Report] {
	type r = Report
	return field.NewSet("credit_report",
		field.OfCustomer("customer", func(x *r) *string { return &x.CustomerNumber }).In("credit_report.section.inquiry").Require().Known("客户编号"),
		field.Of("customer_name", func(x *r) *string { return &x.CustomerName }).Locked().Show(180, sort("name_key")).Flex(),
		field.OfPerson("owner", func(x *r) *string { return &x.Owner }).Locked().Hidden(84, sort("owner")),
		field.OfChoice("kind", func(x *r) *string { return &x.Kind }, Regular, Urgent).Require().Show(66, "kind").Pill(),
		field.OfDate("on", func(x *r) *string { return &x.OnDay }).Require().Show(100, "on_day").Known("日期", "报告日期"),
		words(known, "channels", func(x *r) *[]string { return &x.Channels }, func(c *policy.Credit) []policy.Words { return c.Channels }).Broad().Known("调查渠道"),
		grade(known, "had_grade", func(x *r) *string { return &x.HadGrade }).Locked(),
		amount(field.OfDecimal("had_limit", func(x *r) *int64 { return &x.HadLimit })).Locked(),
		amount(field.OfDecimal("had_used", func(x *r) *int64 { return &x.HadUsed })).Locked(),
		amount(field.OfDecimal("had_overdue", func(x *r) *int64 { return &x.HadOverdue })).Locked(),
		field.OfMultiline("findings", func(x *r) *string { return &x.Findings }).Require().Tall(4).Known("调查结果"),
		field.OfMultiline("business", func(x *r) *string { return &x.Business }).Narrow().Tall(3).Known("经营状况"),
		field.OfMultiline("payment", func(x *r) *string { return &x.Payment }).Narrow().Tall(3).Known("付款记录"),

		grade(known, "grade", func(x *r) *string { return &x.Grade }).In("credit_report.section.proposal").Require().Show(74, "grade").Pill().Known("建议等级"),
		amount(field.OfDecimal("limit", func(x *r) *int64 { return &x.Limit })).Show(100, "credit_limit").Right().Known("建议额度"),
		days("days", func(x *r) *int64 { return &x.Days }),
		words(known, "measures", func(x *r) *[]string { return &x.Measures }, func(c *policy.Credit) []policy.Words { return c.Measures }).Broad().Known("应对措施"),
		field.OfMultiline("measure_note", func(x *r) *string { return &x.MeasureNote }).Tall(2),
		field.OfPerson("reporter", func(x *r) *string { return &x.Reporter }).Require().Show(84, "reporter").Known("报告人"),

		field.OfPerson("approver", func(x *r) *string { return &x.Approver }).In("credit_report.section.decision").Hidden(84, "approver"),
		field.OfChoice("decision", func(x *r) *string { return &x.Decision }, Approved, Refused).Show(80, "decision").Pill(),
		field.OfDate("decided_on", func(x *r) *string { return &x.DecidedOn }).Locked().Hidden(100, "decided_on"),
		field.OfMultiline("opinion", func(x *r) *string { return &x.Opinion }).Tall(2),
		field.OfTime("updated_at", func(x *r) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

// receivableFields is the catalogue of the ledger, in the order of the form.
func receivableFields(known []*policy.Preset) *field.Set[Receivable] {
	type r = Receivable
	return field.NewSet("receivable",
		field.OfCustomer("customer", func(x *r) *string { return &x.CustomerNumber }).In("receivable.section.debt").Require().Known("客户编号"),
		field.Of("customer_name", func(x *r) *string { return &x.CustomerName }).Locked().Show(130, sort("name_key")).Flex(),
		field.OfPerson("owner", func(x *r) *string { return &x.Owner }).Locked().Hidden(84, sort("owner")),
		field.OfDate("on", func(x *r) *string { return &x.OnDay }).Require().Show(92, "on_day").Known("日期"),
		field.Of("what", func(x *r) *string { return &x.What }).Require().Hidden(120, "what").Known("摘要", "货物"),
		field.Of("contract", func(x *r) *string { return &x.Contract }).Limit(80).Hidden(110, "contract").Known("合同", "合同编号"),
		positive(field.OfDecimal("amount", func(x *r) *int64 { return &x.Amount })).Require().Show(84, "amount").Right().Known("金额", "应收金额"),
		field.OfDate("due_on", func(x *r) *string { return &x.DueOn }).Show(92, "due_on").Known("到期日"),
		field.OfPerson("over_approver", func(x *r) *string { return &x.OverApprover }).Hidden(90, "over_approver"),
		field.OfMultiline("remark", func(x *r) *string { return &x.Remark }).Tall(2),

		field.OfRows("receipts", func(x *r) *[]Receipt { return &x.Receipts }, receipts).In("receivable.section.receipts").Limit(100),
		amount(field.OfDecimal("received", func(x *r) *int64 { return &x.Received })).Locked().Hidden(96, "received").Right(),
		amount(field.OfDecimal("open", func(x *r) *int64 { return &x.Open })).Locked().Show(84, "open").Right(),
		field.OfInteger("days_overdue", func(x *r) *int64 { return &x.DaysOverdue }, 0, 0).Locked().Show(70, "").Right(),
		field.OfChoice("state", func(x *r) *string { return &x.State }, Outstanding, Paid, WrittenOff).Locked().Show(74, "state").Pill(),

		field.OfRows("dunnings", func(x *r) *[]Dunning { return &x.Dunnings }, dunnings(known)).In("receivable.section.dunning").Limit(100),
		field.OfDate("dun_on", func(x *r) *string { return &x.DunOn }).Locked().Hidden(100, "dun_on"),

		field.OfDate("write_off_on", func(x *r) *string { return &x.WriteOffOn }).In("receivable.section.write_off").More(),
		field.OfPerson("write_off_approver", func(x *r) *string { return &x.WriteOffApprover }).More(),
		field.OfMultiline("write_off_reason", func(x *r) *string { return &x.WriteOffReason }).Tall(2).More(),
		amount(field.OfDecimal("written_off", func(x *r) *int64 { return &x.WrittenOff })).Locked().More(),
		field.OfTime("updated_at", func(x *r) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}
