package customer

import (
	"context"
	"slices"

	"kezhi/data/db"
	"kezhi/data/internal/door"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/search"
)

// Reindex gives the search index every customer's entry anew, a thousand in a
// transaction: after a load that passed it by. progress is told how many are
// done of how many; it may be nil. It may be stopped and begun again.
func (s *Store) Reindex(ctx context.Context, progress func(done, all int)) error {
	if err := register.Permit(ctx, s.DB, right.EditAll, "settings"); err != nil {
		return err
	}
	ctx = door.Within(ctx) // what is masked is found too
	ids, err := s.IDs(ctx, register.Query{Sort: "number"})
	if err != nil {
		return err
	}
	done := 0
	for chunk := range slices.Chunk(ids, 1000) {
		wide := make([]int64, len(chunk))
		for i, id := range chunk {
			wide[i] = int64(id)
		}
		err := s.DB.Write(ctx, "", func(tx *db.Tx) error {
			cs, err := s.Load(ctx, wide...)
			if err != nil {
				return err
			}
			for _, c := range cs {
				if err := search.Put(tx, Entry(c)); err != nil {
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
