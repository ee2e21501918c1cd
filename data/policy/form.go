package policy

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/field"
)

// Sections are the parts of a preset, in the order of the file.
var Sections = []string{"grading", "blacklist", "visits", "complaints", "surveys", "credit", "desk", "file", "privacy", "management"}

// choices are, by the last part of a key, what it may be.
var choices = map[string][]string{
	"grading.by": Bys, "credit.approve": Levels, "write_off": Levels, "by": Levels, "over_limit": Levels, "levels": Levels, "tone": Tones, "way": Ways, "unless": Ways,
	"severity": append(slices.Clip(Severities), other), "papers": Papers, "limit": Limits, "household": Relations, "basis": Bases, "lists": Lists,
}

// other stands in a form for the deadline of any other severity.
const other = "other"

// hidden is the key under which a form's row keeps which row it was: nobody is
// shown the keys of grades.
const hidden = "_"

// Form is one section of a preset to be filled in: its fields, and its figures
// in the speaker's language. Fill is the way back.
func Form(p *Preset, section string, s data.Speaker) ([]field.Desc, field.Values) {
	f := former{p, s}
	v := reflect.ValueOf(p).Elem().Field(slices.Index(keys(reflect.TypeFor[Preset]()), section))
	return f.descs(v.Type(), section, ""), f.encode(v, section, "")
}

// former turns figures into the values of a form and back.
type former struct {
	p *Preset
	s data.Speaker
}

// each calls do with every field of a struct, those of a struct within it too,
// whose keys are put together: "target.csat".
func each(t reflect.Type, path, prefix string, do func(i []int, t reflect.Type, path, key string)) {
	for i, key := range keys(t) {
		ft, at := t.Field(i).Type, path+"."+key
		if ft.Kind() != reflect.Struct || ft == periodType {
			do([]int{i}, ft, at, prefix+key)
			continue
		}
		each(ft, at, prefix+key+".", func(j []int, t reflect.Type, path, key string) { do(append([]int{i}, j...), t, path, key) })
	}
}

func (f former) descs(t reflect.Type, path, prefix string) []field.Desc {
	var ds []field.Desc
	each(t, path, prefix, func(_ []int, t reflect.Type, path, key string) {
		if key != "key" && !f.beside(path) {
			ds = append(ds, f.desc(t, path, key))
		}
	})
	return ds
}

// ways are the ways of grading that a figure of a grade is for, where it is not
// for all.
var ways = map[string]string{
	"grading.grades.product_quota": ByReview, "grading.grades.score": ByReview, "grading.grades.admission": ByReview,
	"grading.grades.from": ByTurnover, "grading.grades.good_payment": ByTurnover, "grading.grades.no_trade": ByTurnover,
}

// beside tells whether a figure says nothing in this regulation: a form leaves
// it out, and as it is.
func (f former) beside(path string) bool {
	way := ways[path]
	return way != "" && way != f.p.Grading.By
}

func (f former) desc(t reflect.Type, path, key string) field.Desc {
	d := field.Desc{Key: key, Label: label(path), Kind: field.Text, Max: 200}
	last := path[strings.LastIndexByte(path, '.')+1:]
	of, ok := choices[path]
	if !ok {
		of = choices[last]
	}
	switch {
	case path == "blacklist.readmit_as":
		d.Kind = field.Choice
		for _, g := range f.p.Grading.Grades {
			d.Options, d.Names = append(d.Options, g.Key), append(d.Names, g.Name.Message())
		}
		return d
	case last == "form":
		d.Kind, d.Options, d.Names = field.Choice, assets.Questionnaires, titles(f.s)
		return d
	}
	switch t.Kind() {
	case reflect.Bool:
		d.Kind = field.Bool
	case reflect.Int, reflect.Int64:
		d.Kind = field.Integer
	case reflect.String:
		if of != nil {
			d.Kind = field.Choice
		}
	case reflect.Slice:
		f.list(&d, t.Elem(), path, of)
	case reflect.Map:
		d.Wide = last == "hint" || last == "terms"
	}
	d.Options = of
	for _, o := range of {
		name := optionOf(path) + o
		if o == other {
			name = "policy.deadline.other"
		}
		d.Names = append(d.Names, name)
	}
	return d
}

func (f former) list(d *field.Desc, t reflect.Type, path string, of []string) {
	d.Wide, d.Max = true, 100
	switch {
	case of != nil:
		d.Kind = field.Choices
	case t.Kind() == reflect.Struct:
		d.Kind, d.Rows = field.Rows, f.descs(t, path, "")
	case t.Kind() != reflect.Int:
		d.Kind = field.Tags
	default:
		d.Wide = false
	}
}

// titles are what the questionnaires that come with the program are called.
func titles(s data.Speaker) []string {
	l, _ := s.(assets.Lang)
	out := slices.Clone(assets.Questionnaires)
	for i, key := range out {
		var q struct{ Name string }
		if b, err := assets.Questionnaire(key, l); err == nil && json.Unmarshal(b, &q) == nil && q.Name != "" {
			out[i] = q.Name
		}
	}
	return out
}

func (f former) encode(v reflect.Value, path, prefix string) field.Values {
	out := field.Values{}
	each(v.Type(), path, prefix, func(i []int, _ reflect.Type, path, key string) {
		if key != "key" && !f.beside(path) {
			out[key] = f.out(v.FieldByIndex(i), path)
		}
	})
	return out
}

func (f former) out(v reflect.Value, path string) any {
	switch x := v.Interface().(type) {
	case Words:
		return x.Say(f.s)
	case Period:
		if x.Zero() {
			return ""
		}
		return x.Say(f.s)
	case bool:
		return strconv.FormatBool(x)
	case string:
		if x == "" && strings.HasSuffix(path, ".severity") {
			return other
		}
		return x
	case []string:
		return slices.Clone(x)
	case []int:
		parts := make([]string, len(x))
		for i, n := range x {
			parts[i] = strconv.Itoa(n)
		}
		return strings.Join(parts, ", ")
	case []Words:
		out := make([]string, len(x))
		for i, w := range x {
			out[i] = w.Say(f.s)
		}
		return out
	}
	if v.Kind() == reflect.Slice {
		rows := make([]field.Values, v.Len())
		for i := range rows {
			rows[i] = f.encode(v.Index(i), path, "")
			rows[i][hidden] = strconv.Itoa(i)
		}
		return rows
	}
	if v.IsZero() {
		return "" // no bound, no day
	}
	return fmt.Sprint(v.Interface())
}

// Fill is a copy of a preset with one section as it was filled in. The field of
// a refusal is the form's; one of another section has its whole path.
func Fill(p *Preset, section string, v field.Values, s data.Speaker) (*Preset, data.Errors) {
	q, _ := read(YAML(p, nil))
	f := &filler{former: former{p, s}}
	at := slices.Index(keys(reflect.TypeFor[Preset]()), section)
	f.fields(v, reflect.ValueOf(q).Elem().Field(at), reflect.ValueOf(p).Elem().Field(at), section, "", "")
	if len(f.wrong) > 0 {
		return nil, f.wrong
	}
	es := Check(q)
	for _, e := range es {
		e.Field = strings.TrimPrefix(e.Field, section+".")
	}
	if len(es) > 0 {
		return nil, es
	}
	return q, nil
}

type filler struct {
	former
	wrong data.Errors
}

// fields sets to from the values; from is what it was, at how the form calls it.
func (f *filler) fields(v field.Values, to, from reflect.Value, path, prefix, at string) {
	v = v.Clone()
	delete(v, hidden)
	v, es := field.Accept(f.descs(to.Type(), path, prefix), v)
	for _, e := range es {
		e.Field = at + e.Field
		f.wrong = append(f.wrong, e)
	}
	each(to.Type(), path, prefix, func(i []int, _ reflect.Type, path, key string) {
		switch {
		case key == "key":
		case f.beside(path):
			to.FieldByIndex(i).Set(from.FieldByIndex(i))
		default:
			f.in(v[key], to.FieldByIndex(i), from.FieldByIndex(i), path, at+key)
		}
	})
}

func (f *filler) in(x any, to, from reflect.Value, path, at string) {
	s, _ := x.(string)
	l, _ := x.([]string)
	switch was := from.Interface().(type) {
	case Words:
		to.Set(reflect.ValueOf(f.words(s, was)))
	case Period:
		p, err := ReadPeriod(s)
		if err != nil {
			f.wrong = append(f.wrong, data.Wrong(at, "policy.problem.spoken", "Value", s))
		}
		to.Set(reflect.ValueOf(p))
	case []string:
		to.Set(reflect.ValueOf(l))
	case []int:
		to.Set(reflect.ValueOf(f.numbers(s, at)))
	case []Words:
		ws := make([]Words, len(l))
		for i, s := range l {
			ws[i] = Words{f.lang(): s, assets.ZhHans: s}
			for _, w := range was {
				if w.Say(f.s) == s {
					ws[i] = w
				}
			}
		}
		to.Set(reflect.ValueOf(ws))
	default:
		f.plain(x, s, to, from, path, at)
	}
}

func (f *filler) plain(x any, s string, to, from reflect.Value, path, at string) {
	switch to.Kind() {
	case reflect.Bool:
		to.SetBool(s == "true")
	case reflect.Int, reflect.Int64:
		n, _ := strconv.ParseInt(s, 10, 64) // Accept has seen to it
		to.SetInt(n)
	case reflect.String:
		if s == other {
			s = ""
		}
		to.SetString(s)
	case reflect.Slice:
		rows, _ := x.([]field.Values)
		f.rows(rows, to, from, path, at)
	}
}

func (f *filler) lang() assets.Lang {
	if l, ok := f.s.(assets.Lang); ok {
		return l
	}
	return assets.ZhHans
}

// words are those that were, where they still say the same; else the new ones in
// the speaker's language. A translation of what is gone is none.
func (f *filler) words(s string, was Words) Words {
	switch {
	case s == was.Say(f.s):
		return was
	case s == "":
		return nil
	}
	return Words{f.lang(): s, assets.ZhHans: s}
}

func (f *filler) numbers(s, at string) []int {
	var ns []int
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ,，、;；/", r) }) {
		n, err := strconv.Atoi(p)
		if err != nil {
			f.wrong = append(f.wrong, data.Wrong(at, "policy.problem.numbers", "Value", p))
			return nil
		}
		ns = append(ns, n)
	}
	return ns
}

// rows sets a list; a row that was there keeps its key, a new one gets its own.
func (f *filler) rows(rows []field.Values, to, from reflect.Value, path, at string) {
	to.Set(reflect.MakeSlice(to.Type(), len(rows), len(rows)))
	used := map[string]bool{}
	for i := range from.Len() {
		if k := from.Index(i); keyed(k.Type()) {
			used[k.FieldByName("Key").String()] = true
		}
	}
	taken := map[int]bool{}
	for i, v := range rows {
		row, was := to.Index(i), reflect.Zero(to.Type().Elem())
		if n, err := strconv.Atoi(v.Text(hidden)); err == nil && n >= 0 && n < from.Len() && !taken[n] {
			was, taken[n] = from.Index(n), true
		}
		f.fields(v, row, was, path, "", fmt.Sprintf("%s[%d].", at, i))
		if !keyed(row.Type()) {
			continue
		}
		key := was.FieldByName("Key").String()
		for n := 1; key == ""; n++ {
			if k := "own" + strconv.Itoa(n); !used[k] {
				key, used[k] = k, true
			}
		}
		row.FieldByName("Key").SetString(key)
	}
}
