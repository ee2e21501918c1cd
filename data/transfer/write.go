// Package transfer carries records out of any register and into it. What a
// register holds stands in its field descriptions, so nothing here knows a
// customer from a complaint.
//
// A record as JSON is one object: its fields under their keys, in the order of
// the form; beside them "number", and what the register keeps of every record
// under "_meta". A Bool is true or false, an Integer and a Decimal a number or
// null, a list an array of texts, rows an array of objects, everything else a
// text. Such an object may be read back in: the number, keys that begin with
// "_" and the fields that the program sets are passed over.
package transfer

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"time"

	"kezhi/data/field"
	"kezhi/data/register"
)

// Keys beside a record's fields. The number comes first where the record has
// no field of that key itself.
const (
	NumberKey = "number"
	MetaKey   = "_meta"
)

// Meta is what stands under "_meta". Times are RFC 3339, UTC.
type Meta struct {
	Register  string `json:"register"`
	Number    string `json:"number"`
	Version   int64  `json:"version"`
	CreatedAt string `json:"created_at"`
	CreatedBy string `json:"created_by"`
	UpdatedAt string `json:"updated_at"`
	UpdatedBy string `json:"updated_by"`
	DeletedAt string `json:"deleted_at,omitempty"`
}

func metaOf(key string, m register.Meta) Meta {
	return Meta{
		Register: key, Number: m.Number, Version: m.Version,
		CreatedAt: moment(m.CreatedAt), CreatedBy: m.CreatedBy,
		UpdatedAt: moment(m.UpdatedAt), UpdatedBy: m.UpdatedBy,
		DeletedAt: moment(m.DeletedAt),
	}
}

func moment(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000Z07:00")
}

// Part is a small object beside a record, such as a step of a complaint.
type Part struct {
	Head   []Pair
	Fields []field.Desc
	Values field.Values
}

// Pair is a key and a value of any kind that JSON has.
type Pair struct {
	Key   string
	Value any
}

// A Writer writes records of one register. With Whole unset it leaves rows
// out: a table's lines do not carry them.
type Writer struct {
	W      io.Writer
	Key    string // the register's
	Fields []field.Desc
	Whole  bool
	Indent string // before each level, "" for one line a record
	// Also are written as an array under AlsoKey, which begins with "_" so
	// that a Reader passes it over.
	AlsoKey string
	Also    []Part

	buf  bytes.Buffer
	nice bytes.Buffer
}

// Write writes one record and no newline after it. Values that no field
// describes, such as the answers to a campaign's questions, follow the fields.
func (w *Writer) Write(m register.Meta, v field.Values) error {
	w.buf.Reset()
	w.buf.WriteByte('{')
	if find(w.Fields, NumberKey) == nil {
		w.put(NumberKey, m.Number)
	}
	w.fields(w.Fields, v, w.Whole)
	for _, k := range slices.Sorted(maps.Keys(v)) {
		if find(w.Fields, k) == nil {
			w.put(k, v[k])
		}
	}
	if len(w.Also) > 0 {
		w.key(w.AlsoKey)
		w.buf.WriteByte('[')
		for _, p := range w.Also {
			w.next()
			w.buf.WriteByte('{')
			for _, h := range p.Head {
				w.put(h.Key, h.Value)
			}
			w.fields(p.Fields, p.Values, true)
			w.buf.WriteByte('}')
		}
		w.buf.WriteByte(']')
	}
	w.put(MetaKey, metaOf(w.Key, m))
	w.buf.WriteByte('}')
	out := &w.buf
	if w.Indent != "" {
		w.nice.Reset()
		if err := json.Indent(&w.nice, w.buf.Bytes(), "", w.Indent); err != nil {
			return err
		}
		out = &w.nice
	}
	_, err := out.WriteTo(w.W)
	return err
}

func (w *Writer) fields(ds []field.Desc, v field.Values, rows bool) {
	for _, d := range ds {
		switch {
		case d.Kind != field.Rows:
			w.put(d.Key, outward(d, v))
		case rows:
			w.key(d.Key)
			w.buf.WriteByte('[')
			for _, r := range v.Rows(d.Key) {
				w.next()
				w.buf.WriteByte('{')
				w.fields(d.Rows, r, true)
				w.buf.WriteByte('}')
			}
			w.buf.WriteByte(']')
		}
	}
}

func (w *Writer) put(key string, x any) {
	w.key(key)
	w.json(x)
}

func (w *Writer) key(key string) {
	w.next()
	w.json(key)
	w.buf.WriteByte(':')
}

// next parts what follows from what stands before it.
func (w *Writer) next() {
	if b := w.buf.Bytes(); b[len(b)-1] != '{' && b[len(b)-1] != '[' {
		w.buf.WriteByte(',')
	}
}

// json appends x; nothing that is written here can fail.
func (w *Writer) json(x any) {
	e := json.NewEncoder(&w.buf)
	e.SetEscapeHTML(false)
	_ = e.Encode(x)
	w.buf.Truncate(w.buf.Len() - 1) // Encode ends with a newline
}

// outward is a field's value as JSON has it.
func outward(d field.Desc, v field.Values) any {
	if d.Kind.List() {
		if l := v.List(d.Key); l != nil {
			return l
		}
		return []string{}
	}
	s := v.Text(d.Key)
	switch d.Kind {
	case field.Bool:
		return s == "true"
	case field.Integer, field.Decimal:
		if s == "" {
			return nil
		}
		if field.IsMasked(s) {
			return s // its stars
		}
		return json.Number(s)
	}
	return s
}

func find(ds []field.Desc, key string) *field.Desc {
	for i := range ds {
		if ds[i].Key == key {
			return &ds[i]
		}
	}
	return nil
}
