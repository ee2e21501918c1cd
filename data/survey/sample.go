package survey

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/workday"
)

// Ways of choosing a sample.
const (
	Everybody = "all"    // 全部
	ByLot     = "random" // 随机抽取
)

// Sampling is how the customers are chosen who are asked (抽样). Whoever wants
// not to be disturbed (勿扰) is never among them.
type Sampling struct {
	By     string   // Everybody, ByLot
	Grades []string // only customers of these grades; none: of all
	Size   int64    // how many ByLot takes
	Seed   int64    // of the lot: the same seed draws the same customers; 0: one is made
	Months int64    // nobody who was asked within so many months; 0: no matter when
}

// Candidates is how many customers a Sampling could take, and why not more.
type Candidates struct {
	Population int64 // customers of these grades
	Quiet      int64 // of them, not to be disturbed
	Withdrawn  int64 // of the others, withdrew the consent or did not give one that is needed
	Stored     int64 // of all, only stored (仅存储)
	Asked      int64 // of the others, asked within the months
	Eligible   int64
}

// Sampling is how the campaign's sample was chosen.
func (c *Campaign) Sampling() Sampling {
	return Sampling{c.SampleBy, c.SampleGrades, c.SampleSize, c.SampleSeed, c.SampleMonths}
}

// Words are in words how a sample was chosen; grades are the names of its grades.
func (s Sampling) Words(l data.Speaker, grades []string) string {
	out := []string{l.T("survey.sampling.all")}
	if s.By == ByLot {
		out[0] = l.T("survey.sampling.lot", "N", s.Size, "Seed", s.Seed)
	}
	if len(grades) > 0 {
		out = append(out, strings.Join(grades, l.T("data.list_comma")))
	}
	if s.Months > 0 {
		out = append(out, l.T("survey.sampling.since", "N", s.Months))
	}
	return strings.Join(append(out, l.T("survey.sampling.quiet")), " · ")
}

// Candidates counts whom a campaign's sample could be drawn from. It is drawn from
// the whole shop: code data.Denied for whoever sees some customers alone.
func (s *Store) Candidates(ctx context.Context, id int64, how Sampling) (Candidates, error) {
	if err := s.Campaigns.Permit(ctx, right.See); err != nil {
		return Candidates{}, err
	}
	if err := register.Shopwide(ctx, s.DB); err != nil {
		return Candidates{}, err
	}
	c, _, err := candidates(s.DB.Read(ctx), id, how, s.DB.Now().Local().Format(field.DateLayout))
	return c, db.Translate(err)
}

// CandidatesIn is Candidates within a transaction.
func (s *Store) CandidatesIn(tx *db.Tx, id int64, how Sampling) (Candidates, error) {
	c, _, err := candidates(tx.DB, id, how, today(tx))
	return c, err
}

func candidates(g *gorm.DB, id int64, how Sampling, today string) (Candidates, []int64, error) {
	var c Candidates
	base := func() *gorm.DB {
		q := g.Session(&gorm.Session{NewDB: true}).Table("customers").Where("deleted_at = 0")
		if len(how.Grades) > 0 {
			q = q.Where("grade IN ?", how.Grades)
		}
		return q
	}
	if err := base().Count(&c.Population).Error; err != nil {
		return c, nil, err
	}
	personal, _, err := policy.Personal(g)
	if err != nil {
		return c, nil, err
	}
	where, args := "1 = 1", []any{}
	if len(how.Grades) > 0 {
		where, args = "c.grade IN ?", []any{how.Grades}
	}
	left, err := customer.LeftOut(g, personal, policy.ListSurvey, where, args...)
	if err != nil {
		return c, nil, err
	}
	c.Quiet, c.Withdrawn, c.Stored = left.Disturb, left.Withdrawn+left.Unasked, left.Stored
	q := base().Where("do_not_disturb = 0 AND id NOT IN (" + customer.Off(personal, policy.ListSurvey) + ")")
	if how.Months > 0 {
		since, _ := policy.Period{N: int(how.Months), Unit: policy.Month}.Before(&workday.Calendar{}, today)
		q = q.Where(`id NOT IN (SELECT customer_id FROM answers WHERE customer_id IS NOT NULL AND deleted_at = 0 AND on_day > ? AND survey_id <> ?)`, since, id).
			Where(`id NOT IN (SELECT m.customer_id FROM survey_sample m JOIN surveys v ON v.id = m.survey_id WHERE v.deleted_at = 0 AND v.from_day > ? AND v.id <> ?)`, since, id)
	}
	var ids []int64
	if err := q.Order("id").Pluck("id", &ids).Error; err != nil {
		return c, nil, err
	}
	c.Eligible = int64(len(ids))
	c.Asked = c.Population - left.All() - c.Eligible
	return c, ids, nil
}

// Sample chooses the customers that a campaign asks, in place of those chosen
// before, and keeps with it how they were chosen. Once an answer has come back
// the sample stays as it is: code data.Refused; data.Denied as Candidates. Field
// errors: size.
func (s *Store) Sample(ctx context.Context, who string, id int64, how Sampling) (Campaign, error) {
	var out Campaign
	err := s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Campaigns.Edits(tx, id); err != nil {
			return err
		}
		if err := register.Shopwide(ctx, s.DB); err != nil {
			return err
		}
		var err error
		out, err = s.SampleIn(tx, id, how)
		return err
	})
	return out, err
}

// SampleIn is Sample within a transaction.
func (s *Store) SampleIn(tx *db.Tx, id int64, how Sampling) (Campaign, error) {
	c, err := s.Campaigns.One(tx, id)
	if err != nil {
		return Campaign{}, err
	}
	switch {
	case c.Returned > 0:
		return *c, data.Fault(data.Refused, "survey.error.sample_answered", "N", c.Returned)
	case c.State == Closed:
		return *c, data.Fault(data.Refused, "survey.error.sample_closed")
	case how.By == ByLot && how.Size < 1:
		return *c, data.Wrong("size", "error.required")
	case how.By != ByLot:
		how.Size, how.Seed = 0, 0
	case how.Seed == 0:
		how.Seed = tx.Now.UnixMilli()
	}
	have, ids, err := candidates(tx.DB, id, how, today(tx))
	if err != nil {
		return *c, err
	}
	if how.Size > have.Eligible {
		return *c, data.Wrong("size", "survey.error.sample_size", "Eligible", have.Eligible)
	}
	if how.By == ByLot {
		ids = draw(ids, how.Size, how.Seed)
	}
	if len(ids) == 0 {
		return *c, data.Fault(data.Refused, "survey.error.sample_none", "Population", have.Population, "Quiet", have.Quiet, "Withdrawn", have.Withdrawn, "Stored", have.Stored, "Asked", have.Asked)
	}
	if err := choose(tx, id, ids); err != nil {
		return *c, err
	}
	c.SampleBy, c.SampleGrades, c.SampleSize, c.SampleSeed, c.SampleMonths = how.By, slices.Clone(how.Grades), how.Size, how.Seed, how.Months
	c.Population, c.Sampled, c.Sent = have.Population, int64(len(ids)), int64(len(ids))
	return *c, s.Campaigns.SaveIn(tx, c)
}

// choose keeps the customers of a campaign's sample in place of those before.
func choose(tx *db.Tx, id int64, customers []int64) error {
	if err := tx.Do("DELETE FROM survey_sample WHERE survey_id = ?", id); err != nil {
		return err
	}
	rows := make([]sampled, len(customers))
	for i, x := range customers {
		rows[i] = sampled{SurveyID: id, CustomerID: x}
	}
	_, err := db.Insert(tx, "", rows)
	return err
}

// draw takes n of the ids by lot, in their order.
func draw(ids []int64, n, seed int64) []int64 {
	out := slices.Clone(ids)
	r := rand.New(rand.NewPCG(uint64(seed), 0)) //nolint:gosec // a lot that can be shown again from its seed is no secret
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	out = out[:n]
	slices.Sort(out)
	return out
}

// sampled is a customer chosen for a campaign.
type sampled struct {
	SurveyID   int64 `gorm:"primaryKey;autoIncrement:false"`
	CustomerID int64 `gorm:"primaryKey;autoIncrement:false"`
	AnswerID   *int64
}

// TableName is GORM's name for the table.
func (sampled) TableName() string { return "survey_sample" }

// mark notes which customers of the sample have answered.
func mark(tx *db.Tx, a, old *Answer) error {
	for _, x := range []*Answer{a, old} {
		if x == nil || x.CustomerID == nil {
			continue
		}
		err := tx.Do(`UPDATE survey_sample SET answer_id = (SELECT a.id FROM answers a
			WHERE a.customer_id = survey_sample.customer_id AND a.survey_id = survey_sample.survey_id AND a.deleted_at = 0 ORDER BY a.id LIMIT 1)
			WHERE survey_id = ? AND customer_id = ?`, x.SurveyID, *x.CustomerID)
		if err != nil {
			return err
		}
	}
	return nil
}

// Member is somebody of a sample, for calling and writing to.
type Member struct {
	Customer int64 // id
	Number   string
	Name     string
	Contact  string
	Phone    string
	Grade    string // key
	Owner    string
	Answer   int64 // id of the answer, 0: none yet
}

// Members are the customers of a campaign's sample by number; open alone are
// those who have not answered. limit 0 is all.
func (s *Store) Members(ctx context.Context, id int64, open bool, limit int) ([]Member, error) {
	if err := s.Campaigns.Permit(ctx, right.See); err != nil {
		return nil, err
	}
	q := s.DB.Read(ctx).Table("survey_sample AS m").
		Select("c.id AS customer, c.number, c.name, c.contact, c.phone, c.grade, c.owner, coalesce(m.answer_id, 0) AS answer").
		Joins("JOIN customers c ON c.id = m.customer_id").Where("m.survey_id = ?", id).Order("m.customer_id")
	if open {
		q = q.Where("m.answer_id IS NULL AND c.deleted_at = 0")
	}
	if limit > 0 {
		q = q.Limit(limit)
	}
	theirs, whose := register.Theirs(ctx, s.DB, "m.customer_id")
	var ms []Member
	err := q.Where(theirs, whose...).Find(&ms).Error
	if err != nil {
		return nil, db.Translate(err)
	}
	return register.Ours(ctx, s.DB, ms, func(m *Member) (int64, *string) { return m.Customer, &m.Phone })
}
