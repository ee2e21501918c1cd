package today_test

import (
	"context"
	"testing"

	"kezhi/data/account"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
	"kezhi/ui/today"
)

func TestANewFileAsksOnceWhoMayOpenItAndEscPutsItOff(t *testing.T) {
	h := screentest.New(t)
	p := today.Page(h)
	h.Show(p)
	h.Settle()
	h.Must("谁可以打开这份客户资料？", "设置密码登录", "本机不设登录")
	p.Do(screen.Escape)
	if h.Reads("谁可以打开这份客户资料？") {
		t.Error("Esc did not put it off")
	}
	h.Must("还没有决定谁可以打开这份客户资料")
	h.Show(today.Page(h))
	h.Settle()
	if h.Reads("谁可以打开这份客户资料？") {
		t.Error("it is asked twice")
	}
	h.Push("现在决定")
	h.Push("本机不设登录")
	h.Must("不用密码就能看到")
	h.Push("我知道，不设登录")
	h.Settle()
	if m, err := account.ModeOf(context.Background(), h.Shop().DB); err != nil || m != account.Open {
		t.Errorf("%q, %v", m, err)
	}
	if h.Reads("还没有决定") {
		t.Error("the line is still there")
	}
}

func TestAFileWithCustomersIsNotAskedAbout(t *testing.T) {
	h := screentest.New(t)
	if _, err := h.Shop().Customers.Put(context.Background(), "林小满", register.Record{Values: field.Values{"name": "渝鲲火锅", "kind": customer.Organisation}}); err != nil {
		t.Fatal(err)
	}
	h.Show(today.Page(h))
	h.Settle()
	h.Must("还没有决定谁可以打开这份客户资料")
	if h.Reads("谁可以打开这份客户资料？") {
		t.Error("a question stands before who works")
	}
}
