package book

import (
	"context"
	"encoding/json"
	"reflect"
	"sync"
	"time"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
)

// Editor is a record being edited: as it was read, as it is typed, and the
// draft that is kept meanwhile. It knows no widget; its queries run on
// whatever goroutine calls them.
type Editor struct {
	db  *db.DB
	reg register.Register

	// writing is held while the file is written, so that a draft that is just
	// being kept does not come after the save that makes an end of it.
	writing sync.Mutex

	mu     sync.Mutex
	base   register.Record
	values field.Values
	dirty  bool
	fresh  bool  // typed since the last draft
	slot   int64 // where the draft of a new record lies: 0, or below 0 beside an older one
	found  int64 // slot of the draft that Draft found
}

// NewEditor edits a record of a register.
func NewEditor(d *db.DB, reg register.Register) *Editor { return &Editor{db: d, reg: reg} }

// Begin starts a new record with some fields filled in.
func (e *Editor) Begin(preset field.Values) {
	v := e.reg.Blank()
	for k, x := range preset {
		v[k] = x
	}
	e.rest(register.Record{Values: v})
}

// Load reads a record.
func (e *Editor) Load(ctx context.Context, id int64) error {
	r, err := e.reg.Get(ctx, id)
	if err != nil {
		return err
	}
	e.rest(r)
	return nil
}

func (e *Editor) rest(r register.Record) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.base, e.values, e.dirty, e.fresh = r, r.Values.Clone(), false, false
}

// Record is the record as it was read or last saved.
func (e *Editor) Record() register.Record {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.base
}

// Values are the fields as typed.
func (e *Editor) Values() field.Values {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.values.Clone()
}

// Typed takes what the form holds now.
func (e *Editor) Typed(v field.Values) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if same(v, e.values) {
		return
	}
	e.values, e.fresh = v.Clone(), true
	e.dirty = !same(v, e.base.Values)
}

// same tells whether two states show the same: a field that is missing is as
// good as an empty one.
func same(a, b field.Values) bool {
	for k := range a {
		if (!a.Empty(k) || !b.Empty(k)) && !reflect.DeepEqual(a[k], b[k]) {
			return false
		}
	}
	for k := range b {
		if _, ok := a[k]; !ok && !b.Empty(k) {
			return false
		}
	}
	return true
}

// Dirty tells whether something was typed that is not saved.
func (e *Editor) Dirty() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.dirty
}

// KeepDraft keeps what was typed since the last time; kept is false when there
// was nothing.
func (e *Editor) KeepDraft(ctx context.Context, who string) (kept bool, err error) {
	e.writing.Lock()
	defer e.writing.Unlock()
	e.mu.Lock()
	if !e.fresh || !e.dirty {
		e.mu.Unlock()
		return false, nil
	}
	e.fresh = false
	b, err := json.Marshal(e.values)
	d := db.Draft{Register: e.reg.Key(), RecordID: e.place(), Who: who, Version: e.base.Version, Values: string(b)}
	e.mu.Unlock()
	if err == nil {
		err = e.db.KeepDraft(ctx, d)
	}
	if err != nil {
		e.mu.Lock()
		e.fresh = true
		e.mu.Unlock()
	}
	return err == nil, err
}

// place is the id under which the draft is kept. The caller holds the lock.
func (e *Editor) place() int64 {
	if e.base.ID != 0 {
		return e.base.ID
	}
	return e.slot
}

// Draft is what was once typed for this record, or for a new one, and not
// saved; nil for none. Until TakeDraft, what is typed now is kept beside it and
// not over it.
func (e *Editor) Draft(ctx context.Context) (field.Values, time.Time, error) {
	return e.draft(ctx, func(id int64) bool { return id == e.base.ID || e.base.ID == 0 && id < 0 })
}

// DraftAt is Draft for the one of a new record's drafts that lies in a slot.
func (e *Editor) DraftAt(ctx context.Context, slot int64) (field.Values, time.Time, error) {
	return e.draft(ctx, func(id int64) bool { return id == slot })
}

func (e *Editor) draft(ctx context.Context, is func(id int64) bool) (field.Values, time.Time, error) {
	ds, err := e.db.Drafts(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, d := range ds {
		if d.Register == e.reg.Key() && is(d.RecordID) {
			e.found = d.RecordID
			if e.base.ID == 0 {
				e.slot = -time.Now().UnixMilli()
			}
			v, err := DraftValues(d, e.reg.Fields())
			return v, time.UnixMilli(d.At), err
		}
	}
	return nil, time.Time{}, nil
}

// DraftValues reads a draft's values into the types that Values hold.
func DraftValues(d db.Draft, ds []field.Desc) (field.Values, error) {
	var raw map[string]any
	if err := json.Unmarshal([]byte(d.Values), &raw); err != nil {
		return nil, err
	}
	return field.Raw(ds, raw), nil
}

// TakeDraft goes on with the draft that was found: it is kept up to date from
// here.
func (e *Editor) TakeDraft() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.base.ID == 0 {
		e.slot = e.found
	}
}

// DropFound forgets the draft that was found.
func (e *Editor) DropFound(ctx context.Context) error {
	e.mu.Lock()
	found := e.found
	e.mu.Unlock()
	return e.db.DropDraft(ctx, e.reg.Key(), found)
}

// DropDraft forgets the draft of what was typed here.
func (e *Editor) DropDraft(ctx context.Context) error {
	e.writing.Lock()
	defer e.writing.Unlock()
	e.mu.Lock()
	at := e.place()
	e.mu.Unlock()
	return e.db.DropDraft(ctx, e.reg.Key(), at)
}

// Save saves what was typed; the draft goes with it. Errors as register.Put.
func (e *Editor) Save(ctx context.Context, who string) (register.Record, error) {
	e.writing.Lock()
	defer e.writing.Unlock()
	e.mu.Lock()
	draft := e.place()
	r := e.base
	r.Values = e.values.Clone()
	e.mu.Unlock()
	r, err := e.reg.Put(ctx, who, r)
	if err != nil {
		return r, err
	}
	e.rest(r)
	return r, e.db.DropDraft(ctx, e.reg.Key(), draft)
}

// Merge takes over what others saved meanwhile in the fields that were not
// touched here, and keeps what was typed. It returns the fields that both
// changed, with the others' value as After; the next save writes what is typed.
func (e *Editor) Merge(c *register.ConflictError) (both []field.Change) {
	e.mu.Lock()
	defer e.mu.Unlock()
	merged := c.Now.Values.Clone()
	for _, d := range e.reg.Fields() {
		k := d.Key
		if d.ReadOnly || same(field.Values{k: e.values[k]}, field.Values{k: e.base.Values[k]}) {
			continue
		}
		if !same(field.Values{k: c.Now.Values[k]}, field.Values{k: e.base.Values[k]}) &&
			!same(field.Values{k: c.Now.Values[k]}, field.Values{k: e.values[k]}) {
			both = append(both, field.Change{Key: k, Before: e.values[k], After: c.Now.Values[k]})
		}
		merged[k] = e.values[k]
	}
	e.base, e.values, e.fresh = c.Now, merged, true
	e.dirty = !same(merged, c.Now.Values)
	return both
}
