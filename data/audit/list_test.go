package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kezhi/assets"
	"kezhi/data"
	"kezhi/data/audit"
	"kezhi/data/db"
	"kezhi/data/db/dbtest"
	"kezhi/data/field"
	"kezhi/data/register"
)

// mixed is a file with entries of several kinds, one an hour from the 20th on.
func mixed(t *testing.T) *db.DB {
	t.Helper()
	d := dbtest.MustOpen(t)
	at := time.Date(2026, 11, 20, 0, 30, 0, 0, time.Local)
	d.Now = func() time.Time { return at }
	for i := range 72 {
		e := audit.Entry{
			Who: []string{"林小满", "周岚"}[i%2], Action: []register.Action{register.Changed, register.Printed, "login"}[i%3],
			Register: []string{"customer", "visit"}[i%2], RecordID: int64(i%5 + 1), Number: fmt.Sprintf("KH-%06d", i%5+1),
			Fields: []field.Change{{Key: "remark", Before: "甲", After: fmt.Sprintf("第%d次改动", i)}},
		}
		if err := audit.Say(t.Context(), d, e); err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Hour)
	}
	return d
}

func TestTheRecordIsFilteredAndTheNewestComesFirst(t *testing.T) {
	d := mixed(t)
	for name, x := range map[string]struct {
		q     audit.Query
		n     int
		first int32
	}{
		"all":                {audit.Query{}, 72, 72},
		"a few":              {audit.Query{Limit: 5}, 5, 72},
		"a person":           {audit.Query{Who: "林小满"}, 36, 71},
		"an action":          {audit.Query{Action: "login"}, 24, 72},
		"a register":         {audit.Query{Register: "visit"}, 36, 72},
		"a record":           {audit.Query{Register: "customer", RecordID: 3}, 7, 63},
		"a day":              {audit.Query{From: "2026-11-21", To: "2026-11-21"}, 24, 48},
		"from a day":         {audit.Query{From: "2026-11-22"}, 24, 72},
		"words":              {audit.Query{Text: "第33次 周岚"}, 1, 34},
		"words, a few":       {audit.Query{Text: "改动", Limit: 3}, 3, 72},
		"a number":           {audit.Query{Text: "kh-000002"}, 15, 72},
		"several conditions": {audit.Query{Who: "周岚", Action: "printed", To: "2026-11-20"}, 4, 20},
		"none":               {audit.Query{Who: "某人"}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			ids, err := audit.IDs(t.Context(), d, x.q)
			if err != nil || len(ids) != x.n || x.n > 0 && ids[0] != x.first || !slices.IsSortedFunc(ids, func(a, b int32) int { return int(b - a) }) {
				t.Fatalf("%d: %v, %v", len(ids), ids, err)
			}
			cs, err := audit.Entries(t.Context(), d, ids)
			if err != nil || len(cs) != len(ids) {
				t.Fatal(len(cs), err)
			}
		})
	}
}

func TestADayThatIsNoneIsRefused(t *testing.T) {
	d := mixed(t)
	_, err := audit.IDs(t.Context(), d, audit.Query{From: "22.11.", To: "2026-02-30"})
	if es := data.All(err); len(es) != 2 || es[0].Field != "from" || es[1].Field != "to" {
		t.Fatal(err)
	}
}

func TestTheTableOfTheRecordIsReadFromAnIndexAlone(t *testing.T) {
	d := mixed(t)
	rows, err := d.Pool().Query("EXPLAIN QUERY PLAN SELECT id FROM changes WHERE 1 = 1 AND at >= 1 AND +who = 'x' AND +action = 'y' AND +register = 'z' ORDER BY at DESC, id DESC")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var a, b, c int
		var s string
		if err := rows.Scan(&a, &b, &c, &s); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, s)
	}
	if s := strings.Join(plan, "; "); !strings.Contains(s, "COVERING INDEX changes_at") {
		t.Error(s)
	}
}

func TestAnEntryIsToldInWords(t *testing.T) {
	ds := field.NewSet("customer", field.Of("remark", func(s *struct{ Remark string }) *string { return &s.Remark })).Fields()
	for _, x := range []struct {
		c    register.Change
		want string
	}{
		{register.Change{Action: register.Changed, Fields: `[{"key":"remark","before":"甲","after":"乙"}]`}, "备注：甲 → 乙"},
		{register.Change{Action: register.Changed, Fields: `[{"key":"remark","before":"甲","after":""}]`}, "备注：甲 → （空）"},
		{register.Change{Action: register.Created, Fields: `[{"key":"remark","before":null,"after":"乙"}]`}, "备注：乙"},
		{register.Change{Action: register.Printed, Fields: `[{"key":"form","before":null,"after":"customer-card"}]`}, "表单：客户基本情况表"},
		{register.Change{Action: register.Changed, Fields: ``}, "内容已依法删除"},
	} {
		if got := strings.Join(audit.Lines(assets.ZhHans, ds, x.c), "; "); got != x.want {
			t.Errorf("%s: %s", x.c.Fields, got)
		}
	}
}

// BenchmarkIDs reads the places of a million entries, and of those of a person.
func BenchmarkIDs(b *testing.B) {
	d := dbtest.MustOpen(b)
	fields := `[{"key":"remark","before":"甲","after":"乙"},{"key":"phones","before":[{"use":"mobile","number":"13800138000"}],"after":[]}]`
	for n := range 10 {
		err := d.Write(b.Context(), "林小满", func(tx *db.Tx) error {
			cs := make([]register.Change, 100_000)
			for i := range cs {
				cs[i] = register.Change{At: int64(n*100_000 + i), Who: fmt.Sprint("员工", i%20), Host: "PC", Register: "customer", RecordID: int64(i), Number: "KH-000001", Action: register.Changed, Fields: fields}
			}
			return register.Keep(tx, cs)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	for name, q := range map[string]audit.Query{
		"screenful": {Limit: 200}, "all": {}, "person": {Who: "员工7"}, "person screenful": {Who: "员工7", Limit: 200}, "words": {Text: "甲乙丙"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := audit.IDs(b.Context(), d, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("page", func(b *testing.B) {
		ids := make([]int32, 64)
		for i := range ids {
			ids[i] = int32(500_000 - i)
		}
		for b.Loop() {
			if _, err := audit.Entries(b.Context(), d, ids); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if r, err := audit.Verify(b.Context(), d, audit.Options{Inside: true}); err != nil || !r.Sound() {
				b.Fatal(r, err)
			}
		}
	})
}
