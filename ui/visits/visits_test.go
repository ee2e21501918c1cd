package visits_test

import (
	"context"
	"testing"

	"kezhi/data/field"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
	"kezhi/ui/visits"
)

func open(t *testing.T) *screentest.Host {
	t.Helper()
	h := screentest.New(t)
	h.Enter("customer", field.Values{
		"name":     "重庆渝鲲火锅有限公司",
		"contacts": []field.Values{{"name": "向建国", "post": "总经理", "is_first": "true"}},
	})
	return h
}

func TestAReportIsWrittenForACustomerAndPrinted(t *testing.T) {
	h := open(t)
	h.Show(visits.Page(h, "visit", 0, field.Values{"customer": "KH-000001", "customer_name": "重庆渝鲲火锅有限公司"}))
	h.Settle()
	h.Fill("purpose", "季度回访")
	h.Fill("talk", "新店 12 月开业；希望改为每日两送。")
	h.Front().Do(screen.Print) // saves first, so that the paper says what the file says
	h.Settle()
	if c := h.Last("print"); c.Of != "visit-summary" || len(c.IDs) != 1 {
		t.Errorf("print = %+v", c)
	}
	r, err := h.Shop().Visits.Get(context.Background(), 1)
	if err != nil || r.Values.Text("visitor") != h.Who() || r.Values.Text("talk") != "新店 12 月开业；希望改为每日两送。" {
		t.Fatalf("kept %v, %v", r.Values, err)
	}
	c, err := h.Shop().Customers.Get(context.Background(), 1)
	if err != nil || c.Values.Text("last_visit_on") != r.Values.Text("on") {
		t.Errorf("the file's last visit is %q, %v", c.Values.Text("last_visit_on"), err)
	}
	h.Show(visits.List(h, "visit"))
	h.Settle()
	h.Must("1 份报告", "重庆渝鲲火锅有限公司", "季度回访")
}

func TestAReportWithoutACustomerIsRefusedThere(t *testing.T) {
	h := open(t)
	h.Show(visits.Page(h, "visit", 0, nil))
	h.Settle()
	h.Fill("purpose", "季度回访")
	h.Front().Do(screen.Save)
	h.Settle()
	if got := h.Form().Wrong("customer"); got != "此项必填" {
		t.Errorf("customer: %q", got)
	}
}
