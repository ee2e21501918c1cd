package survey

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Types of question. Summaries, paper and entry pass over a type they do not
// know, so that a newer program's questionnaire still opens.
const (
	Score   = "score"   // 评分, whole points from 1 to the scale
	One     = "choice"  // 单选
	Many    = "choices" // 多选
	YesNo   = "yes_no"  // 是否
	Text    = "text"    // 问答
	Number  = "number"  // 数值, at most two decimals
	Promote = "nps"     // 推荐意愿 0–10, Net Promoter Score
	Date    = "date"    // 日期
	Matrix  = "matrix"  // 矩阵评分: several statements scored on one scale
	Rated   = "rated"   // 重要度与满意度: each statement scored for both
	// Importance is the half of a Rated question that asks how much something
	// matters; Parts makes it, nobody writes it.
	Importance = "importance"
)

// Measures are what a score stands for besides satisfaction (指标).
const (
	Effort      = "ces"              // 客户费力度: Customer Effort Score, its mean on its own scale
	Overall     = "acsi_overall"     // X1 of the ACSI: overall satisfaction
	Expectation = "acsi_expectation" // X2: against what was expected
	Ideal       = "acsi_ideal"       // X3: against an ideal offer
)

// Measures lists them in the order in which a person chooses.
var Measures = []string{Effort, Overall, Expectation, Ideal}

// States of a questionnaire's current edition.
const (
	Draft     = "draft"
	Published = "published"
)

// Bounds of a score's scale; the lowest point is always 1.
const (
	LeastScale   = 3
	DefaultScale = 5
	MostScale    = 10
)

// Questionnaire is a questionnaire as it is being written. What answers are
// given to is an Edition of it: publishing makes one, and the next change to
// what the customer reads begins the next edition as a draft.
type Questionnaire struct {
	register.Meta
	Name      string // 问卷名称, the title on paper
	Intro     string // 卷首语
	Thanks    string // 结束语
	Note      string // for the shop alone
	Edition   int64  // 版次 of this text, from 1
	State     string // of this edition: Draft or Published
	Published int64  // the newest published edition, 0 none
	LastKey   int64  // the highest number ever given to a question as its key
	Origin    string // key of the program's questionnaire it came from, "general"; "" of the shop's own

	Questions []Question `gorm:"-"`
}

// Question is one question. Its key names it for good within the
// questionnaire, through all editions; the program gives "1", "2", … where
// the shop gives none, and never the same twice.
type Question struct {
	register.Row `json:"-"`
	Key          string   `json:"key"`
	Type         string   `json:"type"`
	Text         string   `json:"text"`
	Help         string   `json:"help,omitempty"`
	Required     bool     `json:"required,omitempty"`
	Topic        string   `json:"topic,omitempty"`                          // service, price, products, handling, company
	Weight       int64    `json:"weight,omitempty"`                         // of a score within means over several questions; 0 counts as 1
	Scale        int64    `json:"scale,omitempty"`                          // highest point of a score; 0: DefaultScale
	LowLabel     string   `json:"low_label,omitempty"`                      // what the lowest point means
	HighLabel    string   `json:"high_label,omitempty"`                     // what the highest point means
	Options      []string `json:"options,omitempty" gorm:"serializer:json"` // of One and Many
	Other        string   `json:"other,omitempty"`                          // the option that asks for a text, 其他; "" none
	Least        int64    `json:"least,omitempty"`                          // fewest options of Many; with Most, bounds of a Number, both 0 none
	Most         int64    `json:"most,omitempty"`                           // most options of Many, 0 any
	Unit         string   `json:"unit,omitempty"`                           // of a Number
	Items        []string `json:"items,omitempty" gorm:"serializer:json"`   // statements of Matrix and Rated
	Measure      string   `json:"measure,omitempty"`                        // what a Score stands for; "": satisfaction

	No string `json:"-" gorm:"-"` // place on the paper, "3" or "3.2"; Parts sets it
	Of string `json:"-" gorm:"-"` // text of the question that it is a part of
	// Pair is the key of the Importance that belongs to this satisfaction.
	Pair string `json:"-" gorm:"-"`
}

// TableName is GORM's name for the table.
func (Question) TableName() string { return "questionnaire_questions" }

// Points are the points a score or a promoter question may get; ok is false
// for other types.
func (q *Question) Points() (least, most int64, ok bool) {
	switch q.Type {
	case Promote:
		return 0, 10, true
	case Score, Matrix, Rated, Importance:
		if q.Scale == 0 {
			return 1, DefaultScale, true
		}
		return 1, q.Scale, true
	}
	return 0, 0, false
}

// Choices are the options to tick, the one that asks for a text last.
func (q *Question) Choices() []string {
	out := append([]string(nil), q.Options...)
	if q.Other != "" {
		out = append(out, q.Other)
	}
	return out
}

// Edition is a published state of a questionnaire (版次). It never changes.
type Edition struct {
	QuestionnaireID int64      `json:"-"`
	Number          string     `json:"-"` // of the questionnaire
	Edition         int64      `json:"-"`
	Name            string     `json:"name"`
	Intro           string     `json:"intro,omitempty"`
	Thanks          string     `json:"thanks,omitempty"`
	Questions       []Question `json:"questions"`
}

// Current is the text of the questionnaire as it stands, published or not.
func (q *Questionnaire) Current() Edition {
	return Edition{q.ID, q.Number, q.Edition, q.Name, q.Intro, q.Thanks, q.Questions}
}

func questionnaires(d *db.DB) *register.Table[Questionnaire] {
	return &register.Table[Questionnaire]{
		DB: d, Name: "questionnaire", SQL: "questionnaires",
		Set:    questionnaireFields,
		Meta:   func(q *Questionnaire) *register.Meta { return &q.Meta },
		New:    func() *Questionnaire { return &Questionnaire{State: Draft, Edition: 1} },
		Number: func(time.Time) (counter, format string) { return "WJ", "WJ-%04d" },
		Parts: []register.Part[Questionnaire]{
			register.Rows(func(q *Questionnaire) *[]Question { return &q.Questions }),
		},
		Rules:  questionnaireRules,
		Settle: settleQuestionnaire,
		Saved:  savedQuestionnaire,
	}
}

// settleQuestionnaire gives keys to new questions and finds the edition that
// the text belongs to.
func settleQuestionnaire(_ *db.Tx, q, old *Questionnaire) error {
	for i := range q.Questions {
		if n, err := strconv.ParseInt(q.Questions[i].Key, 10, 64); err == nil {
			q.LastKey = max(q.LastKey, n)
		}
	}
	for i := range q.Questions {
		k := &q.Questions[i]
		if k.Options == nil {
			k.Options = []string{}
		}
		if k.Items == nil {
			k.Items = []string{}
		}
		if k.Key == "" {
			q.LastKey++
			k.Key = strconv.FormatInt(q.LastKey, 10)
		}
	}
	if q.State == "" {
		q.State = Draft
	}
	if old != nil && old.State == Published {
		changed, err := differ(q, old)
		if err != nil {
			return err
		}
		if changed || q.State == Draft {
			q.Edition, q.State = old.Edition+1, Draft
		}
	}
	if q.State == Published {
		q.Published = q.Edition
	}
	return nil
}

// differ tells whether the customer would read something else.
func differ(a, b *Questionnaire) (bool, error) {
	x, err := json.Marshal(a.Current())
	if err != nil {
		return false, err
	}
	y, err := json.Marshal(b.Current())
	return !bytes.Equal(x, y), err
}

func savedQuestionnaire(tx *db.Tx, q, old *Questionnaire) error {
	if q.State != Published || old != nil && old.State == Published {
		return nil
	}
	body, err := json.Marshal(q.Current())
	if err != nil {
		return err
	}
	return tx.Exec("INSERT INTO questionnaire_editions (questionnaire_id, edition, body, published_at, published_by) VALUES (?,?,?,?,?)",
		q.ID, q.Edition, string(body), tx.Now.UnixMilli(), tx.Who).Error
}

// Publish publishes the questionnaire's draft; one that is published already
// stays as it is. Code data.NotFound.
func (s *Store) Publish(ctx context.Context, who string, id int64) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Questionnaires.Edits(tx, id); err != nil {
			return err
		}
		q, err := s.Questionnaires.One(tx, id)
		if err != nil || q.State == Published {
			return err
		}
		q.State = Published
		return s.Questionnaires.SaveIn(tx, q)
	})
}

// Edition reads a published edition, the newest where edition is 0. Code
// data.NotFound, key questionnaire.error.not_published.
func (s *Store) Edition(ctx context.Context, questionnaireID, edition int64) (Edition, error) {
	if err := s.Questionnaires.Permit(ctx, right.See); err != nil {
		return Edition{}, err
	}
	e, err := readEdition(s.DB.Read(ctx), questionnaireID, edition)
	return e, db.Translate(err)
}

// unpublished tells whether err is that of a questionnaire without an edition.
func unpublished(err error) bool { return data.CodeOf(err) == data.NotFound }

func readEdition(g *gorm.DB, id, edition int64) (Edition, error) {
	var rows []struct {
		Number  string
		Edition int64
		Body    string
	}
	err := g.Raw(`SELECT q.number, e.edition, e.body FROM questionnaire_editions e JOIN questionnaires q ON q.id = e.questionnaire_id
		WHERE e.questionnaire_id = ? AND (e.edition = ? OR ? = 0) ORDER BY e.edition DESC LIMIT 1`, id, edition, edition).Scan(&rows).Error
	if err != nil {
		return Edition{}, err
	}
	if len(rows) == 0 {
		return Edition{}, data.Fault(data.NotFound, "questionnaire.error.not_published")
	}
	e := Edition{QuestionnaireID: id, Number: rows[0].Number, Edition: rows[0].Edition}
	return e, json.Unmarshal([]byte(rows[0].Body), &e)
}
