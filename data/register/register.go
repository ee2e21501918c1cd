// Package register is what all registers have in common: a record with a
// number, kept in one transaction, never overwritten unseen, never gone
// without a trace.
//
// Whoever is at the desk of a file with accounts is asked for here: what they
// may not do is refused with data.Denied, whose records they may not see are
// not there for them, and what is sensitive they see masked.
//
// A Table holds the records of one Go type; a Register is the same without
// the type, for whoever deals with any register: the window's tables and
// forms, the command line, import and export.
package register

import (
	"context"
	"fmt"
	"time"

	"kezhi/data"
	"kezhi/data/field"
)

// Meta is what every record has besides its fields. Times are unix
// milliseconds, UTC.
type Meta struct {
	ID        int64  `gorm:"primaryKey"`
	Number    string // 编号, set once, at the first save
	Version   int64  // counts the saves
	CreatedAt int64  `gorm:"autoCreateTime:false"`
	CreatedBy string
	UpdatedAt int64 `gorm:"autoUpdateTime:false"`
	UpdatedBy string
	DeletedAt int64 // in the recycle bin since; 0: not
}

// Record is a record of any register.
type Record struct {
	Meta
	Values field.Values
}

// Register is a register of any type.
type Register interface {
	// Key is the register's name, "customer"; its texts are below that key.
	Key() string
	// Fields are the descriptions of its fields in the order of the form.
	Fields() []field.Desc
	// Blank are the values of a new record.
	Blank() field.Values
	// Get reads a record, also from the recycle bin. Code data.NotFound.
	Get(ctx context.Context, id int64) (Record, error)
	// Find gives the id of a number, data.NotFound where there is none.
	Find(ctx context.Context, number string) (int64, error)
	// Put saves a new record (ID 0) or a changed one and returns it as it is
	// now. Errors: data.Errors for fields that are wrong, *ConflictError when
	// the record has another version by now.
	Put(ctx context.Context, who string, r Record) (Record, error)
	// PutAll saves several new records in one transaction: all or none.
	// Errors in fields begin with the record's place, "[3].name".
	PutAll(ctx context.Context, who string, vs []field.Values) ([]Record, error)
	// Check returns what is wrong with the values, without saving.
	Check(ctx context.Context, r Record) data.Errors
	// Changeable is nil where a record may be changed, as it stands, by whoever is
	// at the desk. Codes data.Denied, data.NotFound, data.Refused.
	Changeable(ctx context.Context, id int64) error
	// Delete moves a record to the recycle bin.
	Delete(ctx context.Context, who string, id int64) error
	// Restore takes it out again.
	Restore(ctx context.Context, who string, id int64) error
	// IDs are the ids of all records that answer the query, in its order.
	IDs(ctx context.Context, q Query) ([]int32, error)
	// Lines reads the table's cells of these records, in the order of ids;
	// records that are gone are missing.
	Lines(ctx context.Context, ids []int32) ([]Line, error)
	// History is the trail of changes of a record, newest first.
	History(ctx context.Context, id int64) ([]Change, error)
	// Seen are those of the ids that whoever is at the desk may see.
	Seen(ctx context.Context, ids []int64) ([]int64, error)
	// Veil masks entries of the trail for whoever may not see what is sensitive.
	Veil(ctx context.Context, cs []Change) []Change
}

// Line is a record as a table shows it: without its rows.
type Line struct {
	Meta
	Values field.Values
}

// Query says which records, and in what order.
type Query struct {
	Sort    string // key of a field with a sortable column, "" for the newest first
	Desc    bool
	Filters []Filter
	Deleted bool // those in the recycle bin instead
	Limit   int  // 0: all
}

// Filter is a condition on a field with a sortable column.
type Filter struct {
	Key  string   `json:"key"`
	In   []string `json:"in,omitempty"`   // one of these values
	From string   `json:"from,omitempty"` // at least
	To   string   `json:"to,omitempty"`   // at most
	Not  []string `json:"not,omitempty"`  // none of these values
}

// Numbering gives a record's number: the counter's name and the number's form.
type Numbering func(now time.Time) (counter, format string)

// Plain numbers run on for ever: KH-000123.
func Plain(prefix string) Numbering {
	return func(time.Time) (string, string) { return prefix, prefix + "-%06d" }
}

// Yearly numbers begin anew each year: TS-2026-000123.
func Yearly(prefix string, digits int) Numbering {
	return func(now time.Time) (string, string) {
		y := fmt.Sprintf("%s-%04d", prefix, now.Local().Year())
		return y, fmt.Sprintf("%s-%%0%dd", y, digits)
	}
}
