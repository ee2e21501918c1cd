package desk

import (
	"context"
	"strconv"
	"strings"
	"time"

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

// Greeting is somebody to be greeted on a day (问候): a customer or the first
// contact of one on a birthday, a customer with privileges on a holiday.
// Whoever does not want to be disturbed (勿扰) is not among them.
type Greeting struct {
	CustomerID int64
	Number     string
	Customer   string // the customer's name
	Person     string // whose birthday it is; "": the customer's, or a holiday
	Phone      string
	Owner      string // 客户经理
	Grade      string
	Day        string
	Occasion   string // BirthdayOf, HolidayOf

	DoneOn string // the day they were greeted, "" for not yet
	DoneBy string
	Way    string
}

// Holiday is the name of the holiday, "" for a birthday.
func (g Greeting) Holiday() string {
	name, ok := strings.CutPrefix(g.Occasion, holiday)
	if !ok {
		return ""
	}
	return name
}

// Ways of greeting.
var Ways = []string{"phone", "message", "wechat", "gift", "visit"}

const (
	birthday = "birthday:"
	holiday  = "holiday:"
)

// solemn are the holidays on which nobody is congratulated.
var solemn = []string{"清明"}

// HolidayName is a holiday in words.
type HolidayName string

// Say is the name in the speaker's language, as the notice has it where the
// language lacks it.
func (h HolidayName) Say(s data.Speaker) string {
	key := "greeting.holiday." + string(h)
	if t := s.T(key); t != key {
		return t
	}
	return string(h)
}

// GreetQuery says which greetings are wanted.
type GreetQuery struct {
	From, Until string // days, both included
	Owner       string // only of their customers and nobody's; "": of all
	Open        bool   // only those who were not greeted
	Limit       int
}

// Greetings are the birthdays and holidays of the days, in their order. A
// birthday on 29 February is on the 28th where there is none.
func (s *Store) Greetings(ctx context.Context, q GreetQuery) ([]Greeting, error) {
	if err := register.Permit(ctx, s.DB, right.See, "customer"); err != nil {
		return nil, err
	}
	limit := q.Limit
	if !register.Wide(ctx, s.DB) {
		q.Limit = manyGreetings
	}
	gs, err := s.greetings(ctx, q)
	if err != nil {
		return nil, err
	}
	gs, err = register.Ours(ctx, s.DB, gs, func(g *Greeting) (int64, *string) { return g.CustomerID, &g.Phone })
	return gs[:min(len(gs), limit)], err
}

// manyGreetings are read where only some of them are somebody's to see.
const manyGreetings = 5000

func (s *Store) greetings(ctx context.Context, q GreetQuery) ([]Greeting, error) {
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return nil, err
	}
	cal, err := policy.Calendar(g)
	if err != nil {
		return nil, err
	}
	var out []Greeting
	for _, day := range days(q.From, q.Until) {
		gs, err := birthdays(g, day, q)
		if err == nil && len(gs) < q.Limit {
			if name := greeted(cal, day); name != "" {
				var hs []Greeting
				hs, err = holidays(g, p, day, name, q)
				gs = append(gs, hs...)
			}
		}
		if err != nil {
			return nil, db.Translate(err)
		}
		if out = append(out, gs...); len(out) >= q.Limit {
			return out[:q.Limit], nil
		}
	}
	return out, nil
}

// days are the days from one to another.
func days(from, until string) []string {
	t, err := time.Parse(field.DateLayout, from)
	var out []string
	for ; err == nil && t.Format(field.DateLayout) <= until; t = t.AddDate(0, 0, 1) {
		out = append(out, t.Format(field.DateLayout))
	}
	return out
}

// greeted is the holiday that begins on a day, "" for none.
func greeted(c *workday.Calendar, day string) string {
	d, ok := c.Find(day)
	if !ok || d.Work || d.Name == "" {
		return ""
	}
	t, _ := time.Parse(field.DateLayout, day)
	if y, ok := c.Find(t.AddDate(0, 0, -1).Format(field.DateLayout)); ok && !y.Work && y.Name == d.Name {
		return ""
	}
	for _, s := range solemn {
		if strings.Contains(d.Name, s) {
			return ""
		}
	}
	return d.Name
}

// spots are the days of the year that are celebrated on a day, "02-29" with
// "02-28" where the year lacks it, as a list of SQL.
func spots(day string) string {
	t, _ := time.Parse(field.DateLayout, day)
	s := "'" + t.Format("01-02") + "'"
	if next := t.AddDate(0, 0, 1); t.Format("01-02") == "02-28" && next.Month() == time.March {
		s += ",'02-29'"
	}
	return s
}

// The birthdays of customers, and of the first contacts of customers.
const (
	ownBirthdays = `FROM customers c LEFT JOIN greetings g ON g.customer_id = c.id AND g.occasion = 'birthday:' AND g.year = %year
		WHERE substr(c.birthday, 6) IN (%spots) AND c.birthday <> '' AND c.kind = 'person' AND c.deleted_at = 0 AND c.do_not_disturb = 0 AND c.id NOT IN (%off)`
	contactBirthdays = `FROM customer_contacts k CROSS JOIN customers c ON c.id = k.record_id
		LEFT JOIN greetings g ON g.customer_id = c.id AND g.occasion = 'birthday:' || k.name AND g.year = %year
		WHERE substr(k.birthday, 6) IN (%spots) AND k.birthday <> '' AND c.deleted_at = 0 AND c.do_not_disturb = 0 AND c.contact = k.name AND %contact`
)

func onDay(sql, day string, p *policy.Privacy) string {
	return strings.NewReplacer("%year", day[:4], "%spots", spots(day),
		"%off", customer.Off(p, policy.ListGreeting), "%contact", customer.OnContact(p, policy.ListGreeting)).Replace(sql)
}

const greetingColumns = "SELECT c.id AS customer_id, c.number, c.name AS customer, c.owner, c.grade, coalesce(g.on_day, '') AS done_on, coalesce(g.who, '') AS done_by, coalesce(g.way, '') AS way, "

func birthdays(g *gorm.DB, day string, q GreetQuery) ([]Greeting, error) {
	p, _, err := policy.Personal(g)
	if err != nil {
		return nil, err
	}
	more, args := narrowed(q)
	sql := greetingColumns + "c.phone, '' AS person, 'birthday:' AS occasion " + onDay(ownBirthdays, day, p) + more +
		" UNION ALL " + greetingColumns + "coalesce(nullif(k.phone, ''), c.phone) AS phone, k.name AS person, 'birthday:' || k.name AS occasion " + onDay(contactBirthdays, day, p) + more +
		" ORDER BY 1 LIMIT " + strconv.Itoa(q.Limit)
	return greetings(g, sql, day, append(args, args...))
}

// holidays are the customers whose grade has privileges; where none has, those
// of the best.
func holidays(g *gorm.DB, p *policy.Preset, day, name string, q GreetQuery) ([]Greeting, error) {
	personal, _, err := policy.Personal(g)
	if err != nil {
		return nil, err
	}
	more, args := narrowed(q)
	sql := greetingColumns + "c.phone, '' AS person, '" + holiday + "' || ? AS occasion FROM customers c LEFT JOIN greetings g ON g.customer_id = c.id AND g.occasion = '" + holiday + "' || ? AND g.year = " + day[:4] +
		" WHERE c.deleted_at = 0 AND c.do_not_disturb = 0 AND c.id NOT IN (" + customer.Off(personal, policy.ListGreeting) + ") AND c.grade IN (" + privileged(p) + ")" + more + " ORDER BY c.grade, c.name_key LIMIT " + strconv.Itoa(q.Limit)
	return greetings(g, sql, day, append([]any{name, name}, args...))
}

// privileged are the grades that are greeted on holidays, as a list of SQL.
func privileged(p *policy.Preset) string {
	var keys []string
	for i, g := range p.Grading.Grades {
		if g.Privileged || i == 0 {
			keys = append(keys, "'"+strings.ReplaceAll(g.Key, "'", "''")+"'")
		}
	}
	return strings.Join(keys, ",")
}

func narrowed(q GreetQuery) (sql string, args []any) {
	if q.Open {
		sql += " AND g.on_day IS NULL"
	}
	if q.Owner != "" {
		sql, args = sql+" AND c.owner IN (?, '')", append(args, q.Owner)
	}
	return sql, args
}

func greetings(g *gorm.DB, sql, day string, args []any) ([]Greeting, error) {
	var out []Greeting
	err := g.Session(&gorm.Session{NewDB: true}).Raw(sql, args...).Scan(&out).Error
	for i := range out {
		out[i].Day = day
	}
	return out, err
}

// LeftOut counts whom the list of greetings of some days leaves out: they would
// be greeted on one of them, but do not want to be, or withdrew; of the customers
// whom whoever is at the desk may see.
func (s *Store) LeftOut(ctx context.Context, q GreetQuery) (customer.Left, error) {
	if err := register.Permit(ctx, s.DB, right.See, "customer"); err != nil {
		return customer.Left{}, err
	}
	var l customer.Left
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return l, err
	}
	personal, _, err := policy.Personal(g)
	if err != nil {
		return l, err
	}
	cal, err := policy.Calendar(g)
	if err != nil {
		return l, err
	}
	var when []string
	feast := false
	for _, day := range days(q.From, q.Until) {
		when = append(when, spots(day))
		feast = feast || greeted(cal, day) != ""
	}
	if len(when) == 0 {
		return l, nil
	}
	on := strings.Join(when, ",")
	where := "c.kind = 'person' AND c.birthday <> '' AND substr(c.birthday, 6) IN (" + on + ")" +
		" OR c.contact <> '' AND c.id IN (SELECT k.record_id FROM customer_contacts k WHERE k.birthday <> '' AND substr(k.birthday, 6) IN (" + on + ") AND k.name = c.contact)"
	if feast {
		where += " OR c.grade IN (" + privileged(p) + ")"
	}
	theirs, args := register.Theirs(ctx, s.DB, "c.id")
	where = "(" + where + ") AND " + theirs
	if q.Owner != "" {
		where, args = where+" AND c.owner IN (?, '')", append(args, q.Owner)
	}
	return customer.LeftOut(g, personal, policy.ListGreeting, where, args...)
}

// Greet notes that a customer was greeted on an occasion, and in which way.
// Code data.Refused where that is on record for the year, with who and when.
func (s *Store) Greet(ctx context.Context, who string, g Greeting, way string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Receptions.Permit(ctx, right.EditOwn); err != nil {
			return err
		}
		if err := register.Customer(ctx, s.DB, g.CustomerID); err != nil {
			return err
		}
		year, err := strconv.Atoi(g.Day[:min(4, len(g.Day))])
		if err != nil {
			return data.Fault(data.Invalid, "error.date")
		}
		var had []struct{ OnDay, Who string }
		err = tx.Raw("SELECT on_day, who FROM greetings WHERE customer_id = ? AND occasion = ? AND year = ?", g.CustomerID, g.Occasion, year).Scan(&had).Error
		if err != nil {
			return err
		}
		if len(had) > 0 {
			return data.Fault(data.Refused, "greeting.error.done", "Day", had[0].OnDay, "Who", had[0].Who)
		}
		return tx.Do("INSERT INTO greetings (customer_id, occasion, year, on_day, at, who, way) VALUES (?, ?, ?, ?, ?, ?, ?)",
			g.CustomerID, g.Occasion, year, today(tx.Now), tx.Now.UnixMilli(), who, way)
	})
}

// NotGreeted takes a mark away that was set by mistake.
func (s *Store) NotGreeted(ctx context.Context, who string, g Greeting) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Receptions.Permit(ctx, right.EditOwn); err != nil {
			return err
		}
		if err := register.Customer(ctx, s.DB, g.CustomerID); err != nil {
			return err
		}
		return tx.Do("DELETE FROM greetings WHERE customer_id = ? AND occasion = ? AND year = ?", g.CustomerID, g.Occasion, g.Day[:min(4, len(g.Day))])
	})
}
