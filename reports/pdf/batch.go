package pdf

import (
	"context"
	"runtime"
	"sync"

	"kezhi/reports/sheet"
)

// A Job is one file of a batch.
type Job struct {
	Path     string
	Document *sheet.Document
}

// Batch writes n files, several at a time. job(i) makes the i-th; it is called
// from several goroutines. The warnings of all files come back in order, with
// Form set to the file's number. The first error, of a job, of writing or of
// ctx, stops the batch; files already written stay.
func Batch(ctx context.Context, n int, job func(i int) (Job, error), progress Progress) ([]sheet.Warning, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	warnings := make([][]sheet.Warning, n)
	var (
		mu   sync.Mutex
		next int
		done int
		wg   sync.WaitGroup
	)
	take := func() int {
		mu.Lock()
		defer mu.Unlock()
		next++
		return next - 1
	}
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := take(); i < n && ctx.Err() == nil; i = take() {
				ws, err := write(ctx, job, i)
				if err != nil {
					cancel(err)
					return
				}
				warnings[i] = ws
				mu.Lock()
				done++
				if progress != nil {
					progress(done, n)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	var all []sheet.Warning
	for i, ws := range warnings {
		for _, w := range ws {
			w.Form = i
			all = append(all, w)
		}
	}
	return all, nil
}

func write(ctx context.Context, job func(int) (Job, error), i int) ([]sheet.Warning, error) {
	j, err := job(i)
	if err != nil {
		return nil, err
	}
	l, err := sheet.Lay(ctx, j.Document)
	if err != nil {
		return nil, err
	}
	return l.Warnings, WriteFile(ctx, j.Path, l, nil)
}
