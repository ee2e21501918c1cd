package backup_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/backup"
	"kezhi/data/db"
	"kezhi/data/document"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/patient"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/vault"
)

// person adds a person with a document, and returns the number.
func (h *house) person(t *testing.T, name, text string) string {
	t.Helper()
	r, err := h.Customers.Put(t.Context(), "林小满", register.Record{Values: field.Values{"kind": "person", "name": name}})
	if err != nil {
		t.Fatal(err)
	}
	p := filepath.Join(t.TempDir(), "身份证.txt")
	if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Documents.Add(t.Context(), "林小满", document.Owner{Register: h.Customers, ID: r.ID}, p, field.Values{}, nil); err != nil {
		t.Fatal(err)
	}
	return r.Number
}

// TestABackupBringsNobodyBackWhoWasErasedSince restores a backup of before an
// erasure, on the same PC and on one that has nothing but the folder of the backups.
func TestABackupBringsNobodyBackWhoWasErasedSince(t *testing.T) {
	h := open(t)
	t.Setenv("KEZHI_ANCHORS", t.TempDir())
	if _, err := vault.SetUp(t.Context(), h.DB, "林小满"); err != nil {
		t.Fatal(err)
	}
	gone, stays := h.person(t, "单雨霏", "only hers"), h.person(t, "仇英骥", "his, and another's later")
	before := h.sealed(t)
	if _, err := h.Erase(t.Context(), "林小满", gone, "本人申请", ""); err != nil {
		t.Fatal(err)
	}
	h.document(t, "his, and another's later")
	h.DB.Now = func() time.Time { return time.Now().AddDate(0, 0, 1) }
	if _, err := backup.Run(t.Context(), h.DB, "林小满", h.dir, backup.Options{}, speaker); err != nil {
		t.Fatal(err)
	}
	for where, anchors := range map[string]string{"this PC": os.Getenv("KEZHI_ANCHORS"), "another": t.TempDir()} {
		t.Run(where, func(t *testing.T) {
			t.Setenv("KEZHI_ANCHORS", anchors)
			to := filepath.Join(h.DB.Folder(), "back-"+strings.Fields(where)[0]+".db")
			if _, _, err := backup.RestoreBeside(t.Context(), h.DB, "林小满", before.Path, to, backup.RestoreOptions{Secret: backup.Secret{Vault: vault.Of(h.DB)}}); err != nil {
				t.Fatal(err)
			}
			again, left, err := shop.Restored(t.Context(), to, "林小满", h.Shop, speaker, h.dir)
			if err != nil || len(again) != 1 || again[0].Number != gone || len(left) != 0 {
				t.Fatalf("%+v, %+v, %v", again, left, err)
			}
			raw, err := os.ReadFile(to)
			if err != nil || strings.Contains(string(raw), "单雨霏") {
				t.Errorf("the name stands in the file: %v", err)
			}
			s, err := shop.Open(to)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			if id, err := s.Customers.Find(t.Context(), stays); err != nil {
				t.Errorf("another is gone too: %v", err)
			} else if r, err := s.Customers.Get(t.Context(), id); err != nil || r.Values.Text("name") != "仇英骥" {
				t.Errorf("another is gone too: %v", err)
			}
			if v, err := audit.Verify(t.Context(), s.DB, audit.Options{Inside: true}); err != nil || !v.Sound() {
				t.Errorf("the trail: %+v, %v", v, err)
			}
			if bad, err := h.Documents.Verify(t.Context(), nil); err != nil || len(bad) > 0 {
				t.Errorf("documents of the open file: %v, %v", bad, err)
			}
			if n := slices.IndexFunc(files(t, document.Folder(to)), func(p string) bool { b, _ := os.ReadFile(p); return string(b) == "only hers" }); n >= 0 {
				t.Error("her document is there")
			}
			if again, _, err := shop.Restored(t.Context(), to, "林小满", h.Shop, speaker, h.dir); err != nil || len(again) != 0 {
				t.Errorf("twice: %v, %v", again, err)
			}
		})
	}
	for _, p := range append(files(t, h.dir), files(t, os.Getenv("KEZHI_ANCHORS"))...) {
		if b, _ := os.ReadFile(p); strings.Contains(string(b), "单雨霏") {
			t.Errorf("%s names her", p)
		}
	}
}

// TestABackupBringsNoContactBackWhoWasErasedSince: the folder of the backups names
// nobody and yet, with the file's keys, tells whom to erase again. Without them it is
// said which file it was.
func TestABackupBringsNoContactBackWhoWasErasedSince(t *testing.T) {
	h := open(t)
	t.Setenv("KEZHI_ANCHORS", t.TempDir())
	c, err := h.Customers.Put(t.Context(), "林小满", register.Record{Values: field.Values{
		"kind": "organisation", "name": "重庆渝鲲商贸有限公司", "remark": "找冉红梅或单雨霏",
		"contacts": []field.Values{{"name": "冉红梅", "phone": "13600136001"}, {"name": "单雨霏", "phone": "13600136002"}, {"name": "向建国", "phone": "13600136003"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	bare := h.make(t).Path
	b, err := os.ReadFile(bare)
	if err != nil {
		t.Fatal(err)
	}
	bare = filepath.Join(t.TempDir(), filepath.Base(bare)) // the rotation keeps one a day
	if err := os.WriteFile(bare, b, 0o600); err != nil {
		t.Fatal(err)
	}
	recovery, err := vault.SetUp(t.Context(), h.DB, "林小满")
	if err != nil {
		t.Fatal(err)
	}
	before := h.sealed(t)
	for _, name := range []string{"冉红梅", "单雨霏"} {
		if _, err := h.EraseContact(t.Context(), "林小满", c.Number, name, "本人申请", ""); err != nil {
			t.Fatal(err)
		}
	}
	h.DB.Now = func() time.Time { return time.Now().AddDate(0, 0, 1) }
	if _, err := backup.Run(t.Context(), h.DB, "林小满", h.dir, backup.Options{}, speaker); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, from  string
		secret      backup.Secret
		live        *shop.Shop
		again, left int
	}{
		{"beside the file", before.Path, backup.Secret{Vault: vault.Of(h.DB)}, h.Shop, 2, 0},
		{"alone, with its keys", before.Path, backup.Secret{Text: recovery}, nil, 2, 0},
		{"of before there were keys", bare, backup.Secret{Text: passphrase}, h.Shop, 2, 0},
		{"of before there were keys, alone", bare, backup.Secret{Text: passphrase}, nil, 0, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("KEZHI_ANCHORS", t.TempDir())
			to := filepath.Join(t.TempDir(), "kezhi.db")
			if _, err := backup.Restore(t.Context(), c.from, to, backup.RestoreOptions{Secret: c.secret}); err != nil {
				t.Fatal(err)
			}
			again, left, err := shop.Restored(t.Context(), to, "林小满", c.live, speaker, h.dir)
			if err != nil || len(again) != c.again || len(left) != c.left {
				t.Fatalf("%+v, %+v, %v", again, left, err)
			}
			raw, err := os.ReadFile(to)
			for _, name := range []string{"冉红梅", "单雨霏"} {
				if err != nil || strings.Contains(string(raw), name) != (c.again == 0) {
					t.Errorf("%s stands in the file: %v, %v", name, strings.Contains(string(raw), name), err)
				}
			}
			if !strings.Contains(string(raw), "向建国") {
				t.Error("another is gone too")
			}
		})
	}
	for _, p := range files(t, h.dir) {
		if b, _ := os.ReadFile(p); strings.Contains(string(b), "冉红梅") {
			t.Errorf("%s names her", p)
		}
	}
}

// TestALogLeftByAKilledProgramDoesNotForbidASwap: what is in the log is in the file
// that is put aside; where somebody has the file open that is said.
func TestALogLeftByAKilledProgramDoesNotForbidASwap(t *testing.T) {
	h := open(t)
	dir := t.TempDir()
	file, restored := filepath.Join(dir, "kezhi.db"), filepath.Join(dir, "back.db")
	for _, p := range []string{"", "-wal"} { // as a kill leaves them
		b, err := os.ReadFile(h.DB.File() + p)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file+p, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m := h.make(t)
	if _, err := backup.Restore(t.Context(), m.Path, restored, backup.RestoreOptions{Secret: backup.Secret{Text: passphrase}}); err != nil {
		t.Fatal(err)
	}
	other, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Swap(file, restored, time.Now()); data.CodeOf(err) != data.Busy {
		t.Errorf("while it is open: %v", err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(h.DB.File() + "-wal")
	if err := os.WriteFile(file+"-wal", b, 0o600); err != nil {
		t.Fatal(err)
	}
	aside, err := backup.Swap(file, restored, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{file, aside} {
		s, err := shop.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := s.Customers.IDs(t.Context(), register.Query{}); len(n) != 30 {
			t.Errorf("%s has %d customers", p, len(n))
		}
		_ = s.Close()
	}
}

// TestCopiesOfOlderLayoutsGoWithAProvenBackup, and where the file is sealed.
func TestCopiesOfOlderLayoutsGoWithAProvenBackup(t *testing.T) {
	h := open(t)
	old := h.DB.File() + ".v6-20261001-080000.bak"
	for what, do := range map[string]func(){
		"a backup": func() { h.make(t) },
		"sealing": func() {
			if _, err := h.SetUpVault(t.Context(), "林小满"); err != nil {
				t.Fatal(err)
			}
			if err := h.Seal(t.Context(), "林小满", true, nil); err != nil {
				t.Fatal(err)
			}
		},
	} {
		if err := os.WriteFile(old, []byte("in the clear"), 0o600); err != nil {
			t.Fatal(err)
		}
		if do(); exists(old) {
			t.Errorf("after %s the copy is there", what)
		}
	}
}

func exists(p string) bool { _, err := os.Stat(p); return err == nil }

// TestAVirusScannerHoldsABackupForAMoment: each file is held a while when it gets its
// name, and the backup is made all the same; where it stays held that is said.
func TestAVirusScannerHoldsABackupForAMoment(t *testing.T) {
	busy := syscall.EBUSY
	if runtime.GOOS == "windows" {
		busy = syscall.Errno(32) // ERROR_SHARING_VIOLATION
	}
	h := open(t)
	if _, err := vault.SetUp(t.Context(), h.DB, "林小满"); err != nil {
		t.Fatal(err)
	}
	held := map[string]int{}
	patient.Refuse = func(do, path string) error {
		if held[do+path]++; held[do+path] < 5 {
			return busy
		}
		return nil
	}
	t.Cleanup(func() { patient.Refuse = nil })
	d := h.document(t, "合同正文")
	m := h.sealed(t)
	if len(held) < 4 || m.Documents != 1 {
		t.Errorf("held were %v", held)
	}
	if content(t, h.Shop, d.ID) != "合同正文" {
		t.Error("the document is another")
	}
	patient.Refuse = func(do, _ string) error {
		if do == "rename" {
			return busy
		}
		return nil
	}
	_, err := backup.Make(t.Context(), h.DB, h.dir, backup.Options{})
	if data.CodeOf(err) != data.Busy || len(data.All(err)) != 1 || data.All(err)[0].Key != "error.held" {
		t.Errorf("held for good: %v", err)
	}
	if c, _ := backup.Copies(h.dir, ""); len(c) != 1 {
		t.Errorf("%d backups", len(c))
	}
}

// TestTheClockSetBackADayLosesNothing: numbers go on, the trail holds, what was begun
// is there, a backup is made and stays, and the day's work says what is the matter.
func TestTheClockSetBackADayLosesNothing(t *testing.T) {
	h := open(t)
	t.Setenv("KEZHI_ANCHORS", t.TempDir())
	if _, err := vault.SetUp(t.Context(), h.DB, "林小满"); err != nil {
		t.Fatal(err)
	}
	if err := backup.SetPlaces(t.Context(), h.DB, "林小满", []string{h.dir}); err != nil {
		t.Fatal(err)
	}
	auto := func(atClose bool) bool {
		t.Helper()
		done, err := backup.Auto(t.Context(), h.DB, atClose, backup.Options{}, speaker)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	if !auto(false) || auto(false) || h.behind(t) {
		t.Error("before: a backup a day, and nothing is the matter")
	}
	if err := h.DB.KeepDraft(t.Context(), db.Draft{Register: "customer", Who: "林小满", Values: `{"name":"甲"}`}); err != nil {
		t.Fatal(err)
	}
	h.DB.Now = func() time.Time { return time.Now().AddDate(0, 0, -1) }
	if !h.behind(t) {
		t.Error("nothing says that the clock went back")
	}
	if id := h.customer(t, "之后的"); id != 31 {
		t.Errorf("id %d", id)
	}
	r, err := h.Customers.Get(t.Context(), 31)
	if err != nil || r.Number != "KH-000031" {
		t.Errorf("number %s, %v", r.Number, err)
	}
	if err := h.DB.KeepDraft(t.Context(), db.Draft{Register: "customer", RecordID: 31, Who: "林小满", Values: "{}"}); err != nil {
		t.Fatal(err)
	}
	if ds, err := h.DB.Drafts(t.Context()); err != nil || len(ds) != 2 {
		t.Errorf("%d drafts, %v", len(ds), err)
	}
	if !auto(false) {
		t.Error("what was entered since is in no backup")
	}
	all, err := backup.Copies(h.dir, "")
	if err != nil || len(all) != 2 {
		t.Errorf("%d backups, %v", len(all), err)
	}
	if c, err := backup.Newest(t.Context(), h.DB); err != nil || c.Path != all[1].Path {
		t.Errorf("the newest is %s, want the one made last, %v", c.Path, err)
	}
	if v, err := audit.Verify(t.Context(), h.DB, audit.Options{Key: vault.Of(h.DB).Key("audit")}); err != nil || !v.Sound() || len(v.Told) > 0 {
		t.Errorf("the trail: %+v, %v", v, err)
	}
	var wrong int
	err = h.DB.Apart(t.Context(), func(c *sql.Conn) error {
		return c.QueryRowContext(t.Context(), "SELECT count(*) FROM changes a JOIN changes b ON b.id = a.id + 1 WHERE b.at < a.at - 60000").Scan(&wrong)
	})
	if err != nil || wrong != 1 {
		t.Errorf("the order is that of writing: %d steps back, %v", wrong, err)
	}
}

// behind tells whether the day's work says that the clock is behind.
func (h *house) behind(t *testing.T) bool {
	t.Helper()
	day := h.DB.Now().Format("2006-01-02")
	l, err := backup.Work{DB: h.DB}.Due(t.Context(), due.Query{Today: day, Until: day})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(l.Items, func(i due.Item) bool { return i.Why == "backup.why.clock" })
}

// sealed is a backup of a shop that has keys.
func (h *house) sealed(t *testing.T) backup.Made {
	t.Helper()
	m, err := backup.Make(t.Context(), h.DB, h.dir, backup.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}
