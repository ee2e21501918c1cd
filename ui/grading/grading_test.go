package grading_test

import (
	"context"
	"testing"

	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/policy"
	"kezhi/data/register"
	"kezhi/ui/customers"
	"kezhi/ui/grading"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

// open is a shop under the dealer's regulation with seven customers.
func open(t *testing.T) *screentest.Host {
	t.Helper()
	h, ctx := screentest.New(t), context.Background()
	p, err := policy.Shipped("dealer")
	if err == nil {
		err = h.Shop().SetPolicy(ctx, "方正", p)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"渝鲲火锅", "江津酒业", "南岸医院", "北碚茶厂", "合川印务", "万州物流", "涪陵榨菜"} {
		v := h.Shop().Customers.Blank()
		v["name"], v["owner"] = name, "江一帆"
		if _, err := h.Shop().Customers.Put(ctx, "江一帆", register.Record{Values: v}); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

func TestASheetIsKeyedInProposedAndApprovedByAnother(t *testing.T) {
	h := open(t)
	h.Show(grading.Page(h, "review", 0, field.Values{"customer": "KH-000001", "grade_before": ""}))
	h.Settle()
	h.Must("准入条件", "业务合作量 /25")
	for _, key := range []string{"capacity", "reputation", "contract", "lawful", "qualification"} {
		h.Fill("score_"+key, "1") // the first: 符合
	}
	for key, n := range map[string]string{"volume": "25", "payment": "20", "compliance": "15", "scale": "20", "prospect": "8", "intent": "7"} {
		h.Fill("score_"+key, n)
	}
	h.Until("the points", func() bool { return h.Reads("95 / 100 分") && h.Reads("还有 1 项未填") })
	h.Must("0 / 上限 1（0.0 %）")
	h.Front().Do(screen.Commit)
	h.Settle()
	if got := h.Form().Wrong("score_cooperative"); got != "“配合公司管理”尚未填写，不能提交" {
		t.Errorf("%q", got)
	}
	h.Fill("score_cooperative", "1")
	h.Front().Do(screen.Commit)
	h.Settle()
	h.Must("已提交审批", "待审批", "批准", "撤回")
	if err := h.Shop().Grading.Approve(context.Background(), "方正", 1, "同意"); err != nil {
		t.Fatal(err)
	}
	h.Show(customers.Page(h, 1, nil))
	h.Settle()
	h.Must("等级变动", "无等级 → VIP", "方正批准")
}

func TestACustomerOnTheBlacklistIsSeenAtOnce(t *testing.T) {
	h, ctx := open(t), context.Background()
	g := h.Shop().Grading
	v := g.Blacklist.Blank()
	v["customer"], v["scope"], v["reason"] = "KH-000002", customer.Company, "恶意拖欠货款"
	_, err := g.Blacklist.Put(ctx, "江一帆", register.Record{Values: v})
	if err == nil {
		err = g.ProposeEntry(ctx, "江一帆", 1)
	}
	if err == nil {
		err = g.ApproveEntry(ctx, "方正", 1, "")
	}
	if err != nil {
		t.Fatal(err)
	}
	h.Show(customers.Page(h, 2, nil))
	h.Settle()
	h.Must("在公司黑名单中", "恶意拖欠货款")
	fs, err := h.Shop().Search(ctx, "江津", 5)
	if err != nil || len(fs) != 1 || fs[0].Blacklisted == "" {
		t.Errorf("%+v, %v", fs, err)
	}
	h.Show(grading.List(h, "blacklist"))
	h.Settle()
	h.Must("江津酒业", "已列入")
}

func TestManySheetsAreApprovedAndTheRefusedAreListed(t *testing.T) {
	h, ctx := open(t), context.Background()
	g := h.Shop().Grading
	for _, number := range []string{"KH-000001", "KH-000002"} {
		v := g.Reviews.Blank()
		v["customer"], v["kind"], v["reason"], v["proposer"] = number, "admission", "新客户准入", "江一帆"
		for _, key := range []string{"capacity", "reputation", "contract", "lawful", "qualification", "cooperative"} {
			v["score_"+key] = "yes"
		}
		for key, n := range map[string]string{"volume": "25", "payment": "20", "compliance": "15", "scale": "20", "prospect": "8", "intent": "7"} {
			v["score_"+key] = n
		}
		if _, err := g.Reviews.Put(ctx, "江一帆", register.Record{Values: v}); err != nil {
			t.Fatal(err)
		}
	}
	h.Show(grading.List(h, "evaluate"))
	h.Settle()
	h.Must("2 位客户，2 份可批准", "渝鲲火锅", "得 95 分，达到VIP标准 90 分")
	h.Front().Do(screen.Commit)
	h.Settle()
	h.Push("批准")
	h.Settle()
	h.Must("已批准 1 份，1 份未通过", "已有 1 位VIP客户，占 14.3 %，上限 15 %")
}
