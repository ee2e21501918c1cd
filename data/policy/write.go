package policy

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"kezhi/assets"
	"kezhi/data"
)

// YAML is the preset as a person reads and edits it, each section and key with
// what it is in the speaker's language; nil: without.
func YAML(p *Preset, s data.Speaker) []byte {
	w := &writer{speaker: s}
	v := reflect.ValueOf(p).Elem()
	for i, key := range keys(v.Type()) {
		f := v.Field(i)
		if f.Kind() != reflect.Struct {
			w.line(0, key, flow(f), "")
			continue
		}
		w.WriteString("\n")
		w.line(0, key, "", label(key))
		w.block(f, key)
	}
	return w.Bytes()
}

type writer struct {
	bytes.Buffer
	speaker data.Speaker
}

// line writes "key: value # what it is"; name is a message key.
func (w *writer) line(indent int, key, value, name string) {
	w.WriteString(strings.Repeat("  ", indent) + key + ":")
	if value != "" {
		w.WriteString(" " + value)
	}
	if w.speaker != nil && name != "" {
		w.WriteString(" # " + strings.ReplaceAll(w.speaker.T(name), "\n", " "))
	}
	w.WriteString("\n")
}

func (w *writer) block(v reflect.Value, path string) {
	for i, key := range keys(v.Type()) {
		f, name := v.Field(i), label(path+"."+key)
		if f.Kind() != reflect.Slice || f.Len() == 0 || f.Type().Elem().Kind() != reflect.Struct && f.Type().Elem() != wordsType {
			w.line(1, key, flow(f), name)
			continue
		}
		w.line(1, key, "", name)
		for j := range f.Len() {
			w.WriteString("    - " + flow(f.Index(j)) + "\n")
		}
	}
}

// flow is a value on one line. Of a mapping what is empty is left out.
func flow(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case Period:
		return scalar(x.String())
	case Words:
		var parts []string
		for _, l := range assets.Langs {
			if x[l] != "" {
				parts = append(parts, string(l)+": "+scalar(x[l]))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	var parts []string
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			parts = append(parts, flow(v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Struct:
		for i, key := range keys(v.Type()) {
			if f := v.Field(i); !f.IsZero() && (f.Kind() != reflect.Slice || f.Len() > 0) {
				parts = append(parts, key+": "+flow(f))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case reflect.String:
		return scalar(v.String())
	}
	return fmt.Sprint(v.Interface())
}

// bare is a text that YAML takes for nothing else without quotes.
var bare = regexp.MustCompile(`^(\p{L}[\p{L}\p{N}_（）、，。；…·-]*|[1-9]\d* [a-z]+)( [\p{L}\p{N}_（）、，。-]+)*$`)

func scalar(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return quoted(s)
	}
	if bare.MatchString(s) {
		return s
	}
	return quoted(s)
}

// quoted is a text in double quotes, which YAML shares with JSON.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always can be
	return strings.TrimSuffix(b.String(), "\n")
}
