package demo_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"kezhi/data/demo"
	"kezhi/data/shop"
)

// noon is a day in the middle of a year, so that no data falls out of it.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.Local)

func open(tb testing.TB) *shop.Shop {
	tb.Helper()
	s, err := shop.Open(filepath.Join(tb.TempDir(), "k.db"))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}

func fill(tb testing.TB, s *shop.Shop, n int, seed uint64) demo.Counts {
	tb.Helper()
	c, err := demo.Fill(context.Background(), s, demo.Options{Customers: n, Seed: seed, Now: noon})
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func TestSampleDataPassesEveryRule(t *testing.T) {
	c := fill(t, open(t), 300, 7)
	t.Logf("%+v", c)
}
