package register

import (
	"fmt"
	"reflect"
	"slices"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
)

// ConflictError says that a record was saved by somebody else since it was
// read, and what they changed.
type ConflictError struct {
	Now     Record         // as it is in the register
	Changed []field.Change // by the others, since the version that was read
}

// Error is the conflict for logs.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s: saved by %s meanwhile", e.Now.Number, e.Now.UpdatedBy)
}

// Unwrap gives the refusal that a person reads.
func (e *ConflictError) Unwrap() error {
	key := "error.conflict"
	if e.Now.DeletedAt != 0 {
		key = "error.conflict_deleted"
	}
	return data.Fault(data.Conflict, key, "Number", e.Now.Number, "Who", e.Now.UpdatedBy,
		"When", field.ShowTime(e.Now.UpdatedAt))
}

// conflict reads from the trail what was saved since the version that r is of.
// The first entry of a version is the save that made it; what came to the
// record later, a document or a print, is no edit of it.
func (b *Table[T]) conflict(tx *db.Tx, now *T, r Record) error {
	ctx := tx.Statement.Context
	e := &ConflictError{Now: b.seen(ctx, b.record(now))}
	var cs []Change
	err := tx.Where("register = ? AND record_id = ? AND version > ?", b.Name, r.ID, r.Version).Order("id").Find(&cs).Error
	if err != nil {
		return err
	}
	seen, version := map[string]int{}, r.Version
	for _, c := range cs {
		if c.Version == version {
			continue
		}
		version = c.Version
		for _, d := range c.Differences() {
			if i, ok := seen[d.Key]; ok {
				e.Changed[i].After = d.After
				continue
			}
			seen[d.Key] = len(e.Changed)
			e.Changed = append(e.Changed, d)
		}
	}
	e.Changed = slices.DeleteFunc(e.Changed, func(d field.Change) bool { return reflect.DeepEqual(d.Before, d.After) })
	if b.masks(ctx) {
		e.Changed = b.maskChanges(b.Set.Fields(), e.Changed)
	}
	return e
}
