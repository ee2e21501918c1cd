package survey

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
)

var keyForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_]{0,19}$`)

func questionnaireRules(_ *db.Tx, q, _ *Questionnaire) data.Errors {
	var wrong data.Errors
	if len(q.Questions) == 0 {
		wrong = append(wrong, data.Wrong("questions", "questionnaire.error.no_question"))
	}
	seen, measured := map[string]bool{}, map[string]bool{}
	for i := range q.Questions {
		k := &q.Questions[i]
		at := func(sub string) string { return "questions[" + strconv.Itoa(i) + "]." + sub }
		if k.Key != "" {
			switch {
			case !keyForm.MatchString(k.Key), strings.HasSuffix(k.Key, otherSuffix), partForm.MatchString(k.Key):
				wrong = append(wrong, data.Wrong(at("key"), "questionnaire.error.key"))
			case seen[k.Key]:
				wrong = append(wrong, data.Wrong(at("key"), "questionnaire.error.key_twice", "Key", k.Key))
			}
			seen[k.Key] = true
		}
		if k.Type == Score && k.Measure != "" {
			if measured[k.Measure] {
				wrong = append(wrong, data.Wrong(at("measure"), "questionnaire.error.measure_twice"))
			}
			measured[k.Measure] = true
		}
		wrong = append(wrong, questionRules(k, at)...)
	}
	for i := range q.Questions {
		// The index takes all three scores of an answer, or is none.
		if acsi(&q.Questions[i]) && (!measured[Overall] || !measured[Expectation] || !measured[Ideal]) {
			return append(wrong, data.Wrong("questions["+strconv.Itoa(i)+"].measure", "questionnaire.error.acsi"))
		}
	}
	return wrong
}

// partForm is how the keys of parts end, see Parts.
var partForm = regexp.MustCompile(`_[ir][0-9]+$`)

func questionRules(q *Question, at func(string) string) data.Errors {
	var wrong data.Errors
	no := func(sub, key string, args ...any) { wrong = append(wrong, data.Wrong(at(sub), key, args...)) }
	switch q.Type {
	case Matrix, Rated:
		if len(q.Items) == 0 {
			no("items", "questionnaire.error.no_item")
		}
		fallthrough
	case Score:
		if q.Scale != 0 && (q.Scale < LeastScale || q.Scale > MostScale) {
			no("scale", "error.out_of_range", "Least", LeastScale, "Most", MostScale)
		}
		if acsi(q) && q.Scale != MostScale {
			no("scale", "questionnaire.error.acsi_scale", "Scale", MostScale)
		}
	case One, Many:
		if len(q.Options) < 2 {
			no("options", "error.two_options")
		}
		if q.Other != "" && slices.Contains(q.Options, q.Other) {
			no("other", "questionnaire.error.other_twice", "Option", q.Other)
		}
		if n := int64(len(q.Choices())); q.Type == Many && len(q.Options) >= 2 {
			if q.Least < 0 || q.Least > n {
				no("least", "error.out_of_range", "Least", 0, "Most", n)
			}
			if q.Most != 0 && (q.Most < max(1, q.Least) || q.Most > n) {
				no("most", "error.out_of_range", "Least", max(1, q.Least), "Most", n)
			}
		}
	case Number:
		if q.Least > q.Most {
			no("most", "questionnaire.error.bounds", "Least", q.Least)
		}
	}
	return wrong
}

func campaignRules(tx *db.Tx, c, old *Campaign) data.Errors {
	var wrong data.Errors
	no := func(f, key string, args ...any) { wrong = append(wrong, data.Wrong(f, key, args...)) }
	if c.Questionnaire != "" {
		var qs []Questionnaire
		if err := tx.Table("questionnaires").Where("number = ?", c.Questionnaire).Find(&qs).Error; err != nil {
			return data.Errors{fault(err)}
		}
		switch {
		case len(qs) == 0, qs[0].DeletedAt != 0 && (old == nil || old.QuestionnaireID != qs[0].ID):
			no("questionnaire", "error.not_found", "Number", c.Questionnaire)
		case old != nil && old.Edition != 0 && old.QuestionnaireID != qs[0].ID:
			no("questionnaire", "survey.error.questionnaire_fixed", "Number", old.Questionnaire)
		case c.State == Running && qs[0].Published == 0:
			no("questionnaire", "survey.error.not_published", "Number", c.Questionnaire)
		default:
			c.QuestionnaireID = qs[0].ID
		}
	}
	if c.From != "" && c.To != "" && c.To < c.From {
		no("to", "survey.error.period", "From", c.From)
	}
	if c.Population > 0 && c.Sent > c.Population {
		no("sent", "survey.error.sent", "Population", c.Population)
	}
	return append(wrong, closingRules(tx, c)...)
}

// closingRules are about what follows the answers. A report is approved when
// the campaign is closed and concluded upon, and where a figure stays under its
// target not without a corrective action: cause, measure, somebody, a day.
func closingRules(tx *db.Tx, c *Campaign) data.Errors {
	var wrong data.Errors
	no := func(f, key string, args ...any) { wrong = append(wrong, data.Wrong(f, key, args...)) }
	ms, err := misses(tx, c)
	if err != nil {
		return data.Errors{fault(err)}
	}
	c.Missed = []string{}
	for _, m := range ms {
		c.Missed = append(c.Missed, m.Figure)
	}
	if c.ActionDone != "" && c.Action == "" {
		no("action", "survey.error.action_first")
	}
	if c.ActionDone > today(tx) {
		no("action_done", "error.future")
	}
	if c.Effect != "" && c.ActionDone == "" {
		no("action_done", "survey.error.effect_early")
	}
	if c.EffectDay != "" && c.EffectDay < c.ActionDone {
		no("effect_on", "survey.error.effect_before", "Day", c.ActionDone)
	}
	if c.DistributedDay != "" && c.Approver == "" {
		no("approver", "survey.error.distributed_first")
	}
	if c.Approver == "" {
		return wrong
	}
	if c.State != Closed {
		no("approver", "survey.error.approve_open")
		return wrong
	}
	if c.Conclusion == "" {
		no("conclusion", "survey.error.conclusion")
	}
	for _, x := range []struct{ field, value string }{
		{"cause", c.Cause}, {"action", c.Action}, {"action_by", c.ActionBy}, {"action_due", c.ActionDue},
	} {
		if len(ms) > 0 && x.value == "" {
			no(x.field, "survey.error.corrective."+ms[0].Figure, "Got", ms[0].Got, "Want", ms[0].Want)
		}
	}
	return wrong
}

// misses are the figures of a closed campaign that stay under its targets.
func misses(tx *db.Tx, c *Campaign) ([]Miss, error) {
	if c.State != Closed || c.ID == 0 {
		return nil, nil
	}
	s, err := summarise(tx.Statement.Context, tx.DB, tx.Statement.ConnPool, *c, everybodys(c.Number))
	return s.Misses(), err
}

// rejudge looks again at what a closed campaign misses: an answer was mended,
// removed or brought back.
func rejudge(tx *db.Tx, id int64) error {
	var cs []Campaign
	if err := tx.Table("surveys").Where("id = ? AND state = ?", id, Closed).Find(&cs).Error; err != nil || len(cs) == 0 {
		return err
	}
	ms, err := misses(tx, &cs[0])
	if err != nil {
		return err
	}
	missed := []string{}
	for _, m := range ms {
		missed = append(missed, m.Figure)
	}
	b, err := json.Marshal(missed)
	if err != nil {
		return err
	}
	return tx.Do("UPDATE surveys SET missed = ? WHERE id = ?", string(b), id)
}

func loadedCampaigns(g *gorm.DB, cs []*Campaign) error {
	var ids []int64
	for _, c := range cs {
		ids = append(ids, c.QuestionnaireID)
	}
	var qs []Questionnaire
	if err := g.Table("questionnaires").Select("id, number").Where("id IN ?", ids).Find(&qs).Error; err != nil {
		return err
	}
	numbers := map[int64]string{}
	for _, q := range qs {
		numbers[q.ID] = q.Number
	}
	for _, c := range cs {
		c.Questionnaire = numbers[c.QuestionnaireID]
	}
	return nil
}

// answerRules finds the campaign, the questions and the customer, and brings
// what was given into the form in which it is kept.
func answerRules(tx *db.Tx, a, old *Answer) data.Errors {
	var wrong data.Errors
	no := func(f, key string, args ...any) { wrong = append(wrong, data.Wrong(f, key, args...)) }
	if a.On > today(tx) {
		no("date", "error.future")
	}
	a.CustomerID = nil
	if a.Customer != "" {
		r, ok, err := customer.Resolve(tx.DB, a.Customer)
		switch {
		case err != nil:
			return data.Errors{fault(err)}
		case !ok, r.DeletedAt != 0 && (old == nil || old.Customer != a.Customer):
			no("customer", "error.not_found", "Number", a.Customer)
		case r.StoredUntil != "" && (old == nil || old.Customer != a.Customer):
			wrong = append(wrong, r.Stored("customer"))
		default:
			a.CustomerID, a.CustomerName = &r.ID, r.Name
		}
	}
	if a.Survey == "" {
		return wrong // said to be required
	}
	if old != nil && old.Survey != a.Survey {
		no("survey", "answer.error.moved", "Number", old.Survey)
		return wrong
	}
	var cs []Campaign
	if err := tx.Table("surveys").Where("number = ?", a.Survey).Find(&cs).Error; err != nil {
		return data.Errors{fault(err)}
	}
	switch {
	case len(cs) == 0, cs[0].DeletedAt != 0 && old == nil:
		no("survey", "error.not_found", "Number", a.Survey)
		return wrong
	case cs[0].State == Closed && old == nil:
		no("survey", "answer.error.closed", "Number", a.Survey)
		return wrong
	}
	a.SurveyID = cs[0].ID
	if err := a.complaint(tx); err != nil {
		wrong = append(wrong, err)
	}
	e, err := readEdition(tx.DB, cs[0].QuestionnaireID, cs[0].Edition)
	switch {
	case unpublished(err):
		no("survey", "answer.error.not_published", "Number", a.Survey)
		return wrong
	case err != nil:
		return data.Errors{fault(err)}
	}
	a.Edition, a.asked = e.Edition, e.Parts()
	given, es := accept(a.asked, a.Given)
	wrong = append(wrong, es...)
	if len(given) == 0 && len(es) == 0 {
		no(a.asked[0].FieldKey(), "answer.error.empty")
	}
	a.Given = given
	return append(wrong, twice(tx, a)...)
}

// twice refuses a second answer of the same customer, or of the same sheet of
// paper, in one campaign.
func twice(tx *db.Tx, a *Answer) data.Errors {
	var wrong data.Errors
	other := func(f, cond string, arg any) {
		var numbers []string
		err := tx.Raw("SELECT number FROM answers WHERE survey_id = ? AND id <> ? AND deleted_at = 0 AND "+cond+" ORDER BY id LIMIT 1",
			a.SurveyID, a.ID, arg).Scan(&numbers).Error
		switch {
		case err != nil:
			wrong = append(wrong, fault(err))
		case len(numbers) > 0:
			wrong = append(wrong, data.Wrong(f, "answer.error.twice_"+f, "Number", numbers[0]))
		}
	}
	switch {
	case a.ComplaintID != nil: // a customer is asked after each complaint
		other("complaint", "complaint_id = ?", *a.ComplaintID)
	case a.CustomerID != nil:
		other("customer", "customer_id = ?", *a.CustomerID)
	}
	if a.Serial != "" {
		other("serial", "serial = ?", a.Serial)
	}
	return wrong
}

// fault is an error of the program among refusals.
func fault(err error) *data.Error {
	if es := data.All(db.Translate(err)); len(es) > 0 {
		return es[0]
	}
	e := data.Fault(data.Damaged, "error.unexpected", "Cause", err.Error())
	e.Err = err
	return e
}
