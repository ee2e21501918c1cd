package search_test

import (
	"testing"

	"kezhi/data/db/dbtest"
	"kezhi/data/search"
)

// FuzzAnyTextMayBeAQuery: a query finds something or nothing, and never fails.
func FuzzAnyTextMayBeAQuery(f *testing.F) {
	d := dbtest.MustOpen(f)
	for _, s := range []string{"渝鲲", "yk 火锅", "5678", `"`, "*", "a OR b NOT c", "^x", "tokens:", "(", "\x00", "\xff", "KH-000001", "138 1234"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, q string) {
		if _, err := search.Find(t.Context(), d, q, search.Options{Limit: 10}); err != nil {
			t.Errorf("%q: %v", q, err)
		}
	})
}
