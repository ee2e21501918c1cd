package survey

import (
	"kezhi/data/db"
	"kezhi/data/search"
)

func indexCampaign(tx *db.Tx, c *Campaign) error {
	if c.DeletedAt != 0 {
		return search.Remove(tx, "survey", c.ID)
	}
	return search.Put(tx, CampaignEntry(c))
}

// CampaignEntry is what a campaign is found by.
func CampaignEntry(c *Campaign) search.Entry {
	return search.Entry{Register: "survey", ID: c.ID, Names: []string{c.Name}, Numbers: []string{c.Number}}
}

func indexAnswer(tx *db.Tx, a *Answer) error {
	if a.DeletedAt != 0 {
		return search.Remove(tx, "answer", a.ID)
	}
	return search.Put(tx, AnswerEntry(a))
}

// AnswerEntry is what an answer is found by: who gave it. The customer's file is
// found by itself.
func AnswerEntry(a *Answer) search.Entry {
	return search.Entry{
		Register: "answer", ID: a.ID, People: given(a.Respondent), Phones: given(a.Phone), Numbers: given(a.Number, a.Serial),
	}
}

func given(ss ...string) []string {
	var out []string
	for _, s := range ss {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
