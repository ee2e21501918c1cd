package customer

import (
	"time"

	"gorm.io/gorm"

	"kezhi/data/db"
	"kezhi/data/policy"
)

// Scopes of the blacklist: nobody in the company deals with the customer, or
// one department does not.
const (
	Company      = "company"
	InDepartment = "department"
)

// Bar is an entry of the blacklist (黑名单) that is in force.
type Bar struct {
	ID         int64
	Number     string
	Scope      string
	Department Department
	Reason     string
	From       string
	Until      string // the last day
}

const inForce = "customer_id = ? AND deleted_at = 0 AND state = 'approved' AND from_day <= ? AND until_day >= ?"

// Bars are the entries against a customer that are in force on a day, those of
// the whole company first.
func Bars(g *gorm.DB, customerID int64, day string) ([]Bar, error) {
	var bs []Bar
	err := g.Session(&gorm.Session{NewDB: true}).Table("blacklist").
		Select(`id, number, scope, department, reason, from_day AS "from", until_day AS until`).
		Where(inForce, customerID, day, day).Order("scope, until_day DESC, id").Find(&bs).Error
	return bs, db.Translate(err)
}

// Barred is the entry that bars a department from dealing with a customer on a
// day, nil where none does: the company's list bars everybody, a department's
// list that department.
func Barred(g *gorm.DB, customerID int64, of Department, day string) (*Bar, error) {
	bs, err := Bars(g, customerID, day)
	for i := range bs {
		if bs[i].Scope == Company || bs[i].Department == of {
			return &bs[i], nil
		}
	}
	return nil, err
}

// Readmission is the only grade in which a customer may come back after its
// time on the blacklist (重新准入), "" where any will do: none was over, the
// regulation says nothing of it, or it has come back since.
func Readmission(g *gorm.DB, p *policy.Preset, customerID int64, day string) (string, error) {
	if p.Blacklist.ReadmitAs == "" {
		return "", nil
	}
	var n int64
	err := g.Session(&gorm.Session{NewDB: true}).Raw(`SELECT count(*) FROM blacklist b
		WHERE customer_id = @id AND deleted_at = 0 AND (state = 'lifted' OR state = 'approved' AND until_day < @day)
		AND NOT EXISTS (SELECT 1 FROM grade_changes c WHERE c.customer_id = @id AND c.grade_to <> ''
			AND c.on_day >= CASE b.state WHEN 'lifted' THEN b.lifted_on ELSE b.until_day END)`,
		map[string]any{"id": customerID, "day": day}).Scan(&n).Error
	if err != nil || n == 0 {
		return "", db.Translate(err)
	}
	return p.Blacklist.ReadmitAs, nil
}

// Listed counts anew until when a customer is on the blacklist: it shows in
// tables and at the desk.
func Listed(tx *db.Tx, id int64) error {
	return tx.Do(`UPDATE customers SET barred_until = coalesce((SELECT max(until_day) FROM blacklist WHERE customer_id = ? AND deleted_at = 0 AND state = 'approved'), '') WHERE id = ?`, id, id)
}

// day is the day of a moment, local time.
func day(t time.Time) string { return t.Local().Format(time.DateOnly) }
