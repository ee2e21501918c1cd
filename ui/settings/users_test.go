package settings

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kezhi/data/account"
	"kezhi/data/staff"
	"kezhi/ui/book"
	"kezhi/ui/screen/screentest"
)

// tabbed is a page under the strip of the settings.
type tabbed = book.Tabs

// signedIn is a window over a file with accounts at which its administrator
// works.
func signedIn(t *testing.T) *screentest.Host {
	t.Helper()
	h, ctx := screentest.New(t), context.Background()
	if _, err := account.SetUp(ctx, h.Shop().DB, "林小满", "lin", "horse lamp rain 42"); err != nil {
		t.Fatal(err)
	}
	h.People = []staff.Member{{Name: "林小满"}, {Name: "单雨霏", Department: "业务部"}}
	if err := h.Shop().SetStaff(ctx, "林小满", h.People); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAFileWithoutAccountsSaysWhoSeesEverything(t *testing.T) {
	h := screentest.New(t)
	h.Show(Users(h))
	h.Settle()
	h.Must("还没有设登录", "设置密码登录")
}

func TestAUserIsAddedChangedAndDisabled(t *testing.T) {
	h, ctx := signedIn(t), context.Background()
	h.Show(Users(h))
	h.Settle()
	h.Must("1 个用户", "林小满 · 您", "看全部客户", "在用")
	h.Push("添加用户")
	h.Form().SetValue("name", "单雨霏")
	h.Fill("login", "Shan")
	h.Form().SetValue("role", string(staff.AccountManager))
	h.Push("保存")
	h.Settle()
	us, err := account.Users(ctx, h.Shop().DB)
	if err != nil || len(us) != 2 || us[1].Login != "shan" || !us[1].MustChange || us[1].Role != staff.AccountManager {
		t.Fatalf("%+v, %v. The window says:\n%s", us, err, h.Texts())
	}
	h.Must("2 个用户", "待改密码")

	p := h.Front().(*tabbed).Page.(*users)
	p.reset(us[1])
	h.Must("给单雨霏重设密码")
	h.Push("重设密码")
	h.Settle()
	p.toggle(us[1])
	h.Push("停用")
	h.Settle()
	if us, _ = account.Users(ctx, h.Shop().DB); !us[1].Disabled {
		t.Errorf("still enabled: %s", h.Texts())
	}
	p.toggle(us[0])
	h.Push("停用")
	h.Settle()
	h.Must("至少要留一个能登录的管理员")
}

func TestTheMinutesOfTheLockAreKeptAndAFigureOutOfBoundsIsSaid(t *testing.T) {
	h := signedIn(t)
	page := Users(h).(*tabbed)
	h.Show(page)
	h.Settle()
	if err := account.SetIdle(context.Background(), h.Shop().DB, 25); err != nil {
		t.Fatal(err)
	}
	page.Shown()
	h.Settle()
	h.Must("25")
}

func TestRightsAreTickedSavedAndPutBack(t *testing.T) {
	h, ctx := signedIn(t), context.Background()
	page := Rights(h).(*tabbed)
	h.Show(page)
	h.Settle()
	p := page.Page.(*rights)
	h.Must("客户经理", "客户档案", "看隐私", "与标准不同")
	p.matrix.FocusFirst()
	for range 4 {
		h.Press(fyne.KeyRight)
	}
	h.Type(" ") // the reception may delete customers
	if !p.dirty() {
		t.Fatal("nothing was ticked")
	}
	if !p.matrix.Odd(0, 4) || p.matrix.Odd(0, 0) {
		t.Error("what differs from the standard is not marked")
	}
	p.keep()
	h.Settle()
	rs, err := account.RightsOf(ctx, h.Shop().DB)
	if err != nil || !rs.May(staff.Reception, account.Delete, "customer") {
		t.Fatalf("%v %v", rs[staff.Reception]["customer"], err)
	}
	h.Push("恢复标准")
	h.Must("您改过的 1 处")
	h.Push("恢复标准")
	p.keep()
	h.Settle()
	if rs, _ = account.RightsOf(ctx, h.Shop().DB); rs.May(staff.Reception, account.Delete, "customer") {
		t.Error("not put back")
	}
}

func TestWhoDoesNotSeeDoesNothingAndWhoEditsAllEditsTheirOwn(t *testing.T) {
	p := &rights{role: staff.Reception, now: account.Standard()}
	p.tick("quarter", account.Print, true)
	if !p.now.May(staff.Reception, account.See, "quarter") {
		t.Error("prints what it does not see")
	}
	p.tick("quarter", account.See, false)
	if p.now.May(staff.Reception, account.Print, "quarter") {
		t.Error("prints what it sees no more")
	}
	p.tick("customer", account.EditAll, true)
	if !p.fixed("customer", account.EditOwn) {
		t.Error("one's own can be taken from who edits all")
	}
	p.role = staff.Administrator
	if !p.fixed("account", account.See) || p.fixed("customer", account.See) {
		t.Error("an administrator can shut everybody out")
	}
}
