package today_test

import (
	"context"
	"testing"
	"time"

	"kezhi/data/account"
	"kezhi/data/due"
	"kezhi/data/staff"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/screen/screentest"
	"kezhi/ui/today"
)

func TestAnEmptyDaySaysWhatToDo(t *testing.T) {
	h := screentest.New(t)
	h.Show(today.Page(h))
	h.Settle()
	h.Must("今天没有待办", "今天还没有录入", "Ctrl+Shift+1")
}

func TestTheDayShowsWhatIsDueEnteredAndBegun(t *testing.T) {
	h, ctx := screentest.New(t), context.Background()
	v := h.Shop().Complaints.Blank()
	v["complainant"], v["what"], v["receiver"] = "冉红", "送货迟到两小时", "林小满"
	v["received_at"] = time.Now().AddDate(0, 0, -5).Format(field.TimeLayout)
	v["promised_on"] = time.Now().AddDate(0, 0, -2).Format(field.DateLayout)
	if _, err := h.Shop().Complaints.Put(ctx, "林小满", register.Record{Values: v}); err != nil {
		t.Fatal(err)
	}
	v["complainant"], v["promised_on"] = "单雨霏", time.Now().Format(field.DateLayout)
	if _, err := h.Shop().Complaints.Put(ctx, "林小满", register.Record{Values: v}); err != nil {
		t.Fatal(err)
	}
	if err := h.Shop().DB.KeepDraft(ctx, db.Draft{Register: "customer", Who: "林小满", Values: `{"name":"欧阳旻喆"}`}); err != nil {
		t.Fatal(err)
	}
	h.Show(today.Page(h))
	h.Settle()
	h.Must("逾期 1 件", "今天 1 件", "冉红", "送货迟到两小时", "逾期 2 天", "未保存的草稿", "欧阳旻喆", "今天录入", "每月投诉")
	h.Push("写答复")
	if c := h.Last("open"); c.Of != "complaint" || c.IDs[0] != 1 {
		t.Errorf("open = %+v", c)
	}
	h.Push("继续")
	if c := h.Last("resume"); c.Of != "customer" || c.IDs[0] != 0 {
		t.Errorf("resume = %+v", c)
	}
}

func TestWorkThatARoleMayNotDoIsGreyAndItsRecordOpens(t *testing.T) {
	h, ctx := screentest.New(t), context.Background()
	v := h.Shop().Customers.Blank()
	v["name"], v["kind"] = "冉红", "person"
	if _, err := h.Shop().Customers.Put(ctx, "林小满", register.Record{Values: v}); err != nil {
		t.Fatal(err)
	}
	if err := h.Shop().SetStaff(ctx, "林小满", []staff.Member{{Name: "林小满"}, {Name: "覃玉"}}); err != nil {
		t.Fatal(err)
	}
	d := h.Shop().DB
	if _, err := account.SetUp(ctx, d, "林小满", "lin", "horse lamp rain 42"); err != nil {
		t.Fatal(err)
	}
	if _, err := account.AddUser(ctx, d, account.User{Login: "qin", Name: "覃玉", Role: staff.Reception, Scope: account.All}, "window tea 7 bridge"); err != nil {
		t.Fatal(err)
	}
	begin := due.Item{Kind: due.Visit, Register: "customer", ID: 1, Customer: 1}
	kept := due.Item{Kind: due.Promise, Register: "visit", ID: 1, Act: "promise"}
	p := today.Page(h)
	for _, i := range []due.Item{begin, kept} {
		if why := today.Refused(p, i); why != "" {
			t.Errorf("%+v is refused to the administrator: %s", i, why)
		}
	}
	account.SignOut(d)
	if _, err := account.SignIn(ctx, d, "qin", "window tea 7 bridge"); err != nil {
		t.Fatal(err)
	}
	for _, i := range []due.Item{begin, kept} {
		if today.Refused(p, i) == "" {
			t.Errorf("%+v is offered to the front desk", i)
		}
	}
	if why := today.Refused(p, due.Item{Kind: due.Licence, Register: "customer", ID: 1}); why != "" {
		t.Errorf("a look at a record is refused: %s", why)
	}
	today.Into(p, begin)
	if c := h.Last("open"); c.Of != "customer" || c.IDs[0] != 1 {
		t.Errorf("open = %+v", c)
	}
}
