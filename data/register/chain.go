package register

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"strings"

	"kezhi/data/chain"
	"kezhi/data/db"
)

// saltBytes is how long an entry's salt is.
const saltBytes = 16

// few is how many entries a statement writes at most: the driver looks for each
// of its values among all of them.
const few = 30

// Keep writes entries at the end of the trail, in their order; their IDs are
// given out here. Each is tied to the one before it, whichever program wrote
// that: the end of the trail is read in the transaction, which nobody else
// writes beside.
func Keep(tx *db.Tx, cs []Change) error {
	if len(cs) == 0 {
		return nil
	}
	last, v, err := end(tx)
	if err != nil {
		return err
	}
	n := len(cs)
	for len(cs) > 0 {
		k := min(few, len(cs))
		args := make([]any, 0, 13*k)
		salts := make([]byte, saltBytes*k)
		_, _ = rand.Read(salts) // never fails

		for i := range cs[:k] {
			c := &cs[i]
			last++
			c.ID = last
			e := chain.Entry{
				ID: c.ID, At: c.At, Who: c.Who, Host: c.Host, Register: c.Register, RecordID: c.RecordID,
				Number: c.Number, Version: c.Version, Action: string(c.Action), Fields: c.Fields,
				Salt: salts[saltBytes*i : saltBytes*(i+1)], Cut: []byte{},
			}
			v = e.After(v)
			args = append(args, e.ID, e.At, e.Who, e.Host, e.Register, e.RecordID, e.Number, e.Version, e.Action, e.Fields, e.Salt, e.Cut, append([]byte(nil), v[:]...))
		}
		if err := tx.Do(insert+strings.Repeat(","+row, k-1), args...); err != nil {
			return err
		}
		cs = cs[k:]
	}
	return tx.Do("UPDATE audit_head SET n = n + ?, last = ?, value = ?", n, last, v[:])
}

const (
	row    = "(?,?,?,?,?,?,?,?,?,?,?,?,?)"
	insert = "INSERT INTO changes (" + chain.Columns + ", chain) VALUES " + row
)

// end is where the trail ends: the last entry's place and value. Where somebody
// wrote an entry past the program, the next one comes after that and is tied to
// the last that the program wrote.
func end(tx *db.Tx) (last int64, v chain.Value, err error) {
	var value []byte
	err = tx.Statement.ConnPool.QueryRowContext(tx.Statement.Context,
		"SELECT max(last, coalesce((SELECT max(id) FROM changes), 0)), value FROM audit_head").Scan(&last, &value)
	if errors.Is(err, sql.ErrNoRows) { // somebody removed the row: audit.Verify tells
		err = tx.Statement.ConnPool.QueryRowContext(tx.Statement.Context,
			"SELECT coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = 'changes'), 0)").Scan(&last)
	}
	return last, chain.Of(value), err
}
