package visit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/staff"
	"kezhi/data/workday"
)

// Why a customer is left out of a plan.
const (
	LeftIneffective = "ineffective"    // more visits in a row without effect than the regulation allows
	LeftDisturb     = "do_not_disturb" // 勿扰
	LeftWithdrawn   = "withdrawn"      // withdrew the consent, or never gave one that is needed
	LeftStored      = "stored"         // 仅存储
	LeftBarred      = "barred"         // on the company's blacklist
	LeftByPerson    = "person"         // somebody decided so, and said why
)

// candidate is a customer who may have to be visited.
type candidate struct {
	ID             int64
	Grade, Owner   string
	NameKey        string
	FirstContactOn string
	DoNotDisturb   bool
	Ineffective    int
	StoredUntil    string

	met []meeting // before the plan begins, in no order
}

// meeting is a visit as the plan looks at it.
type meeting struct {
	way, on, visitor, companions string
}

// drawing is a plan while it is drawn up.
type drawing struct {
	plan   *Plan
	in     span
	preset *policy.Preset
	cal    *workday.Calendar
	staff  []staff.Member
	today  string
	barred map[int64]bool
	off    map[int64]bool // withdrew

	lines []PlanLine
	waits []wait // lines whose day is not set yet
}

// wait is a line that was due before the plan began.
type wait struct {
	at    int // in lines
	until string
}

// drawUp makes the lines of a plan: VIP before 优选 before 合格 (四优先), each by
// day and name.
func drawUp(tx *db.Tx, p *Plan) ([]PlanLine, error) {
	d := &drawing{plan: p, in: span{p.FromDay, p.ToDay}, today: tx.Now.Local().Format(field.DateLayout)}
	var err error
	if d.preset, err = policy.Current(tx.DB); err != nil {
		return nil, err
	}
	if d.cal, err = policy.Calendar(tx.DB); err != nil {
		return nil, err
	}
	if d.staff, err = staff.List(tx.DB); err != nil {
		return nil, err
	}
	if d.barred, err = customer.ShutOn(tx.DB, max(d.today, p.FromDay)); err != nil {
		return nil, err
	}
	if d.off, err = customer.OffOf(tx.DB, policy.ListVisit); err != nil {
		return nil, err
	}
	cs, err := candidates(tx, d.preset, p.FromDay)
	if err != nil {
		return nil, err
	}
	d.draw(cs)
	return d.lines, nil
}

// candidates reads the customers of all grades that have rounds, the best grade
// first, and their visits before a day.
func candidates(tx *db.Tx, preset *policy.Preset, before string) ([]*candidate, error) {
	var grades []string
	for _, g := range preset.Grading.Grades {
		if len(g.Visits) > 0 {
			grades = append(grades, g.Key)
		}
	}
	if len(grades) == 0 {
		return nil, nil
	}
	marks, args := "?"+strings.Repeat(",?", len(grades)-1), make([]any, len(grades))
	for i, g := range grades {
		args[i] = g
	}
	all, err := db.Select[candidate](tx.DB, "customers", "WHERE deleted_at = 0 AND ended_on = '' AND grade IN ("+marks+")", args...)
	if err != nil {
		return nil, err
	}
	by := make(map[int64]*candidate, len(all))
	cs := make([]*candidate, len(all))
	for i := range all {
		by[all[i].ID], cs[i] = &all[i], &all[i]
	}
	slices.SortFunc(cs, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(preset.Rank(a.Grade), preset.Rank(b.Grade)), cmp.Compare(a.NameKey, b.NameKey), cmp.Compare(a.ID, b.ID))
	})
	rows, err := tx.Statement.ConnPool.QueryContext(tx.Statement.Context,
		"SELECT customer_id, way, on_day, visitor, companions FROM visits WHERE deleted_at = 0 AND on_day < ?", before)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var m meeting
		if err := rows.Scan(&id, &m.way, &m.on, &m.visitor, &m.companions); err != nil {
			return nil, err
		}
		if c := by[id]; c != nil {
			c.met = append(c.met, m)
		}
	}
	return cs, rows.Err()
}

// draw makes the lines of all customers: first the rounds of their own, then
// those that fall due only where no other visit took place.
func (d *drawing) draw(cs []*candidate) {
	for _, unless := range []bool{false, true} {
		planned := map[int64][]PlanLine{}
		for _, l := range d.lines {
			if l.LeftOut == "" {
				planned[l.CustomerID] = append(planned[l.CustomerID], l)
			}
		}
		for _, c := range cs {
			g, _ := d.preset.Grade(c.Grade)
			for _, r := range g.Visits {
				if (r.Unless != "") == unless {
					d.round(c, r, planned[c.ID])
				}
			}
		}
		d.spread()
	}
	d.settle()
}

// round adds the lines that one round asks for of one customer.
func (d *drawing) round(c *candidate, r policy.Round, planned []PlanLine) {
	who := staff.Responsible(d.staff, r.By, c.Owner)
	if d.plan.Owner != "" && who != d.plan.Owner || !drawn(d.plan.Seed, r, c.ID, d.plan.FromDay) {
		return
	}
	var days []string
	for _, l := range planned {
		if l.Way == r.Unless {
			days = append(days, l.Day)
		}
	}
	slices.Sort(days)
	days, late := dates(d.cal, r.Every, c.last(r, staff.People(d.staff, r.By)), d.in, days...)
	if len(days) == 0 {
		return
	}
	l := PlanLine{CustomerID: c.ID, Grade: c.Grade, Way: r.Way, Unless: r.Unless, Level: r.By, Visitor: who}
	if l.LeftOut, l.Note = d.left(c); l.LeftOut != "" {
		l.Since, l.Until = d.in.from, d.in.to
		l.Day = worked(d.cal, max(days[0], d.in.from), d.in)
		d.lines = append(d.lines, l)
		return
	}
	for i, day := range days {
		if late && i == 0 {
			until, _ := r.Every.After(d.cal, d.in.from)
			d.waits = append(d.waits, wait{len(d.lines), min(d.in.to, shift(until, -1))})
		} else {
			l.Day = worked(d.cal, day, d.in)
		}
		d.lines = append(d.lines, l)
	}
}

// left is why a customer is left out, "" for nothing.
func (d *drawing) left(c *candidate) (why, note string) {
	most := d.preset.Visits.Ineffective
	switch {
	case d.barred[c.ID]:
		return LeftBarred, ""
	case c.StoredUntil != "":
		return LeftStored, ""
	case c.DoNotDisturb:
		return LeftDisturb, ""
	case d.off[c.ID]:
		return LeftWithdrawn, ""
	case most > 0 && c.Ineffective > most:
		return LeftIneffective, strconv.Itoa(c.Ineffective)
	}
	return "", ""
}

// last is the day of the last visit that counts for the round, the day of the
// first contact where there is none.
func (c *candidate) last(r policy.Round, people []string) string {
	last := ""
	for _, m := range c.met {
		if m.on > last && m.counts(r, people) {
			last = m.on
		}
	}
	return cmp.Or(last, c.FirstContactOn)
}

// counts tells whether a visit is one of the round. Of one that the regulation
// wants from higher up, somebody of that level was part.
func (m meeting) counts(r policy.Round, people []string) bool {
	if r.Way != "" && m.way != r.Way && (r.Unless == "" || m.way != r.Unless) {
		return false
	}
	if r.By == policy.Owner || r.By == "" || len(people) == 0 {
		return true
	}
	return slices.ContainsFunc(people, func(p string) bool {
		return m.visitor == p || strings.Contains(m.companions, strconv.Quote(p))
	})
}

// spread gives the visits that were due before the plan began working days,
// evenly over the time until the next would be due, each person's by grade.
func (d *drawing) spread() {
	by := map[string][]wait{}
	for _, w := range d.waits {
		l := &d.lines[w.at]
		k := l.Visitor + "\x00" + w.until
		by[k] = append(by[k], w)
	}
	for _, ws := range by {
		days := d.workdays(max(d.in.from, min(d.today, ws[0].until)), ws[0].until)
		for i, w := range ws {
			d.lines[w.at].Day = days[i*len(days)/len(ws)]
		}
	}
	d.waits = nil
}

// workdays are the working days from one day to another, the last of the days
// where none is.
func (d *drawing) workdays(from, to string) []string {
	var days []string
	for day := from; day <= to; day = shift(day, 1) {
		if d.cal.Working(day) {
			days = append(days, day)
		}
	}
	if days == nil {
		return []string{to}
	}
	return days
}

// settle puts the lines in order and says within which days a visit counts for
// each.
func (d *drawing) settle() {
	slices.SortStableFunc(d.lines, func(a, b PlanLine) int {
		return cmp.Or(cmp.Compare(d.preset.Rank(a.Grade), d.preset.Rank(b.Grade)), cmp.Compare(a.Day, b.Day))
	})
	type key struct {
		customer           int64
		way, unless, level string
	}
	of := map[key][]int{}
	for i, l := range d.lines {
		k := key{l.CustomerID, l.Way, l.Unless, l.Level}
		of[k] = append(of[k], i)
	}
	for _, at := range of {
		days := make([]string, len(at))
		for i, n := range at {
			days[i] = d.lines[n].Day
		}
		for i, w := range windows(days, d.in) {
			d.lines[at[i]].Since, d.lines[at[i]].Until = w.from, w.to
		}
	}
}
