package policy

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kezhi/data"
)

// Problem is something that is wrong with a preset, where it stands in the
// file; Line and Column are 0 where the preset is no file. Field is the path
// of the key, "grading.grades[1].quota".
type Problem struct {
	*data.Error
	Line, Column int
}

// At is the problem as a tool prints it: "12:7: grading.by: sentence".
func (p Problem) At(s data.Speaker) string {
	text := p.Text(s)
	if p.Field != "" {
		text = p.Field + ": " + text
	}
	return fmt.Sprintf("%d:%d: %s", p.Line, p.Column, text)
}

// Problems are all that is wrong with a preset, in the order of the file.
type Problems []Problem

// Error joins the problems for logs.
func (ps Problems) Error() string {
	all := make([]string, len(ps))
	for i, p := range ps {
		all[i] = fmt.Sprintf("%d:%d: %v", p.Line, p.Column, p.Error)
	}
	return strings.Join(all, "; ")
}

// As gives the refusals without their places, for data.All.
func (ps Problems) As(target any) bool {
	es, ok := target.(*data.Errors)
	if ok {
		*es = nil
		for _, p := range ps {
			*es = append(*es, p.Error)
		}
	}
	return ok
}

// place is where something stands in a file.
type place struct{ line, column int }

// placed gives refusals their places: each that of its key, else that of the
// nearest key around it.
func placed(es data.Errors, at map[string]place) Problems {
	ps := make(Problems, 0, len(es))
	for _, e := range es {
		p := e.Field
		for _, ok := at[p]; !ok && p != ""; _, ok = at[p] {
			p = p[:max(strings.LastIndexAny(p, ".["), 0)]
		}
		ps = append(ps, Problem{e, at[p].line, at[p].column})
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return ps
}
