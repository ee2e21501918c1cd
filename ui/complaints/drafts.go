package complaints

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/db"
	"kezhi/data/field"
)

// draftKey is the name under which steps that are not saved are kept.
const draftKey = "complaint.step"

// draft is a step that was begun and not saved.
type draft struct {
	Kind   complaint.Kind `json:"kind"`
	Values field.Values   `json:"values"`
	Papers []string       `json:"papers,omitempty"` // paths of files to be attached
	at     time.Time
}

// drafts keeps what is typed of a complaint's step. Its queries run on
// whatever goroutine calls them.
type drafts struct {
	db *db.DB
	id int64

	io    sync.Mutex // one query at a time, so that none writes what another dropped
	mu    sync.Mutex
	now   draft
	fresh bool // typed since the last time
}

// typed takes what the form holds now.
func (d *drafts) typed(n draft) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now, d.fresh = n, true
}

// rest forgets what was typed; a draft that is kept stays.
func (d *drafts) rest() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fresh = false
}

// keep keeps what was typed since the last time; kept is false where there was
// nothing.
func (d *drafts) keep(ctx context.Context, who string) (kept bool, err error) {
	d.io.Lock()
	defer d.io.Unlock()
	d.mu.Lock()
	n, fresh := d.now, d.fresh
	d.fresh = false
	d.mu.Unlock()
	if !fresh {
		return false, nil
	}
	b, err := json.Marshal(n)
	if err == nil {
		err = d.db.KeepDraft(ctx, db.Draft{Register: draftKey, RecordID: d.id, Who: who, Values: string(b)})
	}
	if err != nil {
		d.mu.Lock()
		d.fresh = true
		d.mu.Unlock()
	}
	return err == nil, err
}

// find reads the draft that is kept, nil for none.
func (d *drafts) find(ctx context.Context) (*draft, error) {
	all, err := d.db.Drafts(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range all {
		if x.Register != draftKey || x.RecordID != d.id {
			continue
		}
		var raw struct {
			Kind   complaint.Kind
			Values map[string]any
			Papers []string
		}
		if err := json.Unmarshal([]byte(x.Values), &raw); err != nil {
			return nil, err
		}
		return &draft{raw.Kind, field.Raw(complaint.StepFields(raw.Kind), raw.Values), raw.Papers, time.UnixMilli(x.At)}, nil
	}
	return nil, nil
}

// drop forgets the draft.
func (d *drafts) drop(ctx context.Context) error {
	d.io.Lock()
	defer d.io.Unlock()
	d.rest()
	return d.db.DropDraft(ctx, draftKey, d.id)
}
