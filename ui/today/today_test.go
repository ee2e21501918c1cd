package today_test

import (
	"context"
	"testing"

	"kezhi/data/db"
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

func TestTheDayShowsWhatIsOpenEnteredAndBegun(t *testing.T) {
	h, ctx := screentest.New(t), context.Background()
	v := h.Shop().Complaints.Blank()
	v["complainant"], v["what"], v["receiver"], v["promised_on"] = "冉红", "送货迟到两小时", "林小满", "2099-01-01"
	if _, err := h.Shop().Complaints.Put(ctx, "林小满", register.Record{Values: v}); err != nil {
		t.Fatal(err)
	}
	if err := h.Shop().DB.KeepDraft(ctx, db.Draft{Register: "customer", Who: "林小满", Values: `{"name":"单雨霏"}`}); err != nil {
		t.Fatal(err)
	}
	h.Show(today.Page(h))
	h.Settle()
	h.Must("未结投诉 1 件", "冉红", "送货迟到两小时", "未保存的草稿", "单雨霏", "今天录入")
	h.Push("处理")
	if c := h.Last("open"); c.Of != "complaint" {
		t.Errorf("open = %+v", c)
	}
	h.Push("继续")
	if c := h.Last("resume"); c.Of != "customer" || c.IDs[0] != 0 {
		t.Errorf("resume = %+v", c)
	}
}
