package field

import (
	"slices"
	"strings"

	"kezhi/data"
)

// Show is a field's value as a person reads it: options by their names, lists
// joined, yes and no as words; rows one a line, their cells side by side.
func Show(s data.Speaker, d Desc, x any) string {
	switch x := x.(type) {
	case string:
		return showText(s, d, x)
	case []string:
		out := make([]string, len(x))
		for i, e := range x {
			out[i] = showText(s, d, e)
		}
		return strings.Join(out, s.T("data.list_comma"))
	case []Values:
		out := make([]string, 0, len(x))
		for _, r := range x {
			out = append(out, ShowRow(s, d.Rows, r))
		}
		return strings.Join(out, "\n")
	}
	return ""
}

// ShowRow is one row's cells side by side, without the empty ones.
func ShowRow(s data.Speaker, ds []Desc, r Values) string {
	var cells []string
	for _, d := range ds {
		if d.Kind == Bool {
			if r.Text(d.Key) == "true" {
				cells = append(cells, s.T(d.Label))
			}
			continue
		}
		if t := Show(s, d, r[d.Key]); t != "" {
			cells = append(cells, t)
		}
	}
	return strings.Join(cells, " ")
}

func showText(s data.Speaker, d Desc, x string) string {
	if x == "" {
		return ""
	}
	switch d.Kind {
	case Choice, Choices:
		return Option(s, d, x)
	case Bool:
		return s.T("data.bool." + x)
	}
	return x
}

// Option is the name of an option. The options of a shop's own field are their
// names themselves.
func Option(s data.Speaker, d Desc, option string) string {
	if i := slices.Index(d.Options, option); i >= 0 && i < len(d.Names) {
		return s.T(d.Names[i])
	}
	key := d.Label + "." + option
	if t := s.T(key); t != key {
		return t
	}
	return option
}

// Find is the description of a key among several, false where there is none.
func Find(ds []Desc, key string) (Desc, bool) {
	for _, d := range ds {
		if d.Key == key {
			return d, true
		}
	}
	return Desc{}, false
}
