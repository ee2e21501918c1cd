package privacy_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	pipl "kezhi/data/privacy"
	"kezhi/data/register"
	"kezhi/ui/book"
	"kezhi/ui/privacy"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

var ctx = context.Background()

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// desk is a window on Sunday, 2026-11-22.
func desk(t *testing.T) *screentest.Host {
	t.Helper()
	h := screentest.New(t)
	on(h, "2026-11-22 10:00")
	return h
}

// on sets the shop's clock.
func on(h *screentest.Host, at string) {
	ms, _ := field.ReadTime(at)
	h.Shop().DB.Now = func() time.Time { return time.UnixMilli(ms) }
}

func person(t *testing.T, h *screentest.Host) register.Record {
	t.Helper()
	return h.Enter("customer", field.Values{"kind": "person", "name": "单雨霏", "grade": "vip", "phones": []field.Values{{"use": "mobile", "number": "13912340213"}}})
}

func again(t *testing.T, h *screentest.Host, reg register.Register, id int64) field.Values {
	t.Helper()
	r, err := reg.Get(ctx, id)
	ok(t, err)
	return r.Values
}

func TestARequestIsAnsweredByItsDayOrRefusedWithAReason(t *testing.T) {
	h := desk(t)
	c := person(t, h)
	h.Show(privacy.Page(h, "request", 0, field.Values{"customer": c.Number, "name": "单雨霏"}))
	h.Settle()
	h.Fill("on", "2026-11-19")
	h.Fill("kind", "更正")
	h.Fill("way", "电话")
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("2026-12-10", "处理中", "GQ-2026-0001") // fifteen working days

	h.Fill("outcome", "不予")
	h.Fill("answered_on", "2026-11-22")
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("不予满足的，须写明理由", "处理中")

	h.Form().SetValue("outcome", pipl.Granted)
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("答复前请先核验请求人的身份", "处理中")

	h.Fill("checked", "查验身份")
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("已完成", "2029-11-22") // kept for three years
	r, err := h.Shop().Privacy.Requests.Find(ctx, "GQ-2026-0001")
	ok(t, err)
	if v := again(t, h, h.Shop().Privacy.Requests, r); v.Text("state") != pipl.Done || v.Text("outcome") != pipl.Granted || v.Text("due") != "2026-12-10" {
		t.Errorf("%v", v)
	}
}

func TestARequestThatIsLateStandsOutInTheTable(t *testing.T) {
	h := desk(t)
	h.Enter("request", field.Values{"on": "2026-10-09", "kind": pipl.CopyOf, "way": "phone", "name": "单雨霏"})
	h.Show(privacy.List(h, "request"))
	h.Settle()
	h.Must("答复期限", "单雨霏", "处理中", "个人信息", "安全事件")
	h.Push("打开")
	if c := h.Last("open"); c.Of != "request" || c.IDs[0] != 1 {
		t.Errorf("%+v", c)
	}
}

func TestAnErasureThatWasAskedForLeadsToItsCertificate(t *testing.T) {
	h := desk(t)
	c := person(t, h)
	r := h.Enter("request", field.Values{"kind": pipl.Erase, "way": "in_person", "customer": c.Number, "name": "单雨霏"})
	h.Show(privacy.Page(h, "request", r.ID, nil))
	h.Settle()
	h.Push("删除个人信息…")
	h.Must("删除 "+c.Number+" 的个人信息", "不能撤销")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("此项必填")
	h.Type("本人申请删除")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("答复前请先核验请求人的身份")
	if again(t, h, h.Shop().Customers, c.ID).Text("name") != "单雨霏" {
		t.Fatal("erased for somebody who was not identified")
	}
	h.Push("知道了")
	h.Must("不能撤销", "本人申请删除") // what was typed stays
	h.Push("取消")

	h.Fill("checked", "查验身份")
	h.Push("删除个人信息…")
	h.Type("本人申请删除")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("个人信息已删除", "SC-2026-0001")
	h.Push("个人信息删除证明")
	if p := h.Last("print"); p.Of != "erasure-certificate" || p.IDs[0] != c.ID {
		t.Errorf("%+v", p)
	}
	if v := again(t, h, h.Shop().Customers, c.ID); strings.Contains(v.Text("name"), "雨霏") {
		t.Errorf("the file still says %s", v.Text("name"))
	}
	if v := again(t, h, h.Shop().Privacy.Requests, r.ID); v.Text("state") != pipl.Done {
		t.Errorf("the request is %s", v.Text("state"))
	}
	if h.Reads("删除个人信息…") {
		t.Error("an answered request still offers to erase")
	}
}

func TestWhereLawHoldsAFileItIsOnlyStoredUntilTheLockIsLifted(t *testing.T) {
	h := desk(t)
	c := person(t, h)
	k := h.Enter("complaint", field.Values{
		"customer": c.Number, "complainant": "单雨霏", "way": "phone", "what": "上菜慢", "category": "service", "severity": "ordinary", "receiver": "林小满", "promised_on": "2026-12-09",
	})
	r := h.Enter("request", field.Values{"kind": pipl.Erase, "way": "in_person", "customer": c.Number, "name": "单雨霏", "checked": "known"})
	h.Show(privacy.Page(h, "request", r.ID, nil))
	h.Settle()
	h.Push("删除个人信息…")
	h.Must("现在还不能删除", k.Number, "转为仅存储")
	h.Type("本人申请删除")
	h.Push("转为仅存储")
	h.Must("档案已转为仅存储", k.Number)
	h.Push("知道了")
	cs, err := h.Shop().Customers.Load(ctx, c.ID)
	ok(t, err)
	if cs[0].Name != "单雨霏" || cs[0].StoredUntil == "" {
		t.Fatalf("%+v", cs[0])
	}

	page := file(h, c.ID)
	h.Show(page)
	h.Settle()
	h.Must("仅存储至 "+cs[0].StoredUntil, k.Number)
	if !h.Form().ReadOnly() || h.Button("保存").Why() == "" {
		t.Error("a file that is only stored can be typed into")
	}
	menu := privacy.Menu(page, cs[0])
	menu[len(menu)-1].OnTap()
	h.Settle()
	h.Must("解除仅存储…")
	h.Type("误操作")
	h.Press(fyne.KeyReturn)
	h.Settle()
	if cs, err = h.Shop().Customers.Load(ctx, c.ID); err != nil || cs[0].StoredUntil != "" || h.Reads("仅存储至") {
		t.Errorf("still stored until %s, %v", cs[0].StoredUntil, err)
	}
	if h.Form().ReadOnly() || h.Button("保存").Why() != "" {
		t.Error("the lock is off, and the file is only read")
	}
}

func TestWhoIsErasedFromTheirPageIsGoneFromIt(t *testing.T) {
	h := desk(t)
	c := person(t, h)
	page := file(h, c.ID)
	h.Show(page)
	h.Settle()
	h.Must("单雨霏", "13912340213")
	cs, err := h.Shop().Customers.Load(ctx, c.ID)
	ok(t, err)
	menu := privacy.Menu(page, cs[0])
	h.Fill("remark", "靠窗的座位")
	menu[len(menu)-1].OnTap()
	h.Settle()
	h.Type("本人申请删除")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("个人信息已删除")
	h.Push("知道了")
	h.Must("个人信息已于 2026-11-22 依法删除", "删除证明 SC-2026-0001")
	for _, s := range []string{"雨霏", "0213", "靠窗"} {
		if h.Reads(s) {
			t.Errorf("the page still says %s", s)
		}
	}
}

func TestAConsentIsGivenAndTakenBack(t *testing.T) {
	h := desk(t)
	c := person(t, h)
	h.Show(file(h, c.ID))
	h.Settle()
	h.Must("回访调查", "营销祝福", "未征询")
	h.Push("登记同意")
	h.Type("签字单在档案柜")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("已同意", "2026-11-22（告知书第 1 版）")
	h.Push("撤回")
	h.Must("撤回后立即生效")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("已撤回")
}

func TestAnIncidentIsClosedOnlyWithWhatWasDone(t *testing.T) {
	h := desk(t)
	h.Show(privacy.Page(h, "incident", 0, nil))
	h.Settle()
	h.Fill("kind", "疑似")
	h.Fill("reporter", "林小满")
	h.Fill("responsible", "林小满")
	h.Fill("what", "名单遗忘在复印机上")
	h.Fill("whose", "当日回访客户")
	h.Fill("closed_on", "2026-11-22")
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("结束前请写明补救措施", "请说明是否已告知本人")
	h.Fill("measures", "当场收回销毁")
	h.Form().SetValue("told", "no")
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("不告知本人的，须写明理由")
	h.Fill("untold", "名单未离店")
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("SJ-2026-001", "已完成")
	h.Show(privacy.List(h, "incident"))
	h.Settle()
	h.Must("名单遗忘在复印机上", "林小满 于 2026-11-22 10:00 登记")
}

func TestTheYearlyListErasesWhomItNamesAndSparesWhoHasAReason(t *testing.T) {
	h := desk(t)
	on(h, "2020-03-02 10:00")
	gone, stays := person(t, h), h.Enter("customer", field.Values{"kind": "person", "name": "胡亦凡", "grade": "vip"})
	on(h, "2026-11-22 10:00")
	h.Show(privacy.Settings(h))
	h.Settle()
	h.Must("2026 年度清理", "保存 3 年", "15 个工作日")
	h.Push("编制清单")
	h.Must(gone.Number, stays.Number, "2 位", "最后往来 2020-03-02")

	lines, err := h.Shop().Privacy.Kept(ctx, 2026)
	ok(t, err)
	if lines.Lines[0].CustomerID != gone.ID {
		t.Fatalf("%+v", lines.Lines)
	}
	h.Push("继续保存") // of the first
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("此项必填")
	h.Type("会籍仍有效")
	h.Press(fyne.KeyReturn)
	h.Settle()
	h.Must("会籍仍有效", "改为删除")
	h.Push("改为删除")
	if h.Reads("会籍仍有效") {
		t.Error("the reason stayed")
	}
	ok(t, h.Shop().Privacy.Spare(ctx, h.Name, 2026, stays.ID, "会籍仍有效"))
	h.Front().Shown()
	h.Settle()

	h.Push("批准并删除")
	h.Must("将删除 1 位客户的个人信息")
	h.Push("批准并删除")
	h.Must("已删除 1 位，0 位转为仅存储", "林小满 于 2026-11-22 批准", "SC-2026-0001")
	if v := again(t, h, h.Shop().Customers, gone.ID); strings.Contains(v.Text("name"), "雨霏") {
		t.Errorf("still %s", v.Text("name"))
	}
	if v := again(t, h, h.Shop().Customers, stays.ID); v.Text("name") != "胡亦凡" {
		t.Errorf("%v", v)
	}
}

// file is a customer's page with what it shows of the person's data.
func file(h *screentest.Host, id int64) *book.Page {
	return book.NewPage(h, h.Shop().Customers, id, nil, book.Record{
		Room: "customer", Icon: "users", Side: privacy.Section,
		Notice: func(p *book.Page) fyne.CanvasObject { return privacy.Stored(p.H, p.Edit.Record().ID) },
	})
}
