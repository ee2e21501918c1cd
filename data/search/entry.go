package search

import (
	"strings"
)

// Entry is what a record is found by. An empty field is not indexed.
type Entry struct {
	Register string   // the register's key, "customer"
	ID       int64    // the record's
	Names    []string // name and short name: ranked first
	People   []string // contacts, people met
	Phones   []string // as typed
	Numbers  []string // KH-000123, codes of authorities
	Places   []string // addresses
	Tags     []string
	Text     []string // what happened
	Alike    []string // what is the same in two files of one customer; see Alike
}

// Bounds of what is indexed; what lies beyond is not found.
const (
	maxValues = 128  // values of one field
	maxName   = 200  // runes of a name
	maxText   = 4000 // runes of an address or a text
	maxKey    = 48   // runes of a key: a longer query is checked on the entry
	maxRead   = 24   // characters of a name that are read in pinyin
)

// Field is a field of an Entry, and so the kind of a hit.
type Field string

// The fields.
const (
	Name   Field = "name"
	Person Field = "contact"
	Phone  Field = "phone"
	Number Field = "number"
	Place  Field = "address"
	Tag    Field = "tag"
	Text   Field = "text"
	// Pinyin and initials are ways to a name or a person.
	ByPinyin   Field = "pinyin"
	ByInitials Field = "initials"
)

func (e *Entry) lists() [8]*[]string {
	return [...]*[]string{&e.Names, &e.People, &e.Phones, &e.Numbers, &e.Places, &e.Tags, &e.Alike, &e.Text}
}

// The marks between fields and between the values of one field.
const (
	fieldMark = "\x1e"
	valueMark = "\x1f"
)

// body is the entry as search_docs keeps it: its values, bounded.
func (e *Entry) body() string {
	var b strings.Builder
	lists := e.lists()
	last := len(lists)
	for last > 0 && len(*lists[last-1]) == 0 {
		last--
	}
	for i, l := range lists[:last] {
		if i > 0 {
			b.WriteString(fieldMark)
		}
		limit := maxText
		if i < 4 {
			limit = maxName
		}
		n := 0
		for _, s := range *l {
			s = strings.TrimSpace(controls.Replace(strings.ToValidUTF8(s, "")))
			if s == "" || n == maxValues {
				continue
			}
			if n++; n > 1 {
				b.WriteString(valueMark)
			}
			b.WriteString(cut(s, limit))
		}
	}
	return b.String()
}

var controls = strings.NewReplacer("\x00", " ", fieldMark, " ", valueMark, " ")

// entry reads a body back.
func entry(body string) *Entry {
	e := &Entry{}
	lists := e.lists()
	for i, f := range strings.Split(body, fieldMark) {
		if f != "" && i < len(lists) {
			*lists[i] = strings.Split(f, valueMark)
		}
	}
	return e
}
