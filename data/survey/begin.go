package survey

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/right"
	"kezhi/data/workday"
)

// Begin begins the survey that a schedule asked for on a day: a campaign that
// runs, with the questionnaire, the span, the name and the targets filled in.
// Where the shop has no questionnaire of that kind yet, the program's own is
// published. Codes data.NotFound for a schedule that the regulation does not
// have, data.Refused where the campaign was begun meanwhile.
func (s *Store) Begin(ctx context.Context, who string, l assets.Lang, schedule, day string) (int64, error) {
	var id int64
	err := s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Campaigns.Permit(ctx, right.Create); err != nil {
			return err
		}
		p, err := policy.Current(tx.DB)
		if err != nil {
			return err
		}
		all := Schedules(p, day, day)
		i := slices.IndexFunc(all, func(b Beginning) bool { return b.Key == schedule })
		if i < 0 {
			return data.Fault(data.NotFound, "survey.error.no_schedule", "Day", day)
		}
		b := all[i]
		have, err := held(tx.DB, b)
		if err != nil {
			return err
		}
		if have != "" {
			return data.Fault(data.Refused, "survey.error.begun", "Number", have)
		}
		q, err := s.ask(tx, l, b.Form)
		if err != nil {
			return err
		}
		// Begun late, it still has its whole span for answers to come in.
		from := max(b.Day, today(tx))
		b.Until, _ = b.For.After(&workday.Calendar{}, from)
		c := &Campaign{
			Name: l.T("survey.begun.name", "Year", day[:4], "Month", day[5:7], "Name", l.T(b.Name.Message())), Questionnaire: q,
			From: from, To: b.Until, Way: Paper, State: Running, Responsible: tx.Who, Schedule: b.Key, DueDay: b.Day,
		}
		c.aim(p)
		if err := s.Campaigns.SaveIn(tx, c); err != nil {
			return err
		}
		id = c.ID
		return nil
	})
	return id, err
}

// held is the number of the campaign that a schedule's survey was made by: the
// one begun for it, or one begun by hand whose span meets it. "" for none.
func held(g *gorm.DB, b Beginning) (string, error) {
	var ns []string
	err := g.Session(&gorm.Session{NewDB: true}).Table("surveys").
		Where(`deleted_at = 0 AND (schedule = ? AND due_day = ?
			OR schedule = '' AND from_day <> '' AND from_day <= ? AND (to_day = '' OR to_day >= ?))`, b.Key, b.Day, b.Until, b.Day).
		Where("NOT EXISTS (SELECT 1 FROM questionnaires q WHERE q.id = questionnaire_id AND q.origin = ?)", AfterComplaint).
		Order("id").Limit(1).Pluck("number", &ns).Error
	if err != nil || len(ns) == 0 {
		return "", err
	}
	return ns[0], nil
}

// ask finds a published questionnaire of the shop's that came from one of the
// program's: by its origin or its name, "" for any; else it publishes the
// program's own. It gives the number.
func (s *Store) ask(tx *db.Tx, l assets.Lang, origin string) (string, error) {
	q := tx.Table("questionnaires").Where("published > 0 AND deleted_at = 0")
	if origin != "" {
		names, err := namesOf(origin)
		if err != nil {
			return "", err
		}
		q = q.Where("origin = ? OR origin = '' AND name IN ?", origin, names)
	}
	var ns []string
	if err := q.Order("id").Limit(1).Pluck("number", &ns).Error; err != nil {
		return "", err
	}
	if len(ns) > 0 {
		return ns[0], nil
	}
	if origin == "" {
		origin = assets.Questionnaires[0]
	}
	d, err := Default(origin, l)
	if err != nil {
		return "", err
	}
	d.State = Published
	err = s.Questionnaires.SaveIn(tx, d)
	return d.Number, err
}

// namesOf are the names of one of the program's questionnaires in all
// languages: a shop may have taken it before its origin was kept.
func namesOf(origin string) ([]string, error) {
	var out []string
	for _, l := range assets.Langs {
		q, err := Default(origin, l)
		if err != nil {
			return nil, err
		}
		out = append(out, q.Name)
	}
	return out, nil
}

// AfterComplaint is the key of the questionnaire that is asked when a complaint
// was dealt with.
const AfterComplaint = "after-complaint"

// AskedAfterComplaints is the number of this year's campaign in which customers
// say what they think of how their complaints were handled (投诉处理结果客户反馈);
// it is begun where there is none.
func (s *Store) AskedAfterComplaints(tx *db.Tx, l assets.Lang) (string, error) {
	year := today(tx)[:4]
	var ns []string
	names, err := namesOf(AfterComplaint)
	if err != nil {
		return "", err
	}
	err = tx.Table("surveys AS v").Joins("JOIN questionnaires q ON q.id = v.questionnaire_id").
		Where("v.deleted_at = 0 AND v.state <> ? AND v.from_day >= ? AND (q.origin = ? OR q.origin = '' AND q.name IN ?)", Closed, year, AfterComplaint, names).
		Order("v.id DESC").Limit(1).Pluck("v.number", &ns).Error
	if err != nil || len(ns) > 0 {
		return append(ns, "")[0], err
	}
	q, err := s.ask(tx, l, AfterComplaint)
	if err != nil {
		return "", err
	}
	c := newCampaign(nil)
	c.Name, c.Questionnaire, c.State, c.Way = l.T("survey.after_complaint.name", "Year", year), q, Running, Phone
	c.From, c.To, c.Responsible = year+"-01-01", year+"-12-31", tx.Who
	p, err := policy.Current(tx.DB)
	if err != nil {
		return "", err
	}
	c.aim(p)
	err = s.Campaigns.SaveIn(tx, c)
	return c.Number, err
}
