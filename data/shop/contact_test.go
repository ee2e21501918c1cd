package shop_test

import (
	"slices"
	"testing"

	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/check"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/shop"
)

// A contact with a name of two characters, which the organisation bears too, and
// an organisation's telephone that is also hers.
func withContact(t *testing.T, s *shop.Shop) (c, visit, other register.Record) {
	t.Helper()
	c = put(t, s, "customer", field.Values{
		"kind": "organisation", "name": "冉红火锅店", "remark": "老板娘冉红很健谈", "phones": []field.Values{{"use": "office", "number": "023-67890123"}},
		"contacts": []field.Values{{"name": "冉红", "phone": "13600136001", "email": "ranhong@yukun.example", "post": "采购"}, {"name": "向建国", "phone": "13900139000", "is_first": "true"}},
	})
	visit = put(t, s, "visit", field.Values{
		"customer": c.Number, "way": "phone", "at": "2026-11-02 09:00", "visitor": "林小满", "purpose": "回访冉红火锅店", "talk": "冉红说下月换号 13600136001",
		"people": []field.Values{{"name": "冉红", "phone": "13600136001"}, {"name": "向建国"}},
	})
	other = put(t, s, "customer", field.Values{"kind": "organisation", "name": "重庆渝鲲商贸有限公司", "remark": "采购冉红介绍，电话 13600136001"})
	return c, visit, other
}

func TestAContactAloneIsErased(t *testing.T) {
	s := opened(t)
	c, visit, other := withContact(t, s)
	out, err := s.EraseContact(t.Context(), "周岚", c.Number, "冉红", "本人申请", "")
	must(t, err)
	if out.Erasure == nil || !out.Erasure.Contact || !out.Erasure.Person || out.Left != nil {
		t.Fatalf("%+v", out)
	}
	if left := standing(t, s.DB.Folder(), "13600136001", "ranhong@yukun.example", "老板娘冉红", "冉红说"); len(left) > 0 {
		t.Errorf("left on the disk: %v", left)
	}
	if !slices.Equal(out.Mentions, []string{other.Number}) {
		t.Errorf("mentions %v: a name of two characters in somebody else's file is told", out.Mentions)
	}

	c, err = s.Customers.Get(t.Context(), c.ID)
	must(t, err)
	if n := c.Values.Text("name"); n != "冉红火锅店" {
		t.Errorf("the organisation is called %s", n)
	}
	if p := c.Values.Rows("contacts"); len(p) != 1 || p[0].Text("name") != "向建国" {
		t.Errorf("contacts %v", p)
	}
	if n := c.Values.Rows("phones"); len(n) != 1 || n[0].Text("number") != "023-67890123" {
		t.Errorf("phones %v", n)
	}
	v, err := s.Visits.Get(t.Context(), visit.ID)
	must(t, err)
	if v.Values.Text("purpose") != "回访冉红火锅店" || v.Values.Text("talk") != "■■说下月换号 ■■" || v.Values.Rows("people")[1].Text("name") != "向建国" {
		t.Errorf("the visit: %v", v.Values)
	}
	for q, want := range map[string]bool{"13600136001": false, "yukun.example": false, "冉红火锅": true, "向建国": true} {
		found, err := s.Search(t.Context(), q, 10)
		must(t, err)
		if got := slices.ContainsFunc(found, func(f shop.Found) bool { return f.Number == c.Number }); got != want {
			t.Errorf("found by %s: %v", q, got)
		}
	}
	broken, err := check.Check(t.Context(), s)
	must(t, err)
	if len(broken) > 0 {
		t.Errorf("out of order: %v", broken)
	}
	x, err := audit.Verify(t.Context(), s.DB, audit.Options{})
	must(t, err)
	if !x.Sound() {
		t.Errorf("the chain is broken: %+v", x)
	}
	// The file goes on.
	c.Values["remark"] = "新采购待定"
	_, err = s.Customers.Put(t.Context(), "林小满", c)
	must(t, err)
	_, err = s.EraseContact(t.Context(), "周岚", c.Number, "冉红", "again", "")
	if data.CodeOf(err) != data.Invalid {
		t.Errorf("twice: %v", err)
	}
}

func TestWhatLawRequiresKeepingStillNamesTheContact(t *testing.T) {
	s := opened(t)
	c, visit, _ := withContact(t, s)
	k := put(t, s, "complaint", field.Values{"customer": c.Number, "complainant": "冉红", "phone": "13600136001", "way": "phone", "what": "冉红说上菜慢", "category": "service", "severity": "ordinary", "receiver": "林小满", "promised_on": "2026-12-09"})
	out, err := s.EraseContact(t.Context(), "周岚", c.Number, "冉红", "本人申请", "")
	must(t, err)
	if len(out.Holds) == 0 || !slices.Contains(out.Mentions, k.Number) {
		t.Fatalf("%+v", out)
	}
	r, err := s.Complaints.Get(t.Context(), k.ID)
	must(t, err)
	if r.Values.Text("complainant") != "冉红" {
		t.Errorf("an open complaint lost who complains: %v", r.Values)
	}
	h, err := s.Complaints.History(t.Context(), k.ID)
	must(t, err)
	if len(h) == 0 || len(h[len(h)-1].Differences()) == 0 {
		t.Error("an open complaint lost its trail")
	}
	v, err := s.Visits.Get(t.Context(), visit.ID)
	must(t, err)
	if v.Values.Rows("people")[0].Text("name") == "冉红" {
		t.Error("the visit still names her")
	}
}
