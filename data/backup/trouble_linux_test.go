package backup_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"kezhi/data"
	"kezhi/data/backup"
	"kezhi/data/vault"
)

// stick is a disk of its own, as a USB stick is; making one is root's privilege.
func stick(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skip("no disk of its own:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

// places gives the shop keys and two places, the first sound.
func (h *house) places(t *testing.T, second string) {
	t.Helper()
	if _, err := vault.SetUp(t.Context(), h.DB, "林小满"); err != nil {
		t.Fatal(err)
	}
	if err := backup.SetPlaces(t.Context(), h.DB, "林小满", []string{h.dir, second}); err != nil {
		t.Fatal(err)
	}
}

// both makes a backup in both places and wants the first made, the second refused
// with the code, and nothing half-made there.
func (h *house) both(t *testing.T, second string, code data.Code, o backup.Options) {
	t.Helper()
	out, err := backup.RunAll(t.Context(), h.DB, "林小满", o, speaker)
	if err != nil {
		t.Fatal(err)
	}
	if out[0].Err != nil {
		t.Errorf("the sound place: %v", out[0].Err)
	}
	if data.CodeOf(out[1].Err) != code {
		t.Errorf("the other place: %v (%q), want %q", out[1].Err, data.CodeOf(out[1].Err), code)
	}
	if out[1].Err != nil {
		t.Log(data.Explain(out[1].Err, speaker))
	}
	if c, _ := backup.Copies(second, ""); len(c) > 0 {
		t.Errorf("a backup that failed is there: %v", c)
	}
	ss, err := backup.Standings(t.Context(), h.DB)
	if err != nil || !ss[0].Last.OK || ss[1].Last.OK || ss[1].Last.Problem == "" {
		t.Errorf("on record: %+v, %v", ss, err)
	}
}

func TestAFullStickHarmsOnlyItself(t *testing.T) {
	dir := stick(t, "size=40k")
	h := open(t)
	h.places(t, dir)
	h.both(t, dir, data.Full, backup.Options{})
}

func TestAWriteProtectedStickHarmsOnlyItself(t *testing.T) {
	dir := stick(t, "size=16m")
	h := open(t)
	h.places(t, dir)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	h.both(t, dir, data.ReadOnly, backup.Options{})
}

func TestAStickThatIsNotPluggedInHarmsOnlyItself(t *testing.T) {
	dir := stick(t, "size=16m")
	h := open(t)
	h.places(t, dir)
	if err := syscall.Unmount(dir, 0); err != nil { // the folder of the mount stays, empty
		t.Fatal(err)
	}
	h.both(t, dir, data.NotFound, backup.Options{})
	if left := files(t, dir); len(left) > 0 {
		t.Errorf("something was written where the stick is not: %v", left)
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	h.both(t, dir, data.NotFound, backup.Options{})
}

func TestAStickThatIsPulledOutMidWayHarmsOnlyItself(t *testing.T) {
	dir := stick(t, "size=16m")
	h := open(t)
	h.places(t, dir)
	pulled := false
	h.both(t, dir, data.NotFound, backup.Options{Progress: func(done, all int64) {
		if done > all/2 && !pulled {
			pulled = true
			if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
				t.Error(err)
			}
		}
	}})
	if !pulled {
		t.Error("it was not pulled out")
	}
}

func TestARestoreToADiskThatIsTooSmallLeavesNothing(t *testing.T) {
	h := open(t)
	h.places(t, t.TempDir())
	to := stick(t, "size=300k")
	m := h.sealed(t)
	_, err := backup.Restore(t.Context(), m.Path, filepath.Join(to, "kezhi.db"), backup.RestoreOptions{Secret: backup.Secret{Vault: vault.Of(h.DB)}})
	if data.CodeOf(err) != data.Full {
		t.Errorf("%v", err)
	}
	if left := files(t, to); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
