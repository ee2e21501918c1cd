package customer_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
)

func TestANewFileComesBackWhole(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	v := s.Blank()
	v["name"], v["tags"] = " 重庆渝鲲火锅有限公司 ", []string{"餐饮", "餐饮", "冷链"}
	v["phones"] = []field.Values{{"use": "mobile", "number": "138 1234 5678"}, {"use": "", "number": ""}}
	v["contacts"] = []field.Values{{"name": "向建国", "post": "总经理", "is_first": "true"}}
	r, err := s.Put(ctx, "林小满", register.Record{Values: v})
	if err != nil {
		t.Fatal(err)
	}
	r, err = s.Get(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	if r.Number != "KH-000001" || r.Version != 1 || r.CreatedBy != "林小满" {
		t.Errorf("meta = %+v", r.Meta)
	}
	if r.Values.Text("name") != "重庆渝鲲火锅有限公司" || len(r.Values.List("tags")) != 2 ||
		len(r.Values.Rows("phones")) != 1 || r.Values.Text("contact") != "向建国" || r.Values.Text("phone") != "138 1234 5678" {
		t.Errorf("values = %v", r.Values)
	}
	h, err := s.History(ctx, r.ID)
	if err != nil || len(h) != 1 || h[0].Action != register.Created || h[0].Who != "林小满" {
		t.Errorf("history = %v, %v", h, err)
	}
}

func TestEverythingWrongIsSaidAtOnceAtItsField(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	v := s.Blank()
	v["code"] = "91500000MA5U0AB12X"
	v["first_contact_on"] = "2026-02-30"
	v["email"] = "not an address"
	v["phones"] = []field.Values{{"number": "13800138000"}, {"number": "call me"}}
	v["contacts"] = []field.Values{{"post": "总经理"}}
	_, err := s.Put(ctx, "x", register.Record{Values: v})
	got := map[string]string{}
	for _, e := range data.All(err) {
		got[e.Field] = e.Key
	}
	for f, key := range map[string]string{
		"name": "error.required", "code": "customer.error.code_check", "first_contact_on": "error.date",
		"email": "error.email", "phones[1].number": "error.phone", "contacts[0].name": "error.required",
	} {
		if got[f] != key {
			t.Errorf("%s: %q, want %q", f, got[f], key)
		}
	}
	if n, err := s.IDs(ctx, register.Query{}); err != nil || len(n) != 0 {
		t.Errorf("something was written: %v, %v", n, err)
	}
}

func TestTheLaterSaveIsToldWhatChanged(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	v := s.Blank()
	v["name"] = "单雨霏"
	r, err := s.Put(ctx, "甲", register.Record{Values: v})
	if err != nil {
		t.Fatal(err)
	}
	mine, theirs := r, r
	theirs.Values = r.Values.Clone()
	theirs.Values["remark"] = "喜欢靠窗"
	if _, err := s.Put(ctx, "乙", theirs); err != nil {
		t.Fatal(err)
	}
	_, err = s.Put(ctx, "甲", mine)
	var c *register.ConflictError
	if !errors.As(err, &c) || data.CodeOf(err) != data.Conflict {
		t.Fatalf("err = %v", err)
	}
	if len(c.Changed) != 1 || c.Changed[0].Key != "remark" || c.Now.UpdatedBy != "乙" {
		t.Errorf("conflict = %+v", c)
	}
}

func TestEightWritersNumberWithoutGapOrDouble(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	var mu sync.Mutex
	var wg sync.WaitGroup
	seen := map[string]bool{}
	for range 8 {
		wg.Go(func() {
			for range 25 {
				v := s.Blank()
				v["name"] = "某"
				r, err := s.Put(ctx, "x", register.Record{Values: v})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				seen[r.Number] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(seen) != 200 || !seen["KH-000200"] || !seen["KH-000001"] {
		t.Errorf("%d numbers", len(seen))
	}
}

func TestDeletedFilesCanBeTakenOutOfTheBin(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	v := s.Blank()
	v["name"] = "仇英骥"
	r, err := s.Put(ctx, "x", register.Record{Values: v})
	if err != nil {
		t.Fatal(err)
	}
	count := func(deleted bool) int {
		ids, err := s.IDs(ctx, register.Query{Deleted: deleted})
		if err != nil {
			t.Fatal(err)
		}
		return len(ids)
	}
	if err := s.Delete(ctx, "x", r.ID); err != nil || count(false) != 0 || count(true) != 1 {
		t.Fatalf("after delete: %v, %d, %d", err, count(false), count(true))
	}
	if err := s.Restore(ctx, "x", r.ID); err != nil || count(false) != 1 || count(true) != 0 {
		t.Fatalf("after restore: %v, %d, %d", err, count(false), count(true))
	}
}

func TestCheckCodes(t *testing.T) {
	for s, ok := range map[string]bool{
		"91350100M000100Y43": true, "91350100M000100Y44": false, "913501": false, "91350100M0001O0Y43": false,
	} {
		if err := customer.CheckCode(s); (err == nil) != ok {
			t.Errorf("code %s: %v", s, err)
		}
	}
	for s, ok := range map[string]bool{
		"11010519491231002X": true, "11010519491231002x": true, "110105194912310021": false, "110105194913310020": false, "1101051949": false,
	} {
		if err := customer.CheckIdentity(s); (err == nil) != ok {
			t.Errorf("identity %s: %v", s, err)
		}
	}
}
