//go:build window

package main_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkStart measures the window over a file of 100,000 customers beside an
// empty Fyne window in the same font, in turns: from the start of the process to
// the first drawn pixel on the screen, and the memory 3 s later. The goals:
// ratio ≤ 1.3, at most 60 MB more.
func BenchmarkStart(b *testing.B) {
	const rounds, customers = 7, 100_000
	db := repo(b, "out", "bench-100k.db")
	if _, err := os.Stat(db); err != nil {
		if err := os.MkdirAll(filepath.Dir(db), 0o750); err != nil {
			b.Fatal(err)
		}
		d := &desk{t: b, env: os.Environ()}
		d.run(built(b, "kezhictl"), "demo", "--db", db, "--customers", strconv.Itoa(customers), "--seed", "1")
	}
	empty, kezhi := yardstick(b, false), built(b, "kezhi")
	d := newDesk(b)

	var start, memory [2][]float64
	for range b.N {
		// The first round reads the files into the system's cache and does not count.
		for round := range rounds + 1 {
			for i, c := range [][]string{{empty}, {kezhi, "--db", db}} {
				ms, mb := d.first(c[0], c[1:]...)
				if round > 0 {
					start[i], memory[i] = append(start[i], ms), append(memory[i], mb)
				}
			}
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(start[0]), "empty-ms")
	b.ReportMetric(median(start[1]), "kezhi-ms")
	b.ReportMetric(median(start[1])/median(start[0]), "ratio")
	b.ReportMetric(median(memory[0]), "empty-MB")
	b.ReportMetric(median(memory[1]), "kezhi-MB")
	b.ReportMetric(median(memory[1])-median(memory[0]), "more-MB")
}

// first starts a program, waits for its first pixel and returns the milliseconds
// that took and the megabytes of memory it then holds.
func (d *desk) first(name string, args ...string) (ms, mb float64) {
	d.t.Helper()
	screen, err := os.Open(d.screen)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = screen.Close() }()
	d.until("an empty screen", 20*time.Second, func() bool { return !lit(d.t, screen) })

	begin := time.Now()
	d.launch(name, args...)
	for !lit(d.t, screen) {
		d.alive()
		if time.Since(begin) > time.Minute {
			d.t.Fatal("a minute and nothing drawn")
		}
		time.Sleep(time.Millisecond)
	}
	ms = float64(time.Since(begin).Microseconds()) / 1000
	time.Sleep(3 * time.Second)
	mb = resident(d.t, d.prog.Process.Pid)
	_ = syscall.Kill(-d.prog.Process.Pid, syscall.SIGKILL)
	<-d.done
	return ms, mb
}

// lit tells whether the middle of the screen holds anything but black. It reads
// one line of the display's memory, so that looking costs the program nothing.
func lit(tb testing.TB, screen *os.File) bool {
	tb.Helper()
	head := make([]byte, 100)
	if _, err := screen.ReadAt(head, 0); err != nil {
		tb.Fatal(err)
	}
	word := func(i int) int { return int(binary.BigEndian.Uint32(head[4*i:])) }
	line := make([]byte, word(12))
	if _, err := screen.ReadAt(line, int64(word(0)+12*word(19)+word(5)/2*len(line))); err != nil {
		tb.Fatal(err)
	}
	for i := 0; i+3 < len(line); i += 4 {
		if line[i] != 0 || line[i+1] != 0 || line[i+2] != 0 {
			return true
		}
	}
	return false
}

// resident is the memory of a process in MB, as the system counts it.
func resident(tb testing.TB, pid int) float64 {
	tb.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		tb.Fatal(err)
	}
	for line := range bytes.Lines(b) {
		if kb, ok := strings.CutPrefix(string(line), "VmRSS:"); ok {
			n, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(kb), "kB")), 64)
			if err != nil {
				tb.Fatal(err)
			}
			return n / 1024
		}
	}
	tb.Fatal("no VmRSS")
	return 0
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
