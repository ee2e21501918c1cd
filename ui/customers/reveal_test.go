package customers_test

import (
	"context"
	"testing"

	"kezhi/data/account"
	"kezhi/data/customer"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/staff"
	"kezhi/ui/customers"
	"kezhi/ui/screen"
	"kezhi/ui/screen/screentest"
)

func TestAMaskedPhoneIsShownWholeToWhoSaysWhyAndOnThisPageAlone(t *testing.T) {
	const phone, password = "13912345678", "horse lamp rain 42"
	h, ctx := closed(t, password), context.Background()
	s := h.Shop()
	r, err := s.Customers.Put(ctx, "", register.Record{Values: field.Values{
		"name": "渝鲲火锅", "kind": customer.Organisation, "phones": []field.Values{{"use": "mobile", "number": phone}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := account.AddUser(ctx, s.DB, account.User{Login: "shan", Name: "单雨霏", Role: staff.Reception, Scope: account.All}, password); err != nil {
		t.Fatal(err)
	}
	if _, err := account.SignIn(ctx, s.DB, "shan", password); err != nil {
		t.Fatal(err)
	}
	page := customers.Page(h, r.ID, nil)
	h.Show(page)
	h.Settle()
	shown := func() string { return h.Form().Values().Rows("phones")[0].Text("number") }
	if shown() != "139****5678" {
		t.Fatalf("%q", shown())
	}
	page.Do(screen.Reveal)
	h.Must("查看完整的", "会留下记录")
	h.Push("查看")
	h.Settle()
	h.Must("请写明为什么要看")
	h.Push("给客户回电话")
	h.Settle()
	if shown() != phone || h.Form().Dirty() {
		t.Errorf("%q, changed: %v", shown(), h.Form().Dirty())
	}
	h.Show(customers.Page(h, r.ID, nil))
	h.Settle()
	if shown() != "139****5678" {
		t.Errorf("another page shows %q", shown())
	}
}

// closed is a shop of two with accounts, whose owner has signed in.
func closed(t *testing.T, password string) *screentest.Host {
	t.Helper()
	h := screentest.New(t)
	if err := h.Shop().SetStaff(t.Context(), "林小满", []staff.Member{{Name: "林小满"}, {Name: "单雨霏"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := account.SetUp(t.Context(), h.Shop().DB, "林小满", "lin", password); err != nil {
		t.Fatal(err)
	}
	return h
}

// TestAFileOfSomebodyElseIsReadAndItsPhoneShownWhole: whoever may change their own
// alone reads another's; the eye is there all the same.
func TestAFileOfSomebodyElseIsReadAndItsPhoneShownWhole(t *testing.T) {
	const phone, password = "13912345678", "horse lamp rain 42"
	h, ctx := closed(t, password), context.Background()
	s := h.Shop()
	var ids []int64
	for _, owner := range []string{"林小满", "单雨霏"} {
		r, err := s.Customers.Put(ctx, "", register.Record{Values: field.Values{
			"name": owner + "的客户", "kind": customer.Organisation, "owner": owner, "phones": []field.Values{{"use": "mobile", "number": phone}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, r.ID)
	}
	if _, err := account.AddUser(ctx, s.DB, account.User{Login: "shan", Name: "单雨霏", Role: staff.Reception, Scope: account.All}, password); err != nil {
		t.Fatal(err)
	}
	if _, err := account.SignIn(ctx, s.DB, "shan", password); err != nil {
		t.Fatal(err)
	}
	h.Show(customers.Page(h, ids[1], nil))
	h.Settle()
	if h.Form().ReadOnly() || h.Button("保存").Why() != "" {
		t.Error("her own file is only read")
	}
	page := customers.Page(h, ids[0], nil)
	h.Show(page)
	h.Settle()
	if !h.Form().ReadOnly() || h.Button("保存").Why() == "" {
		t.Error("somebody else's file can be typed into")
	}
	h.Must("139****5678")
	page.Do(screen.Reveal)
	h.Settle()
	h.Must("会留下记录")
	h.Push("查看")
	h.Push("给客户回电话")
	h.Settle()
	h.Must(phone)
}
