package document_test

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"kezhi/data/document"
)

// FuzzAnyTextMayBeADocumentsName: the name is one that a file can have, in its
// own folder, and stays what it is when it is cleaned once more.
func FuzzAnyTextMayBeADocumentsName(f *testing.F) {
	for _, s := range []string{"合同.pdf", "../../etc/passwd", `C:\Windows\con.txt`, "a\x00b", "名\u202efdp.exe", "", "...", "COM1", "𬭎.docx", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := document.CleanName(s)
		if n == "" || len(n) > 255 || !utf8.ValidString(n) || filepath.Base(n) != n || n == "." || n == ".." || document.CleanName(n) != n {
			t.Fatalf("%q becomes %q, then %q", s, n, document.CleanName(n))
		}
		p := filepath.Join(t.TempDir(), n)
		if err := os.WriteFile(p, nil, 0o600); err != nil {
			t.Error(err)
		}
	})
}
