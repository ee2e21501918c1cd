package survey

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Answer is one filled-in questionnaire (答卷). It is numbered within its
// campaign, DC-2026-0001-0012; a customer answers a campaign once, and so does
// a sheet of paper that bears a serial number.
type Answer struct {
	register.Meta
	SurveyID     int64
	Survey       string // number of the campaign
	Edition      int64  // the questionnaire's edition the questions are from
	CustomerID   *int64 // nil: somebody without a file, or unnamed
	Customer     string `gorm:"-"` // number of the customer
	CustomerName string `gorm:"-"`
	ComplaintID  *int64 // the complaint whose handling is asked about; nil: none
	Complaint    string `gorm:"-"` // its number
	Respondent   string // 答卷人
	Phone        string
	Serial       string // 纸质编号: number printed on the sheet
	On           string `gorm:"column:on_day"` // the day it was answered
	Way          string
	TakenBy      string // 录入人 or 访问人
	Note         string
	Score        int64 // mean of its scores brought to 1–5, hundredths; 0 where none was given

	// Given are the answers by question: "q_1" → "5". See AnswerFields for
	// what stands under each key. A question without an answer is missing.
	Given field.Values `gorm:"-"`
	// Values are the same as they are kept, one row a tick.
	Values []Value `gorm:"-"`

	asked []Question
}

// Value is one answer to one question; of a question that takes several
// options one row for each that was ticked.
type Value struct {
	register.Row
	Question string // the question's key
	Type     string
	Value    string // as in Answer.Given
	Amount   int64  // Score, Promote and Number: hundredths
	Other    string // the text beside the option that asks for one
}

// TableName is GORM's name for the table.
func (Value) TableName() string { return "survey_values" }

func answers(d *db.DB) *register.Table[Answer] {
	return &register.Table[Answer]{
		DB: d, Name: "answer", SQL: "answers",
		Owners: []string{"taken_by"}, Customer: "customer_id",
		Set:  answerFields,
		Meta: func(a *Answer) *register.Meta { return &a.Meta },
		New: func() *Answer {
			return &Answer{On: d.Now().Local().Format(time.DateOnly), Way: Paper}
		},
		Parts: []register.Part[Answer]{
			register.Rows(func(a *Answer) *[]Value { return &a.Values }),
		},
		Rules:  answerRules,
		Settle: settleAnswer,
		Saved:  savedAnswer,
		Loaded: loadedAnswers,
	}
}

// settleAnswer numbers a new answer within its campaign and writes out what
// was given, one row a tick.
func settleAnswer(tx *db.Tx, a, old *Answer) error {
	if old == nil {
		n, err := tx.Next(a.Survey)
		if err != nil {
			return err
		}
		a.Number = fmt.Sprintf("%s-%04d", a.Survey, n)
	}
	a.Values = spread(a.asked, a.Given)
	a.Score = mean5(a.asked, a.Values).Hundredths()
	return nil
}

// savedAnswer counts the campaign's answers anew and binds the campaign to the
// edition. A sheet that is taken out of the recycle bin must not have been
// entered again meanwhile.
func savedAnswer(tx *db.Tx, a, old *Answer) error {
	if a.DeletedAt == 0 && old != nil && old.DeletedAt != 0 {
		if es := twice(tx, a); len(es) > 0 {
			return es
		}
	}
	if err := mark(tx, a, old); err != nil {
		return err
	}
	err := tx.Exec(`UPDATE surveys SET
		returned = (SELECT count(*) FROM answers WHERE survey = ? AND deleted_at = 0),
		edition = CASE edition WHEN 0 THEN ? ELSE edition END,
		state = CASE state WHEN 'planned' THEN 'running' ELSE state END
		WHERE id = ?`, a.Survey, a.Edition, a.SurveyID).Error
	if err != nil {
		return err
	}
	if err := rejudge(tx, a.SurveyID); err != nil {
		return err
	}
	return indexAnswer(tx, a)
}

func loadedAnswers(g *gorm.DB, as []*Answer) error {
	var ids, complaints []int64
	for _, a := range as {
		a.Given = gather(a.Values)
		if a.ComplaintID != nil {
			complaints = append(complaints, *a.ComplaintID)
		}
		if a.CustomerID != nil {
			ids = append(ids, *a.CustomerID)
		}
	}
	refs, err := customer.Refs(g, ids)
	if err != nil {
		return err
	}
	numbers, err := numbersOf(g, complaints)
	if err != nil {
		return err
	}
	for _, a := range as {
		if a.ComplaintID != nil {
			a.Complaint = numbers[*a.ComplaintID]
		}
		if a.CustomerID != nil {
			r := refs[*a.CustomerID]
			a.Customer, a.CustomerName = r.Number, r.Name
		}
	}
	return nil
}

// Asked is the edition by which a campaign's answers are asked: the one it is
// bound to, before the first answer the one published last. Code
// data.NotFound.
func (s *Store) Asked(ctx context.Context, campaignID int64) (Edition, error) {
	c, err := s.campaign(ctx, campaignID)
	if err != nil {
		return Edition{}, err
	}
	e, err := readEdition(s.DB.Read(ctx), c.QuestionnaireID, c.Edition)
	return e, db.Translate(err)
}

// campaign reads one campaign, also from the recycle bin. Code data.NotFound.
func (s *Store) campaign(ctx context.Context, id int64) (Campaign, error) {
	cs, err := s.Campaigns.Load(ctx, id)
	if err != nil {
		return Campaign{}, err
	}
	if len(cs) == 0 {
		return Campaign{}, data.Fault(data.NotFound, "error.not_found", "Number", fmt.Sprint(id))
	}
	return *cs[0], nil
}
