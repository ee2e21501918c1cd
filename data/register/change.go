package register

import (
	"context"
	"encoding/json"
	"os"
	"sync"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
)

// Action is what was done to a record.
type Action string

// The actions on record. Registers add their own, such as a complaint's steps.
const (
	Created  Action = "created"
	Changed  Action = "changed"
	Deleted  Action = "deleted"
	Restored Action = "restored"
	Printed  Action = "printed"
)

// Say is what was done in words; a register's own actions have theirs under
// their own keys.
func (a Action) Say(s data.Speaker) string {
	for _, key := range []string{"ui.action." + string(a), "audit.action." + string(a), string(a)} {
		if t := s.T(key); t != key {
			return t
		}
	}
	return string(a)
}

// Change is one entry of the trail: who did what to which record when, on
// which computer, with the fields before and after.
type Change struct {
	ID       int64 `gorm:"primaryKey"`
	At       int64 // unix milliseconds
	Who      string
	Host     string
	Register string
	RecordID int64
	Number   string
	Version  int64 // of the record after the save; 0 or that of a former entry: no save
	Action   Action
	Fields   string // JSON of []field.Change
}

// TableName is GORM's name for the trail.
func (Change) TableName() string { return "changes" }

// Differences are the fields before and after, in the types of field.Values.
func (c Change) Differences() []field.Change {
	var ds []field.Change
	_ = json.Unmarshal([]byte(c.Fields), &ds)
	for i := range ds {
		ds[i].Before, ds[i].After = c.unveil(typed(ds[i].Before)), c.unveil(typed(ds[i].After))
	}
	return ds
}

// typed brings what was read from JSON into the types that Values hold.
func typed(x any) any {
	l, ok := x.([]any)
	if !ok {
		return x
	}
	texts, rows := make([]string, 0, len(l)), make([]field.Values, 0, len(l))
	for _, e := range l {
		switch e := e.(type) {
		case string:
			texts = append(texts, e)
		case map[string]any:
			for k, x := range e {
				e[k] = typed(x)
			}
			rows = append(rows, e)
		}
	}
	if len(rows) > 0 {
		return rows
	}
	return texts
}

var host = sync.OnceValue(func() string {
	h, _ := os.Hostname()
	return h
})

// Note writes an entry of the trail within the transaction.
func Note(tx *db.Tx, register string, m *Meta, a Action, ds []field.Change) error {
	b, err := json.Marshal(ds)
	if err != nil {
		return err
	}
	return Keep(tx, []Change{{
		At: tx.Now.UnixMilli(), Who: tx.Who, Host: host(), Register: register, RecordID: m.ID, Number: m.Number, Version: m.Version, Action: a, Fields: string(b),
	}})
}

// NoteAll writes an entry for each record of a table that is about to be saved
// once more, those for which the condition holds; fields as Change.Fields.
func NoteAll(tx *db.Tx, register, table, where string, a Action, fields string, args ...any) error {
	var after int64
	for {
		ms, err := db.Select[Meta](tx.DB, table, "WHERE id > ? AND ("+where+") ORDER BY id LIMIT 1000", append([]any{after}, args...)...)
		if err != nil || len(ms) == 0 {
			return err
		}
		cs := make([]Change, len(ms))
		for i, m := range ms {
			cs[i] = Change{
				At: tx.Now.UnixMilli(), Who: tx.Who, Host: host(), Register: register, RecordID: m.ID, Number: m.Number, Version: m.Version + 1, Action: a, Fields: fields,
			}
		}
		if err := Keep(tx, cs); err != nil {
			return err
		}
		after = ms[len(ms)-1].ID
	}
}

// Trail reads the entries of one record, newest first.
func Trail(ctx context.Context, d *db.DB, register string, id int64) ([]Change, error) {
	var cs []Change
	err := d.Read(ctx).Where("register = ? AND record_id = ?", register, id).Order("id DESC").Find(&cs).Error
	return cs, db.Translate(err)
}
