package policy

import (
	"reflect"
	"slices"

	"kezhi/data"
)

// Difference is one figure that two presets have otherwise.
type Difference struct {
	Section string   // message key, "policy.key.grading"
	What    []string // message keys from the outside inwards: 等级, VIP, 占部门客户上限
	Before  data.Sayer
	After   data.Sayer
}

// Compare tells in words what changes from one preset to another, in the order
// of the file. Their keys, versions and what is said about them are left out.
func Compare(a, b *Preset) []Difference {
	c := &comparison{a: a, b: b}
	va, vb := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for i, key := range keys(va.Type()) {
		if va.Field(i).Kind() == reflect.Struct {
			c.section = label(key)
			c.fields(va.Field(i), vb.Field(i), key, nil)
		}
	}
	return c.found
}

type comparison struct {
	a, b    *Preset
	section string
	found   []Difference
}

func (c *comparison) fields(a, b reflect.Value, path string, what []string, but ...string) {
	for i, key := range keys(a.Type()) {
		if slices.Contains(but, key) {
			continue
		}
		at := path + "." + key
		inner := append(slices.Clip(what), label(at))
		fa, fb := a.Field(i), b.Field(i)
		switch {
		case fa.Kind() == reflect.Struct && fa.Type() != periodType:
			c.fields(fa, fb, at, inner)
		case fa.Kind() == reflect.Slice && keyed(fa.Type().Elem()):
			c.rows(fa, fb, at, inner)
		default:
			c.note(fa, fb, at, inner)
		}
	}
}

// keyed tells whether the rows of a list are known by a key.
func keyed(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	_, ok := t.FieldByName("Key")
	return ok
}

func (c *comparison) note(a, b reflect.Value, path string, what []string) {
	before, after := figure{a, path, c.a}, figure{b, path, c.b}
	if same(a, b) {
		return
	}
	c.found = append(c.found, Difference{c.section, what, before, after})
}

// same tells whether two values mean the same: no list and an empty one do.
func same(a, b reflect.Value) bool {
	if (a.Kind() == reflect.Slice || a.Kind() == reflect.Map) && a.Len() == 0 && b.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// rows compares lists by the keys of their rows: first which there are and in
// what order, then what each row has otherwise. Of a new row every figure counts.
func (c *comparison) rows(a, b reflect.Value, path string, what []string) {
	if names(a, "Key") != names(b, "Key") || names(a, "Name") != names(b, "Name") {
		c.found = append(c.found, Difference{c.section, what, figure{named(a), path, c.a}, figure{named(b), path, c.b}})
	}
	for i := range b.Len() {
		row := b.Index(i)
		before := reflect.Zero(row.Type())
		for j := range a.Len() {
			if a.Index(j).FieldByName("Key").String() == row.FieldByName("Key").String() {
				before = a.Index(j)
			}
		}
		name := row.FieldByName("Name").Interface().(Words).Message()
		c.fields(before, row, path, append(slices.Clip(what), name), "key", "name", "hint", "tone")
	}
}

// named is the names of a list's rows.
func named(l reflect.Value) reflect.Value {
	ws := make([]Words, l.Len())
	for i := range ws {
		ws[i] = l.Index(i).FieldByName("Name").Interface().(Words)
	}
	return reflect.ValueOf(ws)
}

func names(l reflect.Value, field string) string {
	s := ""
	for i := range l.Len() {
		switch x := l.Index(i).FieldByName(field).Interface().(type) {
		case Words:
			s += x.Message() + "\n"
		case string:
			s += x + "\n"
		}
	}
	return s
}
