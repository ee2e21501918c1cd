package account_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/credit"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/staff"
)

// Amounts that no date, number or other figure of the test has.
var amounts = []string{"48123", "48,123", "17351", "17,351", "30772", "30,772", "6543"}

func told(x any) string { return fmt.Sprintf("%+v", x) }

func TestAmountsOfCreditAreMaskedForWhoeverMayNotSeeThem(t *testing.T) {
	s, c := desk(t)
	s.DB.Now = func() time.Time { return time.Date(2026, 11, 20, 10, 0, 0, 0, time.Local) }
	as(t, s, "boss")
	put := func(r register.Register, v field.Values) register.Record {
		t.Helper()
		x, err := r.Put(ctx, "", register.Record{Values: v})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	f := put(s.Credit.Files, field.Values{"customer": c.Number, "grade": "A", "limit": "48123", "since": "2026-01-01", "deposit": "6543", "approver": "王掌柜"})
	d := put(s.Credit.Receivables, field.Values{
		"customer": c.Number, "on": "2026-09-01", "what": "货款", "amount": "17351", "due_on": "2026-10-01",
		"receipts": []field.Values{{"on": "2026-09-02", "amount": "1000", "way": "cash"}, {"on": "2026-09-03", "amount": "2000", "way": "cash"}},
	})
	few := []account.Verb{account.See, account.Create, account.EditOwn, account.EditAll, account.Print}
	if err := account.SetRights(ctx, s.DB, account.Rights{staff.Reception: {"credit": few, "credit_report": few, "receivable": few}}); err != nil {
		t.Fatal(err)
	}
	as(t, s, "li")
	var all []string
	for _, x := range []struct {
		r    register.Register
		id   int64
		keys []string
	}{
		{s.Credit.Files, f.ID, []string{"limit", "used", "overdue", "deposit"}},
		{s.Credit.Receivables, d.ID, []string{"amount", "received", "open"}},
	} {
		r, err := x.r.Get(ctx, x.id)
		if err != nil {
			t.Fatal(err)
		}
		ls, err := x.r.Lines(ctx, []int32{int32(x.id)})
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range x.keys {
			if r.Values.Text(key) != "***" || ls[0].Values.Text(key) != "***" {
				t.Errorf("%s.%s: %q in the record, %q in the table", x.r.Key(), key, r.Values.Text(key), ls[0].Values.Text(key))
			}
			if _, err := x.r.IDs(ctx, register.Query{Sort: key, Limit: 10}); err != nil {
				t.Errorf("sorted by %s: %v", key, err)
			}
		}
		cs, err := x.r.History(ctx, x.id)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, told(r), told(ls), told(cs))
	}
	if _, err := s.Credit.Receivables.IDs(ctx, register.Query{Filters: []register.Filter{{Key: "amount", From: "1"}}}); data.CodeOf(err) != data.Denied {
		t.Error("a filter by what is masked:", err)
	}
	ts, err := s.Credit.Receivables.Load(ctx, d.ID)
	if err != nil || ts[0].Amount != 0 || ts[0].Receipts[1].Amount != 0 || s.Credit.Receivables.Values(ctx, ts[0]).Text("amount") != "***" {
		t.Errorf("%+v, %v", ts[0], err)
	}
	l, err := s.Due(ctx, due.Query{Today: "2026-11-20", Until: "2026-12-30", Limit: 50})
	if err != nil || len(l.Items) == 0 {
		t.Fatal(err)
	}
	for _, i := range l.Items {
		all = append(all, told(i), assets.ZhHans.T(i.Why, i.WhyArgs...))
	}
	a, err := s.Credit.Of(ctx, c.ID, "2026-11-20")
	all = append(all, told(a))
	if err != nil {
		t.Error(err)
	}
	if _, err := s.Credit.Age(ctx, "2026-11-20", ""); data.CodeOf(err) != data.Denied {
		t.Error("the ageing has nothing but amounts:", err)
	}
	es, err := s.Timeline(ctx, c.ID, 50)
	all = append(all, told(es))
	if err != nil {
		t.Error(err)
	}

	// The rules reckon with what is true: the limit is gone over, too much comes in.
	_, err = s.Credit.Receivables.Put(ctx, "", register.Record{Values: field.Values{"customer": c.Number, "on": "2026-11-20", "what": "货", "amount": "40000", "due_on": "2026-12-20"}})
	if es := data.All(err); len(es) != 1 || es[0].Field != "over_approver" {
		t.Error("over the limit:", err)
	}
	all = append(all, data.Explain(err, assets.ZhHans))
	_, err = s.Credit.Receive(ctx, "", d.ID, field.Values{"on": "2026-11-20", "amount": "20000", "way": "cash"})
	if es := data.All(err); len(es) != 1 || es[0].Field != "amount" || es[0].Key != "receivable.error.too_much" {
		t.Error("more than is owed:", err)
	}
	all = append(all, data.Explain(err, assets.ZhHans))

	// What came masked goes back as it is stored.
	r, err := s.Credit.Receivables.Get(ctx, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if v := credit.NewReceipt(r, "2026-11-20"); v.Text("amount") != "" {
		t.Error("a receipt of stars:", v)
	}
	r.Values["remark"] = "已核对"
	if _, err := s.Credit.Receivables.Put(ctx, "", r); err != nil {
		t.Fatal(err)
	}
	if r, err = s.Credit.Receive(ctx, "", d.ID, field.Values{"on": "2026-11-20", "amount": "3", "way": "cash"}); err != nil {
		t.Fatal(err)
	}
	all = append(all, told(r))
	for i, x := range all {
		for _, secret := range amounts {
			if strings.Contains(x, secret) {
				t.Errorf("%d tells %s: %s", i, secret, x)
			}
		}
	}
	as(t, s, "boss")
	if r, err = s.Credit.Receivables.Get(ctx, d.ID); err != nil {
		t.Fatal(err)
	}
	rows := r.Values.Rows("receipts")
	if got := r.Values.Text("amount") + " " + rows[0].Text("amount") + " " + rows[1].Text("amount") + " " + rows[2].Text("amount") + " " + r.Values.Text("open"); got != "17351 1000 2000 3 14348" {
		t.Error(got)
	}
}

// A limit that somebody takes away by a report is taken away, whether they see
// what it was or not.
func TestADecisionOfNothingIsNotTakenForAMask(t *testing.T) {
	s, c := desk(t)
	as(t, s, "boss")
	f, err := s.Credit.Files.Put(ctx, "", register.Record{Values: field.Values{"customer": c.Number, "grade": "A", "limit": "48123", "since": "2026-01-01", "approver": "王掌柜"}})
	if err != nil {
		t.Fatal(err)
	}
	few := []account.Verb{account.See, account.Create, account.EditOwn, account.EditAll}
	if err := account.SetRights(ctx, s.DB, account.Rights{staff.Reception: {"credit": few, "credit_report": few}}); err != nil {
		t.Fatal(err)
	}
	as(t, s, "li")
	_, err = s.Credit.Reports.Put(ctx, "", register.Record{Values: field.Values{
		"customer": c.Number, "kind": "regular", "on": field.ShowTime(s.DB.Now().UnixMilli())[:10], "findings": "变差", "grade": "A", "reporter": "李前台", "approver": "王掌柜", "decision": "approved",
	}})
	if err != nil {
		t.Fatal(err)
	}
	as(t, s, "boss")
	if f, err = s.Credit.Files.Get(ctx, f.ID); err != nil || f.Values.Text("limit") != "" {
		t.Error(f.Values.Text("limit"), err)
	}
}
