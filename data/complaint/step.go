package complaint

import (
	"encoding/json"
	"maps"
	"strconv"

	"kezhi/data"
	"kezhi/data/field"
)

// Kind is what a step does. The kinds are passed in the order below; see
// Case.Allowed for where a step may be taken again or passed over.
type Kind string

// The kinds of steps.
const (
	Receipt       Kind = "receipt"       // 受理: the register entry itself
	Assessment    Kind = "assessment"    // 评估: severity, safety, complexity, impact, is it ours, where it goes
	Assignment    Kind = "assignment"    // 分派: who handles it
	Investigation Kind = "investigation" // 调查: facts, evidence, cause, founded or not
	Proposal      Kind = "proposal"      // 处理意见
	Approval      Kind = "approval"      // 审批: or sent back
	Reply         Kind = "reply"         // 答复, in writing
	Opinion       Kind = "opinion"       // 客户反馈: not satisfied reopens the complaint
	Corrective    Kind = "corrective"    // 纠正预防措施
	Archive       Kind = "archive"       // 归档
	Withdrawal    Kind = "withdrawal"    // 撤诉
	Reopening     Kind = "reopening"     // 重新处理 of what was closed

	// What is taken besides the way and leads nowhere on it.
	Pause      Kind = "pause"      // 暂停计时: the customer is asked something
	Resumption Kind = "resumption" // 恢复计时
	Pledge     Kind = "pledge"     // 改约: a new promise that the customer agreed to
	Followup   Kind = "followup"   // 回访评价 of the handling, after the archive
)

// Kinds are all kinds in the order in which a screen lists them.
var Kinds = []Kind{Receipt, Assessment, Assignment, Investigation, Proposal, Approval, Reply, Opinion, Corrective, Archive, Withdrawal, Reopening, Pause, Resumption, Pledge, Followup}

// Besides are the kinds that are taken besides the way: they lead nowhere on it.
var Besides = []Kind{Pause, Resumption, Pledge, Followup}

// States besides the kinds of the step that is due.
const (
	Archived  = "archived"  // 已归档
	Withdrawn = "withdrawn" // 已撤诉, the papers not yet archived
)

// Step is what somebody did to a complaint: who and when in the world, and who
// entered it when. It is never changed and never removed, which the database
// itself sees to; to correct a step is to take it again, and the former one
// stays to be read.
type Step struct {
	ID          int64 `gorm:"primaryKey"`
	ComplaintID int64
	Round       int64 // of the handling, from 1
	Kind        Kind
	Who         string
	At          int64 // unix milliseconds
	EnteredBy   string
	EnteredAt   int64        `gorm:"autoCreateTime:false"`
	Stored      string       `gorm:"column:values"` // JSON
	Values      field.Values `gorm:"-"`             // by the keys of StepFields

	Superseded int64 `gorm:"-"` // id of the step that took its place, 0: it stands
}

// TableName is GORM's name for the table.
func (Step) TableName() string { return "complaint_steps" }

// Part is the part of the complaint's documents that are the step's papers.
func (s *Step) Part() string {
	if s.ID == 0 {
		return ""
	}
	return strconv.FormatInt(s.ID, 10)
}

// StepFields are the descriptions of a kind's fields in the order of its form;
// those of the receipt are the register entry's. nil for no kind.
func StepFields(k Kind) []field.Desc {
	if k == Receipt {
		return entry.Fields()
	}
	if f := forms[k]; f != nil {
		return f.fields()
	}
	return nil
}

// deed is a step as its own type.
type deed interface {
	by() *actor
	// seats are the people who take part in the decision, who stand aside
	// where they are barred.
	seats() []seat
	// wrong is what the kind's own rules say; the case is as it was before.
	wrong(k *Case, today string) data.Errors
}

// actor is who took a step, and when.
type actor struct {
	Who string
	At  int64
}

func (a *actor) by() *actor                      { return a }
func (a *actor) seats() []seat                   { return nil }
func (a *actor) wrong(*Case, string) data.Errors { return nil }

// form is the way between a kind's type and Values.
type form interface {
	fields() []field.Desc
	blank() deed
	read(field.Values) (deed, data.Errors)
	write(deed) field.Values
}

type formOf[T any, P interface {
	*T
	deed
}] struct {
	set *field.Set[T]
}

// newForm makes the form of a kind: who and when first, then its own fields.
func newForm[T any, P interface {
	*T
	deed
}](k Kind, fs ...*field.Field[T]) form {
	head := []*field.Field[T]{
		field.OfPerson("who", func(t *T) *string { return &P(t).by().Who }).Require(),
		field.OfTime("at", func(t *T) *int64 { return &P(t).by().At }).Require(),
	}
	return &formOf[T, P]{field.NewSet("complaint."+string(k), append(head, fs...)...)}
}

func (f *formOf[T, P]) fields() []field.Desc      { return f.set.Fields() }
func (f *formOf[T, P]) blank() deed               { return P(new(T)) }
func (f *formOf[T, P]) write(d deed) field.Values { return f.set.Encode((*T)(d.(P))) }

func (f *formOf[T, P]) read(v field.Values) (deed, data.Errors) {
	t := new(T)
	es := f.set.Decode(v, t)
	return P(t), es
}

// open reads the stored values. Fields that the program no longer knows are
// passed over, those that it did not know then are blank.
func (s *Step) open() deed {
	f := forms[s.Kind]
	if f == nil {
		s.Values = field.Values{}
		return &actor{s.Who, s.At}
	}
	var stored map[string]any
	_ = json.Unmarshal([]byte(s.Stored), &stored)
	s.Values = f.write(f.blank())
	maps.Copy(s.Values, field.Raw(f.fields(), stored))
	d, _ := f.read(s.Values)
	return d
}
