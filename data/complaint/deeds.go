package complaint

import "kezhi/data/field"

// Where a complaint goes after its assessment (转办): ordinary matters to the
// department named, data and quality to the quality head, what a department
// cannot settle to the office, a major one to a meeting.
const (
	ToDepartment  = "department"
	ToQualityHead = "quality_head"
	ToOffice      = "office"
	ToMeeting     = "meeting"
)

// Decisions of an approval.
const (
	Approved = "approved"
	SentBack = "sent_back"
)

type assessment struct {
	actor
	Severity, Safety, Complexity, Impact, Ours, Immediate string
	Route, Department, Opinion                            string
}

type assignment struct {
	actor
	Handler, Department, Due, Note string
	Group                          []string
}

type investigation struct {
	actor
	With                           []string
	Facts, Checked, Cause, Founded string
	Retest                         bool
	Tester, SecondTester, Sample   string
	Result                         string
	Handler                        string
}

type proposal struct {
	actor
	Measures     string
	Responses    []string
	Compensation int64
	Agreed       string
}

type approval struct {
	actor
	Decision, Opinion, Reason string
}

type reply struct {
	actor
	Way, Text, Explanation, VoidReport, NewReport, Routes string

	RuleDue, PromisedOn string // the deadlines that it is measured by
}

type opinion struct {
	actor
	Satisfied, Way, Text string
}

type corrective struct {
	actor
	Needed, Reason                 string
	Cause, Action, Owner, Due      string
	VerifiedBy, VerifiedOn, Effect string
}

type archive struct {
	actor
	Place, Papers, Missing string
	Complete               bool
}

type withdrawal struct {
	actor
	By, Reason string
	InWriting  bool
}

type reopening struct {
	actor
	Reason string
}

type pause struct {
	actor
	Reason, Until string
}

type resumption struct {
	actor
	Note string
}

type pledge struct {
	actor
	PromisedOn, AgreedBy, Way, Reason string
}

type followup struct {
	actor
	Score, Way, Text, Answer string
}

// forms are the catalogues of the steps, one a kind.
var forms = map[Kind]form{
	Assessment: newForm(Assessment,
		field.OfChoice("severity", func(x *assessment) *string { return &x.Severity }, Ordinary, Major, Urgent).Require(),
		field.OfChoice("ours", func(x *assessment) *string { return &x.Ours }, Yes, Partly, No).Require(),
		field.OfChoice("safety", func(x *assessment) *string { return &x.Safety }, No, Yes),
		field.OfChoice("complexity", func(x *assessment) *string { return &x.Complexity }, "simple", "usual", "complex"),
		field.OfChoice("impact", func(x *assessment) *string { return &x.Impact }, "small", "medium", "large"),
		field.OfChoice("immediate", func(x *assessment) *string { return &x.Immediate }, No, Yes),
		field.OfChoice("route", func(x *assessment) *string { return &x.Route }, ToDepartment, ToQualityHead, ToOffice, ToMeeting).Require(),
		field.Of("department", func(x *assessment) *string { return &x.Department }).Limit(60).If("route", ToDepartment).Require(),
		field.OfMultiline("opinion", func(x *assessment) *string { return &x.Opinion }),
	),
	Assignment: newForm(Assignment,
		field.OfPerson("handler", func(x *assignment) *string { return &x.Handler }).Require(),
		field.Of("department", func(x *assignment) *string { return &x.Department }).Limit(60),
		field.OfPeople("group", func(x *assignment) *[]string { return &x.Group }),
		field.OfDate("due", func(x *assignment) *string { return &x.Due }),
		field.OfMultiline("note", func(x *assignment) *string { return &x.Note }).Tall(2),
	),
	Investigation: newForm(Investigation,
		field.OfPeople("with", func(x *investigation) *[]string { return &x.With }),
		field.OfMultiline("facts", func(x *investigation) *string { return &x.Facts }).Require().Tall(4),
		field.OfMultiline("checked", func(x *investigation) *string { return &x.Checked }).Tall(2),
		field.OfMultiline("cause", func(x *investigation) *string { return &x.Cause }).Tall(2),
		field.OfChoice("founded", func(x *investigation) *string { return &x.Founded }, Yes, Partly, No).Require(),
		field.OfBool("retest", func(x *investigation) *bool { return &x.Retest }),
		field.Of("sample", func(x *investigation) *string { return &x.Sample }).Limit(60).If("retest", "true").Require(),
		field.OfPerson("tester", func(x *investigation) *string { return &x.Tester }).If("retest", "true").Require(),
		field.OfPerson("second_tester", func(x *investigation) *string { return &x.SecondTester }).If("retest", "true").Require(),
		field.OfMultiline("result", func(x *investigation) *string { return &x.Result }).Tall(2).If("retest", "true"),
		field.OfPerson("handler", func(x *investigation) *string { return &x.Handler }).Require(),
	),
	Proposal: newForm(Proposal,
		field.OfMultiline("measures", func(x *proposal) *string { return &x.Measures }).Require().Tall(4),
		field.OfChoices("responses", func(x *proposal) *[]string { return &x.Responses }, Responses...).Broad(),
		field.OfDecimal("compensation", func(x *proposal) *int64 { return &x.Compensation }),
		field.Of("agreed", func(x *proposal) *string { return &x.Agreed }).Limit(500),
	),
	Approval: newForm(Approval,
		field.OfChoice("decision", func(x *approval) *string { return &x.Decision }, Approved, SentBack).Require(),
		field.OfMultiline("reason", func(x *approval) *string { return &x.Reason }).If("decision", SentBack).Require(),
		field.OfMultiline("opinion", func(x *approval) *string { return &x.Opinion }).If("decision", Approved),
	),
	Reply: newForm(Reply,
		field.OfChoice("way", func(x *reply) *string { return &x.Way }, "letter", "handed", "email", "message", "phone").Require(),
		field.OfMultiline("text", func(x *reply) *string { return &x.Text }).Require().Tall(6),
		field.OfMultiline("explanation", func(x *reply) *string { return &x.Explanation }),
		field.Of("void_report", func(x *reply) *string { return &x.VoidReport }).Limit(100).More(),
		field.Of("new_report", func(x *reply) *string { return &x.NewReport }).Limit(100).More(),
		field.Of("routes", func(x *reply) *string { return &x.Routes }).Limit(500).Broad().More(),
		field.OfDate("rule_due", func(x *reply) *string { return &x.RuleDue }).Locked(),
		field.OfDate("promised_on", func(x *reply) *string { return &x.PromisedOn }).Locked(),
	),
	Opinion: newForm(Opinion,
		field.OfChoice("satisfied", func(x *opinion) *string { return &x.Satisfied }, Yes, No).Require(),
		field.OfChoice("way", func(x *opinion) *string { return &x.Way }, ByPhone, InPerson, InWriting, Online),
		field.OfMultiline("text", func(x *opinion) *string { return &x.Text }),
	),
	Corrective: newForm(Corrective,
		field.OfChoice("needed", func(x *corrective) *string { return &x.Needed }, Yes, No).Require(),
		field.OfMultiline("reason", func(x *corrective) *string { return &x.Reason }).If("needed", No).Require(),
		field.OfMultiline("cause", func(x *corrective) *string { return &x.Cause }).If("needed", Yes).Require(),
		field.OfMultiline("action", func(x *corrective) *string { return &x.Action }).If("needed", Yes).Require(),
		field.OfPerson("owner", func(x *corrective) *string { return &x.Owner }).If("needed", Yes).Require(),
		field.OfDate("due", func(x *corrective) *string { return &x.Due }).If("needed", Yes).Require(),
		field.OfPerson("verified_by", func(x *corrective) *string { return &x.VerifiedBy }).If("needed", Yes),
		field.OfDate("verified_on", func(x *corrective) *string { return &x.VerifiedOn }).If("needed", Yes),
		field.OfMultiline("effect", func(x *corrective) *string { return &x.Effect }).Tall(2).If("needed", Yes),
	),
	Archive: newForm(Archive,
		field.Of("place", func(x *archive) *string { return &x.Place }).Require(),
		field.OfBool("complete", func(x *archive) *bool { return &x.Complete }),
		field.OfMultiline("papers", func(x *archive) *string { return &x.Papers }),
		field.OfMultiline("missing", func(x *archive) *string { return &x.Missing }).Tall(2).If("complete", "false").Require(),
	),
	Withdrawal: newForm(Withdrawal,
		field.Of("by", func(x *withdrawal) *string { return &x.By }).Limit(60).Require(),
		field.OfBool("in_writing", func(x *withdrawal) *bool { return &x.InWriting }),
		field.OfMultiline("reason", func(x *withdrawal) *string { return &x.Reason }).Require(),
	),
	Reopening: newForm(Reopening,
		field.OfMultiline("reason", func(x *reopening) *string { return &x.Reason }).Require(),
	),
	Pause: newForm(Pause,
		field.OfMultiline("reason", func(x *pause) *string { return &x.Reason }).Require(),
		field.OfDate("until", func(x *pause) *string { return &x.Until }).Require(),
	),
	Resumption: newForm(Resumption,
		field.OfMultiline("note", func(x *resumption) *string { return &x.Note }).Require(),
	),
	Pledge: newForm(Pledge,
		field.OfDate("promised_on", func(x *pledge) *string { return &x.PromisedOn }).Require(),
		field.Of("agreed_by", func(x *pledge) *string { return &x.AgreedBy }).Limit(60).Require(),
		field.OfChoice("way", func(x *pledge) *string { return &x.Way }, ByPhone, InPerson, InWriting, Online).Require(),
		field.OfMultiline("reason", func(x *pledge) *string { return &x.Reason }).Require(),
	),
	Followup: newForm(Followup,
		field.OfChoice("score", func(x *followup) *string { return &x.Score }, Scores...),
		field.OfChoice("way", func(x *followup) *string { return &x.Way }, ByPhone, InPerson, InWriting, Online),
		field.OfMultiline("text", func(x *followup) *string { return &x.Text }),
		field.Of("answer", func(x *followup) *string { return &x.Answer }).Limit(40),
	),
}
