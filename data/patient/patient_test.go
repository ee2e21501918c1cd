package patient_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/patient"
)

// scanner holds whatever is done to files whose name matches, so often, as a virus
// scanner does.
func scanner(t *testing.T, pattern string, times int) *int {
	t.Helper()
	held := syscall.EBUSY
	if runtime.GOOS == "windows" {
		held = syscall.Errno(32) // ERROR_SHARING_VIOLATION
	}
	patient.Refuse = func(_, path string) error {
		if ok, _ := filepath.Match(pattern, filepath.Base(path)); ok && times > 0 {
			times--
			return held
		}
		return nil
	}
	t.Cleanup(func() { patient.Refuse = nil })
	return &times
}

func TestAFileThatIsHeldForAMomentIsWaitedFor(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	left := scanner(t, "*", 12)
	f, err := patient.Open(a, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	if err := errors.Join(patient.Rename(a, b), patient.Remove(b)); err != nil || *left != 0 {
		t.Errorf("%v, %d left", err, *left)
	}
}

func TestAFileThatIsHeldForGoodIsSaid(t *testing.T) {
	patient.Wait(t, 100*time.Millisecond)
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := os.WriteFile(a, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	scanner(t, "b", 1<<30)
	err := patient.Rename(a, b)
	if data.CodeOf(err) != data.Busy {
		t.Errorf("%v", err)
	}
	t.Log(data.Explain(err, assets.ZhHans))
	if _, err := os.Stat(a); err != nil {
		t.Errorf("the file is gone: %v", err)
	}
}

func TestAnotherErrorIsNotWaitedFor(t *testing.T) {
	began := time.Now()
	if err := patient.Remove(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) || time.Since(began) > time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
}

// TestReplacedThereIsAlwaysAFile: what is refused half-way leaves each file where it
// was.
func TestReplacedThereIsAlwaysAFile(t *testing.T) {
	patient.Wait(t, 50*time.Millisecond)
	dir := t.TempDir()
	path := func(n string) string { return filepath.Join(dir, n) }
	for _, n := range []string{"old", "fresh"} {
		if err := os.WriteFile(path(n), []byte(n), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	has := func(n, want string) {
		t.Helper()
		if b, _ := os.ReadFile(path(n)); string(b) != want {
			t.Errorf("%s has %q, want %q", n, b, want)
		}
	}
	scanner(t, "old", 1<<30)
	if err := patient.Replace(path("old"), path("aside"), path("fresh")); data.CodeOf(err) != data.Busy {
		t.Errorf("%v", err)
	}
	has("old", "old")
	has("fresh", "fresh")
	has("aside", "")
	patient.Refuse = nil
	if err := patient.Replace(path("old"), path("aside"), path("fresh")); err != nil {
		t.Fatal(err)
	}
	has("old", "fresh")
	has("aside", "old")
	has("fresh", "")
}
