package patient

import (
	"testing"
	"time"
)

// Wait has a file that somebody keeps tried no longer than that.
func Wait(t *testing.T, d time.Duration) {
	was := patience
	patience = d
	t.Cleanup(func() { patience = was })
}
