package customer

import (
	"fmt"
	"slices"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/policy"
	"kezhi/data/staff"
)

// Department (部门) is the department whose customer somebody is: that of the
// account manager. Customers of nobody, or of somebody without a department,
// are together those of the department "".
type Department string

// Say is the department's name, "本店" for those of none.
func (d Department) Say(s data.Speaker) string {
	if d == "" {
		return s.T("customer.department.none")
	}
	return string(d)
}

// DepartmentOf is the department of an owner among the shop's people.
func DepartmentOf(ms []staff.Member, owner string) Department {
	m, _ := staff.Find(ms, owner)
	return Department(m.Department)
}

// Standing is how many customers a department has, in all and of each grade.
type Standing struct {
	Department Department
	Total      int
	By         map[string]int
}

// StandingOf counts a department's customers, off the tallies that triggers
// keep: it costs the same whatever the number of customers.
func StandingOf(g *gorm.DB, ms []staff.Member, of Department) (Standing, error) {
	s := Standing{Department: of, By: map[string]int{}}
	var owners []string
	for _, m := range ms {
		if Department(m.Department) == of || of == "" && m.Department != "" {
			owners = append(owners, m.Name)
		}
	}
	which := "owner IN ?"
	if of == "" {
		which = "owner NOT IN ?"
	}
	var rows []struct {
		Grade string
		N     int
	}
	err := g.Session(&gorm.Session{NewDB: true}).Table("grade_tallies").Select("grade, sum(n) AS n").
		Where(which, append(owners, "\x00")).Group("grade").Find(&rows).Error
	for _, r := range rows {
		s.By[r.Grade] = r.N
		s.Total += r.N
	}
	return s, db.Translate(err)
}

// Standings counts the customers of every department, in the order of their
// names.
func Standings(g *gorm.DB, ms []staff.Member) ([]Standing, error) {
	departments := []Department{""}
	for _, m := range ms {
		departments = append(departments, Department(m.Department))
	}
	slices.Sort(departments)
	var all []Standing
	for _, of := range slices.Compact(departments) {
		s, err := StandingOf(g, ms, of)
		if err != nil {
			return nil, err
		}
		if s.Total > 0 {
			all = append(all, s)
		}
	}
	return all, nil
}

// Regraded is the standing once each grade has become another.
func (s Standing) Regraded(to func(grade string) string) Standing {
	by := map[string]int{}
	for grade, n := range s.By {
		by[to(grade)] += n
	}
	s.By = by
	return s
}

// Places is how many customers of the grade the quota allows; false where the
// grade has none.
func (s Standing) Places(g policy.Grade) (int, bool) { return s.Total * g.Quota / 100, g.Quota > 0 }

// Share is how many percent the customers of a grade are, "15.0".
func (s Standing) Share(grade string) string {
	if s.Total == 0 {
		return "0.0"
	}
	return fmt.Sprintf("%.1f", 100*float64(s.By[grade])/float64(s.Total))
}

// Over tells whether a department has more customers of a grade than its quota
// allows.
func (s Standing) Over(g policy.Grade) bool { return g.Quota > 0 && s.By[g.Key]*100 > g.Quota*s.Total }

// with is the standing with so many customers of a grade more.
func (s Standing) with(grade string, n int) Standing {
	by := make(map[string]int, len(s.By)+1)
	for k, v := range s.By {
		by[k] = v
	}
	by[grade] += n
	s.By, s.Total = by, s.Total+n
	return s
}

// place is where a customer counts; nil: nowhere, it is not there or in the
// recycle bin.
type place struct{ owner, grade string }

// spot is where a file counts.
func spot(c *Customer) *place {
	if c == nil || c.DeletedAt != 0 {
		return nil
	}
	return &place{c.Owner, c.Grade}
}

// quota refuses what takes a department over the quota of a grade (名额), and
// where it is over already, under a new regulation, what adds to it. done tells
// that the tallies have the change in them. The refusal is nil where all is well.
func quota(g *gorm.DB, p *policy.Preset, before, after *place, done bool) (*data.Error, error) {
	if !slices.ContainsFunc(p.Grading.Grades, func(g policy.Grade) bool { return g.Quota > 0 }) {
		return nil, nil
	}
	ms, err := staff.List(g)
	if err != nil {
		return nil, err
	}
	var concerned []Department
	for _, x := range []*place{after, before} {
		if x != nil && !slices.Contains(concerned, DepartmentOf(ms, x.owner)) {
			concerned = append(concerned, DepartmentOf(ms, x.owner))
		}
	}
	for _, of := range concerned {
		was, err := StandingOf(g, ms, of)
		if err != nil {
			return nil, err
		}
		sign := 1
		now := was
		if done {
			sign = -1
		}
		for n, x := range map[int]*place{-sign: before, sign: after} {
			if x != nil && DepartmentOf(ms, x.owner) == of {
				now = now.with(x.grade, n)
			}
		}
		if done {
			was, now = now, was
		}
		for _, grade := range p.Grading.Grades {
			if e := exceeded(grade, was, now); e != nil {
				return e, nil
			}
		}
	}
	return nil, nil
}

func exceeded(g policy.Grade, was, now Standing) *data.Error {
	more := now.By[g.Key] > was.By[g.Key]
	if !now.Over(g) || was.Over(g) && !more {
		return nil
	}
	key, s := "customer.error.quota", was
	if !more {
		key, s = "customer.error.quota_left", now
	}
	return &data.Error{Code: data.Invalid, Field: "grade", Key: key, Args: []any{
		"Department", s.Department, "Grade", g.Name, "N", s.By[g.Key], "Share", s.Share(g.Key), "Quota", g.Quota, "Total", s.Total,
	}}
}

// admitted has the quota of a new file's grade looked at when all files of the
// transaction are there: the order of an import does not matter. The figures
// told are those from before, as for one customer more.
func admitted(tx *db.Tx, p *policy.Preset, c *Customer) error {
	grade, ok := p.Grade(c.Grade)
	if !ok || grade.Quota == 0 {
		return nil
	}
	ms, err := staff.List(tx.DB)
	if err != nil {
		return err
	}
	of := DepartmentOf(ms, c.Owner)
	tx.Late("quota."+grade.Key+"."+string(of), func(tx *db.Tx) error {
		now, err := StandingOf(tx.DB, ms, of)
		if err != nil {
			return err
		}
		return or(nil, exceeded(grade, now.with(grade.Key, -1), now))
	})
	return nil
}

// Room refuses, at the field "grade", a grade for which the customer's
// department has no place left; nil where it has.
func Room(g *gorm.DB, p *policy.Preset, c GradeRef, grade string) (*data.Error, error) {
	return quota(g, p, &place{c.Owner, c.Grade}, &place{c.Owner, grade}, false)
}
