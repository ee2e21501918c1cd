package account_test

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/staff"
	"kezhi/data/vault"
	accounts "kezhi/ui/account"
	"kezhi/ui/kit"
	"kezhi/ui/screen/screentest"
)

const password = "horse lamp rain 42"

// closed is a window over a file whose first user is lin, locked.
func closed(t *testing.T) *screentest.Host {
	t.Helper()
	t.Setenv("KEZHI_KEYS", t.TempDir())
	h := screentest.New(t)
	if _, err := account.SetUp(context.Background(), h.Shop().DB, "林小满", "lin", password); err != nil {
		t.Fatal(err)
	}
	account.SignOut(h.Shop().DB)
	t.Cleanup(func() { // the host closes the file as anybody may
		if _, err := account.SignIn(context.Background(), h.Shop().DB, "lin", password); err != nil {
			t.Log(err)
		}
	})
	return h
}

// shut draws the page to sign in over a window.
func shut(h *screentest.Host, user account.User) (l *accounts.Login, in func() *account.Session) {
	var s *account.Session
	l = accounts.NewLogin(h, user)
	l.In = func(x *account.Session) { s = x }
	c := kit.NewCurtain(l.Content())
	c.OnKey = l.Key
	c.Draw(h.Canvas())
	l.Focus()
	return l, func() *account.Session { return s }
}

func TestLoginAndPasswordLetSomebodyInAndNobodyIsListed(t *testing.T) {
	h := closed(t)
	_, in := shut(h, account.User{})
	if h.Reads("林小满") || h.Reads("lin") {
		t.Errorf("the page names users:\n%s", h.Texts())
	}
	h.Type("LIN")
	h.Press(fyne.KeyReturn)
	h.Type(password)
	h.Press(fyne.KeyReturn)
	h.Settle()
	if s := in(); s == nil || s.Name() != "林小满" || h.Shop().DB.Actor() == nil {
		t.Fatalf("nobody came in. The window says:\n%s", h.Texts())
	}
}

func TestAWrongPasswordAndAnUnknownLoginAreToldInTheSameWords(t *testing.T) {
	h := closed(t)
	l, in := shut(h, account.User{})
	for _, login := range []string{"lin", "nobody"} {
		h.Type(login)
		h.Press(fyne.KeyReturn)
		h.Type("not the password")
		h.Press(fyne.KeyReturn)
		h.Settle()
		h.Must("登录名或密码不对")
		l.Close()
		l, in = shut(h, account.User{})
	}
	if in() != nil || h.Shop().DB.Actor() != nil {
		t.Error("somebody came in")
	}
}

func TestAfterFailuresTheSecondsAreCountedDown(t *testing.T) {
	h := closed(t)
	for range 200 { // until the next one has to wait for some seconds
		_, err := account.SignIn(context.Background(), h.Shop().DB, "lin", "wrong password")
		if es := data.All(err); es[0].Code == data.Busy && es[0].Args[1].(int64) > 3 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	l, in := shut(h, account.User{Login: "lin", Name: "林小满"})
	h.Must("林小满，已锁定")
	h.Type(password)
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("试错太多次，请等")
	if !h.Button("登录").Disabled() || in() != nil {
		t.Error("an attempt too soon was let through")
	}
	l.Close()
}

func TestWhoLostThePasswordComesInWithTheRecoveryKey(t *testing.T) {
	t.Setenv("KEZHI_KEYS", t.TempDir())
	h, ctx := screentest.New(t), context.Background()
	d := h.Shop().DB
	if _, err := account.SetUp(ctx, d, "林小满", "lin", password); err != nil {
		t.Fatal(err)
	}
	key, err := vault.SetUp(ctx, d, "林小满")
	if err != nil {
		t.Fatal(err)
	}
	account.SignOut(d)
	_, in := shut(h, account.User{Login: "lin", Name: "林小满"})
	h.Push("忘记密码")
	h.Press(fyne.KeyReturn)
	fill := func(key, first, second string) {
		h.Type(key)
		for _, s := range []string{first, second} {
			h.Press(fyne.KeyReturn)
			h.Type(s)
		}
		h.Press(fyne.KeyReturn)
		h.Settle()
	}
	fill("AGE-SECRET-KEY-1WRONG", "a new good password", "a new good password")
	if in() != nil {
		t.Fatal("a wrong key let somebody in")
	}
	h.Push("返回登录")
	h.Push("忘记密码")
	h.Press(fyne.KeyReturn)
	fill(key, "a new good password", "a new good password")
	if in() == nil {
		t.Fatalf("the recovery key let nobody in:\n%s", h.Texts())
	}
	if _, err := account.SignIn(ctx, d, "lin", "a new good password"); err != nil {
		t.Error(err)
	}
}

func TestWhoWasGivenAPasswordChoosesAnotherFirst(t *testing.T) {
	h, ctx := closed(t), context.Background()
	d := h.Shop().DB
	if _, err := account.SignIn(ctx, d, "lin", password); err != nil {
		t.Fatal(err)
	}
	staffed(t, h, "林小满", "单雨霏")
	if _, err := account.AddUser(ctx, d, account.User{Login: "shan", Name: "单雨霏", Role: staff.Reception, Scope: account.All, MustChange: true}, "given by lin 1"); err != nil {
		t.Fatal(err)
	}
	account.SignOut(d)
	_, in := shut(h, account.User{})
	h.Type("shan")
	h.Press(fyne.KeyReturn)
	h.Type("given by lin 1")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("请换成只有您知道的")
	if in() != nil {
		t.Fatal("came in with a password somebody else knows")
	}
	h.Type("my own long one")
	h.Press(fyne.KeyReturn)
	h.Type("my own long two")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("两次输入的不一样")
	h.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	h.Type("my own long one")
	h.Press(fyne.KeyReturn)
	h.Settle()
	if s := in(); s == nil || s.Name() != "单雨霏" || !s.May(account.Create, "customer") {
		t.Fatalf("did not come in:\n%s", h.Texts())
	}
}

func staffed(t *testing.T, h *screentest.Host, names ...string) {
	t.Helper()
	var ms []staff.Member
	for _, n := range names {
		ms = append(ms, staff.Member{Name: n})
	}
	if err := h.Shop().SetStaff(context.Background(), h.Who(), ms); err != nil {
		t.Fatal(err)
	}
	h.People = ms
}

func TestTheFirstAccountIsMadeAndTheRecoveryKeyIsShownOnce(t *testing.T) {
	t.Setenv("KEZHI_KEYS", t.TempDir())
	h := screentest.New(t)
	done := false
	accounts.SetUp(h, func() { done = true })
	h.Must("您是第一个用户")
	h.Press(fyne.KeyTab)
	h.Type("lin")
	h.Press(fyne.KeyReturn)
	h.Type("short")
	h.Must("密码至少 10 个字")
	h.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	h.Type(password)
	h.Must("很好")
	h.Press(fyne.KeyReturn)
	h.Type(password)
	h.Press(fyne.KeyReturn)
	h.Settle()
	if m, err := account.ModeOf(context.Background(), h.Shop().DB); !done || err != nil || m != account.Closed {
		t.Fatalf("%v %v, the window says:\n%s", m, err, h.Texts())
	}
	h.Must("请保管好恢复页", "AGE-SECRET-KEY-1")
	h.Push("我已保管好")
	h.Must("请先打印，或抄下再确认")
	h.Push("我已保管好")
	if h.Reads("AGE-SECRET-KEY-1") {
		t.Error("the key is still shown")
	}
}

func TestNobodyAtTheDeskReadsNothing(t *testing.T) {
	h := closed(t)
	if _, err := h.Shop().Staff(context.Background()); data.CodeOf(err) != data.Locked {
		t.Errorf("%v", err)
	}
}
