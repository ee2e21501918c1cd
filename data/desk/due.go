package desk

import (
	"context"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// What one click does.
const (
	ActDone    = "done"    // the promise was kept today
	ActGreeted = "greeted" // they were greeted today
)

// Due is the work of the front desk: promises, registrations that end,
// birthdays and holidays.
func (s *Store) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.work, "reception", "customer")
}

func (s *Store) work(ctx context.Context, q due.Query) (due.List, error) {
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return due.List{}, err
	}
	var ls []due.List
	for _, f := range []func(*gorm.DB, *policy.Preset, due.Query) (due.List, error){promisesDue, endingDue, birthdaysDue, holidaysDue} {
		l, err := f(g, p, q)
		if err != nil {
			return due.List{}, db.Translate(err)
		}
		ls = append(ls, l)
	}
	return due.Join(q.Limit, ls...), nil
}

// DoDue keeps a promise or greets, on the day of the clock.
func (s *Store) DoDue(ctx context.Context, who string, i due.Item) error {
	switch i.Act {
	case ActDone:
		return s.Keep(ctx, who, i.ID, i.Pos, today(s.DB.Now()))
	case ActGreeted:
		return s.Greet(ctx, who, Greeting{CustomerID: i.Customer, Day: i.Day, Occasion: birthday + i.What}, "")
	}
	return data.Fault(data.Refused, "due.error.open")
}

// found is a line of work as it is read.
type found struct {
	ID, Customer int64
	Number, Who  string
	What, Owner  string
	Day, Clock   string
	Pos          int
}

// listed reads work and counts it: columns of found, from where, with the day
// and the owner as columns there.
func listed(g *gorm.DB, q due.Query, columns, from, day, owner string, args ...any) ([]found, due.List, error) {
	from += " AND " + day + " >= ? AND " + day + " <= ?"
	args = append(args, q.From, q.Until)
	if q.Owner != "" {
		from += " AND " + owner + " IN (?, '')"
		args = append(args, q.Owner)
	}
	var l due.List
	var n struct{ Late, Today, Later int }
	err := g.Session(&gorm.Session{NewDB: true}).Raw("SELECT count(*) FILTER (WHERE "+day+" < ?) AS late, count(*) FILTER (WHERE "+day+" = ?) AS today, count(*) FILTER (WHERE "+day+" > ?) AS later FROM "+from,
		append([]any{q.Today, q.Today, q.Today}, args...)...).Scan(&n).Error
	l.Late, l.Today, l.Later = n.Late, n.Today, n.Later
	if err != nil || l.Late+l.Today+l.Later == 0 || q.Limit == 0 {
		return nil, l, err
	}
	var fs []found
	err = g.Session(&gorm.Session{NewDB: true}).Raw("SELECT "+columns+" FROM "+from+" ORDER BY "+day+" LIMIT ?", append(args, q.Limit)...).Scan(&fs).Error
	return fs, l, err
}

// promisesDue are the promises of the desk that are not kept.
func promisesDue(g *gorm.DB, _ *policy.Preset, q due.Query) (due.List, error) {
	fs, l, err := listed(g, q,
		"r.id, coalesce(r.customer_id, 0) AS customer, r.number, r.name AS who, p.what, p.owner, p.due AS day, p.clock, p.pos",
		"reception_promises p CROSS JOIN receptions r ON r.id = p.record_id WHERE p.done_on = '' AND r.deleted_at = 0", "p.due", "p.owner")
	for _, f := range fs {
		i := due.Item{Kind: due.Promise, Register: "reception", ID: f.ID, Number: f.Number, Customer: f.Customer, Who: f.Who, What: f.What, Owner: f.Owner, Day: f.Day, Pos: f.Pos, Act: ActDone}
		if t, err := time.ParseInLocation(field.TimeLayout, f.Day+" "+f.Clock, time.Local); err == nil {
			i.At = t.UnixMilli()
		}
		l.Items = append(l.Items, i)
	}
	return l, err
}

// endingDue are the registrations that end and were not followed by another:
// whoever received the customer calls them before the customer is anybody's.
// Those that ended are no work any more.
func endingDue(g *gorm.DB, p *policy.Preset, q due.Query) (due.List, error) {
	q.From = max(q.From, q.Today)
	fs, l, err := listed(g, q,
		"r.id, coalesce(r.customer_id, 0) AS customer, r.number, r.name AS who, r.wants AS what, r.receiver AS owner, r.valid_until AS day",
		`receptions r WHERE r.deleted_at = 0 AND r.valid_until > r.on_day AND (r.phone <> '' OR r.customer_id IS NOT NULL)
		AND NOT EXISTS (SELECT 1 FROM receptions w WHERE w.phone_key = r.phone_key AND w.phone_key <> '' AND w.valid_until > r.valid_until AND +w.deleted_at = 0)
		AND NOT EXISTS (SELECT 1 FROM receptions w WHERE w.customer_id = r.customer_id AND w.valid_until > r.valid_until AND +w.deleted_at = 0)`, "r.valid_until", "r.receiver")
	for _, f := range fs {
		l.Items = append(l.Items, due.Item{
			Kind: due.Registered, Register: "reception", ID: f.ID, Number: f.Number, Customer: f.Customer, Who: f.Who, What: f.What, Owner: f.Owner, Day: f.Day,
			Why: "reception.due.ending", WhyArgs: []any{"Valid", p.Desk.Valid},
		})
	}
	return l, err
}

// birthdaysDue are the birthdays within the days that the regulation lists
// ahead. A birthday that is over is no work any more.
func birthdaysDue(g *gorm.DB, p *policy.Preset, q due.Query) (due.List, error) {
	var l due.List
	personal, _, err := policy.Personal(g)
	if err != nil {
		return l, err
	}
	for _, day := range listedDays(p, q) {
		more, args := narrowed(GreetQuery{Open: true, Owner: q.Owner})
		var n int
		err := g.Session(&gorm.Session{NewDB: true}).Raw("SELECT (SELECT count(*) "+onDay(ownBirthdays, day, personal)+more+") + (SELECT count(*) "+onDay(contactBirthdays, day, personal)+more+")", append(args, args...)...).Scan(&n).Error
		if err != nil {
			return l, err
		}
		l.Count(q.Today, day, n)
		if n == 0 || len(l.Items) >= q.Limit {
			continue
		}
		gs, err := birthdays(g, day, GreetQuery{Owner: q.Owner, Open: true, Limit: q.Limit - len(l.Items)})
		if err != nil {
			return l, err
		}
		for _, x := range gs {
			l.Items = append(l.Items, due.Item{
				Kind: due.Greeting, Register: "customer", ID: x.CustomerID, Number: x.Number, Customer: x.CustomerID, Who: x.Customer, What: x.Person, Owner: x.Owner, Day: day,
				Why: "greeting.due.birthday", Act: ActGreeted,
			})
		}
	}
	return l, nil
}

// holidaysDue are the holidays ahead on which somebody is still to be greeted:
// one piece of work each, with a list of its own.
func holidaysDue(g *gorm.DB, p *policy.Preset, q due.Query) (due.List, error) {
	var l due.List
	cal, err := policy.Calendar(g)
	if err != nil {
		return l, err
	}
	for _, day := range listedDays(p, q) {
		name := greeted(cal, day)
		if name == "" {
			continue
		}
		gs, err := holidays(g, p, day, name, GreetQuery{Owner: q.Owner, Open: true, Limit: 1})
		if err != nil {
			return l, err
		}
		if len(gs) > 0 {
			l.Count(q.Today, day, 1)
			l.Items = append(l.Items, due.Item{Kind: due.Greeting, Register: "greeting", What: "", Day: day, Why: "greeting.due.holiday", WhyArgs: []any{"Name", HolidayName(name)}})
		}
	}
	return l, nil
}

// listedDays are the days of which greetings are listed.
func listedDays(p *policy.Preset, q due.Query) []string {
	t, err := time.Parse(field.DateLayout, q.Today)
	if err != nil {
		return nil
	}
	until := min(q.Until, t.AddDate(0, 0, p.Desk.Greetings).Format(field.DateLayout))
	return days(max(q.From, q.Today), until)
}
