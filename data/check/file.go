package check

import (
	"context"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/internal/door"
	"kezhi/data/shop"
)

// File checks a file that is not open, such as a backup that was restored for a
// drill, its trail too, and returns what is broken in words.
func File(say data.Speaker) func(ctx context.Context, file string) ([]string, error) {
	return func(ctx context.Context, file string) ([]string, error) {
		ctx = door.Within(ctx)
		s, err := shop.Open(file)
		if err != nil {
			return nil, err
		}
		defer func() { _ = s.Close() }()
		found, err := Check(ctx, s)
		if err != nil {
			return nil, err
		}
		var out []string
		for _, f := range found {
			out = append(out, f.Text(say))
		}
		report, err := audit.Verify(ctx, s.DB, audit.Options{Inside: true})
		if err != nil {
			return nil, err
		}
		for _, f := range report.Broken {
			out = append(out, f.Text(say))
		}
		return out, nil
	}
}
