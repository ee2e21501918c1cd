package salvage_test

import (
	"os"
	"path/filepath"
	"testing"

	"kezhi/data/salvage"
)

// FuzzAnyFileMayBeADamagedOne: bytes changed anywhere in a file, or its log,
// are salvaged or refused, and leave nothing half made.
func FuzzAnyFileMayBeADamagedOne(f *testing.F) {
	content, err := os.ReadFile(whole)
	if err != nil {
		f.Fatal(err)
	}
	content = content[:min(len(content), 60*page)]
	f.Add(uint32(0), []byte("noise"), []byte{})
	f.Add(uint32(100), []byte{5, 0, 0, 255, 255}, []byte("\x37\x7f\x06\x82log"))
	f.Add(uint32(3*page), []byte{13, 0, 0, 0, 9, 0, 1}, []byte{})
	f.Fuzz(func(t *testing.T, at uint32, with, log []byte) {
		b := append([]byte{}, content...)
		copy(b[int(at)%len(b):], with)
		dir := t.TempDir()
		from, to := filepath.Join(dir, "damaged.db"), filepath.Join(dir, "new", "kezhi.db")
		if err := os.WriteFile(from, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(from+"-wal", log, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := salvage.Salvage(t.Context(), from, to, nil)
		all, _ := os.ReadDir(filepath.Dir(to))
		if (err == nil) != (len(all) == 1) {
			t.Errorf("%v leaves %d files", err, len(all))
		}
	})
}
