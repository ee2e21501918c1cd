// Package backup makes copies of a file that survive the PC (备份), proves them
// by restoring them, and brings them back (恢复).
//
// A backup is one file: a short header that anybody can read (header.go), then,
// sealed by age, a manifest and the compressed pages of the database as they
// were at one moment. The documents lie beside it in a folder, each content
// once, sealed once. Whoever has the folder and the recovery key, or the
// passphrase where the shop's file has no keys, needs nothing else.
//
// A backup takes a connection of its own and waits for nobody; people go on
// working. It counts as made only after it was restored to a temporary place and
// found to be the same. Several places (备份位置) are independent: what happens to
// one is no harm to another.
package backup

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"time"

	"filippo.io/age"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/right"
)

// Register is the pseudo-register of rights and of the trail.
const Register = "backup"

// Options say how a backup is made.
type Options struct {
	Passphrase string // where the file has no keys; else not asked for
	Program    string // version of the program
	// Progress is told how much of how much is done, in any unit; may be nil.
	Progress func(done, all int64)
}

// Made is a backup that was made and proven.
type Made struct {
	Path      string
	At        time.Time
	Size      int64 // bytes
	Documents int   // contents that belong to it
	Missing   []string
	Took      time.Duration
}

// manifest is the beginning of the sealed part.
type manifest struct {
	Header    []byte    `json:"header"` // SHA-256 of the header
	Shape     db.Shape  `json:"shape"`
	Chain     string    `json:"chain"`     // the head of the trail
	Names     []byte    `json:"names"`     // key of the documents' names
	Documents []content `json:"documents"` //
	Missing   []string  `json:"missing,omitempty"`
}

// content is the content of one or more documents.
type content struct {
	Hash string `json:"hash"`
	Size int64  `json:"size"`
}

// keys are whom a backup is sealed for, and what opens it again.
type keys struct {
	to     []age.Recipient
	opens  age.Identity
	locked []byte // Header.Locked
	set    string // Header.Documents
	names  []byte
}

// called is the name under which a content lies beside the backups: it tells
// nobody which content that is.
func called(names []byte, hash string) string {
	m := hmac.New(sha256.New, names)
	m.Write([]byte(hash))
	return hex.EncodeToString(m.Sum(nil))
}

// may is nil where whoever is at the desk may do something with backups.
func may(ctx context.Context, d *db.DB, v right.Verb) error {
	if a := d.Actor(); a != nil && !door.Passes(ctx) {
		return a.Check(v, Register)
	}
	return nil
}

// idOf names the file that a connection sees, the same for ever.
func idOf(ctx context.Context, c *sql.Conn) (id, chain string) {
	var value []byte
	if err := c.QueryRowContext(ctx, "SELECT file, value FROM audit_head").Scan(&id, &value); err != nil || !hexed(id, 32) {
		return "00000000", ""
	}
	return id[:8], hex.EncodeToString(value)
}

// contentsOf are the contents that a file's documents have.
func contentsOf(ctx context.Context, c *sql.Conn) ([]content, error) {
	rows, err := c.QueryContext(ctx, "SELECT hash, max(size) FROM documents GROUP BY hash ORDER BY hash")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []content
	for rows.Next() {
		var x content
		if err := rows.Scan(&x.Hash, &x.Size); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, rows.Err()
}

func broken(path string, err error) error {
	if err != nil && (data.CodeOf(err) == data.Newer || data.CodeOf(err) == data.Invalid) {
		return err
	}
	return &data.Error{Code: data.Damaged, Key: "backup.error.damaged", Args: []any{"File", path}, Err: err}
}
