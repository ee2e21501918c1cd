package settings

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/data/account"
	"kezhi/data/register"
	"kezhi/data/staff"
	"kezhi/ui/kit"
	"kezhi/ui/screen/screentest"
)

// recorded is a window over what is on record of two customers: both entered,
// one changed.
func recorded(t *testing.T) (*screentest.Host, *trail, register.Record) {
	t.Helper()
	h, ctx := screentest.New(t), context.Background()
	reg := h.Shop().Customers
	var out register.Record
	for _, name := range []string{"江城渝鲲火锅店", "单雨霏"} {
		v := reg.Blank()
		v["name"] = name
		var err error
		if out, err = reg.Put(ctx, "罗维", register.Record{Values: v}); err != nil {
			t.Fatal(err)
		}
	}
	out.Values["remark"] = "靠窗的座位"
	out, err := reg.Put(ctx, "周岚", out)
	if err != nil {
		t.Fatal(err)
	}
	page := Trail(h)
	h.Show(page)
	h.Settle()
	return h, page.(*tabbed).Page.(*trail), out
}

func TestWhatIsOnRecordIsFoundByWordsAndByNumber(t *testing.T) {
	h, p, r := recorded(t)
	h.Must("操作记录", "还没有校验过", "周岚", "罗维", "靠窗的座位", "江城渝鲲火锅店")
	for _, x := range []struct {
		words string
		want  int
	}{{"靠窗的座位", 1}, {r.Number, 2}, {"没有这样的", 0}} {
		p.words.SetText(x.words)
		p.read()
		h.Settle()
		if p.rows.Len() != x.want {
			t.Errorf("%s: %d entries, want %d", x.words, p.rows.Len(), x.want)
		}
	}
	h.Must("没有符合筛选的记录")
}

func TestWhatIsOnRecordIsFilteredByPersonAndByWhatWasDone(t *testing.T) {
	h, p, _ := recorded(t)
	all := p.rows.Len()
	p.query.Who = "周岚"
	p.chips()
	p.read()
	h.Settle()
	if p.rows.Len() != 1 {
		t.Errorf("of 周岚: %d entries", p.rows.Len())
	}
	h.Must("操作人：周岚", "1 条")
	p.query.Who, p.query.Action = "", string(register.Created)
	p.chips()
	p.read()
	h.Settle()
	if n := p.rows.Len(); n != 2 || n == all {
		t.Errorf("new ones: %d of %d entries", n, all)
	}
	h.Must("操作：新建")
	p.query.From, p.query.To = "2001-01-01", "2001-01-31"
	p.read()
	h.Settle()
	if p.rows.Len() != 0 {
		t.Errorf("in 2001: %d entries", p.rows.Len())
	}
}

func TestAnEntryShowsBeforeAndAfterAndLeadsToItsRecord(t *testing.T) {
	h, _, r := recorded(t)
	h.Must("修改 "+r.Number, "电脑", "（空） → 靠窗的座位")
	h.Push("打开")
	if c := h.Last("open"); c.Of != "customer" || c.IDs[0] != r.ID {
		t.Errorf("%+v", c)
	}
}

func TestVerifyingSaysWhatCameOfIt(t *testing.T) {
	h, p, _ := recorded(t)
	h.Push("校验")
	if !p.last.Sound || p.last.At == 0 || h.Reads("还没有校验过") {
		t.Errorf("%+v", p.last)
	}
}

func TestWhoMayNotSeeWhatIsOnRecordIsToldSo(t *testing.T) {
	h, ctx := signedIn(t), context.Background()
	const password = "a quiet river 9"
	_, err := account.AddUser(ctx, h.Shop().DB, account.User{Login: "shan", Name: "单雨霏", Role: staff.Reception, Scope: account.All}, password)
	if err == nil {
		_, err = account.SignIn(ctx, h.Shop().DB, "shan", password)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.Show(Trail(h))
	h.Settle()
	h.Must("没有这个权限", "前台不能查看操作记录")
	if h.Reads("校验") {
		t.Error("verifies")
	}
}

func TestTheLogIsPackedIntoTheChosenFolder(t *testing.T) {
	h := screentest.New(t)
	if err := os.WriteFile(filepath.Join(h.Shop().DB.Folder(), "kezhi.log"), []byte("a line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	tab := Page(h, "1.2.3", nil).(*tabbed)
	h.Show(tab)
	h.Settle()
	h.Must("打包日志…", "不含客户资料")
	dir := t.TempDir()
	tab.Page.(*page).pack(dir)
	h.Settle()
	zips, err := filepath.Glob(filepath.Join(dir, "kezhi-log-*.zip"))
	if err != nil || len(zips) != 1 {
		t.Fatalf("%v, %v", zips, err)
	}
	h.Must("日志已打包：" + zips[0])
	if i, err := os.Stat(zips[0]); err != nil || i.Size() == 0 || i.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", i, err)
	}
	kit.CloseToast(h.Canvas())
	tab.Page.(*page).pack(filepath.Join(dir, "gone"))
	h.Settle()
	if !strings.Contains(h.Texts(), "没有完成") {
		t.Errorf("a folder that is not there: %s", h.Texts())
	}
}
