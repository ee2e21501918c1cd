package surveys

import (
	"context"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/survey"
	"kezhi/ui/screen"
)

// asked is the register of answers together with the questions of one edition:
// their answers are fields like any other.
type asked struct {
	register.Register
	questions []field.Desc
}

func askedBy(h screen.Host, e survey.Edition) asked {
	return asked{h.Shop().Surveys.Answers, survey.AnswerFields(e.Questions)}
}

// Fields are the register's own fields and then the questions'.
func (a asked) Fields() []field.Desc {
	own := a.Register.Fields()
	return append(own[:len(own):len(own)], a.questions...)
}

// campaign is what the entry of answers needs to know of one.
type campaign struct {
	survey.Campaign
	edition survey.Edition
}

// readCampaign reads a campaign and the edition its answers are asked by. It
// queries: call it beside the window. Errors in the field "survey" as the
// register of answers has them.
func readCampaign(ctx context.Context, h screen.Host, number string) (campaign, error) {
	var c campaign
	s := h.Shop().Surveys
	for _, e := range s.Answers.Check(ctx, register.Record{Values: field.Values{"survey": number}}) {
		if e.Field == "survey" {
			return c, e
		}
	}
	id, err := s.Campaigns.Find(ctx, number)
	if err != nil {
		return c, err
	}
	cs, err := s.Campaigns.Load(ctx, id)
	if err != nil || len(cs) == 0 {
		return c, err
	}
	c.Campaign = *cs[0]
	c.edition, err = s.Asked(ctx, id)
	return c, err
}

// running are the numbers of the campaigns that take answers, newest first, at
// most two: who needs to know more asks the person.
func running(ctx context.Context, h screen.Host) ([]string, error) {
	r := h.Shop().Surveys.Campaigns
	ids, err := r.IDs(ctx, register.Query{Limit: 2, Filters: []register.Filter{{Key: "state", In: []string{survey.Running}}}})
	if err != nil {
		return nil, err
	}
	ls, err := r.Lines(ctx, ids)
	var ns []string
	for _, l := range ls {
		ns = append(ns, l.Number)
	}
	return ns, err
}
