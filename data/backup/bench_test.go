package backup_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"kezhi/data/backup"
	"kezhi/data/shop"
	"kezhi/data/vault"
)

// BenchmarkSaveDuringBackup measures how long a change of a customer takes while a
// backup of a large file runs, against the same saves before it. KEZHI_BENCH_DB
// names the file, which is copied; `kezhictl demo` makes one.
func BenchmarkSaveDuringBackup(b *testing.B) {
	from := os.Getenv("KEZHI_BENCH_DB")
	if from == "" {
		b.Skip("KEZHI_BENCH_DB names no file")
	}
	b.Setenv("KEZHI_KEYS", b.TempDir())
	b.Setenv("KEZHI_ANCHORS", b.TempDir())
	s := copied(b, from)
	if _, err := vault.SetUp(b.Context(), s.DB, "林小满"); err != nil {
		b.Fatal(err)
	}
	n := 0
	r, err := s.Customers.Get(b.Context(), 1)
	if err != nil {
		b.Fatal(err)
	}
	save := func() time.Duration {
		n++
		r.Values["remark"] = fmt.Sprintf("测速 %d", n)
		began := time.Now()
		if r, err = s.Customers.Put(b.Context(), "林小满", r); err != nil {
			b.Fatal(err)
		}
		return time.Since(began)
	}
	var alone, during []time.Duration
	for range 100 {
		alone = append(alone, save())
		time.Sleep(10 * time.Millisecond)
	}
	dir := b.TempDir()
	for b.Loop() {
		done := make(chan error, 1)
		go func() {
			_, err := backup.Make(b.Context(), s.DB, dir, backup.Options{})
			done <- err
		}()
		for running := true; running; {
			select {
			case err := <-done:
				if err != nil {
					b.Fatal(err)
				}
				running = false
			default:
				during = append(during, save())
				time.Sleep(10 * time.Millisecond)
			}
		}
	}
	for name, ds := range map[string][]time.Duration{"alone": alone, "during": during} {
		slices.Sort(ds)
		b.ReportMetric(float64(ds[len(ds)/2].Microseconds())/1000, name+"-median-ms")
		b.ReportMetric(float64(ds[len(ds)*99/100].Microseconds())/1000, name+"-p99-ms")
		b.ReportMetric(float64(ds[len(ds)-1].Microseconds())/1000, name+"-slowest-ms")
	}
}

func copied(tb testing.TB, from string) *shop.Shop {
	tb.Helper()
	in, err := os.Open(from)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	to := filepath.Join(tb.TempDir(), "kezhi.db")
	out, err := os.Create(to)
	if err != nil {
		tb.Fatal(err)
	}
	_, err = io.Copy(out, in)
	// On the disk: else the first save that syncs the file waits for all of it.
	if err := errors.Join(err, out.Sync(), out.Close()); err != nil {
		tb.Fatal(err)
	}
	s, err := shop.Open(to)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}
