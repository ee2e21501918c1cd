package kit

import (
	"fyne.io/fyne/v2"
)

// Input is one control of a form, without its label. What Value gives and
// SetValue takes is what field.Values hold for the kind: a string, for lists
// []string, for rows []field.Values.
type Input interface {
	fyne.CanvasObject
	Value() any
	SetValue(any)   // never calls the watcher
	SetWrong(bool)  // red border; the words are shown by who owns the label
	Watch(func())   // called after the person changed the value
	FocusFirst()    // takes the keyboard
	SetLocked(bool) // shown, but not to be changed
}

// asString is the text of a value of any origin.
func asString(x any) string {
	s, _ := x.(string)
	return s
}

func asStrings(x any) []string {
	switch x := x.(type) {
	case []string:
		return x
	case []any:
		var l []string
		for _, e := range x {
			l = append(l, asString(e))
		}
		return l
	}
	return nil
}

// reply is what inputs have in common: the watcher and the marks.
type reply struct {
	changed func()
	wrong   bool
	locked  bool
}

// Watch sets what is called after the person changed the value.
func (r *reply) Watch(f func()) { r.changed = f }

func (r *reply) tell() {
	if r.changed != nil {
		r.changed()
	}
}

// resizer is an input whose height follows its content; grown is called after
// it changed, by who lays it out.
type resizer interface{ onGrown(func()) }
