package field

import (
	"fmt"
	"reflect"

	"kezhi/data"
)

// Field is one field of the record type T: its description and the way to its
// value.
type Field[T any] struct {
	Desc
	get   func(*T) any
	set   func(*T, any, string) data.Errors // value, key path
	check []func(string) error
	mask  func(*T) // of rows
}

// Set is the catalogue of a record type's fields, in the order of the form.
type Set[T any] struct {
	room   string
	fields []*Field[T]
	byKey  map[string]*Field[T]
	loose  *loose[T]
}

// NewSet makes the catalogue of a room ("customer", "customer.contacts").
// Labels are message keys below the room's name. Two fields of one key panic:
// that is an error of the program.
func NewSet[T any](room string, fields ...*Field[T]) *Set[T] {
	s := &Set[T]{room: room, byKey: map[string]*Field[T]{}}
	section := ""
	for _, f := range fields {
		if f.Section != "" {
			section = f.Section
		}
		f.Section = section
		if f.Label == "" {
			f.Label = room + "." + f.Key
		}
		relabel(f.Desc.Rows, f.Label)
		if s.byKey[f.Key] != nil {
			panic("field: " + f.Label + " twice")
		}
		s.fields = append(s.fields, f)
		s.byKey[f.Key] = f
	}
	return s
}

func relabel(rows []Desc, room string) {
	for i := range rows {
		rows[i].Label = room + "." + rows[i].Key
		relabel(rows[i].Rows, rows[i].Label)
	}
}

// Room is the name the set was made with.
func (s *Set[T]) Room() string { return s.room }

// Fields are the descriptions, in the order of the form.
func (s *Set[T]) Fields() []Desc {
	ds := make([]Desc, len(s.fields))
	for i, f := range s.fields {
		ds[i] = f.Desc
	}
	return ds
}

// Encode gives the record's values.
func (s *Set[T]) Encode(t *T) Values {
	v := make(Values, len(s.fields))
	for _, f := range s.fields {
		v[f.Key] = f.get(t)
	}
	return s.loose.encode(t, v)
}

// Decode writes the values into the record and returns everything that is
// wrong with them, each under its field's key; the record then is not to be
// used. A key that the values lack leaves the field as it is; unknown keys are
// errors; read-only fields are passed over.
func (s *Set[T]) Decode(v Values, t *T) data.Errors { return s.decode(v, t, "") }

func (s *Set[T]) decode(v Values, t *T, path string) data.Errors {
	var wrong data.Errors
	for _, k := range unknown(v, s.byKey) {
		if s.loose.take(t, k, v[k]) {
			continue
		}
		wrong = append(wrong, data.Wrong(path+k, "error.unknown_field", "Key", k))
	}
	for _, f := range s.fields {
		key := path + f.Key
		x, given := v[f.Key]
		if f.ReadOnly {
			continue
		}
		if !f.When.Met(v) && v[f.whenKey()] != nil {
			continue
		}
		if given && x != nil {
			if es := f.assign(t, x, key); len(es) > 0 {
				wrong = append(wrong, es...)
				continue
			}
		}
		if f.Required && blank(f.get(t)) {
			wrong = append(wrong, data.Wrong(key, "error.required"))
		}
	}
	return wrong
}

func (f *Field[T]) whenKey() string {
	if f.When == nil {
		return ""
	}
	return f.When.Key
}

func (f *Field[T]) assign(t *T, x any, key string) data.Errors {
	x, err := canonical(&f.Desc, x, key)
	if err != nil {
		return data.Errors{err}
	}
	for _, c := range f.check {
		if s, ok := x.(string); ok && s != "" {
			if e := c(s); e != nil {
				for _, w := range data.All(e) {
					w.Field = key
				}
				return data.All(e)
			}
		}
	}
	return f.set(t, x, key)
}

func blank(x any) bool { return Values{"": x}.Empty("") }

// Change is one field before and after.
type Change struct {
	Key    string `json:"key"`
	Before any    `json:"before"`
	After  any    `json:"after"`
}

// Diff lists the fields in which two states of a record differ, in the order
// of the form. Either state may be nil: a record that was made or removed.
func (s *Set[T]) Diff(before, after Values) []Change {
	var cs []Change
	for _, f := range s.fields {
		b, a := before[f.Key], after[f.Key]
		if x, ok := b.(string); ok && x == a {
			continue
		}
		if blank(b) && blank(a) || reflect.DeepEqual(b, a) {
			continue
		}
		cs = append(cs, Change{f.Key, b, a})
	}
	return append(cs, s.loose.diff(before, after)...)
}

func unknown[F any](v Values, known map[string]F) []string {
	var ks []string
	for k := range v {
		if _, ok := known[k]; !ok {
			ks = append(ks, k)
		}
	}
	sortStrings(ks)
	return ks
}

func row(key string, i int) string { return fmt.Sprintf("%s[%d].", key, i) }
