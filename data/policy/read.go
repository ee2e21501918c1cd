package policy

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"kezhi/assets"
	"kezhi/data"
)

// most bytes of a preset's file; the longest that comes with the program has
// a fifth of it.
const most = 64 << 10

// Parse reads a preset from YAML. What is wrong with it comes back as
// Problems, all at once.
func Parse(b []byte) (*Preset, error) {
	p, r := read(b)
	wrong := slices.Clone(r.wrong)
	for _, e := range Check(p) {
		if !r.unread(e.Field) {
			wrong = append(wrong, e)
		}
	}
	if len(wrong) > 0 {
		return nil, placed(wrong, r.at)
	}
	return p, nil
}

// reader sets the fields of a preset from the nodes of a file, and goes on
// after what it cannot read.
type reader struct {
	at    map[string]place // of every key, by its path
	wrong data.Errors
}

// unread tells whether what stands at a path, within it or around it could not
// be read: of that the rules say nothing, for they see less than was written.
func (r *reader) unread(path string) bool {
	if path == "blacklist.readmit_as" && r.unread("grading.grades") {
		return true
	}
	for _, e := range r.wrong {
		if e.Key != "policy.problem.unknown" && (e.Field == "" || around(e.Field, path) || around(path, e.Field)) {
			return true
		}
	}
	return false
}

// around tells whether a path is another or leads to it.
func around(a, b string) bool {
	rest, ok := strings.CutPrefix(b, a)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

func read(b []byte) (p *Preset, r *reader) {
	p, r = new(Preset), &reader{at: map[string]place{"": {1, 1}}}
	if len(b) > most {
		r.refuse("", "policy.problem.long", "Most", most>>10)
		return p, r
	}
	if nested(b) {
		r.refuse("", "policy.problem.nested", "Most", deepest)
		return p, r
	}
	// A file that the parser trips over is not a preset either.
	defer func() {
		if x := recover(); x != nil {
			r.refuse("", "policy.problem.syntax", "Cause", fmt.Sprint(x))
		}
	}()
	f, err := parser.ParseBytes(b, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(err)
		return p, r
	}
	var docs []ast.Node
	for _, d := range f.Docs {
		if d.Body != nil {
			docs = append(docs, d.Body)
		}
	}
	if len(docs) != 1 {
		r.refuse("", "policy.problem.documents")
		return p, r
	}
	r.value(docs[0], reflect.ValueOf(p).Elem(), "")
	return p, r
}

// deepest is how many lists and mappings may stand within each other
// in a file: the parser takes long over thousands. A preset has five.
const deepest = 50

// nested tells whether a file has a line that goes too deep.
func nested(b []byte) bool {
	depth, marks := 0, 0
	for i, c := range b {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(depth-1, 0)
		case '\n':
			marks = 0
		case '-', '?', ':', '&', '!':
			if i+1 < len(b) && (b[i+1] == ' ' || c == '&' || c == '!') {
				marks++
			}
		}
		if depth > deepest || marks > 20*deepest {
			return true
		}
	}
	return false
}

func (r *reader) refuse(path, key string, args ...any) {
	r.wrong = append(r.wrong, data.Wrong(path, key, args...))
}

func (r *reader) syntax(err error) {
	var e yaml.Error
	if errors.As(err, &e) {
		if t := e.GetToken(); t != nil && t.Position != nil {
			r.at[""] = place{t.Position.Line, t.Position.Column}
		}
		r.refuse("", "policy.problem.syntax", "Cause", e.GetMessage())
		return
	}
	r.refuse("", "policy.problem.syntax", "Cause", err.Error())
}

func (r *reader) mark(n ast.Node, path string) {
	if t := n.GetToken(); t != nil && t.Position != nil {
		r.at[path] = place{t.Position.Line, t.Position.Column}
	}
}

// plain takes the tag and the anchor off a node.
func plain(n ast.Node) ast.Node {
	for {
		switch x := n.(type) {
		case *ast.TagNode:
			n = x.Value
		case *ast.AnchorNode:
			n = x.Value
		default:
			return n
		}
	}
}

var (
	wordsType  = reflect.TypeFor[Words]()
	periodType = reflect.TypeFor[Period]()
)

func (r *reader) value(n ast.Node, v reflect.Value, path string) {
	switch n = plain(n); n.(type) {
	case nil, *ast.NullNode:
		return
	case *ast.AliasNode:
		r.refuse(path, "policy.problem.alias")
		return
	}
	if path != "" {
		if _, ok := r.at[path]; !ok {
			r.mark(n, path)
		}
	}
	switch {
	case v.Type() == wordsType:
		r.words(n, v, path)
	case v.Type() == periodType:
		r.period(n, v, path)
	case v.Kind() == reflect.Struct:
		r.fields(n, v, path)
	case v.Kind() == reflect.Slice:
		r.list(n, v, path)
	case v.Kind() == reflect.String:
		if s, ok := text(n); ok {
			v.SetString(s)
		} else {
			r.refuse(path, "policy.problem.text")
		}
	case v.Kind() == reflect.Bool:
		if b, ok := n.(*ast.BoolNode); ok {
			v.SetBool(b.Value)
		} else {
			r.refuse(path, "policy.problem.yes_no")
		}
	default:
		r.number(n, v, path)
	}
}

// text is a scalar as it is written: 2026 is a name too.
func text(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func (r *reader) number(n ast.Node, v reflect.Value, path string) {
	if _, ok := n.(*ast.IntegerNode); ok {
		if i, err := strconv.ParseInt(n.GetToken().Value, 10, 64); err == nil && !v.OverflowInt(i) {
			v.SetInt(i)
			return
		}
	}
	r.refuse(path, "policy.problem.number")
}

func (r *reader) period(n ast.Node, v reflect.Value, path string) {
	s, ok := text(n)
	p, err := ParsePeriod(s)
	if !ok || err != nil {
		r.refuse(path, "policy.problem.period", "Value", s)
		return
	}
	v.Set(reflect.ValueOf(p))
}

func (r *reader) list(n ast.Node, v reflect.Value, path string) {
	l, ok := n.(*ast.SequenceNode)
	if !ok {
		r.refuse(path, "policy.problem.list")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(l.Values), len(l.Values)))
	for i, e := range l.Values {
		at := fmt.Sprintf("%s[%d]", path, i)
		if e != nil {
			r.mark(e, at)
		}
		r.value(e, v.Index(i), at)
	}
}

// pairs gives the keys of a mapping with their values, each key once.
func (r *reader) pairs(n ast.Node, path string, each func(key, at string, value ast.Node)) {
	m, ok := n.(ast.MapNode)
	if !ok {
		r.refuse(path, "policy.problem.mapping")
		return
	}
	seen := map[string]bool{}
	for i := m.MapRange(); i.Next(); {
		key := i.Key().GetToken().Value
		at := key
		if path != "" {
			at = path + "." + key
		}
		if seen[key] {
			r.refuse(at, "policy.problem.key_twice", "Name", key)
			continue
		}
		seen[key] = true
		r.mark(i.Key(), at)
		each(key, at, i.Value())
	}
}

func (r *reader) fields(n ast.Node, v reflect.Value, path string) {
	known := keys(v.Type())
	r.pairs(n, path, func(key, at string, value ast.Node) {
		if i := slices.Index(known, key); i >= 0 {
			r.value(value, v.Field(i), at)
			return
		}
		r.refuse(at, "policy.problem.unknown", "Name", key, "Known", strings.Join(known, ", "))
	})
}

// keys are the YAML keys of a type's fields, in their order.
func keys(t reflect.Type) []string {
	ks := make([]string, t.NumField())
	for i := range ks {
		ks[i] = t.Field(i).Tag.Get("yaml")
	}
	return ks
}

func (r *reader) words(n ast.Node, v reflect.Value, path string) {
	w := Words{}
	r.pairs(n, path, func(key, at string, value ast.Node) {
		s, ok := text(plain(value))
		switch l := assets.Lang(key); {
		case !slices.Contains(assets.Langs, l):
			r.refuse(at, "policy.problem.unknown", "Name", key, "Known", "zh-Hans, zh-Hant, en")
		case !ok || strings.ContainsFunc(s, unicode.IsControl):
			r.refuse(at, "policy.problem.text")
		default:
			w[l] = s
		}
	})
	v.Set(reflect.ValueOf(w))
}
