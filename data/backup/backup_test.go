package backup_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/backup"
	"kezhi/data/db"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/data/vault"
)

const passphrase = "correct horse battery"

// house is a shop with customers and documents, and a folder for backups.
type house struct {
	*shop.Shop
	dir string
}

func open(t *testing.T) *house {
	t.Helper()
	t.Setenv("KEZHI_KEYS", t.TempDir())
	s, err := shop.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	h := &house{s, t.TempDir()}
	for i := range 30 {
		h.customer(t, fmt.Sprintf("重庆渝鲲火锅 %d 店", i))
	}
	return h
}

func (h *house) customer(t *testing.T, name string) int64 {
	t.Helper()
	r, err := h.Customers.Put(t.Context(), "林小满", recordOf(name))
	if err != nil {
		t.Fatal(err)
	}
	return r.ID
}

func (h *house) document(t *testing.T, text string) document.File {
	t.Helper()
	p := filepath.Join(t.TempDir(), "合同.txt")
	if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := h.Documents.Add(t.Context(), "林小满", document.Owner{Register: h.Customers, ID: 1}, p, field.Values{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (h *house) make(t *testing.T) backup.Made {
	t.Helper()
	m, err := backup.Make(t.Context(), h.DB, h.dir, backup.Options{Passphrase: passphrase, Program: "test"})
	if err != nil {
		t.Fatal(data.Explain(err, speaker), err)
	}
	return m
}

func restore(t *testing.T, from, secret string) (*shop.Shop, error) {
	t.Helper()
	to := filepath.Join(t.TempDir(), "back", "kezhi.db")
	if _, err := backup.Restore(t.Context(), from, to, backup.RestoreOptions{Secret: backup.Secret{Text: secret}}); err != nil {
		if left := files(t, filepath.Dir(filepath.Dir(to))); len(left) > 0 {
			t.Errorf("a restore that failed left %v", left)
		}
		return nil, err
	}
	s, err := shop.Open(to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, nil
}

func files(t *testing.T, dir string) (out []string) {
	t.Helper()
	_ = filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && p != dir {
			out = append(out, p)
		}
		return nil
	})
	return out
}

func content(t *testing.T, s *shop.Shop, id int64) string {
	t.Helper()
	p, err := s.Documents.Open(t.Context(), "林小满", id)
	if err != nil {
		t.Fatal(data.Explain(err, speaker))
	}
	b, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWhatWasBackedUpComesBackByPassphrase(t *testing.T) {
	h := open(t)
	d := h.document(t, "合同正文")
	m := h.make(t)
	s, err := restore(t, m.Path, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := s.Customers.Get(t.Context(), 30); err != nil || c.Values.Text("name") != "重庆渝鲲火锅 29 店" {
		t.Errorf("the last customer came back as %v, %v", c.Values, err)
	}
	if got := content(t, s, d.ID); got != "合同正文" {
		t.Errorf("the document came back as %q", got)
	}
}

func TestNothingOfTheShopIsReadableInABackup(t *testing.T) {
	h := open(t)
	h.document(t, "合同正文 secret words")
	h.make(t)
	for _, p := range files(t, h.dir) {
		b, _ := os.ReadFile(p)
		for _, word := range []string{"渝鲲", "SQLite", "secret words", "林小满"} {
			if bytes.Contains(b, []byte(word)) {
				t.Errorf("%s holds %q in the clear", p, word)
			}
		}
		if i, _ := os.Stat(p); i.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", p, i.Mode())
		}
	}
}

func TestAFileWithKeysNeedsNoPassphraseAndComesBackByTheRecoveryKey(t *testing.T) {
	h := open(t)
	recovery, err := vault.SetUp(t.Context(), h.DB, "林小满")
	if err != nil {
		t.Fatal(err)
	}
	d := h.document(t, "合同正文")
	m, err := backup.Make(t.Context(), h.DB, h.dir, backup.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("KEZHI_KEYS", t.TempDir()) // another PC
	if _, err := restore(t, m.Path, ""); data.CodeOf(err) != data.Invalid {
		t.Errorf("without a key it is restored: %v", err)
	}
	if _, err := restore(t, m.Path, "AGE-SECRET-KEY-1"+strings.Repeat("Q", 58)); data.CodeOf(err) != data.Invalid {
		t.Errorf("with a wrong key it is restored: %v", err)
	}
	s, err := restore(t, m.Path, strings.ToLower(strings.Join(vault.Groups(recovery), " ")))
	if err != nil {
		t.Fatal(data.Explain(err, speaker))
	}
	if vault.StateOf(s.DB) != vault.Shut {
		t.Fatalf("on another PC the keys are %q", vault.StateOf(s.DB))
	}
	if _, err := s.Documents.Open(t.Context(), "林小满", d.ID); data.CodeOf(err) != data.Refused {
		t.Errorf("without the key the document opens: %v", err)
	}
	if err := vault.Prove(t.Context(), s.DB, recovery); err != nil {
		t.Fatal(err)
	}
	if got := content(t, s, d.ID); got != "合同正文" {
		t.Errorf("the document came back as %q", got)
	}
}

func TestADocumentIsSealedOnceForAllBackups(t *testing.T) {
	h := open(t)
	h.document(t, "one")
	h.make(t)
	before := stamps(t, h.dir)
	h.document(t, "two")
	h.document(t, "one")
	h.make(t)
	after := stamps(t, h.dir)
	if len(before) != 1 || len(after) != 2 {
		t.Fatalf("%d documents after the first backup, %d after the second", len(before), len(after))
	}
	for p, at := range before {
		if !after[p].Equal(at) {
			t.Errorf("%s was written again", p)
		}
	}
}

func stamps(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	out := map[string]time.Time{}
	for _, p := range files(t, dir) {
		if i, err := os.Stat(p); err == nil && filepath.Ext(p) == ".age" {
			out[p] = i.ModTime()
		}
	}
	return out
}

func TestADamagedBackupIsRefusedAndLeavesNothing(t *testing.T) {
	h := open(t)
	h.document(t, "合同正文")
	m := h.make(t)
	whole, err := os.ReadFile(m.Path)
	if err != nil {
		t.Fatal(err)
	}
	header := bytes.IndexByte(whole[15:], '\n') + 16
	bad := func(name string, f func([]byte) []byte) {
		t.Run(name, func(t *testing.T) {
			p := filepath.Join(h.dir, "bad.kezhi-backup")
			if err := os.WriteFile(p, f(bytes.Clone(whole)), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := restore(t, p, passphrase)
			if c := data.CodeOf(err); c != data.Damaged && c != data.Invalid {
				t.Errorf("%v (%s)", err, c)
			}
		})
	}
	for _, at := range []int{header + 3, header + 300, len(whole) / 2, len(whole) - 1} {
		bad(fmt.Sprintf("a bit at %d", at), func(b []byte) []byte { b[at] ^= 4; return b })
	}
	for _, n := range []int{0, 7, 100, header, header + 100, len(whole) / 2, len(whole) - 1} {
		bad(fmt.Sprintf("cut off at %d", n), func(b []byte) []byte { return b[:n] })
	}
	bad("something behind", func(b []byte) []byte { return append(b, 'x') })
	bad("a changed header", func(b []byte) []byte {
		return bytes.Replace(b, []byte(`"program":"test"`), []byte(`"program":"tess"`), 1)
	})
	bad("no backup", func([]byte) []byte { return []byte("PK\x03\x04 something else") })
}

func TestABackupOfANewerProgramIsRefused(t *testing.T) {
	h := open(t)
	m := h.make(t)
	b, _ := os.ReadFile(m.Path)
	for old, now := range map[string]string{
		"KEZHI BACKUP 1\n":                      "KEZHI BACKUP 2\n",
		fmt.Sprintf(`"layout":%d`, db.Latest()): `"layout":9999`,
	} {
		p := filepath.Join(h.dir, "newer.kezhi-backup")
		if err := os.WriteFile(p, bytes.Replace(b, []byte(old), []byte(now), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := restore(t, p, passphrase); data.CodeOf(err) != data.Newer {
			t.Errorf("%s: %v", now, err)
		}
	}
}

func TestNothingIsRestoredOverAFile(t *testing.T) {
	h := open(t)
	m := h.make(t)
	for _, beside := range []string{"", "-wal"} {
		to := filepath.Join(t.TempDir(), "kezhi.db")
		if err := os.WriteFile(to+beside, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := backup.Restore(t.Context(), m.Path, to, backup.RestoreOptions{Secret: backup.Secret{Text: passphrase}})
		if b, _ := os.ReadFile(to + beside); data.CodeOf(err) != data.Refused || string(b) != "mine" || len(files(t, filepath.Dir(to))) != 1 {
			t.Errorf("%v; now it holds %q", err, b)
		}
	}
}

func TestMissingDocumentsAreToldUnlessWaived(t *testing.T) {
	h := open(t)
	h.document(t, "one")
	m := h.make(t)
	for p := range stamps(t, h.dir) {
		if err := os.WriteFile(p, []byte("spoilt"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := restore(t, m.Path, passphrase); data.CodeOf(err) != data.Refused {
		t.Errorf("%v", err)
	}
	r, err := backup.Restore(t.Context(), m.Path, filepath.Join(t.TempDir(), "k.db"), backup.RestoreOptions{Secret: backup.Secret{Text: passphrase}, Lax: true})
	if err != nil || r.Missing != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestABackupIsCancelledWithoutATrace(t *testing.T) {
	h := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := backup.Make(ctx, h.DB, h.dir, backup.Options{Passphrase: passphrase, Progress: func(int64, int64) { cancel() }})
	if err == nil {
		t.Skip("it was done before it could be cancelled")
	}
	if left := files(t, h.dir); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

func TestTheProofLeavesNothingBehind(t *testing.T) {
	h := open(t)
	before := files(t, h.DB.Folder())
	h.make(t)
	if after := files(t, h.DB.Folder()); len(after) != len(before) {
		t.Errorf("before %v, after %v", before, after)
	}
}
