package litter_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"kezhi/data/litter"
)

func TestOnlyWhatAGoneProgramLeftIsSweptAway(t *testing.T) {
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	dead, here := strconv.Itoa(gone.Process.Pid), strconv.Itoa(os.Getpid())
	dir := t.TempDir()
	before := time.Now().Add(-25 * time.Hour)
	stays := map[string]bool{}
	for name, x := range map[string]struct{ stays, old bool }{
		"kezhi.db":                              {true, true},
		"kezhi.db-wal":                          {true, true},
		"kezhi.db.v6-20261122-143000.bak":       {true, true},
		"kezhi.db.until-20261122-143000.db":     {true, true},
		"kezhi.db.my 2.part":                    {true, true},
		"kezhi.db.5.party":                      {true, true},
		"kezhi.db." + here + "-17.part":         {true, false},
		"kezhi.db." + here + "-18.part":         {false, true}, // the number was given anew
		"kezhi.db." + dead + "-17.part":         {false, false},
		"kezhi.db." + dead + "-17.part-journal": {false, false},
		"kezhi.db.153000.123.part":              {true, false}, // of an earlier version
		"kezhi.db.153000.124.part":              {false, true},
		"kezhi-proof-" + here + "-9/proof.db":   {true, false},
		"kezhi-proof-" + dead + "-9/proof.db":   {false, false},
		"kezhi-proof-" + dead + "/note.txt":     {true, false}, // of an earlier version
		"kezhi-proofs/x":                        {true, true},
		".salvage-" + dead + "-1/kezhi.db":      {false, false},
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if x.old {
			if err := os.Chtimes(path, before, before); err != nil {
				t.Fatal(err)
			}
		}
		stays[name] = x.stays
	}
	litter.Beside(filepath.Join(dir, "kezhi.db"))
	for name, want := range stays {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != want {
			t.Errorf("%s: %v, want it to stay: %v", name, err, want)
		}
	}
}
