package customers_test

import (
	"context"
	"testing"

	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/customers"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

func put(t *testing.T, h *screentest.Host, name, phone string) register.Record {
	t.Helper()
	return h.Enter("customer", field.Values{"name": name, "phones": []field.Values{{"use": "mobile", "number": phone}}})
}

func TestAFileIsOpenedChangedPrintedAndThrownAway(t *testing.T) {
	h := screentest.New(t)
	h.Show(customers.List(h))
	h.Settle()
	h.Must("还没有客户档案")

	h.Show(customers.Page(h, 0, nil))
	h.Settle()
	h.Type("重庆渝鲲火锅有限公司") // the name has the keyboard
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("已保存 KH-000001", "重庆渝鲲火锅有限公司")

	h.Fill("legal_representative", "向建国")
	h.Front().Do(screen.Save)
	h.Settle()
	r, err := h.Shop().Customers.Get(context.Background(), 1)
	if err != nil || r.Version != 2 || r.Values.Text("legal_representative") != "向建国" {
		t.Fatalf("kept %v, %v", r.Values, err)
	}
	h.Must("修改", "法定代表人") // the timeline says who changed what

	h.Front().Do(screen.Print)
	h.Settle()
	if c := h.Last("print"); c.Of != "customer-card" || len(c.IDs) != 1 || c.IDs[0] != 1 {
		t.Errorf("print = %+v", c)
	}

	h.Front().Do(screen.Delete)
	h.Settle()
	h.Push("删除")
	h.Settle()
	if ids, _ := h.Shop().Customers.IDs(context.Background(), register.Query{Deleted: true}); len(ids) != 1 {
		t.Error("not in the recycle bin")
	}
	h.Must("已移到回收站", "撤销")
}

func TestWhatIsWrongIsSaidAtItsFieldAndNothingIsLost(t *testing.T) {
	h := screentest.New(t)
	h.Show(customers.Page(h, 0, nil))
	h.Settle()
	h.Fill("email", "half an address")
	h.Fill("code", "91350100M000100Y44")
	h.Front().Do(screen.Save)
	h.Settle()
	f := h.Form()
	for key, want := range map[string]string{
		"name": "此项必填", "email": "邮箱格式有误，应如 name@example.com", "code": "统一社会信用代码的校验位不符，请核对",
	} {
		if got := f.Wrong(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if f.Values().Text("email") != "half an address" {
		t.Error("what was typed is gone")
	}
	if ids, _ := h.Shop().Customers.IDs(context.Background(), register.Query{}); len(ids) != 0 {
		t.Error("something was saved")
	}
}

func TestAProbableDuplicateIsShownWhileTyping(t *testing.T) {
	h := screentest.New(t)
	put(t, h, "单雨霏", "13912340213")
	h.Show(customers.Page(h, 0, nil))
	h.Settle()
	h.Fill("name", "单雨菲") // another writing, the same sound
	h.Until("the warning", func() bool { return h.Reads("可能已有档案：单雨霏") })
	h.Push("打开")
	if c := h.Last("open"); c.Of != "customer" || len(c.IDs) != 1 || c.IDs[0] != 1 {
		t.Errorf("open = %+v", c)
	}
}

func TestTheTableShowsTheMarkedFileBesideIt(t *testing.T) {
	h := screentest.New(t)
	put(t, h, "仇英骥", "18900003307")
	put(t, h, "曾志伟", "13600009921")
	h.Show(customers.List(h))
	h.Settle()
	h.Must("2 份档案", "仇英骥", "曾志伟", "18900003307", "往来")
	h.Push("投诉")
	if c := h.Last("new"); c.Of != "complaint" || c.Preset.Text("customer") == "" || c.Preset.Text("phone") == "" {
		t.Errorf("new = %+v", c)
	}
}

func TestTheLaterWindowIsToldWhatTheOtherSaved(t *testing.T) {
	h := screentest.New(t)
	r := put(t, h, "解珺翀", "15000006632")
	h.Show(customers.Page(h, r.ID, nil))
	h.Settle()
	h.Fill("region", "重庆")
	other := r
	other.Values = r.Values.Clone()
	other.Values["remark"] = "喜欢靠窗"
	if _, err := h.Shop().Customers.Put(context.Background(), "贺敏", other); err != nil {
		t.Fatal(err)
	}
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("贺敏", "喜欢靠窗")
	h.Front().Do(screen.Save)
	h.Settle()
	now, err := h.Shop().Customers.Get(context.Background(), r.ID)
	if err != nil || now.Values.Text("region") != "重庆" || now.Values.Text("remark") != "喜欢靠窗" {
		t.Errorf("kept %v, %v", now.Values, err)
	}
}

func TestARecordDeletedMeanwhileCanBeTakenBackWithWhatWasTyped(t *testing.T) {
	h, ctx := screentest.New(t), context.Background()
	r := put(t, h, "区伟", "13600009921")
	h.Show(customers.Page(h, r.ID, nil))
	h.Settle()
	h.Fill("region", "重庆")
	if err := h.Shop().Customers.Delete(ctx, "贺敏", r.ID); err != nil {
		t.Fatal(err)
	}
	h.Front().Do(screen.Save)
	h.Settle()
	h.Push("恢复")
	h.Settle()
	h.Front().Do(screen.Save)
	h.Settle()
	now, err := h.Shop().Customers.Get(ctx, r.ID)
	if err != nil || now.DeletedAt != 0 || now.Values.Text("region") != "重庆" {
		t.Errorf("kept %v, deleted %d, %v", now.Values.Text("region"), now.DeletedAt, err)
	}
}
