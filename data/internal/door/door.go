// Package door lets the rules themselves past the gate: to sign somebody in, to
// back the file up while nobody is at the desk, to copy a value that whoever is
// at the desk sees masked. Screens, paper and commands cannot import it.
package door

import (
	"context"
	"sync"
	"time"
)

type within struct{}

// Within marks what is done under the context as the program's own doing:
// neither turned away where nobody has signed in, nor masked, nor narrowed.
// What is read so is given to nobody unasked.
func Within(ctx context.Context) context.Context {
	if Passes(ctx) {
		return ctx
	}
	return context.WithValue(ctx, within{}, true)
}

// Passes tells whether the context is so marked.
func Passes(ctx context.Context) bool { return ctx.Value(within{}) != nil }

// proofs are the open files of which somebody has shown the recovery key, with
// when.
var proofs sync.Map

// lasts is how long a proof is good for something.
const lasts = 10 * time.Minute

// Prove notes that somebody has shown the recovery key of an open file.
func Prove(file any) { proofs.Store(file, time.Now()) }

// Proved tells whether somebody has, lately.
func Proved(file any) bool {
	at, ok := proofs.Load(file)
	return ok && time.Since(at.(time.Time)) < lasts
}

// Forget forgets it: one proof is good for one thing.
func Forget(file any) { proofs.Delete(file) }
