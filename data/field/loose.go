package field

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"kezhi/data"
)

// loose are the values of a record whose fields no program lists: the answers
// to the questions of a questionnaire.
type loose[T any] struct {
	prefix string
	at     func(*T) *Values
}

// Loose lets the set take every key that begins with prefix and is no field's.
// Such values come and go as they are; the register's rules check them with
// Accept, for they know which fields there are.
func (s *Set[T]) Loose(prefix string, at func(*T) *Values) *Set[T] {
	s.loose = &loose[T]{prefix, at}
	return s
}

func (l *loose[T]) has(key string) bool { return l != nil && strings.HasPrefix(key, l.prefix) }

func (l *loose[T]) encode(t *T, v Values) Values {
	if l != nil {
		maps.Copy(v, l.at(t).Clone())
	}
	return v
}

// take puts a value into the record's own map, never into one that a copy of
// the record shares.
func (l *loose[T]) take(t *T, key string, x any) bool {
	if !l.has(key) {
		return false
	}
	m := l.at(t)
	c := make(Values, len(*m)+1)
	maps.Copy(c, *m)
	c[key] = x
	*m = c
	return true
}

func (l *loose[T]) diff(before, after Values) []Change {
	if l == nil {
		return nil
	}
	keys := map[string]bool{}
	for _, v := range []Values{before, after} {
		for k := range v {
			if l.has(k) {
				keys[k] = true
			}
		}
	}
	var cs []Change
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		b, a := before[k], after[k]
		if blank(b) && blank(a) || reflect.DeepEqual(b, a) {
			continue
		}
		cs = append(cs, Change{k, b, a})
	}
	return cs
}

// Accept brings values into the form that the descriptions ask for, as a Set
// does for a record, and returns everything that is wrong with them. Empty
// values and those whose condition is not met are left out.
func Accept(ds []Desc, v Values) (Values, data.Errors) {
	var wrong data.Errors
	known := make(map[string]bool, len(ds))
	for _, d := range ds {
		known[d.Key] = true
	}
	for _, k := range unknown(v, known) {
		if !blank(v[k]) {
			wrong = append(wrong, data.Wrong(k, "error.unknown_field", "Key", k))
		}
	}
	out := make(Values, len(ds))
	for i := range ds {
		d := &ds[i]
		if !d.When.Met(out) {
			continue
		}
		var c any
		if x := v[d.Key]; x != nil {
			var e *data.Error
			if c, e = canonical(d, x, d.Key); e != nil {
				wrong = append(wrong, e)
				continue
			}
		}
		switch {
		case !blank(c):
			out[d.Key] = c
		case d.Required:
			wrong = append(wrong, data.Wrong(d.Key, "error.required"))
		}
	}
	return out, wrong
}
