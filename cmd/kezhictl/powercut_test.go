//go:build faults && linux

package main

import (
	"bufio"
	"encoding/hex"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kezhi/data/audit"
	"kezhi/data/backup"
	"kezhi/data/check"
	"kezhi/data/shop"
	"kezhi/data/vault"
)

// TestFaultPowerCut replays what a program did to its files, as strace saw it, up to
// a random moment: of what a file holds there is what was synced by then, and of the
// rest any part or none, torn between sectors; of the names in a folder those that
// were settled, and of the later ones as many as happened to come to the disk, in
// their order. All that was acknowledged is there, and every file is whole.
func TestFaultPowerCut(t *testing.T) {
	if out, err := exec.Command("strace", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace is missing or not allowed: %v %s", err, out)
	}
	for _, c := range []struct {
		deed, what string
		count      int
		before     func(t *testing.T, file string) (secret string)
		lost       func(t *testing.T, dir, secret string, told []string) int
	}{
		{"saves", "saves", 60, nothing, savesLost},
		{"imports", "imports (arrays of 50)", 8, nothing, importsLost},
		{"documents", "documents added", 25, keyed, documentsLost},
		{"seals", "the sealing of a shop and its opening", 6, keyed, sealsLost},
		{"keys", "the making of keys", 1, papered, keysLost},
		{"backups", "backups", 4, keyed, backupsLost},
		{"restores", "restores", 4, backedUp, restoresLost},
		{"opens", "migrations (layout 7, 300 customers)", 1, older, opensLost},
	} {
		t.Run(c.deed, func(t *testing.T) {
			dir := t.TempDir()
			log := filepath.Join(t.TempDir(), "log")
			within(t, dir)
			secret := c.before(t, filepath.Join(dir, "kezhi.db"))
			d := disk(t, dir)
			x := exec.Command("strace", "-f", "-xx", "-s", "8000000", "-o", log,
				"-e", "trace=open,openat,close,write,pwrite64,lseek,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,link,linkat,copy_file_range,sendfile", os.Args[0])
			x.Env = append(os.Environ(), childEnv+"="+filepath.Join(dir, "kezhi.db"), childDeed+"="+c.deed, childCount+"="+strconv.Itoa(c.count), passphraseVariable+"="+secret)
			if out, err := x.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%.2000s", err, out)
			}
			d.read(t, log)
			n, survived, lost := rounds(), 0, 0
			for range n {
				where := filepath.Join(t.TempDir(), "disk")
				told := d.cut(t, rand.IntN(len(d.events)+1), where)
				within(t, where)
				if gone := c.lost(t, where, secret, told); gone > 0 {
					lost += gone
					continue
				}
				survived++
				_ = os.RemoveAll(where)
			}
			tell(t, "power cut during "+c.what+", replayed", n, survived, lost)
		})
	}
}

// within has the keys and the anchors lie on the same disk as the file.
func within(t *testing.T, dir string) {
	t.Setenv("KEZHI_KEYS", filepath.Join(dir, "keys"))
	t.Setenv("KEZHI_ANCHORS", filepath.Join(dir, "anchors"))
}

func nothing(t *testing.T, file string) string {
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	leave(s)
	return ""
}

func keyed(t *testing.T, file string) string {
	if err := os.MkdirAll(filepath.Join(filepath.Dir(file), "places"), 0o700); err != nil {
		t.Fatal(err)
	}
	return stocked(t, file, 60, 4)
}

func papered(t *testing.T, file string) string {
	stock(t, file, 60, 4)
	return ""
}

func backedUp(t *testing.T, file string) string {
	key := keyed(t, file)
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer leave(s)
	if _, err := backup.Make(t.Context(), s.DB, filepath.Join(filepath.Dir(file), "places"), backup.Options{}); err != nil {
		t.Fatal(err)
	}
	return key
}

func older(t *testing.T, file string) string {
	outdated(t, file, 7, 300)
	return ""
}

// look opens the shop as it is after the cut, and counts what inspect misses; a file
// that is not whole loses one more.
func look(t *testing.T, dir string, inspect func(*shop.Shop) int, but ...check.Kind) int {
	t.Helper()
	file := filepath.Join(dir, "kezhi.db")
	s, err := shop.Open(file)
	if err != nil {
		t.Error(err)
		return 1
	}
	lost := inspect(s)
	if v, err := audit.Verify(t.Context(), s.DB, audit.Options{}); err != nil || !v.Sound() {
		t.Errorf("the trail: %+v, %v", v, err)
		lost++
	}
	leave(s)
	if !whole(t, file, but...) {
		lost++
	}
	return lost
}

func savesLost(t *testing.T, dir, _ string, told []string) int {
	return look(t, dir, func(s *shop.Shop) (lost int) {
		for _, number := range told {
			if _, err := s.Customers.Find(t.Context(), number); err != nil {
				lost++
			}
		}
		return lost
	})
}

func importsLost(t *testing.T, dir, _ string, told []string) int {
	return look(t, dir, func(*shop.Shop) int { return 0 }) + counts(t, dir, func(n int) bool { return n%50 == 0 && n >= 50*len(told) })
}

func counts(t *testing.T, dir string, right func(n int) bool) int {
	if n := counted(t, filepath.Join(dir, "kezhi.db")); !right(n) {
		t.Errorf("%d customers", n)
		return 1
	}
	return 0
}

func documentsLost(t *testing.T, dir, _ string, told []string) int {
	return look(t, dir, func(s *shop.Shop) int {
		fs, err := s.Documents.List(t.Context(), "customer", 1)
		bad, e := s.Documents.Verify(t.Context(), nil)
		if err != nil || e != nil || vault.StateOf(s.DB) != vault.Ready {
			t.Errorf("%v, %v, keys %q", err, e, vault.StateOf(s.DB))
			return 1
		}
		return max(0, 4+len(told)-len(fs)) + len(bad)
	})
}

func sealsLost(t *testing.T, dir, _ string, _ []string) int {
	return look(t, dir, func(s *shop.Shop) int { return unread(t, s) })
}

// keysLost: where the file says that it has keys the PC knows them.
func keysLost(t *testing.T, dir, _ string, told []string) int {
	return look(t, dir, func(s *shop.Shop) int {
		if st := vault.StateOf(s.DB); st == vault.Shut || st == vault.None && len(told) > 0 {
			t.Errorf("the keys: %q", st)
			return 1
		}
		return unread(t, s)
	})
}

// backupsLost: what has a backup's name is one, and those that were told are there.
func backupsLost(t *testing.T, dir, secret string, told []string) int {
	lost := sealsLost(t, dir, secret, nil)
	have := map[string]bool{}
	all, err := backup.Copies(filepath.Join(dir, "places"), "")
	for _, c := range all {
		have[filepath.Base(c.Path)] = true
		to := filepath.Join(t.TempDir(), "kezhi.db")
		r, e := backup.Restore(t.Context(), c.Path, to, backup.RestoreOptions{Secret: backup.Secret{Text: secret}})
		if e != nil || r.Missing > 0 {
			t.Errorf("%s: %d missing, %v", c.Path, r.Missing, e)
			lost++
		}
		_ = os.RemoveAll(filepath.Dir(to))
	}
	if err != nil {
		t.Error(err)
		lost++
	}
	// The rotation keeps the last of a day.
	if len(told) > 0 && !slices.ContainsFunc(told[len(told)-1:], func(s string) bool { return have[s] }) && len(all) == 0 {
		t.Errorf("%s was told and nothing is there", told[len(told)-1])
		lost++
	}
	return lost
}

// restoresLost: a restored file is there as a whole or not at all.
func restoresLost(t *testing.T, dir, _ string, told []string) int {
	lost := 0
	for _, name := range told {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
			lost++
		}
	}
	back, _ := filepath.Glob(filepath.Join(dir, "back-*", "kezhi.db"))
	for _, p := range back {
		lost += look(t, filepath.Dir(p), func(s *shop.Shop) int { return unread(t, s) })
	}
	return lost
}

func opensLost(t *testing.T, dir, _ string, _ []string) int {
	lost := counts(t, dir, func(n int) bool { return n == 300 })
	return lost + look(t, dir, func(s *shop.Shop) int {
		if drafts, err := s.DB.Drafts(t.Context()); err != nil || len(drafts) != 1 {
			t.Errorf("%d drafts, %v", len(drafts), err)
			return 1
		}
		return 0
	}, check.Index) // the old file was made without one
}

// platter is what happened to the files below a folder.
type platter struct {
	dir    string
	names  map[string]int // of the files that were there before: which content
	bodies map[int][]byte // of these
	events []event
}

// event is what the program did to a file or a name, or said.
type event struct {
	do       string // "write", "truncate", "sync", "name", "gone", "settle", "said"
	file     int    // a file, whatever its name
	name, to string
	at       int64
	b        []byte
}

// disk is a folder as it lies on the disk now.
func disk(t *testing.T, dir string) *platter {
	t.Helper()
	d := &platter{dir: dir, names: map[string]int{}, bodies: map[int][]byte{}}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || strings.HasSuffix(p, "-shm") {
			return err
		}
		b, err := os.ReadFile(p)
		n := len(d.names)
		d.names[p], d.bodies[n] = n, b
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// open is a descriptor.
type open struct {
	file   int
	folder string // "": a file
	at     int64
	append bool
}

// reader follows strace's log.
type reader struct {
	*platter
	now   map[string]int // the names as the program sees them
	next  int
	opens map[string]*open // by descriptor
	size  map[int]int64
}

var callLine = regexp.MustCompile(`^(\d+) +(<\.\.\. )?(\w+)(?:\(| resumed>)(.*)$`)

// read takes strace's log in. A write counts from its call on, all else from its
// return.
func (d *platter) read(t *testing.T, log string) {
	t.Helper()
	f, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := &reader{platter: d, now: map[string]int{}, next: len(d.names), opens: map[string]*open{}, size: map[int]int64{}}
	for p, n := range d.names {
		r.now[p], r.size[n] = n, int64(len(d.bodies[n]))
	}
	begun := map[string]string{} // arguments of calls that have not returned, by thread
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		m := callLine.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		pid, resumed, name, args := m[1], m[2] != "", m[3], m[4]
		unfinished := strings.HasSuffix(args, "<unfinished ...>")
		if resumed {
			args = begun[pid] + args
		}
		args = strings.TrimSuffix(args, "<unfinished ...>")
		if unfinished {
			begun[pid] = args
		}
		switch name {
		case "write", "pwrite64":
			if !resumed {
				r.write(t, name, args)
			}
		default:
			if !unfinished && !strings.Contains(args[max(0, strings.LastIndex(args, "=")):], "= -1") {
				r.done(t, name, args)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func (r *reader) say(e event) { r.events = append(r.events, e) }

// ours tells whether a path is followed.
func (r *reader) ours(p string) bool {
	return (p == r.dir || strings.HasPrefix(p, r.dir+"/")) && !strings.HasSuffix(p, "-shm")
}

func (r *reader) write(t *testing.T, name, args string) {
	fd := first(args)
	if name == "write" && fd == "1" {
		r.say(event{do: "said", b: texts(args)[0]})
		return
	}
	o := r.opens[fd]
	if o == nil || o.folder != "" {
		return
	}
	b := texts(args)[0]
	at := o.at
	if name == "pwrite64" {
		at = last(t, args, ")")
	} else {
		if o.append {
			at = r.size[o.file]
		}
		o.at = at + int64(len(b))
	}
	r.size[o.file] = max(r.size[o.file], at+int64(len(b)))
	r.say(event{do: "write", file: o.file, at: at, b: b})
}

// done follows a call that has returned.
func (r *reader) done(t *testing.T, name, args string) {
	o := r.opens[first(args)]
	var ps []string
	for _, b := range texts(args) {
		ps = append(ps, string(b))
	}
	switch name {
	case "open", "openat":
		r.opened(args, ps[0])
	case "close":
		delete(r.opens, first(args))
	case "lseek":
		if o != nil {
			o.at = result(t, args)
		}
	case "fsync", "fdatasync":
		switch {
		case o == nil:
		case o.folder != "":
			r.say(event{do: "settle", name: o.folder})
		default:
			r.say(event{do: "sync", file: o.file})
		}
	case "ftruncate":
		if o != nil {
			r.size[o.file] = last(t, args, ")")
			r.say(event{do: "truncate", file: o.file, at: r.size[o.file]})
		}
	case "unlink", "unlinkat":
		if r.ours(ps[0]) {
			if _, ok := r.now[ps[0]]; ok { // no folder
				delete(r.now, ps[0])
				r.say(event{do: "gone", name: ps[0]})
			}
		}
	case "rename", "renameat", "renameat2", "link", "linkat":
		if r.ours(ps[0]) && r.ours(ps[1]) {
			r.renamed(t, ps[0], ps[1], strings.HasPrefix(name, "link"))
		}
	case "copy_file_range", "sendfile":
		if o != nil {
			t.Fatalf("%s is not followed", name)
		}
	}
}

func (r *reader) opened(args, p string) {
	fd := args[strings.LastIndex(args, "=")+1:]
	fd = strings.Fields(fd)[0]
	delete(r.opens, fd)
	if !r.ours(p) {
		return
	}
	if i, err := os.Stat(p); err == nil && i.IsDir() && !strings.Contains(args, "O_CREAT") {
		r.opens[fd] = &open{folder: p}
		return
	}
	n, there := r.now[p]
	if !there {
		if !strings.Contains(args, "O_CREAT") {
			return // a folder that is gone by now
		}
		n = r.next
		r.next++
		r.now[p] = n
		r.say(event{do: "name", name: p, file: n})
	}
	if strings.Contains(args, "O_TRUNC") {
		r.size[n] = 0
		r.say(event{do: "truncate", file: n})
	}
	r.opens[fd] = &open{file: n, append: strings.Contains(args, "O_APPEND")}
}

func (r *reader) renamed(t *testing.T, from, to string, both bool) {
	n, there := r.now[from]
	if !there {
		t.Fatalf("%s gets a name and was never seen", from)
	}
	r.now[to] = n
	r.say(event{do: "name", name: to, file: n, to: from}) // one step with the name that goes
	if !both {
		delete(r.now, from)
		r.say(event{do: "gone", name: from, to: to})
	}
}

var quoted = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)

// texts are what stands in quotation marks, every byte of it as \x00.
func texts(s string) (out [][]byte) {
	for _, m := range quoted.FindAllStringSubmatch(s, -1) {
		b, err := hex.DecodeString(strings.ReplaceAll(m[1], `\x`, ""))
		if err != nil {
			return nil
		}
		out = append(out, b)
	}
	return out
}

func first(args string) string {
	fd, _, _ := strings.Cut(args, ",")
	fd, _, _ = strings.Cut(fd, ")")
	return strings.TrimSpace(fd)
}

// last is the last argument before a mark.
func last(t *testing.T, args, mark string) int64 {
	t.Helper()
	if i := strings.LastIndex(args, `"`); i >= 0 {
		args = args[i+1:]
	}
	args, _, _ = strings.Cut(args, mark)
	n, err := strconv.ParseInt(strings.TrimSpace(args[strings.LastIndex(args, ",")+1:]), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func result(t *testing.T, args string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(strings.Fields(args[strings.LastIndex(args, "=")+1:])[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

const sector = 512

// cut makes in a folder what a power cut after so many events leaves, and returns what
// the program had said.
func (d *platter) cut(t *testing.T, after int, where string) []string {
	t.Helper()
	synced, waiting := map[int][]byte{}, map[int][]event{}
	for n, b := range d.bodies {
		synced[n] = slices.Clone(b)
	}
	names := map[string]int{}
	for p, n := range d.names {
		names[p] = n
	}
	var steps []event // of names, not settled
	var said strings.Builder
	for _, e := range d.events[:after] {
		switch e.do {
		case "said":
			said.Write(e.b)
		case "sync":
			for _, w := range waiting[e.file] {
				synced[e.file] = apply(synced[e.file], w, func() bool { return true })
			}
			delete(waiting, e.file)
		case "name", "gone":
			steps = append(steps, e)
		case "settle":
			steps = slices.DeleteFunc(steps, func(s event) bool {
				if filepath.Dir(s.name) != e.name && (s.to == "" || filepath.Dir(s.to) != e.name) {
					return false
				}
				step(names, s)
				return true
			})
		default:
			waiting[e.file] = append(waiting[e.file], e)
		}
	}
	some := rand.IntN(len(steps) + 1)
	if some > 0 && some < len(steps) && steps[some].do == "gone" && steps[some].to != "" {
		some++ // a change of name is one step
	}
	for _, s := range steps[:some] {
		step(names, s)
	}
	most := rand.IntN(4) // none of what waits, some, much, all of it
	for n, ws := range waiting {
		for _, w := range ws {
			synced[n] = apply(synced[n], w, func() bool { return rand.IntN(3) < most })
		}
	}
	for _, sub := range []string{"", "places"} {
		if err := os.MkdirAll(filepath.Join(where, sub), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for p, n := range names {
		to := where + strings.TrimPrefix(p, d.dir)
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, synced[n], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lines := strings.Split(said.String(), "\n")
	return lines[:len(lines)-1]
}

func step(names map[string]int, s event) {
	if s.do == "name" {
		names[s.name] = s.file
	} else {
		delete(names, s.name)
	}
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
