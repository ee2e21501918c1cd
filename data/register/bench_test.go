package register_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/data/complaint"
	"kezhi/data/customer"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
	"kezhi/data/visit"
)

// statement is one that a save wrote with.
type statement struct {
	query string
	args  []any
}

// recorder notes what is written through a transaction.
type recorder struct {
	*sql.Tx
	written []statement
}

func (r *recorder) note(query string, args []any) {
	switch word, _, _ := strings.Cut(query, " "); word {
	case "INSERT", "UPDATE", "DELETE":
		r.written = append(r.written, statement{query, slices.Clone(args)})
	}
}

func (r *recorder) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	r.note(query, args)
	return r.Tx.ExecContext(ctx, query, args...)
}

func (r *recorder) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	r.note(query, args)
	return r.Tx.QueryContext(ctx, query, args...)
}

func (r *recorder) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	r.note(query, args)
	return r.Tx.QueryRowContext(ctx, query, args...)
}

// house is a file with the registers that are measured.
type house struct {
	*db.DB
	registers map[string]saver
}

type saver interface {
	register.Register
	putIn(tx *db.Tx, r register.Record) error
}

type table[T any] struct{ *register.Table[T] }

func (t table[T]) putIn(tx *db.Tx, r register.Record) error {
	_, err := t.PutIn(tx, r)
	return err
}

func newHouse(tb testing.TB) house {
	d := dbtest.MustOpen(tb)
	at := time.Date(2026, 11, 18, 9, 0, 0, 0, time.Local)
	d.Now = func() time.Time { return at }
	h := house{d, map[string]saver{
		"customer":  table[customer.Customer]{customer.Open(d).Table},
		"visit":     table[visit.Visit]{visit.Open(d).Table},
		"complaint": table[complaint.Complaint]{complaint.Open(d).Table},
	}}
	if _, err := h.registers["customer"].Put(context.Background(), "林小满", register.Record{Values: aCustomer(0)}); err != nil {
		tb.Fatal(err)
	}
	return h
}

func aCustomer(i int) field.Values {
	return field.Values{
		"kind": "organisation", "name": fmt.Sprintf("重庆渝鲲第%d火锅有限公司", i), "short_name": "渝鲲火锅", "grade": "vip",
		"legal_representative": "向建国", "email": "office@yukun.example", "owner": "周岚", "source": "展会",
		"region": "重庆", "industry": "餐饮", "tags": []string{"餐饮", "冷链"}, "remark": "月底对账",
		"phones":    []field.Values{{"use": "mobile", "number": fmt.Sprintf("138%08d", i*7919%100000000)}, {"use": "office", "number": "023-67890123"}},
		"addresses": []field.Values{{"use": "office", "region": "重庆市渝北区", "address": fmt.Sprintf("龙溪街道新牌坊一路%d号", i%400+1)}},
		"contacts": []field.Values{
			{"name": "向建国", "post": "总经理", "phone": "13900139000", "is_first": "true"},
			{"name": "冉红", "post": "采购", "phone": "13600136000", "email": "ranhong@yukun.example"},
		},
	}
}

func aVisit(i int) field.Values {
	return field.Values{
		"customer": "KH-000001", "way": "on_site", "at": "2026-11-17 14:30", "hours": "1.5", "place": "客户门店", "visitor": "周岚",
		"companions": []string{"秦越"}, "purpose": "回访冷链配送", "talk": fmt.Sprintf("第 %d 次面谈，讨论冬季菜单所需的冷链配送频次", i),
		"needs": "每周两次改为三次", "next_step": "发送报价", "next_on": "2026-11-24",
		"people":   []field.Values{{"name": "向建国", "post": "总经理"}, {"name": "冉红", "post": "采购"}},
		"promises": []field.Values{{"what": "三日内报价", "owner": "周岚", "due": "2026-11-20"}},
	}
}

func aComplaint(i int) field.Values {
	return field.Values{
		"customer": "KH-000001", "received_at": "2026-11-18 08:40", "complainant": "冉红", "phone": "13512342041", "receiver": "林小满",
		"what":   fmt.Sprintf("11 月 17 日约定 18:00 送达，实际 19:%02d 送到", i%60),
		"demand": "书面道歉", "category": "等待时间", "promised_on": "2026-11-24", "department": "客服部",
		"accused": []string{"杜军"}, "involved": []string{"何苗"},
	}
}

// recorded is the record as given, saved in a file where the statements are
// noted.
func (h house) recorded(tb testing.TB, key string, r register.Record) []statement {
	var rec *recorder
	err := h.Write(context.Background(), "林小满", func(tx *db.Tx) error {
		rec = &recorder{Tx: tx.Statement.ConnPool.(*sql.Tx)}
		tx.Statement.ConnPool = rec
		return h.registers[key].putIn(tx, r)
	})
	if err != nil {
		tb.Fatal(err)
	}
	return rec.written
}

// bare writes the same rows with database/sql alone, each statement prepared
// once for the connection.
type bare struct {
	conn     *sql.Conn
	prepared map[string]*sql.Stmt
}

func newBare(tb testing.TB, d *db.DB) *bare {
	c, err := d.Pool().Conn(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	b := &bare{c, map[string]*sql.Stmt{}}
	tb.Cleanup(func() {
		for _, s := range b.prepared {
			_ = s.Close()
		}
		_ = c.Close()
	})
	return b
}

func (b *bare) prepare(tb testing.TB, ss []statement) {
	for _, s := range ss {
		if b.prepared[s.query] == nil {
			p, err := b.conn.PrepareContext(context.Background(), s.query)
			if err != nil {
				tb.Fatal(err)
			}
			b.prepared[s.query] = p
		}
	}
}

// write writes the rows of a save. That of a changed record (id not 0) begins
// with a look at its version, without which the work of others would be lost.
func (b *bare) write(tb testing.TB, ss []statement, table string, id, version int64) {
	ctx := context.Background()
	tx, err := b.conn.BeginTx(ctx, nil)
	if err != nil {
		tb.Fatal(err)
	}
	if id != 0 {
		var now int64
		err := tx.QueryRowContext(ctx, "SELECT version FROM "+table+" WHERE id = ?", id).Scan(&now)
		if err != nil || now != version {
			tb.Fatal(now, version, err)
		}
	}
	for _, s := range ss {
		if _, err := tx.StmtContext(ctx, b.prepared[s.query]).ExecContext(ctx, s.args...); err != nil {
			tb.Fatal(s.query, err)
		}
	}
	if err := tx.Commit(); err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkSave saves records and, in turn, writes the very rows that a save
// writes with nothing but database/sql, into a file of the same durability. The
// ratio is of the medians. What is written bare knows the record's id, number
// and index, and of a changed record what is different: it reads nothing but the
// version of that, as any program must that overwrites nobody's work. A save
// reads the record as it was, with its rows, to tell the trail what is different.
func BenchmarkSave(b *testing.B) {
	change := func(key string) func(i int, r register.Record) register.Record {
		return func(i int, r register.Record) register.Record {
			r.Values = r.Values.Clone()
			r.Values[key] = fmt.Sprintf("第 %d 次改动", i)
			return r
		}
	}
	for _, x := range []struct {
		name, key string
		fresh     func(i int) field.Values
		change    func(i int, r register.Record) register.Record
	}{
		{"customer", "customer", aCustomer, nil},
		{"visit", "visit", aVisit, nil},
		{"complaint", "complaint", aComplaint, nil},
		{"customer changed", "customer", aCustomer, change("remark")},
		{"visit changed", "visit", aVisit, change("talk")},
	} {
		b.Run(x.name, func(b *testing.B) {
			ctx := context.Background()
			script, saves, bares := newHouse(b), newHouse(b), newHouse(b)
			plain := newBare(b, bares.DB)
			reg := saves.registers[x.key]
			next := func(i int) register.Record { return register.Record{Values: x.fresh(i)} }
			if x.change != nil {
				var r register.Record
				for _, h := range []house{script, saves, bares} {
					var err error
					if r, err = h.registers[x.key].Put(ctx, "林小满", register.Record{Values: x.fresh(1)}); err != nil {
						b.Fatal(err)
					}
				}
				next = func(i int) register.Record {
					out := x.change(i, r)
					r.Version++
					return out
				}
			}
			var ours, theirs []time.Duration
			for i := 1; b.Loop(); i++ {
				r := next(i)
				ss := script.recorded(b, x.key, r)
				plain.prepare(b, ss)
				begin := time.Now()
				if _, err := reg.Put(ctx, "林小满", r); err != nil {
					b.Fatal(err)
				}
				middle := time.Now()
				plain.write(b, ss, x.key+"s", r.ID, r.Version)
				ours, theirs = append(ours, middle.Sub(begin)), append(theirs, time.Since(middle))
			}
			us := func(ds []time.Duration) float64 {
				slices.Sort(ds)
				return float64(ds[len(ds)/2].Nanoseconds()) / 1000
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(us(ours), "save-µs")
			b.ReportMetric(us(theirs), "bare-µs")
			b.ReportMetric(us(ours)/us(theirs), "ratio")
		})
	}
}
