package db_test

import (
	"path/filepath"
	"syscall"
	"testing"

	"kezhi/data"
	"kezhi/data/db"
)

// TestAQuotaThatIsUsedUpKeepsNothingOfASaveAndTakesTheNext: the system refuses to let
// a file grow, as it does where a quota is used up.
func TestAQuotaThatIsUsedUpKeepsNothingOfASaveAndTakesTheNext(t *testing.T) {
	d, err := db.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	limit := func(n uint64) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: was.Max}); err != nil {
			t.Fatal(err)
		}
	}
	limit(1 << 20)
	defer limit(was.Cur)
	if err := big(d); data.CodeOf(err) != data.Full {
		t.Errorf("err = %v, code %q, want full", err, data.CodeOf(err))
	}
	settled(t, d, func() { limit(was.Cur) })
}
