package credit_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kezhi/data/field"
	"kezhi/data/shop"
	"kezhi/ui/credit"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

var people = []shop.Member{
	{Name: "林小满", Department: "销售部", Role: "account_manager"},
	{Name: "秦越", Department: "销售部", Role: "department_head"},
	{Name: "唐老板", Role: "general_manager"},
}

// open is a window on a shop with a customer of grade A, limit 10,000.
func open(t *testing.T) *screentest.Host {
	t.Helper()
	h := screentest.New(t)
	if err := h.Shop().SetStaff(context.Background(), "唐老板", people); err != nil {
		t.Fatal(err)
	}
	h.People = people
	h.Enter("customer", field.Values{"name": "重庆渝鲲火锅有限公司", "owner": "林小满"})
	h.Enter("credit", field.Values{"customer": "KH-000001", "grade": "A", "limit": "10000", "approver": "秦越"})
	return h
}

func TestAPaymentIsEnteredFromTheLedgerInTwoKeys(t *testing.T) {
	h := open(t)
	r := h.Enter("receivable", field.Values{"customer": "KH-000001", "what": "火锅底料", "amount": "1200.5"})
	h.Show(credit.List(h, "receivable"))
	h.Settle()
	h.Must("重庆渝鲲火锅有限公司", "1,200.5", "未结清")
	if !h.Front().Do(screen.Commit) {
		t.Fatal("Ctrl+Enter does nothing")
	}
	h.Settle()
	h.Must("未收 1,200.5 元")
	h.Press(fyne.KeyReturn)
	h.Settle()
	r, err := h.Shop().Credit.Receivables.Get(context.Background(), r.ID)
	if err != nil || r.Values.Text("state") != "paid" || r.Values.Text("received") != "1200.5" {
		t.Fatalf("%v, %v", r.Values, err)
	}
	h.Must("已结清")
}

func TestMoreThanIsOwedIsRefusedInTheDialog(t *testing.T) {
	h := open(t)
	h.Enter("receivable", field.Values{"customer": "KH-000001", "what": "火锅底料", "amount": "1200"})
	h.Show(credit.List(h, "receivable"))
	h.Settle()
	h.Front().Do(screen.Commit)
	h.Settle()
	h.Fill("amount", "1200.01")
	h.Push("保存")
	h.Settle()
	h.Must("收款不能超过应收")
}

func TestAnOrderOverTheLimitSaysWhoMustApprove(t *testing.T) {
	h := open(t)
	h.Show(credit.Page(h, "receivable", 0, field.Values{"customer": "KH-000001", "customer_name": "重庆渝鲲火锅有限公司"}))
	h.Settle()
	h.Fill("what", "火锅底料")
	h.Fill("amount", "12000")
	h.Front().Do(screen.Save)
	h.Settle()
	if got, want := h.Form().Wrong("over_approver"), "信用额度 10,000 元，已用 0 元，加上本单 12,000 元 超出 2,000 元，须经总经理批准"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAReportThatIsApprovedChangesTheFile(t *testing.T) {
	h := open(t)
	h.Show(credit.Page(h, "credit_report", 0, field.Values{"customer": "KH-000001", "customer_name": "重庆渝鲲火锅有限公司", "grade": "A", "limit": "20000", "decision": "approved", "approver": "秦越"}))
	h.Settle()
	h.Fill("findings", "付款及时")
	h.Front().Do(screen.Save)
	h.Settle()
	h.Show(credit.Page(h, "credit", 1, nil))
	h.Settle()
	h.Must("20000", "秦越", "写报告")
}

func TestTheAgeingListsCustomersWithTotals(t *testing.T) {
	h := open(t)
	h.Show(credit.List(h, "ageing"))
	h.Settle()
	h.Must("没有欠款")
	h.Enter("receivable", field.Values{"customer": "KH-000001", "what": "底料", "amount": "1500", "on": "2020-01-01", "due_on": "2020-02-01"})
	h.Front().Shown()
	h.Settle()
	h.Must("重庆渝鲲火锅有限公司", "1,500", ">90 天", "31–60 天", "1 个客户")
	h.Front().Do(screen.Print)
	if c := h.Last("print"); c.Of != "ageing" || len(c.IDs) != 1 {
		t.Errorf("print = %+v", c)
	}
}
