package management_test

import (
	"context"
	"testing"

	"kezhi/data/figures"
	"kezhi/data/register"
	"kezhi/data/staff"
	"kezhi/ui/management"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

// open is a shop with a customer whose legal representative has just changed.
func open(t *testing.T) *screentest.Host {
	t.Helper()
	h, ctx := screentest.New(t), context.Background()
	v := h.Shop().Customers.Blank()
	v["name"], v["owner"], v["legal_representative"] = "渝鲲火锅", "江一帆", "郗俊东"
	r, err := h.Shop().Customers.Put(ctx, "江一帆", register.Record{Values: v})
	if err == nil {
		r.Values["legal_representative"] = "陈泽民"
		_, err = h.Shop().Customers.Put(ctx, "江一帆", r)
	}
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAChangeIsListedRecordedWithEvidenceAndPrinted(t *testing.T) {
	h := open(t)
	h.Show(management.List(h, "change"))
	h.Settle()
	h.Must("变更登记", "1 份登记", "新变更登记", "渝鲲火锅", "法定代表人", "郗俊东 → 陈泽民")

	h.Show(management.Page(h, "change", 1, nil))
	h.Settle()
	h.Must("渝鲲火锅", "BG-", "应登记日期")
	h.Fill("recorder", "江一帆")
	h.Fill("recorded_on", screen.Today(h))
	h.Front().Do(screen.Save)
	h.Settle()
	if got := h.Form().Wrong("evidence"); got != "登记时请写明证明材料，如新营业执照、工商变更通知书" {
		t.Errorf("%q", got)
	}
	h.Fill("evidence", "新营业执照副本")
	h.Front().Do(screen.Print) // what is typed is saved first
	h.Settle()
	if c := h.Last("print"); c.Of != "change-report" || len(c.IDs) != 1 || c.IDs[0] != 1 {
		t.Errorf("%+v", c)
	}
	r, err := h.Shop().Customers.Changes.Get(context.Background(), 1)
	if err != nil || r.Values.Text("evidence") != "新营业执照副本" || r.Values.Text("recorded_on") != screen.Today(h) {
		t.Errorf("%+v, %v", r.Values, err)
	}
}

func TestADayCountedThroughAnUnknownYearSaysSoUnderItsField(t *testing.T) {
	h := open(t)
	ctx := context.Background()
	r, err := h.Shop().Customers.Changes.Get(ctx, 1)
	if err == nil {
		r.Values["changed_on"] = "1998-12-21" // no notice that old is known
		_, err = h.Shop().Customers.Changes.Put(ctx, "江一帆", r)
	}
	if err != nil {
		t.Fatal(err)
	}
	h.Show(management.Page(h, "change", 1, nil))
	h.Settle()
	h.Must("10 个工作日（")
}

func TestAnAuditIsWrittenOnceAndCarriesItsPeriodAsItsName(t *testing.T) {
	h := screentest.New(t)
	h.Show(management.List(h, "inspection"))
	h.Settle()
	h.Must("还没有稽核评审", "新稽核评审")
	page := management.Page(h, "inspection", 0, nil)
	h.Show(page)
	h.Settle()
	h.Must("新稽核评审")
	h.Fill("from", "2026-08-15")
	h.Fill("measures", "补齐证照复印件")
	h.Fill("conclusion", "基本合格")
	h.Front().Do(screen.Save)
	h.Settle()
	if got := h.Form().Wrong("owner"); got != "有整改措施时请指定责任人" {
		t.Errorf("%q", got)
	}
	h.Fill("owner", "谭晓琴")
	h.Fill("due", screen.Today(h))
	h.Front().Do(screen.Save)
	h.Settle()
	h.Must("2026-07-01 至 2026-09-30 稽核", "JC-")
	h.Front().Do(screen.Print)
	h.Settle()
	if c := h.Last("print"); c.Of != "inspection-record" {
		t.Errorf("%+v", c)
	}
	h.Show(management.List(h, "inspection"))
	h.Settle()
	h.Must("1 次", "JC-", "2026-07-01")
	h.Front().Do(screen.New)
	if c := h.Last("new"); c.Of != "inspection" {
		t.Errorf("%+v", c)
	}
}

func TestTheFiguresStandBesideTheirTargetsAndGoOnPaper(t *testing.T) {
	h := open(t)
	ctx := context.Background()
	if err := h.Shop().SetStaff(ctx, "方正", []staff.Member{{Name: "江一帆"}}); err != nil {
		t.Fatal(err)
	}
	year := h.Shop().DB.Now().Local().Year()
	if err := figures.SetTarget(ctx, h.Shop().DB, "方正", figures.Target{Year: year, Person: "江一帆", Customers: 40}); err != nil {
		t.Fatal(err)
	}
	h.Show(management.List(h, "figures"))
	h.Settle()
	h.Must("管理指标", "本季度", "目标 10 · 10.0%", "首次接触日期在期间内的客户档案 1 份", "江一帆")
	h.Push("目标")
	h.Settle()
	h.Must("年目标 · 全店", "全店不填时，取各人目标之和")
	h.Fill("customers", "80")
	h.Push("保存目标")
	h.Settle()
	h.Must("目标 20 · 5.0%")
	h.Front().Do(screen.Print)
	h.Settle()
	h.Must("管理指标报告")
}
