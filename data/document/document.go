// Package document keeps the documents (档案材料) that are attached to records
// of any register. A document is copied into the folder beside the database
// under the hash of its content, so that the same content is kept once, that it
// cannot be changed unseen, and that it is still there when the original is not.
package document

import (
	"context"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
)

// Most is the largest document in bytes: 500 MB.
const Most = 500_000_000

// File is a document attached to a record. It is added, may be renamed or put
// under another category, and is deleted into the recycle bin; its content
// stays as it was added.
type File struct {
	ID       int64 `gorm:"primaryKey"`
	Register string
	RecordID int64
	Part     string // of the record: the id of a complaint's step, "" for the whole
	Category string // 类别, as the shop calls it
	Name     string // with extension, fit for any file system
	Hash     string // SHA-256 of the content, hexadecimal
	Size     int64  // bytes
	Note     string
	AddedAt  int64 // unix milliseconds
	AddedBy  string

	DeletedAt int64 // in the recycle bin since; 0: not
}

// TableName is GORM's name for the table.
func (File) TableName() string { return "documents" }

// Categories are the message keys of the categories to offer, those of a
// property company; any other word may stand.
var Categories = []string{
	"document.category.company", "document.category.payment", "document.category.decoration", "document.category.moving_in",
	"document.category.supplement", "document.category.contact", "document.category.emergency", "document.category.correspondence",
	"document.category.breach", "document.category.repair", "document.category.complaint", "document.category.engineering",
	"document.category.procedure",
}

var set = field.NewSet("document",
	field.Of("name", func(d *File) *string { return &d.Name }).Require().Broad(),
	field.Of("category", func(d *File) *string { return &d.Category }).Limit(40).Offer(Categories...),
	field.Of("note", func(d *File) *string { return &d.Note }).Limit(500),
)

// Fields are the descriptions of what a person enters of a document: name,
// category, note.
func Fields() []field.Desc { return set.Fields() }

// Values are the document's own fields.
func (d *File) Values() field.Values { return set.Encode(d) }

// The trail's names for what is done to a record's documents.
const (
	Added    register.Action = "document_added"
	Changed  register.Action = "document_changed"
	Deleted  register.Action = "document_deleted"
	Restored register.Action = "document_restored"
	Opened   register.Action = "document_opened"
)

// Store is the documents of an open file.
type Store struct {
	// Of is the register of a key; a document is seen by whoever sees the record
	// that it belongs to. nil: nobody is asked about the record.
	Of func(key string) register.Register

	db     *db.DB
	folder string // of the contents
	opened string // of the copies that viewers read
}

// List are the documents of a record, the newest first.
func (s *Store) List(ctx context.Context, register string, id int64) ([]File, error) {
	if err := s.may(ctx, right.See, register, id); err != nil {
		return nil, err
	}
	return s.list(ctx, "register = ? AND record_id = ? AND deleted_at = 0", register, id)
}

// Bin are the documents of a record that are in the recycle bin.
func (s *Store) Bin(ctx context.Context, register string, id int64) ([]File, error) {
	if err := s.may(ctx, right.See, register, id); err != nil {
		return nil, err
	}
	return s.list(ctx, "register = ? AND record_id = ? AND deleted_at <> 0", register, id)
}

func (s *Store) list(ctx context.Context, where string, args ...any) ([]File, error) {
	var ds []File
	err := s.db.Read(ctx).Where(where, args...).Order("id DESC").Find(&ds).Error
	return ds, db.Translate(err)
}

// Get reads a document, also from the recycle bin. Code data.NotFound.
func (s *Store) Get(ctx context.Context, id int64) (File, error) {
	d, err := one(&db.Tx{DB: s.db.Read(ctx)}, id)
	if err == nil {
		err = s.may(ctx, right.See, d.Register, d.RecordID)
	}
	if err != nil {
		return File{}, err
	}
	return d, nil
}

// may is nil where whoever is at the desk may do something with the documents
// of a record: they have the right to documents, and see the record.
func (s *Store) may(ctx context.Context, v right.Verb, key string, id int64) error {
	if err := register.Permit(ctx, s.db, v, "document"); err != nil {
		return err
	}
	if err := register.Permit(ctx, s.db, right.See, key); err != nil || s.Of == nil {
		return err
	}
	r := s.Of(key)
	if r == nil {
		return nil
	}
	ids, err := r.Seen(ctx, []int64{id})
	if err == nil && len(ids) == 0 {
		err = data.Fault(data.NotFound, "document.error.not_found")
	}
	return err
}

// edits is nil where whoever is at the desk may change a document: anybody's, or
// what they have added.
func (s *Store) edits(tx *db.Tx, d *File, a register.Action) error {
	ctx := tx.Statement.Context
	switch {
	case a != Changed:
		return s.may(ctx, right.Delete, d.Register, d.RecordID)
	case d.AddedBy == tx.Who:
		return s.may(ctx, right.EditOwn, d.Register, d.RecordID)
	}
	return s.may(ctx, right.EditAll, d.Register, d.RecordID)
}

func one(tx *db.Tx, id int64) (File, error) {
	var ds []File
	if err := tx.Where("id = ?", id).Find(&ds).Error; err != nil {
		return File{}, db.Translate(err)
	}
	if len(ds) == 0 {
		return File{}, data.Fault(data.NotFound, "document.error.not_found")
	}
	return ds[0], nil
}

// Change sets name, category and note. Errors: data.Errors for fields that are
// wrong, data.NotFound.
func (s *Store) Change(ctx context.Context, who string, id int64, v field.Values) error {
	return s.edit(ctx, who, id, Changed, func(_ *db.Tx, d *File) error {
		extension := ext(d.Name)
		if es := set.Decode(v, d); len(es) > 0 {
			return es
		}
		d.Name = withExt(CleanName(d.Name), extension)
		return nil
	})
}

// Delete moves a document to the recycle bin; its content stays.
func (s *Store) Delete(ctx context.Context, who string, id int64) error {
	return s.edit(ctx, who, id, Deleted, func(tx *db.Tx, d *File) error {
		d.DeletedAt = tx.Now.UnixMilli()
		return nil
	})
}

// Restore takes it out again.
func (s *Store) Restore(ctx context.Context, who string, id int64) error {
	return s.edit(ctx, who, id, Restored, func(_ *db.Tx, d *File) error {
		d.DeletedAt = 0
		return nil
	})
}

func (s *Store) edit(ctx context.Context, who string, id int64, a register.Action, f func(*db.Tx, *File) error) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		old, err := one(tx, id)
		if err != nil {
			return err
		}
		if err := s.edits(tx, &old, a); err != nil {
			return err
		}
		d := old
		if err := f(tx, &d); err != nil || d == old || a != Changed && (d.DeletedAt != 0) == (old.DeletedAt != 0) {
			return err
		}
		if err := tx.Save(&d).Error; err != nil {
			return err
		}
		return note(tx, &d, a, told(&old, &d))
	})
}

// told is what the trail says of a document; its keys are below "document".
func told(before, after *File) []field.Change {
	values := func(d *File) field.Values {
		if d == nil || d.DeletedAt != 0 {
			return nil
		}
		return set.Encode(d)
	}
	cs := set.Diff(values(before), values(after))
	for i := range cs {
		cs[i].Key = "document." + cs[i].Key
	}
	return cs
}

// note writes the trail of the record that the document belongs to. The
// record's number is the one under which the document was added.
func note(tx *db.Tx, d *File, a register.Action, cs []field.Change) error {
	var number []string
	err := tx.Table("changes").Where("register = ? AND record_id = ? AND number <> ''", d.Register, d.RecordID).
		Order("id DESC").Limit(1).Pluck("number", &number).Error
	if err != nil {
		return err
	}
	m := register.Meta{ID: d.RecordID}
	if len(number) > 0 {
		m.Number = number[0]
	}
	return register.Note(tx, d.Register, &m, a, cs)
}
