package db

import (
	"context"
	"encoding/base64"
)

// Veil seals what is not to be read in the file itself; a data/vault is one.
type Veil interface {
	// Seals tells whether what is written now is to be sealed.
	Seals() bool
	Seal(purpose string, plain []byte) []byte
	Open(purpose string, sealed []byte) ([]byte, error)
}

type veil struct{ of Veil }

// Cover gives the file a veil; nil: it has none.
func (d *DB) Cover(v Veil) { d.veil.Store(&veil{v}) }

// Veil is the file's veil, nil where it has none; known tells whether anybody
// has looked.
func (d *DB) Veil() (v Veil, known bool) {
	if x := d.veil.Load(); x != nil {
		return x.of, true
	}
	return nil, false
}

// Sealed begins a text that is sealed.
const Sealed = "sealed:"

// cover seals the text for a purpose where the file wants it.
func (d *DB) cover(purpose, text string) string {
	if v, _ := d.Veil(); v != nil && v.Seals() {
		return Sealed + base64.RawStdEncoding.EncodeToString(v.Seal(purpose, []byte(text)))
	}
	return text
}

// uncover is a text as it was before cover; false where nobody here can read it.
func (d *DB) uncover(purpose, text string) (string, bool) {
	if len(text) < len(Sealed) || text[:len(Sealed)] != Sealed {
		return text, true
	}
	v, _ := d.Veil()
	b, err := base64.RawStdEncoding.DecodeString(text[len(Sealed):])
	if v == nil || err != nil {
		return "", false
	}
	plain, err := v.Open(purpose, b)
	return string(plain), err == nil
}

// inDrafts is the purpose under which drafts are sealed.
const inDrafts = "drafts.values"

// readable are the drafts that can be read here, as they were typed.
func (d *DB) readable(fs []Draft) []Draft {
	out := fs[:0]
	for _, f := range fs {
		if plain, ok := d.uncover(inDrafts, f.Values); ok {
			f.Values = plain
			out = append(out, f)
		}
	}
	return out
}

// ConvertDrafts brings all drafts into the form that the file's veil asks for.
func (d *DB) ConvertDrafts(ctx context.Context) error {
	return d.Write(ctx, "", func(tx *Tx) error {
		fs, err := Select[Draft](tx.DB, "", "")
		if err != nil {
			return err
		}
		for _, f := range d.readable(fs) {
			if err := tx.Do(`UPDATE drafts SET "values" = ? WHERE register = ? AND record_id = ? AND account = ?`, d.cover(inDrafts, f.Values), f.Register, f.RecordID, f.Account); err != nil {
				return err
			}
		}
		return nil
	})
}
