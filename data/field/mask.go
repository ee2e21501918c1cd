package field

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"kezhi/data"
)

// Stars stand for what is masked.
const stars = "***"

// Mask is a text of a sensitive field as somebody sees it who may not see it
// whole: 138****5678, 3301**********1234, ****-**-**. Of figures the last stay,
// by which a customer proves who they are.
func Mask(k Kind, s string) string {
	if s == "" {
		return ""
	}
	switch k {
	case Date:
		return "****-**-**"
	case DateTime:
		return "****-**-** **:**"
	case Email:
		if at := strings.LastIndex(s, "@"); at > 0 {
			return first(s) + stars + s[at:]
		}
	case Text, Phone, Choice, Person, Tags, Choices, People:
		if f := figures(s); 2*len(f) > utf8.RuneCountInString(s) {
			return maskFigures(f)
		}
		if k == Text || k == Phone {
			return first(s) + stars
		}
	}
	return stars
}

// figures are the digits of a number, and the X that may end an identity number.
func figures(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'X' || r == 'x' {
			return r
		}
		return -1
	}, narrow(s))
}

func maskFigures(f string) string {
	switch n := len(f); {
	case n >= 15:
		return f[:4] + strings.Repeat("*", n-8) + f[n-4:]
	case n >= 10:
		return f[:3] + strings.Repeat("*", n-7) + f[n-4:]
	case n >= 7:
		return "****" + f[n-4:]
	default:
		return stars + f[n-1:]
	}
}

func first(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// IsMasked tells whether a text has what Mask puts in the place of something.
func IsMasked(s string) bool { return strings.Contains(s, "**") }

// MaskValue is any value of a field, masked where it is sensitive; of rows what
// is sensitive in them.
func MaskValue(d Desc, x any) any {
	switch x := x.(type) {
	case string:
		if d.Sensitive {
			return Mask(d.Kind, x)
		}
	case []string:
		if !d.Sensitive {
			return x
		}
		out := make([]string, len(x))
		for i, s := range x {
			out[i] = Mask(d.Kind, s)
		}
		return out
	case []Values:
		out := make([]Values, len(x))
		for i, r := range x {
			out[i] = MaskAll(d.Rows, r)
		}
		return out
	}
	return x
}

// MaskAll is a copy of values in which what is sensitive is masked.
func MaskAll(ds []Desc, v Values) Values {
	if v == nil {
		return nil
	}
	c := make(Values, len(v))
	for k, x := range v {
		c[k] = x
	}
	for _, d := range ds {
		if x, ok := c[d.Key]; ok && hides(d) {
			c[d.Key] = MaskValue(d, x)
		}
	}
	return c
}

// hides tells whether a field or one of its rows' is sensitive.
func hides(d Desc) bool {
	if d.Sensitive {
		return true
	}
	for _, r := range d.Rows {
		if hides(r) {
			return true
		}
	}
	return false
}

// Unmask puts what is stored in the place of what came back masked, so that a
// form that somebody saw masked can be saved: rows by their place, and where
// they were moved by what their mask shows. A value that is masked and stands
// for nothing that is stored is refused.
func Unmask(ds []Desc, v, stored Values) data.Errors { return unmask(ds, v, stored, "") }

func unmask(ds []Desc, v, stored Values, path string) data.Errors {
	var es data.Errors
	for _, d := range ds {
		if !hides(d) {
			continue
		}
		if d.ReadOnly { // may be another by now; nobody's to change
			if v[d.Key] != nil {
				v[d.Key] = stored[d.Key]
			}
			continue
		}
		switch x := v[d.Key].(type) {
		case string:
			if !d.Sensitive || !IsMasked(x) {
				continue
			}
			if s := stored.Text(d.Key); Mask(d.Kind, s) == x {
				v[d.Key] = s
				continue
			}
			es = append(es, data.Wrong(path+d.Key, "account.error.masked"))
		case []string:
			es = append(es, unmaskList(d, x, stored.List(d.Key), path)...)
		case []Values:
			es = append(es, unmaskRows(d, x, stored.Rows(d.Key), path)...)
		}
	}
	return es
}

func unmaskList(d Desc, x, stored []string, path string) data.Errors {
	for i, s := range x {
		if !d.Sensitive || !IsMasked(s) {
			continue
		}
		if i >= len(stored) || Mask(d.Kind, stored[i]) != s {
			return data.Errors{data.Wrong(path+d.Key, "account.error.masked")}
		}
		x[i] = stored[i]
	}
	return nil
}

// unmaskRows finds for each row that was masked the stored one that it was: the
// one that it still shows in all its fields, that of its place first; else, where
// it was edited, one that its masks may stand for. Where these are several of
// which some were taken out, nobody can tell which it was: then it is refused.
func unmaskRows(d Desc, rows, stored []Values, path string) data.Errors {
	of := matched(d.Rows, rows, stored)
	var es data.Errors
	for i, r := range rows {
		was := Values{}
		if of[i] >= 0 {
			was = stored[of[i]]
		}
		es = append(es, unmask(d.Rows, r, was, fmt.Sprintf("%s%s[%d].", path, d.Key, i))...)
	}
	return es
}

// matched are the places of the stored rows that rows were, -1 for none.
func matched(ds []Desc, rows, stored []Values) []int {
	shown := make([]Values, len(stored))
	for j, s := range stored {
		shown[j] = MaskAll(ds, s)
	}
	of, free, masked := make([]int, len(rows)), make([]bool, len(stored)), 0
	for j := range free {
		free[j] = true
	}
	take := func(i, j int, is bool) {
		if of[i] < 0 && j < len(stored) && free[j] && is {
			of[i], free[j] = j, false
		}
	}
	for i := range of {
		if of[i] = -1; hasMask(ds, rows[i]) {
			masked++
		}
	}
	same := func(i, j int) bool { return hasMask(ds, rows[i]) && reflect.DeepEqual(rows[i], shown[j]) }
	for i := range rows {
		take(i, i, i < len(stored) && same(i, i))
	}
	for i := range rows {
		for j := range stored {
			take(i, j, same(i, j))
		}
	}
	for i, r := range rows {
		take(i, i, i < len(stored) && alike(ds, r, stored[i]) && (masked == len(stored) || !several(ds, r, stored, free)))
	}
	for i, r := range rows {
		for j := range stored {
			take(i, j, alike(ds, r, stored[j]) && !several(ds, r, stored, free))
		}
	}
	return of
}

// several tells whether a row's masks may stand for free rows of different values.
func several(ds []Desc, r Values, stored []Values, free []bool) bool {
	first := -1
	for j, s := range stored {
		if !free[j] || !alike(ds, r, s) {
			continue
		}
		if first >= 0 && slices.ContainsFunc(ds, func(d Desc) bool { return d.Sensitive && stored[first].Text(d.Key) != s.Text(d.Key) }) {
			return true
		}
		first = j
	}
	return false
}

// hasMask tells whether anything of a row is masked.
func hasMask(ds []Desc, r Values) bool {
	return slices.ContainsFunc(ds, func(d Desc) bool { return d.Sensitive && IsMasked(r.Text(d.Key)) })
}

// alike tells whether a row has masked values and each is the mask of a stored
// one's.
func alike(ds []Desc, r, stored Values) bool {
	return hasMask(ds, r) && !slices.ContainsFunc(ds, func(d Desc) bool {
		s := r.Text(d.Key)
		return d.Sensitive && IsMasked(s) && Mask(d.Kind, stored.Text(d.Key)) != s
	})
}

// Mask masks what is sensitive in a record; of an amount nothing stays.
func (s *Set[T]) Mask(t *T) {
	for _, f := range s.fields {
		if f.mask != nil {
			f.mask(t)
			continue
		}
		if !f.Sensitive {
			continue
		}
		switch x := MaskValue(f.Desc, f.get(t)).(type) {
		case string:
			if f.Kind == Integer || f.Kind == Decimal || f.Kind == DateTime {
				x = "" // a number can only be missing
			}
			_ = f.set(t, x, f.Key) // a mask is a text that any text field takes
		default:
			_ = f.set(t, x, f.Key)
		}
	}
}

// Hides tells whether any field of the record is sensitive.
func (s *Set[T]) Hides() bool {
	for _, f := range s.fields {
		if hides(f.Desc) {
			return true
		}
	}
	return false
}

// Starred gives the values of a record that was masked the stars of its amounts,
// which a record can only have as nothing.
func Starred(ds []Desc, v Values) Values {
	c := v.Clone()
	for _, d := range ds {
		switch {
		case d.Sensitive && (d.Kind == Integer || d.Kind == Decimal || d.Kind == DateTime):
			c[d.Key] = Mask(d.Kind, "0")
		case hides(d):
			for i, r := range c.Rows(d.Key) {
				c.Rows(d.Key)[i] = Starred(d.Rows, r)
			}
		}
	}
	return c
}

// Numbers of persons as they are written in a text: mobile and fixed telephones,
// identity numbers, bank cards.
var (
	numbers = regexp.MustCompile(`\b(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}|\d{17}[\dXx]|\d{15,19})\b`)
	veiled  = regexp.MustCompile(`\b\d{3,4}\*{3,11}\d{3}[\dXx]\b`)
)

// MaskNumbers masks the numbers of persons within a text.
func MaskNumbers(s string) string {
	return numbers.ReplaceAllStringFunc(s, func(n string) string { return Mask(Phone, n) })
}

// UnmaskNumbers puts the numbers of the stored text in the place of their masks
// in one that was edited. A mask that stands for none of them is left: somebody
// wrote it.
func UnmaskNumbers(s, stored string) string {
	if !IsMasked(s) {
		return s
	}
	left := numbers.FindAllString(stored, -1)
	return veiled.ReplaceAllStringFunc(s, func(m string) string {
		i := slices.IndexFunc(left, func(n string) bool { return Mask(Phone, n) == m })
		if i < 0 {
			return m
		}
		n := left[i]
		left = slices.Delete(left, i, i+1)
		return n
	})
}
