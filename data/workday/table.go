package workday

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"kezhi/data"
)

const (
	largest  = 1 << 20 // bytes of a table's file
	deepest  = 8       // levels of its JSON
	longest  = 30      // characters of a holiday's name
	earliest = 2000
	latest   = 2100
)

// Read reads a table of holidays from JSON as they are found: a year's file of
// NateScarlet/holiday-cn, {"year", "days": [{"name", "date", "isOffDay"}]}, or
// a map by day as timor.tech answers it, {"holiday": {"10-01": {"holiday",
// "name", "date"}}}. What is wrong comes back as data.Errors, each with the
// line of the file and the path of the key.
func Read(b []byte) ([]Day, error) {
	if len(b) > largest {
		return nil, data.Fault(data.Invalid, "workday.problem.long", "Most", largest>>10)
	}
	p := &parser{dec: json.NewDecoder(bytes.NewReader(b)), text: b}
	root, err := p.value(0)
	if err == nil {
		if _, more := p.dec.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("more than one value")
		}
	}
	if err != nil {
		return nil, data.Fault(data.Invalid, "workday.problem.json", "Line", p.line(), "Cause", err.Error())
	}
	t := &table{seen: map[string]bool{}}
	t.take(root)
	if len(t.wrong) == 0 && len(t.days) == 0 {
		t.refuse(root, "", "workday.problem.none")
	}
	if err := t.wrong.OrNil(); err != nil {
		return nil, err
	}
	slices.SortFunc(t.days, func(a, b Day) int { return strings.Compare(a.Day, b.Day) })
	return t.days, nil
}

// node is a value of JSON with the line on which it ends.
type node struct {
	line int
	val  any // string, float64, bool, nil; of lists and maps nil
	keys []string
	kids []node
	list bool
}

func (n node) of(keys ...string) (node, bool) {
	for _, k := range keys {
		if i := slices.Index(n.keys, k); i >= 0 {
			return n.kids[i], true
		}
	}
	return node{}, false
}

type parser struct {
	dec  *json.Decoder
	text []byte
}

func (p *parser) line() int {
	return 1 + bytes.Count(p.text[:min(int(p.dec.InputOffset()), len(p.text))], []byte("\n"))
}

func (p *parser) value(depth int) (node, error) {
	t, err := p.dec.Token()
	if err != nil {
		return node{}, err
	}
	n := node{line: p.line()}
	d, ok := t.(json.Delim)
	if !ok {
		n.val = t
		return n, nil
	}
	if depth == deepest {
		return n, fmt.Errorf("more than %d levels", deepest)
	}
	n.list = d == '['
	for p.dec.More() {
		if !n.list {
			k, err := p.dec.Token()
			if err != nil {
				return n, err
			}
			n.keys = append(n.keys, k.(string))
		}
		kid, err := p.value(depth + 1)
		if err != nil {
			return n, err
		}
		n.kids = append(n.kids, kid)
	}
	_, err = p.dec.Token()
	return n, err
}

// table gathers days.
type table struct {
	year  int // that the file is of, 0: not said
	days  []Day
	seen  map[string]bool
	wrong data.Errors
}

func (t *table) refuse(n node, path, key string, args ...any) {
	t.wrong = append(t.wrong, data.Wrong(path, key, append([]any{"Line", n.line}, args...)...))
}

func (t *table) take(root node) {
	if y, ok := root.of("year"); ok {
		f, _ := y.val.(float64)
		if t.year = int(f); f != float64(t.year) || t.year < earliest || t.year > latest {
			t.refuse(y, "year", "workday.problem.year")
			t.year = 0
		}
	}
	if n, ok := root.of("days"); ok && n.list {
		for i, k := range n.kids {
			t.day(k, fmt.Sprintf("days[%d]", i), "")
		}
		return
	}
	path := ""
	if n, ok := root.of("holiday"); ok {
		root, path = n, "holiday."
	}
	if root.list || root.keys == nil {
		t.refuse(root, strings.TrimSuffix(path, "."), "workday.problem.table")
		return
	}
	for i, k := range root.kids {
		if key := root.keys[i]; key != "year" {
			t.day(k, path+key, key)
		}
	}
}

// day takes one entry; key is its day where the file is a map.
func (t *table) day(n node, path, key string) {
	if n.keys == nil {
		t.refuse(n, path, "workday.problem.entry")
		return
	}
	date, ok := n.of("date")
	day, isText := date.val.(string)
	if !ok {
		date, day, isText = n, key, true
		if len(key) == 5 && t.year > 0 {
			day = strconv.Itoa(t.year) + "-" + key
		}
	} else {
		path += ".date"
	}
	when, err := time.Parse(layout, day)
	switch {
	case !isText || err != nil || when.Year() < earliest || when.Year() > latest:
		t.refuse(date, path, "workday.problem.date", "Value", shown(date, day))
		return
	case t.year > 0 && when.Year() != t.year && (when.Year() != t.year-1 || when.Month() != time.December):
		t.refuse(date, path, "workday.problem.other_year", "Value", day, "Year", t.year)
		return
	case t.seen[day]:
		t.refuse(date, path, "workday.problem.twice", "Value", day)
		return
	}
	t.seen[day] = true
	path = strings.TrimSuffix(path, ".date")
	off, ok := n.of("isOffDay", "holiday")
	free, isBool := off.val.(bool)
	if !ok || !isBool {
		t.refuse(n, path, "workday.problem.off")
		return
	}
	name, _ := n.of("name")
	text, _ := name.val.(string)
	if len([]rune(text)) > longest || strings.ContainsFunc(text, unicode.IsControl) {
		t.refuse(name, path+".name", "workday.problem.name", "Max", longest)
		return
	}
	t.days = append(t.days, Day{Day: day, Name: text, Work: !free})
}

func shown(n node, day string) string {
	if day == "" && n.val != nil {
		day = fmt.Sprint(n.val)
	}
	if r := []rune(day); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return day
}

// Check says what is wrong with a day that a person entered: its date, its name.
func Check(d Day) data.Errors {
	var es data.Errors
	if t, err := time.Parse(layout, d.Day); err != nil || t.Year() < earliest || t.Year() > latest {
		es = append(es, data.Wrong("day", "workday.problem.day"))
	}
	if len([]rune(d.Name)) > longest || strings.ContainsFunc(d.Name, unicode.IsControl) {
		es = append(es, data.Wrong("name", "error.too_long", "Max", longest))
	}
	return es
}
