package privacy

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// RetentionList is the yearly list of those whose data was kept long enough
// (年度清理). It is made, looked through, approved, and then erased in one go.
type RetentionList struct {
	Year       int `gorm:"primaryKey;autoIncrement:false"`
	Number     string
	MadeOn     string
	MadeBy     string
	Edition    string // of the regulation
	ApprovedOn string
	ApprovedBy string

	Lines []RetentionLine `gorm:"-"`
}

// RetentionLine is one customer on it.
type RetentionLine struct {
	Year        int    `gorm:"primaryKey;autoIncrement:false"`
	CustomerID  int64  `gorm:"primaryKey;autoIncrement:false"`
	LastDay     string // of the last dealing
	UntilDay    string // until when it was to be kept
	Hold        string // why it cannot be erased yet, "" for nothing
	HoldUntil   string
	Keep        string // why it is kept all the same; "" : it is erased
	Certificate string // of the erasure

	CustomerNumber string `gorm:"-"`
	CustomerName   string `gorm:"-"`
	Phone          string `gorm:"-"`
}

func yearOf(day string) int {
	n, _ := strconv.Atoi(day[:min(4, len(day))])
	return n
}

// lastDealing is the day of the last dealing with a customer, c, as SQL.
const lastDealing = `max(c.first_contact_on, c.last_visit_on, date(c.created_at / 1000, 'unixepoch', 'localtime'),
	coalesce((SELECT max(on_day) FROM complaints x WHERE x.customer_id = c.id AND x.deleted_at = 0), ''),
	coalesce((SELECT max(on_day) FROM answers x WHERE x.customer_id = c.id AND x.deleted_at = 0), ''),
	coalesce((SELECT max(on_day) FROM receivables x WHERE x.customer_id = c.id AND x.deleted_at = 0), ''),
	coalesce((SELECT max(on_day) FROM receptions x WHERE x.customer_id = c.id AND x.deleted_at = 0), ''),
	coalesce((SELECT max(on_day) FROM consents x WHERE x.customer_id = c.id AND x.given = 1), ''))`

// before is the day before which the last dealing lies of those whose file was
// kept long enough, "" where the regulation has no figure.
func (s *Store) before(g *gorm.DB, p *policy.Privacy, day string) (string, error) {
	kept := p.Kept("customer")
	if kept.Keep.Zero() {
		return "", nil
	}
	cal, err := policy.Calendar(g)
	if err != nil {
		return "", err
	}
	day, _ = kept.Keep.Before(cal, day)
	return day, nil
}

// old is the condition on customers, c, that they were kept long enough, and so
// are those who are only stored until a day that is past. What the file itself
// says comes first: the dealings are asked for of few.
const old = `c.erased_on = '' AND (c.stored_until <> '' AND c.stored_until < ? OR c.kind = 'person' AND c.stored_until = '' AND c.deleted_at = 0
	AND c.last_visit_on < ? AND c.first_contact_on < ? AND c.created_at < ? AND ` + lastDealing + ` < ?)`

func (s *Store) oldArgs(today, before string) []any {
	t, _ := field.ReadTime(before)
	return []any{today, before, before, t, before}
}

// expired is how many there are.
func (s *Store) expired(ctx context.Context, p *policy.Privacy, day string) (int, error) {
	g := s.read(ctx)
	before, err := s.before(g, p, day)
	if err != nil {
		return 0, err
	}
	var n int
	err = g.Raw("SELECT count(*) FROM customers c WHERE "+old, s.oldArgs(day, before)...).Scan(&n).Error
	return n, db.Translate(err)
}

// List is the list of a year, made anew while it is not approved. An approved
// one stays as it was. Code data.Denied.
func (s *Store) List(ctx context.Context, who string, year int) (*RetentionList, error) {
	if err := account.Check(s.DB, account.See, Key); err != nil {
		return nil, err
	}
	if err := register.Shopwide(ctx, s.DB); err != nil {
		return nil, err
	}
	if l, err := s.stored(ctx, year); err != nil || l != nil && l.ApprovedOn != "" {
		return l, err
	}
	err := s.DB.Write(ctx, who, func(tx *db.Tx) error { return s.makeList(tx, year) })
	if err != nil {
		return nil, err
	}
	return s.stored(ctx, year)
}

// Kept is the list of a year as it was made last, nil for none.
func (s *Store) Kept(ctx context.Context, year int) (*RetentionList, error) {
	if err := account.Check(s.DB, account.See, Key); err != nil {
		return nil, err
	}
	if err := register.Shopwide(ctx, s.DB); err != nil {
		return nil, err
	}
	return s.stored(ctx, year)
}

func (s *Store) stored(ctx context.Context, year int) (*RetentionList, error) {
	g := s.read(ctx)
	var ls []RetentionList
	if err := g.Where("year = ?", year).Find(&ls).Error; err != nil || len(ls) == 0 {
		return nil, db.Translate(err)
	}
	l := &ls[0]
	if err := fresh(g).Where("year = ?", year).Order("last_day, customer_id").Find(&l.Lines).Error; err != nil {
		return nil, db.Translate(err)
	}
	var refs []struct {
		ID                  int64
		Number, Name, Phone string
	}
	err := fresh(g).Raw("SELECT id, number, name, phone FROM customers WHERE id IN (SELECT customer_id FROM retention_lines WHERE year = ?)", year).Scan(&refs).Error
	by := map[int64]int{}
	for i, r := range refs {
		by[r.ID] = i
	}
	for i := range l.Lines {
		x := &l.Lines[i]
		if n, ok := by[x.CustomerID]; ok {
			x.CustomerNumber, x.CustomerName, x.Phone = refs[n].Number, refs[n].Name, refs[n].Phone
		}
	}
	return l, db.Translate(err)
}

func (s *Store) makeList(tx *db.Tx, year int) error {
	p, edition, err := policy.Personal(tx.DB)
	if err != nil {
		return err
	}
	cal, err := policy.Calendar(tx.DB)
	if err != nil {
		return err
	}
	day := today(tx.Now)
	before, err := s.before(tx.DB, p, day)
	if err != nil {
		return err
	}
	var cs []struct {
		ID   int64
		Last string
	}
	if err := fresh(tx.DB).Raw("SELECT c.id, "+lastDealing+" AS last FROM customers c WHERE "+old+" ORDER BY 2, 1 LIMIT 5000", s.oldArgs(day, before)...).Scan(&cs).Error; err != nil {
		return err
	}
	if err := tx.Do(`INSERT INTO retention_lists (year, number, made_on, made_by, edition) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (year) DO UPDATE SET made_on = excluded.made_on, made_by = excluded.made_by, edition = excluded.edition`,
		year, fmt.Sprintf("QL-%d", year), day, tx.Who, edition); err != nil {
		return err
	}
	keep := map[int64]string{}
	var had []RetentionLine
	if err := fresh(tx.DB).Where("year = ? AND keep <> ''", year).Find(&had).Error; err != nil {
		return err
	}
	for _, x := range had {
		keep[x.CustomerID] = x.Keep
	}
	if err := tx.Do("DELETE FROM retention_lines WHERE year = ?", year); err != nil {
		return err
	}
	for _, c := range cs {
		x := RetentionLine{Year: year, CustomerID: c.ID, LastDay: c.Last, Keep: keep[c.ID]}
		x.UntilDay, _ = p.Kept("customer").Keep.After(cal, c.Last)
		hs, err := holds(tx.DB, c.ID, day)
		if err != nil {
			return err
		}
		if len(hs) > 0 {
			x.Hold, x.HoldUntil = hs[0].Say(words), hs[0].Until
		}
		if err := fresh(tx.DB).Create(&x).Error; err != nil {
			return err
		}
	}
	return nil
}

// Spare keeps a customer of the list all the same, for a reason; "" takes the
// reason back. Code data.Refused for a list that is approved.
func (s *Store) Spare(ctx context.Context, who string, year int, customer int64, why string) error {
	if err := account.Check(s.DB, account.Approve, Key); err != nil {
		return err
	}
	if err := register.Shopwide(ctx, s.DB); err != nil {
		return err
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := unapproved(tx, year); err != nil {
			return err
		}
		return tx.Do("UPDATE retention_lines SET keep = ? WHERE year = ? AND customer_id = ?", strings.TrimSpace(why), year, customer)
	})
}

func unapproved(tx *db.Tx, year int) error {
	var on []string
	err := fresh(tx.DB).Table("retention_lists").Where("year = ?", year).Pluck("approved_on", &on).Error
	switch {
	case err != nil:
		return err
	case len(on) == 0:
		return data.Fault(data.NotFound, "error.not_found", "Number", fmt.Sprintf("QL-%d", year))
	case on[0] != "":
		return data.Fault(data.Refused, "privacy.error.approved", "Day", on[0])
	}
	return nil
}

// Approve approves the list of a year and erases everybody on it who is not
// kept, one after the other; those whom law keeps are stored only. It returns
// how many were erased and how many locked.
func (s *Store) Approve(ctx context.Context, who string, year int, o Order, progress func(done, all int)) (erased, locked int, err error) {
	if err := account.Check(s.DB, account.Approve, Key); err != nil {
		return 0, 0, err
	}
	if err := register.Shopwide(ctx, s.DB); err != nil {
		return 0, 0, err
	}
	l, err := s.stored(ctx, year)
	if err != nil {
		return 0, 0, err
	}
	err = s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := unapproved(tx, year); err != nil {
			return err
		}
		if err := tx.Do("UPDATE retention_lists SET approved_on = ?, approved_by = ? WHERE year = ?", today(tx.Now), tx.Who, year); err != nil {
			return err
		}
		return audit.SayIn(tx, audit.Entry{Action: "retention_approved", Register: Key, Number: l.Number, Fields: []field.Change{{Key: "list", After: len(l.Lines)}}})
	})
	if err != nil {
		return 0, 0, err
	}
	for i, x := range l.Lines {
		if x.Keep == "" {
			o.Number, o.Request = x.CustomerNumber, l.Number
			out, err := s.erase(ctx, who, o, i == len(l.Lines)-1)
			switch {
			case err != nil && data.CodeOf(err) != data.Refused:
				return erased, locked, err
			case err != nil:
			case out.Erasure == nil:
				locked++
			default:
				erased++
				if err := s.DB.Write(ctx, who, func(tx *db.Tx) error {
					return tx.Do("UPDATE retention_lines SET certificate = ? WHERE year = ? AND customer_id = ?", out.Erasure.Number, year, x.CustomerID)
				}); err != nil {
					return erased, locked, err
				}
			}
		}
		if progress != nil {
			progress(i+1, len(l.Lines))
		}
	}
	return erased, locked, nil
}
