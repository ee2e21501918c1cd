package register_test

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"kezhi/data"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
)

// rowsOf is how many rows each table has, and what the counters say.
func rowsOf(t testing.TB, d *db.DB) map[string]int {
	t.Helper()
	rows, err := d.Pool().Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	_ = rows.Close()
	all := map[string]int{}
	count := func(what, query string) {
		var n int
		if err := d.Pool().QueryRow(query).Scan(&n); err != nil {
			t.Fatal(what, err)
		}
		all[what] = n
	}
	for _, name := range names {
		count(name, "SELECT count(*) FROM "+name)
	}
	count("given numbers", "SELECT coalesce(sum(v), 0) FROM counters")
	count("versions", "SELECT coalesce(sum(version), 0) FROM customers")
	return all
}

func TestASaveThatFailsAtItsEndLeavesNothing(t *testing.T) {
	ctx := context.Background()
	s := customer.Open(dbtest.MustOpen(t))
	first, err := s.Put(ctx, "x", register.Record{Values: aCustomer(1)})
	if err != nil {
		t.Fatal(err)
	}
	before := rowsOf(t, s.DB)
	saved, refusal := s.Saved, errors.New("no")
	s.Saved = func(tx *db.Tx, c, old *customer.Customer) error {
		if err := saved(tx, c, old); err != nil {
			return err
		}
		return refusal
	}
	changed := first
	changed.Values = field.Values{"name": "换了名字", "tags": []string{"新"}, "phones": []field.Values{}, "contacts": []field.Values{}}
	for what, save := range map[string]func() error{
		"a new record": func() error { _, err := s.Put(ctx, "x", register.Record{Values: aCustomer(2)}); return err },
		"a change":     func() error { _, err := s.Put(ctx, "x", changed); return err },
		"a deletion":   func() error { return s.Delete(ctx, "x", first.ID) },
		"several": func() error {
			_, err := s.PutAll(ctx, "x", []field.Values{aCustomer(3), aCustomer(4)})
			return err
		},
	} {
		if err := save(); !errors.Is(err, refusal) {
			t.Errorf("%s: %v", what, err)
		}
		if after := rowsOf(t, s.DB); !reflect.DeepEqual(before, after) {
			t.Errorf("%s left something: %v, then %v", what, before, after)
		}
	}
	if now, err := s.Get(ctx, first.ID); err != nil || !reflect.DeepEqual(now, first) {
		t.Errorf("the record is now %v, %v", now, err)
	}
	for query, n := range map[string]int{"渝鲲第1火锅": 1, "渝鲲第2火锅": 0, "换了名字": 0} {
		if hits, err := s.Search(ctx, query, 10); err != nil || len(hits) != n {
			t.Errorf("%s finds %d, %v", query, len(hits), err)
		}
	}
	s.Saved = saved
	r, err := s.Put(ctx, "x", register.Record{Values: aCustomer(5)})
	if err != nil || r.Number != "KH-000002" {
		t.Errorf("the next number is %s, %v", r.Number, err)
	}
}

func TestAFullFileRefusesASaveWholeAndTakesItLater(t *testing.T) {
	ctx := context.Background()
	s := customer.Open(dbtest.MustOpen(t))
	s.DB.Pool().SetMaxOpenConns(1) // the bound is the connection's
	limit := func(pages string) {
		if _, err := s.DB.Pool().Exec("PRAGMA max_page_count=" + pages); err != nil {
			t.Fatal(err)
		}
	}
	limit("130")
	v := aCustomer(1)
	v["contacts"] = make([]field.Values, 0, 100)
	for range 100 {
		v["contacts"] = append(v["contacts"].([]field.Values), field.Values{"name": "冉红", "preferences": longText(200), "concerns": longText(200), "knows": longText(200)})
	}
	before := rowsOf(t, s.DB)
	if _, err := s.Put(ctx, "x", register.Record{Values: v}); data.CodeOf(err) != data.Full || data.All(err)[0].Key != "error.full" {
		t.Errorf("err = %v, want full", err)
	}
	if after := rowsOf(t, s.DB); !reflect.DeepEqual(before, after) {
		t.Errorf("something is left: %v, then %v", before, after)
	}
	limit("1000000")
	if r, err := s.Put(ctx, "x", register.Record{Values: v}); err != nil || r.Number != "KH-000001" {
		t.Errorf("with room: %s, %v", r.Number, err)
	}
}

func longText(n int) string {
	rs := make([]rune, n)
	for i := range rs {
		rs[i] = '长'
	}
	return string(rs)
}

// Between lines left empty in a form, a refusal names the line that it is
// about.
func TestARefusalNamesTheLineOfTheForm(t *testing.T) {
	ctx := context.Background()
	s := customer.Open(dbtest.MustOpen(t))
	v := field.Values{"name": "单雨霏", "contacts": []field.Values{
		{}, {"name": "冉红"}, {"name": "", "buying_role": "uses"}, {"name": "向建国", "birthday": "2099-01-01"},
	}}
	at := func(err error) (fields []string) {
		for _, e := range data.All(err) {
			fields = append(fields, e.Field)
		}
		return fields
	}
	want := []string{"contacts[3].birthday"}
	if _, err := s.Put(ctx, "x", register.Record{Values: v}); !reflect.DeepEqual(at(err), want) {
		t.Errorf("Put: %v", err)
	}
	if es := s.Check(ctx, register.Record{Values: v}); !reflect.DeepEqual(at(es), want) {
		t.Errorf("Check: %v", es)
	}
	if _, err := s.PutAll(ctx, "x", []field.Values{{"name": "甲"}, v}); !reflect.DeepEqual(at(err), []string{"[1].contacts[3].birthday"}) {
		t.Errorf("PutAll: %v", err)
	}
	c := customer.Customer{Kind: customer.Person, Name: "甲", Contacts: []customer.Contact{{}, {Name: "乙", Birthday: "2099-01-01"}}}
	if err := s.Save(ctx, "x", &c); !reflect.DeepEqual(at(err), []string{"contacts[1].birthday"}) {
		t.Errorf("Save: %v", err)
	}
	// What could not be read is not judged by the rows that were there before.
	r, err := s.Put(ctx, "x", register.Record{Values: field.Values{"name": "甲"}})
	if err != nil {
		t.Fatal(err)
	}
	v["contacts"].([]field.Values)[1]["phone"] = "call me"
	r.Values = v
	if _, err := s.Put(ctx, "x", r); !reflect.DeepEqual(at(err), []string{"contacts[1].phone"}) {
		t.Errorf("with a line that cannot be read: %v", err)
	}
}
