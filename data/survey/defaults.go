package survey

import (
	"context"
	"encoding/json"
	"fmt"

	"kezhi/assets"
	"kezhi/data/db"
	"kezhi/data/right"
)

// Defaults are the questionnaires that come with the program, as drafts: one
// for the shop in general, one to be asked after a complaint, one that asks
// how much things matter.
func Defaults(l assets.Lang) ([]*Questionnaire, error) {
	var qs []*Questionnaire
	for _, name := range assets.Questionnaires {
		q, err := Default(name, l)
		if err != nil {
			return nil, err
		}
		qs = append(qs, q)
	}
	return qs, nil
}

// Default is one of the questionnaires that come with the program, as a draft.
func Default(name string, l assets.Lang) (*Questionnaire, error) {
	b, err := assets.Questionnaire(name, l)
	if err != nil {
		return nil, err
	}
	var e Edition
	if err := json.Unmarshal(b, &e); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &Questionnaire{
		Name: e.Name, Intro: e.Intro, Thanks: e.Thanks, Questions: e.Questions, Edition: 1, State: Draft, Origin: name,
	}, nil
}

// Seed publishes the Defaults in a file that has no questionnaire yet, nor one
// in the recycle bin: the shop can ask at once. Otherwise it does nothing.
func (s *Store) Seed(ctx context.Context, who string, l assets.Lang) error {
	qs, err := Defaults(l)
	if err != nil {
		return err
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		var have int64
		if err := tx.Table("questionnaires").Count(&have).Error; err != nil || have > 0 {
			return err
		}
		if err := s.Questionnaires.Permit(ctx, right.Create); err != nil {
			return err
		}
		for _, q := range qs {
			q.State = Published
			if err := s.Questionnaires.SaveIn(tx, q); err != nil {
				return err
			}
		}
		return nil
	})
}
