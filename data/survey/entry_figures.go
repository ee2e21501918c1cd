package survey

import (
	"slices"
	"strconv"
	"strings"

	"kezhi/data"
)

// values are what the figures "1", "2", … stand for at a question, in order,
// and the first figure; none where figures do not choose.
func values(q *Question) (vs []string, first int) {
	switch q.Type {
	case Score, Promote, Importance:
		least, _, _ := q.Points()
		vs, _ = points(q)
		return vs, int(least)
	case YesNo:
		return []string{Yes, No}, 1
	case One, Many:
		return q.Choices(), 1
	}
	return nil, 0
}

// read finds what the figures typed stand for, and whether more could follow.
func read(q *Question, figures string) (value string, ok, more bool) {
	vs, first := values(q)
	for i, v := range vs {
		s := strconv.Itoa(first + i)
		if s == figures {
			value, ok = v, true
		} else if strings.HasPrefix(s, figures) {
			more = true
		}
	}
	return value, ok, more
}

// figure takes one more figure of a point or option.
func (e *Entry) figure(d string) *data.Error {
	q := e.question()
	if q == nil {
		return nil
	}
	value, ok, more := read(q, e.typed+d)
	switch {
	case more:
		e.typed += d
		return nil
	case ok:
		e.typed = ""
		return e.choose(q, value)
	case q.Type == Many && e.typed != "":
		// 1 and then 5 of twelve options: the 1 stood for itself.
		if wrong := e.flush(); wrong != nil {
			return wrong
		}
		return e.figure(d)
	}
	return outOf(q)
}

func outOf(q *Question) *data.Error {
	vs, first := values(q)
	if len(vs) == 0 {
		return nil // a type of a newer program
	}
	return data.Wrong(q.FieldKey(), "error.out_of_range", "Least", first, "Most", first+len(vs)-1)
}

// choose takes a point or an option: alone it is the answer and the next
// question follows, among several it is ticked or unticked.
func (e *Entry) choose(q *Question, value string) *data.Error {
	if q.Type == Many {
		return e.tick(q, value)
	}
	e.put(q.FieldKey(), value)
	if q.Type == One && value == q.Other {
		e.ask()
		return nil
	}
	e.put(q.FieldKey()+otherSuffix, "")
	e.move(e.at + 1)
	return nil
}

func (e *Entry) tick(q *Question, value string) *data.Error {
	ticked := slices.Clone(e.given.List(q.FieldKey()))
	if i := slices.Index(ticked, value); i >= 0 {
		ticked = slices.Delete(ticked, i, i+1)
		if value == q.Other {
			e.put(q.FieldKey()+otherSuffix, "")
		}
	} else {
		if q.Most > 0 && int64(len(ticked)) >= q.Most {
			return data.Wrong(q.FieldKey(), "error.too_many", "Max", q.Most)
		}
		ticked = append(ticked, value)
	}
	e.put(q.FieldKey(), ticked)
	return nil
}

// ask begins to ask for the text beside the other option.
func (e *Entry) ask() {
	e.other = true
	e.typed = e.kept()
}

// flush takes figures that wait for another as they stand, and forgets them
// where they stand for nothing.
func (e *Entry) flush() *data.Error {
	q := e.question()
	if q == nil || e.writing() || e.typed == "" {
		return nil
	}
	value, ok, _ := read(q, e.typed)
	e.typed = ""
	switch {
	case !ok:
		return nil
	case q.Type == Many:
		return e.tick(q, value)
	}
	e.put(q.FieldKey(), value)
	if q.Type == One && value != q.Other {
		e.put(q.FieldKey()+otherSuffix, "")
	}
	return nil
}
