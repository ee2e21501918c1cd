package register

import (
	"kezhi/data/chain"
	"kezhi/data/db"
)

// Erased is the action under which the trail says that entries of it were cut
// out by law (依法删除); its fields name them under the key Entries.
const Erased Action = "erased"

// Entries is the key of the entries that were cut out: "12-15 18".
const Entries = "entries"

// Cut takes the fields of entries out of the trail for good; their digests stay
// and keep the chain whole. The caller puts Erased on record in the same
// transaction: entries that are cut and not named there are taken for tampering.
func Cut(tx *db.Tx, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	return Erasing(tx, func() error {
		for len(ids) > 0 {
			n := min(len(ids), 500)
			es, err := db.Select[chain.Entry](tx.DB, "changes", "WHERE id IN ("+db.List(ids[:n])+") AND length(cut) = 0")
			if err != nil {
				return err
			}
			for i := range es {
				d := es[i].Digest()
				if err := tx.Do("UPDATE changes SET fields = '', salt = x'', cut = ? WHERE id = ?", d[:], es[i].ID); err != nil {
					return err
				}
			}
			ids = ids[n:]
		}
		return nil
	})
}

// Erasing runs f while what is never overwritten otherwise may be.
func Erasing(tx *db.Tx, f func() error) error {
	// One erasure may hold another: the row of each is its own.
	if err := tx.Do("INSERT INTO erasing (id) SELECT coalesce(max(id), 0) + 1 FROM erasing"); err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	return tx.Do("DELETE FROM erasing WHERE id = (SELECT max(id) FROM erasing)")
}
