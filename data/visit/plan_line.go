package visit

import (
	"context"
	"fmt"
	"strings"
	"time"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// PlanLine is one visit that a plan asks for. It is done by a visit of the
// customer from Since to Until in the way that is asked for; where somebody
// from higher up has to go, by one that they were part of.
type PlanLine struct {
	ID         int64 `gorm:"primaryKey"`
	PlanID     int64
	Pos        int
	CustomerID int64
	Grade      string // when the plan was drawn up
	Way        string // "": any
	Unless     string // a way that does as well
	Level      string // who has to go: policy.Owner, policy.Deputy …
	Visitor    string // by name; "" where nobody has the role
	Since      string
	Until      string
	Day        string // due
	LeftOut    string // why it is left out, see LeftIneffective; "": it is planned
	Note       string // the reason that was given, or the figure
	MovedFrom  string // the day that was planned at first, "" for the same

	// What the registers tell, not kept here.
	Number      string `gorm:"->"` // of the customer
	Name        string `gorm:"->"`
	Contact     string `gorm:"->"`
	Phone       string `gorm:"->"`
	VisitID     int64  `gorm:"->"` // that did it, 0: none yet
	VisitNumber string `gorm:"->"`
	VisitedOn   string `gorm:"->"`
	VisitResult string `gorm:"->"`
}

// TableName is GORM's name for the table.
func (PlanLine) TableName() string { return "plan_lines" }

// States of a line.
const (
	LineDone = "done"
	LineLate = "late"
	LineDue  = "due"
	LineLeft = "left"
)

// State is how a line stands on a day.
func (l *PlanLine) State(today string) string {
	switch {
	case l.LeftOut != "":
		return LineLeft
	case l.VisitID != 0:
		return LineDone
	case l.Day < today:
		return LineLate
	}
	return LineDue
}

// OnTime tells whether a line was done by its day.
func (l *PlanLine) OnTime() bool { return l.VisitID != 0 && l.VisitedOn <= l.Day }

// Why is the message and its places that say why a line is left out.
func (l *PlanLine) Why() (key string, args []any) {
	return "plan.left." + l.LeftOut, []any{"Note", l.Note}
}

// counting is the condition under which a visit v does a line l.
const counting = `v.customer_id = l.customer_id AND v.deleted_at = 0 AND v.on_day >= l.since AND v.on_day <= l.until
	AND (l.way = '' OR v.way = l.way OR l.unless <> '' AND v.way = l.unless)
	AND (l.level IN ('', 'owner') OR l.visitor = '' OR v.visitor = l.visitor OR instr(v.companions, '"' || l.visitor || '"') > 0)`

// owed is the condition under which a line l of a plan p is still owed on a day,
// which it takes twice: nobody went, within its days or once the plan was over;
// it is not left out, and no later plan has taken it over.
const owed = `l.left_out = '' AND NOT EXISTS (SELECT 1 FROM visits v WHERE v.customer_id = l.customer_id AND v.deleted_at = 0
	AND v.on_day >= l.since AND (v.on_day <= l.until OR v.on_day > p.to_day)
	AND (l.way = '' OR v.way = l.way OR l.unless <> '' AND v.way = l.unless)
	AND (l.level IN ('', 'owner') OR l.visitor = '' OR v.visitor = l.visitor OR instr(v.companions, '"' || l.visitor || '"') > 0))
	AND (p.to_day >= ? OR l.day >= ? OR NOT EXISTS (SELECT 1 FROM plan_lines n JOIN plans q ON q.id = n.plan_id
		WHERE n.customer_id = l.customer_id AND n.way = l.way AND n.level = l.level AND q.deleted_at = 0 AND q.from_day > p.to_day))`

// told is a line with what the registers tell of it.
const told = `SELECT l.*, c.number, c.name, c.contact, c.phone, coalesce(w.id, 0) AS visit_id, coalesce(w.number, '') AS visit_number,
	coalesce(w.on_day, '') AS visited_on, coalesce(w.result, '') AS visit_result
	FROM (SELECT l.*, (SELECT v.id FROM visits v WHERE ` + counting + ` ORDER BY v.on_day, v.id LIMIT 1) AS done FROM plan_lines l WHERE %s) l
	JOIN customers c ON c.id = l.customer_id LEFT JOIN visits w ON w.id = l.done`

// Planned are the lines of a plan in its order, each with the visit that did it.
func (s *Plans) Planned(ctx context.Context, id int64) ([]PlanLine, error) {
	if err := s.Known(ctx, id); err != nil {
		return nil, err
	}
	ls, err := db.Select[PlanLine](s.DB.Read(ctx), "("+fmt.Sprintf(told, "l.plan_id = ?")+")", "ORDER BY pos", id)
	if err != nil {
		return nil, db.Translate(err)
	}
	return register.Ours(ctx, s.DB, ls, func(l *PlanLine) (int64, *string) { return l.CustomerID, &l.Phone })
}

// Progress is how far a plan is.
type Progress struct {
	Planned int
	Done    int
	OnTime  int // of those done, by their day
	Late    int // not done, and their day is past
	Left    int // left out; not among Planned
}

// Add counts a line.
func (p *Progress) Add(l *PlanLine, today string) {
	switch l.State(today) {
	case LineLeft:
		p.Left++
		return
	case LineDone:
		p.Done++
	case LineLate:
		p.Late++
	}
	p.Planned++
	if l.OnTime() {
		p.OnTime++
	}
}

// Share is how many percent of what was planned is done, false where nothing was.
func (p Progress) Share() (float64, bool) {
	if p.Planned == 0 {
		return 0, false
	}
	return 100 * float64(p.Done) / float64(p.Planned), true
}

// ProgressOf counts lines.
func ProgressOf(ls []PlanLine, today string) Progress {
	var p Progress
	for i := range ls {
		p.Add(&ls[i], today)
	}
	return p
}

// LeaveOut takes a line out of the plan, with the reason; an empty reason is
// refused at "note". TakeBack takes it in again, whatever left it out.
func (s *Plans) LeaveOut(ctx context.Context, who string, line int64, reason string) error {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return data.Wrong("note", "plan.error.reason")
	case len([]rune(reason)) > 200:
		return data.Wrong("note", "error.too_long", "Max", 200)
	}
	return s.decide(ctx, who, line, LeftByPerson, reason)
}

// Move puts a line off to another day, with the reason (改期); an empty reason is
// refused at "note", a day that is past at "day". A line of a plan that is over
// may be moved too: it stays owed until then. Code data.Refused for one that is
// left out.
func (s *Plans) Move(ctx context.Context, who string, line int64, day, reason string) error {
	if err := s.Permit(ctx, right.EditOwn); err != nil {
		return err
	}
	reason = strings.TrimSpace(reason)
	var wrong data.Errors
	switch _, err := time.Parse(field.DateLayout, day); {
	case err != nil:
		wrong = append(wrong, data.Wrong("day", "error.date"))
	case day < s.DB.Now().Local().Format(field.DateLayout):
		wrong = append(wrong, data.Wrong("day", "plan.error.move_past"))
	}
	switch {
	case reason == "":
		wrong = append(wrong, data.Wrong("note", "plan.error.move_reason"))
	case len([]rune(reason)) > 200:
		wrong = append(wrong, data.Wrong("note", "error.too_long", "Max", 200))
	}
	if len(wrong) > 0 {
		return wrong
	}
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		l, p, err := s.line(tx, line)
		if err != nil {
			return err
		}
		if l.LeftOut != "" {
			return data.Fault(data.Refused, "plan.error.left")
		}
		err = tx.Do("UPDATE plan_lines SET moved_from = CASE moved_from WHEN '' THEN day ELSE moved_from END, day = ?, until = max(until, ?), note = ? WHERE id = ?", day, day, reason, line)
		if err != nil {
			return err
		}
		return s.note(tx, p, l, Moved, strings.Join([]string{l.Day, day, reason}, " "))
	})
}

// TakeBack plans a visit again that was left out. Code data.Refused for a
// customer on the blacklist: the plan follows the rules.
func (s *Plans) TakeBack(ctx context.Context, who string, line int64) error {
	return s.decide(ctx, who, line, "", "")
}

func (s *Plans) decide(ctx context.Context, who string, line int64, why, note string) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		l, p, err := s.line(tx, line)
		switch {
		case err != nil:
			return err
		case l.LeftOut == why && l.Note == note:
			return nil
		case l.LeftOut == LeftBarred && why == "":
			return data.Fault(data.Refused, "plan.error.barred")
		}
		if err := tx.Do("UPDATE plan_lines SET left_out = ?, note = ? WHERE id = ?", why, note, line); err != nil {
			return err
		}
		err = tx.Do("UPDATE plans SET planned = (SELECT count(*) FROM plan_lines WHERE plan_id = ? AND left_out = '') WHERE id = ?", p.ID, p.ID)
		if err != nil {
			return err
		}
		action := Left
		if why == "" {
			action = TakenBack
		}
		return s.note(tx, p, l, action, note)
	})
}

// line reads a line with its plan, for a change. Codes data.NotFound,
// data.Refused for a plan in the recycle bin, data.Denied.
func (s *Plans) line(tx *db.Tx, line int64) (*PlanLine, *Plan, error) {
	ls, err := db.Select[PlanLine](tx.DB, "", "WHERE id = ?", line)
	if err != nil {
		return nil, nil, err
	}
	if len(ls) == 0 {
		return nil, nil, s.missing(line)
	}
	if err := s.Edits(tx, ls[0].PlanID); err != nil {
		return nil, nil, err
	}
	p, err := s.One(tx, ls[0].PlanID)
	if err == nil && p.DeletedAt != 0 {
		err = data.Fault(data.Refused, "plan.error.deleted", "Number", p.Number)
	}
	return &ls[0], p, err
}

// note puts on record what became of a line.
func (s *Plans) note(tx *db.Tx, p *Plan, l *PlanLine, a register.Action, what string) error {
	var number []string
	if err := tx.Table("customers").Where("id = ?", l.CustomerID).Pluck("number", &number).Error; err != nil {
		return err
	}
	return register.Note(tx, s.Name, &p.Meta, a, []field.Change{{Key: "plan.line", After: strings.Join(append(number, what), " ")}})
}

func (s *Plans) missing(line int64) error {
	return data.Fault(data.NotFound, "error.not_found", "Number", fmt.Sprint(line))
}

// The trail's names for what is done to a line.
const (
	Left      register.Action = "plan_left"
	TakenBack register.Action = "plan_taken_back"
	Moved     register.Action = "plan_moved"
)
