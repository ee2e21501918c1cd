package shop

import (
	"context"

	"kezhi/data/customer"
	"kezhi/data/db"
)

// End ends the relation with a customer (终止): the file stays, its credit file
// stops, and with that the deposit is settled in the instalments of the
// regulation.
func (s *Shop) End(ctx context.Context, who string, id int64, e customer.Ending) error {
	return s.DB.Write(ctx, who, func(tx *db.Tx) error {
		if err := s.Customers.Edits(tx, id); err != nil {
			return err
		}
		c, err := s.Customers.EndIn(tx, id, e)
		if err != nil {
			return err
		}
		var files []int64
		err = tx.Table("credit_files").Where("customer_id = ? AND deleted_at = 0 AND stopped_on = ''", id).Pluck("id", &files).Error
		if err != nil {
			return err
		}
		for _, file := range files {
			f, err := s.Credit.Files.One(tx, file)
			if err != nil {
				return err
			}
			f.StoppedOn, f.StopReason = max(c.EndedOn, f.Since), c.EndReason
			if err := s.Credit.Files.SaveIn(tx, f); err != nil {
				return err
			}
		}
		return nil
	})
}
