package shop

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/workday"
)

// Policy is the regulation in force.
func (s *Shop) Policy(ctx context.Context) (*policy.Preset, error) {
	return policy.Current(s.DB.Read(ctx))
}

// Policies are the regulations to choose from: those that come with the
// program.
func (s *Shop) Policies() ([]*policy.Preset, error) {
	var ps []*policy.Preset
	for _, key := range assets.Presets {
		p, err := policy.Shipped(key)
		if err != nil {
			return nil, err
		}
		ps = append(ps, p)
	}
	return ps, nil
}

// Editions are the regulations that were in force, the one in force first.
func (s *Shop) Editions(ctx context.Context) ([]policy.Past, error) {
	return policy.History(s.DB.Read(ctx))
}

// Edition is the regulation of a name that a decision keeps, "dealer@3". Code
// data.NotFound.
func (s *Shop) Edition(ctx context.Context, name string) (*policy.Preset, error) {
	return policy.At(s.DB.Read(ctx), name)
}

// Stranger is a grade that some records have and a regulation does not know.
type Stranger struct {
	Register string // "customer"; "credit" for credit grades
	Grade    string
	Name     policy.Words // as the regulation in force calls it
	N        int          // records that have it, those in the recycle bin too
}

// Field is the key by which a mapping and a refusal name it, "customer.vip".
func (x Stranger) Field() string { return x.Register + "." + x.Grade }

// Plan is what another regulation would change.
type Plan struct {
	From, To  *policy.Preset
	Changes   []policy.Difference
	Strangers []Stranger

	standings []customer.Standing // of the departments, for Over
}

// Mapping says which grade takes the place of a stranger, by Stranger.Field; ""
// takes the grade away.
type Mapping map[string]string

// PlanSwitch tells what putting a regulation into force would change. Refusals
// as policy.Check has them.
func (s *Shop) PlanSwitch(ctx context.Context, to *policy.Preset) (*Plan, error) {
	if err := register.Permit(ctx, s.DB, right.EditAll, "policy"); err != nil {
		return nil, err
	}
	if err := policy.Check(to).OrNil(); err != nil {
		return nil, err
	}
	return planSwitch(s.DB.Read(ctx), to)
}

func planSwitch(g *gorm.DB, to *policy.Preset) (*Plan, error) {
	from, err := policy.Current(g)
	if err != nil {
		return nil, err
	}
	p := &Plan{From: from, To: to, Changes: policy.Compare(from, to)}
	for _, r := range graded {
		var found []struct {
			Grade string
			N     int
		}
		err := g.Session(&gorm.Session{NewDB: true}).Raw("SELECT grade, count(*) AS n FROM " + r.table + " WHERE grade <> '' GROUP BY grade ORDER BY grade").Scan(&found).Error
		if err != nil {
			return nil, db.Translate(err)
		}
		known := r.names(to)
		for _, f := range found {
			if _, ok := known[f.Grade]; ok {
				continue
			}
			x := Stranger{r.key, f.Grade, r.names(from)[f.Grade], f.N}
			if x.Name == nil {
				x.Name = policy.Words{assets.ZhHans: x.Grade}
			}
			p.Strangers = append(p.Strangers, x)
		}
	}
	slices.SortStableFunc(p.Strangers, func(a, b Stranger) int {
		return cmp.Or(cmp.Compare(b.Register, a.Register), cmp.Compare(from.Rank(a.Grade), from.Rank(b.Grade)))
	})
	p.standings, err = standings(g)
	return p, err
}

// graded are the registers whose records have a grade of the regulation.
var graded = []struct {
	key, table string
	names      func(*policy.Preset) map[string]policy.Words
}{
	{"customer", "customers", func(p *policy.Preset) map[string]policy.Words {
		m := map[string]policy.Words{}
		for _, g := range p.Grading.Grades {
			m[g.Key] = g.Name
		}
		return m
	}},
	{"credit", "credit_files", func(p *policy.Preset) map[string]policy.Words {
		m := map[string]policy.Words{}
		for _, g := range p.Credit.Grades {
			m[g.Key] = g.Name
		}
		return m
	}},
}

// SetPolicy puts a regulation into force as its next edition and makes the
// registers anew: the grades are of the regulation, and so are the days on which
// credit reports and dunning are due. A record whose grade it does not know keeps
// it until somebody changes it; Switch maps them. Field errors: as policy.Check.
func (s *Shop) SetPolicy(ctx context.Context, who string, p *policy.Preset) error {
	return s.enforce(ctx, who, func(tx *db.Tx) error { return policy.Use(tx, p) })
}

// enforce puts a regulation into force by use and works out what follows.
func (s *Shop) enforce(ctx context.Context, who string, use func(tx *db.Tx) error) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, "policy"); err != nil {
		return err
	}
	err := s.DB.Write(ctx, who, func(tx *db.Tx) error {
		from, err := policy.Current(tx.DB)
		if err != nil {
			return err
		}
		if err := use(tx); err != nil {
			return err
		}
		to, err := policy.Current(tx.DB)
		if err != nil {
			return err
		}
		if err := tellPolicy(tx, from, to); err != nil {
			return err
		}
		return s.Credit.Replan(tx)
	})
	if err != nil {
		return err
	}
	return s.reopen(ctx)
}

// Switch is SetPolicy that gives the records whose grade the regulation does not
// know the grade of the mapping, each with an entry in its trail. All or nothing.
// Field errors besides: a stranger that the mapping lacks, or maps to no grade.
func (s *Shop) Switch(ctx context.Context, who string, to *policy.Preset, m Mapping) error {
	return s.enforce(ctx, who, func(tx *db.Tx) error {
		plan, err := planSwitch(tx.DB, to)
		if err != nil {
			return err
		}
		if err := plan.settled(m).OrNil(); err != nil {
			return err
		}
		if err := policy.Use(tx, to); err != nil {
			return err
		}
		for _, x := range plan.Strangers {
			if err := x.regrade(tx, m[x.Field()], plan); err != nil {
				return err
			}
		}
		return nil
	})
}

// settled says which strangers have no grade to go to.
func (p *Plan) settled(m Mapping) data.Errors {
	var es data.Errors
	for _, x := range p.Strangers {
		to, ok := m[x.Field()]
		switch {
		case !ok:
			es = append(es, data.Wrong(x.Field(), "policy.switch.unmapped", "N", x.N, "Grade", x.Name))
		case to != "" && !p.knows(x.Register, to):
			es = append(es, data.Wrong(x.Field(), "policy.problem.grade", "Value", to))
		}
	}
	return es
}

func (p *Plan) knows(key, grade string) bool {
	for _, r := range graded {
		if r.key == key {
			_, ok := r.names(p.To)[grade]
			return ok
		}
	}
	return false
}

// regrade gives every record of the grade another, with its trail.
func (x Stranger) regrade(tx *db.Tx, to string, p *Plan) error {
	table := ""
	for _, r := range graded {
		if r.key == x.Register {
			table = r.table
		}
	}
	fields, err := json.Marshal([]field.Change{{Key: "grade", Before: x.Grade, After: to}})
	if err != nil {
		return err
	}
	if err := register.NoteAll(tx, x.Register, table, "grade = ?", register.Changed, string(fields), x.Grade); err != nil {
		return err
	}
	if x.Register == "customer" {
		err := tx.Do(`INSERT INTO grade_changes (customer_id, customer_version, at, on_day, grade_from, grade_to, register, record_id, number, kind, total, reason, proposer, approver, edition)
			SELECT id, version + 1, ?, ?, grade, ?, '', 0, '', '', 0, ?, ?, ?, ? FROM customers WHERE grade = ? ORDER BY id`,
			tx.Now.UnixMilli(), tx.Now.Local().Format(time.DateOnly), to, p.From.Edition()+" → "+p.To.Edition(), tx.Who, tx.Who, p.To.Edition(), x.Grade)
		if err != nil {
			return err
		}
	}
	return tx.Do("UPDATE "+table+" SET grade = ?, version = version + 1, updated_at = ?, updated_by = ? WHERE grade = ?", to, tx.Now.UnixMilli(), tx.Who, x.Grade)
}

// Calendar is the working days as the shop knows them.
func (s *Shop) Calendar(ctx context.Context) (*workday.Calendar, error) {
	return policy.Calendar(s.DB.Read(ctx))
}

// Days is the shop's own table of holidays, in order.
func (s *Shop) Days(ctx context.Context) ([]workday.Day, error) { return days(s.DB.Read(ctx)) }

func days(g *gorm.DB) ([]workday.Day, error) {
	var ds []workday.Day
	return ds, db.SettingIn(g, policy.DaysSetting, &ds)
}

// SetDay enters a day into the shop's own table, where it stands before what a
// notice says. Field errors: day, name.
func (s *Shop) SetDay(ctx context.Context, who string, d workday.Day) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, "policy"); err != nil {
		return err
	}
	d.Day, d.Name = strings.TrimSpace(d.Day), strings.TrimSpace(d.Name)
	if err := workday.Check(d).OrNil(); err != nil {
		return err
	}
	return s.putDays(ctx, who, []workday.Day{d})
}

// ImportDays enters a table of holidays, as workday.Read gives it.
func (s *Shop) ImportDays(ctx context.Context, who string, ds []workday.Day) error {
	return s.putDays(ctx, who, ds)
}

func (s *Shop) putDays(ctx context.Context, who string, ds []workday.Day) error {
	return s.changeDays(ctx, who, func(own map[string]workday.Day) {
		for _, d := range ds {
			own[d.Day] = d
		}
	})
}

// DropDay takes a day out of the shop's own table: what the notice says counts
// again.
func (s *Shop) DropDay(ctx context.Context, who, day string) error {
	return s.changeDays(ctx, who, func(own map[string]workday.Day) { delete(own, day) })
}

func (s *Shop) changeDays(ctx context.Context, who string, change func(map[string]workday.Day)) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, "policy"); err != nil {
		return err
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		ds, err := days(tx.DB)
		if err != nil {
			return err
		}
		own := map[string]workday.Day{}
		for _, d := range ds {
			own[d.Day] = d
		}
		change(own)
		ds = slices.SortedFunc(maps.Values(own), func(a, b workday.Day) int { return strings.Compare(a.Day, b.Day) })
		return keepIn(tx, policy.DaysSetting, ds, tellDays)
	})
}
