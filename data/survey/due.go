package survey

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/workday"
)

// beginAct is what one click does with a survey that the regulation asks for;
// the schedule's key follows it.
const beginAct = "begin:"

// Due is the work with surveys: those that the regulation asks for and nobody
// has begun, those whose answers run out, the corrective action where a figure
// stays under its target, and poor opinions of which a complaint may be made.
func (s *Store) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.work, "survey", "answer")
}

func (s *Store) work(ctx context.Context, q due.Query) (due.List, error) {
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return due.List{}, err
	}
	var l due.List
	for _, read := range []func(*gorm.DB, *policy.Preset, due.Query, *due.List) error{dueBeginnings, dueCampaigns, dueCorrective, dueOpinions} {
		if err := read(g, p, q, &l); err != nil {
			return due.List{}, db.Translate(err)
		}
	}
	return due.Join(q.Limit, l), nil
}

// DoDue begins a survey that the regulation asks for.
func (s *Store) DoDue(ctx context.Context, who string, i due.Item) error {
	schedule, ok := strings.CutPrefix(i.Act, beginAct)
	if !ok {
		return data.Fault(data.Refused, "due.error.open")
	}
	_, err := s.Begin(ctx, who, assets.ZhHans, schedule, i.Day)
	return err
}

// put lists an item and counts it.
func put(l *due.List, q due.Query, i due.Item) {
	if !q.Wants(i.Day, i.Owner) {
		return
	}
	l.Items = append(l.Items, i)
	l.Count(q.Today, i.Day, 1)
}

// dueBeginnings are the surveys that nobody began: of each schedule the last
// one that should have begun, unless the shop did not use the program yet, and
// those that begin until the end of the query.
func dueBeginnings(g *gorm.DB, p *policy.Preset, q due.Query, l *due.List) error {
	since, err := firstDay(g)
	if err != nil || since == "" {
		return err
	}
	last := map[string]Beginning{}
	for _, b := range Schedules(p, since, q.Until) {
		if b.Day <= q.Today {
			last[b.Key] = b
		}
	}
	for _, b := range Schedules(p, since, q.Until) {
		if b.Day <= q.Today && last[b.Key].Day != b.Day {
			continue
		}
		have, err := held(g, b)
		if err != nil {
			return err
		}
		if have == "" {
			put(l, q, due.Item{
				Kind: due.Campaign, Register: "survey", Day: b.Day, Act: beginAct + b.Key,
				Why: "due.why.survey_schedule", WhyArgs: []any{"Name", b.Name, "Every", b.Every, "Until", b.Until},
			})
		}
	}
	return nil
}

// firstDay is the day of the first record of the file, "" while there is none.
func firstDay(g *gorm.DB) (string, error) {
	var at []int64
	err := g.Session(&gorm.Session{NewDB: true}).Table("changes").Order("id").Limit(1).Pluck("at", &at).Error
	if err != nil || len(at) == 0 {
		return "", err
	}
	return time.UnixMilli(at[0]).Local().Format(field.DateLayout), nil
}

// dueCampaigns are those that run, on the day when their answers run out.
func dueCampaigns(g *gorm.DB, _ *policy.Preset, q due.Query, l *due.List) error {
	cs, err := some[Campaign](g, "surveys", "deleted_at = 0 AND state <> ? AND to_day <> '' AND to_day <= ?", Closed, q.Until)
	for _, c := range cs {
		put(l, q, due.Item{
			Kind: due.Campaign, Register: "survey", ID: c.ID, Number: c.Number, What: c.Name, Owner: c.Responsible, Day: c.To,
			Why: "due.why.survey_ends", WhyArgs: []any{"Returned", c.Returned, "Sent", c.Sent},
		})
	}
	return err
}

// dueCorrective are the campaigns under target: first the action is planned,
// within the days of the regulation, then done, then checked for its effect.
func dueCorrective(g *gorm.DB, p *policy.Preset, q due.Query, l *due.List) error {
	cs, err := some[Campaign](g, "surveys", "deleted_at = 0 AND state = ? AND missed <> '[]' AND effect <> ?", Closed, Effective)
	for _, c := range cs {
		i := due.Item{Kind: due.Corrective, Register: "survey", ID: c.ID, Number: c.Number, What: c.Name, Owner: c.ActionBy}
		switch within := (policy.Period{N: p.Surveys.Corrective, Unit: policy.Day}); {
		case c.Action == "" || c.ActionDue == "":
			i.Owner = c.Responsible
			i.Day, _ = within.After(&workday.Calendar{}, c.ClosedDay)
			i.Why, i.WhyArgs = "due.why.survey_corrective", []any{"Within", within, "Day", c.ClosedDay}
		case c.ActionDone == "":
			i.Day, i.What, i.Why = c.ActionDue, c.Action, "due.why.survey_action"
		default:
			i.Day, i.What, i.Why = c.ActionDone, c.Action, "due.why.survey_effect"
			if c.EffectDay != "" {
				i.Day, i.Why = c.EffectDay, "due.why.survey_ineffective"
			}
		}
		put(l, q, i)
	}
	return err
}

// dueOpinions are the answers whose score is so low that a complaint is
// proposed, as long as nobody made one or said why not; those of a campaign
// whose report is approved are let be.
func dueOpinions(g *gorm.DB, p *policy.Preset, q due.Query, l *due.List) error {
	most := Poor(p)
	if most == 0 {
		return nil
	}
	var rows []struct {
		ID, Score               int64
		Number, Respondent, Who string
		Customer                int64
		Day, Owner              string
	}
	query := g.Session(&gorm.Session{NewDB: true}).Table("answers AS a").
		Joins("JOIN surveys v ON v.id = a.survey_id AND v.approver = '' AND v.deleted_at = 0").
		Joins("LEFT JOIN customers c ON c.id = a.customer_id").
		Where("a.deleted_at = 0 AND a.score > 0 AND a.score <= ? AND a.on_day <= ?", most, q.Until).
		Where("NOT EXISTS (SELECT 1 FROM answer_follow f WHERE f.answer_id = a.id)").Where("a.complaint_id IS NULL")
	if q.Owner != "" {
		query = query.Where("coalesce(c.owner, '') IN ?", []string{"", q.Owner})
	}
	err := query.Select("a.id, a.score, a.number, a.respondent, coalesce(c.name, '') AS who, coalesce(c.id, 0) AS customer, a.on_day AS day, coalesce(c.owner, '') AS owner").
		Order("a.on_day, a.id").Find(&rows).Error
	for _, r := range rows {
		if r.Who == "" {
			r.Who = r.Respondent
		}
		put(l, q, due.Item{
			Kind: due.Campaign, Register: "answer", ID: r.ID, Number: r.Number, Customer: r.Customer, Who: r.Who, Owner: r.Owner, Day: r.Day,
			Why: "due.why.survey_poor", WhyArgs: []any{"Score", hundredths(r.Score), "Most", hundredths(most)},
		})
	}
	return err
}

// Poor is the highest score, in hundredths on 1–5, at which the regulation
// proposes a complaint: so many percent of the 5 points. 0: never.
func Poor(p *policy.Preset) int64 { return int64(p.Surveys.Complain) * 500 / 100 }

// some reads records of a table without their parts.
func some[T any](g *gorm.DB, table, where string, args ...any) ([]T, error) {
	var ts []T
	err := g.Session(&gorm.Session{NewDB: true}).Table(table).Where(where, args...).Order("id").Find(&ts).Error
	return ts, err
}
