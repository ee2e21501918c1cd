package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/data/account"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/right"
	"kezhi/data/shop"
	"kezhi/data/staff"
	"kezhi/data/vault"
)

const (
	secretPhone    = "13812345678"
	secretIdentity = "33010619900101123X"
	password       = "correct horse battery"
)

// closedFile is a file with accounts: of the owner, of somebody at the front desk
// who sees what is sensitive masked, of an archivist, and of somebody who may
// nothing at all.
func closedFile(t *testing.T) string {
	t.Helper()
	ctx := context.Background()
	at := fresh(t)
	s, err := shop.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	defer leave(s)
	if _, err := account.SetUp(ctx, s.DB, "王掌柜", "boss", password); err != nil {
		t.Fatal(err)
	}
	if err := s.SetStaff(ctx, "", []staff.Member{{Name: "王掌柜"}, {Name: "李前台"}, {Name: "秦档案"}, {Name: "无权"}}); err != nil {
		t.Fatal(err)
	}
	for _, u := range []account.User{
		{Login: "li", Name: "李前台", Role: staff.Reception, Scope: account.All},
		{Login: "qin", Name: "秦档案", Role: staff.Archivist, Scope: account.All},
		{Login: "none", Name: "无权", Role: staff.Office, Scope: account.All},
	} {
		if _, err := account.AddUser(ctx, s.DB, u, password); err != nil {
			t.Fatal(err)
		}
	}
	nothing := map[string][]right.Verb{}
	for _, key := range account.Registers() {
		nothing[key] = nil
	}
	see := []right.Verb{right.See, right.Print, right.Export}
	rights := account.Rights{staff.Office: nothing, staff.Reception: {"customer": see, "complaint": see, "credit": see}}
	if err := account.SetRights(ctx, s.DB, rights); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		key string
		v   field.Values
	}{
		{"customer", field.Values{"kind": "person", "name": "张伟", "identity": secretIdentity, "phones": []field.Values{{"number": secretPhone}}}},
		{"complaint", field.Values{"customer": "KH-000001", "complainant": "张伟", "phone": secretPhone, "receiver": "李前台", "what": "漏水", "severity": "ordinary"}},
		{"credit", field.Values{"customer": "KH-000001", "grade": "A", "limit": "48123", "approver": "王掌柜"}},
	} {
		if _, err := s.Register(x.key).Put(ctx, "", register.Record{Values: x.v}); err != nil {
			t.Fatal(x.key, err)
		}
	}
	return at
}

// another is a copy of a file, on which nobody has failed to sign in yet.
func another(t *testing.T, of string) string {
	t.Helper()
	to := fresh(t)
	if err := os.WriteFile(to, content(t, of), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func signed(t *testing.T, login, word string) {
	t.Helper()
	t.Setenv(userVariable, login)
	t.Setenv(passwordVariable, word)
}

// held is what the registers of a file hold: what no refusal may change.
func held(t *testing.T, at string) string {
	t.Helper()
	signed(t, "boss", password)
	out := ""
	for _, r := range []string{"customer", "complaint", "credit", "visit"} {
		out += must(t, "", "list", r, "--db", at)
	}
	return out + must(t, "", "policy", "show", "--db", at)
}

// commands are all that work on a file; OUT stands for a place to write to.
var commands = map[string][]string{
	"search":        {"search", "张伟"},
	"list":          {"list", "customer"},
	"list --json":   {"list", "customer", "--json"},
	"show":          {"show", "KH-000001"},
	"show --json":   {"show", "KH-000001", "--json"},
	"add":           {"add", "customer", "--json", "-"},
	"step":          {"step", "TS-2026-000001", "assessment"},
	"pdf":           {"pdf", "--form", "customer-card", "--id", "KH-000001", "--out", "OUT"},
	"check":         {"check"},
	"due":           {"due"},
	"stats":         {"stats", "--from", "2026-01-01", "--to", "2026-12-31"},
	"backup":        {"backup", "--to", "OUT"},
	"audit verify":  {"audit", "verify"},
	"audit list":    {"audit", "list", "--json"},
	"person export": {"person", "export", "KH-000001", "--to", "OUT"},
	"person erase":  {"person", "erase", "KH-000001", "--why", "x"},
	"person list":   {"person", "list"},
	"policy use":    {"policy", "use", "dealer"},
}

// called is a call of a command on a file, with what it has written.
func called(t *testing.T, name, at string) (a answer, wrote bool) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	args := []string{}
	for _, x := range commands[name] {
		if x == "OUT" {
			x = out
		}
		args = append(args, x)
	}
	a = call(t, hotpot, append(args, "--db", at)...)
	_, err := os.Stat(out)
	return a, err == nil
}

func TestAFileWithAccountsOpensForNoCommandWithoutALogin(t *testing.T) {
	at := closedFile(t)
	before := content(t, at)
	t.Setenv(passphraseVariable, password)
	for name := range commands {
		for login, want := range map[string]string{"": userVariable, "boss": "登录名或密码不对", "nobody": "登录名或密码不对"} {
			of := another(t, at)
			signed(t, login, map[bool]string{true: "", false: "not the password"}[login == ""])
			a, wrote := called(t, name, of)
			if a.code != failed || a.out != "" || wrote || !strings.Contains(a.errs, want) || strings.Count(strings.TrimSpace(a.errs), "\n") > 0 {
				t.Errorf("%s as %q: %d %q %q, wrote %v", name, login, a.code, a.out, a.errs, wrote)
			}
			if login == "" && !bytes.Equal(content(t, of), before) {
				t.Errorf("%s changed the file", name)
			}
		}
	}
}

func TestACommandIsRefusedToWhomItsDeedIs(t *testing.T) {
	at := closedFile(t)
	before := held(t, at)
	t.Setenv(passphraseVariable, password)
	quiet := map[string]bool{"search": true, "due": true} // of no record; that the file needs a backup everybody is told
	for name := range commands {
		signed(t, "none", password)
		a, wrote := called(t, name, at)
		switch {
		case quiet[name] && a.code == fine && !strings.Contains(a.out, "-000001") && !strings.Contains(a.out, "张伟"):
		case a.code == fine || a.out != "" || !strings.Contains(a.errs, "不能"):
			t.Errorf("%s: %d %q %q", name, a.code, a.out, a.errs)
		}
		if wrote {
			t.Errorf("%s has written something", name)
		}
	}
	if now := held(t, at); now != before {
		t.Errorf("something was changed:\n%s\n%s", before, now)
	}
	signed(t, "", "")
	for _, args := range [][]string{{"fields", "complaint", "--json"}, {"forms"}, {"workday", "2026-09-30", "7"}, {"policy", "show", "dealer"}} {
		must(t, "", args...) // of no file
	}
}

func TestWhatIsSensitiveIsMaskedWithoutAWindowToo(t *testing.T) {
	at := closedFile(t)
	signed(t, "li", password)
	paper := filepath.Join(t.TempDir(), "x.pdf")
	must(t, "", "pdf", "--db", at, "--form", "customer-card", "--id", "KH-000001", "--out", paper)
	all := map[string]string{"pdf": text(t, paper)}
	for _, args := range [][]string{
		{"list", "customer"},
		{"list", "customer", "--json"},
		{"list", "customer", "--json", "--whole"},
		{"list", "credit", "--json"},
		{"list", "complaint", "--json"},
		{"show", "KH-000001"},
		{"show", "KH-000001", "--json"},
		{"show", "TS-2026-000001", "--json"},
		{"show", "XY-000001", "--json"},
		{"search", "5678"},
	} {
		all[strings.Join(args, " ")] = must(t, "", append(args, "--db", at)...)
	}
	for name, x := range all {
		for _, secret := range []string{secretPhone, secretIdentity, "48123", "48,123"} {
			if strings.Contains(x, secret) {
				t.Errorf("%s tells %s:\n%s", name, secret, x)
			}
		}
	}
	for name, mask := range map[string]string{"pdf": "138****5678", "show KH-000001 --json": "3301**********123X", "show XY-000001 --json": "***", "list customer": "138****5678"} {
		if !strings.Contains(all[name], mask) {
			t.Errorf("%s: no %s in\n%s", name, mask, all[name])
		}
	}
	signed(t, "boss", password)
	if out := must(t, "", "show", "KH-000001", "--db", at, "--json"); !strings.Contains(out, secretIdentity) {
		t.Error("who may see it sees it:", out)
	}
}

func TestWhatLeavesTheFileIsCounted(t *testing.T) {
	at := closedFile(t)
	signed(t, "boss", password)
	for _, args := range [][]string{{"list", "customer", "--json"}, {"list", "customer"}, {"show", "KH-000001", "--json"}, {"show", "KH-000001"}, {"person", "list"}} {
		must(t, "", append(args, "--db", at)...)
	}
	var es []entry
	if err := json.Unmarshal([]byte(must(t, "", "audit", "list", "--db", at, "--action", "exported", "--json")), &es); err != nil {
		t.Fatal(err)
	}
	for _, e := range es {
		if e.Who != "王掌柜" || e.Register != "customer" || len(e.Fields) != 1 || e.Fields[0].Key != "records" || e.Fields[0].After != "1" {
			t.Errorf("%+v", e)
		}
	}
	if len(es) != 3 {
		t.Errorf("%d exports are on record, want those of list --json, show --json and person list", len(es))
	}
	if out := must(t, "", "audit", "list", "--db", at, "--action", "exported"); strings.Count(out, "\n") != 4 {
		t.Error("the list of entries itself left the file:", out)
	}
	// Who may see but not export sees it on the screen.
	signed(t, "qin", password)
	for _, args := range [][]string{{"list", "complaint", "--json"}, {"show", "TS-2026-000001", "--json"}} {
		if a := call(t, "", append(args, "--db", at)...); a.code != failed || a.out != "" || !strings.Contains(a.errs, "导出") {
			t.Errorf("%v: %+v", args, a)
		}
	}
	must(t, "", "show", "TS-2026-000001", "--db", at)
}

func TestACopyOfAPersonsDataIsSealed(t *testing.T) {
	at := closedFile(t)
	signed(t, "boss", password)
	dir := filepath.Join(t.TempDir(), "copy")
	t.Setenv(passphraseVariable, "short")
	if a := call(t, "", "person", "export", "--db", at, "KH-000001", "--to", dir, "--encrypt"); a.code != misled || !strings.Contains(a.errs, "passphrase: ") {
		t.Errorf("%+v", a)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a folder for nothing")
	}
	t.Setenv(passphraseVariable, password)
	out := must(t, "", "person", "export", "--db", at, "KH-000001", "--to", dir, "--encrypt")
	if strings.TrimSpace(out) != filepath.Join(dir, "KH-000001.json.age") {
		t.Error(out)
	}
	es, err := os.ReadDir(dir)
	if err != nil || len(es) != 1 {
		t.Fatal(es, err)
	}
	raw, err := os.ReadFile(strings.TrimSpace(out))
	if err != nil || strings.Contains(string(raw), "张伟") || strings.Contains(string(raw), secretPhone) {
		t.Fatal("it can be read", err)
	}
	plain, err := vault.Decrypt(strings.NewReader(string(raw)), password)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(plain)
	if err != nil || !strings.Contains(string(b), secretPhone) || !json.Valid(b) {
		t.Errorf("%.300s, %v", b, err)
	}
	if help := must(t, "", "person", "export", "--help"); !strings.Contains(help, "--encrypt") || !strings.Contains(help, passphraseVariable) {
		t.Error(help)
	}
}

// What comes back from a backup, or out of a damaged file, is as closed as it was.
func TestWhatIsRestoredAsksForALoginToo(t *testing.T) {
	at := closedFile(t)
	signed(t, "boss", password)
	t.Setenv(passphraseVariable, password)
	made := strings.TrimSpace(must(t, "", "backup", "--db", at, "--to", filepath.Join(t.TempDir(), "b")))
	back, saved := fresh(t), fresh(t)
	signed(t, "", "")
	if a := call(t, "", "restore", "--from", made, "--db", at); a.code == fine {
		t.Error("restored over a file")
	}
	must(t, "", "restore", "--from", made, "--db", back)
	call(t, "", "recover", "--from", at, "--db", saved)
	for _, f := range []string{back, saved} {
		if a := call(t, "", "list", "customer", "--db", f); a.code != failed || a.out != "" || !strings.Contains(a.errs, userVariable) {
			t.Errorf("%+v", a)
		}
		signed(t, "boss", password)
		if out := must(t, "", "list", "customer", "--db", f); !strings.Contains(out, "张伟") {
			t.Error(out)
		}
		signed(t, "", "")
	}
	t.Setenv(passphraseVariable, "another passphrase")
	if a := call(t, "", "restore", "--from", made, "--db", fresh(t)); a.code != misled {
		t.Errorf("%+v", a)
	}
}

// text is what can be copied out of a PDF.
func text(t *testing.T, path string) string {
	t.Helper()
	b, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
