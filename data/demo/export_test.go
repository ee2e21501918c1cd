package demo

import (
	"context"

	"kezhi/data/shop"
)

// FillInBulk is Fill as it is for very many customers.
func FillInBulk(ctx context.Context, s *shop.Shop, o Options) (Counts, error) {
	return fillWith(ctx, s, o, true)
}
