// Package chain ties the entries of the trail together: each carries a value
// over its own content and the value of the entry before it. Whoever changes,
// removes, adds or moves an entry breaks every value from there on.
package chain

import (
	"crypto/sha256"
	"encoding/binary"
)

// Value is what an entry carries: SHA-256 (FIPS 180-4).
type Value [sha256.Size]byte

// Of is a value as the file keeps it, the zero value for anything else than 32
// bytes.
func Of(b []byte) Value {
	var v Value
	if len(b) == len(v) {
		copy(v[:], b)
	}
	return v
}

// Entry is the content of an entry: every column but the value itself.
type Entry struct {
	ID       int64
	At       int64
	Who      string
	Host     string
	Register string
	RecordID int64
	Number   string
	Version  int64
	Action   string
	Fields   string
	Salt     []byte // random: what was cut out cannot be guessed from its digest
	// Cut is the digest of fields that were erased by law; empty: they stand.
	Cut []byte
}

// Digest stands for the fields in the entry's value, so that the text of a
// person whom the law wants forgotten can be cut out of the trail and the chain
// stays whole.
func (e *Entry) Digest() Value {
	if len(e.Cut) > 0 {
		return Of(e.Cut)
	}
	b := make([]byte, 0, 64+len(e.Fields))
	b = append(b, "kezhi fields 1\n"...)
	b = binary.BigEndian.AppendUint64(b, uint64(len(e.Salt)))
	b = append(b, e.Salt...)
	return sha256.Sum256(append(b, e.Fields...))
}

// mark tells the encoding from any other that may come.
const mark = "kezhi trail 1\n"

// After is the value of an entry that comes after the one of the value prev,
// the zero value for the first. Numbers are eight bytes, texts their length in
// eight bytes and their own: no two contents have one encoding.
func (e *Entry) After(prev Value) Value {
	b := make([]byte, 0, 384)
	b = append(b, mark...)
	b = append(b, prev[:]...)
	number := func(n int64) { b = binary.BigEndian.AppendUint64(b, uint64(n)) }
	text := func(s string) {
		number(int64(len(s)))
		b = append(b, s...)
	}
	number(e.ID)
	number(e.At)
	text(e.Who)
	text(e.Host)
	text(e.Register)
	number(e.RecordID)
	text(e.Number)
	number(e.Version)
	text(e.Action)
	d := e.Digest()
	b = append(b, d[:]...)
	return sha256.Sum256(b)
}

// Columns are the names of the content's columns, in the order of To.
const Columns = "id, at, who, host, register, record_id, number, version, action, fields, salt, cut"

// To is where the columns are read to.
func (e *Entry) To() []any {
	return []any{&e.ID, &e.At, &e.Who, &e.Host, &e.Register, &e.RecordID, &e.Number, &e.Version, &e.Action, &e.Fields, &e.Salt, &e.Cut}
}
