package today_test

import (
	"context"
	"testing"
	"time"

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
