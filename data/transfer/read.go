package transfer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"kezhi/data"
	"kezhi/data/field"
)

// Whole is the field that errors of the file as a whole stand under.
const Whole = "json"

// A Reader reads records from JSON: one object, or an array of objects of
// which it holds one at a time.
type Reader struct {
	in     *bufio.Reader
	dec    *json.Decoder
	ds     []field.Desc
	array  bool
	opened bool
	done   bool
}

// NewReader reads records with these fields. A byte order mark is passed over.
func NewReader(r io.Reader, ds []field.Desc) *Reader {
	return &Reader{in: bufio.NewReaderSize(r, 1<<16), ds: ds}
}

// Array tells whether the records stand in an array; it is known after the
// first Next.
func (r *Reader) Array() bool { return r.array }

// Next gives the next record's values, io.EOF after the last. What is no JSON
// or not UTF-8 as a whole is an Error of field "json". A value of the wrong
// type stays in the values as it is and is refused where the record is
// decoded, under its own field; a key that stands twice comes as an Errors
// beside the values.
func (r *Reader) Next() (field.Values, error) {
	if r.done {
		return nil, io.EOF
	}
	if !r.opened {
		if err := r.open(); err != nil {
			r.done = true
			return nil, err
		}
	}
	if r.array && !r.dec.More() {
		r.done = true
		if _, err := r.dec.Token(); err != nil {
			return nil, r.syntax(err)
		}
		if err := r.rest(); err != nil {
			return nil, err
		}
		return nil, io.EOF
	}
	var raw json.RawMessage
	if err := r.dec.Decode(&raw); err != nil {
		r.done = true
		return nil, r.syntax(err)
	}
	if !r.array {
		r.done = true
		if err := r.rest(); err != nil {
			return nil, err
		}
	}
	if len(raw) == 0 || raw[0] != '{' {
		return nil, data.Wrong(Whole, "transfer.error.want_object")
	}
	var wrong data.Errors
	v := object(raw, r.ds, "", &wrong)
	if find(r.ds, NumberKey) == nil {
		delete(v, NumberKey)
	}
	for k := range v {
		if strings.HasPrefix(k, "_") {
			delete(v, k)
		}
	}
	return v, wrong.OrNil()
}

func (r *Reader) open() error {
	r.opened = true
	head, _ := r.in.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = r.in.Discard(3)
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.IndexByte(head, 0) >= 0:
		return data.Wrong(Whole, "transfer.error.utf16")
	}
	for {
		b, err := r.in.ReadByte()
		if err == io.EOF {
			return data.Wrong(Whole, "transfer.error.empty")
		}
		if err != nil {
			return err
		}
		if b == ' ' || b == '\n' || b == '\r' || b == '\t' {
			continue
		}
		r.array = b == '['
		if err := r.in.UnreadByte(); err != nil {
			return err
		}
		break
	}
	r.dec = json.NewDecoder(r.in)
	r.dec.UseNumber()
	if r.array {
		if _, err := r.dec.Token(); err != nil {
			return r.syntax(err)
		}
	}
	return nil
}

// rest refuses what stands after the end of the records.
func (r *Reader) rest() error {
	_, err := r.dec.Token()
	if err == io.EOF {
		return nil
	}
	var bad *json.SyntaxError
	if err != nil && !errors.As(err, &bad) {
		return err
	}
	return data.Wrong(Whole, "transfer.error.trailing", "At", r.dec.InputOffset())
}

// syntax explains an error of the decoder; one of the file itself stays.
func (r *Reader) syntax(err error) error {
	var bad *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return data.Wrong(Whole, "transfer.error.cut_off")
	case errors.As(err, &bad):
		e := data.Wrong(Whole, "transfer.error.syntax", "At", bad.Offset)
		e.Err = err
		return e
	}
	return err
}

// object reads an object whose JSON is known to be whole.
func object(raw []byte, ds []field.Desc, path string, wrong *data.Errors) field.Values {
	v := field.Values{}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	_, _ = dec.Token()
	for dec.More() {
		t, err := dec.Token()
		key, ok := t.(string)
		var x json.RawMessage
		if err != nil || !ok || dec.Decode(&x) != nil {
			return v
		}
		if _, twice := v[key]; twice {
			*wrong = append(*wrong, data.Wrong(path+clip(key), "transfer.error.twice"))
			continue
		}
		v[clip(key)] = inward(x, find(ds, key), path+key, wrong)
	}
	return v
}

// inward turns a value into what Values hold for the field, or leaves
// something there that no field of the kind takes.
func inward(raw []byte, d *field.Desc, path string, wrong *data.Errors) any {
	var kind field.Kind // "" of a key that no field describes
	if d != nil {
		kind = d.Kind
	}
	switch raw[0] {
	case 'n':
		return nil
	case '"':
		return text(raw)
	case 't', 'f':
		if kind == field.Bool || kind == "" {
			return raw[0] == 't'
		}
		return misfit{}
	case '[':
		if kind == field.Rows {
			return rows(raw, d.Rows, path, wrong)
		}
		return list(raw)
	case '{':
		return misfit{}
	}
	return number(string(raw), kind)
}

// misfit is a value that fits no field.
type misfit struct{}

func list(raw []byte) any {
	var xs []json.RawMessage
	if json.Unmarshal(raw, &xs) != nil {
		return misfit{}
	}
	out := make([]any, len(xs))
	for i, x := range xs {
		switch x[0] {
		case '"':
			out[i] = text(x)
		case '{', '[', 'n', 't', 'f':
			out[i] = misfit{}
		default:
			out[i] = string(x)
		}
	}
	return out
}

func rows(raw []byte, ds []field.Desc, path string, wrong *data.Errors) any {
	var xs []json.RawMessage
	if json.Unmarshal(raw, &xs) != nil {
		return misfit{}
	}
	out := make([]field.Values, len(xs))
	for i, x := range xs {
		if x[0] != '{' {
			return misfit{}
		}
		out[i] = object(x, ds, fmt.Sprintf("%s[%d].", path, i), wrong)
	}
	return out
}

// number is a JSON number as a field reads it: 3.0 and 3e0 are the whole
// number 3; a text keeps the digits as they stand, for a code may begin with 0.
func number(s string, kind field.Kind) any {
	if kind == field.Text || kind == field.Phone || !strings.ContainsAny(s, ".eE") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// text is a JSON string. The decoder puts U+FFFD in the place of bytes that
// are not UTF-8 and of half a surrogate pair; here they stay broken, so that
// the field refuses them instead of keeping something nobody wrote.
func text(raw []byte) any {
	var s string
	if !utf8.Valid(raw) || halved(raw) || json.Unmarshal(raw, &s) != nil {
		return "\xff"
	}
	return s
}

// halved tells whether an escape \uD800–\uDFFF stands without its partner.
func halved(raw []byte) bool {
	for i := 0; i+1 < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		i++
		if raw[i] != 'u' {
			continue
		}
		switch unit := hex(raw, i+1); {
		case unit < 0xd800 || unit > 0xdfff:
		case unit > 0xdbff || i+10 >= len(raw) || raw[i+5] != '\\' || raw[i+6] != 'u':
			return true
		default:
			if low := hex(raw, i+7); low < 0xdc00 || low > 0xdfff {
				return true
			}
			i += 6
		}
		i += 4
	}
	return false
}

func hex(raw []byte, at int) int {
	if at+4 > len(raw) {
		return -1
	}
	n, err := strconv.ParseUint(string(raw[at:at+4]), 16, 32)
	if err != nil {
		return -1
	}
	return int(n)
}

// clip keeps a key that is no field's from filling the screen.
func clip(key string) string {
	if r := []rune(key); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return key
}
