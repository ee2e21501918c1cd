package db_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/db"
)

func TestFourProcessesMayMakeTheFileAtOnce(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kezhi.db")
	ps := make([]*process, 4)
	for i := range ps {
		ps[i] = start(t, "count", path)
		ps[i].said(t)
	}
	for _, p := range ps {
		_, _ = fmt.Fprintln(p.in)
	}
	seen := map[string]bool{}
	for _, p := range ps {
		for p.lines.Scan() {
			seen[p.lines.Text()] = true
		}
		if err := p.Wait(); err != nil {
			t.Errorf("%v: %s", err, p.wrong.String())
		}
	}
	for n := 1; n <= 100; n++ {
		if !seen[strconv.Itoa(n)] {
			t.Errorf("number %d is missing", n)
		}
	}
	if len(seen) != 100 {
		t.Errorf("%d numbers", len(seen))
	}
	if all := folder(t, dir); len(all) != 1 {
		t.Errorf("%d files are left", len(all))
	}
}

func TestNothingAcknowledgedIsLostToAKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kezhi.db")
	last := 0
	for range 4 {
		p := start(t, "count on", path)
		for range 30 {
			n, err := strconv.Atoi(p.said(t))
			if err != nil || n != last+1 {
				t.Fatalf("number %d after %d, %v", n, last, err)
			}
			last = n
		}
		if err := p.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for p.lines.Scan() { // what it said before it died counts too
			if n, err := strconv.Atoi(p.lines.Text()); err == nil {
				last = n
			}
		}
		_ = p.Wait()
		d, err := db.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		var kept int
		if err := d.Pool().QueryRow("SELECT v FROM counters WHERE name = 'KH'").Scan(&kept); err != nil || kept < last {
			t.Errorf("kept %d of %d, %v", kept, last, err)
		}
		last = kept
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAWriterThatWaitsTooLongIsToldWhy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kezhi.db")
	filled(t, path)
	db.Impatient(t, 50*time.Millisecond)
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = d.Close() }()
	other := start(t, "hold", path)
	other.said(t)
	save := func() error { return d.Set(context.Background(), "x", "a", 1) }
	if err := save(); data.CodeOf(err) != data.Busy || data.All(err)[0].Key != "error.busy" {
		t.Errorf("err = %v, want busy", err)
	}
	var n int
	if err := d.Pool().QueryRow("SELECT count(*) FROM settings").Scan(&n); err != nil || n != 600 {
		t.Errorf("a reader waits for the other writer: %d, %v", n, err)
	}
	_ = other.in.Close()
	_ = other.Wait()
	if err := save(); err != nil {
		t.Errorf("when the other is done: %v", err)
	}
}

func TestAFileThatAnotherProgramIsWritingOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kezhi.db")
	filled(t, path)
	start(t, "hold", path).said(t)
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	_ = d.Close()
}

func TestAfterCloseOnlyTheFileIsLeft(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "kezhi.db")
	d, err := db.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Set(context.Background(), "x", "a", 1); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		i, err := os.Stat(path + end)
		if err != nil {
			t.Error(err)
		} else if runtime.GOOS != "windows" && i.Mode().Perm() != 0o600 {
			t.Errorf("kezhi.db%s is open to others: %v", end, i.Mode())
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if all := folder(t, dir); len(all) != 1 || all["kezhi.db"] == "" {
		t.Errorf("%d files are left", len(all))
	}
}
