package shop

import (
	"context"
	"strings"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/internal/door"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/survey"
)

// ways are how a complaint came in that was told on a questionnaire.
var ways = map[string]string{
	survey.OnSite: complaint.InPerson, survey.Phone: complaint.ByPhone, survey.Paper: complaint.InWriting, survey.Online: complaint.Online,
}

// ComplainOf makes a complaint of a poor opinion and keeps the link between the
// two, so that it is not proposed again. It gives the complaint's id. Code
// data.Refused where that was decided before; errors in fields are the
// complaint's.
func (s *Shop) ComplainOf(ctx context.Context, who string, l assets.Lang, answer int64) (int64, error) {
	if err := register.Permit(ctx, s.DB, right.Create, "complaint"); err != nil {
		return 0, err
	}
	if err := s.Surveys.Answers.Known(ctx, answer); err != nil {
		return 0, err
	}
	// What is masked here is not masked in the complaint.
	as, err := s.Surveys.Answers.Load(door.Within(ctx), answer)
	if err == nil && len(as) == 0 {
		err = data.Fault(data.NotFound, "error.not_found", "Number", itoa(int(answer)))
	}
	if err != nil {
		return 0, err
	}
	a := as[0]
	e, err := s.Surveys.Asked(ctx, a.SurveyID)
	if err != nil {
		return 0, err
	}
	c := s.Complaints.New()
	c.Way, c.Receiver, c.CustomerNumber, c.Phone = ways[a.Way], who, a.Customer, a.Phone
	c.What = told(l, a, &e)
	for _, name := range []string{a.Respondent, a.CustomerName, l.T("answer.unnamed")} {
		if c.Complainant == "" {
			c.Complainant = name
		}
	}
	err = s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Complaints.SaveIn(tx, c); err != nil {
			return err
		}
		return s.Surveys.Followed(tx, answer, &c.ID, "")
	})
	return c.ID, err
}

// told is what a customer found bad, in the words of the questionnaire.
func told(l assets.Lang, a *survey.Answer, e *survey.Edition) string {
	lines := []string{l.T("answer.complaint.what", "Number", a.Number, "Day", a.On, "Score", field.ShowDecimal(a.Score))}
	for _, q := range e.Parts() {
		v := a.Given.Text(q.FieldKey())
		least, most, points := q.Points()
		switch {
		case v == "":
			continue
		case q.Type == survey.Text:
			lines = append(lines, q.Text+l.T("paper.colon")+v)
		case points && q.Type == survey.Score:
			// A point in the lower half of the scale is worth telling.
			if n, err := field.ReadInteger(v); err == nil && 2*n < least+most {
				lines = append(lines, l.T("answer.complaint.score", "Text", q.Text, "Points", v, "Of", most))
			}
		}
	}
	return strings.Join(lines, "\n")
}

// AskAfter is the beginning of an answer in which a customer says what they
// think of how a complaint was handled: the campaign, the customer, the
// complainant and the complaint are filled in. The campaign of this year is
// begun where there is none. Code data.Refused where the customer was asked
// already, with the number of the answer.
func (s *Shop) AskAfter(ctx context.Context, who string, l assets.Lang, complaint int64) (field.Values, error) {
	if err := register.Permit(ctx, s.DB, right.Create, "answer"); err != nil {
		return nil, err
	}
	if err := s.Complaints.Known(ctx, complaint); err != nil {
		return nil, err
	}
	cs, err := s.Complaints.Load(ctx, complaint)
	if err == nil && len(cs) == 0 {
		err = data.Fault(data.NotFound, "error.not_found", "Number", itoa(int(complaint)))
	}
	if err != nil {
		return nil, err
	}
	c := cs[0]
	v := field.Values{
		"complaint": c.Number, "customer": c.CustomerNumber, "customer_name": c.CustomerName,
		"respondent": c.Complainant, "phone": c.Phone,
	}
	err = s.DB.Write(ctx, who, func(tx *db.Tx) error {
		var ns []string
		if err := tx.Table("answers").Where("complaint_id = ? AND deleted_at = 0", complaint).Limit(1).Pluck("number", &ns).Error; err != nil {
			return err
		}
		if len(ns) > 0 {
			return data.Fault(data.Refused, "answer.error.twice_complaint", "Number", ns[0])
		}
		n, err := s.Surveys.AskedAfterComplaints(tx, l)
		v["survey"] = n
		return err
	})
	return v, err
}
