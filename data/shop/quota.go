package shop

import (
	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/policy"
	"kezhi/data/staff"
)

// Excess is a quota (名额) that a department would be over under another
// regulation. That hinders no switch: the customers keep their grades, as where
// a regulation is first taken up, and until the department is within the quota
// again nobody else is given the grade.
type Excess struct {
	customer.Standing
	Grade policy.Grade
}

// N is how many customers of the grade there would be.
func (x Excess) N() int { return x.By[x.Grade.Key] }

// Text is the sentence with its figures.
func (x Excess) Text(s data.Speaker) string {
	places, _ := x.Places(x.Grade)
	return s.T("policy.switch.quota", "Department", x.Department.Say(s), "Grade", x.Grade.Name.Say(s), "N", x.N(), "Total", x.Total,
		"Share", x.Share(x.Grade.Key), "Quota", x.Grade.Quota, "Places", places)
}

// Over are the quotas that departments would be over once the grades are as the
// mapping has them. A stranger that it lacks counts as without a grade.
func (p *Plan) Over(m Mapping) []Excess {
	var out []Excess
	for _, s := range p.standings {
		s = s.Regraded(func(grade string) string {
			if p.knows("customer", grade) {
				return grade
			}
			return m[Stranger{Register: "customer", Grade: grade}.Field()]
		})
		for _, g := range p.To.Grading.Grades {
			if s.Over(g) {
				out = append(out, Excess{s, g})
			}
		}
	}
	return out
}

// standings are how the customers of every department stand now.
func standings(g *gorm.DB) ([]customer.Standing, error) {
	ms, err := staff.List(g)
	if err != nil {
		return nil, err
	}
	return customer.Standings(g, ms)
}
