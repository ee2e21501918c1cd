package demo

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kezhi/assets"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/survey"
)

type surveyTexts struct {
	Campaign string   `json:"campaign"`
	Purpose  string   `json:"purpose"`
	Comments []string `json:"comments"`
	Others   []string `json:"others"`
	Notes    []string `json:"notes"`
	// What was concluded from a survey and done under target.
	Special     string   `json:"special"` // name of the survey that asks how much things matter
	Conclusions []string `json:"conclusions"`
	Cause       string   `json:"cause"`
	Actions     []string `json:"actions"`
	Departments []string `json:"departments"`
}

// campaign is a survey as the sample data plans it.
type campaign struct {
	id       int64
	number   string
	from, to time.Time
	asked    []survey.Question
	mood     float64 // what customers think of the shop, 0 to 1
	origin   string  // of its questionnaire
	chosen   []int   // places of the customers of its sample; nil: nobody in particular
}

// The shares of customers that are asked, and that answer.
const (
	askedOf100  = 25
	answerOf100 = 79
	mostAsked   = 400
)

// questionnaires publishes the questionnaires that come with the program.
func (m *maker) questionnaires(ctx context.Context) error {
	return m.shop.Surveys.Seed(ctx, m.reviewer, assets.ZhHans)
}

// surveyPlan plans four surveys: three of one questionnaire, of which the last
// is running, and one that asks how much things matter.
func (m *maker) surveyPlan() {
	today := m.cal.today
	for i, k := range []campaign{
		{from: today.AddDate(0, -13, 0), mood: 0.66, origin: "general"},
		{from: today.AddDate(0, -7, 0), mood: 0.72, origin: "general"},
		{from: today.AddDate(0, 0, -110), mood: 0.74, origin: "importance"},
		{from: today.AddDate(0, 0, -24), mood: 0.77, origin: "general"},
	} {
		k.to = k.from.AddDate(0, 0, 34)
		m.surveys = append(m.surveys, k)
		m.plan(event{at: k.from.Add(opens), what: surveying, nth: i})
	}
}

// surveying begins a survey and hands out the questionnaires.
func (m *maker) surveying(tx *db.Tx, e event) error {
	k := &m.surveys[e.nth]
	have := len(m.numbers)
	sent := min(max(have*askedOf100/100, 12), mostAsked, have)
	if sent == 0 {
		return nil
	}
	var numbers []string
	if err := tx.Table("questionnaires").Where("published > 0 AND deleted_at = 0 AND origin = ?", k.origin).Order("id").Limit(1).Pluck("number", &numbers).Error; err != nil || len(numbers) == 0 {
		return err
	}
	half := "上半年"
	if k.from.Month() > 6 {
		half = "下半年"
	}
	m.as(tx, e.at, m.reviewer)
	name := m.texts.surveys.Campaign
	if k.origin != "general" {
		name = m.texts.surveys.Special
	}
	c := &survey.Campaign{
		Name:          put(name, "year", fmt.Sprint(k.from.Year()), "half", half),
		Questionnaire: numbers[0],
		From:          k.from.Format(field.DateLayout), To: k.to.Format(field.DateLayout),
		Way: survey.Paper, State: survey.Running,
		Population: int64(have), Sent: int64(sent), Target: 85,
		Responsible: "贺敏", Purpose: m.texts.surveys.Purpose,
	}
	if err := m.shop.Surveys.Campaigns.SaveIn(tx, c); err != nil {
		return err
	}
	m.count.Campaigns++
	k.id, k.number = c.ID, c.Number
	q, err := m.questions(tx, c.QuestionnaireID)
	if err != nil {
		return err
	}
	k.asked = survey.Parts(q)
	if k.to.After(m.cal.today) {
		if err := m.sampling(tx, k, int64(sent)); err != nil {
			return err
		}
		if k.chosen != nil {
			sent = len(k.chosen)
		}
	}
	d := roll(m.seed, uint64(e.nth)<<8|streamSurvey)
	for j := range sent {
		if !d.in100(answerOf100) {
			continue
		}
		at := m.cal.after(e.at, d.between(1, 32), d)
		i := j * have / sent
		if k.chosen != nil {
			i = k.chosen[j]
		}
		m.plan(event{at: at, what: answering, i: i, opened: m.opened(i), nth: e.nth})
	}
	m.plan(event{at: k.to.Add(closes), what: closing, nth: e.nth})
	return nil
}

// sampling draws the customers of a survey by lot.
func (m *maker) sampling(tx *db.Tx, k *campaign, n int64) error {
	if m.bulk != nil {
		if err := m.bulk.flush(tx); err != nil {
			return err
		}
	}
	how := survey.Sampling{By: survey.ByLot, Seed: int64(m.seed) + 1, Months: 3}
	have, err := m.shop.Surveys.CandidatesIn(tx, k.id, how)
	if err != nil {
		return err
	}
	if how.Size = min(n, have.Eligible); how.Size == 0 {
		return nil
	}
	if _, err := m.shop.Surveys.SampleIn(tx, k.id, how); err != nil {
		return err
	}
	var ids []int32
	if err := tx.Table("survey_sample").Where("survey_id = ?", k.id).Order("customer_id").Pluck("customer_id", &ids).Error; err != nil {
		return err
	}
	for _, id := range ids {
		if i, ok := slices.BinarySearch(m.ids, id); ok {
			k.chosen = append(k.chosen, i)
		}
	}
	return nil
}

// questions are those of the edition published last.
func (m *maker) questions(tx *db.Tx, id int64) ([]survey.Question, error) {
	q, err := m.shop.Surveys.Questionnaires.One(tx, id)
	if err != nil {
		return nil, err
	}
	return q.Questions, nil
}

// answering enters one customer's answer.
func (m *maker) answering(tx *db.Tx, e event) error {
	k := &m.surveys[e.nth]
	d := roll(m.seed, uint64(e.i)<<8|streamAnswer+uint64(e.nth))
	c := m.customer(e.i, e.opened)
	a := &survey.Answer{
		Survey: k.number, Customer: m.number(e.i), Respondent: c.Name, Phone: first(c),
		On:  e.at.Format(field.DateLayout),
		Way: weightedOf(d, survey.Paper, 55, survey.Phone, 25, survey.OnSite, 20), TakenBy: one(d, m.desk),
		Given: field.Values{},
	}
	if len(c.Contacts) > 0 {
		a.Respondent, a.Phone = c.Contacts[0].Name, c.Contacts[0].Phone
	}
	if d.in100(6) {
		a.Note = one(d, m.texts.surveys.Notes)
	}
	mood := min(max(k.mood+d.NormFloat64()*0.2, 0), 1)
	for i := range k.asked {
		m.give(d, a.Given, &k.asked[i], mood, e.at)
	}
	m.as(tx, e.at, a.TakenBy)
	if err := m.shop.Surveys.Answers.SaveIn(tx, a); err != nil {
		return err
	}
	m.count.Answers++
	return nil
}

// give answers one question as somebody of that mood would; one that need not
// be answered is sometimes passed over.
// The parts of a question that is rated twice differ: some matter more than
// others, and some are done better.
var (
	matters = []float64{0.72, 0.55, 0.86, 0.95, 0.9, 0.78, 0.6}
	done    = []float64{0.1, 0.04, -0.18, 0.12, -0.12, -0.04, -0.06}
)

func (m *maker) give(d dice, given field.Values, q *survey.Question, mood float64, at time.Time) {
	if !q.Required && d.in100(6) {
		return
	}
	key := q.FieldKey()
	switch q.Type {
	case survey.Date:
		given[key] = at.AddDate(0, 0, -d.between(1, 90)).Format(field.DateLayout)
	case survey.Score, survey.Promote, survey.Importance:
		least, most, _ := q.Points()
		if _, n, ok := strings.Cut(q.No, "."); ok {
			i, _ := strconv.Atoi(n)
			if mood += done[i%len(done)]; q.Type == survey.Importance {
				mood = matters[i%len(matters)]
			}
		}
		share := min(max(mood+d.NormFloat64()*0.14, 0), 1)
		given[key] = fmt.Sprint(least + int64(share*float64(most-least)+0.5))
	case survey.One:
		given[key] = m.option(d, given, q)
	case survey.Many:
		n := max(int(q.Least), 1)
		if most := int(q.Most); most > n || most == 0 {
			n = d.between(n, max(min(most, len(q.Options)), n, 2))
		}
		given[key] = some(d, q.Options, n)
	case survey.YesNo:
		given[key] = survey.Yes
		if d.Float64() > mood+0.2 {
			given[key] = survey.No
		}
	case survey.Number:
		if q.Most > q.Least {
			given[key] = fmt.Sprint(q.Least + d.Int64N(min(q.Most-q.Least, 12)+1))
		} else {
			given[key] = fmt.Sprint(d.between(1, 12))
		}
	case survey.Text:
		if d.in100(35) || q.Required {
			given[key] = one(d, m.texts.surveys.Comments)
		}
	}
}

func (m *maker) option(d dice, given field.Values, q *survey.Question) string {
	if q.Other != "" && d.in100(8) {
		given[q.FieldKey()+"_other"] = one(d, m.texts.surveys.Others)
		return q.Other
	}
	return one(d, q.Options)
}

// closing ends a survey.
func (m *maker) closing(tx *db.Tx, e event) error {
	c, err := m.shop.Surveys.Campaigns.One(tx, m.surveys[e.nth].id)
	if err != nil {
		return err
	}
	m.as(tx, e.at, m.reviewer)
	c.State = survey.Closed
	if err := m.shop.Surveys.Campaigns.SaveIn(tx, c); err != nil || c.Returned == 0 {
		return err
	}
	return m.concluding(tx, e, c)
}

// concluding writes what a survey came to, and under target what is done: of
// the older ones with effect, of the last until some days from now.
func (m *maker) concluding(tx *db.Tx, e event, c *survey.Campaign) error {
	t := &m.texts.surveys
	m.as(tx, e.at.Add(time.Hour), m.reviewer)
	c.Conclusion, c.Improvement = t.Conclusions[e.nth%len(t.Conclusions)], t.Actions[e.nth%len(t.Actions)]
	if len(c.Missed) > 0 {
		c.Cause, c.Action, c.ActionBy = t.Cause, t.Actions[e.nth%len(t.Actions)], m.reviewer
		c.ActionDue = m.cal.today.AddDate(0, 0, 6).Format(field.DateLayout)
		if done := e.at.AddDate(0, 0, 21); done.Before(m.cal.today.AddDate(0, -4, 0)) {
			c.ActionDue = done.Format(field.DateLayout)
			m.as(tx, done, m.reviewer)
			c.ActionDone, c.Effect, c.EffectBy, c.EffectDay = c.ActionDue, survey.Effective, m.who(), c.ActionDue
		}
	}
	c.Approver, c.Departments, c.DistributedDay = m.who(), t.Departments, tx.Now.Format(field.DateLayout)
	return m.shop.Surveys.Campaigns.SaveIn(tx, c)
}
