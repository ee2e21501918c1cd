package visits_test

import (
	"context"
	"testing"

	"kezhi/data/db"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
	"kezhi/ui/visits"
)

// graded is a shop with one customer of the best grade.
func graded(t *testing.T) *screentest.Host {
	t.Helper()
	h := open(t)
	err := h.Shop().DB.Write(context.Background(), h.Who(), func(tx *db.Tx) error {
		return tx.Do("UPDATE customers SET grade = 'vip', owner = '贺敏', first_contact_on = '2025-01-05'")
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAPlanIsDrawnUpAndALineOpensItsReport(t *testing.T) {
	h := graded(t)
	h.Show(visits.Page(h, "plan", 0, nil))
	h.Settle()
	h.Must("走访", "留空即为全体")
	h.Push("生成计划")
	h.Must("完成 0 / 计划 1", "JH-", "重庆渝鲲火锅有限公司", "待拜访")
	h.Push("写拜访报告")
	c := h.Last("new")
	if c.Of != "visit" || c.Preset.Text("customer") != "KH-000001" || c.Preset.Text("way") != "on_site" || c.Preset.Text("visitor") != "贺敏" || len(c.Preset.Rows("people")) != 1 {
		t.Errorf("new %+v", c)
	}
	h.Front().Do(screen.Print)
	if p := h.Last("print"); p.Of != "visit-plan" {
		t.Errorf("print %+v", p)
	}
}

func TestALineIsLeftOutWithAReasonAndTakenInAgain(t *testing.T) {
	h := graded(t)
	plans := h.Shop().Visits.Plans
	r, err := plans.Put(context.Background(), h.Who(), register.Record{Values: plans.Blank()})
	if err != nil {
		t.Fatal(err)
	}
	ls, err := plans.Planned(context.Background(), r.ID)
	if err != nil || len(ls) != 1 {
		t.Fatal(ls, err)
	}
	if err := plans.LeaveOut(context.Background(), h.Who(), ls[0].ID, "停业装修"); err != nil {
		t.Fatal(err)
	}
	h.Show(visits.Page(h, "plan", r.ID, nil))
	h.Settle()
	h.Must("停业装修", "完成 0 / 计划 0")
	h.Push("重新列入")
	h.Must("完成 0 / 计划 1", "写拜访报告")
}

func TestTheQuartersReportShowsItsFigures(t *testing.T) {
	h := graded(t)
	r, err := h.Shop().Visits.Quarters.Put(context.Background(), h.Who(), register.Record{Values: field.Values{"from": "2026-07-01", "author": "贺敏", "improvements": "提前预约"}})
	if err != nil {
		t.Fatal(err)
	}
	h.Show(visits.Page(h, "quarter", r.ID, nil))
	h.Settle()
	h.Must("提前预约", "拜访 0 次", "没有拜访计划")
	for _, reg := range []string{"plan", "quarter"} {
		h.Show(visits.List(h, reg))
		h.Settle()
		if h.Front().Room() != "visit" {
			t.Errorf("%s stands in room %s", reg, h.Front().Room())
		}
	}
}
