package survey

import (
	"context"
	"strings"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/right"
)

// Follow is what became of a poor opinion: a complaint, or the reason why none
// was made.
type Follow struct {
	AnswerID    int64 `gorm:"primaryKey;autoIncrement:false"`
	ComplaintID *int64
	Complaint   string `gorm:"-"` // its number
	Declined    string
	At          int64 // unix milliseconds
	Who         string
}

// TableName is GORM's name for the table.
func (Follow) TableName() string { return "answer_follow" }

// Proposal tells whether an answer's score is so low that the regulation
// proposes a complaint, with the highest such score in hundredths, and what was
// decided already, nil for nothing; nothing of an answer that whoever is at the desk
// may not see.
func (s *Store) Proposal(ctx context.Context, a *Answer) (poor bool, most int64, f *Follow, err error) {
	if err := s.Answers.Permit(ctx, right.See); err != nil {
		return false, 0, nil, err
	}
	if ids, err := s.Answers.Seen(ctx, []int64{a.ID}); err != nil || len(ids) == 0 {
		return false, 0, nil, err
	}
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return false, 0, nil, err
	}
	most = Poor(p)
	var fs []Follow
	if err := g.Where("answer_id = ?", a.ID).Find(&fs).Error; err != nil {
		return false, 0, nil, db.Translate(err)
	}
	if len(fs) > 0 {
		f = &fs[0]
		if f.ComplaintID != nil {
			ns, err := numbersOf(g, []int64{*f.ComplaintID})
			if err != nil {
				return false, 0, nil, db.Translate(err)
			}
			f.Complaint = ns[*f.ComplaintID]
		}
	}
	return a.Score > 0 && a.Score <= most, most, f, nil
}

// Decline keeps why no complaint is made of an answer. Field errors: reason.
// Code data.Refused where it was decided before.
func (s *Store) Decline(ctx context.Context, who string, answer int64, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" {
		return data.Wrong("reason", "error.required")
	}
	if len([]rune(reason)) > 500 {
		return data.Wrong("reason", "error.too_long", "Max", 500)
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Answers.Reach(tx, right.EditOwn, answer); err != nil {
			return err
		}
		return s.Followed(tx, answer, nil, reason)
	})
}

// Followed keeps what became of an answer, once.
func (s *Store) Followed(tx *db.Tx, answer int64, complaint *int64, declined string) error {
	if _, err := s.Answers.One(tx, answer); err != nil {
		return err
	}
	var have int64
	if err := tx.Model(&Follow{}).Where("answer_id = ?", answer).Count(&have).Error; err != nil {
		return err
	}
	if have > 0 {
		return data.Fault(data.Refused, "answer.error.followed")
	}
	return tx.Create(&Follow{AnswerID: answer, ComplaintID: complaint, Declined: declined, At: tx.Now.UnixMilli(), Who: tx.Who}).Error
}
