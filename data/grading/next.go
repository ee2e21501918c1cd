package grading

import (
	"database/sql"
	"time"

	"gorm.io/gorm"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/workday"
)

// turn says whose evaluation (阶段评价) has come: a customer is evaluated on the
// day that its last review named; one that never was, a period after its file
// was opened or the regulation came into force, whichever is later.
type turn struct {
	period policy.Period
	cal    *workday.Calendar
	since  string // the regulation's first day in force, "" from the beginning
	grades []string
	firsts map[string]string // days worked out so far
	from   string            // only those due from this day on; "": all
}

func turnOf(g *gorm.DB, p *policy.Preset) (turn, error) {
	t := turn{period: p.Grading.Evaluate, firsts: map[string]string{}}
	for _, x := range p.Grading.Grades {
		if x.Admission {
			t.grades = append(t.grades, x.Key)
		}
	}
	at, err := policy.Since(g, p.Key)
	if err != nil {
		return t, err
	}
	if at != 0 {
		t.since = time.UnixMilli(at).Format(field.DateLayout)
	}
	t.cal, err = policy.Calendar(g)
	return t, err
}

// never tells whether nobody is ever evaluated.
func (t turn) never() bool { return t.period.Zero() || len(t.grades) == 0 }

// first is the day of the first evaluation of a file opened at a moment.
func (t turn) first(createdAt int64) string {
	from := max(time.UnixMilli(createdAt).Format(field.DateLayout), t.since)
	day, ok := t.firsts[from]
	if !ok {
		day, _ = t.period.After(t.cal, from)
		t.firsts[from] = day
	}
	return day
}

const graded = "deleted_at = 0 AND grade <> '' AND id NOT IN (" + customer.Ended + ")"

// named are the customers whose evaluation was named for a day until another.
func (t turn) named(g *gorm.DB, until string) *gorm.DB {
	return g.Session(&gorm.Session{NewDB: true}).Table("customers").
		Where(graded+" AND review_on > '' AND review_on >= ? AND review_on <= ? AND grade IN ?", t.from, until, t.grades)
}

// fresh are the customers who were never evaluated and are to be until a day;
// nil for nobody.
func (t turn) fresh(g *gorm.DB, until string) *gorm.DB {
	day, _ := t.period.Before(t.cal, until)
	if t.since > day {
		return nil
	}
	end, err := time.ParseInLocation(field.DateLayout, day, time.Local)
	if err != nil {
		return nil
	}
	var began int64
	if day, _ := t.period.Before(t.cal, t.from); day > t.since {
		if from, err := time.ParseInLocation(field.DateLayout, day, time.Local); err == nil {
			began = from.UnixMilli()
		}
	}
	return g.Session(&gorm.Session{NewDB: true}).Table("customers").
		Where(graded+" AND review_on = '' AND created_at >= ? AND created_at < ? AND grade IN ?", began, end.AddDate(0, 0, 1).UnixMilli(), t.grades)
}

// candidate is a customer whose evaluation has come.
type candidate struct {
	ID        int64
	Number    string
	Name      string
	Owner     string
	Grade     string
	ReviewOn  string
	CreatedAt int64
}

func (t turn) day(c candidate) string {
	if c.ReviewOn != "" {
		return c.ReviewOn
	}
	return t.first(c.CreatedAt)
}

const candidates = "id, number, name, owner, grade, review_on, created_at"

// due are the customers whose evaluation has come by a day, those whose day was
// named first, at most limit of each (0: all), without those under review where
// open is false.
func (t turn) due(g *gorm.DB, until, owner string, limit int, open bool) ([]candidate, error) {
	var all []candidate
	for _, x := range []struct {
		q     *gorm.DB
		order string
	}{{t.named(g, until), "review_on, created_at"}, {t.fresh(g, until), "created_at"}} {
		if x.q == nil {
			continue
		}
		q := whoseWork(x.q, owner)
		if !open {
			q = q.Where("id NOT IN (SELECT customer_id FROM reviews WHERE deleted_at = 0 AND state IN ('draft', 'proposed'))")
		}
		if limit > 0 {
			q = q.Limit(limit)
		}
		rows, err := q.Select(candidates).Order(x.order).Rows()
		if err != nil {
			return nil, db.Translate(err)
		}
		if all, err = scan(rows, all); err != nil {
			return nil, db.Translate(err)
		}
	}
	return all, nil
}

// scan adds candidates from rows past GORM, which takes longer than SQLite does:
// the whole register may be due.
func scan(rows *sql.Rows, all []candidate) ([]candidate, error) {
	defer rows.Close()
	var c candidate
	for rows.Next() {
		if err := rows.Scan(&c.ID, &c.Number, &c.Name, &c.Owner, &c.Grade, &c.ReviewOn, &c.CreatedAt); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, rows.Err()
}

// count is how many evaluations have come by a day.
func (t turn) count(g *gorm.DB, until, owner string) (int, error) {
	var all int64
	for _, q := range []*gorm.DB{t.named(g, until), t.fresh(g, until)} {
		if q == nil {
			continue
		}
		var n int64
		if err := whoseWork(q, owner).Count(&n).Error; err != nil {
			return 0, db.Translate(err)
		}
		all += n
	}
	return int(all), nil
}

func whoseWork(q *gorm.DB, owner string) *gorm.DB {
	if owner == "" {
		return q
	}
	return q.Where("owner IN ?", []string{owner, ""})
}
