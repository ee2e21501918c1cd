package search_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/search"
)

func entryOf(id int64, name string) search.Entry {
	return search.Entry{Register: "customer", ID: id, Names: []string{name}}
}

func TestAChangedRecordIsFoundByWhatItIsNow(t *testing.T) {
	d := dbtest.MustOpen(t)
	e := search.Entry{Register: "customer", ID: 1, Names: []string{"重庆渝鲲火锅"}, People: []string{"向建国"}, Phones: []string{"13812345678"}, Numbers: []string{"KH-000001"}, Places: []string{"江北区观音桥"}, Tags: []string{"餐饮"}}
	put(t, d, func(tx *db.Tx) error { return search.Put(tx, e) })
	e.Names, e.People, e.Phones, e.Places, e.Tags = []string{"成都蜀味小面"}, []string{"钱多多"}, []string{"13999990000"}, []string{"锦江区春熙路"}, []string{"小吃"}
	put(t, d, func(tx *db.Tx) error { return search.Put(tx, e) })
	for _, q := range []string{"渝鲲", "重庆渝", "chongqing", "cqyk", "yukun", "向建国", "xjg", "13812345678", "1234", "5678", "观音桥", "餐饮", "渝k"} {
		if hits := find(t, d, q); len(hits) > 0 {
			t.Errorf("%s still finds %v", q, hits)
		}
	}
	for _, q := range []string{"蜀味", "成都", "chengdu", "cdsw", "shuwei", "钱多多", "qdd", "13999990000", "9999", "0000", "春熙路", "小吃", "kh1", "蜀w"} {
		if hits := find(t, d, q); len(hits) != 1 {
			t.Errorf("%s finds %v", q, hits)
		}
	}
}

func TestARemovedRecordIsNotFoundAndComesBack(t *testing.T) {
	d := open(t)
	for i := range shop {
		put(t, d, func(tx *db.Tx) error { return search.Remove(tx, "customer", int64(i+1)) })
	}
	for _, table := range []string{"search_docs", "search_keys"} {
		var n int
		if err := d.Pool().QueryRow("SELECT count(*) FROM " + table).Scan(&n); err != nil || n != 0 {
			t.Errorf("%s holds %d rows, %v", table, n, err)
		}
	}
	if hits := find(t, d, "张"); len(hits) != 0 {
		t.Errorf("found %v", hits)
	}
	put(t, d, func(tx *db.Tx) error { return search.Remove(tx, "customer", 999) })
	put(t, d, func(tx *db.Tx) error { return search.Put(tx, entryOf(15, "张伟")) })
	if hits := find(t, d, "张"); len(hits) != 1 || hits[0].ID != 15 {
		t.Errorf("found %v", hits)
	}
}

func TestAFailedTransactionLeavesTheIndexAsItWas(t *testing.T) {
	d := open(t)
	err := d.Write(context.Background(), "x", func(tx *db.Tx) error {
		if err := search.Put(tx, entryOf(1, "换了名字")); err != nil {
			return err
		}
		if err := search.Put(tx, search.Entry{Register: "visit", ID: 1, Names: []string{"换了名字"}}); err != nil {
			return err
		}
		return errors.New("no")
	})
	if err == nil || len(find(t, d, "换了名字")) != 0 || len(find(t, d, "单雨霏")) != 1 {
		t.Errorf("the index changed: %v", err)
	}
}

func TestRegistersDoNotHideOneAnother(t *testing.T) {
	d := dbtest.MustOpen(t)
	put(t, d, func(tx *db.Tx) error {
		for i := range 200 {
			if err := search.Put(tx, entryOf(int64(i+1), fmt.Sprintf("漏水维修%d", i))); err != nil {
				return err
			}
		}
		return search.Put(tx, search.Entry{Register: "complaint", ID: 7, Numbers: []string{"TS-2026-000123"}, Text: []string{"空调漏水，三天没有人来。"}})
	})
	if hits := find(t, d, "漏水", "complaint"); len(hits) != 1 || hits[0].ID != 7 || hits[0].Why != search.Text {
		t.Errorf("漏水 among complaints: %v", hits)
	}
	if hits := find(t, d, "漏水"); len(hits) != 50 {
		t.Errorf("漏水 finds %d", len(hits))
	}
	for _, q := range []string{"TS-2026-000123", "ts2026123", "ts2026-123", "123"} {
		if hits := find(t, d, q, "complaint"); len(hits) != 1 || hits[0].Why != search.Number {
			t.Errorf("%s finds %v", q, hits)
		}
	}
	if hits := find(t, d, "漏水", "survey"); len(hits) != 0 {
		t.Errorf("a register nobody has: %v", hits)
	}
}

func TestEveryPieceOfANameAndOfAPhoneFindsIt(t *testing.T) {
	d := dbtest.MustOpen(t)
	people := town{rand.New(rand.NewPCG(7, 7))}
	var cs []*customer.Customer
	put(t, d, func(tx *db.Tx) error {
		for i := range 40 {
			c := people.customer(int64(i + 1))
			cs = append(cs, c)
			if err := search.Put(tx, customer.Entry(c)); err != nil {
				return err
			}
		}
		return nil
	})
	finds := func(q string, id int64) {
		t.Helper()
		if !slices.ContainsFunc(find(t, d, q), func(h search.Hit) bool { return h.ID == id }) {
			t.Errorf("%s does not find %d", q, id)
		}
	}
	for _, c := range cs {
		rs := []rune(c.Name)
		for i := range rs[1:] {
			finds(string(rs[i:i+2]), c.ID)
		}
		for _, p := range c.Phones {
			n := []rune(p.Number)
			if len(n) > 11 {
				n = []rune(p.Number[4:])
			}
			for i := 0; i+4 <= len(n); i++ {
				finds(string(n[i:i+4]), c.ID)
			}
		}
		finds(search.Pinyin(c.Name), c.ID)
		finds(c.Number, c.ID)
		finds(string(rs[len(rs)-1])+" "+c.Phones[0].Number[3:7], c.ID)
	}
}

func TestManyAtOnceAreFoundLikeOneByOne(t *testing.T) {
	one, many := dbtest.MustOpen(t), dbtest.MustOpen(t)
	people := town{rand.New(rand.NewPCG(3, 3))}
	bulk := search.NewBulk(many)
	var cs []*customer.Customer
	for i := range 300 {
		cs = append(cs, people.customer(int64(i+1)))
	}
	put(t, one, func(tx *db.Tx) error {
		for _, c := range cs {
			if err := search.Put(tx, customer.Entry(c)); err != nil {
				return err
			}
		}
		return nil
	})
	put(t, many, func(tx *db.Tx) error {
		for _, c := range cs {
			if err := bulk.Put(tx, customer.Entry(c)); err != nil {
				return err
			}
		}
		return bulk.Flush(tx)
	})
	if err := bulk.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := search.Rebuild(context.Background(), one, nil); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"张", "重庆", "chongqing", "zw", "138", "1234", "KH-000007", "火锅", "渝北 1", "餐饮"} {
		if a, b := find(t, one, q), find(t, many, q); !slices.Equal(a, b) {
			t.Errorf("%s: %d hits and %d", q, len(a), len(b))
		}
	}
}

func TestFindStopsWhenTheContextEnds(t *testing.T) {
	d := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := search.Find(ctx, d, "张", search.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	if err := search.Warm(ctx, d); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	if err := search.Warm(context.Background(), d); err != nil {
		t.Error(err)
	}
}

func TestASearchDoesNotWaitForAWriter(t *testing.T) {
	d := open(t)
	writing, done := make(chan struct{}), make(chan struct{})
	go func() {
		_ = d.Write(context.Background(), "x", func(tx *db.Tx) error {
			if err := search.Put(tx, entryOf(99, "正在写")); err != nil {
				return err
			}
			close(writing)
			<-done
			return nil
		})
	}()
	<-writing
	defer close(done)
	begin := time.Now()
	if hits := find(t, d, "单雨霏"); len(hits) != 1 || time.Since(begin) > 2*time.Second {
		t.Errorf("%v after %v", hits, time.Since(begin))
	}
}

func FuzzAnyTextMayBeLookedFor(f *testing.F) {
	for _, s := range []string{"张伟", "zhang伟", "'; DROP TABLE x", "\"", "a AND b", "*", "NEAR(a b)", "1234", "\xff\xfe", "ＫＨ－１", "😀‍👩", "a\x00b", "ǚ", "zh zh zh", "{}:^-+", "〇", "ﷺ"} {
		f.Add(s)
	}
	d := open(f)
	f.Fuzz(func(t *testing.T, q string) {
		if _, err := search.Find(context.Background(), d, q, search.Options{}); err != nil {
			t.Errorf("%q: %v", q, err)
		}
	})
}

func FuzzAnyTextMayBeIndexed(f *testing.F) {
	for _, s := range []string{"张伟", "\x1e\x1f", "\x00", "'\"", "ﷺ", "\xff", "٣٤", "𠮷野家", "é", "😀‍👩"} {
		f.Add(s)
	}
	d := dbtest.MustOpen(f)
	f.Fuzz(func(t *testing.T, s string) {
		e := search.Entry{Register: "customer", ID: 1, Names: []string{s}, People: []string{s}, Phones: []string{s}, Numbers: []string{s}, Places: []string{s}, Tags: []string{s}, Text: []string{s}, Alike: []string{s}}
		put(t, d, func(tx *db.Tx) error { return search.Put(tx, e) })
		put(t, d, func(tx *db.Tx) error { return search.Remove(tx, "customer", 1) })
		var n int
		if err := d.Pool().QueryRow("SELECT count(*) FROM search_keys").Scan(&n); err != nil || n != 0 {
			t.Errorf("%q leaves %d keys, %v", s, n, err)
		}
		search.SortKey(s)
	})
}
