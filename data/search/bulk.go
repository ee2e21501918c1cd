package search

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"

	"kezhi/data/db"
)

// Bulk indexes very many new records in little time: an import of a hundred
// thousand lines, sample data. The entries and their texts are written a
// hundred at a time; the keys, which lie all over their B-tree, are gathered
// and written in order. Until Close returns nil the records are not all
// found; when it fails, or is not reached, Rebuild mends the index.
type Bulk struct {
	d    *db.DB
	code map[string]int64
	doc  []any // waiting rows of search_docs
	text []any // waiting rows of search_text
	// The gathered keys: the text of each in arena, behind it its doc.
	arena []byte
	at    []span
}

type span struct{ from, to uint32 }

// The keys gathered before they are written, in bytes: some 300,000 customers.
const maxArena = 128 << 20

// Rows of one statement.
const bulkRows = 100

// NewBulk begins. Nothing else should write to the index meanwhile.
func NewBulk(d *db.DB) *Bulk { return &Bulk{d: d, code: map[string]int64{}} }

// Put adds the entry of a record that is not in the index yet, in the
// transaction that makes the record. Flush comes before the transaction's end.
func (b *Bulk) Put(tx *db.Tx, e Entry) error {
	code, ok := b.code[e.Register]
	if !ok {
		var err error
		if code, _, err = known(tx, e.Register, 0); err != nil {
			return err
		}
		b.code[e.Register] = code
	}
	body := e.body()
	return b.put(tx, doc(e.ID, code), code, body, entry(body))
}

func (b *Bulk) put(tx *db.Tx, d, code int64, body string, e *Entry) error {
	if body != "" {
		b.doc = append(b.doc, d, body)
	}
	b.text = append(b.text, d, e.tokens(code))
	for _, k := range e.keys(code) {
		from := len(b.arena)
		b.arena = append(b.arena, k...)
		b.at = append(b.at, span{uint32(from), uint32(len(b.arena))})
		b.arena = binary.BigEndian.AppendUint64(b.arena, uint64(d))
	}
	if len(b.text) >= 2*bulkRows {
		if err := b.Flush(tx); err != nil {
			return err
		}
	}
	if len(b.arena) >= maxArena {
		return b.keys(tx)
	}
	return nil
}

// Flush writes the entries that wait, in the transaction of their records.
func (b *Bulk) Flush(tx *db.Tx) error {
	if n := len(b.doc) / 2; n > 0 {
		if err := exec(tx, "INSERT INTO search_docs (doc, body) VALUES "+marksFor(n, "(?,?)"), b.doc...); err != nil {
			return err
		}
	}
	if n := len(b.text) / 2; n > 0 {
		if err := exec(tx, "INSERT INTO search_text (rowid, tokens) VALUES "+marksFor(n, "(?,?)"), b.text...); err != nil {
			return err
		}
	}
	b.doc, b.text = b.doc[:0], b.text[:0]
	return nil
}

// Close writes the keys.
func (b *Bulk) Close(ctx context.Context) error {
	return b.d.Write(ctx, "", b.keys)
}

func (b *Bulk) keys(tx *db.Tx) error {
	slices.SortFunc(b.at, func(x, y span) int {
		if c := bytes.Compare(b.arena[x.from:x.to], b.arena[y.from:y.to]); c != 0 {
			return c
		}
		return bytes.Compare(b.arena[x.to:x.to+8], b.arena[y.to:y.to+8])
	})
	args := make([]any, 0, 4*bulkRows)
	query := "INSERT OR IGNORE INTO search_keys (key, doc) VALUES "
	full := query + marksFor(2*bulkRows, "(?,?)")
	for chunk := range slices.Chunk(b.at, 2*bulkRows) {
		args = args[:0]
		for _, s := range chunk {
			args = append(args, string(b.arena[s.from:s.to]), int64(binary.BigEndian.Uint64(b.arena[s.to:])))
		}
		q := full
		if len(chunk) < 2*bulkRows {
			q = query + marksFor(len(chunk), "(?,?)")
		}
		if err := exec(tx, q, args...); err != nil {
			return err
		}
	}
	b.arena, b.at = b.arena[:0], b.at[:0]
	return nil
}
