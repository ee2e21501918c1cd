package survey

import (
	"strconv"

	"kezhi/data/field"
)

// topicNames are the subjects a question may be about: service quality, price,
// products, how matters are handled, the company as a whole.
var topicNames = []string{"service", "price", "products", "handling", "company"}

var questionFields = field.NewSet("questionnaire.questions",
	field.Of("text", func(q *Question) *string { return &q.Text }).Require().Limit(300).Broad(),
	field.OfChoice("type", func(q *Question) *string { return &q.Type }, Score, One, Many, YesNo, Text, Number, Promote, Date, Matrix, Rated).Require(),
	field.OfChoice("topic", func(q *Question) *string { return &q.Topic }, topicNames...),
	field.OfBool("required", func(q *Question) *bool { return &q.Required }),
	field.OfTags("options", func(q *Question) *[]string { return &q.Options }).Limit(30).If("type", One, Many).Broad(),
	field.OfTags("items", func(q *Question) *[]string { return &q.Items }).Limit(30).If("type", Matrix, Rated).Broad(),
	field.Of("other", func(q *Question) *string { return &q.Other }).Limit(60).If("type", One, Many).Offer("questionnaire.questions.other.offer"),
	optional("scale", func(q *Question) *int64 { return &q.Scale }, 0, MostScale).If("type", Score, Matrix, Rated),
	field.Of("low_label", func(q *Question) *string { return &q.LowLabel }).Limit(30).If("type", Score, Promote, Matrix, Rated),
	field.Of("high_label", func(q *Question) *string { return &q.HighLabel }).Limit(30).If("type", Score, Promote, Matrix, Rated),
	optional("least", func(q *Question) *int64 { return &q.Least }, -1e9, 1e9).If("type", Many, Number),
	optional("most", func(q *Question) *int64 { return &q.Most }, -1e9, 1e9).If("type", Many, Number),
	field.Of("unit", func(q *Question) *string { return &q.Unit }).Limit(20).If("type", Number),
	optional("weight", func(q *Question) *int64 { return &q.Weight }, 0, 100).If("type", Score, Matrix, Rated),
	field.OfChoice("measure", func(q *Question) *string { return &q.Measure }, Measures...).If("type", Score),
	field.Of("help", func(q *Question) *string { return &q.Help }).Limit(300).Broad(),
	field.Of("key", func(q *Question) *string { return &q.Key }).Limit(20),
)

// questionnaireFields is the catalogue of the questionnaire.
var questionnaireFields = field.NewSet("questionnaire",
	field.Of("name", func(q *Questionnaire) *string { return &q.Name }).In("questionnaire.section.head").Require().Limit(100).Show(260, "name").Flex().Broad(),
	field.OfChoice("state", func(q *Questionnaire) *string { return &q.State }, Draft, Published).Show(86, "state").Pill(),
	field.OfInteger("edition", func(q *Questionnaire) *int64 { return &q.Edition }, 0, 0).Locked().Show(70, "edition").Right(),
	field.OfOwn("published", field.Text, func(q *Questionnaire) string { return positive(q.Published) }, nothing[Questionnaire]).Locked().Show(90, "published").Right(),
	field.OfMultiline("intro", func(q *Questionnaire) *string { return &q.Intro }).Limit(2000),
	field.OfRows("questions", func(q *Questionnaire) *[]Question { return &q.Questions }, questionFields).Limit(100).In("questionnaire.section.questions"),
	field.OfMultiline("thanks", func(q *Questionnaire) *string { return &q.Thanks }).Limit(1000).Tall(2).In("questionnaire.section.end"),
	field.OfMultiline("note", func(q *Questionnaire) *string { return &q.Note }).Limit(2000).Tall(2),
	field.OfTime("updated_at", func(q *Questionnaire) *int64 { return &q.UpdatedAt }).Locked().Hidden(130, "updated_at"),
)

// campaignFields is the catalogue of the campaign.
var campaignFields = field.NewSet("survey",
	field.Of("name", func(c *Campaign) *string { return &c.Name }).In("survey.section.plan").Require().Limit(100).Show(200, "name").Flex().Broad().Known("调查名称", "标题"),
	field.OfRecord("questionnaire", "questionnaire", func(c *Campaign) *string { return &c.Questionnaire }).Require().Hidden(100, "(SELECT number FROM questionnaires WHERE id = questionnaire_id)"),
	field.OfOwn("edition", field.Text, func(c *Campaign) string { return positive(c.Edition) }, nothing[Campaign]).Locked().Hidden(70, "edition").Right(),
	field.OfChoice("state", func(c *Campaign) *string { return &c.State }, Planned, Running, Closed).Show(80, "state").Pill(),
	field.OfChoice("way", func(c *Campaign) *string { return &c.Way }, OnSite, Phone, Paper, Online).Hidden(80, "way"),
	field.OfDate("from", func(c *Campaign) *string { return &c.From }).Show(96, "from_day").Known("开始日期"),
	field.OfDate("to", func(c *Campaign) *string { return &c.To }).Hidden(96, "to_day").Known("结束日期"),
	field.OfPerson("responsible", func(c *Campaign) *string { return &c.Responsible }).Hidden(90, "responsible"),
	field.OfMultiline("purpose", func(c *Campaign) *string { return &c.Purpose }).Limit(2000).Tall(2),
	optional("population", func(c *Campaign) *int64 { return &c.Population }, 0, 1e9).In("survey.section.sample").Hidden(80, "population").Right(),
	optional("sent", func(c *Campaign) *int64 { return &c.Sent }, 0, 1e9).Show(60, "sent").Right(),
	field.OfInteger("returned", func(c *Campaign) *int64 { return &c.Returned }, 0, 0).Locked().Show(60, "returned").Right(),
	field.OfOwn("rate", field.Text, rateText, nothing[Campaign]).Locked().Show(80, "CASE sent WHEN 0 THEN -1.0 ELSE returned * 1.0 / sent END").Right(),
	optional("sampled", func(c *Campaign) *int64 { return &c.Sampled }, 0, 0).Locked().Hidden(60, "sampled").Right(),
	optional("target", func(c *Campaign) *int64 { return &c.Target }, 0, 100).In("survey.section.target").Hidden(90, "target").Right(),
	optional("target_nps", func(c *Campaign) *int64 { return &c.TargetNPS }, -100, 100).Hidden(90, "target_nps").Right(),
	optional("target_response", func(c *Campaign) *int64 { return &c.TargetResponse }, 0, 100).Hidden(90, "target_response").Right(),
	field.OfChoices("missed", func(c *Campaign) *[]string { return &c.Missed }, FigureCSAT, FigureNPS, FigureResponse).Locked().Hidden(110, "missed"),
	field.OfDate("closed_on", func(c *Campaign) *string { return &c.ClosedDay }).Locked().Hidden(96, "closed_day"),

	field.OfMultiline("conclusion", func(c *Campaign) *string { return &c.Conclusion }).Limit(8000).In("survey.section.analysis").If("state", Running, Closed),
	field.OfMultiline("improvement", func(c *Campaign) *string { return &c.Improvement }).Limit(8000).If("state", Running, Closed),
	field.OfMultiline("cause", func(c *Campaign) *string { return &c.Cause }).Limit(4000).Tall(2).In("survey.section.corrective").If("state", Closed),
	field.OfMultiline("action", func(c *Campaign) *string { return &c.Action }).Limit(4000).Tall(2).If("state", Closed),
	field.OfPerson("action_by", func(c *Campaign) *string { return &c.ActionBy }).If("state", Closed).Hidden(90, "action_by"),
	field.OfDate("action_due", func(c *Campaign) *string { return &c.ActionDue }).If("state", Closed).Hidden(96, "action_due"),
	field.OfDate("action_done", func(c *Campaign) *string { return &c.ActionDone }).If("state", Closed).Hidden(96, "action_done"),
	field.OfChoice("effect", func(c *Campaign) *string { return &c.Effect }, Effective, Ineffective).If("state", Closed).Hidden(90, "effect"),
	field.OfPerson("effect_by", func(c *Campaign) *string { return &c.EffectBy }).If("state", Closed),
	field.OfDate("effect_on", func(c *Campaign) *string { return &c.EffectDay }).If("state", Closed),
	field.OfPerson("approver", func(c *Campaign) *string { return &c.Approver }).In("survey.section.approval").If("state", Closed).Hidden(90, "approver"),
	field.OfDate("approved_on", func(c *Campaign) *string { return &c.ApprovedDay }).If("state", Closed).Hidden(96, "approved_day"),
	field.OfTags("departments", func(c *Campaign) *[]string { return &c.Departments }).If("state", Closed),
	field.OfDate("distributed_on", func(c *Campaign) *string { return &c.DistributedDay }).If("state", Closed),
	field.OfMultiline("note", func(c *Campaign) *string { return &c.Note }).Limit(4000).Tall(2).In("survey.section.other"),
	field.OfTime("updated_at", func(c *Campaign) *int64 { return &c.UpdatedAt }).Locked().Hidden(130, "updated_at"),
)

// answerFields is the catalogue of the answer; the questions' own fields are
// those of AnswerFields, under keys that begin with Prefix.
var answerFields = field.NewSet("answer",
	field.OfRecord("survey", "survey", func(a *Answer) *string { return &a.Survey }).In("answer.section.head").Require().Hidden(130, "survey"),
	field.OfRecord("complaint", "complaint", func(a *Answer) *string { return &a.Complaint }).Hidden(120, "complaint_id").More(),
	field.OfCustomer("customer", func(a *Answer) *string { return &a.Customer }).Hidden(100, "(SELECT number FROM customers WHERE id = customer_id)"),
	field.OfOwn("customer_name", field.Text, func(a *Answer) string { return a.CustomerName }, nothing[Answer]).Locked().Show(200, "(SELECT name_key FROM customers WHERE id = customer_id)").Flex(),
	field.Of("respondent", func(a *Answer) *string { return &a.Respondent }).Limit(60).Show(100, "respondent").Known("答卷人", "姓名"),
	field.OfPhone("phone", func(a *Answer) *string { return &a.Phone }).Guard().Hidden(130, "phone"),
	field.OfDate("date", func(a *Answer) *string { return &a.On }).Require().Show(100, "on_day").Right().Known("日期", "答卷日期"),
	field.OfChoice("way", func(a *Answer) *string { return &a.Way }, OnSite, Phone, Paper, Online).Show(80, "way"),
	field.OfPerson("taken_by", func(a *Answer) *string { return &a.TakenBy }).Hidden(90, "taken_by"),
	field.Of("serial", func(a *Answer) *string { return &a.Serial }).Limit(40).Hidden(100, "serial").Known("纸质编号", "问卷编号"),
	field.OfDecimal("score", func(a *Answer) *int64 { return &a.Score }).Locked().Show(80, "score").Right(),
	field.OfMultiline("note", func(a *Answer) *string { return &a.Note }).Limit(2000).Tall(2).More(),
	field.OfTime("updated_at", func(a *Answer) *int64 { return &a.UpdatedAt }).Locked().Hidden(130, "updated_at"),
).Loose(Prefix, func(a *Answer) *field.Values { return &a.Given })

// optional makes a whole number of which 0 means that there is none, and shows
// as nothing.
func optional[T any](key string, at func(*T) *int64, least, most int64) *field.Field[T] {
	f := field.OfOwn(key, field.Integer,
		func(t *T) string { return positive(*at(t)) },
		func(t *T, s string) { *at(t), _ = field.ReadInteger(s) })
	f.Max, f.Least, f.Most = 20, least, most
	return f
}

func positive(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func rateText(c *Campaign) string {
	if c.Sent == 0 {
		return ""
	}
	return c.Rate().String()
}

func nothing[T any](*T, string) {}
