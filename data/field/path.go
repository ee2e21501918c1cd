package field

import (
	"strconv"
	"strings"
)

// At is the value at a path: "name", "phones[0].number"; nil where there is none.
func (v Values) At(path string) any {
	of, key, ok := v.within(path)
	if !ok {
		return nil
	}
	return of[key]
}

// SetAt puts a value at a path and tells whether there is such a place.
func (v Values) SetAt(path string, x any) bool {
	of, key, ok := v.within(path)
	if ok {
		of[key] = x
	}
	return ok
}

// within are the values that hold what stands at a path, and its key in them.
func (v Values) within(path string) (Values, string, bool) {
	head, rest, rows := strings.Cut(path, "[")
	if !rows {
		return v, path, v != nil
	}
	at, rest, ok := strings.Cut(rest, "].")
	n, err := strconv.Atoi(at)
	list := v.Rows(head)
	if !ok || err != nil || n < 0 || n >= len(list) {
		return nil, "", false
	}
	return list[n].within(rest)
}
