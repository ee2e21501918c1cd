package settings

import (
	"context"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/data/workday"
	"kezhi/ui/kit"
	"kezhi/ui/screen/screentest"
)

func lawOf(t *testing.T, h *screentest.Host) *law {
	t.Helper()
	p := Policy(h).(*tabbed)
	h.Show(p)
	h.Settle()
	return p.Page.(*law)
}

func TestTheRegulationIsShownInWordsAndAnotherIsTakenWithItsGradesMapped(t *testing.T) {
	h := screentest.New(t)
	if _, err := h.Shop().Customers.Put(context.Background(), "林小满", register.Record{Values: field.Values{"name": "江城渝鲲火锅店", "kind": customer.Organisation, "grade": "preferred"}}); err != nil {
		t.Fatal(err)
	}
	p := lawOf(t, h)
	h.Must("通用", "general@1", "每月走访一次（客户经理）", "紧急 3 个工作日；其他 15 天", "检测", "换一份制度")
	plan, err := h.Shop().PlanSwitch(context.Background(), p.shipped[2])
	if err != nil {
		t.Fatal(err)
	}
	q := newQuestion(h, plan, p.Shown)
	q.open()
	h.Must("从“通用”换成“交易额”", "等级“优选”的客户 1 位改为", "手工登记", "→ 按年交易额")
	h.Push("启用")
	h.Settle()
	h.Must("请选择改成哪个等级")
	if q, _ := h.Shop().Policy(context.Background()); q.Key != "general" {
		t.Fatalf("%s is in force", q.Edition())
	}
	q.fields["customer.preferred"].Input.SetValue("key")
	h.Push("启用")
	h.Settle()
	if q, err := h.Shop().Policy(context.Background()); err != nil || q.Edition() != "turnover@1" {
		t.Fatalf("%s, %v", q.Edition(), err)
	}
	h.Must("turnover@1", "林小满")
}

func TestWhereAQuotaWouldBeExceededIsSaidBeforeAnotherRegulationIsUsed(t *testing.T) {
	h := screentest.New(t)
	ctx := context.Background()
	var vs []field.Values
	for range 5 {
		vs = append(vs, field.Values{"name": "江城渝鲲火锅店", "kind": customer.Organisation, "grade": "key"})
	}
	q, err := policy.Shipped("turnover")
	if err == nil {
		err = h.Shop().SetPolicy(ctx, "林小满", q)
	}
	if err == nil {
		_, err = h.Shop().Customers.PutAll(ctx, "林小满", vs)
	}
	if err != nil {
		t.Fatal(err)
	}
	p := lawOf(t, h)
	plan, err := h.Shop().PlanSwitch(ctx, p.shipped[1]) // dealer: 30 %
	if err != nil {
		t.Fatal(err)
	}
	ask := newQuestion(h, plan, p.Shown)
	ask.open()
	const says = "本店的优选客户将有 5 位，占 5 位的 100.0 %，超过上限 30 %（1 位）"
	if h.Reads(says) {
		t.Error("nothing was chosen yet")
	}
	ask.fields["customer.key"].Input.(*kit.ChoiceField).TypedRune('优')
	h.Must("仍可启用", says)
	ask.fields["customer.key"].Input.SetValue("qualified")
	ask.warn()
	if h.Reads(says) {
		t.Error("合格 has no quota")
	}
}

func TestAFigureThatCannotBeMeantIsSaidAtItsFieldAndTheDialogStays(t *testing.T) {
	h := screentest.New(t)
	p := lawOf(t, h)
	p.edit("complaints")
	h.Settle()
	form := h.Form()
	form.SetValue("objection", "十天")
	h.Push("看看会改变什么")
	if !strings.Contains(form.Wrong("objection"), "“十天”不是期限") {
		t.Errorf("%q", form.Wrong("objection"))
	}
	form.SetValue("objection", "12 天")
	h.Push("看看会改变什么")
	h.Settle()
	h.Must("1 处改变", "对报告提异议的期限", "→ 12 天")
	h.Push("启用")
	h.Settle()
	if q, err := h.Shop().Policy(context.Background()); err != nil || q.Edition() != "general@2" || q.Complaints.Objection != (policy.Period{N: 12, Unit: policy.Day}) {
		t.Errorf("%+v, %v", q, err)
	}
}

func TestAFileWithProblemsIsNotTaken(t *testing.T) {
	h := screentest.New(t)
	p := lawOf(t, h)
	b := strings.Replace(string(policy.YAML(p.now, assets.ZhHans)), "escalate: 80", "escalate: 180", 1)
	p.read("我的.yaml", []byte(b))
	h.Settle()
	h.Must("我的.yaml 有 1 处问题", "应在 0 至 100 之间", "complaints.escalate")
}

func TestAYearWithoutAnArrangementIsSaidAndATableIsTaken(t *testing.T) {
	h := screentest.New(t)
	page := Holidays(h).(*tabbed)
	h.Show(page)
	h.Settle()
	p := page.Page.(*holidays)
	for p.year < 2031 {
		h.Push("下一年")
	}
	h.Must("2031 年的节假日安排尚未录入")
	p.read([]byte(`{"year": 2031, "days": [`))
	h.Settle()
	h.Must("第 1 行不是完好的 JSON")
	h.Push("知道了")
	p.read([]byte(`{"year": 2031, "days": [{"name": "元旦", "date": "2031-01-01", "isOffDay": true}, {"name": "元旦", "date": "2031-01-04", "isOffDay": false}]}`))
	h.Settle()
	h.Must("元旦", "01-01 休", "01-04 班")
	if h.Reads("尚未录入") {
		t.Error("the year is still unknown")
	}
	p.pick(time.Date(2031, 3, 3, 0, 0, 0, 0, time.Local))
	h.Must("平日，上班")
	h.Fill("name", "店庆")
	h.Push("保存")
	h.Settle()
	ds, err := h.Shop().Days(context.Background())
	if err != nil || len(ds) != 3 || ds[2] != (workday.Day{Day: "2031-03-03", Name: "店庆"}) {
		t.Errorf("%v, %v", ds, err)
	}
	p.pick(time.Date(2031, 3, 3, 0, 0, 0, 0, time.Local))
	h.Push("恢复为通知")
	h.Settle()
	if ds, _ = h.Shop().Days(context.Background()); len(ds) != 2 {
		t.Errorf("%v", ds)
	}
}
