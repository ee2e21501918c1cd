package account_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"kezhi/data"
	"kezhi/data/account"
	"kezhi/data/due"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
	"kezhi/data/staff"
)

const identity = "33010619900101123X"

// desk is a shop with two account managers of one department, a third of
// another, and a customer of the first; the receptionist is signed in.
func desk(t *testing.T) (*shop.Shop, register.Record) {
	t.Helper()
	s, err := shop.Open(filepath.Join(t.TempDir(), "k.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := account.SetUp(ctx, s.DB, "王掌柜", "boss", good); err != nil {
		t.Fatal(err)
	}
	if err := s.SetStaff(ctx, "", []shop.Member{
		{Name: "王掌柜"}, {Name: "李前台", Department: "前厅"}, {Name: "陈一", Department: "甲"}, {Name: "陈二", Department: "甲"}, {Name: "陈三", Department: "乙"},
	}); err != nil {
		t.Fatal(err)
	}
	for _, u := range []account.User{
		{Login: "li", Name: "李前台", Role: staff.Reception, Scope: account.All},
		{Login: "c1", Name: "陈一", Role: staff.AccountManager, Scope: account.Own},
		{Login: "c2", Name: "陈二", Role: staff.AccountManager, Scope: account.Department},
		{Login: "c3", Name: "陈三", Role: staff.AccountManager, Scope: account.Own},
	} {
		if _, err := account.AddUser(ctx, s.DB, u, good); err != nil {
			t.Fatal(err)
		}
	}
	r, err := s.Customers.Put(ctx, "", register.Record{Values: field.Values{
		"kind": "person", "name": "张伟", "owner": "陈一", "identity": identity, "birthday": "1990-01-01",
		"phones": []field.Values{{"number": "13812345678"}, {"number": "13987654321"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	as(t, s, "li")
	return s, r
}

func as(t *testing.T, s *shop.Shop, login string) {
	t.Helper()
	if _, err := account.SignIn(context.Background(), s.DB, login, good); err != nil {
		t.Fatal(login, err)
	}
}

func TestWhatIsSensitiveIsMaskedEverywhere(t *testing.T) {
	s, c := desk(t)
	r, err := s.Customers.Get(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"phone": "138****5678", "identity": "3301**********123X", "birthday": "****-**-**"} {
		if got := r.Values.Text(key); got != want {
			t.Errorf("%s = %q, want %q", key, got, want)
		}
	}
	if got := r.Values.Rows("phones")[1].Text("number"); got != "139****4321" {
		t.Error(got)
	}
	var all []string
	ts, err := s.Customers.Load(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, ts[0].Phone, ts[0].Identity, ts[0].Birthday, ts[0].Phones[0].Number)
	ls, err := s.Customers.Lines(ctx, []int32{int32(c.ID)})
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, ls[0].Values.Text("phone"), ls[0].Values.Text("identity"))
	cs, err := s.Customers.History(ctx, c.ID)
	if err != nil || len(cs) == 0 {
		t.Fatal(err)
	}
	all = append(all, cs[0].Fields)
	for _, q := range []string{"5678", "13812345678", "张伟", identity} {
		fs, err := s.Search(ctx, q, 10)
		if err != nil || len(fs) == 0 {
			t.Errorf("%s is not found: %v", q, err)
			continue
		}
		all = append(all, fs[0].Sub, fs[0].Match)
	}
	stale := r
	stale.Version--
	stale.Values = field.Values{"name": "x"}
	_, err = s.Customers.Put(ctx, "", stale)
	all = append(all, data.Explain(err, nobody{}))
	for i, x := range all {
		for _, secret := range []string{"13812345678", "13987654321", identity, "1990-01-01"} {
			if strings.Contains(x, secret) {
				t.Errorf("%d: %s", i, x)
			}
		}
	}
}

type nobody struct{}

func (nobody) T(key string, args ...any) string { return key }

func TestAMaskedValueThatComesBackKeepsWhatIsStored(t *testing.T) {
	s, c := desk(t)
	as(t, s, "boss")
	if err := account.SetRights(ctx, s.DB, account.Rights{staff.Reception: {"customer": {account.See, account.Create, account.EditAll}}}); err != nil {
		t.Fatal(err)
	}
	as(t, s, "li")
	r, err := s.Customers.Get(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	rows := r.Values.Rows("phones")
	r.Values["name"] = "张伟国"
	r.Values["phones"] = []field.Values{rows[1], {"number": "021-62345678"}, rows[0]} // moved about
	if _, err := s.Customers.Put(ctx, "", r); err != nil {
		t.Fatal(err)
	}
	as(t, s, "boss")
	r, err = s.Customers.Get(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	rows = r.Values.Rows("phones")
	if got := r.Values.Text("identity") + " " + r.Values.Text("birthday") + " " + rows[0].Text("number") + " " + rows[1].Text("number") + " " + rows[2].Text("number"); got != identity+" 1990-01-01 13987654321 021-62345678 13812345678" {
		t.Error(got)
	}
	as(t, s, "li")
	_, err = s.Customers.Put(ctx, "", register.Record{Values: field.Values{"kind": "person", "name": "甲", "phones": []field.Values{{"number": "138****5678"}}}})
	if es := data.All(err); len(es) != 1 || es[0].Key != "account.error.masked" || es[0].Field != "phones[0].number" {
		t.Error(err)
	}
}

func TestALookAtWhatIsMaskedGoesOnRecordWithTheReason(t *testing.T) {
	s, c := desk(t)
	if _, err := s.Reveal(ctx, "customer", c.ID, "phones[1].number", " "); data.CodeOf(err) != data.Invalid {
		t.Error(err)
	}
	got, err := s.Reveal(ctx, "customer", c.ID, "phones[1].number", "客户来电核对")
	if err != nil || got != "13987654321" {
		t.Fatal(got, err)
	}
	cs, err := s.Customers.History(ctx, c.ID)
	if err != nil || cs[0].Action != shop.Revealed || cs[0].Who != "李前台" || !strings.Contains(cs[0].Fields, "客户来电核对") || strings.Contains(cs[0].Fields, "13987654321") {
		t.Errorf("%+v, %v", cs[0], err)
	}
	as(t, s, "c3")
	if _, err := s.Reveal(ctx, "customer", c.ID, "phone", "x"); data.CodeOf(err) != data.NotFound {
		t.Error("somebody else's customer:", err)
	}
}

func TestWhoseRecordsSomebodySees(t *testing.T) {
	s, c := desk(t)
	as(t, s, "boss")
	v, err := s.Visits.Put(ctx, "", register.Record{Values: field.Values{
		"customer": c.Number, "visitor": "王掌柜", "way": "on_site", "at": "2026-11-20 10:00", "purpose": "新合同报价", "talk": "谈了报价",
		"next_step": "送合同", "next_by": "陈一", "next_on": "2026-11-23",
	}})
	if err != nil {
		t.Fatal(err)
	}
	for login, sees := range map[string]bool{"li": true, "c1": true, "c2": true, "c3": false} {
		as(t, s, login)
		for _, r := range []register.Register{s.Customers, s.Visits} {
			id := c.ID
			if r.Key() == "visit" {
				id = v.ID
			}
			ids, err := r.IDs(ctx, register.Query{Limit: 10})
			if err != nil || len(ids) == 1 != sees {
				t.Errorf("%s: %d of %s, %v", login, len(ids), r.Key(), err)
			}
			ls, err := r.Lines(ctx, []int32{int32(id)})
			if err != nil || len(ls) == 1 != sees {
				t.Errorf("%s: %d lines of %s, %v", login, len(ls), r.Key(), err)
			}
			if _, err := r.Get(ctx, id); sees != (err == nil) {
				t.Errorf("%s gets %s: %v", login, r.Key(), err)
			}
		}
		if fs, err := s.Search(ctx, "张伟", 10); err != nil || len(fs) > 0 != sees {
			t.Errorf("%s finds %d, %v", login, len(fs), err)
		}
		if l, err := s.Due(ctx, due.Query{Today: "2026-11-22", Until: "2026-11-30", Limit: 20}); err != nil || has(l, "送合同") != sees {
			t.Errorf("%s has to do %d, %v", login, len(l.Items), err)
		}
		if es, err := s.Timeline(ctx, c.ID, 10); sees != (err == nil && len(es) > 0) {
			t.Errorf("%s: timeline %d, %v", login, len(es), err)
		}
	}
	as(t, s, "c2")
	r, err := s.Customers.Get(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	r.Values = field.Values{"name": "改名"}
	if _, err := s.Customers.Put(ctx, "", r); data.CodeOf(err) != data.Denied || data.All(err)[0].Key != "account.error.not_yours" {
		t.Error("a colleague's customer was changed:", err)
	}
}

func has(l due.List, what string) bool {
	for _, i := range l.Items {
		if i.What == what {
			return true
		}
	}
	return false
}
