// Package inspection keeps how the work itself is looked after: the audits (稽核)
// of what was done, and the reviews of the regulation (制度评审), each once in the
// time that the regulation names.
package inspection

import (
	"context"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

// Kinds of inspection.
const (
	Audit      = "audit"      // 稽核
	Regulation = "regulation" // 制度评审
)

// Inspection is one audit of a period, or one review of the regulation: what was
// looked at, what was found, what is done about it until when.
type Inspection struct {
	register.Meta
	Kind         string
	FromDay      string // the first day of the period; whatever day of it is entered
	ToDay        string
	OnDay        string   // when it took place
	Inspector    string   // 稽核人
	Participants []string `gorm:"serializer:json"`
	Scope        string   // 稽核范围
	Findings     string   // 发现问题
	Conclusion   string   // 结论
	Measures     string   // 整改措施
	Owner        string   // 整改责任人
	Due          string
	DoneOn       string
	Edition      string // of the preset that asks for it
}

// Store is the register of inspections.
type Store struct {
	*register.Table[Inspection]
}

// Open gives the register of an open file.
func Open(d *db.DB) *Store {
	return &Store{&register.Table[Inspection]{
		DB: d, Name: "inspection", SQL: "inspections",
		Set:    fields(),
		Meta:   func(i *Inspection) *register.Meta { return &i.Meta },
		New:    func() *Inspection { return blank(d) },
		Number: register.Yearly("JC", 4),
		Rules:  rules,
		Settle: settle,
	}}
}

// blank is an audit of the period that is audited now: the one that ended within
// the last month, else this one.
func blank(d *db.DB) *Inspection {
	now := d.Now().Local()
	return &Inspection{
		Kind: Audit, Participants: []string{},
		FromDay: now.AddDate(0, 0, -31).Format("2006-01") + "-01", OnDay: now.Format(field.DateLayout),
	}
}

func fields() *field.Set[Inspection] {
	type i = Inspection
	return field.NewSet("inspection",
		field.OfChoice("kind", func(x *i) *string { return &x.Kind }, Audit, Regulation).In("inspection.section.what").Require().Show(90, "kind").Pill(),
		field.OfDate("from", func(x *i) *string { return &x.FromDay }).Require().Show(96, "from_day"),
		field.OfDate("to", func(x *i) *string { return &x.ToDay }).Locked().Show(96, "to_day"),
		field.OfDate("on", func(x *i) *string { return &x.OnDay }).Require().Show(96, "on_day"),
		field.OfPerson("inspector", func(x *i) *string { return &x.Inspector }).Require().Show(84, "inspector"),
		field.OfPeople("participants", func(x *i) *[]string { return &x.Participants }),
		field.OfMultiline("scope", func(x *i) *string { return &x.Scope }).Tall(2),

		field.OfMultiline("findings", func(x *i) *string { return &x.Findings }).In("inspection.section.result").Tall(3).Show(200, "findings").Flex(),
		field.OfMultiline("conclusion", func(x *i) *string { return &x.Conclusion }).Require().Tall(2),
		field.OfMultiline("measures", func(x *i) *string { return &x.Measures }).Tall(3),
		field.OfPerson("owner", func(x *i) *string { return &x.Owner }).Hidden(84, "owner"),
		field.OfDate("due", func(x *i) *string { return &x.Due }).Show(96, "due"),
		field.OfDate("done_on", func(x *i) *string { return &x.DoneOn }).Show(96, "done_on"),
		field.Of("edition", func(x *i) *string { return &x.Edition }).Locked(),
		field.OfTime("updated_at", func(x *i) *int64 { return &x.UpdatedAt }).Locked().Hidden(130, "updated_at"),
	)
}

func every(p *policy.Preset, kind string) policy.Period {
	if kind == Regulation {
		return p.Management.Review
	}
	return p.Management.Audit
}

// Span is the first and the last day of the period of a length that a day lies
// in, counted from the first of January on: a quarter, a year.
func Span(every policy.Period, day string) (from, to string) {
	t, err := time.Parse(field.DateLayout, day)
	if err != nil {
		return "", ""
	}
	months := map[string]int{policy.Month: 1, policy.Quarter: 3, policy.Year: 12}[every.Unit] * every.N
	if months == 0 {
		months = 12
	}
	at := (t.Year()*12 + int(t.Month()) - 1) / months * months
	first := time.Date(at/12, time.Month(at%12+1), 1, 0, 0, 0, 0, time.UTC)
	return first.Format(field.DateLayout), first.AddDate(0, months, -1).Format(field.DateLayout)
}

func rules(tx *db.Tx, i, old *Inspection) data.Errors {
	var wrong data.Errors
	say := func(key, message string, args ...any) { wrong = append(wrong, data.Wrong(key, message, args...)) }
	p, err := policy.Current(tx.DB)
	if err != nil {
		say("kind", "error.unexpected", "Cause", err.Error())
		return wrong
	}
	from, to := Span(every(p, i.Kind), i.FromDay)
	today := tx.Now.Local().Format(field.DateLayout)
	var had []string
	g := tx.Table("inspections").Where("deleted_at = 0 AND kind = ? AND from_day = ?", i.Kind, from)
	if old != nil {
		g = g.Where("id <> ?", old.ID)
	}
	if err := g.Limit(1).Pluck("number", &had).Error; err != nil {
		say("from", "error.unexpected", "Cause", err.Error())
	}
	if len(had) > 0 {
		say("from", "inspection.error.twice", "Number", had[0], "From", from, "To", to)
	}
	switch {
	case i.OnDay > today:
		say("on", "error.future")
	case i.OnDay != "" && i.OnDay < from:
		say("on", "inspection.error.before", "From", from)
	}
	if i.DoneOn > today {
		say("done_on", "error.future")
	}
	asks := strings.TrimSpace(i.Measures) != ""
	if asks && i.Owner == "" {
		say("owner", "inspection.error.owner")
	}
	if asks && i.Due == "" {
		say("due", "inspection.error.due")
	}
	return wrong
}

func settle(tx *db.Tx, i, old *Inspection) error {
	p, err := policy.Current(tx.DB)
	if err != nil {
		return err
	}
	i.FromDay, i.ToDay = Span(every(p, i.Kind), i.FromDay)
	if old == nil {
		i.Edition = p.Edition()
	}
	if i.Participants == nil {
		i.Participants = []string{}
	}
	return nil
}

// Due lists the periods that were not audited, the year in which the regulation
// was not reviewed, each by its last day, and what is to be put right.
func (s *Store) Due(ctx context.Context, q due.Query) (due.List, error) {
	return register.Narrow(ctx, s.DB, q, s.work, "inspection")
}

func (s *Store) work(ctx context.Context, q due.Query) (due.List, error) {
	g := s.DB.Read(ctx)
	p, err := policy.Current(g)
	if err != nil {
		return due.List{}, err
	}
	var l due.List
	began, err := s.began(ctx)
	if err != nil {
		return l, err
	}
	for _, kind := range []string{Audit, Regulation} {
		length := every(p, kind)
		if length.Zero() || began == "" {
			continue
		}
		from, to := Span(length, q.Today)
		before, _ := time.Parse(field.DateLayout, from)
		lastFrom, lastTo := Span(length, before.AddDate(0, 0, -1).Format(field.DateLayout))
		for _, x := range [][2]string{{lastFrom, lastTo}, {from, to}} {
			if x[1] < began || !q.Wants(x[1], "") {
				continue
			}
			var n int64
			if err := g.Table("inspections").Where("deleted_at = 0 AND kind = ? AND from_day = ?", kind, x[0]).Count(&n).Error; err != nil {
				return l, db.Translate(err)
			}
			if n > 0 {
				continue
			}
			l.Items = append(l.Items, due.Item{
				Kind: due.Kind(kind), Register: "inspection", Day: x[1],
				Why: "inspection.why." + kind, WhyArgs: []any{"From", x[0], "To", x[1], "Period", length},
			})
			l.Count(q.Today, x[1], 1)
		}
	}
	rs, err := db.Select[struct {
		ID                      int64
		Number, Measures, Owner string
		Day                     string
	}](g, "(SELECT id, number, measures, owner, due AS day FROM inspections WHERE due <> '' AND done_on = '' AND deleted_at = 0 AND due <= ? ORDER BY due)", "", q.Until)
	for _, r := range rs {
		if q.Wants(r.Day, r.Owner) {
			l.Items = append(l.Items, due.Item{Kind: due.Corrective, Register: "inspection", ID: r.ID, Number: r.Number, What: r.Measures, Owner: r.Owner, Day: r.Day})
			l.Count(q.Today, r.Day, 1)
		}
	}
	return due.Join(q.Limit, l), db.Translate(err)
}

// began is the day on which the shop began to keep its file: nothing from before
// is audited.
func (s *Store) began(ctx context.Context) (string, error) {
	var at int64
	if err := s.DB.Read(ctx).Raw("SELECT coalesce((SELECT at FROM changes ORDER BY id LIMIT 1), 0)").Scan(&at).Error; err != nil || at == 0 {
		return "", db.Translate(err)
	}
	return time.UnixMilli(at).Format(field.DateLayout), nil
}
