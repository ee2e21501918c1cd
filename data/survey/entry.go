package survey

import (
	"slices"
	"unicode"

	"kezhi/data"
	"kezhi/data/field"
)

// Keys of an Entry besides '0' to '9', '.' and the characters of a text.
const (
	Enter = '\r' // confirm, next question
	Back  = '\b' // take back: what is half typed, then the answer, then to the question before
	Next  = '+'  // as Enter; within a text a character
	Prev  = '-'  // to the question before; within a text, or where a number may be negative, a character
)

// Entry is a questionnaire being keyed in from paper with the number keys
// alone. It knows the question that is asked, takes keys and says what to
// show; it has no window.
//
//	score, nps, yes_no, choice   the figure; the next question comes at once,
//	                             unless another figure could follow: 1 waits
//	                             for 0 or Enter where 10 is possible
//	choices                      figures tick and untick, Enter goes on
//	number, date, text           typed, Enter goes on
//	matrix, rated                one part after the other, each as a score
//
// Where the other option is ticked, its text is asked for before going on.
// An answer that is not required is passed over with Enter or '+'.
type Entry struct {
	qs    []Question
	at    int
	given field.Values
	typed string // figures that wait for another, or a number or text so far
	other bool   // the text beside the other option is being written
}

// Step is what to show after a key.
type Step struct {
	At, Of   int       // place of the question, from 0, and how many there are; At = Of: all are through
	Question *Question // nil where all are through
	Typed    string    // what is typed so far
	Picked   []int     // places of the points or options chosen, from 0
	Writing  bool      // a text or number is typed: Entry.Type may set it whole
	Other    bool      // the text beside the other option is asked for
	Done     bool      // all questions are through: Enter may save
	Moved    bool      // another question than before the key
	Hint     string    // message key: what the keys do here
	Args     []any     // for the hint's places
	Wrong    *data.Error
}

// NewEntry begins with the first question. given are answers there are
// already, for mending an answer; nil for none.
func NewEntry(qs []Question, given field.Values) *Entry {
	e := &Entry{qs: Parts(qs), given: given.Clone()}
	if e.given == nil {
		e.given = field.Values{}
	}
	e.move(0)
	return e
}

// Given are the answers so far, as Answer.Given. A figure that still waits for
// another counts as it stands, and goes on waiting.
func (e *Entry) Given() field.Values {
	c := *e
	c.given = e.given.Clone()
	_ = c.flush()
	return c.given
}

// Now is what to show before any key.
func (e *Entry) Now() Step { return e.step(e.at, nil) }

// Go moves to a question by its place, to the end with the number of questions.
func (e *Entry) Go(at int) Step {
	was := e.at
	_ = e.flush()
	e.move(max(0, min(at, len(e.qs))))
	return e.step(was, nil)
}

// Type sets the whole text or number of the question, as an input method or
// the clipboard gives it. Elsewhere it does nothing.
func (e *Entry) Type(s string) Step {
	if e.writing() {
		e.write(s)
	}
	return e.step(e.at, nil)
}

// Press takes a key.
func (e *Entry) Press(key rune) Step {
	was := e.at
	var wrong *data.Error
	switch {
	case key == Enter, key == '\n':
		wrong = e.confirm()
	case key == Back:
		e.back()
	case key == Prev && !e.minus():
		e.typed = e.kept()
		e.before()
	case key == Next && (!e.texting() || e.typed == ""):
		wrong = e.confirm()
	case e.writing():
		if !unicode.IsControl(key) {
			e.write(e.typed + string(key))
		}
	case key >= '0' && key <= '9':
		wrong = e.figure(string(key))
	}
	return e.step(was, wrong)
}

// question is the one that is asked, nil at the end.
func (e *Entry) question() *Question {
	if e.at < len(e.qs) {
		return &e.qs[e.at]
	}
	return nil
}

// writing tells whether characters are typed here, texting whether any may be.
func (e *Entry) writing() bool {
	q := e.question()
	return e.texting() || q != nil && (q.Type == Number || q.Type == Date)
}

func (e *Entry) texting() bool {
	q := e.question()
	return q != nil && (e.other || q.Type == Text)
}

// minus tells whether '-' is a character here.
func (e *Entry) minus() bool {
	q := e.question()
	return (e.texting() || q != nil && q.Type == Date) && e.typed != "" || q != nil && q.Type == Number && q.Least < 0 && e.typed == ""
}

// key is where the text being written is kept.
func (e *Entry) key() string {
	if e.other {
		return e.question().FieldKey() + otherSuffix
	}
	return e.question().FieldKey()
}

func (e *Entry) write(s string) {
	e.typed = s
	e.put(e.key(), s)
}

// put keeps an answer; an empty one is none.
func (e *Entry) put(key string, x any) {
	if (field.Values{"": x}).Empty("") {
		delete(e.given, key)
	} else {
		e.given[key] = x
	}
}

// move goes to a question and takes up what was written there.
func (e *Entry) move(at int) {
	e.at, e.other, e.typed = at, false, ""
	e.typed = e.kept()
}

// kept is the text or number that was written at this question.
func (e *Entry) kept() string {
	if e.writing() {
		return e.given.Text(e.key())
	}
	return ""
}

// before goes back: out of the other option's text, or a question.
func (e *Entry) before() {
	switch {
	case e.other:
		e.other, e.typed = false, ""
	case e.at > 0:
		e.move(e.at - 1)
	}
}

func (e *Entry) back() {
	q := e.question()
	switch {
	case e.typed != "":
		r := []rune(e.typed)
		e.typed = string(r[:len(r)-1])
		if e.writing() {
			e.write(e.typed)
		}
	case q != nil && !e.other && !e.given.Empty(q.FieldKey()):
		e.put(q.FieldKey(), "")
		e.put(q.FieldKey()+otherSuffix, "")
	default:
		e.before()
	}
}

// confirm takes what is typed and goes on, or says why not.
func (e *Entry) confirm() *data.Error {
	q := e.question()
	if q == nil {
		return nil
	}
	key := q.FieldKey()
	if e.typed != "" && !e.writing() {
		value, ok, _ := read(q, e.typed)
		e.typed = ""
		if !ok {
			return outOf(q)
		}
		return e.choose(q, value)
	}
	if e.other {
		e.move(e.at + 1)
		return nil
	}
	kept, wrong := accept([]Question{*q}, field.Values{key: e.given[key]})
	if len(wrong) > 0 {
		return wrong[0]
	}
	if q.Type == Date {
		e.put(key, kept.Text(key)) // 20261122 as the day it is
	}
	if q.Other != "" && (e.given.Text(key) == q.Other || slices.Contains(e.given.List(key), q.Other)) {
		e.ask()
		return nil
	}
	e.move(e.at + 1)
	return nil
}

func (e *Entry) step(was int, wrong *data.Error) Step {
	s := Step{
		At: e.at, Of: len(e.qs), Question: e.question(), Typed: e.typed,
		Writing: e.writing(), Other: e.other, Done: e.at == len(e.qs), Moved: e.at != was, Wrong: wrong,
	}
	s.Hint, s.Args = e.hint()
	if s.Done {
		return s
	}
	key := s.Question.FieldKey()
	vs, _ := values(s.Question)
	for i, v := range vs {
		if v == e.given.Text(key) || slices.Contains(e.given.List(key), v) {
			s.Picked = append(s.Picked, i)
		}
	}
	return s
}

func (e *Entry) hint() (string, []any) {
	q := e.question()
	switch {
	case q == nil:
		return "answer.entry.done", nil
	case e.other:
		return "answer.entry.other", []any{"Option", q.Other}
	case !e.writing() && e.typed != "":
		return "answer.entry.waiting", []any{"Typed", e.typed}
	}
	vs, first := values(q)
	args := []any{"Least", first, "Most", first + len(vs) - 1}
	switch q.Type {
	case Score, Promote:
		return "answer.entry.points", args
	case Importance:
		return "answer.entry.importance", args
	case One:
		return "answer.entry.choice", args
	case Many:
		return "answer.entry.choices", args
	case YesNo:
		return "answer.entry.yes_no", nil
	case Number:
		return "answer.entry.number", nil
	case Date:
		return "answer.entry.date", nil
	case Text:
		return "answer.entry.text", nil
	}
	return "answer.entry.skip", nil
}
