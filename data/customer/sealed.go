package customer

import (
	"context"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/search"
	"kezhi/data/vault"
)

// Where the shop seals what is confidential, the column identity holds the
// identity number sealed for its very record, identity_mark a keyed mark by which
// the same number is found, and the search index its last four places.

// atIdentity is the purpose, and the place, of what is sealed.
const atIdentity = "customers.identity"

func placeOf(id int64) string { return strconv.FormatInt(id, 10) }

// keepIdentity sets what the file keeps of the identity number. A new record has
// no place yet: its number is sealed by sealNew.
func keepIdentity(d *db.DB, c, old *Customer) error {
	switch {
	case old != nil && c.Identity == old.Identity:
		c.IdentityKept, c.IdentityMark = old.IdentityKept, old.IdentityMark
		return nil
	case c.Identity == "" || !vault.Wanted(d):
		c.IdentityKept, c.IdentityMark = c.Identity, ""
		return nil
	}
	v := vault.Of(d)
	if v == nil {
		return data.Wrong("identity", "vault.error.shut")
	}
	c.IdentityKept, c.IdentityMark = "", v.Mark(atIdentity, compact(c.Identity))
	if c.ID != 0 {
		c.IdentityKept = v.SealText(atIdentity, placeOf(c.ID), c.Identity)
	}
	return nil
}

// sealNew seals the identity number of a record that just got its place.
func sealNew(tx *db.Tx, d *db.DB, c *Customer) error {
	if c.Identity == "" || c.IdentityKept != "" {
		return nil
	}
	v := vault.Of(d)
	if v == nil {
		return data.Wrong("identity", "vault.error.shut")
	}
	c.IdentityKept = v.SealText(atIdentity, placeOf(c.ID), c.Identity)
	return tx.Do("UPDATE customers SET identity = ? WHERE id = ?", c.IdentityKept, c.ID)
}

// openIdentities gives records their identity numbers as people read them. One
// that cannot be opened here is empty, and stays as it is in the file.
func openIdentities(d *db.DB) func(*gorm.DB, []*Customer) error {
	return func(_ *gorm.DB, cs []*Customer) error {
		for _, c := range cs {
			c.Identity = c.IdentityKept
			if !vault.IsSealed(c.IdentityKept) {
				continue
			}
			if vault.StateOf(d) == vault.None { // another program made the keys meanwhile
				if err := vault.Load(door.Within(context.Background()), d); err != nil {
					return err
				}
			}
			plain, err := vault.OpenText(atIdentity, placeOf(c.ID), c.IdentityKept)
			if err != nil && data.CodeOf(err) != data.Refused {
				slog.Error("identity", "customer", c.ID, "error", err)
			}
			c.Identity = plain
		}
		return nil
	}
}

// OpenIdentity is the identity number of a file from what its row keeps of it.
// Code data.Refused where it is sealed and this PC does not know the key.
func OpenIdentity(id int64, kept string) (string, error) {
	return vault.OpenText(atIdentity, placeOf(id), kept)
}

// found is what of the identity number stands in the search index.
func (c *Customer) found() string {
	if vault.IsSealed(c.IdentityKept) || c.IdentityMark != "" {
		return lastFour(c.Identity)
	}
	return c.Identity
}

func lastFour(s string) string { return s[max(0, len(s)-4):] }

// sameIdentity is the condition under which a file is of an identity number.
func sameIdentity(d *db.DB, number string) (where string, args []any) {
	where, args = "identity IN ?", []any{[]string{number, strings.ToLower(number)}}
	if v := vault.Of(d); v != nil {
		where, args = "("+where+" OR identity_mark = ? AND identity_mark <> '')", append(args, v.Mark(atIdentity, compact(number)))
	}
	return where, args
}

// byIdentity are the customers of a whole identity number that somebody typed
// into the search, where the index knows four places of it alone.
func (s *Store) byIdentity(ctx context.Context, q string) ([]search.Hit, error) {
	number := compact(q)
	v := vault.Of(s.DB)
	if v == nil || len(number) != 18 || CheckIdentity(number) != nil {
		return nil, nil
	}
	var ids []int32
	err := s.DB.Read(ctx).Table("customers").Where("identity_mark = ? AND deleted_at = 0", v.Mark(atIdentity, number)).Limit(maxDuplicates).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return nil, db.Translate(err)
	}
	ls, err := s.Lines(ctx, ids) // those that whoever is at the desk sees
	if err != nil {
		return nil, err
	}
	var hits []search.Hit
	for _, l := range ls {
		hits = append(hits, search.Hit{Register: s.Name, ID: l.ID, Why: search.Number, Match: mask(number)})
	}
	return hits, nil
}

// Convert brings the identity numbers of all files, and what the search index
// has of them, into the form that the file's keys ask for. It may be stopped and
// begun again. What is on record already stays as it was written: the trail is
// never written over.
func (s *Store) Convert(ctx context.Context, progress func(done, all int)) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, "backup"); err != nil {
		return err
	}
	ctx = door.Within(ctx)
	v := vault.Of(s.DB)
	if v == nil {
		return data.Fault(data.Refused, "vault.error.shut")
	}
	where := "identity <> '' AND identity NOT LIKE '" + db.Sealed + "%'"
	if !v.Seals() {
		where = "identity LIKE '" + db.Sealed + "%'"
	}
	var ids []int64
	if err := s.DB.Read(ctx).Table("customers").Where(where).Order("id").Pluck("id", &ids).Error; err != nil {
		return db.Translate(err)
	}
	done := 0
	for chunk := range slices.Chunk(ids, 200) {
		err := s.DB.Write(ctx, "", func(tx *db.Tx) error {
			cs, err := s.Load(ctx, chunk...)
			if err != nil {
				return err
			}
			for _, c := range cs {
				if err := s.convert(tx, v, c); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if done += len(chunk); progress != nil {
			progress(done, len(ids))
		}
	}
	return nil
}

func (s *Store) convert(tx *db.Tx, v *vault.Vault, c *Customer) error {
	if c.Identity == "" {
		return nil // sealed, and not to be opened here
	}
	c.IdentityKept, c.IdentityMark = c.Identity, ""
	if v.Seals() {
		c.IdentityKept, c.IdentityMark = v.SealText(atIdentity, placeOf(c.ID), c.Identity), v.Mark(atIdentity, compact(c.Identity))
	}
	if err := tx.Do("UPDATE customers SET identity = ?, identity_mark = ? WHERE id = ?", c.IdentityKept, c.IdentityMark, c.ID); err != nil {
		return err
	}
	if c.DeletedAt != 0 {
		return nil
	}
	return search.Put(tx, Entry(c))
}
