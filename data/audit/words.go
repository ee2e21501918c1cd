package audit

import (
	"fmt"
	"strings"

	"kezhi/data"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Lines are what an entry says of each field, before and after, in words; ds
// are the fields that the register's trail names.
func Lines(s data.Speaker, ds []field.Desc, c register.Change) []string {
	if c.Fields == "" {
		return []string{s.T("audit.erased")}
	}
	var out []string
	for _, d := range c.Differences() {
		if c.Action == register.Created && d.Before == nil {
			out = append(out, s.T("audit.line", "Field", Label(s, ds, d.Key), "What", show(s, ds, d.Key, d.After)))
			continue
		}
		out = append(out, Line(s, ds, d))
	}
	return out
}

// Line is one field before and after, in words. What has no before is only
// told.
func Line(s data.Speaker, ds []field.Desc, c field.Change) string {
	label := Label(s, ds, c.Key)
	if _, known := field.Find(ds, c.Key); !known && c.Before == nil {
		return s.T("audit.line", "Field", label, "What", show(s, ds, c.Key, c.After))
	}
	return s.T("ui.difference", "Field", label, "Before", show(s, ds, c.Key, c.Before), "After", show(s, ds, c.Key, c.After))
}

// show is a value in words.
func show(s data.Speaker, ds []field.Desc, key string, x any) string {
	t := ""
	if d, known := field.Find(ds, key); known {
		t = field.Show(s, d, field.Raw([]field.Desc{d}, map[string]any{key: x})[key])
	} else {
		t = told(s, ds, key, x)
	}
	if t == "" {
		return s.T("ui.nothing")
	}
	return t
}

// Label is the name of a field of the trail; that of several is theirs.
func Label(s data.Speaker, ds []field.Desc, key string) string {
	if d, ok := field.Find(ds, key); ok {
		return s.T(d.Label)
	}
	if k := "audit.field." + key; s.T(k) != k {
		return s.T(k)
	}
	if n, ok := strings.CutPrefix(key, question); ok {
		return s.T("audit.question", "N", n)
	}
	names := strings.Fields(key)
	for i, n := range names {
		names[i] = s.T(n)
	}
	return strings.Join(names, " · ")
}

// question begins the key of an answer's question, whose words are the
// questionnaire's.
const question = "q_"

// options are where the words of a value stand that no field describes.
var options = map[string]string{"role": "staff.role.", "scope": "account.scope.", "must_change": "data.bool.", "disabled": "data.bool.", "consent.purpose": "consent.purpose.", "consent.way": "consent.way."}

// told is a value that no field describes: a word for one of several, the name of
// a field that was looked at, else the value itself.
func told(s data.Speaker, ds []field.Desc, key string, x any) string {
	t := plain(s, x)
	if key == "field" {
		return trodden(s, ds, t)
	}
	if strings.HasPrefix(key, question) && (t == "yes" || t == "no") {
		return s.T(fmt.Sprintf("data.bool.%v", t == "yes"))
	}
	if k := options[key] + t; options[key] != "" && s.T(k) != k {
		return s.T(k)
	}
	return t
}

// trodden is a field's name by its path: "phones[0].number" is 电话 · 号码.
func trodden(s data.Speaker, ds []field.Desc, path string) string {
	var names []string
	for _, key := range strings.Split(path, ".") {
		key, _, _ = strings.Cut(key, "[")
		d, ok := field.Find(ds, key)
		if !ok {
			return path
		}
		names, ds = append(names, s.T(d.Label)), d.Rows
	}
	return strings.Join(names, " · ")
}

// plain is a value as it is, a form by its title.
func plain(s data.Speaker, x any) string {
	switch x := x.(type) {
	case nil:
		return ""
	case string:
		if k := "form." + x + ".title"; s.T(k) != k {
			return s.T(k)
		}
		return x
	case []string:
		return strings.Join(x, s.T("data.list_comma"))
	case float64:
		return fmt.Sprint(int64(x))
	case bool:
		return s.T(fmt.Sprintf("data.bool.%v", x))
	}
	return fmt.Sprint(x)
}
