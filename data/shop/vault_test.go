package shop_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/data"
	"kezhi/data/db"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/vault"
)

const (
	number = "11010519491231002X"
	paper  = "合同正文 of a confidential kind"
)

// safe is a shop with a person, a document and a draft, without keys yet.
func safe(t *testing.T) (*shop.Shop, register.Record, document.File) {
	t.Helper()
	t.Setenv("KEZHI_KEYS", t.TempDir())
	s, err := shop.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	r := person(t, s, "单雨霏", number)
	f := filepath.Join(t.TempDir(), "合同.txt")
	if err := os.WriteFile(f, []byte(paper), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := s.Documents.Add(t.Context(), "林小满", document.Owner{Register: s.Customers, ID: r.ID}, f, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s, r, d
}

func person(t *testing.T, s *shop.Shop, name, number string) register.Record {
	t.Helper()
	r, err := s.Customers.Put(t.Context(), "林小满", register.Record{Values: field.Values{"kind": "person", "name": name, "identity": number}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func setUp(t *testing.T, s *shop.Shop) string {
	t.Helper()
	recovery, err := s.SetUpVault(t.Context(), "林小满")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Seal(t.Context(), "林小满", true, nil); err != nil {
		t.Fatal(err)
	}
	return recovery
}

// onDisk tells in which files of the shop's folder a text stands.
func onDisk(t *testing.T, s *shop.Shop, text string) (in []string) {
	t.Helper()
	_ = filepath.WalkDir(s.DB.Folder(), func(p string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			if b, _ := os.ReadFile(p); bytes.Contains(b, []byte(text)) {
				in = append(in, filepath.Base(p))
			}
		}
		return nil
	})
	return in
}

func TestASealedFileHoldsNoIdentityNumberInTheClear(t *testing.T) {
	t.Setenv("KEZHI_KEYS", t.TempDir())
	s, err := shop.Open(filepath.Join(t.TempDir(), "kezhi.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	setUp(t, s)
	r := person(t, s, "单雨霏", number)
	r.Values["remark"] = "老客户"
	if r, err = s.Customers.Put(t.Context(), "林小满", r); err != nil {
		t.Fatal(err)
	}
	if err := s.DB.KeepDraft(t.Context(), db.Draft{Register: "customer", RecordID: r.ID, Values: `{"identity":"` + number + `"}`}); err != nil {
		t.Fatal(err)
	}
	if in := onDisk(t, s, number); len(in) > 0 {
		t.Errorf("the number stands in %v", in)
	}
	if r.Values.Text("identity") != number {
		t.Errorf("it reads as %q", r.Values.Text("identity"))
	}
	ds, err := s.DB.Drafts(t.Context())
	if err != nil || len(ds) != 1 || !strings.Contains(ds[0].Values, number) {
		t.Errorf("the draft reads as %+v, %v", ds, err)
	}
	trail, err := s.Customers.History(t.Context(), r.ID)
	if err != nil || !told(trail, number) {
		t.Errorf("the trail does not tell the number: %v", err)
	}
	for q, want := range map[string]int{number: 1, strings.ToLower(number): 1, "002X": 1, "110105194912310038": 0} {
		hs, err := s.Customers.Search(t.Context(), q, 10)
		if err != nil || len(hs) != want {
			t.Errorf("%q finds %d, %v", q, len(hs), err)
		}
		for _, h := range hs {
			if h.Match == number {
				t.Errorf("%q shows the number", q)
			}
		}
	}
	same, err := s.Customers.Probable(t.Context(), field.Values{"kind": "person", "name": "甲", "identity": number}, 0)
	if err != nil || len(same) != 1 {
		t.Errorf("a second file of the number: %v, %v", same, err)
	}
}

func told(cs []register.Change, text string) bool {
	for _, c := range cs {
		for _, d := range c.Differences() {
			if d.After == text {
				return true
			}
		}
	}
	return false
}

func TestWhatThereWasIsSealedAndOpenedAgain(t *testing.T) {
	s, r, d := safe(t)
	setUp(t, s)
	if in := onDisk(t, s, paper); len(in) > 0 {
		t.Errorf("the document lies in the clear in %v", in)
	}
	for _, table := range []string{"customers WHERE identity LIKE '%" + number + "%'", "search_docs WHERE body LIKE '%" + number + "%'", "search_keys WHERE key LIKE '%" + number + "%'"} {
		var n int
		if err := s.DB.Pool().QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil || n > 0 {
			t.Errorf("%s: %d, %v", table, n, err)
		}
	}
	same(t, s, r, d)
	if err := s.Seal(t.Context(), "林小满", false, nil); err != nil {
		t.Fatal(err)
	}
	if in := onDisk(t, s, paper); len(in) != 1 {
		t.Errorf("opened, the document lies in %v", in)
	}
	var kept string
	if err := s.DB.Pool().QueryRow("SELECT identity || identity_mark FROM customers").Scan(&kept); err != nil || kept != number {
		t.Errorf("opened, the file keeps %q, %v", kept, err)
	}
	same(t, s, r, d)
}

// same wants record and document as they were.
func same(t *testing.T, s *shop.Shop, r register.Record, d document.File) {
	t.Helper()
	now, err := s.Customers.Get(t.Context(), r.ID)
	if err != nil || now.Values.Text("identity") != number {
		t.Errorf("the number reads as %q, %v", now.Values.Text("identity"), err)
	}
	p := filepath.Join(t.TempDir(), "copy")
	if err := s.Documents.Copy(t.Context(), &d, p); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(p); string(b) != paper {
		t.Errorf("the document reads as %q", b)
	}
	if i, _ := os.Stat(p); i.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %v", i.Mode())
	}
}

func TestOnAnotherPCWhatIsSealedStaysShutAndIsKept(t *testing.T) {
	s, r, _ := safe(t)
	recovery := setUp(t, s)
	file := s.DB.File()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	t.Setenv("KEZHI_KEYS", t.TempDir())
	s, err := shop.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	now, err := s.Customers.Get(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	_ = vault.StateOf(s.DB)
	now.Values["remark"] = "改"
	if now, err = s.Customers.Put(t.Context(), "林小满", now); err != nil {
		t.Fatal("a change of something else is refused:", err)
	}
	now.Values["identity"] = "110105194912310038"
	if _, err = s.Customers.Put(t.Context(), "林小满", now); err == nil {
		t.Error("a number is kept that nobody can seal")
	}
	if err := vault.Prove(t.Context(), s.DB, "AGE-SECRET-KEY-1QQQQ"); data.CodeOf(err) != data.Invalid {
		t.Errorf("a key that is none: %v", err)
	}
	if err := vault.Prove(t.Context(), s.DB, recovery); err != nil {
		t.Fatal(err)
	}
	if now, err = s.Customers.Get(t.Context(), r.ID); err != nil || now.Values.Text("identity") != number {
		t.Errorf("with the key it reads as %q, %v", now.Values.Text("identity"), err)
	}
}

func TestASealedNumberIsReadInItsPlaceAlone(t *testing.T) {
	s, _, _ := safe(t)
	setUp(t, s)
	b := person(t, s, "乙", "110105194912310038")
	if _, err := s.DB.Pool().Exec("UPDATE customers SET identity = (SELECT identity FROM customers WHERE id = 1) WHERE id = ?", b.ID); err != nil {
		t.Fatal(err)
	}
	if now, err := s.Customers.Get(t.Context(), b.ID); err != nil || now.Values.Text("identity") != "" {
		t.Errorf("a number moved to another record reads as %q, %v", now.Values.Text("identity"), err)
	}
}

func TestANewSheetTakesTheOldOnesPlace(t *testing.T) {
	s, _, _ := safe(t)
	old := setUp(t, s)
	now, err := s.RenewVault(t.Context(), "林小满")
	if err != nil {
		t.Fatal(err)
	}
	if err := vault.Prove(t.Context(), s.DB, old); data.CodeOf(err) != data.Invalid {
		t.Errorf("the old sheet: %v", err)
	}
	if err := vault.Prove(t.Context(), s.DB, now); err != nil {
		t.Errorf("the new sheet: %v", err)
	}
}
