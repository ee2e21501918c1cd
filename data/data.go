// Package data is what Kezhi remembers and every rule about it. It knows no
// window and no paper.
//
// A shop keeps four registers: customer files (客户档案, customer), visit
// reports (拜访报告, visit), complaints (投诉登记, complaint) and satisfaction
// surveys (满意度调查, survey). They look alike on purpose; whoever knows one
// knows them all:
//
//   - the room's own file begins with the record's type and its life;
//   - fields.go describes each field once, in a field.Set: the form on screen,
//     the table's columns, import and export, the cells of printed forms and
//     the trail of changes all come from there;
//   - rules.go says what may be saved, and with which words a thing is refused;
//   - a register.Table gives it the same keeping as the others: numbers
//     without gaps, one transaction a save, versions, a recycle bin, history.
//
// Errors that a person will read are of type Error: they carry a code that a
// screen can decide by, the field that is wrong, and the key of a translated
// message. Everything else is an error of the program.
package data

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of refusal an Error is.
type Code string

// The codes a screen decides by.
const (
	Invalid  Code = "invalid"   // a field's value is not acceptable
	NotFound Code = "not_found" // no such record
	Conflict Code = "conflict"  // somebody saved the record meanwhile
	Refused  Code = "refused"   // a rule of the regulation forbids it
	Damaged  Code = "damaged"   // the file or a document is not whole
	Full     Code = "full"      // no room on the disk
	ReadOnly Code = "read_only" // the file or folder cannot be written
	Newer    Code = "newer"     // the file was written by a newer program
	Busy     Code = "busy"      // another program holds the file
	Denied   Code = "denied"    // whoever is at the desk may not do this
	Locked   Code = "locked"    // nobody has signed in
)

// Error is a refusal that a person reads.
type Error struct {
	Code  Code
	Field string // key of the field concerned, "contacts[0].phone" within rows; may be empty
	Key   string // message key, "error.required"
	Args  []any  // names and values in turn, for the message's places
	Err   error  // cause, for the log; may be nil
}

// Speaker turns a message key into words; assets.Lang is one.
type Speaker interface {
	T(key string, args ...any) string
}

// Sayer is a value that is worded by language where it stands in a message: a
// length of time, the name of a shop's own grade.
type Sayer interface {
	Say(s Speaker) string
}

// Said are the arguments of a message with every Sayer among them in words.
func Said(s Speaker, args []any) []any {
	var out []any
	for i, a := range args {
		if w, ok := a.(Sayer); ok {
			if out == nil {
				out = append([]any(nil), args...)
			}
			out[i] = w.Say(s)
		}
	}
	if out == nil {
		return args
	}
	return out
}

// Error is the refusal in a form for logs; people read Text.
func (e *Error) Error() string {
	s := string(e.Code)
	if e.Field != "" {
		s = e.Field + ": " + s
	}
	if e.Key != "" {
		s += " (" + e.Key + ")"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Text is the refusal as a sentence in the speaker's language.
func (e *Error) Text(s Speaker) string { return s.T(e.Key, Said(s, e.Args)...) }

// Errors are all refusals of one record at once.
type Errors []*Error

// Error joins the refusals for logs.
func (es Errors) Error() string {
	all := make([]string, len(es))
	for i, e := range es {
		all[i] = e.Error()
	}
	return strings.Join(all, "; ")
}

// OrNil is the errors as an error, nil when there is none.
func (es Errors) OrNil() error {
	if len(es) == 0 {
		return nil
	}
	return es
}

// Fault makes an Error of a code and a message key.
func Fault(code Code, key string, args ...any) *Error {
	return &Error{Code: code, Key: key, Args: args}
}

// Wrong makes the Error of one field: code Invalid.
func Wrong(field, key string, args ...any) *Error {
	return &Error{Code: Invalid, Field: field, Key: key, Args: args}
}

// All returns every Error within err: one, several or none.
func All(err error) Errors {
	var es Errors
	if errors.As(err, &es) {
		return es
	}
	var e *Error
	if errors.As(err, &e) {
		return Errors{e}
	}
	return nil
}

// CodeOf returns the code of the first Error within err, "" for another error.
func CodeOf(err error) Code {
	if es := All(err); len(es) > 0 {
		return es[0].Code
	}
	return ""
}

// Explain is any error as a sentence for a person: the refusals one a line, or
// a general sentence with the cause for an error of the program.
func Explain(err error, s Speaker) string {
	es := All(err)
	if len(es) == 0 {
		return s.T("error.unexpected", "Cause", fmt.Sprint(err))
	}
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Text(s)
	}
	return strings.Join(lines, "\n")
}
