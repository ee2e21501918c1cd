package account_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/staff"
)

const good = "correct horse battery"

var ctx = context.Background()

// closed is a file with the account of an administrator, who is signed in, and
// a clock that the test sets.
func closed(t *testing.T) (*db.DB, *time.Time) {
	t.Helper()
	d := dbtest.MustOpen(t)
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.Local)
	d.Now = func() time.Time { return now }
	if _, err := account.SetUp(ctx, d, "王掌柜", "Boss", good); err != nil {
		t.Fatal(err)
	}
	return d, &now
}

// hire makes an account for somebody new.
func hire(t *testing.T, d *db.DB, name, login string, role staff.Role, scope account.Scope) account.User {
	t.Helper()
	var ms []staff.Member
	if err := d.Setting(ctx, staff.Setting, &ms); err != nil {
		t.Fatal(err)
	}
	if err := d.Set(ctx, "", staff.Setting, append(ms, staff.Member{Name: name, Department: "客服部"})); err != nil {
		t.Fatal(err)
	}
	u, err := account.AddUser(ctx, d, account.User{Name: name, Login: login, Role: role, Scope: scope}, good)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestANewFileAllowsEverything(t *testing.T) {
	d := dbtest.MustOpen(t)
	m, err := account.ModeOf(ctx, d)
	if m != account.Unset || err != nil || account.Check(d, account.Delete, "customer") != nil || !account.Of(d).May(account.Sensitive, "credit") {
		t.Errorf("mode %q, %v", m, err)
	}
	if _, err := account.SignIn(ctx, d, "boss", good); data.CodeOf(err) != data.Refused {
		t.Errorf("err = %v", err)
	}
}

func TestAFileWithAccountsIsShutUntilSomebodySignsIn(t *testing.T) {
	d, _ := closed(t)
	if s := account.Of(d); s.Name() != "王掌柜" || !s.Signed() {
		t.Fatalf("%+v", s.User())
	}
	account.SignOut(d)
	shut(t, d)
	for login, password := range map[string]string{"boss": "wrong horse battery", "nobody": good} {
		_, err := account.SignIn(ctx, d, login, password)
		if es := data.All(err); len(es) != 1 || es[0].Key != "account.error.sign_in" || len(es[0].Args) > 0 {
			t.Errorf("%s: %v", login, err)
		}
	}
	shut(t, d)
	if _, err := account.SignIn(ctx, d, " ｂOSS ", "ｃorrect horse battery"); err != nil {
		t.Fatal(err)
	}
	if err := d.Read(ctx).Exec("SELECT 1").Error; err != nil {
		t.Error(err)
	}
	// Another program finds it shut too, and nothing of it without an account.
	o, err := db.Open(d.File())
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	shut(t, o)
}

func shut(t *testing.T, d *db.DB) {
	t.Helper()
	var n int
	var ms []staff.Member
	for what, err := range map[string]error{
		"read":     d.Read(ctx).Raw("SELECT count(*) FROM accounts").Scan(&n).Error,
		"select":   func() error { _, err := db.Select[db.Draft](d.Read(ctx), "drafts", ""); return err }(),
		"setting":  d.Setting(ctx, staff.Setting, &ms),
		"pool":     d.Pool().QueryRow("SELECT count(*) FROM accounts").Scan(&n),
		"snapshot": d.Snapshot(ctx, nil),
		"write":    d.Write(ctx, "x", nil),
		"check":    account.Check(d, account.See, "customer"),
		"users":    func() error { _, err := account.Users(ctx, d); return err }(),
	} {
		if data.CodeOf(err) != data.Locked {
			t.Errorf("%s: %v, want locked", what, err)
		}
	}
	if n != 0 || ms != nil || account.Of(d).May(account.See, "customer") {
		t.Error("something came out of a shut file")
	}
}

func TestFailuresMakeTheNextAttemptWaitAlsoAfterARestart(t *testing.T) {
	d, now := closed(t)
	hire(t, d, "李前台", "li", staff.Reception, account.All)
	account.SignOut(d)
	for range 3 {
		if _, err := account.SignIn(ctx, d, "boss", "wrong"); data.CodeOf(err) != data.Denied {
			t.Fatal(err)
		}
		*now = now.Add(time.Second) // the third makes the next wait a second
	}
	if _, err := account.SignIn(ctx, d, "boss", "wrong"); data.CodeOf(err) != data.Denied {
		t.Fatal(err)
	}
	soon := func(d *db.DB, login string) {
		t.Helper()
		_, err := account.SignIn(ctx, d, login, good)
		if data.CodeOf(err) != data.Busy || data.All(err)[0].Args[1] != int64(2) {
			t.Errorf("err = %v", err)
		}
	}
	soon(d, "boss")
	*now = now.Add(-24 * time.Hour) // nor does a clock that is set back help
	soon(d, "boss")
	o, err := db.Open(d.File())
	if err != nil {
		t.Fatal(err)
	}
	o.Now = d.Now
	soon(o, "boss")
	_ = o.Close()
	if _, err := account.SignIn(ctx, d, "li", good); err != nil {
		t.Errorf("another login: %v", err)
	}
	*now = now.Add(2 * time.Second)
	if _, err := account.SignIn(ctx, d, "boss", good); err != nil {
		t.Error(err)
	}
}

func TestManyLoginsCannotBeTriedEither(t *testing.T) {
	d, _ := closed(t)
	account.SignOut(d)
	n := 0
	for n < 40 {
		_, err := account.SignIn(ctx, d, "login"+strings.Repeat("x", n), "wrong")
		if data.CodeOf(err) == data.Busy {
			break
		}
		n++
	}
	if n != 20 {
		t.Errorf("%d attempts", n)
	}
}

func TestWhatIsWrongWithAnAccount(t *testing.T) {
	d, _ := closed(t)
	hire(t, d, "李前台", "li", staff.Reception, account.All)
	_, err := account.AddUser(ctx, d, account.User{Name: "谁也不是", Login: "a b", Role: "king", Scope: "world"}, "short")
	var fields []string
	for _, e := range data.All(err) {
		fields = append(fields, e.Field)
	}
	if got := strings.Join(fields, " "); got != "login role scope password" {
		t.Error(got)
	}
	_, err = account.AddUser(ctx, d, account.User{Name: "李前台", Login: "LI", Role: staff.Reception, Scope: account.All}, good)
	if es := data.All(err); len(es) != 2 || es[0].Field != "login" || es[1].Field != "name" {
		t.Error(err)
	}
}

func TestThereIsAlwaysAnAdministrator(t *testing.T) {
	d, _ := closed(t)
	u := account.Of(d).User()
	u.Disabled = true
	if err := account.ChangeUser(ctx, d, u); data.CodeOf(err) != data.Refused {
		t.Error(err)
	}
	if err := account.SetRights(ctx, d, account.Rights{staff.Administrator: {"account": nil, "customer": nil}}); err != nil {
		t.Fatal(err)
	}
	if s := account.Of(d); !s.May(account.EditAll, "account") || s.May(account.See, "customer") {
		t.Error("the rights are not as they were set, or the administrator lost theirs")
	}
	err := account.Check(d, account.See, "customer")
	if es := data.All(err); len(es) != 1 || es[0].Code != data.Denied || es[0].Key != "account.error.denied" {
		t.Error(err)
	}
}

func TestAChangeByAnotherProgramCountsHere(t *testing.T) {
	d, _ := closed(t)
	u := hire(t, d, "李前台", "li", staff.Reception, account.All)
	o, err := db.Open(d.File())
	if err != nil {
		t.Fatal(err)
	}
	defer o.Close()
	if _, err := account.SignIn(ctx, o, "li", good); err != nil {
		t.Fatal(err)
	}
	u.Disabled = true
	if err := account.ChangeUser(ctx, d, u); err != nil {
		t.Fatal(err)
	}
	if err := o.Recheck(ctx); err != nil {
		t.Fatal(err)
	}
	shut(t, o)
	if _, err := account.SignIn(ctx, o, "li", good); data.CodeOf(err) != data.Denied {
		t.Error(err)
	}
	if err := account.Reopen(ctx, d); err != nil {
		t.Fatal(err)
	}
	if err := o.Recheck(ctx); err != nil || account.Check(o, account.Delete, "customer") != nil {
		t.Error("opened again, and the other program does not know", err)
	}
	if err := account.StayOpen(ctx, d, "x"); err != nil {
		t.Error(err)
	}
}

func TestWhoMustChangeTheirPasswordMayNothingBefore(t *testing.T) {
	d, _ := closed(t)
	u := hire(t, d, "李前台", "li", staff.Reception, account.All)
	if err := account.SetPassword(ctx, d, u.ID, "another good one"); err != nil {
		t.Fatal(err)
	}
	s, err := account.SignIn(ctx, d, "li", "another good one")
	if err != nil || !s.User().MustChange || s.May(account.See, "customer") {
		t.Fatalf("%v", err)
	}
	if err := account.ChangePassword(ctx, d, "wrong", "my own password"); len(data.All(err)) != 1 || data.All(err)[0].Field != "old" {
		t.Error(err)
	}
	if err := account.ChangePassword(ctx, d, "another good one", "my own password"); err != nil {
		t.Fatal(err)
	}
	if s := account.Of(d); !s.May(account.See, "customer") || s.May(account.Delete, "customer") {
		t.Error("after the change they do not have their rights")
	}
	if _, err := account.AddUser(ctx, d, account.User{}, good); data.CodeOf(err) != data.Denied {
		t.Error(err)
	}
}

func TestRecoverNeedsAProof(t *testing.T) {
	d, _ := closed(t)
	account.SignOut(d)
	if err := account.Recover(ctx, d, "boss", "a new long password"); data.CodeOf(err) != data.Denied {
		t.Error(err)
	}
	account.Prove(d)
	if err := account.Recover(ctx, d, "boss", "a new long password"); err != nil {
		t.Fatal(err)
	}
	if err := account.Recover(ctx, d, "boss", "and another password"); data.CodeOf(err) != data.Denied {
		t.Error("one proof was good for two passwords")
	}
	if _, err := account.SignIn(ctx, d, "boss", "a new long password"); err != nil {
		t.Error(err)
	}
}

func TestWeakPasswords(t *testing.T) {
	for _, p := range []string{"", "short", "1234567890", "aaaaaaaaaaaa", "abcabcabcabc", "qwertyuiop", "Password123", "woaini1314", "5201314520", "１２３４５６７８９０", "1qaz2wsx3edc", "a123456789", "abcd123456"} {
		if account.Weak(p) == nil {
			t.Errorf("%q is taken", p)
		}
	}
	for _, p := range []string{good, "春眠不觉晓处处闻啼鸟", "gule-mobi-42-tan", "mydogateit2026x"} {
		if err := account.Weak(p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func TestEverySessionWritesInItsOwnName(t *testing.T) {
	d, _ := closed(t)
	err := d.Write(ctx, "somebody else", func(tx *db.Tx) error {
		if tx.Who != "王掌柜" {
			t.Errorf("who = %q", tx.Who)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestNothingThatWasTypedInTheWrongPlaceIsKept(t *testing.T) {
	d, _ := closed(t)
	account.SignOut(d)
	_, _ = account.SignIn(ctx, d, "my secret password", "x")
	if _, err := account.SignIn(ctx, d, "boss", good); err != nil {
		t.Fatal(err)
	}
	var n int
	err := d.Pool().QueryRow(`SELECT (SELECT count(*) FROM account_failures WHERE login LIKE '%secret%')
		+ (SELECT count(*) FROM changes WHERE number LIKE '%secret%' OR fields LIKE '%secret%' OR who LIKE '%secret%' OR fields LIKE '%argon2%')`).Scan(&n)
	if err != nil || n != 0 {
		t.Error(n, err)
	}
}

func BenchmarkSignIn(b *testing.B) {
	d := dbtest.MustOpen(b)
	if _, err := account.SetUp(ctx, d, "王掌柜", "boss", good); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := account.SignIn(ctx, d, "boss", good); err != nil {
			b.Fatal(err)
		}
	}
}
