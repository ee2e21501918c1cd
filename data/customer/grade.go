package customer

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/staff"
)

// GradeChange is a change of a customer's grade (等级变动): from, to, when, by
// which sheet and why, who proposed it and who approved it.
type GradeChange struct {
	ID              int64 `gorm:"primaryKey"`
	CustomerID      int64
	CustomerVersion int64
	At              int64  // unix milliseconds
	OnDay           string //
	GradeFrom       string //
	GradeTo         string //
	Register        string // of the record that decided; "" for a change by hand
	RecordID        int64
	Number          string
	Kind            string // of the review
	Total           int64  // points of the score sheet, hundredths
	Reason          string
	Proposer        string
	Approver        string
	Edition         string // of the regulation
}

// TableName is GORM's name for the table.
func (GradeChange) TableName() string { return "grade_changes" }

// GradeRef is what a decision about a grade has to know of a customer.
type GradeRef struct {
	ID        int64
	Number    string
	Name      string
	Owner     string
	Grade     string
	Products  string
	Version   int64
	DeletedAt int64
}

// Graded reads it. Code data.NotFound.
func Graded(g *gorm.DB, id int64) (GradeRef, error) {
	var rs []GradeRef
	err := g.Session(&gorm.Session{NewDB: true}).Table("customers").Where("id = ?", id).Find(&rs).Error
	if err == nil && len(rs) == 0 {
		err = data.Fault(data.NotFound, "error.not_found", "Number", fmt.Sprint(id))
	}
	if err != nil {
		return GradeRef{}, db.Translate(err)
	}
	return rs[0], nil
}

// Regrade carries out a decision about a customer's grade: the file is changed
// with its trail, and the change is kept with what led to it. c.CustomerID,
// GradeTo and what decided are given. Code data.Invalid, field "grade", where a
// quota would be gone over.
func Regrade(tx *db.Tx, p *policy.Preset, c GradeChange) error {
	r, err := Graded(tx.DB, c.CustomerID)
	if err != nil || r.Grade == c.GradeTo {
		return err
	}
	var before, after *place
	if r.DeletedAt == 0 {
		before, after = &place{r.Owner, r.Grade}, &place{r.Owner, c.GradeTo}
	}
	if e, err := quota(tx.DB, p, before, after, false); err != nil || e != nil {
		return or(err, e)
	}
	m := register.Meta{ID: r.ID, Number: r.Number, Version: r.Version + 1}
	err = tx.Do("UPDATE customers SET grade = ?, version = ?, updated_at = ?, updated_by = ? WHERE id = ?",
		c.GradeTo, m.Version, tx.Now.UnixMilli(), tx.Who, r.ID)
	if err != nil {
		return err
	}
	if err := register.Note(tx, "customer", &m, register.Changed, []field.Change{{Key: "grade", Before: r.Grade, After: c.GradeTo}}); err != nil {
		return err
	}
	c.ID, c.CustomerVersion, c.At, c.OnDay, c.GradeFrom = 0, m.Version, tx.Now.UnixMilli(), day(tx.Now), r.Grade
	_, err = db.Insert(tx, "", []*GradeChange{&c})
	return err
}

// or is the error, or the refusal where there is one; a nil refusal is no error.
func or(err error, e *data.Error) error {
	if err != nil || e == nil {
		return err
	}
	return e
}

// EvaluateOn keeps the day on which a customer is evaluated next.
func EvaluateOn(tx *db.Tx, id int64, day string) error {
	return tx.Do("UPDATE customers SET review_on = ? WHERE id = ?", day, id)
}

// Grades are the changes of a customer's grade, the latest first: those that
// were decided, and those by hand from the trail of the file.
func (s *Store) Grades(ctx context.Context, id int64) ([]GradeChange, error) {
	if err := s.Known(ctx, id); err != nil {
		return nil, err
	}
	var cs []GradeChange
	if err := s.DB.Read(ctx).Where("customer_id = ?", id).Order("id DESC").Find(&cs).Error; err != nil {
		return nil, db.Translate(err)
	}
	trail, err := s.History(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, t := range trail {
		if t.Action != register.Changed && t.Action != register.Created ||
			slices.ContainsFunc(cs, func(c GradeChange) bool { return c.CustomerVersion == t.Version }) {
			continue
		}
		for _, d := range t.Differences() {
			if d.Key != "grade" {
				continue
			}
			from, _ := d.Before.(string)
			to, _ := d.After.(string)
			cs = append(cs, GradeChange{
				CustomerID: id, CustomerVersion: t.Version, At: t.At, OnDay: day(time.UnixMilli(t.At)), GradeFrom: from, GradeTo: to, Proposer: t.Who, Approver: t.Who,
			})
		}
	}
	slices.SortStableFunc(cs, func(a, b GradeChange) int { return int(b.CustomerVersion - a.CustomerVersion) })
	return cs, nil
}

// gradeRules says how a grade may change by hand: where the regulation grades
// by review an existing file keeps its grade until one was approved, a
// customer on the blacklist is not graded up, and no quota is gone over.
func gradeRules(tx *db.Tx, c, old *Customer) data.Errors {
	was := &Customer{}
	if old != nil {
		was = old
	}
	if c.Grade == was.Grade && (old == nil || c.Owner == was.Owner) {
		return nil
	}
	e, err := regraded(tx, c, was)
	switch {
	case err != nil:
		e = data.Wrong("grade", "error.unexpected", "Cause", err.Error())
		e.Err = err
	case e == nil:
		return nil
	}
	return data.Errors{e}
}

func regraded(tx *db.Tx, c, was *Customer) (*data.Error, error) {
	p, err := policy.Current(tx.DB)
	if err != nil {
		return nil, err
	}
	if was.ID == 0 {
		return nil, admitted(tx, p, c)
	}
	if c.Grade != was.Grade {
		if p.Grading.By != policy.ByHand {
			return data.Wrong("grade", "customer.error.grade_by_review", "Preset", p.Name), nil
		}
		if p.Rank(c.Grade) < p.Rank(was.Grade) {
			if e, err := upwards(tx, p, c); e != nil || err != nil {
				return e, err
			}
		}
	}
	return quota(tx.DB, p, spot(was), spot(c), false)
}

// upwards refuses a better grade for a customer on the blacklist, and after it
// any but the one for a readmission.
func upwards(tx *db.Tx, p *policy.Preset, c *Customer) (*data.Error, error) {
	ms, err := staff.List(tx.DB)
	if err != nil {
		return nil, err
	}
	b, err := Barred(tx.DB, c.ID, DepartmentOf(ms, c.Owner), day(tx.Now))
	if err != nil {
		return nil, err
	}
	if b != nil {
		return data.Wrong("grade", "customer.error.grade_barred", "Until", b.Until, "Number", b.Number), nil
	}
	only, err := Readmission(tx.DB, p, c.ID, day(tx.Now))
	if err != nil || only == "" || only == c.Grade {
		return nil, err
	}
	g, _ := p.Grade(only)
	return data.Wrong("grade", "customer.error.readmit", "Grade", g.Name), nil
}
