//go:build faults && linux

package main

import (
	"bufio"
	"encoding/hex"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kezhi/data/shop"
)

// TestFaultPowerCut replays what a program did to its files, as strace saw it,
// up to a random moment: what was synced by then is there, of all else any part
// or none, torn between sectors. Every record acknowledged before is there, and
// the file is whole.
func TestFaultPowerCut(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is missing")
	}
	dir := t.TempDir()
	file, log := filepath.Join(dir, "kezhi.db"), filepath.Join(dir, "log")
	c := exec.Command("strace", "-f", "-xx", "-s", "1000000", "-o", log,
		"-e", "trace=open,openat,write,pwrite64,fsync,fdatasync,ftruncate,unlink", os.Args[0])
	c.Env = append(os.Environ(), childEnv+"="+file, childCount+"=60")
	if out, err := c.CombinedOutput(); err != nil {
		t.Skipf("strace: %v\n%s", err, out)
	}
	es := events(t, log, dir)
	n, survived, lost := rounds(), 0, 0
	for range n {
		at := rand.IntN(len(es))
		where := t.TempDir()
		told := cut(t, es[:at], where)
		s, err := shop.Open(filepath.Join(where, "kezhi.db"))
		if err != nil {
			t.Errorf("after %d of %d: %v", at, len(es), err)
			continue
		}
		for _, number := range told {
			if _, err := s.Customers.Find(t.Context(), number); err != nil {
				lost++
			}
		}
		leave(s)
		if whole(t, filepath.Join(where, "kezhi.db")) {
			survived++
		}
		_ = os.RemoveAll(where)
	}
	tell(t, "power cut, replayed from a log of writes and syncs", n, survived, lost)
}

// event is what the program did to a file, or said.
type event struct {
	do   string // "write", "sync", "truncate", "remove", "said"
	file string
	at   int64
	b    []byte
}

var called = regexp.MustCompile(`^(\d+) +(<\.\.\. )?(\w+)(?:\(| resumed>)(.*)$`)

// events reads strace's log. A write counts from its call on, a sync from its
// return.
func events(t *testing.T, log, dir string) []event {
	t.Helper()
	f, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var es []event
	files := map[string]string{} // descriptors
	begun := map[string]string{} // arguments of calls that have not returned, by process
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		m := called.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		pid, resumed, name, rest := m[1], m[2] != "", m[3], m[4]
		args, unfinished := rest, strings.HasSuffix(rest, "<unfinished ...>")
		if resumed {
			args = begun[pid] + rest
		}
		args = strings.TrimSuffix(args, "<unfinished ...>")
		if unfinished {
			begun[pid] = args
		}
		fd, _, _ := strings.Cut(args, ",")
		fd, _, _ = strings.Cut(fd, ")")
		fd = strings.TrimSpace(fd)
		result := strings.TrimSpace(args[strings.LastIndex(args, "=")+1:])
		switch {
		case (name == "open" || name == "openat") && !unfinished:
			if n, err := strconv.Atoi(strings.Fields(result)[0]); err == nil && n >= 0 {
				delete(files, strconv.Itoa(n))
				if p := string(quoted(args)); strings.HasPrefix(p, dir) && !strings.HasSuffix(p, "-shm") && p != dir {
					files[strconv.Itoa(n)] = filepath.Base(p)
				}
			}
		case name == "unlink" && !unfinished:
			if p := string(quoted(args)); strings.HasPrefix(p, dir) {
				es = append(es, event{do: "remove", file: filepath.Base(p)})
			}
		case name == "write" && fd == "1" && !resumed:
			es = append(es, event{do: "said", b: quoted(args)})
		case files[fd] == "":
		case name == "pwrite64" && !resumed:
			body := args[:strings.LastIndex(args, `"`)+1]
			parts := strings.Split(strings.TrimRight(strings.Split(strings.TrimPrefix(args, body), ")")[0], " "), ",")
			at, err := strconv.ParseInt(strings.TrimSpace(parts[len(parts)-1]), 10, 64)
			if err != nil {
				t.Fatalf("%.80s … %s: %v", args, strings.TrimPrefix(args, body), err)
			}
			es = append(es, event{"write", files[fd], at, quoted(args)})
		case (name == "fsync" || name == "fdatasync") && !unfinished:
			es = append(es, event{do: "sync", file: files[fd]})
		case name == "ftruncate" && !resumed:
			parts := strings.Split(strings.Split(args, ")")[0], ",")
			at, err := strconv.ParseInt(strings.TrimSpace(parts[len(parts)-1]), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			es = append(es, event{do: "truncate", file: files[fd], at: at})
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return es
}

// quoted is the first text in quotation marks, every byte of it as \x00.
func quoted(s string) []byte {
	from := strings.Index(s, `"`)
	to := strings.Index(s[from+1:], `"`)
	if from < 0 || to < 0 {
		return nil
	}
	b, err := hex.DecodeString(strings.ReplaceAll(s[from+1:from+1+to], `\x`, ""))
	if err != nil {
		return nil
	}
	return b
}

const sector = 512

// cut makes the files in a folder as a power cut leaves them, and returns the
// numbers that the program had said.
func cut(t *testing.T, es []event, dir string) []string {
	t.Helper()
	synced, waiting := map[string][]byte{}, map[string][]event{}
	var said strings.Builder
	for _, e := range es {
		switch e.do {
		case "said":
			said.Write(e.b)
		case "remove":
			delete(synced, e.file)
			delete(waiting, e.file)
		case "sync":
			for _, w := range waiting[e.file] {
				synced[e.file] = apply(synced[e.file], w, func() bool { return true })
			}
			delete(waiting, e.file)
			if synced[e.file] == nil {
				synced[e.file] = []byte{}
			}
		default:
			waiting[e.file] = append(waiting[e.file], e)
		}
	}
	most := rand.IntN(4) // none of what waits, some, much, all of it
	for name, ws := range waiting {
		for _, w := range ws {
			synced[name] = apply(synced[name], w, func() bool { return rand.IntN(3) < most })
		}
	}
	for name, b := range synced {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Split(said.String(), "\n")
	return lines[:len(lines)-1]
}

// apply writes those sectors of a write that reach the disk.
func apply(b []byte, w event, reaches func() bool) []byte {
	if w.do == "truncate" {
		if reaches() {
			b = append(b, make([]byte, max(0, int(w.at)-len(b)))...)[:w.at]
		}
		return b
	}
	for from := 0; from < len(w.b); {
		to := min(len(w.b), from+sector-int((w.at+int64(from))%sector))
		if reaches() {
			if grow := int(w.at) + to - len(b); grow > 0 {
				b = append(b, make([]byte, grow)...)
			}
			copy(b[int(w.at)+from:], w.b[from:to])
		}
		from = to
	}
	return b
}
