package document_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/document"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
)

type shelf struct {
	*testing.T
	db        *db.DB
	customers *customer.Store
	documents *document.Store
	to        document.Owner
}

func open(t *testing.T) *shelf {
	d := dbtest.MustOpen(t)
	s := &shelf{T: t, db: d, customers: customer.Open(d), documents: document.Open(d)}
	v := s.customers.Blank()
	v["name"] = "重庆渝鲲火锅有限公司"
	r, err := s.customers.Put(context.Background(), "林小满", register.Record{Values: v})
	if err != nil {
		t.Fatal(err)
	}
	s.to = document.Owner{Register: s.customers, ID: r.ID}
	return s
}

func (s *shelf) file(name, content string) string {
	s.Helper()
	p := filepath.Join(s.TempDir(), name)
	if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
		s.Fatal(err)
	}
	return p
}

func (s *shelf) add(path string, v field.Values) document.File {
	s.Helper()
	f, err := s.documents.Add(context.Background(), "林小满", s.to, path, v, nil)
	if err != nil {
		s.Fatal(err)
	}
	return f
}

// contents are the files in the folder of documents.
func (s *shelf) contents() []string {
	s.Helper()
	all, err := filepath.Glob(filepath.Join(s.db.Folder(), "documents", "*", "*"))
	if err != nil {
		s.Fatal(err)
	}
	part, _ := filepath.Glob(filepath.Join(s.db.Folder(), "documents", "*.part"))
	return append(all, part...)
}

func TestADocumentIsKeptUnderTheHashOfItsContent(t *testing.T) {
	s, ctx := open(t), context.Background()
	var told int64
	f, err := s.documents.Add(ctx, "林小满", s.to, s.file("营业执照.PDF", "%PDF"), field.Values{"category": "单位资料", "note": "副本"},
		func(done, total int64) {
			if told = done; total != 4 {
				t.Errorf("total = %d", total)
			}
		})
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "营业执照.PDF" || f.Size != 4 || told != 4 || f.Category != "单位资料" || f.AddedBy != "林小满" {
		t.Errorf("file = %+v", f)
	}
	at := filepath.Join(s.db.Folder(), "documents", f.Hash[:2], f.Hash)
	for p, mode := range map[string]os.FileMode{at: 0o600, filepath.Dir(at): 0o700} {
		if i, err := os.Stat(p); err != nil || runtime.GOOS != "windows" && i.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", p, i, err)
		}
	}
	h, err := s.customers.History(ctx, s.to.ID)
	if err != nil || len(h) != 2 || h[0].Action != document.Added || h[0].Number != "KH-000001" || h[0].Differences()[0].Key != "document.name" {
		t.Errorf("trail = %+v, %v", h, err)
	}
	p, err := s.documents.Open(ctx, "林小满", f.ID)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(p); err != nil || string(b) != "%PDF" || filepath.Base(p) != "营业执照.PDF" || p == at {
		t.Errorf("opened %s: %q, %v", p, b, err)
	}
	s.documents.Sweep()
	if _, err := os.Stat(p); err != nil {
		t.Errorf("a copy that may be in use is gone: %v", err)
	}
	if _, err := s.documents.Discard(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(p); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy stays: %v", err)
	}
}

func TestTheSameContentIsKeptOnce(t *testing.T) {
	s := open(t)
	a := s.add(s.file("a.txt", "same"), nil)
	b := s.add(s.file("b.txt", "same"), nil)
	if a.Hash != b.Hash || len(s.contents()) != 1 {
		t.Errorf("contents = %v", s.contents())
	}
	if fs, err := s.documents.List(context.Background(), "customer", s.to.ID); err != nil || len(fs) != 2 || fs[0].Name != "b.txt" {
		t.Errorf("list = %v, %v", fs, err)
	}
}

func TestWhatCannotBeADocument(t *testing.T) {
	s := open(t)
	huge := s.file("huge.bin", "")
	if err := os.Truncate(huge, 2<<30); err != nil { // sparse: takes no room
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		path string
		code data.Code
		key  string
		says string
	}{
		"nothing in it": {s.file("empty.txt", ""), data.Invalid, "document.error.empty", "“empty.txt”是空文件"},
		"two gigabytes": {huge, data.Invalid, "document.error.too_large", "有 2.1 GB，超过 500 MB 的上限"},
		"a folder":      {s.TempDir(), data.Invalid, "document.error.folder", "是文件夹"},
		"not there":     {filepath.Join(s.TempDir(), "no.txt"), data.NotFound, "document.error.no_file", "没有找到“no.txt”"},
	} {
		began := time.Now()
		_, err := s.documents.Add(context.Background(), "x", s.to, test.path, nil, nil)
		es := data.All(err)
		if len(es) != 1 || es[0].Field != "name" || es[0].Code != test.code || es[0].Key != test.key || !strings.Contains(es[0].Text(assets.ZhHans), test.says) {
			t.Errorf("%s: %v: %s", name, err, data.Explain(err, assets.ZhHans))
		}
		if d := time.Since(began); d > time.Second {
			t.Errorf("%s: it took %v to say so", name, d)
		}
	}
	if fs, err := s.documents.List(context.Background(), "customer", s.to.ID); err != nil || len(fs) != 0 || len(s.contents()) != 0 {
		t.Errorf("something was kept: %v, %v, %v", fs, s.contents(), err)
	}
}

func TestADocumentNeedsARecordThatIsThere(t *testing.T) {
	s, ctx := open(t), context.Background()
	p := s.file("a.txt", "a")
	if _, err := s.documents.Add(ctx, "x", document.Owner{Register: s.customers, ID: 99}, p, nil, nil); data.CodeOf(err) != data.NotFound {
		t.Errorf("no record: %v", err)
	}
	if err := s.customers.Delete(ctx, "x", s.to.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.documents.Add(ctx, "x", s.to, p, nil, nil); data.CodeOf(err) != data.Refused {
		t.Errorf("in the bin: %v", err)
	}
	if len(s.contents()) != 0 {
		t.Error("a content was kept")
	}
}

func TestCopyingCanBeCancelledAndLeavesNothing(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	p := s.file("big.bin", strings.Repeat("x", 5<<20))
	_, err := s.documents.Add(ctx, "x", s.to, p, nil, func(done, _ int64) {
		if done > 1<<20 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || len(s.contents()) != 0 {
		t.Errorf("%v, %v", err, s.contents())
	}
}

func TestAnEntryThatFailsAttachesNothing(t *testing.T) {
	s, ctx := open(t), context.Background()
	if _, err := s.db.Pool().Exec("CREATE TRIGGER no_trail BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, 'no'); END"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.documents.Add(ctx, "x", s.to, s.file("a.txt", "a"), nil, nil); err == nil {
		t.Fatal("added")
	}
	fs, err := s.documents.List(ctx, "customer", s.to.ID)
	if err != nil || len(fs) != 0 {
		t.Errorf("list = %v, %v", fs, err)
	}
	if loose, err := s.documents.Unreferenced(ctx); err != nil || len(loose) != 1 {
		t.Errorf("unreferenced = %v, %v", loose, err)
	}
}

func TestADamagedContentIsNotOpenedAndAddingItAgainMendsIt(t *testing.T) {
	s, ctx := open(t), context.Background()
	p := s.file("a.txt", "content")
	f, lost := s.add(p, nil), s.add(s.file("b.txt", "other"), nil)
	place := func(f document.File) string { return filepath.Join(s.db.Folder(), "documents", f.Hash[:2], f.Hash) }
	if err := os.WriteFile(place(f), []byte("CONTENT"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(place(lost)); err != nil {
		t.Fatal(err)
	}
	for f, want := range map[document.File]data.Code{f: data.Damaged, lost: data.NotFound} {
		_, err := s.documents.Open(ctx, "林小满", f.ID)
		if data.CodeOf(err) != want || !strings.Contains(data.Explain(err, assets.ZhHans), f.Name) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(s.db.Folder(), "cache", "documents", "*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	bad, err := s.documents.Verify(ctx, nil)
	if err != nil || len(bad) != 2 || data.CodeOf(bad[0].Err) != data.NotFound || data.CodeOf(bad[1].Err) != data.Damaged || bad[1].File.ID != f.ID {
		t.Errorf("verify = %v, %v", bad, err)
	}
	s.add(p, nil)
	if bad, err = s.documents.Verify(ctx, nil); err != nil || len(bad) != 1 {
		t.Errorf("verify = %v, %v", bad, err)
	}
	if _, err := s.documents.Open(ctx, "林小满", f.ID); err != nil {
		t.Error(err)
	}
}

func TestADeletedDocumentComesBackAsItWas(t *testing.T) {
	s, ctx := open(t), context.Background()
	f := s.add(s.file("a.txt", "a"), nil)
	if err := s.documents.Delete(ctx, "贺敏", f.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.documents.Open(ctx, "林小满", f.ID); data.CodeOf(err) != data.Refused {
		t.Errorf("opened from the bin: %v", err)
	}
	fs, err := s.documents.List(ctx, "customer", s.to.ID)
	bin, err2 := s.documents.Bin(ctx, "customer", s.to.ID)
	if err != nil || err2 != nil || len(fs) != 0 || len(bin) != 1 {
		t.Errorf("%v %v, %v %v", fs, bin, err, err2)
	}
	if loose, err := s.documents.Unreferenced(ctx); err != nil || len(loose) != 0 {
		t.Errorf("unreferenced = %v, %v", loose, err)
	}
	for range 2 { // the second time changes nothing
		if err := s.documents.Restore(ctx, "贺敏", f.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.documents.Get(ctx, f.ID); err != nil || got != f {
		t.Errorf("%+v, %v; want %+v", got, err, f)
	}
	h, err := s.customers.History(ctx, s.to.ID)
	if err != nil || len(h) != 4 || h[0].Action != document.Restored || h[1].Action != document.Deleted || h[1].Number != "KH-000001" {
		t.Errorf("trail = %v, %v", h, err)
	}
	if err := s.documents.Delete(ctx, "x", 99); data.CodeOf(err) != data.NotFound {
		t.Errorf("no such document: %v", err)
	}
}

func TestADocumentCanBeRenamedButKeepsItsExtension(t *testing.T) {
	s, ctx := open(t), context.Background()
	f := s.add(s.file("scan0001.pdf", "a"), field.Values{"name": "../../etc/合同"})
	if f.Name != "合同.pdf" {
		t.Errorf("name = %q", f.Name)
	}
	v := f.Values()
	v["name"], v["category"] = "渝鲲火锅-20261122-V1", "往来文件"
	if err := s.documents.Change(ctx, "x", f.ID, v); err != nil {
		t.Fatal(err)
	}
	if f, err := s.documents.Get(ctx, f.ID); err != nil || f.Name != "渝鲲火锅-20261122-V1.pdf" || f.Category != "往来文件" {
		t.Errorf("%+v, %v", f, err)
	}
	v["name"] = ""
	err := s.documents.Change(ctx, "x", f.ID, v)
	if es := data.All(err); len(es) != 1 || es[0].Field != "name" {
		t.Errorf("no name: %v", err)
	}
}

func TestNamesAreFitForAnyFileSystem(t *testing.T) {
	long := strings.Repeat("长", 300)
	for in, want := range map[string]string{
		"../../../etc/passwd.txt": "passwd.txt", `..\..\Windows\win.ini`: "win.ini", "a/../b.pdf": "b.pdf", "/": "未命名", "..": "未命名", "": "未命名", ". .": "未命名",
		"CON": "_CON", "nul.txt": "_nul.txt", "com1.tar.gz": "_com1.tar.gz", "LPT¹.doc": "_LPT¹.doc", "console.txt": "console.txt",
		"a\x00b\n.txt": "ab.txt", "合同\u202efdp.exe": "合同fdp.exe", "a:b?c*.txt": "a_b_c_.txt", " 表.xlsx. ": "表.xlsx", ".hidden": ".hidden",
		"\xff.txt": "_.txt", "e\u0301.txt": "\u00e9.txt", long + ".docx": strings.Repeat("长", 65) + ".docx", "x\u3000y.pdf": "x y.pdf",
	} {
		if got := document.CleanName(in); got != want {
			t.Errorf("%q → %q, want %q", in, got, want)
		}
	}
}

func TestNamesAreSuggestedWithTheNextVersion(t *testing.T) {
	on := time.Date(2026, 11, 22, 0, 0, 0, 0, time.Local)
	for want, taken := range map[string][]string{
		"渝鲲火锅-20261122-V1.pdf": nil,
		"渝鲲火锅-20261122-V3.pdf": {"渝鲲火锅-20261122-V1.pdf", "渝鲲火锅-20261122-V2.docx", "x.pdf"},
	} {
		if got := document.Suggest("渝鲲火锅", on, ".pdf", taken); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestEveryTextOfADocumentIsTranslated(t *testing.T) {
	for _, l := range []assets.Lang{assets.ZhHans, assets.En} {
		keys := append([]string{"document.title", "document.size", "document.added_at", "document.added_by"}, document.Categories...)
		for _, f := range document.Fields() {
			keys = append(keys, f.Label)
		}
		for _, a := range []register.Action{document.Added, document.Changed, document.Deleted, document.Restored} {
			keys = append(keys, "action."+string(a))
		}
		for _, k := range keys {
			if !l.Has(k) {
				t.Errorf("%s: no text for %s", l, k)
			}
		}
	}
	if len(document.Categories) != 13 {
		t.Errorf("%d categories", len(document.Categories))
	}
}

func FuzzCleanName(f *testing.F) {
	for _, s := range []string{"../a", "CON", "a\x00", "长"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := document.CleanName(s)
		if n == "" || len(n) > 210 || strings.ContainsAny(n, "/\\\x00") || document.CleanName(n) != n || bytes.HasSuffix([]byte(n), []byte(".")) {
			t.Errorf("%q → %q", s, n)
		}
	})
}

func TestTheNameIsTheRegulationsWithTheNextVersion(t *testing.T) {
	p, err := policy.Shipped("property")
	if err != nil {
		t.Fatal(err)
	}
	var kept []document.File
	for _, want := range []string{"渝鲲火锅-20261122-V1.pdf", "渝鲲火锅-20261122-V2.pdf"} {
		got := document.ProposedName(p, "渝鲲火锅", "2026-11-22", "scan0001.pdf", kept)
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
		kept = append(kept, document.File{Name: got})
	}
	if n := len(document.Offered(p)); n != 13 {
		t.Errorf("%d categories", n)
	}
	general, err := policy.Shipped("general")
	if err != nil {
		t.Fatal(err)
	}
	if got := document.ProposedName(general, "渝鲲火锅", "2026-11-22", "合同.pdf", nil); got != "合同.pdf" {
		t.Errorf("without a pattern %q", got)
	}
}
