package customer_test

import (
	"context"
	"slices"
	"testing"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/search"
)

func save(t *testing.T, s *customer.Store, v field.Values) register.Record {
	t.Helper()
	full := s.Blank()
	for k, x := range v {
		full[k] = x
	}
	r, err := s.Put(context.Background(), "林小满", register.Record{Values: full})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func rows(key string, numbers ...string) []field.Values {
	var rs []field.Values
	for _, n := range numbers {
		rs = append(rs, field.Values{key: n})
	}
	return rs
}

func TestASavedCustomerIsFoundUntilItIsInTheBin(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	r := save(t, s, field.Values{
		"name": "重庆渝鲲火锅有限公司", "short_name": "渝鲲", "tags": []string{"餐饮"}, "phones": rows("number", "023-6789 1234"),
		"contacts":  []field.Values{{"name": "向建国", "phone": "13812345678"}},
		"addresses": []field.Values{{"region": "重庆", "address": "江北区观音桥步行街8号"}}, "email": "info@yukun.example", "do_not_disturb": "true",
	})
	found := func(q string) []customer.Hit {
		t.Helper()
		hits, err := s.Search(ctx, q, 0)
		if err != nil {
			t.Fatal(err)
		}
		return hits
	}
	for q, why := range map[string]search.Field{
		"渝鲲": search.Name, "cqyk": search.ByInitials, "chongqingyukun": search.ByPinyin, "1234": search.Phone, "13812345678": search.Phone,
		"向建国": search.Person, "观音桥": search.Place, "餐饮": search.Tag, "kh1": search.Number, "info@yukun.example": search.Text,
	} {
		hits := found(q)
		if len(hits) != 1 || hits[0].Why != why || hits[0].Number != "KH-000001" || hits[0].Name != "重庆渝鲲火锅有限公司" || !hits[0].DoNotDisturb {
			t.Errorf("%s finds %+v", q, hits)
		}
	}
	if err := s.Delete(ctx, "x", r.ID); err != nil || len(found("渝鲲")) != 0 {
		t.Errorf("found in the bin: %v, %v", found("渝鲲"), err)
	}
	if err := s.Restore(ctx, "x", r.ID); err != nil || len(found("渝鲲")) != 1 {
		t.Errorf("not found after it was restored: %v", err)
	}
}

func TestAnIdentityNumberFindsItsBearerAndStaysHidden(t *testing.T) {
	s := customer.Open(dbtest.MustOpen(t))
	save(t, s, field.Values{"kind": customer.Person, "name": "单雨霏", "identity": "11010519491231002X"})
	hits, err := s.Search(context.Background(), "11010519491231002x", 0)
	if err != nil || len(hits) != 1 || hits[0].Match != "1101**********002X" {
		t.Errorf("hits = %+v, %v", hits, err)
	}
}

func TestTablesSortByPinyin(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	for _, n := range []string{"张伟", "单雨霏", "重庆渝鲲", "区伟", "安娜"} {
		save(t, s, field.Values{"name": n})
	}
	ids, err := s.IDs(ctx, register.Query{Sort: "name"})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := s.Lines(ctx, ids)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, l := range lines {
		got += l.Values.Text("name") + " "
	}
	if got != "安娜 重庆渝鲲 区伟 单雨霏 张伟 " {
		t.Errorf("sorted %s", got)
	}
}

func TestAProbableDuplicateIsNamedWithItsReason(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	hotpot := save(t, s, field.Values{
		"name": "重庆渝鲲火锅有限公司", "code": "91350100M000100Y43", "phones": rows("number", "023-6789 1234"),
		"contacts": []field.Values{{"name": "向建国", "phone": "138 1234 5678"}},
	})
	person := save(t, s, field.Values{"kind": customer.Person, "name": "单雨霏", "identity": "11010519491231002X"})
	gone := save(t, s, field.Values{"name": "已删除商行", "phones": rows("number", "13500000000")})
	if err := s.Delete(ctx, "x", gone.ID); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		v    field.Values
		want customer.Reason
		id   int64
	}{
		"same code":                    {field.Values{"name": "甲", "code": " 91350100m000100y43 "}, customer.SameCode, hotpot.ID},
		"same identity":                {field.Values{"kind": customer.Person, "name": "甲", "identity": "11010519491231002x"}, customer.SameIdentity, person.ID},
		"same phone, written anew":     {field.Values{"phones": rows("number", "02367891234")}, customer.SamePhone, hotpot.ID},
		"a contact's phone":            {field.Values{"phones": rows("number", "+86 13812345678")}, customer.SamePhone, hotpot.ID},
		"among the new one's contacts": {field.Values{"contacts": rows("phone", "13812345678")}, customer.SamePhone, hotpot.ID},
		"same name":                    {field.Values{"name": "重庆渝鲲火锅有限公司"}, customer.SameName, hotpot.ID},
		"the name in full width":       {field.Values{"name": "　重庆渝鲲火锅 有限公司"}, customer.SameName, hotpot.ID},
		"without the legal form":       {field.Values{"name": "渝鲲火锅"}, customer.SameName, hotpot.ID},
		"with the place in brackets":   {field.Values{"name": "渝鲲火锅（重庆）有限责任公司"}, customer.SameName, hotpot.ID},
		"with another province's form": {field.Values{"name": "重庆市渝鲲火锅集团有限公司"}, customer.SameName, hotpot.ID},
		"same sound":                   {field.Values{"name": "重庆余坤火锅有限公司"}, customer.SameSound, hotpot.ID},
		"a person of the same sound":   {field.Values{"kind": customer.Person, "name": "善雨菲"}, customer.SameSound, person.ID},
		"nothing":                      {field.Values{}, "", 0},
		"half a name":                  {field.Values{"name": "重庆"}, "", 0},
		"half a phone":                 {field.Values{"phones": rows("number", "138")}, "", 0},
		"somebody else":                {field.Values{"name": "厦门鹭骉贸易", "phones": rows("number", "13912345678")}, "", 0},
		"in the bin":                   {field.Values{"name": "已删除商行", "phones": rows("number", "13500000000")}, "", 0},
	} {
		v := s.Blank()
		for k, x := range c.v {
			v[k] = x
		}
		ds, err := s.Probable(ctx, v, 0)
		switch {
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want == "" && len(ds) > 0:
			t.Errorf("%s: %+v", name, ds)
		case c.want != "" && (len(ds) != 1 || ds[0].Reason != c.want || ds[0].ID != c.id || ds[0].Number == "" || ds[0].Name == ""):
			t.Errorf("%s: %+v, want %s of %d", name, ds, c.want, c.id)
		}
	}
	if ds, err := s.Probable(ctx, hotpot.Values, hotpot.ID); err != nil || len(ds) != 0 {
		t.Errorf("a file is its own duplicate: %+v, %v", ds, err)
	}
}

func TestARegisterIsIndexedAnew(t *testing.T) {
	d := dbtest.MustOpen(t)
	s, ctx := customer.Open(d), context.Background()
	save(t, s, field.Values{"name": "单雨霏"})
	err := d.Write(ctx, "x", func(tx *db.Tx) error { return search.Remove(tx, "customer", 1) })
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Reindex(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if hits, err := s.Search(ctx, "shanyufei", 0); err != nil || len(hits) != 1 {
		t.Errorf("hits = %v, %v", hits, err)
	}
}

func TestCustomersOfOneGradeStandByNameAndTheNewestFirst(t *testing.T) {
	s, ctx := customer.Open(dbtest.MustOpen(t)), context.Background()
	for _, c := range []struct{ name, grade string }{{"张伟", "vip"}, {"安娜", "vip"}, {"李强", "potential"}, {"曹操", "potential"}} {
		save(t, s, field.Values{"name": c.name, "grade": c.grade})
	}
	for _, c := range []struct {
		q    register.Query
		want []int32
	}{
		{register.Query{}, []int32{4, 3, 2, 1}},
		{register.Query{Limit: 3}, []int32{4, 3, 2}},
		{register.Query{Sort: "number"}, []int32{1, 2, 3, 4}},
		{register.Query{Sort: "number", Desc: true, Limit: 1}, []int32{4}},
		{register.Query{Sort: "grade"}, []int32{4, 3, 2, 1}},
		{register.Query{Sort: "grade", Desc: true}, []int32{1, 2, 3, 4}},
		{register.Query{Sort: "name", Desc: true}, []int32{1, 3, 4, 2}},
		{register.Query{Filters: []register.Filter{{Key: "grade", In: []string{"vip"}}}}, []int32{2, 1}},
		{register.Query{Filters: []register.Filter{{Key: "grade", In: []string{"vip"}}}, Limit: 1}, []int32{2}},
		{register.Query{Deleted: true}, []int32{}},
	} {
		if ids, err := s.IDs(ctx, c.q); err != nil || !slices.Equal(ids, c.want) {
			t.Errorf("%+v: %v, %v; want %v", c.q, ids, err, c.want)
		}
	}
}
