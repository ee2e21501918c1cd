package visit_test

import (
	"context"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/visit"
)

// clock is the time of all these tests: a Sunday afternoon.
var clock = time.Date(2026, 11, 22, 15, 0, 0, 0, time.Local)

type desk struct {
	*testing.T
	db        *db.DB
	customers *customer.Store
	visits    *visit.Store
}

func open(t *testing.T) *desk {
	d := dbtest.MustOpen(t)
	d.Now = func() time.Time { return clock }
	return &desk{t, d, customer.Open(d), visit.Open(d)}
}

func (d *desk) customer(name string) register.Record {
	d.Helper()
	v := d.customers.Blank()
	v["name"] = name
	r, err := d.customers.Put(context.Background(), "林小满", register.Record{Values: v})
	if err != nil {
		d.Fatal(err)
	}
	return r
}

func (d *desk) lastVisit(id int64) string {
	d.Helper()
	r, err := d.customers.Get(context.Background(), id)
	if err != nil {
		d.Fatal(err)
	}
	return r.Values.Text("last_visit_on")
}

func (d *desk) report(customer string) field.Values {
	v := d.visits.Blank()
	v["customer"], v["at"], v["visitor"] = customer, "2026-11-20 14:30", "林小满"
	return v
}

func (d *desk) put(r register.Record) register.Record {
	d.Helper()
	r, err := d.visits.Put(context.Background(), "林小满", r)
	if err != nil {
		d.Fatal(err)
	}
	return r
}

func TestAReportComesBackWhole(t *testing.T) {
	d := open(t)
	c := d.customer("重庆渝鲲火锅有限公司")
	v := d.report(c.Number)
	v["place"], v["companions"], v["department"], v["hours"] = "江北观音桥店", []string{"贺敏"}, "客服部", "1.5"
	v["people"] = []field.Values{{"name": "向建国", "post": "总经理"}, {"name": "冉红", "post": "采购", "phone": "13512342041"}}
	v["purpose"], v["result"], v["talk"] = "季度回访", visit.Intent, "新店 12 月开业，\n日均用量约增三成"
	v["promises"] = []field.Values{
		{"what": "冷链方案", "owner": "贺敏", "due": "2026-12-01"},
		{"what": "新合同报价", "owner": "林小满", "due": "2026-11-25"},
		{"what": "样品", "owner": "林小满", "due": "2026-11-20", "done_on": "2026-11-20"},
	}
	v["next_step"], v["next_on"] = "带报价再访", "2026-12-02"
	v["reviewer"], v["review"] = "周岚", "同意"
	r := d.put(register.Record{Values: v})
	r, err := d.visits.Get(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"customer": "KH-000001", "customer_name": "重庆渝鲲火锅有限公司", "on": "2026-11-20", "hours": "1.5",
		"talk": "新店 12 月开业，\n日均用量约增三成", "promise_due": "2026-11-25", "next_by": "林小满", "reviewed_on": "2026-11-22",
	} {
		if got := r.Values.Text(key); got != want {
			t.Errorf("%s = %q, want %q", key, got, want)
		}
	}
	if r.Number != "BF-2026-000001" || len(r.Values.Rows("people")) != 2 || len(r.Values.Rows("promises")) != 3 || len(r.Values.List("companions")) != 1 {
		t.Errorf("record = %+v", r)
	}
}

func TestWhatAReportMayNotSay(t *testing.T) {
	d := open(t)
	c, gone := d.customer("甲"), d.customer("乙")
	if err := d.customers.Delete(context.Background(), "x", gone.ID); err != nil {
		t.Fatal(err)
	}
	promise := func(due, done string) []field.Values {
		return []field.Values{{"what": "报价", "owner": "林小满", "due": due, "done_on": done}}
	}
	decided := func(due, done string) field.Values {
		return field.Values{"way": visit.Presentation, "decisions": []field.Values{{"what": "试用", "due": due, "done_on": done}}}
	}
	for name, test := range map[string]struct {
		set        field.Values
		field, key string
	}{
		"no customer":                    {field.Values{"customer": ""}, "customer", "error.required"},
		"a customer that is not there":   {field.Values{"customer": "KH-999999"}, "customer", "visit.error.customer_missing"},
		"a customer in the bin":          {field.Values{"customer": gone.Number}, "customer", "visit.error.customer_deleted"},
		"no visitor":                     {field.Values{"visitor": " "}, "visitor", "error.required"},
		"no time":                        {field.Values{"at": ""}, "at", "error.required"},
		"a day that is none":             {field.Values{"at": "2026-02-30 09:00"}, "at", "error.date"},
		"more than a day ahead":          {field.Values{"at": "2026-11-23 15:01"}, "at", "visit.error.future"},
		"the far future":                 {field.Values{"at": "9999-01-01 09:00"}, "at", "error.date_range"},
		"a promise due before the visit": {field.Values{"promises": promise("2026-11-19", "")}, "promises[0].due", "visit.error.due_before"},
		"a promise without a date":       {field.Values{"promises": promise("", "")}, "promises[0].due", "error.required"},
		"kept before the visit":          {field.Values{"promises": promise("2026-11-25", "2026-11-01")}, "promises[0].done_on", "visit.error.done_before"},
		"kept tomorrow":                  {field.Values{"promises": promise("2026-11-25", "2026-11-23")}, "promises[0].done_on", "visit.error.done_future"},
		"a decision due before it":       {decided("2026-11-19", ""), "decisions[0].due", "visit.error.due_before"},
		"carried out before the meeting": {decided("", "2026-11-19"), "decisions[0].done_on", "visit.error.carried_before"},
		"carried out tomorrow":           {decided("", "2026-11-23"), "decisions[0].done_on", "visit.error.carried_future"},
		"a next step before the visit":   {field.Values{"next_step": "再访", "next_on": "2026-11-01"}, "next_on", "visit.error.next_before"},
		"a date of no step":              {field.Values{"next_on": "2026-12-01"}, "next_step", "visit.error.next_step"},
		"an opinion of nobody":           {field.Values{"review": "同意"}, "reviewer", "visit.error.reviewer"},
		"a review without opinion":       {field.Values{"reviewer": "周岚", "reviewed_on": "2026-11-21"}, "review", "visit.error.review"},
		"a review before the visit":      {field.Values{"reviewer": "周岚", "review": "同意", "reviewed_on": "2026-11-01"}, "reviewed_on", "visit.error.review_before"},
		"a review of tomorrow":           {field.Values{"reviewer": "周岚", "review": "同意", "reviewed_on": "2026-11-23"}, "reviewed_on", "visit.error.review_future"},
		"a phone with letters":           {field.Values{"people": []field.Values{{"name": "冉红", "phone": "call me"}}}, "people[0].phone", "error.phone"},
		"a year of hours":                {field.Values{"hours": "9000"}, "hours", "error.out_of_range"},
	} {
		v := d.report(c.Number)
		for k, x := range test.set {
			v[k] = x
		}
		_, err := d.visits.Put(context.Background(), "x", register.Record{Values: v})
		es := data.All(err)
		if len(es) != 1 || es[0].Field != test.field || es[0].Key != test.key {
			t.Errorf("%s: %v, want %s: %s", name, err, test.field, test.key)
			continue
		}
		if s := es[0].Text(assets.ZhHans); s == es[0].Key && es[0].Key != "" {
			t.Errorf("%s: no sentence for %s", name, s)
		}
	}
	if ids, err := d.visits.IDs(context.Background(), register.Query{}); err != nil || len(ids) != 0 {
		t.Errorf("something was written: %v, %v", ids, err)
	}
	d.put(register.Record{Values: d.report(c.Number)})
}

func TestAnOldReportCanBeMendedWhenItsCustomerIsInTheBin(t *testing.T) {
	d, ctx := open(t), context.Background()
	c := d.customer("甲")
	r := d.put(register.Record{Values: d.report(c.Number)})
	if err := d.customers.Delete(ctx, "x", c.ID); err != nil {
		t.Fatal(err)
	}
	r.Values["talk"] = "补记"
	d.put(r)
}

func TestTheLastVisitShowsInTheCustomersFile(t *testing.T) {
	d, ctx := open(t), context.Background()
	a, b := d.customer("甲"), d.customer("乙")
	first := d.put(register.Record{Values: d.report(a.Number)})
	v := d.report(a.Number)
	v["at"] = "2026-11-22 09:00"
	second := d.put(register.Record{Values: v})
	want := func(when string, id int64, day string) {
		t.Helper()
		if got := d.lastVisit(id); got != day {
			t.Errorf("%s: %q, want %q", when, got, day)
		}
	}
	want("after two", a.ID, "2026-11-22")
	if err := d.visits.Delete(ctx, "x", second.ID); err != nil {
		t.Fatal(err)
	}
	want("after one is deleted", a.ID, "2026-11-20")
	if err := d.visits.Restore(ctx, "x", second.ID); err != nil {
		t.Fatal(err)
	}
	want("after it is restored", a.ID, "2026-11-22")
	second, err := d.visits.Get(ctx, second.ID)
	if err != nil {
		t.Fatal(err)
	}
	second.Values["customer"] = b.Number
	d.put(second)
	want("the former customer", a.ID, "2026-11-20")
	want("the new customer", b.ID, "2026-11-22")
	if ids, err := d.visits.ByCustomer(ctx, a.ID); err != nil || len(ids) != 1 || int64(ids[0]) != first.ID {
		t.Errorf("by customer: %v, %v", ids, err)
	}
}

func TestTablesSortAndFilterVisits(t *testing.T) {
	d, ctx := open(t), context.Background()
	b, a := d.customer("Bb"), d.customer("Aa")
	for _, n := range []string{b.Number, a.Number} {
		d.put(register.Record{Values: d.report(n)})
	}
	for _, f := range d.visits.Fields() {
		if f.Column == nil || f.Column.Sort == "" {
			continue
		}
		if _, err := d.visits.IDs(ctx, register.Query{Sort: f.Key, Desc: true}); err != nil {
			t.Errorf("by %s: %v", f.Key, err)
		}
	}
	ids, err := d.visits.IDs(ctx, register.Query{Sort: "customer_name"})
	if err != nil || len(ids) != 2 || ids[0] != 2 {
		t.Errorf("by name: %v, %v", ids, err)
	}
	ids, err = d.visits.IDs(ctx, register.Query{Filters: []register.Filter{{Key: "on", From: "2026-11-20", To: "2026-11-20"}}})
	if err != nil || len(ids) != 2 {
		t.Errorf("on a day: %v, %v", ids, err)
	}
	ls, err := d.visits.Lines(ctx, ids)
	if err != nil || len(ls) != 2 || ls[0].Values.Text("customer_name") == "" {
		t.Errorf("lines: %v, %v", ls, err)
	}
}

func TestEveryTextOfAVisitIsTranslated(t *testing.T) {
	for _, l := range []assets.Lang{assets.ZhHans, assets.En} {
		var look func(ds []field.Desc)
		look = func(ds []field.Desc) {
			for _, f := range ds {
				keys := append([]string{f.Label}, f.Suggest...)
				if f.Section != "" {
					keys = append(keys, f.Section)
				}
				for _, o := range f.Options {
					keys = append(keys, f.Label+"."+o)
				}
				for _, k := range keys {
					if !l.Has(k) {
						t.Errorf("%s: no text for %s", l, k)
					}
				}
				look(f.Rows)
			}
		}
		look(open(t).visits.Fields())
	}
}
