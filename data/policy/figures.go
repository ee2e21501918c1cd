package policy

import (
	"reflect"
	"slices"
	"strings"

	"kezhi/data"
)

// Figure is one line of a section as a person reads it.
type Figure struct {
	Label string     // message key
	Value data.Sayer //
}

// Figures are the figures of a section in words; of a list with names a line a
// row. What is none is left out.
func Figures(p *Preset, section string) []Figure {
	v := reflect.ValueOf(p).Elem().Field(slices.Index(keys(reflect.TypeFor[Preset]()), section))
	var fs []Figure
	each(v.Type(), section, "", func(i []int, t reflect.Type, path, _ string) {
		x := v.FieldByIndex(i)
		switch {
		case t.Kind() == reflect.Slice && keyed(t.Elem()):
			for j := range x.Len() {
				fs = append(fs, Figure{x.Index(j).FieldByName("Name").Interface().(Words).Message(), row{x.Index(j), path, p}})
			}
		case t.Kind() == reflect.Slice && x.Len() == 0 || t.Kind() != reflect.Slice && x.IsZero():
		default:
			fs = append(fs, Figure{label(path), figure{x, path, p}})
		}
	})
	return fs
}

// row is a named row of a list in words: what it has of each figure.
type row struct {
	v    reflect.Value
	path string
	of   *Preset
}

// Say is the row in words, "占部门客户上限（%） 15 · 享受优先".
func (r row) Say(s data.Speaker) string {
	var parts []string
	for i, key := range keys(r.v.Type()) {
		f, path := r.v.Field(i), r.path+"."+key
		if f.IsZero() || key == "key" || key == "name" || key == "tone" || (former{p: r.of}).beside(path) {
			continue
		}
		says := figure{f, path, r.of}.Say(s)
		switch {
		case f.Kind() == reflect.Bool:
			says = s.T(label(path))
		case f.Kind() != reflect.Slice && f.Kind() != reflect.Map:
			says = s.T(label(path)) + " " + says
		}
		parts = append(parts, says)
	}
	if len(parts) == 0 {
		return s.T("policy.nothing")
	}
	return strings.Join(parts, " · ")
}
