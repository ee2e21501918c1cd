// Package audit is the record (操作记录) of who did what: the one trail that
// register.Note writes, seen as a whole. It puts on record what is no change
// of a record, such as a login or an export, lists what is there, and proves
// that nobody took anything out of it or wrote into it.
package audit

import (
	"context"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Entry is something to put on record: what was done, to what.
type Entry struct {
	Who      string // "" and in a file with accounts: whoever is at the desk
	Action   register.Action
	Register string // "customer"; a pseudo-register such as "account" or "backup" where it is about no record
	RecordID int64
	Number   string
	Fields   []field.Change // before and after, or what it was about: {Key: "file", After: "…"}
}

// Say puts an entry on record in a transaction of its own.
func Say(ctx context.Context, d *db.DB, e Entry) error {
	return d.Write(ctx, e.Who, func(tx *db.Tx) error { return SayIn(tx, e) })
}

// SayIn puts an entry on record within a transaction, in the name of whoever
// the transaction is.
func SayIn(tx *db.Tx, e Entry) error {
	return register.Note(tx, e.Register, &register.Meta{ID: e.RecordID, Number: e.Number}, e.Action, e.Fields)
}
